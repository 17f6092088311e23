/* Each decision is taken somewhere, and means the same in both machines. */
#include "base/memory.h"
#include "check/machine.h"
#include <string.h>

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

static void check_taken(struct machines *all, const struct machine *m) {
  for (size_t i = 0; i < m->fsm->decisions_n; i++) {
    const struct fsm_decision *decision = &m->fsm->decisions[i];
    int used = 0;
    for (size_t k = 0; k < m->fsm->rows_n; k++) {
      used |= m->fsm->rows[k].step == FSM_DECIDE && strcmp(m->fsm->rows[k].what.text, decision->name.text) == 0;
    }
    if (used)
      continue;
    diagnose(&all->gen->diagnostics, decision->name.place, "take the line out, or add a state that decides it",
             "no state takes the decision `%s', so no outcome of it is ever returned", decision->name.text);
  }
}

void machine_check_decisions(struct machines *all, const struct machine *m) {
  check_taken(all, m);
  check_shared_decisions(all, m);
}
