#include "connection/secrets.h"
#include "connection/frames.h"
#include "crypto/bytes.h"
#include "handshake/wipe.h"

/* Each of these asks for no more than it tells about: so the solvers see no more. */
/*@ requires \valid(c); terminates \true; exits \false;
  @ assigns c->secret[0 .. HF_SECRET_MAX - 1], c->key_block[0 .. HF_KEY_BLOCK_MAX - 1], c->finished[0 .. 11],
  @   c->kept.bytes[0 .. HF_KEPT_BYTES - 1], c->transcript, c->session, c->read, c->write, c->exports;
  @ ensures hf_outside_same{Pre, Post}(c);
  @ ensures hf_transcript_sound(&c->transcript) && c->session.session_id_n <= HF_SESSION_ID_MAX;
  @ ensures hf_record_sound(&c->read);
  @ ensures hf_record_sound(&c->write);
  @ ensures hf_wiped(c); */
static void wipe(struct hf_connection *c) {
  hf_wipe_secrets(c);
}

/*@ requires hf_configured(c) && HF_OUTPUT_APART(c) && hf_peer_chain_sound(c); terminates \true; exits \false;
  @ assigns c->secret[0 .. HF_SECRET_MAX - 1], c->key_block[0 .. HF_KEY_BLOCK_MAX - 1], c->finished[0 .. 11],
  @   c->kept.bytes[0 .. HF_KEPT_BYTES - 1], c->transcript, c->session, c->read, c->write, c->exports;
  @ HF_CONFIG_STAYS(c);
  @ ensures c->config->application_protocols_n == \old(c->config->application_protocols_n);
  @ ensures HF_OUTPUT_APART(c);
  @ ensures hf_peer_chain_sound(c);
  @ ensures hf_transcript_sound(&c->transcript) && c->session.session_id_n <= HF_SESSION_ID_MAX;
  @ ensures hf_record_sound(&c->read);
  @ ensures hf_record_sound(&c->write);
  @ ensures hf_wiped(c); */
static void wipe_beside(struct hf_connection *c) {
  wipe(c);
}

void hf_forget_secrets(struct hf_connection *c) {
  wipe_beside(c);
}

/*@ requires \valid(c) && HF_BUFFERS_SOUND(c); terminates \true; exits \false;
  @ assigns c->buffers.in[0 .. c->buffers.in_size - 1];
  @ ensures HF_BYTES_AS(Pre, c);
  @ ensures \old(hf_wiped(c)) ==> hf_wiped(c);
  @ ensures \forall integer i; 0 <= i < c->buffers.in_size ==> c->buffers.in[i] == 0; */
static void wipe_in(struct hf_connection *c) {
  hf_wipe(c->buffers.in, c->buffers.in_size);
}

/*@ requires hf_sound(c) && hf_framed(c); terminates \true; exits \false;
  @ assigns c->buffers.in[0 .. c->buffers.in_size - 1];
  @ ensures HF_BYTES_AS(Pre, c);
  @ HF_STAYS_SOUND(c);
  @ HF_STAYS_FRAMED_PARTS(c);
  @ ensures HF_INPUT_AS(Pre, c) && HF_FAILURE_AS(Pre, c);
  @ ensures \old(hf_wiped(c)) ==> hf_wiped(c);
  @ ensures \forall integer i; 0 <= i < c->buffers.in_size ==> c->buffers.in[i] == 0; */
static void wipe_input(struct hf_connection *c) {
  wipe_in(c);
}

void hf_drop_input(struct hf_connection *c) {
  wipe_input(c);
  c->in_filled = 0u;
  c->in_at = 0u;
  c->in_end = 0u;
}
