/* Makes the states and transitions of one machine from its rows, and refuses rows that contradict each other or name
   what does not exist. */
#include "machine.h"
#include "memory.h"
#include <string.h>

static int is_everywhere(const struct fsm_row *row) {
  return strcmp(row->state.text, "everywhere") == 0;
}

static int waits(const struct fsm_row *row) {
  return row->step == FSM_RECV || row->step == FSM_CALL;
}

static struct state *find_state(const struct machine *m, const char *name) {
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

/* The state that a machine fails in with an error, made when it is first needed. */
static struct state *failure(struct machines *all, struct machine *m, const struct fsm_word *error) {
  const char *name = memory_print("fail_%s", error->text);
  struct state *s = find_state(m, name);
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

/* A decision is one function in the engine, whichever machine takes it. */
static void check_same_outcomes(struct machines *all, const struct fsm_decision *a, const struct fsm_decision *b) {
  int same = a->outcomes_n == b->outcomes_n;
  for (size_t i = 0; same && i < a->outcomes_n; i++)
    same = strcmp(a->outcomes[i].text, b->outcomes[i].text) == 0;
  if (same)
    return;
  diagnose(&all->gen->diagnostics, b->name.place,
           memory_print("give both the same outcomes in the same order, see %s:%u, or two names",
                        a->name.place.source->path, a->name.place.line),
           "decision `%s' has other outcomes in the other machine", b->name.text);
}

static void check_shared_decisions(struct machines *all, const struct machine *m) {
  for (size_t i = 0; i < m->fsm->decisions_n; i++) {
    const struct fsm_decision *mine = &m->fsm->decisions[i];
    for (const struct machine *other = all->list; other < m; other++) {
      const struct fsm_decision *theirs = fsm_decision(other->fsm, mine->name.text);
      if (theirs != NULL)
        check_same_outcomes(all, theirs, mine);
    }
  }
}

/* What the state does, other than waiting, gets its number. */
static void resolve_step(struct machines *all, struct machine *m, struct state *s) {
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
    if (fsm_decision(m->fsm, what->text) == NULL)
      break;
    if (a->decision == NULL)
      a->decision = fsm_decision(m->fsm, what->text);
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

/* A state may have many rows only when it waits: recv and call, in any number. */
static void define_state(struct machines *all, struct machine *m, const struct fsm_row *row) {
  struct state *s = find_state(m, row->state.text);
  if (s == NULL) {
    s = add_state(m, row->state.text);
    s->row = row;
    s->step = waits(row) ? FSM_RECV : row->step;
    resolve_step(all, m, s);
  } else if (!waits(row) || s->step != FSM_RECV) {
    diagnose(&all->gen->diagnostics, row->state.place,
             "give the second step a state of its own; only recv and call rows may share one",
             "state `%s' already does something in line %u: which of the two is not determined", s->name,
             s->row->state.place.line);
  }
}

static void add_transition(struct machines *all, struct state *s, struct transition t) {
  for (size_t i = 0; i < s->transitions_n; i++) {
    const struct transition *before = &s->transitions[i];
    if (before->event != t.event)
      continue;
    if (t.is_common && !before->is_common)
      return; /* the state's own row stands instead */
    diagnose(&all->gen->diagnostics, t.place, "take one of the two rows out",
             "two rows for `%s' in state `%s', here and in line %u", all->events[t.event].title, s->name,
             before->place.line);
    return;
  }
  s->transitions = memory_grow(s->transitions, s->transitions_n, sizeof *s->transitions);
  s->transitions[s->transitions_n] = t;
  s->transitions_n++;
}

/* Where a row or an outcome leads. NULL, with a diagnostic, when nowhere. */
static struct state *target(struct machines *all, struct machine *m, struct state *from, const struct fsm_next *next) {
  if (next->kind == FSM_STAY)
    return from;
  if (next->kind == FSM_FAILS)
    return failure(all, m, &next->name);
  struct state *s = find_state(m, next->name.text);
  if (s == NULL) {
    diagnose(&all->gen->diagnostics, next->name.place, "give it a row, or name a state that has one", "no state `%s'",
             next->name.text);
  }
  return s;
}

/* The event that a row waits for. EVENT_NONE, with a diagnostic, when there is none of that name. */
static unsigned row_event(struct machines *all, struct state *s, const struct fsm_row *row) {
  const char *context = NULL;
  unsigned e = EVENT_NONE;
  if (row->step == FSM_CALL) {
    if (strcmp(row->what.text, "close") == 0)
      e = EVENT_CLOSE;
    if (strcmp(row->what.text, "end_of_input") == 0)
      e = EVENT_END_OF_INPUT;
    if (e == EVENT_NONE)
      diagnose(&all->gen->diagnostics, row->what.place, "the calls are close and end_of_input", "no call `%s'",
               row->what.text);
    return e;
  }
  e = events_recv(all, message_of(row->what.text, &context));
  if (e == EVENT_NONE) {
    diagnose(&all->gen->diagnostics, row->what.place,
             "name a message of spec/registry/handshake_types.csv in the RFC's spelling, "
             "ChangeCipherSpec, ApplicationData, Alert.warning, Alert.close_notify or Alert.fatal",
             "no message `%s'", row->what.text);
  }
  if (context != NULL && s->context != NULL && strcmp(context, s->context) != 0) {
    diagnose(&all->gen->diagnostics, row->what.place, "give each its own state",
             "state `%s' already reads messages as `%s'", s->name, s->context);
  }
  if (context != NULL) {
    s->context = context;
    s->context_place = row->what.place;
  }
  return e;
}

static void add_wait(struct machines *all, struct machine *m, struct state *s, const struct fsm_row *row) {
  struct transition t = {.row = row, .place = row->state.place, .is_common = is_everywhere(row)};
  t.event = row_event(all, s, row);
  t.target = target(all, m, s, &row->next);
  if (t.event != EVENT_NONE && t.target != NULL)
    add_transition(all, s, t);
}

/* Each declared outcome once, and no other. */
static void add_outcomes(struct machines *all, struct machine *m, struct state *s, const struct fsm_row *row) {
  const struct fsm_decision *decision = fsm_decision(m->fsm, row->what.text);
  if (decision == NULL) {
    diagnose(&all->gen->diagnostics, row->what.place, "declare it and its outcomes: `decision NAME OUTCOME OUTCOME'",
             "no decision `%s'", row->what.text);
    return;
  }
  for (size_t i = 0; i < row->outcomes_n; i++) {
    const struct fsm_outcome *o = &row->outcomes[i];
    int number = outcome_number(decision, o->name.text);
    if (number < 0) {
      diagnose(&all->gen->diagnostics, o->name.place,
               memory_print("take the line out, or declare the outcome in line %u", decision->name.place.line),
               "decision `%s' has no outcome `%s'", decision->name.text, o->name.text);
      continue;
    }
    struct transition t = {
        .event = EVENT_OUTCOME_0 + (unsigned)number, .row = row, .outcome = o, .place = o->name.place};
    t.target = target(all, m, s, &o->next);
    if (t.target != NULL)
      add_transition(all, s, t);
  }
}

static void check_complete(struct machines *all, const struct machine *m, const struct fsm_row *row) {
  const struct fsm_decision *decision = fsm_decision(m->fsm, row->what.text);
  for (size_t i = 0; decision != NULL && i < decision->outcomes_n; i++) {
    const char *outcome = decision->outcomes[i].text;
    int found = 0;
    for (size_t k = 0; k < row->outcomes_n; k++)
      found |= strcmp(row->outcomes[k].name.text, outcome) == 0;
    if (found)
      continue;
    diagnose(&all->gen->diagnostics, row->what.place,
             memory_print("add a line for `%s' below it, or take the outcome out of line %u", outcome,
                          decision->name.place.line),
             "`decide %s' does not say what follows from its outcome `%s'", decision->name.text, outcome);
  }
}

static void add_row(struct machines *all, struct machine *m, struct state *s, const struct fsm_row *row) {
  if (row != s->row && !(waits(row) && s->step == FSM_RECV))
    return; /* refused by define_state */
  struct transition done = {.event = EVENT_DONE, .row = row, .place = row->state.place};
  switch (row->step) {
  case FSM_RECV:
  case FSM_CALL:
    add_wait(all, m, s, row);
    break;
  case FSM_DECIDE:
    add_outcomes(all, m, s, row);
    check_complete(all, m, row);
    break;
  case FSM_SEND:
  case FSM_DO:
    done.target = target(all, m, s, &row->next);
    if (done.target != NULL)
      add_transition(all, s, done);
    break;
  default:
    break;
  }
}

/* What no row says: an error that the engine reports in any state fails the machine. */
static void add_error(struct machines *all, struct machine *m, struct state *s) {
  static const struct fsm_word reported = {"reported", {NULL, 0, 0}};
  struct transition t = {.event = EVENT_ERROR, .row = s->row, .place = s->row->state.place, .is_error = 1};
  t.target = failure(all, m, &reported);
  add_transition(all, s, t);
}

static void add_common(struct machines *all, struct machine *m, struct state *s) {
  for (size_t i = 0; s->step == FSM_RECV && i < m->fsm->rows_n; i++) {
    if (is_everywhere(&m->fsm->rows[i]))
      add_wait(all, m, s, &m->fsm->rows[i]);
  }
}

/* Tries the rows of `everywhere' on a state that does not exist, so that what is wrong with them is said once. */
static int everywhere_is_sound(struct machines *all, struct machine *m) {
  struct state nobody = {.machine = m, .name = "everywhere"};
  unsigned errors = all->gen->diagnostics.errors;
  for (size_t i = 0; i < m->fsm->rows_n; i++) {
    const struct fsm_row *row = &m->fsm->rows[i];
    if (!is_everywhere(row))
      continue;
    if (waits(row)) {
      add_wait(all, m, &nobody, row);
    } else {
      diagnose(&all->gen->diagnostics, row->state.place, "only recv and call rows may stand under `everywhere'",
               "a step that cannot happen everywhere");
    }
  }
  return all->gen->diagnostics.errors == errors;
}

void machine_build(struct machines *all, struct machine *m) {
  const struct fsm *f = m->fsm;
  check_shared_decisions(all, m);
  for (size_t i = 0; i < f->rows_n; i++) {
    if (!is_everywhere(&f->rows[i]))
      define_state(all, m, &f->rows[i]);
  }
  for (size_t i = 0; i < f->rows_n; i++) {
    if (!is_everywhere(&f->rows[i]))
      add_row(all, m, find_state(m, f->rows[i].state.text), &f->rows[i]);
  }
  int sound = everywhere_is_sound(all, m);
  size_t n = m->states_n; /* the failures behind them, which are never left */
  for (size_t i = 0; i < n; i++) {
    if (m->states[i]->row == NULL)
      continue;
    if (sound)
      add_common(all, m, m->states[i]);
    if (m->states[i]->step != FSM_FAIL && m->states[i]->step != FSM_END)
      add_error(all, m, m->states[i]);
  }
  m->start = find_state(m, f->start.text);
  if (m->start == NULL)
    diagnose(&all->gen->diagnostics, f->start.place, "name a state that has a row", "no state `%s'", f->start.text);
}
