#include "connection/opening.h"
#include "connection/content.h"
#include "connection/failure.h"
#include "connection/outcome.h"
#include "generated/errors.h"
#include "record/record.h"

/* Opens the record in place; its content is buffers.in[in_at .. in_end - 1] then, and nothing when it is refused. */
/*@ requires hf_sound(c) && hf_framed(c) && n <= 0xffff && HF_RECORD_HEADER + n <= c->buffers.in_size;
  @ terminates \true; exits \false;
  @ assigns c->read.sequence, c->in_at, c->in_end, c->buffers.in[0 .. c->buffers.in_size - 1];
  @ HF_STAYS_SOUND(c);
  @ HF_STAYS_FRAMED_PARTS(c);
  @ ensures HF_FAILURE_AS(Pre, c); */
static uint32_t unseal_record(struct hf_connection *c, uint32_t n) {
  uint32_t error = hf_record_open(&c->read, (uint8_t)(c->in_type % 256u), c->buffers.in, n, &c->in_at, &c->in_end);
  c->in_end = c->in_at + c->in_end; /* it was the content's size */
  return error;
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
  uint32_t error = unseal_record(c, fragment_n);
  await_record(c);
  hf_check(c, error);
  begin_content(c);
  hf_go_on(c);
}
