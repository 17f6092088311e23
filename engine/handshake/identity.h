/* Our certificate and what is done with its key. */
#ifndef HF_HANDSHAKE_IDENTITY_H
#define HF_HANDSHAKE_IDENTITY_H
#include "generated/machine.h"
#include "handshake/sound.h"

/* The identity that was chosen, or NULL when the configuration has none. */
/*@ requires \valid_read(c) && \valid_read(c->config); HF_TOTAL; assigns \nothing;
  @ ensures c->parameters.identity < c->config->identities_n ==> \result == c->config->identities + c->parameters.identity;
  @ ensures c->parameters.identity >= c->config->identities_n ==> \result == \null; */
const struct hf_identity *hf_our_identity(const struct hf_connection *c);

/* Signs a digest of the scheme's hash function with our key. The signature, as it stands in a message, comes into
   c->kept.bytes[0 .. c->kept_n - 1], which then holds HF_KEPT_SIGNATURE. Answers HF_EVENT_OUTCOME_0 (signed), HF_EVENT_NONE while the key's owner still works
   on it (call again with the same digest), or HF_EVENT_ERROR with c->machine.error set. */
/*@ requires hf_sound(c) && \valid_read(digest + (0 .. HF_HASH_MAX - 1));
  @ requires \separated(c, digest + (0 .. HF_HASH_MAX - 1)); HF_TOTAL;
  @ assigns c->machine.error, c->kept, c->kept_holds, c->kept_n;
  @ HF_STAYS_SOUND(c);
  @ ensures \result == HF_EVENT_NONE || \result == HF_EVENT_OUTCOME_0 || \result == HF_EVENT_ERROR;
  @ ensures \result == HF_EVENT_OUTCOME_0 <==> c->kept_holds == HF_KEPT_SIGNATURE;
  @ ensures \result == HF_EVENT_ERROR ==> c->machine.error != HF_OK; */
uint32_t hf_sign(struct hf_connection *c, uint32_t scheme, const uint8_t *digest);
#endif
