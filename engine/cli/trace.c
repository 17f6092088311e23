#include "trace.h"
#include "cli.h"
#include "generated/errors.h"
#include "generated/machine.h"
#include "generated/names.h"
#include "handfast.h"
#include <stdio.h>
#include <string.h>

#define WANTED_MAX 256
#define ALERT_BYTES 2u

static int is_message(const struct hf_trace *t) {
  return t->sent || (t->event >= HF_EVENT_RECV_FIRST && t->event <= HF_EVENT_RECV_LAST);
}

/* A state's name begins with its machine's: "client await_finished". */
static const char *without_machine(const char *name) {
  const char *blank = strchr(name, ' ');
  return blank == NULL ? name : blank + 1;
}

static const char *machine_of(uint32_t state) {
  return strncmp(hf_state_name(state), "client", 6) == 0 ? "client" : "server";
}

/* What a state sends is in its step's name: "send ServerHello". */
static const char *what(const struct hf_trace *t) {
  const char *step = hf_step_name(t->before);
  if (t->sent)
    return strncmp(step, "send ", 5) == 0 ? step + 5 : "Alert";
  return hf_event_name(t->before, t->event);
}

/* The messages that the state takes, an alert apart, which all take. */
static void wanted(uint32_t state, char out[WANTED_MAX]) {
  size_t n = 0;
  out[0] = 0;
  for (unsigned event = HF_EVENT_RECV_FIRST; event < HF_EVENT_RECV_ALERT_WARNING; event++) {
    uint32_t next = hf_machine_next(state, event);
    if (next == HF_STATE_REFUSED || hf_steps[next].kind == HF_STEP_FAIL)
      continue;
    int more = snprintf(out + n, WANTED_MAX - n, "%s%s", n == 0 ? "" : ", ", hf_event_name(state, (uint8_t)event));
    n += more < 0 || (size_t)more >= WANTED_MAX - n ? 0 : (size_t)more;
  }
  if (n == 0)
    (void)snprintf(out, WANTED_MAX, "no message");
}

static void show_message(const char *prefix, const struct hf_trace *t) {
  cli_note("%strace: %s %s %-19s %6u bytes  %s => %s  [%s]", prefix, machine_of(t->before), t->sent ? "->" : "<-",
           what(t), t->length, without_machine(hf_state_name(t->before)), without_machine(hf_state_name(t->after)),
           hf_row_source(t->before, t->event));
}

static void show_step(const char *prefix, const struct hf_trace *t) {
  const char *outcome = t->event == HF_EVENT_DONE ? "" : hf_event_name(t->before, t->event);
  cli_note("%strace: %s    %s%s%s  %s => %s  [%s]", prefix, machine_of(t->before), hf_step_name(t->before),
           *outcome == 0 ? "" : ": ", outcome, without_machine(hf_state_name(t->before)),
           without_machine(hf_state_name(t->after)), hf_row_source(t->before, t->event));
}

static void show_refusal(const char *prefix, const struct hf_trace *t) {
  char expected[WANTED_MAX] = "";
  enum hf_error error = (enum hf_error)t->error;
  if (error == HF_ERROR_UNEXPECTED_MESSAGE)
    wanted(t->before, expected);
  cli_note("%strace: %s %s %-19s %6u bytes  refused in %s: %s: %s%s%s  [%s]", prefix, machine_of(t->before),
           is_message(t) ? (t->sent ? "->" : "<-") : "  ", what(t), t->length,
           without_machine(hf_state_name(t->before)), hf_error_name(error), hf_strerror(error),
           *expected == 0 ? "" : "; expected: ", expected, hf_row_source(t->before, t->event));
}

static void show(void *context, const struct hf_trace *t) {
  const struct cli_tracer *tracer = context;
  if (t->error != HF_OK)
    show_refusal(tracer->prefix, t);
  else if (is_message(t))
    show_message(tracer->prefix, t);
  else if (tracer->level > 1)
    show_step(tracer->prefix, t);
}

void cli_trace_alert(const struct hf_connection *c) {
  uint32_t alert = c->machine.failed ? hf_error_alert(c->machine.error) : HF_ALERT_NONE;
  if (c->config == NULL || c->config->trace != show || alert == HF_ALERT_NONE)
    return;
  const struct cli_tracer *tracer = c->config->trace_context;
  cli_note("%strace: %s -> %-19s %6u bytes  fatal: %s, %u  [%s]", tracer->prefix, c->is_server ? "server" : "client",
           "Alert", ALERT_BYTES, hf_alert_name(alert), alert, hf_error_reference((enum hf_error)c->machine.error));
}

void cli_tracer_start(struct cli_tracer *tracer, struct hf_config *config, uint8_t level, const char *prefix) {
  (void)snprintf(tracer->prefix, sizeof tracer->prefix, "%s", prefix);
  tracer->level = level;
  if (level == 0)
    return;
  config->trace = show;
  config->trace_context = tracer;
}
