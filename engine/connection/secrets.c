#include "connection/secrets.h"
#include "connection/frames.h"
#include "handshake/wipe.h"

/* Each of these asks for no more than it tells about: so the solvers see no more. */
/*@ requires \valid(c); terminates \true; exits \false;
  @ assigns c->secret[0 .. HF_SECRET_MAX - 1], c->key_block[0 .. HF_KEY_BLOCK_MAX - 1], c->finished[0 .. 11],
  @   c->kept.bytes[0 .. HF_KEPT_BYTES - 1], c->transcript, c->session, c->read, c->write;
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
  @   c->kept.bytes[0 .. HF_KEPT_BYTES - 1], c->transcript, c->session, c->read, c->write;
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
