#include "connection/machine.h"
#include "connection/failure.h"
#include "generated/errors.h"
#include "generated/machine.h"
#include "generated/steps.h"
#include "ports/ports.h"
#include <stdbool.h>

bool hf_waits(const struct hf_connection *c) {
  return c->machine.failed == 0u && hf_steps[c->machine.state].kind == HF_STEP_RECV;
}

bool hf_hears_nothing(const struct hf_connection *c) {
  return c->machine.failed == 0u && hf_steps[c->machine.state].kind == HF_STEP_CALL;
}

/*@ requires \valid_read(c) && \valid_read(c->config) && before < HF_STATES; HF_TOTAL; assigns \nothing; */
static void trace_step(const struct hf_connection *c, uint32_t before, uint32_t after, uint32_t event,
                       uint32_t length) {
  struct hf_trace t = {0};
  t.event = event;
  t.before = before;
  t.after = after;
  t.length = length;
  t.sent = hf_steps[before].kind == HF_STEP_SEND ? 1u : 0u;
  t.connection = c;
  hf_port_trace(c->config, &t);
}

/* True: the state's step is that of close_notify. */
/*@ requires state < HF_STATES; HF_TOTAL; assigns \nothing;
  @ ensures \result <==> hf_steps[state].kind == HF_STEP_SEND && hf_steps[state].arg == HF_SEND_ALERT_CLOSE_NOTIFY; */
static bool says_close(uint32_t state) {
  return hf_steps[state].kind == HF_STEP_SEND && hf_steps[state].arg == HF_SEND_ALERT_CLOSE_NOTIFY;
}

/* The machine is in a state, and what the caller may ask of it follows: each direction is over behind its close_notify. */
/*@ requires \valid(m) && m->state < HF_STATES && next < HF_STATES; HF_TOTAL;
  @ assigns m->state, m->opened, m->closing, m->close_sent, m->close_taken;
  @ ensures m->state == next;
  @ ensures event == HF_EVENT_DONE && hf_steps[\old(m->state)].kind == HF_STEP_SEND &&
  @   hf_steps[\old(m->state)].arg == HF_SEND_ALERT_CLOSE_NOTIFY ==> m->close_sent == 1;
  @ ensures event == HF_EVENT_RECV_ALERT_CLOSE_NOTIFY ==> m->close_taken == 1; */
static void enter(struct hf_machine *m, uint32_t next, uint32_t event) {
  if (event == HF_EVENT_DONE && says_close(m->state))
    m->close_sent = 1u;
  m->state = next;
  if (next == HF_CLIENT_OPEN || next == HF_SERVER_OPEN || next == HF_CLIENT_OPEN13 || next == HF_SERVER_OPEN13)
    m->opened = 1u;
  if (event == HF_EVENT_CLOSE)
    m->closing = 1u;
  if (event == HF_EVENT_RECV_ALERT_CLOSE_NOTIFY)
    m->close_taken = 1u;
}

bool hf_advance(struct hf_connection *c, uint32_t event, uint32_t length) {
  uint32_t next = hf_machine_next(c->machine.state, event);
  if (next == HF_STATE_REFUSED) {
    hf_refuse(c, event, HF_ERROR_UNEXPECTED_MESSAGE);
    return false;
  }
  trace_step(c, c->machine.state, next, event, length);
  enter(&c->machine, next, event);
  return true;
}

enum hf_error hf_count_idle(struct hf_connection *c) {
  uint32_t n = c->machine.idle_records;
  c->machine.idle_records = n < HF_IDLE_RECORDS_MAX ? n + 1u : n;
  return n < HF_IDLE_RECORDS_MAX ? HF_OK : HF_ERROR_TOO_MANY_IDLE_RECORDS;
}

void hf_count_busy(struct hf_connection *c) {
  c->machine.idle_records = 0u;
}

void hf_note_alert(struct hf_connection *c, uint32_t level, uint32_t description) {
  c->machine.peer_alert = description % 256u;
  c->machine.peer_alert_level = level;
}
