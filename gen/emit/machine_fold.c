/* Folds the automata that Ragel made of the machines' grammars into one table. */
#include "base/memory.h"
#include "emit/machine.h"
#include <string.h>

/* The state of the specification that a state of the automaton is, by the one action that is run when it is entered. */
static const struct state *meaning(const struct machines *all, const struct machine *m,
                                   const struct automaton_state *a) {
  if (a->to->n != 1 || a->to->names[0] == NULL || strncmp(a->to->names[0], "in_", 3) != 0)
    return NULL;
  for (size_t i = 0; i < all->states_n; i++) {
    const struct state *s = all->states[i];
    if (s->machine == m && strcmp(s->name, a->to->names[0] + 3) == 0)
      return s;
  }
  return NULL;
}

/* What each state of the automaton means. NULL, with a diagnostic, unless each state of the machine is there once. */
static const struct state **meanings(struct machines *all, const struct machine *m, const struct automaton *a) {
  const struct state **is = memory_new(a->states_n * sizeof *is);
  size_t found = 0;
  size_t wanted = 0;
  for (size_t i = 0; i < all->states_n; i++)
    wanted += all->states[i]->machine == m ? 1u : 0u;
  for (size_t i = 0; i < a->states_n; i++) {
    is[i] = meaning(all, m, &a->states[i]);
    found += is[i] != NULL ? 1u : 0u;
    for (size_t k = 0; k < i; k++)
      found += is[i] != NULL && is[k] == is[i] ? wanted + 1 : 0u;
    if (is[i] == NULL && i != a->error)
      found += wanted + 1;
  }
  if (found == wanted)
    return is;
  diagnose_run(&all->gen->diagnostics,
               "the automaton of the %s does not have each state of its table once: run `hfgen grammars' and "
               "`ragel -x' again",
               m->name);
  return NULL;
}

/* Copies the automaton's transitions into the table. */
static void fold(struct machines *all, const struct machine *m, const struct automaton *a, unsigned *table) {
  const struct state **is = meanings(all, m, a);
  for (unsigned i = 0; is != NULL && i < a->states_n; i++) {
    if (is[i] == NULL)
      continue;
    for (unsigned e = 0; e < 256; e++) {
      int to = automaton_next(a, i, e, NULL);
      if (to < 0)
        continue;
      if (e >= all->events_n || is[i]->number >= all->moving_n) {
        diagnose_run(&all->gen->diagnostics, "the automaton of the %s moves where no row does", m->name);
        return;
      }
      table[is[i]->number * EVENTS_MAX + e] = is[to]->number;
    }
  }
}

/* The table must say what the rows say, no less and no more: else the automata are those of another specification. */
static void check_table(struct machines *all, const unsigned *table) {
  size_t rows = 0;
  size_t agreeing = 0;
  size_t entries = 0;
  for (size_t i = 0; i < all->states_n; i++) {
    const struct state *s = all->states[i];
    rows += s->transitions_n;
    for (size_t k = 0; k < s->transitions_n; k++) {
      unsigned next = table[s->number * EVENTS_MAX + s->transitions[k].event];
      agreeing += next == s->transitions[k].target->number ? 1u : 0u;
    }
  }
  for (size_t i = 0; i < all->moving_n * EVENTS_MAX; i++)
    entries += table[i] != 0 ? 1u : 0u;
  if (agreeing == rows && entries == rows)
    return;
  diagnose_run(&all->gen->diagnostics,
               "the automata are not those of these tables: run `hfgen grammars' and `ragel -x' again");
}

const unsigned *machines_fold(struct machines *all) {
  unsigned *table = memory_new(all->moving_n * EVENTS_MAX * sizeof *table);
  for (size_t i = 0; i < all->n; i++) {
    const struct machine *m = &all->list[i];
    const struct automaton *a =
        automaton_read(memory_print("%s/%s.xml", all->gen->xml, m->name), &all->gen->diagnostics);
    if (a != NULL)
      fold(all, m, a, table);
  }
  if (all->gen->diagnostics.errors == 0)
    check_table(all, table);
  return all->gen->diagnostics.errors == 0 ? table : NULL;
}
