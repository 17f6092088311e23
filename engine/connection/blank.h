/* A connection that has done nothing yet. */
#ifndef HF_CONNECTION_BLANK_H
#define HF_CONNECTION_BLANK_H
#include "connection/sound.h"

/* Everything but the configuration, the buffers, the name and the role, which are set: nothing offered, agreed on, received or
   waiting, no keys, no secret, and the peer's chain empty in the caller's buffer. */
/*@ requires hf_configured(c) && hf_name_sound(c->server_name) && HF_OUTPUT_APART(c);
  @ requires c->buffers.chain == \null || \valid(c->buffers.chain + (0 .. c->buffers.chain_size - 1));
  @ requires \separated(c, c->buffers.chain + (0 .. c->buffers.chain_size - 1));
  @ terminates \true; exits \false;
  @ assigns *c;
  @ HF_STAYS_SOUND(c);
  @ ensures HF_PARSER_SOUND(c->handshake);
  @ ensures HF_OUTPUT_APART(c);
  @ ensures c->in_filled == 0 && c->in_length == 0 && c->in_at == 0 && c->in_end == 0;
  @ ensures c->out_at == 0 && c->out_end == 0 && c->out_offset == 0;
  @ ensures c->failed == 0 && c->state == HF_STATE_REFUSED;
  @ ensures c->config == \old(c->config) && c->server_name == \old(c->server_name);
  @ ensures c->buffers.in == \old(c->buffers.in) && c->buffers.in_size == \old(c->buffers.in_size);
  @ ensures c->buffers.out == \old(c->buffers.out) && c->buffers.out_size == \old(c->buffers.out_size);
  @ ensures c->buffers.chain == \old(c->buffers.chain) && c->buffers.chain_size == \old(c->buffers.chain_size);
  @ ensures c->chain.buffer == c->buffers.chain && c->chain.size <= c->buffers.chain_size; */
void hf_blank(struct hf_connection *c);

/* A connection that nothing was given to begin with: it has failed, and has neither configuration nor buffers. */
/*@ requires \valid(c); terminates \true; exits \false;
  @ assigns *c;
  @ ensures c->failed == 1 && c->error == HF_ERROR_ARGUMENT_MISSING && \result == HF_ERROR_ARGUMENT_MISSING;
  @ ensures c->in_at == c->in_end && c->out_at == c->out_end; */
enum hf_error hf_nothing_given(struct hf_connection *c);
#endif
