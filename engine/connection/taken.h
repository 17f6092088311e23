/* The transcript of a connection whose buffers stay in use. */
#ifndef HF_CONNECTION_TAKEN_H
#define HF_CONNECTION_TAKEN_H
#include "connection/sound.h"

/* in[0 .. n-1] was sent or accepted: the transcript takes it. */
/*@ requires hf_sound(c) && hf_framed(c) && \valid_read(in + (0 .. n - 1)) && \separated(c, in + (0 .. n - 1));
  @ terminates \true; exits \false;
  @ assigns c->transcript.sha256.word[0 .. 25], c->transcript.sha384.word[0 .. 25], c->transcript.sha512.word[0 .. 25];
  @ HF_STAYS_SOUND(c);
  @ HF_STAYS_FRAMED_PARTS(c); */
void hf_take_bytes(struct hf_connection *c, const uint8_t *in, size_t n);
#endif
