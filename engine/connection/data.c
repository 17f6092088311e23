/* Application data, the output, and the end (RFC 5246 10, 7.2.1). */
#include "connection/content.h"
#include "connection/failure.h"
#include "connection/given.h"
#include "connection/outcome.h"
#include "connection/output.h"
#include "connection/secrets.h"
#include "connection/status.h"
#include "crypto/bytes.h"
#include "generated/errors.h"
#include "generated/machine.h"
#include "generated/registry.h"
#include "handfast.h"

/*@ requires c != \null ==> hf_sound(c) && hf_framed(c);
  @ requires n != \null ==> \valid(n);
  @ requires c != \null && n != \null ==> \separated(n, c);
  @ terminates \true; exits \false;
  @ assigns *n;
  @ ensures n != \null && c == \null ==> *n == 0 && \result == \null;
  @ ensures n != \null && c != \null ==> *n == c->out_end - c->out_at && \result == c->buffers.out + c->out_at;
  @ ensures n != \null && c != \null ==> \valid_read(\result + (0 .. *n - 1)); */
const uint8_t *hf_output(const struct hf_connection *c, size_t *n) {
  if (n == NULL)
    return NULL;
  *n = 0u;
  if (c == NULL)
    return NULL;
  *n = (size_t)c->out_end - c->out_at;
  return &c->buffers.out[c->out_at];
}

/*@ requires c != \null ==> hf_sound(c) && hf_framed(c); terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_GIVEN(c); */
void hf_output_sent(struct hf_connection *c, size_t n) {
  uint32_t waiting;
  if (c == NULL)
    return;
  waiting = c->out_end - c->out_at;
  c->out_at = c->out_at + (n < waiting ? (uint32_t)n : waiting);
  if (c->out_at == c->out_end) {
    c->out_at = 0u;
    c->out_end = 0u;
    hf_go_on(c);
  }
}

/*@ terminates \true; exits \false; assigns \nothing;
  @ ensures \result <= k && \result <= n && (\result == k || \result == n); */
static uint32_t at_most(uint32_t k, size_t n) {
  return k > n ? (uint32_t)n : k;
}

/* The next k bytes of content go to the caller. */
/*@ requires hf_sound(c) && hf_framed(c) && k <= c->in_end - c->in_at;
  @ requires \valid(out + (0 .. k - 1)) && \separated(c, out + (0 .. k - 1));
  @ requires \separated(c->buffers.in + (0 .. c->buffers.in_size - 1), out + (0 .. k - 1));
  @ terminates \true; exits \false;
  @ assigns out[0 .. k - 1];
  @ HF_STAYS_SOUND(c);
  @ HF_STAYS_FRAMED_PARTS(c);
  @ ensures HF_INPUT_AS(Pre, c) && HF_FAILURE_AS(Pre, c); */
static void copy_out(const struct hf_connection *c, uint8_t *out, uint32_t k) {
  hf_copy(out, &c->buffers.in[c->in_at], k);
}

/*@ requires \valid(in + (0 .. size - 1)) && at + k <= size; terminates \true; exits \false;
  @ assigns in[0 .. size - 1]; */
static void wipe_part(uint8_t *in, size_t size, uint32_t at, uint32_t k) {
  (void)size;
  hf_wipe(&in[at], k);
}

/* They stand in the buffer no longer. */
/*@ requires hf_sound(c) && hf_framed(c) && k <= c->in_end - c->in_at;
  @ terminates \true; exits \false;
  @ assigns c->buffers.in[0 .. c->buffers.in_size - 1];
  @ HF_STAYS_SOUND(c);
  @ HF_STAYS_FRAMED_PARTS(c);
  @ ensures HF_INPUT_AS(Pre, c) && HF_FAILURE_AS(Pre, c); */
static void wipe_content(struct hf_connection *c, uint32_t k) {
  wipe_part(c->buffers.in, c->buffers.in_size, c->in_at, k);
}

/*@ requires hf_sound(c) && hf_framed(c) && \valid(out + (0 .. n - 1)) && \separated(c, out + (0 .. n - 1));
  @ requires \separated(c->buffers.in + (0 .. c->buffers.in_size - 1), out + (0 .. n - 1));
  @ requires \separated(c->buffers.out + (0 .. c->buffers.out_size - 1), out + (0 .. n - 1));
  @ requires \separated(c->chain.buffer + (0 .. c->chain.size - 1), out + (0 .. n - 1));
  @ terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c), out[0 .. n - 1];
  @ HF_STAYS_FRAMED(c);
  @ HF_STAYS_FAILED(c);
  @ ensures \result <= n;
  @ ensures \old(c->failed) != 0 ==> \result == 0; */
static size_t read_content(struct hf_connection *c, uint8_t *out, size_t n) {
  uint32_t k = at_most(c->in_end - c->in_at, n);
  if (c->failed != 0u || c->in_type != HF_CONTENT_APPLICATION_DATA)
    return 0u;
  copy_out(c, out, k);
  wipe_content(c, k);
  hf_take_on(c, k);
  hf_go_on(c);
  return k;
}

/*@ requires c != \null ==> hf_sound(c) && hf_framed(c);
  @ requires c != \null && out != \null ==> \valid(out + (0 .. n - 1)) && \separated(c, out + (0 .. n - 1));
  @ requires c != \null && out != \null ==> \separated(c->buffers.in + (0 .. c->buffers.in_size - 1), out + (0 .. n - 1));
  @ requires c != \null && out != \null ==> \separated(c->buffers.out + (0 .. c->buffers.out_size - 1), out + (0 .. n - 1));
  @ requires c != \null && out != \null ==> \separated(c->chain.buffer + (0 .. c->chain.size - 1), out + (0 .. n - 1));
  @ terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c), out[0 .. n - 1];
  @ HF_STAYS_GIVEN(c);
  @ ensures \result <= n;
  @ ensures c == \null || out == \null ==> \result == 0;
  @ ensures c != \null && \old(c->failed) != 0 ==> \result == 0; */
size_t hf_read(struct hf_connection *c, uint8_t *out, size_t n) {
  return (c == NULL || out == NULL) ? 0u : read_content(c, out, n);
}

/* How many of n bytes the next record takes: 0 when there is no room, or the connection has failed. */
/*@ requires hf_sound(c) && hf_framed(c); terminates \true; exits \false; assigns \nothing;
  @ ensures \result <= n && \result <= HF_PLAINTEXT_MAX && (c->failed != 0 ==> \result == 0);
  @ ensures \result > 0 ==> c->out_end + HF_RECORD_HEADER + hf_fragment(&c->write, \result) <= c->buffers.out_size; */
static uint32_t next(const struct hf_connection *c, size_t n) {
  uint32_t room = hf_content_room(c, HF_ALERT_ROOM);
  uint32_t k = at_most(room, n);
  /*@ assert hf_fragment(&c->write, k) <= hf_fragment(&c->write, room); */
  return c->failed == 0u ? k : 0u;
}

/* Puts k bytes where the content of the next record goes. */
/*@ requires hf_sound(c) && hf_framed(c) && 0 < k <= HF_PLAINTEXT_MAX && \valid_read(in + (0 .. k - 1));
  @ requires \separated(c->buffers.out + (0 .. c->buffers.out_size - 1), in + (0 .. k - 1));
  @ requires c->out_end + HF_RECORD_HEADER + hf_fragment(&c->write, k) <= c->buffers.out_size;
  @ terminates \true; exits \false;
  @ assigns c->buffers.out[0 .. c->buffers.out_size - 1];
  @ HF_STAYS_SOUND(c);
  @ HF_STAYS_FRAMED_PARTS(c);
  @ ensures HF_INPUT_AS(Pre, c) && HF_FAILURE_AS(Pre, c);
  @ ensures hf_fragment(&c->write, k) == \old(hf_fragment(&c->write, k)); */
static void place_content(struct hf_connection *c, const uint8_t *in, uint32_t k) {
  hf_copy(hf_content_place(c), in, k);
}

/* One record of what is to be written; answers how many bytes it took, 0 when the connection has failed. */
/*@ requires hf_sound(c) && hf_framed(c) && 0 < k <= HF_PLAINTEXT_MAX && \valid_read(in + (0 .. k - 1));
  @ requires \separated(c->buffers.out + (0 .. c->buffers.out_size - 1), in + (0 .. k - 1));
  @ requires c->out_end + HF_RECORD_HEADER + hf_fragment(&c->write, k) <= c->buffers.out_size;
  @ terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ ensures \result == k || (\result == 0 && c->failed != 0); */
static uint32_t write_record(struct hf_connection *c, const uint8_t *in, uint32_t k) {
  uint32_t error;
  place_content(c, in, k);
  error = hf_seal_content(c, HF_CONTENT_APPLICATION_DATA, k);
  hf_check(c, error);
  return error == HF_OK ? k : 0u;
}

/* 1: our direction is open, whatever the peer's is. */
/*@ requires \valid_read(c) && c->state < HF_STATES; terminates \true; exits \false; assigns \nothing;
  @ ensures \result == 1 ==> c->failed == 0 && c->opened != 0 && c->closing == 0 && c->close_wanted == 0;
  @ ensures \result == 0 || \result == 1; */
static uint32_t may_write(const struct hf_connection *c) {
  enum hf_status status = hf_status(c);
  return ((status == HF_STATUS_OPEN || status == HF_STATUS_PEER_CLOSED) && c->close_wanted == 0u) ? 1u : 0u;
}

/*@ lemma hf_part_readable{L}: \forall uint8_t *p, integer n, at, k; 0 <= at && 0 <= k && at + k <= n ==>
  @   \valid_read(p + (0 .. n - 1)) ==> \valid_read(p + (at .. at + k - 1));
  @ lemma hf_part_apart: \forall uint8_t *p, *q, integer n, m, at, k; 0 <= at && 0 <= k && at + k <= n ==>
  @   \separated(q + (0 .. m - 1), p + (0 .. n - 1)) ==> \separated(q + (0 .. m - 1), p + (at .. at + k - 1)); */

/*@ requires hf_sound(c) && hf_framed(c) && \valid_read(in + (0 .. n - 1));
  @ requires \separated(c, in + (0 .. n - 1)) && \separated(c->buffers.out + (0 .. c->buffers.out_size - 1), in + (0 .. n - 1));
  @ terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ HF_STAYS_FAILED(c);
  @ ensures \result <= n;
  @ ensures \old(c->failed) != 0 ==> \result == 0; */
static size_t write_records(struct hf_connection *c, const uint8_t *in, size_t n) {
  size_t taken = 0u;
  uint32_t k;
  if (may_write(c) == 0u)
    return 0u;
  k = next(c, n);
  /*@ loop invariant 0 <= taken && taken + k <= n && k <= HF_PLAINTEXT_MAX;
    @ loop invariant k > 0 ==> c->out_end + HF_RECORD_HEADER + hf_fragment(&c->write, k) <= c->buffers.out_size;
    @ loop invariant sound: hf_sound(c);
    @ loop invariant framed: hf_framed(c);
    @ loop invariant placed: HF_PLACED_AS(Pre, c);
    @ loop invariant filling: hf_fills(\at(c->in_filled, Pre), \at(c->in_length, Pre)) ==> HF_FILLING(c);
    @ loop assigns taken, k, *c, \at(c->buffers.in, Pre)[0 .. \at(c->buffers.in_size, Pre) - 1],
    @   \at(c->buffers.out, Pre)[0 .. \at(c->buffers.out_size, Pre) - 1],
    @   \at(c->chain.buffer, Pre)[0 .. \at(c->chain.size, Pre) - 1];
    @ loop variant n - taken + (k > 0 ? 1 : 0); */
  while (k > 0u) {
    /*@ assert \valid_read(in + (taken .. taken + k - 1)); */
    /*@ assert \separated(c->buffers.out + (0 .. c->buffers.out_size - 1), in + (taken .. taken + k - 1)); */
    taken = taken + write_record(c, &in[taken], k);
    k = next(c, n - taken);
  }
  return taken;
}

/*@ requires c != \null ==> hf_sound(c) && hf_framed(c);
  @ requires c != \null && in != \null ==> \valid_read(in + (0 .. n - 1)) && \separated(c, in + (0 .. n - 1));
  @ requires c != \null && in != \null ==> \separated(c->buffers.out + (0 .. c->buffers.out_size - 1), in + (0 .. n - 1));
  @ terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_GIVEN(c);
  @ ensures \result <= n;
  @ ensures c == \null || in == \null ==> \result == 0;
  @ ensures c != \null && \old(c->failed) != 0 ==> \result == 0; */
size_t hf_write(struct hf_connection *c, const uint8_t *in, size_t n) {
  return (c == NULL || in == NULL) ? 0u : write_records(c, in, n);
}

/*@ requires c != \null ==> hf_sound(c) && hf_framed(c); terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_GIVEN(c); */
void hf_close(struct hf_connection *c) {
  if (c == NULL)
    return;
  c->close_wanted = 1u;
  hf_go_on(c);
}

/*@ requires c != \null ==> hf_sound(c) && hf_framed(c); terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_GIVEN(c); */
void hf_resume(struct hf_connection *c) {
  if (c != NULL)
    hf_go_on(c);
}

/* What was not closed has failed. */
/*@ requires hf_sound(c) && hf_framed(c); terminates \true; exits \false;
  @ assigns c->failed, c->error;
  @ HF_STAYS_SOUND(c);
  @ HF_STAYS_FRAMED_PARTS(c);
  @ ensures HF_INPUT_AS(Pre, c);
  @ HF_STAYS_FAILED(c); */
static void cut_off(struct hf_connection *c) {
  if (c->failed == 0u && hf_status(c) != HF_STATUS_CLOSED) {
    c->failed = 1u;
    c->error = HF_ERROR_TRUNCATED;
  }
}

/*@ requires c != \null ==> hf_sound(c) && hf_framed(c); terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_GIVEN(c);
  @ ensures c != \null ==> hf_wiped(c);
  @ ensures c != \null ==> (\forall integer i; 0 <= i < c->buffers.in_size ==> c->buffers.in[i] == 0); */
void hf_wipe_connection(struct hf_connection *c) {
  if (c == NULL)
    return;
  cut_off(c);
  hf_forget_secrets(c);
  hf_drop_input(c);
}
