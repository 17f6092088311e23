/* Application data, the output, and the end (RFC 5246 10, 7.2.1). */
#include "connection/failure.h"
#include "connection/given.h"
#include "connection/input.h"
#include "connection/loop.h"
#include "connection/machine.h"
#include "connection/output.h"
#include "connection/rows.h"
#include "connection/status.h"
#include "generated/errors.h"
#include "generated/machine.h"
#include "generated/registry.h"
#include "handfast.h"
#include <stdbool.h>

/*@ requires c != \null ==> hf_sound(c) && hf_framed(c); HF_TOTAL;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_GIVEN(c); */
void hf_output_sent(struct hf_connection *c, size_t n) {
  if (c != NULL && hf_output_drop(c, n) == 1u)
    hf_go_on(c);
}

/*@ HF_TOTAL; assigns \nothing;
  @ ensures \result <= k && \result <= n && (\result == k || \result == n); */
static uint32_t at_most(uint32_t k, size_t n) {
  return k > n ? (uint32_t)n : k;
}

/*@ requires hf_sound(c) && hf_framed(c) && \valid(out + (0 .. n - 1)) && \separated(c, out + (0 .. n - 1));
  @ requires \separated(c->buffers.in + (0 .. c->buffers.in_size - 1), out + (0 .. n - 1));
  @ requires \separated(c->buffers.out + (0 .. c->buffers.out_size - 1), out + (0 .. n - 1));
  @ requires \separated(c->chain.buffer + (0 .. c->chain.size - 1), out + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns HF_RUN_CHANGES(c), out[0 .. n - 1];
  @ HF_STAYS_FRAMED(c);
  @ HF_STAYS_FAILED(c);
  @ ensures \result <= n;
  @ ensures \old(c->machine.failed) != 0 ==> \result == 0; */
static size_t read_content(struct hf_connection *c, uint8_t *out, size_t n) {
  uint32_t k = at_most(c->input.end - c->input.at, n);
  if (c->machine.failed != 0u || c->input.type != HF_CONTENT_APPLICATION_DATA)
    return 0u;
  hf_input_give(c, out, k);
  hf_go_on(c);
  return k;
}

/*@ requires c != \null ==> hf_sound(c) && hf_framed(c);
  @ requires c != \null && out != \null ==> \valid(out + (0 .. n - 1)) && \separated(c, out + (0 .. n - 1));
  @ requires c != \null && out != \null ==> \separated(c->buffers.in + (0 .. c->buffers.in_size - 1), out + (0 .. n - 1));
  @ requires c != \null && out != \null ==> \separated(c->buffers.out + (0 .. c->buffers.out_size - 1), out + (0 .. n - 1));
  @ requires c != \null && out != \null ==> \separated(c->chain.buffer + (0 .. c->chain.size - 1), out + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns HF_RUN_CHANGES(c), out[0 .. n - 1];
  @ HF_STAYS_GIVEN(c);
  @ ensures \result <= n;
  @ ensures c == \null || out == \null ==> \result == 0;
  @ ensures c != \null && \old(c->machine.failed) != 0 ==> \result == 0; */
size_t hf_read(struct hf_connection *c, uint8_t *out, size_t n) {
  return (c == NULL || out == NULL) ? 0u : read_content(c, out, n);
}

/* How many of n bytes the next record takes: 0 when there is no room, or the connection has failed. */
/*@ requires hf_sound(c) && hf_framed(c); HF_TOTAL; assigns \nothing;
  @ ensures \result <= n && \result <= HF_PLAINTEXT_MAX && (c->machine.failed != 0 ==> \result == 0);
  @ ensures \result > 0 ==> HF_RECORD_FITS(c, \result); */
static uint32_t next(const struct hf_connection *c, size_t n) {
  uint32_t room = hf_content_room(c, HF_ALERT_ROOM);
  uint32_t k = at_most(room, n);
  /*@ assert hf_fragment(&c->write, k) <= hf_fragment(&c->write, room); */
  return c->machine.failed == 0u ? k : 0u;
}

/* One record of what is to be written; answers how many bytes it took, 0 when the connection has failed. */
/*@ requires hf_sound(c) && hf_framed(c) && c->machine.failed == 0 && 0 < k <= HF_PLAINTEXT_MAX && HF_RECORD_FITS(c, k);
  @ requires \valid_read(in + (0 .. k - 1));
  @ requires \separated(c->buffers.out + (0 .. c->buffers.out_size - 1), in + (0 .. k - 1));
  @ HF_TOTAL;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ ensures \result == k || (\result == 0 && c->machine.failed != 0); */
static uint32_t write_record(struct hf_connection *c, const uint8_t *in, uint32_t k) {
  enum hf_error error = hf_seal_data(c, in, k);
  if (error == HF_OK)
    return k;
  hf_fail(c, error);
  return 0u;
}

/* True: our direction is open, whatever the peer's is. */
/*@ requires \valid_read(c) && c->machine.state < HF_STATES; HF_TOTAL; assigns \nothing;
  @ ensures \result ==> c->machine.failed == 0 && c->machine.opened != 0 && c->machine.closing == 0 && c->machine.close_wanted == 0; */
static bool may_write(const struct hf_connection *c) {
  enum hf_status status = hf_status(c);
  return (status == HF_STATUS_OPEN || status == HF_STATUS_PEER_CLOSED) && c->machine.close_wanted == 0u;
}

/*@ lemma hf_part_readable{L}: \forall uint8_t *p, integer n, at, k; 0 <= at && 0 <= k && at + k <= n ==>
  @   \valid_read(p + (0 .. n - 1)) ==> \valid_read(p + (at .. at + k - 1));
  @ lemma hf_part_apart: \forall uint8_t *p, *q, integer n, m, at, k; 0 <= at && 0 <= k && at + k <= n ==>
  @   \separated(q + (0 .. m - 1), p + (0 .. n - 1)) ==> \separated(q + (0 .. m - 1), p + (at .. at + k - 1)); */

/*@ requires hf_sound(c) && hf_framed(c) && \valid_read(in + (0 .. n - 1));
  @ requires \separated(c, in + (0 .. n - 1)) && \separated(c->buffers.out + (0 .. c->buffers.out_size - 1), in + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ HF_STAYS_FAILED(c);
  @ ensures \result <= n;
  @ ensures \old(c->machine.failed) != 0 ==> \result == 0; */
static size_t write_records(struct hf_connection *c, const uint8_t *in, size_t n) {
  size_t taken = 0u;
  uint32_t k;
  if (!may_write(c))
    return 0u;
  k = next(c, n);
  /*@ loop invariant 0 <= taken && taken + k <= n && k <= HF_PLAINTEXT_MAX;
    @ loop invariant k > 0 ==> c->machine.failed == 0 && HF_RECORD_FITS(c, k);
    @ loop invariant sound: hf_sound(c);
    @ loop invariant framed: hf_framed(c);
    @ loop assigns taken, k, HF_RUN_CHANGES(c);
    @ loop variant n - taken + (k > 0 ? 1 : 0); */
  while (k > 0u) {
    /*@ assert \valid_read(in + (taken .. taken + k - 1)); */
    /*@ assert \separated(c->buffers.out + (0 .. c->buffers.out_size - 1), in + (taken .. taken + k - 1)); */
    taken = taken + write_record(c, &in[taken], k);
    k = next(c, n - taken);
  }
  return taken;
}

/* RFC 8446 5.5: keys that have served long enough are changed before they serve again. */
/*@ requires hf_sound(c) && hf_framed(c); HF_TOTAL;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ HF_STAYS_FAILED(c); */
static void renew_keys(struct hf_connection *c) {
  if (c->write.sequence >= HF_KEY_RECORDS && c->machine.failed == 0u)
    (void)hf_update_keys(c);
}

/*@ requires c != \null ==> hf_sound(c) && hf_framed(c);
  @ requires c != \null && in != \null ==> \valid_read(in + (0 .. n - 1)) && \separated(c, in + (0 .. n - 1));
  @ requires c != \null && in != \null ==> \separated(c->buffers.out + (0 .. c->buffers.out_size - 1), in + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_GIVEN(c);
  @ ensures \result <= n;
  @ ensures c == \null || in == \null ==> \result == 0;
  @ ensures c != \null && \old(c->machine.failed) != 0 ==> \result == 0; */
size_t hf_write(struct hf_connection *c, const uint8_t *in, size_t n) {
  if (c == NULL || in == NULL)
    return 0u;
  renew_keys(c);
  return write_records(c, in, n);
}

/*@ requires c != \null ==> hf_sound(c) && hf_framed(c); HF_TOTAL;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_GIVEN(c); */
void hf_close(struct hf_connection *c) {
  if (c == NULL)
    return;
  hf_ask(c, HF_EVENT_CLOSE);
  hf_go_on(c);
}

/* What a machine's row takes where the handshake is complete, in TLS 1.3. */
/*@ requires \valid_read(c) && c->machine.state < HF_STATES; HF_TOTAL; assigns \nothing;
  @ ensures \result ==> c->machine.failed == 0; */
static bool may_update(const struct hf_connection *c) {
  enum hf_status status = hf_status(c);
  return (status == HF_STATUS_OPEN || status == HF_STATUS_PEER_CLOSED) && c->machine.close_wanted == 0u &&
         hf_machine_next(c->machine.state, HF_EVENT_UPDATE_KEYS) != HF_STATE_REFUSED;
}

/*@ requires c != \null ==> hf_sound(c) && hf_framed(c); HF_TOTAL;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_GIVEN(c); */
enum hf_error hf_update_keys(struct hf_connection *c) {
  if (c == NULL)
    return HF_ERROR_ARGUMENT_MISSING;
  if (!may_update(c))
    return HF_ERROR_HANDSHAKE_NOT_COMPLETE;
  (void)hf_advance(c, HF_EVENT_UPDATE_KEYS, 0u);
  hf_go_on(c);
  return HF_OK;
}

/*@ requires c != \null ==> hf_sound(c) && hf_framed(c); HF_TOTAL;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_GIVEN(c); */
void hf_resume(struct hf_connection *c) {
  if (c != NULL)
    hf_go_on(c);
}

/*@ requires c != \null ==> hf_sound(c) && hf_framed(c); HF_TOTAL;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_GIVEN(c);
  @ ensures P18: c != \null ==> hf_wiped(c) && hf_zeroed(c->buffers.in, c->buffers.in_size); */
void hf_wipe_connection(struct hf_connection *c) {
  if (c != NULL)
    hf_abandon(c);
}
