/* The states of a machine, and what each does. */
#include "base/memory.h"
#include "check/machine.h"
#include <string.h>

int row_waits(const struct fsm_row *row) {
  return row->step == FSM_RECV || row->step == FSM_CALL;
}

int state_waits(const struct state *s) {
  return s->step == FSM_RECV || s->step == FSM_CALL;
}

struct state *state_find(const struct machine *m, const char *name) {
  for (size_t i = 0; i < m->states_n; i++) {
    if (strcmp(m->states[i]->name, name) == 0)
      return m->states[i];
  }
  return NULL;
}

static struct state *add_state(struct machine *m, const char *name) {
  struct state *s = memory_new(sizeof *s);
  s->machine = m;
  s->name = name;
  s->constant = memory_print("HF_%s_%s", upper(m->name), upper(name));
  s->step_constant = "0u";
  m->states = memory_grow(m->states, m->states_n, sizeof *m->states);
  m->states[m->states_n] = s;
  m->states_n++;
  return s;
}

/* Makes a state one that fails with an error. */
static void fail_with(struct machines *all, struct state *s, const struct fsm_word *error) {
  const struct csv_table *errors = all->gen->registries.errors;
  int is_reported = strcmp(error->text, "reported") == 0;
  if (!is_reported && csv_find(errors, "Name", error->text) == NULL) {
    diagnose(&all->gen->diagnostics, error->place,
             memory_print("name one of %s, or add it there with its alert", errors->source->path), "no error `%s'",
             error->text);
  }
  s->step = FSM_FAIL;
  s->error = error->text;
  s->step_constant = is_reported ? "HF_OK" : memory_print("HF_ERROR_%s", upper(error->text));
}

struct state *state_failure(struct machines *all, struct machine *m, const struct fsm_word *error) {
  const char *name = memory_print("fail_%s", error->text);
  struct state *s = state_find(m, name);
  if (s != NULL)
    return s;
  s = add_state(m, name);
  fail_with(all, s, error);
  return s;
}

/* The action of this name, made when it is new. */
static struct action *action(struct actions *list, const char *kind, const char *name) {
  for (size_t i = 0; i < list->n; i++) {
    if (strcmp(list->list[i].name, name) == 0)
      return &list->list[i];
  }
  list->list = memory_grow(list->list, list->n, sizeof *list->list);
  struct action *a = &list->list[list->n];
  list->n++;
  a->name = name;
  a->constant = memory_print("HF_%s_%s", kind, upper(name));
  return a;
}

/* What the state does, other than waiting, gets its number. */
static void resolve_step(struct machines *all, struct state *s) {
  const struct fsm_word *what = &s->row->what;
  const char *context;
  struct action *a;
  switch (s->row->step) {
  case FSM_SEND:
    a = action(&all->sends, "SEND", snake(what->text));
    a->message = message_of(what->text, &context);
    s->step_constant = a->constant;
    if (message_is_sendable(all, a->message))
      break;
    diagnose(&all->gen->diagnostics, what->place,
             "name a message of spec/registry/handshake_types.csv in the RFC's spelling, "
             "ChangeCipherSpec, or Alert. and a description of alerts.csv",
             "no message `%s' that can be sent", a->message);
    break;
  case FSM_DECIDE:
    a = action(&all->decisions, "DECIDE", what->text);
    s->step_constant = a->constant;
    if (fsm_decision(&all->decisions_said, what->text) == NULL)
      break;
    if (a->decision == NULL)
      a->decision = fsm_decision(&all->decisions_said, what->text);
    break;
  case FSM_DO:
    s->step_constant = action(&all->works, "DO", what->text)->constant;
    break;
  case FSM_FAIL:
    fail_with(all, s, what);
    break;
  default:
    break;
  }
}

void state_define(struct machines *all, struct machine *m, const struct fsm_row *row) {
  struct state *s = state_find(m, row->state.text);
  if (s == NULL) {
    s = add_state(m, row->state.text);
    s->row = row;
    s->step = row->step;
    resolve_step(all, s);
  } else if (!row_waits(row) || !state_waits(s)) {
    diagnose(&all->gen->diagnostics, row->state.place,
             "give the second step a state of its own; only recv and call rows may share one",
             "state `%s' already does something in line %u: which of the two is not determined", s->name,
             s->row->state.place.line);
  } else if (row->step == FSM_RECV) {
    s->step = FSM_RECV; /* of recv and call rows: it reads */
  }
}
