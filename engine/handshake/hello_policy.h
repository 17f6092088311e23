/* Asking the caller about a ClientHello before anything is chosen. */
#ifndef HF_HANDSHAKE_HELLO_POLICY_H
#define HF_HANDSHAKE_HELLO_POLICY_H
#include "handshake/sound.h"
#include <stdbool.h>

/* An hf_error: HF_OK, or why the configuration's client_hello_policy refuses the hello that was read. Its kept fields are still
   there. */
/*@ requires hf_sound(c); HF_TOTAL; assigns \nothing; */
enum hf_error hf_hello_judged(const struct hf_connection *c);

/* Whether the configuration's identity_policy lets an identity be shown to the client whose hello was read. The session's ID may be gone
   from the kept fields, and is not told. */
/*@ requires \valid_read(c) && hf_lists_sound(c->config) && hf_offers_sound(c) && \valid_read(identity);
  @ HF_TOTAL; assigns \nothing; */
bool hf_identity_welcome(const struct hf_connection *c, const struct hf_identity *identity);
#endif
