#include "connection/secrets.h"
#include "crypto/bytes.h"
#include "handshake/wipe.h"

void hf_forget_secrets(struct hf_connection *c) {
  hf_wipe_secrets(c);
}

/*@ requires \valid(c) && \valid(c->buffers.in + (0 .. c->buffers.in_size - 1));
  @ requires \separated(c, c->buffers.in + (0 .. c->buffers.in_size - 1)); terminates \true; exits \false;
  @ assigns c->buffers.in[0 .. c->buffers.in_size - 1];
  @ ensures \old(hf_wiped(c)) ==> hf_wiped(c);
  @ ensures \forall integer i; 0 <= i < c->buffers.in_size ==> c->buffers.in[i] == 0; */
static void wipe_input(struct hf_connection *c) {
  hf_wipe(c->buffers.in, c->buffers.in_size);
}

void hf_drop_input(struct hf_connection *c) {
  wipe_input(c);
  c->in_filled = 0u;
  c->in_at = 0u;
  c->in_end = 0u;
}
