/* Makes the transitions of one machine from its rows, and refuses rows that contradict each other or lead nowhere. */
#include "base/memory.h"
#include "check/machine.h"
#include <string.h>

static int is_everywhere(const struct fsm_row *row) {
  return strcmp(row->state.text, "everywhere") == 0;
}

/* A row for each state of its sheet that waits. */
static int is_throughout(const struct fsm_row *row) {
  return strcmp(row->state.text, "throughout") == 0;
}

/* How many states a row is for: 0 one, 1 those of a sheet, 2 all. Of two rows for one event that for fewer counts. */
static int reach(const struct fsm_row *row) {
  if (is_everywhere(row))
    return 2;
  return is_throughout(row) ? 1 : 0;
}

static void add_transition(struct machines *all, struct state *s, struct transition t) {
  for (size_t i = 0; i < s->transitions_n; i++) {
    const struct transition *before = &s->transitions[i];
    if (before->event != t.event)
      continue;
    if (t.is_common > before->is_common)
      return; /* the state's own row stands instead, or its sheet's */
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
    return state_failure(all, m, &next->name);
  struct state *s = state_find(m, next->name.text);
  if (s == NULL) {
    diagnose(&all->gen->diagnostics, next->name.place,
             "give it a row, or name a state that has one; of a sheet that may be left out: `STATE else fail ERROR'",
             "no state `%s'", next->name.text);
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
    if (strcmp(row->what.text, "update_keys") == 0)
      e = EVENT_UPDATE_KEYS;
    if (e == EVENT_NONE)
      diagnose(&all->gen->diagnostics, row->what.place, "the calls are close, end_of_input and update_keys",
               "no call `%s'", row->what.text);
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
  struct transition t = {.row = row, .place = row->state.place, .is_common = reach(row)};
  t.event = row_event(all, s, row);
  t.target = target(all, m, s, &row->next);
  if (t.event != EVENT_NONE && t.target != NULL)
    add_transition(all, s, t);
}

/* Where an outcome leads that belongs to a part which the profile leaves out. */
static const struct fsm_word without = {"part_missing", {NULL, 0, 0}};

static int is_left_out(const struct machines *all, const struct fsm_decision *decision, const struct fsm_outcome *o) {
  const char *what = memory_print("%s.%s", decision->name.text, o->name.text);
  return profile_lacks(all->gen->profile, "outcome", what);
}

/* Each declared outcome once, and no other. */
static void add_outcomes(struct machines *all, struct machine *m, struct state *s, const struct fsm_row *row) {
  const struct fsm_decision *decision = fsm_decision(&all->decisions_said, row->what.text);
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
    t.target = is_left_out(all, decision, o) ? state_failure(all, m, &without) : target(all, m, s, &o->next);
    if (t.target != NULL)
      add_transition(all, s, t);
  }
}

static void check_complete(struct machines *all, const struct fsm_row *row) {
  const struct fsm_decision *decision = fsm_decision(&all->decisions_said, row->what.text);
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
  if (row != s->row && !(row_waits(row) && state_waits(s)))
    return; /* refused by state_define */
  struct transition done = {.event = EVENT_DONE, .row = row, .place = row->state.place};
  switch (row->step) {
  case FSM_RECV:
  case FSM_CALL:
    add_wait(all, m, s, row);
    break;
  case FSM_DECIDE:
    add_outcomes(all, m, s, row);
    check_complete(all, row);
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
  t.target = state_failure(all, m, &reported);
  add_transition(all, s, t);
}

/* A state that waits for its caller alone reads no message. */
static void add_common(struct machines *all, struct machine *m, struct state *s) {
  const struct source *sheet = s->row->state.place.source;
  for (int common = 1; state_waits(s) && common <= 2; common++) {
    for (size_t i = 0; i < m->rows.n; i++) {
      const struct fsm_row *row = &m->rows.list[i];
      int is_for = reach(row) == common && (common == 2 || row->state.place.source == sheet);
      if (is_for && (s->step == FSM_RECV || row->step == FSM_CALL))
        add_wait(all, m, s, row);
    }
  }
}

/* Tries the rows of `everywhere' on a state that does not exist, so that what is wrong with them is said once. */
static int everywhere_is_sound(struct machines *all, struct machine *m) {
  struct state nobody = {.machine = m, .name = "everywhere"};
  struct state nobody_there = {.machine = m, .name = "throughout"};
  unsigned errors = all->gen->diagnostics.errors;
  int all_wait = 1;
  for (size_t i = 0; i < m->rows.n; i++) {
    const struct fsm_row *row = &m->rows.list[i];
    if (reach(row) == 0)
      continue;
    all_wait = all_wait && row_waits(row);
    nobody_there.transitions_n = 0; /* another sheet may say the same */
    if (row_waits(row)) {
      add_wait(all, m, is_everywhere(row) ? &nobody : &nobody_there, row);
    } else {
      diagnose(&all->gen->diagnostics, row->state.place,
               memory_print("only recv and call rows may stand under `%s'", row->state.text),
               "a step that cannot happen everywhere");
    }
  }
  return all_wait && all->gen->diagnostics.errors == errors;
}

void machine_build(struct machines *all, struct machine *m) {
  const struct fsm_rows *rows = &m->rows;
  for (size_t i = 0; i < rows->n; i++) {
    if (reach(&rows->list[i]) == 0)
      state_define(all, m, &rows->list[i]);
  }
  for (size_t i = 0; i < rows->n; i++) {
    if (reach(&rows->list[i]) == 0)
      add_row(all, m, state_find(m, rows->list[i].state.text), &rows->list[i]);
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
  m->start = state_find(m, m->start_word.text);
  if (m->start == NULL)
    diagnose(&all->gen->diagnostics, m->start_word.place, "name a state that has a row", "no state `%s'",
             m->start_word.text);
}
