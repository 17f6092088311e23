/* Application data, the output, and the end (RFC 5246 10, 7.2.1). */
#include "connection/content.h"
#include "connection/failure.h"
#include "connection/output.h"
#include "connection/secrets.h"
#include "connection/status.h"
#include "crypto/bytes.h"
#include "generated/errors.h"
#include "generated/machine.h"
#include "generated/registry.h"
#include "handfast.h"

/*@ requires hf_sound(c) && hf_framed(c) && \valid(n) && \separated(n, c); terminates \true; exits \false;
  @ assigns *n;
  @ ensures *n == c->out_end - c->out_at && \result == c->buffers.out + c->out_at;
  @ ensures \valid_read(\result + (0 .. *n - 1)); */
const uint8_t *hf_output(const struct hf_connection *c, size_t *n) {
  *n = (size_t)c->out_end - c->out_at;
  return &c->buffers.out[c->out_at];
}

/*@ requires hf_sound(c) && hf_framed(c); terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ HF_STAYS_FAILED(c); */
void hf_output_sent(struct hf_connection *c, size_t n) {
  uint32_t waiting = c->out_end - c->out_at;
  c->out_at = c->out_at + (n < waiting ? (uint32_t)n : waiting);
  if (c->out_at == c->out_end) {
    c->out_at = 0u;
    c->out_end = 0u;
    hf_go_on(c);
  }
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
size_t hf_read(struct hf_connection *c, uint8_t *out, size_t n) {
  size_t k = (size_t)c->in_end - c->in_at;
  if (c->failed != 0u || c->in_type != HF_CONTENT_APPLICATION_DATA)
    return 0u;
  if (k > n)
    k = n;
  hf_copy(out, &c->buffers.in[c->in_at], k);
  hf_wipe(&c->buffers.in[c->in_at], k);
  c->in_at = c->in_at + (uint32_t)k;
  hf_go_on(c);
  return k;
}

/* One record of what is to be written; answers how many bytes it took, 0 when there is no room. */
/*@ requires hf_sound(c) && hf_framed(c) && c->failed == 0 && \valid_read(in + (0 .. n - 1));
  @ requires \separated(c->buffers.out + (0 .. c->buffers.out_size - 1), in + (0 .. n - 1));
  @ terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ ensures \result <= n && (\result > 0 ==> c->failed == 0); */
static size_t write_record(struct hf_connection *c, const uint8_t *in, size_t n) {
  uint32_t k = hf_content_room(c, HF_ALERT_ROOM);
  uint8_t error;
  if (k > n)
    k = (uint32_t)n;
  if (k == 0u)
    return 0u;
  hf_copy(hf_content_place(c), in, k);
  error = hf_seal_content(c, HF_CONTENT_APPLICATION_DATA, k);
  if (error != HF_OK)
    hf_fail(c, error);
  return error == HF_OK ? k : 0u;
}

/*@ requires hf_sound(c) && hf_framed(c) && \valid_read(in + (0 .. n - 1));
  @ requires \separated(c, in + (0 .. n - 1)) && \separated(c->buffers.out + (0 .. c->buffers.out_size - 1), in + (0 .. n - 1));
  @ terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ HF_STAYS_FAILED(c);
  @ ensures \result <= n;
  @ ensures \old(c->failed) != 0 ==> \result == 0; */
size_t hf_write(struct hf_connection *c, const uint8_t *in, size_t n) {
  size_t taken = 0u;
  size_t k = 1u;
  if (hf_status(c) != HF_STATUS_OPEN || c->close_wanted != 0u)
    return 0u;
  /*@ loop invariant 0 <= taken <= n && (k > 0 ==> c->failed == 0);
    @ loop invariant sound: hf_sound(c);
    @ loop invariant framed: hf_framed(c);
    @ loop invariant placed: HF_PLACED_AS(Pre, c);
    @ loop invariant filling: hf_fills(\at(c->in_filled, Pre), \at(c->in_length, Pre)) ==> HF_FILLING(c);
    @ loop assigns taken, k, HF_RUN_CHANGES(c);
    @ loop variant n - taken + (k > 0 ? 1 : 0); */
  while (taken < n && k > 0u) {
    k = write_record(c, &in[taken], n - taken);
    taken = taken + k;
  }
  return taken;
}

/*@ requires hf_sound(c) && hf_framed(c); terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ HF_STAYS_FAILED(c); */
void hf_close(struct hf_connection *c) {
  c->close_wanted = 1u;
  hf_go_on(c);
}

/*@ requires hf_sound(c) && hf_framed(c); terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ HF_STAYS_FAILED(c); */
void hf_resume(struct hf_connection *c) {
  hf_go_on(c);
}

/*@ requires hf_sound(c) && hf_framed(c); terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ HF_STAYS_FAILED(c);
  @ ensures hf_wiped(c);
  @ ensures \forall integer i; 0 <= i < c->buffers.in_size ==> c->buffers.in[i] == 0; */
void hf_wipe_connection(struct hf_connection *c) {
  hf_forget_secrets(c);
  hf_wipe(c->buffers.in, c->buffers.in_size);
  c->in_at = 0u;
  c->in_end = 0u;
  c->in_filled = 0u;
  if (c->failed == 0u && hf_status(c) != HF_STATUS_CLOSED) {
    c->failed = 1u;
    c->error = HF_ERROR_TRUNCATED;
  }
}
