#include "connection/drive.h"
#include "connection/failure.h"
#include "connection/output.h"
#include "generated/errors.h"
#include "generated/machine.h"
#include "generated/steps.h"
#include "ports/ports.h"

/* The generator counted how many steps may follow one another; twice, for what the caller asked may begin them anew. */
#define STEPS_MAX (2u * (HF_STEPS_MOST + 1u))

uint32_t hf_waits(const struct hf_connection *c) {
  return (c->failed == 0u && hf_steps[c->state].kind == HF_STEP_RECV) ? 1u : 0u;
}

/*@ requires \valid_read(config) && before < HF_STATES; terminates \true; exits \false; assigns \nothing; */
static void trace_step(const struct hf_config *config, uint32_t before, uint32_t after, uint32_t event,
                       uint32_t length) {
  struct hf_trace t = {0};
  t.event = (uint8_t)(event % 256u);
  t.before = (uint8_t)(before % 256u);
  t.after = (uint8_t)(after % 256u);
  t.length = length;
  t.sent = hf_steps[before].kind == HF_STEP_SEND ? 1u : 0u;
  hf_port_trace(config, &t);
}

uint32_t hf_hears_nothing(const struct hf_connection *c) {
  return (c->failed == 0u && hf_steps[c->state].kind == HF_STEP_CALL) ? 1u : 0u;
}

/* 1: the state's step is that of close_notify. */
/*@ requires state < HF_STATES; terminates \true; exits \false; assigns \nothing;
  @ ensures \result == 1 <==> hf_steps[state].kind == HF_STEP_SEND && hf_steps[state].arg == HF_SEND_ALERT_CLOSE_NOTIFY;
  @ ensures \result == 0 || \result == 1; */
static uint32_t says_close(uint32_t state) {
  return (hf_steps[state].kind == HF_STEP_SEND && hf_steps[state].arg == HF_SEND_ALERT_CLOSE_NOTIFY) ? 1u : 0u;
}

/* The machine is in a state, and what the caller may ask of it follows: each direction is over behind its close_notify. */
/*@ requires hf_sound(c) && hf_framed(c) && next < HF_STATES; terminates \true; exits \false;
  @ assigns c->state, c->opened, c->closing, c->close_sent, c->close_taken;
  @ HF_STAYS_SOUND(c);
  @ ensures hf_framed(c);
  @ ensures c->state == next;
  @ ensures event == HF_EVENT_DONE && hf_steps[\old(c->state)].kind == HF_STEP_SEND &&
  @   hf_steps[\old(c->state)].arg == HF_SEND_ALERT_CLOSE_NOTIFY ==> c->close_sent == 1;
  @ ensures event == HF_EVENT_RECV_ALERT_CLOSE_NOTIFY ==> c->close_taken == 1; */
static void enter(struct hf_connection *c, uint32_t next, uint32_t event) {
  if (event == HF_EVENT_DONE && says_close(c->state) == 1u)
    c->close_sent = 1u;
  c->state = next;
  if (next == HF_CLIENT_OPEN || next == HF_SERVER_OPEN)
    c->opened = 1u;
  if (event == HF_EVENT_CLOSE)
    c->closing = 1u;
  if (event == HF_EVENT_RECV_ALERT_CLOSE_NOTIFY)
    c->close_taken = 1u;
}

void hf_advance(struct hf_connection *c, uint32_t event, uint32_t length) {
  uint32_t next = hf_machine_next(c->state, event);
  if (next == HF_STATE_REFUSED) {
    hf_refuse(c, event, HF_ERROR_UNEXPECTED_MESSAGE);
    return;
  }
  trace_step(c->config, c->state, next, event, length);
  enter(c, next, event);
}

/* The error that a step has noted. */
/*@ requires \valid_read(c); terminates \true; exits \false; assigns \nothing;
  @ ensures \result != HF_OK && (c->error != HF_OK ==> \result == c->error); */
static uint32_t reported(const struct hf_connection *c) {
  return c->error != HF_OK ? c->error : HF_ERROR_PROVIDER_FAILED;
}

/* A step that works or decides answered. 1: the machine went on. */
/*@ requires hf_sound(c) && hf_framed(c) && c->failed == 0; terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 ==> c->failed == 0; */
static uint32_t settle(struct hf_connection *c, uint32_t event) {
  c->pending = event == HF_EVENT_NONE ? 1u : 0u;
  if (event == HF_EVENT_ERROR)
    hf_fail(c, reported(c));
  else if (event != HF_EVENT_NONE)
    hf_advance(c, event, 0u);
  return (event != HF_EVENT_NONE && c->failed == 0u) ? 1u : 0u;
}

/*@ requires hf_sound(c) && hf_framed(c) && c->failed == 0; terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 ==> c->failed == 0; */
static uint32_t work(struct hf_connection *c, uint32_t action) {
  uint32_t error = hf_dispatch_do(c, action);
  if (error != HF_OK)
    c->error = error;
  return settle(c, error == HF_OK ? HF_EVENT_DONE : HF_EVENT_ERROR);
}

/*@ requires hf_sound(c) && hf_framed(c) && c->failed == 0; terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 ==> c->failed == 0; */
static uint32_t decide(struct hf_connection *c, uint32_t decision) {
  return settle(c, hf_dispatch_decide(c, decision));
}

/* 1: the machine went on. */
/*@ requires hf_sound(c) && hf_framed(c) && c->failed == 0; terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 ==> c->failed == 0; */
static uint32_t advance(struct hf_connection *c, uint32_t event, uint32_t length) {
  hf_advance(c, event, length);
  return c->failed == 0u ? 1u : 0u;
}

/*@ requires hf_sound(c) && hf_framed(c) && c->failed == 0; terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 ==> c->failed == 0; */
static uint32_t send(struct hf_connection *c, uint32_t message) {
  uint32_t length;
  if (hf_send_message(c, message) == 0u)
    return 0u;
  length = c->out_offset;
  c->out_offset = 0u;
  return advance(c, HF_EVENT_DONE, length);
}

/* What the caller asked for while the machine could not take it. */
/*@ requires hf_sound(c) && hf_framed(c) && c->failed == 0; terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 ==> c->failed == 0; */
static uint32_t take_call(struct hf_connection *c) {
  uint32_t event = c->close_wanted != 0u ? HF_EVENT_CLOSE : HF_EVENT_END_OF_INPUT;
  if (c->close_wanted == 0u && (c->input_ended == 0u || c->in_at < c->in_end))
    return 0u;
  if (c->close_wanted != 0u)
    c->close_wanted = 0u;
  else
    c->input_ended = 0u;
  return advance(c, event, 0u);
}

/* The kinds of step. Each does nothing in a state of another kind: they are called one after another. 1: go on. */
/*@ requires hf_sound(c) && hf_framed(c) && (kind == HF_STEP_RECV || kind == HF_STEP_CALL ==> c->failed == 0);
  @ terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 ==> (kind == HF_STEP_RECV || kind == HF_STEP_CALL) && c->failed == 0;
  @ ensures kind != HF_STEP_RECV && kind != HF_STEP_CALL ==> HF_FAILURE_AS(Pre, c); */
static uint32_t on_wait(struct hf_connection *c, uint32_t kind) {
  return (kind == HF_STEP_RECV || kind == HF_STEP_CALL) ? take_call(c) : 0u;
}

/*@ requires hf_sound(c) && hf_framed(c) && (kind == HF_STEP_SEND ==> c->failed == 0); terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 ==> kind == HF_STEP_SEND && c->failed == 0;
  @ ensures kind != HF_STEP_SEND ==> HF_FAILURE_AS(Pre, c); */
static uint32_t on_send(struct hf_connection *c, uint32_t kind, uint32_t arg) {
  return kind == HF_STEP_SEND ? send(c, arg) : 0u;
}

/*@ requires hf_sound(c) && hf_framed(c) && (kind == HF_STEP_DECIDE ==> c->failed == 0); terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 ==> kind == HF_STEP_DECIDE && c->failed == 0;
  @ ensures kind != HF_STEP_DECIDE ==> HF_FAILURE_AS(Pre, c); */
static uint32_t on_decide(struct hf_connection *c, uint32_t kind, uint32_t arg) {
  return kind == HF_STEP_DECIDE ? decide(c, arg) : 0u;
}

/*@ requires hf_sound(c) && hf_framed(c) && (kind == HF_STEP_DO ==> c->failed == 0); terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 ==> kind == HF_STEP_DO && c->failed == 0;
  @ ensures kind != HF_STEP_DO ==> HF_FAILURE_AS(Pre, c); */
static uint32_t on_do(struct hf_connection *c, uint32_t kind, uint32_t arg) {
  return kind == HF_STEP_DO ? work(c, arg) : 0u;
}

/*@ requires hf_sound(c) && hf_framed(c); terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ ensures kind != HF_STEP_FAIL ==> HF_FAILURE_AS(Pre, c); */
static void on_fail(struct hf_connection *c, uint32_t kind, uint32_t error) {
  if (kind == HF_STEP_FAIL)
    hf_fail(c, error != HF_OK ? error : reported(c));
}

/* One step. 1: go on; 0: the machine waits or is at its end. */
/*@ requires hf_sound(c) && hf_framed(c) && c->failed == 0; terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 ==> c->failed == 0; */
static uint32_t step(struct hf_connection *c) {
  const struct hf_step *s = &hf_steps[c->state];
  uint32_t kind = s->kind;
  uint32_t arg = s->arg;
  uint32_t called = on_wait(c, kind);
  uint32_t sent = on_send(c, kind, arg);
  uint32_t decided = on_decide(c, kind, arg);
  uint32_t done = on_do(c, kind, arg);
  on_fail(c, kind, arg);
  return called + sent + decided + done;
}

void hf_drive(struct hf_connection *c) {
  uint32_t on = c->failed == 0u ? 1u : 0u;
  /*@ loop invariant 0 <= i <= STEPS_MAX && (on == 1 ==> c->failed == 0);
    @ loop invariant sound: hf_sound(c);
    @ loop invariant framed: hf_framed(c);
    @ loop invariant placed: HF_PLACED_AS(Pre, c);
    @ loop invariant filling: hf_fills(\at(c->in_filled, Pre), \at(c->in_length, Pre)) ==> HF_FILLING(c);
    @ loop invariant absorbed: \at(c->failed, Pre) != 0 ==> on == 0 && c->failed == \at(c->failed, Pre) &&
    @   c->error == \at(c->error, Pre);
    @ loop assigns i, on, *c, \at(c->buffers.in, Pre)[0 .. \at(c->buffers.in_size, Pre) - 1],
    @   \at(c->buffers.out, Pre)[0 .. \at(c->buffers.out_size, Pre) - 1],
    @   \at(c->chain.buffer, Pre)[0 .. \at(c->chain.size, Pre) - 1];
    @ loop variant STEPS_MAX - i; */
  for (uint32_t i = 0u; i < STEPS_MAX && on == 1u; i++)
    on = step(c);
}
