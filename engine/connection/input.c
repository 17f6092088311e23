/* Bytes from the peer become records (RFC 5246 6.2.1); their header is read by the generated tables like any message. */
#include "connection/content.h"
#include "connection/drive.h"
#include "connection/failure.h"
#include "crypto/bytes.h"
#include "generated/errors.h"
#include "generated/kept.h"
#include "generated/registry.h"
#include "generated/tables.h"
#include "handfast.h"
#include "handshake/hello_parts.h"
#include "parse/parse.h"
#include "record/record.h"

/* Before the version is agreed on, any 3.x may stand there (RFC 5246 E.1). */
/*@ requires \valid_read(c); terminates \true; exits \false; assigns \nothing; ensures \result == 0 || \result == 1; */
static uint8_t version_fits(const struct hf_connection *c, uint32_t version) {
  if (c->parameters.cipher_suite != 0u)
    return version == HF_TLS12 ? 1u : 0u;
  return version / 256u == 3u ? 1u : 0u;
}

/* The header stands in buffers.in[0 .. 4]. */
/*@ requires hf_sound(c) && hf_framed(c) && c->failed == 0 && c->in_length == 0; terminates \true; exits \false;
  @ assigns *c, c->chain.buffer[0 .. c->chain.size - 1];
  @ HF_STAYS_FRAMED(c);
  @ ensures c->failed == 0 && c->in_filled == \old(c->in_filled);
  @ ensures \result == HF_OK ==> HF_RECORD_HEADER <= c->in_length <= HF_RECORD_HEADER + HF_FRAGMENT_MAX;
  @ ensures \result != HF_OK ==> c->in_length == 0; */
static uint8_t read_header(struct hf_connection *c) {
  struct hf_parser p;
  uint32_t length;
  hf_parse_start(&p, HF_ENTRY_RECORD);
  (void)hf_parse(&p, &c->kept, c, c->buffers.in, HF_RECORD_HEADER);
  if (p.row != 0u || p.error != HF_OK)
    return HF_ERROR_RECORD_TYPE_UNKNOWN;
  if (version_fits(c, p.numbers[HF_NUMBER_RECORD_HEADER_VERSION]) == 0u)
    return HF_ERROR_RECORD_VERSION_WRONG;
  length = p.numbers[HF_NUMBER_RECORD_HEADER_LENGTH];
  if (length > HF_FRAGMENT_MAX || length > c->buffers.in_size - HF_RECORD_HEADER)
    return HF_ERROR_RECORD_TOO_LONG;
  c->in_type = (uint8_t)(p.numbers[HF_NUMBER_RECORD_HEADER_TYPE] % 256u);
  c->in_length = HF_RECORD_HEADER + length;
  return HF_OK;
}

/* Opens a record in place; its content is record[*from .. *to - 1] then, and nothing when it is refused. */
/*@ requires \valid(s) && hf_record_ready(s) && \valid(from) && \valid(to) && fragment_n <= HF_FRAGMENT_MAX;
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

/* All of the record is there: it is opened in place. */
/*@ requires hf_sound(c) && hf_framed(c) && c->failed == 0;
  @ requires HF_RECORD_HEADER <= c->in_length <= HF_RECORD_HEADER + HF_FRAGMENT_MAX && c->in_filled == c->in_length;
  @ terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ ensures HF_FILLING(c); */
static void open_record(struct hf_connection *c) {
  uint8_t error = unseal(&c->read, c->in_type, c->buffers.in, c->in_length - HF_RECORD_HEADER, &c->in_at, &c->in_end);
  c->in_filled = 0u;
  c->in_length = 0u;
  if (error != HF_OK) {
    hf_fail(c, error);
    return;
  }
  hf_content_begin(c);
  hf_go_on(c);
}

/* The next bytes of the record being received; answers how many it took, at least one of n. */
/*@ requires hf_sound(c) && hf_framed(c) && HF_FILLING(c) && n >= 1 && \valid_read(in + (0 .. n - 1));
  @ requires \separated(c->buffers.in + (0 .. c->buffers.in_size - 1), in + (0 .. n - 1));
  @ terminates \true; exits \false;
  @ assigns c->in_filled, c->buffers.in[0 .. c->buffers.in_size - 1];
  @ ensures hf_sound(c);
  @ ensures hf_framed(c);
  @ ensures 1 <= \result <= n; */
static size_t fill_record(struct hf_connection *c, const uint8_t *in, size_t n) {
  uint32_t whole = c->in_length == 0u ? HF_RECORD_HEADER : c->in_length;
  size_t k = whole - c->in_filled;
  if (k > n)
    k = n;
  hf_copy(&c->buffers.in[c->in_filled], in, k);
  c->in_filled = c->in_filled + (uint32_t)k;
  return k;
}

/*@ requires hf_sound(c) && hf_framed(c) && c->failed == 0; terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ ensures HF_FILLING(c); */
static void take_record(struct hf_connection *c) {
  if (c->in_length == 0u && c->in_filled == HF_RECORD_HEADER) {
    uint8_t error = read_header(c);
    if (error != HF_OK)
      hf_fail(c, error);
  }
  if (c->failed == 0u && c->in_length != 0u && c->in_filled == c->in_length)
    open_record(c);
}

/*@ requires hf_sound(c) && hf_framed(c) && HF_FILLING(c) && \valid_read(in + (0 .. n - 1));
  @ requires \separated(c, in + (0 .. n - 1)) && \separated(c->buffers.in + (0 .. c->buffers.in_size - 1), in + (0 .. n - 1));
  @ requires \separated(c->buffers.out + (0 .. c->buffers.out_size - 1), in + (0 .. n - 1));
  @ requires \separated(c->chain.buffer + (0 .. c->chain.size - 1), in + (0 .. n - 1));
  @ terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ HF_STAYS_FAILED(c);
  @ ensures \result <= n;
  @ ensures \old(c->failed) != 0 ==> \result == 0; */
size_t hf_receive(struct hf_connection *c, const uint8_t *in, size_t n) {
  size_t taken = 0u;
  hf_go_on(c);
  /*@ loop invariant 0 <= taken <= n;
    @ loop invariant sound: hf_sound(c);
    @ loop invariant framed: hf_framed(c);
    @ loop invariant filling: HF_FILLING(c);
    @ loop invariant absorbed: \at(c->failed, Pre) != 0 ==> c->failed == \at(c->failed, Pre) &&
    @   c->error == \at(c->error, Pre) && taken == 0;
    @ loop invariant placed: HF_PLACED_AS(Pre, c);
    @ loop assigns taken, HF_RUN_CHANGES(c);
    @ loop variant n - taken; */
  while (taken < n && hf_waits(c) == 1u && c->in_at == c->in_end) {
    taken = taken + fill_record(c, &in[taken], n - taken);
    take_record(c);
  }
  return taken;
}

/*@ requires hf_sound(c) && hf_framed(c); terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ HF_STAYS_FAILED(c); */
void hf_end_of_input(struct hf_connection *c) {
  c->input_ended = 1u;
  hf_go_on(c);
}
