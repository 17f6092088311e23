/* What must hold of a machine as a whole. */
#include "base/memory.h"
#include "check/machine.h"
#include <string.h>

/* Follows every transition from what is reached already, until nothing new is. */
static void reach(struct machine *m) {
  int more = 1;
  m->start->is_reached = 1;
  while (more) {
    more = 0;
    for (size_t i = 0; i < m->states_n; i++) {
      const struct state *s = m->states[i];
      for (size_t k = 0; s->is_reached && k < s->transitions_n; k++) {
        more |= !s->transitions[k].target->is_reached;
        s->transitions[k].target->is_reached = 1;
      }
    }
  }
}

/* A state that the profile with all reaches, and this one does not, is left out. */
static void check_reached(struct machines *all, struct machine *m) {
  reach(m);
  for (size_t i = 0; i < m->states_n && all->full == NULL; i++) {
    const struct state *s = m->states[i];
    if (s->is_reached || s->row == NULL)
      continue;
    diagnose(&all->gen->diagnostics, s->row->state.place, "take its rows out, or let a row lead to it",
             "state `%s' cannot be reached from `%s'", s->name, m->start->name);
  }
}

/* Follows transitions backwards from the ends. What may happen anywhere, and failing, is no way to an end. */
static void find_ends(struct machine *m) {
  int more = 1;
  for (size_t i = 0; i < m->states_n; i++)
    m->states[i]->can_end = m->states[i]->step == FSM_END;
  while (more) {
    more = 0;
    for (size_t i = 0; i < m->states_n; i++) {
      struct state *s = m->states[i];
      for (size_t k = 0; !s->can_end && k < s->transitions_n; k++) {
        s->can_end = s->transitions[k].target->can_end && !s->transitions[k].is_common;
        more |= s->can_end;
      }
    }
  }
}

/* A state that its own rows lead to and that was not looked at yet, failures apart; NULL when there is none. */
static struct state *onward(const struct state *s) {
  for (size_t i = 0; i < s->transitions_n; i++) {
    const struct transition *t = &s->transitions[i];
    if (!t->is_common && t->target->step != FSM_FAIL && t->target->mark == 0)
      return t->target;
  }
  return NULL;
}

/* Shows the end of the blind alley, and not all the states that lead into it. */
static void check_ends(struct machines *all, struct machine *m) {
  find_ends(m);
  for (size_t i = 0; i < m->states_n; i++) {
    struct state *s = m->states[i];
    if (s->can_end || s->step == FSM_FAIL || !s->is_reached)
      continue;
    for (s->mark = 1; onward(s) != NULL; s->mark = 1)
      s = onward(s);
    diagnose(&all->gen->diagnostics, s->row->state.place,
             "let one of its rows lead on to a state with the step `end'; failing and the rows of `everywhere' do not "
             "count",
             "no end can be reached from state `%s'", s->name);
    break;
  }
  for (size_t i = 0; i < m->states_n; i++)
    m->states[i]->mark = 0;
}

/* Whether the engine could go round for ever without waiting for the peer; if not, how long it can run. mark: 1 on the
   way, 2 done. */
static void walk_steps(struct machines *all, struct state *s) {
  s->mark = 1;
  for (size_t i = 0; !state_waits(s) && i < s->transitions_n; i++) {
    const struct transition *t = &s->transitions[i];
    if (t->target->mark == 0)
      walk_steps(all, t->target);
    if (t->target->run >= s->run)
      s->run = t->target->run + 1;
    if (t->target->mark != 1)
      continue;
    diagnose(&all->gen->diagnostics, t->place, "let one state of the round wait for a message",
             "from `%s' back to `%s' without waiting for the peer: the engine would never stop", s->name,
             t->target->name);
  }
  s->mark = 2;
}

void machine_check(struct machines *all, struct machine *m) {
  if (m->start == NULL)
    return;
  check_reached(all, m);
  check_ends(all, m);
  for (size_t i = 0; i < m->states_n; i++) {
    if (m->states[i]->mark == 0)
      walk_steps(all, m->states[i]);
    if (m->states[i]->run > all->longest)
      all->longest = m->states[i]->run;
  }
}
