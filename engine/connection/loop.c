/* The control loop, from bottom to top: what the machine's row asks for, until it waits; what of the record's content is to be read;
   bytes from the peer, until a record is whole (RFC 5246 6.2.1). */
#include "connection/loop.h"
#include "connection/content.h"
#include "connection/failure.h"
#include "connection/given.h"
#include "connection/input.h"
#include "connection/machine.h"
#include "connection/output.h"
#include "connection/rows.h"
#include "generated/errors.h"
#include "generated/machine.h"
#include "generated/registry.h"
#include "handfast.h"
#include <stdbool.h>

/* The generator counted how many steps may follow one another; twice, for what the caller asked may begin them anew. */
#define STEPS_MAX (2u * (HF_STEPS_MOST + 1u))

/* A message, or what of it has room. */
/*@ requires hf_sound(c) && hf_framed(c); HF_TOTAL;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ ensures c->machine.failed == \old(c->machine.failed); */
static uint32_t send(struct hf_connection *c, uint32_t message) {
  uint32_t event = hf_send_message(c, message);
  if (event == HF_EVENT_DONE)
    hf_message_sent(c);
  return event;
}

/* What the row of the machine's state asks for is done. */
/*@ requires hf_sound(c) && hf_framed(c); HF_TOTAL;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ ensures c->machine.failed == \old(c->machine.failed); */
static uint32_t perform(struct hf_connection *c) {
  uint32_t kind = hf_steps[c->machine.state].kind;
  uint32_t arg = hf_steps[c->machine.state].arg;
  uint32_t event = HF_EVENT_NONE; /* also at the end */
  if (kind == HF_STEP_RECV || kind == HF_STEP_CALL)
    event = hf_row_wait(c);
  else if (kind == HF_STEP_SEND)
    event = send(c, arg);
  else if (kind == HF_STEP_DECIDE)
    event = hf_row_decide(c, arg);
  else if (kind == HF_STEP_DO)
    event = hf_row_do(c, arg);
  else if (kind == HF_STEP_FAIL)
    event = hf_row_fail(c, arg);
  return event;
}

/* One step. True: the machine went on; false: it waits, is at its end, or has failed. */
/*@ requires hf_sound(c) && hf_framed(c) && c->machine.failed == 0; HF_TOTAL;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ ensures \result == 1 ==> c->machine.failed == 0; */
static uint32_t step(struct hf_connection *c) {
  uint32_t sends = hf_steps[c->machine.state].kind == HF_STEP_SEND ? 1u : 0u;
  uint32_t event = perform(c);
  uint32_t on = 0u;
  if (event == HF_EVENT_ERROR)
    hf_fail(c, c->machine.error != HF_OK ? c->machine.error : HF_ERROR_PROVIDER_FAILED);
  else if (event != HF_EVENT_NONE)
    on = hf_advance(c, event, sends == 1u ? c->writer.at : 0u);
  return on;
}

/* Takes steps until the machine waits: for a message, for room in the output, for a private key; or is at its end. */
/*@ requires hf_sound(c) && hf_framed(c); HF_TOTAL;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ HF_STAYS_FAILED(c); */
static void drive(struct hf_connection *c) {
  uint32_t on = c->machine.failed == 0u ? 1u : 0u;
  /*@ loop invariant 0 <= i <= STEPS_MAX && (on == 1 ==> c->machine.failed == 0);
    @ loop invariant sound: hf_sound(c);
    @ loop invariant framed: hf_framed(c);
    @ loop invariant size: c->chain.size == \at(c->chain.size, Pre);
    @ loop invariant absorbed: \at(c->machine.failed, Pre) != 0 ==> on == 0 && i == 0 &&
    @   c->machine.failed == \at(c->machine.failed, Pre) && c->machine.error == \at(c->machine.error, Pre);
    @ loop assigns i, on, HF_RUN_CHANGES(c);
    @ loop variant STEPS_MAX - i; */
  for (uint32_t i = 0u; i < STEPS_MAX && on == 1u; i++)
    on = step(c);
}

/* True: content of the record is left that the machine waits for. */
/*@ requires hf_sound(c) && hf_framed(c); HF_TOTAL; assigns \nothing;
  @ ensures \result ==> c->machine.failed == 0 && c->input.at < c->input.end; */
static bool reads_on(const struct hf_connection *c) {
  if (!hf_waits(c) || c->input.type == HF_CONTENT_APPLICATION_DATA)
    return false;
  return c->input.at < c->input.end;
}

void hf_go_on(struct hf_connection *c) {
  uint32_t left;
  drive(c);
  /* each round takes a byte at least, so there are no more rounds than bytes */
  left = c->input.end - c->input.at;
  /*@ loop invariant sound: hf_sound(c);
    @ loop invariant framed: hf_framed(c);
    @ loop invariant size: c->chain.size == \at(c->chain.size, Pre);
    @ loop invariant absorbed: \at(c->machine.failed, Pre) != 0 ==>
    @   c->machine.failed == \at(c->machine.failed, Pre) && c->machine.error == \at(c->machine.error, Pre);
    @ loop assigns left, HF_RUN_CHANGES(c);
    @ loop variant left; */
  while (left != 0u && reads_on(c)) {
    hf_content_read(c);
    drive(c);
    left--;
  }
}

/* True: all content was read, and the machine waits for the next record. */
/*@ requires hf_sound(c) && hf_framed(c); HF_TOTAL; assigns \nothing;
  @ ensures \result ==> c->machine.failed == 0; */
static bool takes_on(const struct hf_connection *c) {
  return hf_waits(c) && c->input.at == c->input.end;
}

/* The next bytes of a record, at least one of n; where it is whole, its content is begun with. Answers how many it took. */
/*@ requires hf_sound(c) && hf_framed(c) && c->machine.failed == 0 && n >= 1 && \valid_read(in + (0 .. n - 1));
  @ requires \separated(c->buffers.in + (0 .. c->buffers.in_size - 1), in + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ ensures 1 <= \result <= n; */
static size_t receive(struct hf_connection *c, const uint8_t *in, size_t n) {
  uint32_t k = hf_input_next(c, n);
  enum hf_error error = hf_input_take(c, in, k);
  if (error != HF_OK)
    hf_fail(c, error);
  else if (c->input.filled == 0u)
    hf_content_begin(c);
  return k;
}

/*@ requires hf_sound(c) && hf_framed(c) && \valid_read(in + (0 .. n - 1));
  @ requires \separated(c, in + (0 .. n - 1)) && \separated(c->buffers.in + (0 .. c->buffers.in_size - 1), in + (0 .. n - 1));
  @ requires \separated(c->buffers.out + (0 .. c->buffers.out_size - 1), in + (0 .. n - 1));
  @ requires \separated(c->chain.buffer + (0 .. c->chain.size - 1), in + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ HF_STAYS_FAILED(c);
  @ ensures \result <= n;
  @ ensures \old(c->machine.failed) != 0 ==> \result == 0; */
static size_t receive_all(struct hf_connection *c, const uint8_t *in, size_t n) {
  size_t taken = 0u;
  hf_go_on(c);
  /*@ loop invariant 0 <= taken <= n;
    @ loop invariant sound: hf_sound(c);
    @ loop invariant framed: hf_framed(c);
    @ loop invariant size: c->chain.size == \at(c->chain.size, Pre);
    @ loop invariant absorbed: \at(c->machine.failed, Pre) != 0 ==> c->machine.failed == \at(c->machine.failed, Pre) &&
    @   c->machine.error == \at(c->machine.error, Pre) && taken == 0;
    @ loop assigns taken, HF_RUN_CHANGES(c);
    @ loop variant n - taken; */
  while (taken < n && takes_on(c)) {
    /*@ assert readable: \valid_read(&in[taken] + (0 .. n - taken - 1)); */
    /*@ assert apart: \separated(c->buffers.in + (0 .. c->buffers.in_size - 1), &in[taken] + (0 .. n - taken - 1)); */
    taken = taken + receive(c, &in[taken], n - taken);
    hf_go_on(c);
  }
  return hf_hears_nothing(c) ? n : taken;
}

/*@ requires c != \null ==> hf_sound(c) && hf_framed(c);
  @ requires c != \null && in != \null ==> \valid_read(in + (0 .. n - 1)) && \separated(c, in + (0 .. n - 1));
  @ requires c != \null && in != \null ==> \separated(c->buffers.in + (0 .. c->buffers.in_size - 1), in + (0 .. n - 1));
  @ requires c != \null && in != \null ==> \separated(c->buffers.out + (0 .. c->buffers.out_size - 1), in + (0 .. n - 1));
  @ requires c != \null && in != \null ==> \separated(c->chain.buffer + (0 .. c->chain.size - 1), in + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_GIVEN(c);
  @ ensures \result <= n;
  @ ensures c == \null || in == \null ==> \result == 0;
  @ ensures c != \null && \old(c->machine.failed) != 0 ==> \result == 0; */
size_t hf_receive(struct hf_connection *c, const uint8_t *in, size_t n) {
  return (c == NULL || in == NULL) ? 0u : receive_all(c, in, n);
}

/*@ requires c != \null ==> hf_sound(c) && hf_framed(c); HF_TOTAL;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_GIVEN(c); */
void hf_end_of_input(struct hf_connection *c) {
  if (c == NULL)
    return;
  hf_ask(c, HF_EVENT_END_OF_INPUT);
  hf_go_on(c);
}
