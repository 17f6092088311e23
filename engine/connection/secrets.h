/* Wiping the secrets of a connection whose buffers stay in use, and what came in. */
#ifndef HF_CONNECTION_SECRETS_H
#define HF_CONNECTION_SECRETS_H
#include "connection/sound.h"

/* Every secret of the connection: of the handshake, of the session, and the keys of both directions. What is in the buffers, and
   where, stays. */
/*@ requires hf_sound(c) && hf_framed(c); terminates \true; exits \false;
  @ assigns c->secret[0 .. HF_SECRET_MAX - 1], c->key_block[0 .. HF_KEY_BLOCK_MAX - 1], c->finished[0 .. 11],
  @   c->kept.bytes[0 .. HF_KEPT_BYTES - 1], c->transcript, c->session, c->read, c->write, c->exports;
  @ HF_STAYS_SOUND(c);
  @ HF_STAYS_FRAMED_PARTS(c);
  @ ensures hf_wiped(c);
  @ ensures HF_INPUT_AS(Pre, c);
  @ ensures HF_FAILURE_AS(Pre, c); */
void hf_forget_secrets(struct hf_connection *c);

/* What came in, and where reading is: the next record is waited for. */
/*@ requires hf_sound(c) && hf_framed(c); terminates \true; exits \false;
  @ assigns c->in_filled, c->in_at, c->in_end, c->buffers.in[0 .. c->buffers.in_size - 1];
  @ HF_STAYS_SOUND(c);
  @ HF_STAYS_FRAMED_PARTS(c);
  @ ensures HF_FAILURE_AS(Pre, c);
  @ ensures c->in_at == c->in_end && c->in_filled == 0 && HF_FILLING(c);
  @ ensures \old(hf_wiped(c)) ==> hf_wiped(c);
  @ ensures \forall integer i; 0 <= i < c->buffers.in_size ==> c->buffers.in[i] == 0; */
void hf_drop_input(struct hf_connection *c);
#endif
