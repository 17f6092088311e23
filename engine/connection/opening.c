#include "connection/opening.h"
#include "connection/content.h"
#include "connection/failure.h"
#include "connection/frames.h"
#include "connection/outcome.h"
#include "generated/errors.h"
#include "handshake/frames.h"
#include "record/record.h"

/* Opens a record in place; its content is record[*from .. *to - 1] then, and nothing when it is refused. */
/*@ requires \valid(s) && hf_record_ready(s) && \valid(from) && \valid(to) && fragment_n <= 0xffff;
  @ requires \valid(record + (0 .. HF_RECORD_HEADER + fragment_n - 1));
  @ requires \separated(s, record + (0 .. HF_RECORD_HEADER + fragment_n - 1)) && \separated(s, from) && \separated(s, to);
  @ requires \separated(from, record + (0 .. HF_RECORD_HEADER + fragment_n - 1)) && \separated(from, to);
  @ requires \separated(to, record + (0 .. HF_RECORD_HEADER + fragment_n - 1));
  @ terminates \true; exits \false;
  @ assigns s->sequence, *from, *to, record[HF_RECORD_HEADER .. HF_RECORD_HEADER + fragment_n - 1];
  @ ensures hf_record_ready(s);
  @ ensures *from <= *to <= HF_RECORD_HEADER + fragment_n;
  @ ensures \result != HF_OK ==> *from == *to; */
static uint8_t unseal(struct hf_record_state *s, uint8_t type, uint8_t *record, uint32_t fragment_n, uint32_t *from,
                      uint32_t *to) {
  size_t at = 0u;
  size_t n = 0u;
  uint8_t error = hf_record_open(s, type, record, fragment_n, &at, &n);
  *from = (uint32_t)at;
  *to = (uint32_t)(at + n);
  return error;
}

/* Each of these asks for no more than it tells about: so the solvers see no more. */
/*@ requires \valid(c);
  @ requires HF_BUFFERS_SOUND(c) && n <= 0xffff && HF_RECORD_HEADER + n <= c->buffers.in_size;
  @ requires hf_record_sound(&c->read) && hf_record_sound(&c->write);
  @ terminates \true; exits \false;
  @ assigns c->read.sequence, c->in_at, c->in_end, c->buffers.in[0 .. c->buffers.in_size - 1];
  @ ensures HF_BYTES_AS(Pre, c);
  @ ensures hf_record_sound(&c->read) && hf_record_sound(&c->write);
  @ ensures c->in_at <= c->in_end <= c->buffers.in_size;
  @ ensures hf_outside_same{Pre, Post}(c); */
static uint8_t unseal_next(struct hf_connection *c, uint32_t n) {
  uint8_t error = unseal(&c->read, c->in_type, c->buffers.in, n, &c->in_at, &c->in_end);
  /*@ assert hf_midstate_same{Pre, Here}(&c->write.mac.inner); */
  /*@ assert hf_midstate_same{Pre, Here}(&c->write.mac.outer); */
  return error;
}

/*@ requires hf_configured(c) && HF_OUTPUT_APART(c);
  @ requires HF_BUFFERS_SOUND(c) && n <= 0xffff && HF_RECORD_HEADER + n <= c->buffers.in_size;
  @ requires hf_record_sound(&c->read) && hf_record_sound(&c->write);
  @ terminates \true; exits \false;
  @ assigns c->read.sequence, c->in_at, c->in_end, c->buffers.in[0 .. c->buffers.in_size - 1];
  @ ensures HF_BYTES_AS(Pre, c);
  @ ensures hf_record_sound(&c->read) && hf_record_sound(&c->write);
  @ ensures c->in_at <= c->in_end <= c->buffers.in_size;
  @ HF_CONFIG_STAYS(c);
  @ ensures c->config->application_protocols_n == \old(c->config->application_protocols_n);
  @ ensures HF_OUTPUT_APART(c); */
static uint8_t unseal_beside(struct hf_connection *c, uint32_t n) {
  return unseal_next(c, n);
}

/*@ requires hf_sound(c) && hf_framed(c) && n <= 0xffff && HF_RECORD_HEADER + n <= c->buffers.in_size;
  @ terminates \true; exits \false;
  @ assigns c->read.sequence, c->in_at, c->in_end, c->buffers.in[0 .. c->buffers.in_size - 1];
  @ HF_STAYS_SOUND(c);
  @ HF_STAYS_FRAMED_PARTS(c);
  @ ensures HF_FAILURE_AS(Pre, c); */
static uint8_t unseal_record(struct hf_connection *c, uint32_t n) {
  return unseal_beside(c, n);
}

/* The next record is waited for. */
/*@ requires hf_sound(c) && hf_framed(c); terminates \true; exits \false;
  @ assigns c->in_filled, c->in_length;
  @ HF_STAYS_SOUND(c);
  @ HF_STAYS_FRAMED_PARTS(c);
  @ ensures HF_FAILURE_AS(Pre, c);
  @ ensures HF_FILLING(c); */
static void await_record(struct hf_connection *c) {
  c->in_filled = 0u;
  c->in_length = 0u;
}

/*@ requires hf_sound(c) && hf_framed(c); terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c); */
static void begin_content(struct hf_connection *c) {
  if (c->failed == 0u)
    hf_content_begin(c);
}

void hf_open_record(struct hf_connection *c) {
  uint32_t fragment_n = (c->in_length - HF_RECORD_HEADER) % 0x10000u; /* a length of 16 bits */
  uint8_t error = unseal_record(c, fragment_n);
  await_record(c);
  hf_check(c, error);
  begin_content(c);
  hf_go_on(c);
}
