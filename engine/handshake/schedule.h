/* From one secret of TLS 1.3 to the next. */
#ifndef HF_HANDSHAKE_SCHEDULE_H
#define HF_HANDSHAKE_SCHEDULE_H
#include "handshake/sound.h"

/* RFC 8446 7.1: the resumption master secret, over the whole handshake, takes the place of the master secret. */
/*@ requires \valid(c) && \valid_read(c->config) && hf_transcript_sound(&c->transcript);
  @ HF_TOTAL; assigns c->exchange.traffic.secret[0 .. HF_SECRET_SIZE - 1]; */
void hf_derive_resumption(struct hf_connection *c);

/* RFC 8446 4.2.11.2: the binder of a session's pre-shared key, over the digest of the hello before its binders; both have the size of
   the hash. */
/*@ requires hash_known(hash) && \valid_read(psk + (0 .. digest_size(hash) - 1)) && \valid_read(digest + (0 .. digest_size(hash) - 1));
  @ requires \valid(out + (0 .. digest_size(hash) - 1));
  @ HF_TOTAL; assigns out[0 .. digest_size(hash) - 1]; */
void hf_binder(uint32_t hash, const uint8_t *psk, const uint8_t *digest, uint8_t *out);
#endif
