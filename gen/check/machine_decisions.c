/* Each decision is declared once, whichever machine takes it, and taken somewhere. */
#include "base/memory.h"
#include "check/machine.h"
#include <string.h>

void machines_gather_decisions(struct machines *all) {
  struct fsm_decisions *out = &all->decisions_said;
  for (size_t i = 0; i < all->sheets_n; i++) {
    const struct fsm_decisions *in = &all->sheets[i]->decisions;
    for (size_t k = 0; k < in->n; k++) {
      const struct fsm_decision *before = fsm_decision(out, in->list[k].name.text);
      if (before != NULL)
        diagnose(&all->gen->diagnostics, in->list[k].name.place, "take one of the two lines out",
                 "decision `%s' is declared twice, first in line %u of %s", before->name.text, before->name.place.line,
                 before->name.place.source->name);
      out->list = memory_grow(out->list, out->n, sizeof *out->list);
      out->list[out->n] = in->list[k];
      out->n++;
    }
  }
}

static int is_taken(const struct machines *all, const char *decision) {
  for (size_t i = 0; i < all->n; i++) {
    const struct fsm_rows *rows = &all->list[i].rows;
    for (size_t k = 0; k < rows->n; k++) {
      if (rows->list[k].step == FSM_DECIDE && strcmp(rows->list[k].what.text, decision) == 0)
        return 1;
    }
  }
  return 0;
}

void machines_check_decisions(struct machines *all) {
  for (size_t i = 0; i < all->decisions_said.n; i++) {
    const struct fsm_word *name = &all->decisions_said.list[i].name;
    if (!is_taken(all, name->text))
      diagnose(&all->gen->diagnostics, name->place, "take the line out, or add a state that decides it",
               "no state takes the decision `%s', so no outcome of it is ever returned", name->text);
  }
}
