/* From one secret of TLS 1.3 to the next. */
#ifndef HF_HANDSHAKE_SCHEDULE_H
#define HF_HANDSHAKE_SCHEDULE_H
#include "handshake/sound.h"

/* RFC 8446 7.1: the resumption master secret, over the whole handshake, takes the place of the master secret. */
/*@ requires \valid(c) && \valid_read(c->config) && hf_transcript_sound(&c->transcript);
  @ HF_TOTAL; assigns c->exchange.traffic.secret[0 .. HF_SECRET_SIZE - 1]; */
void hf_derive_resumption(struct hf_connection *c);
#endif
