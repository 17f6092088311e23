/* Messages as an attacker, or a peer of another make, changes or makes them; event and content as the model numbers them. */
#ifndef TESTS_MODEL_FORGE_H
#define TESTS_MODEL_FORGE_H
#include "support/pair.h"

/* Changes a handshake message in the clear, header included, into one with this content; 0: it cannot be. */
int forge(const struct test_side *to, uint8_t *message, size_t *n, unsigned event, unsigned content);
/* Writes a whole message of at most FORGED_MAX bytes that a side would get under its peer's keys; 0: it is one that support/events.h makes. */
#define FORGED_MAX 512u
size_t forge_body(const struct test_side *to, unsigned event, unsigned content, uint8_t *message);
/* For hf_config.client_hello_policy: refuses the hello that was made one that the caller does not want. */
uint8_t forge_policy(void *context, const struct hf_client_hello *hello);
#endif
