/* Secrets of a connection, told as what they were made of: which messages a key is bound to, whose it is. */
#ifndef TESTS_MODEL_SECRETS_H
#define TESTS_MODEL_SECRETS_H
#include "facts.h"

/* The number of messages with this digest; NOWHERE: there is none. */
int watch_covers(const struct watch *w, uint32_t hash, const uint8_t *digest);
/* Looks at the secrets that the connection holds after a step, and keeps them. */
void watch_secrets(struct watch *w);
int watch_pre_master(const struct watch *w);
/* Of the verify_data of one side, which the connection holds: the messages that it covers. */
int watch_finished(const struct watch *w, int of_server);
/* The epoch of TLS 1.3 whose keys a direction has. */
int watch_epoch(const struct watch *w, const struct hf_record_state *state, int of_server);
#endif
