/* Bytes from the peer become records (RFC 5246 6.2.1). */
#include "connection/content.h"
#include "connection/drive.h"
#include "connection/given.h"
#include "connection/header.h"
#include "connection/opening.h"
#include "crypto/bytes.h"
#include "handfast.h"

/*@ requires hf_sound(c) && hf_framed(c) && c->in_filled + k <= c->buffers.in_size && \valid_read(in + (0 .. k - 1));
  @ requires \separated(c->buffers.in + (0 .. c->buffers.in_size - 1), in + (0 .. k - 1));
  @ terminates \true; exits \false;
  @ assigns c->buffers.in[0 .. c->buffers.in_size - 1];
  @ HF_STAYS_SOUND(c);
  @ HF_STAYS_FRAMED_PARTS(c);
  @ ensures HF_INPUT_AS(Pre, c);
  @ ensures HF_FAILURE_AS(Pre, c); */
static void copy_in(struct hf_connection *c, const uint8_t *in, size_t k) {
  hf_copy(&c->buffers.in[c->in_filled], in, k);
}

/*@ requires hf_sound(c) && hf_framed(c) && k <= (c->in_length == 0 ? HF_RECORD_HEADER : c->in_length) - c->in_filled;
  @ terminates \true; exits \false;
  @ assigns c->in_filled;
  @ HF_STAYS_SOUND(c);
  @ HF_STAYS_FRAMED_PARTS(c);
  @ ensures HF_FAILURE_AS(Pre, c); */
static void count_in(struct hf_connection *c, uint32_t k) {
  c->in_filled = c->in_filled + k;
}

/* The next bytes of the record being received; answers how many it took, at least one of n. */
/*@ requires hf_sound(c) && hf_framed(c) && HF_FILLING(c) && n >= 1 && \valid_read(in + (0 .. n - 1));
  @ requires \separated(c->buffers.in + (0 .. c->buffers.in_size - 1), in + (0 .. n - 1));
  @ terminates \true; exits \false;
  @ assigns c->in_filled, c->buffers.in[0 .. c->buffers.in_size - 1];
  @ HF_STAYS_SOUND(c);
  @ ensures hf_framed(c);
  @ ensures HF_PLACED_AS(Pre, c);
  @ ensures HF_FAILURE_AS(Pre, c);
  @ ensures 1 <= \result <= n; */
static size_t fill_record(struct hf_connection *c, const uint8_t *in, size_t n) {
  uint32_t whole = c->in_length == 0u ? HF_RECORD_HEADER : c->in_length;
  size_t k = whole - c->in_filled;
  if (k > n)
    k = n;
  copy_in(c, in, k);
  count_in(c, (uint32_t)k);
  return k;
}

/* 1: a header is there, and not read yet. */
/*@ requires \valid_read(c) && HF_INPUT_SOUND(c); terminates \true; exits \false; assigns \nothing;
  @ ensures \result == 1 ==> c->in_length == 0 && c->in_filled >= HF_RECORD_HEADER;
  @ ensures \result != 1 && c->in_length == 0 ==> HF_FILLING(c); */
static uint32_t header_came(const struct hf_connection *c) {
  return (c->in_length == 0u && c->in_filled >= HF_RECORD_HEADER) ? 1u : 0u;
}

/* 1: all of a record is there. */
/*@ requires \valid_read(c) && HF_INPUT_SOUND(c) && (c->failed != 0 || c->in_length == 0 ==> HF_FILLING(c));
  @ terminates \true; exits \false; assigns \nothing;
  @ ensures \result == 1 ==> c->failed == 0 && c->in_length >= HF_RECORD_HEADER && c->in_filled >= c->in_length;
  @ ensures \result != 1 ==> HF_FILLING(c); */
static uint32_t record_came(const struct hf_connection *c) {
  return (c->failed == 0u && c->in_length != 0u && c->in_filled >= c->in_length) ? 1u : 0u;
}

/*@ requires hf_sound(c) && hf_framed(c) && c->failed == 0; terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_SOUND(c);
  @ ensures hf_framed(c);
  @ ensures HF_PLACED_AS(Pre, c);
  @ ensures c->failed != 0 || c->in_length == 0 ==> HF_FILLING(c); */
static void take_header(struct hf_connection *c) {
  if (header_came(c) == 1u)
    hf_read_header(c);
}

/*@ requires hf_sound(c) && hf_framed(c);
  @ requires c->failed != 0 || c->in_length == 0 ==> HF_FILLING(c);
  @ terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ ensures HF_FILLING(c); */
static void take_whole(struct hf_connection *c) {
  if (record_came(c) == 1u)
    hf_open_record(c);
}

/*@ requires hf_sound(c) && hf_framed(c) && c->failed == 0; terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ ensures HF_FILLING(c); */
static void take_record(struct hf_connection *c) {
  take_header(c);
  take_whole(c);
}

/*@ requires hf_sound(c) && hf_framed(c) && HF_FILLING(c) && c->failed == 0 && n >= 1 && \valid_read(in + (0 .. n - 1));
  @ requires \separated(c->buffers.in + (0 .. c->buffers.in_size - 1), in + (0 .. n - 1));
  @ terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ ensures HF_FILLING(c);
  @ ensures 1 <= \result <= n; */
static size_t receive(struct hf_connection *c, const uint8_t *in, size_t n) {
  size_t taken = fill_record(c, in, n);
  take_record(c);
  return taken;
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
static size_t receive_all(struct hf_connection *c, const uint8_t *in, size_t n) {
  size_t taken = 0u;
  hf_go_on(c);
  /*@ loop invariant 0 <= taken <= n;
    @ loop invariant sound: hf_sound(c);
    @ loop invariant framed: hf_framed(c);
    @ loop invariant filling: HF_FILLING(c);
    @ loop invariant absorbed: \at(c->failed, Pre) != 0 ==> c->failed == \at(c->failed, Pre) &&
    @   c->error == \at(c->error, Pre) && taken == 0;
    @ loop invariant placed: HF_PLACED_AS(Pre, c);
    @ loop assigns taken, *c, \at(c->buffers.in, Pre)[0 .. \at(c->buffers.in_size, Pre) - 1],
    @   \at(c->buffers.out, Pre)[0 .. \at(c->buffers.out_size, Pre) - 1],
    @   \at(c->chain.buffer, Pre)[0 .. \at(c->chain.size, Pre) - 1];
    @ loop variant n - taken; */
  while (taken < n && hf_waits(c) == 1u && c->in_at == c->in_end)
    taken = taken + receive(c, &in[taken], n - taken);
  return hf_hears_nothing(c) == 1u ? n : taken;
}

/*@ requires c != \null ==> hf_sound(c) && hf_framed(c);
  @ requires c != \null && in != \null ==> HF_FILLING(c) && \valid_read(in + (0 .. n - 1)) && \separated(c, in + (0 .. n - 1));
  @ requires c != \null && in != \null ==> \separated(c->buffers.in + (0 .. c->buffers.in_size - 1), in + (0 .. n - 1));
  @ requires c != \null && in != \null ==> \separated(c->buffers.out + (0 .. c->buffers.out_size - 1), in + (0 .. n - 1));
  @ requires c != \null && in != \null ==> \separated(c->chain.buffer + (0 .. c->chain.size - 1), in + (0 .. n - 1));
  @ terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_GIVEN(c);
  @ ensures \result <= n;
  @ ensures c == \null || in == \null ==> \result == 0;
  @ ensures c != \null && \old(c->failed) != 0 ==> \result == 0; */
size_t hf_receive(struct hf_connection *c, const uint8_t *in, size_t n) {
  return (c == NULL || in == NULL) ? 0u : receive_all(c, in, n);
}

/*@ requires hf_sound(c) && hf_framed(c); terminates \true; exits \false;
  @ assigns c->input_ended;
  @ HF_STAYS_SOUND(c);
  @ HF_STAYS_FRAMED_PARTS(c);
  @ ensures HF_INPUT_AS(Pre, c);
  @ ensures HF_FAILURE_AS(Pre, c); */
static void note_end(struct hf_connection *c) {
  c->input_ended = 1u;
}

/*@ requires c != \null ==> hf_sound(c) && hf_framed(c); terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_GIVEN(c); */
void hf_end_of_input(struct hf_connection *c) {
  if (c == NULL)
    return;
  note_end(c);
  hf_go_on(c);
}
