/* The end of a connection that went wrong (RFC 5246 7.2.2). */
#ifndef HF_CONNECTION_FAILURE_H
#define HF_CONNECTION_FAILURE_H
#include "connection/sound.h"

/* The connection has failed with an hf_error other than HF_OK: the alert it calls for is put into the output, every secret is
   wiped, what came in is dropped. Only the first failure counts. */
/*@ requires hf_sound(c) && hf_framed(c) && error != 0; terminates \true; exits \false;
  @ assigns *c, c->buffers.in[0 .. c->buffers.in_size - 1], c->buffers.out[0 .. c->buffers.out_size - 1];
  @ HF_STAYS_FRAMED(c);
  @ HF_STAYS_FAILED(c);
  @ ensures P18: c->failed != 0;
  @ ensures P18: \old(c->failed) == 0 ==> c->error == error && HF_FILLING(c) && hf_wiped(c); */
void hf_fail(struct hf_connection *c, uint32_t error);

/* hf_fail, when something did go wrong. */
/*@ requires hf_sound(c) && hf_framed(c); terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ HF_STAYS_FAILED(c);
  @ ensures error == HF_OK ==> HF_FAILURE_AS(Pre, c) && HF_OUTPUT_AS(Pre, c) && HF_INPUT_AS(Pre, c);
  @ ensures error != HF_OK ==> c->failed != 0;
  @ ensures error != HF_OK && \old(c->failed) == 0 ==> HF_FILLING(c); */
void hf_check(struct hf_connection *c, uint32_t error);

/* The same for what the peer sent and may not: says so to the trace. */
/*@ requires hf_sound(c) && hf_framed(c) && error != 0; terminates \true; exits \false;
  @ assigns *c, c->buffers.in[0 .. c->buffers.in_size - 1], c->buffers.out[0 .. c->buffers.out_size - 1];
  @ HF_STAYS_FRAMED(c);
  @ HF_STAYS_FAILED(c);
  @ ensures c->failed != 0;
  @ ensures \old(c->failed) == 0 ==> c->error == error && HF_FILLING(c) && hf_wiped(c); */
void hf_refuse(struct hf_connection *c, uint32_t event, uint32_t error);
#endif
