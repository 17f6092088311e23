#include "connection/drive.h"
#include "connection/failure.h"
#include "connection/output.h"
#include "generated/errors.h"
#include "generated/machine.h"
#include "generated/steps.h"
#include "ports/ports.h"

#define STEPS_MAX                                                                                                      \
  64u /* no path of the tables takes more steps without waiting; the generator checks that there is no cycle */

uint8_t hf_waits(const struct hf_connection *c) {
  return (c->failed == 0u && hf_steps[c->state].kind == HF_STEP_RECV) ? 1u : 0u;
}

void hf_advance(struct hf_connection *c, uint8_t event, uint32_t length) {
  struct hf_trace t = {0};
  uint8_t next = hf_machine_next(c->state, event);
  if (next == HF_STATE_REFUSED) {
    hf_refuse(c, event, HF_ERROR_UNEXPECTED_MESSAGE);
    return;
  }
  t.event = event;
  t.before = c->state;
  t.after = next;
  t.length = length;
  t.sent = hf_steps[c->state].kind == HF_STEP_SEND ? 1u : 0u;
  c->state = next;
  if (next == HF_CLIENT_OPEN || next == HF_SERVER_OPEN)
    c->opened = 1u;
  if (event == HF_EVENT_CLOSE || event == HF_EVENT_RECV_ALERT_CLOSE_NOTIFY)
    c->closing = 1u;
  hf_port_trace(c->config, &t);
}

/* A step that works or decides answered. 1: the machine went on. */
/*@ requires \valid(c) && \valid_read(c->config); terminates \true; exits \false;
  @ assigns *c, c->buffers.out[0 .. c->buffers.out_size - 1], c->buffers.in[0 .. c->buffers.in_size - 1]; */
static uint8_t settle(struct hf_connection *c, uint8_t event) {
  c->pending = event == HF_EVENT_NONE ? 1u : 0u;
  if (event == HF_EVENT_ERROR)
    hf_fail(c, c->error != HF_OK ? c->error : HF_ERROR_PROVIDER_FAILED);
  else if (event != HF_EVENT_NONE)
    hf_advance(c, event, 0u);
  return (event != HF_EVENT_NONE && c->failed == 0u) ? 1u : 0u;
}

/*@ requires \valid(c) && \valid_read(c->config); terminates \true; exits \false;
  @ assigns *c, c->buffers.out[0 .. c->buffers.out_size - 1], c->buffers.in[0 .. c->buffers.in_size - 1]; */
static uint8_t work(struct hf_connection *c, uint8_t action) {
  uint8_t error = hf_dispatch_do(c, action);
  if (error != HF_OK)
    c->error = error;
  return settle(c, error == HF_OK ? HF_EVENT_DONE : HF_EVENT_ERROR);
}

/*@ requires \valid(c) && \valid_read(c->config); terminates \true; exits \false;
  @ assigns *c, c->buffers.out[0 .. c->buffers.out_size - 1], c->buffers.in[0 .. c->buffers.in_size - 1]; */
static uint8_t send(struct hf_connection *c, uint8_t message) {
  uint32_t length;
  if (hf_send_message(c, message) == 0u)
    return 0u;
  length = c->out_offset;
  c->out_offset = 0u;
  hf_advance(c, HF_EVENT_DONE, length);
  return c->failed == 0u ? 1u : 0u;
}

/* What the caller asked for while the machine could not take it. */
/*@ requires \valid(c) && \valid_read(c->config); terminates \true; exits \false;
  @ assigns *c, c->buffers.out[0 .. c->buffers.out_size - 1], c->buffers.in[0 .. c->buffers.in_size - 1]; */
static uint8_t take_call(struct hf_connection *c) {
  uint8_t event = c->close_wanted != 0u ? HF_EVENT_CLOSE : HF_EVENT_END_OF_INPUT;
  if (c->close_wanted == 0u && (c->input_ended == 0u || c->in_at < c->in_end))
    return 0u;
  if (c->close_wanted != 0u)
    c->close_wanted = 0u;
  else
    c->input_ended = 0u;
  hf_advance(c, event, 0u);
  return c->failed == 0u ? 1u : 0u;
}

/* One step. 1: go on; 0: the machine waits or is at its end. */
/*@ requires \valid(c) && \valid_read(c->config); terminates \true; exits \false;
  @ assigns *c, c->buffers.out[0 .. c->buffers.out_size - 1], c->buffers.in[0 .. c->buffers.in_size - 1]; */
static uint8_t step(struct hf_connection *c) {
  const struct hf_step *s = &hf_steps[c->state];
  uint8_t on = 0u;
  switch (s->kind) {
  case HF_STEP_RECV:
    on = take_call(c);
    break;
  case HF_STEP_SEND:
    on = send(c, s->arg);
    break;
  case HF_STEP_DECIDE:
    on = settle(c, hf_dispatch_decide(c, s->arg));
    break;
  case HF_STEP_DO:
    on = work(c, s->arg);
    break;
  case HF_STEP_FAIL:
    hf_fail(c, s->arg != HF_OK ? s->arg : c->error);
    break;
  default:
    break;
  }
  return on;
}

void hf_drive(struct hf_connection *c) {
  uint8_t on = c->failed == 0u ? 1u : 0u;
  /*@ loop invariant 0 <= i <= STEPS_MAX;
    @ loop assigns i, on, *c, c->buffers.out[0 .. c->buffers.out_size - 1], c->buffers.in[0 .. c->buffers.in_size - 1];
    @ loop variant STEPS_MAX - i; */
  for (uint32_t i = 0u; i < STEPS_MAX && on == 1u; i++)
    on = step(c);
}
