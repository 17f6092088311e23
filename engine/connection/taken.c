#include "connection/taken.h"
#include "connection/frames.h"
#include "handshake/frames.h"
#include "handshake/transcript.h"

/* Each of these asks for no more than it tells about: so the solvers see no more. */
/*@ requires \valid(c);
  @ requires hf_record_sound(&c->read) && hf_record_sound(&c->write);
  @ requires hf_transcript_sound(&c->transcript) && \valid_read(in + (0 .. n - 1)) && \separated(c, in + (0 .. n - 1));
  @ terminates \true; exits \false;
  @ assigns c->transcript.sha256.word[0 .. 25], c->transcript.sha384.word[0 .. 25], c->transcript.sha512.word[0 .. 25];
  @ ensures hf_record_sound(&c->read);
  @ ensures hf_record_sound(&c->write);
  @ ensures hf_outside_same{Pre, Post}(c); */
static void take(struct hf_connection *c, const uint8_t *in, size_t n) {
  hf_transcript_update(&c->transcript, in, n);
  /*@ assert outside: hf_outside_same{Pre, Here}(c); */
  /*@ assert hf_midstate_same{Pre, Here}(&c->read.mac.inner); */
  /*@ assert hf_midstate_same{Pre, Here}(&c->read.mac.outer); */
  /*@ assert hf_midstate_same{Pre, Here}(&c->write.mac.inner); */
  /*@ assert hf_midstate_same{Pre, Here}(&c->write.mac.outer); */
}

/*@ requires hf_configured(c) && HF_OUTPUT_APART(c);
  @ requires hf_record_sound(&c->read) && hf_record_sound(&c->write);
  @ requires hf_transcript_sound(&c->transcript) && \valid_read(in + (0 .. n - 1)) && \separated(c, in + (0 .. n - 1));
  @ terminates \true; exits \false;
  @ assigns c->transcript.sha256.word[0 .. 25], c->transcript.sha384.word[0 .. 25], c->transcript.sha512.word[0 .. 25];
  @ ensures hf_record_sound(&c->read);
  @ ensures hf_record_sound(&c->write);
  @ HF_CONFIG_STAYS(c);
  @ ensures c->config->application_protocols_n == \old(c->config->application_protocols_n);
  @ ensures HF_OUTPUT_APART(c); */
static void take_beside(struct hf_connection *c, const uint8_t *in, size_t n) {
  take(c, in, n);
}

void hf_take_bytes(struct hf_connection *c, const uint8_t *in, size_t n) {
  take_beside(c, in, n);
}
