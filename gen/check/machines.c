/* Reads the sheets of the profile, makes its machines of them, and numbers their states. */
#include "base/memory.h"
#include "check/machine.h"
#include <string.h>

/* States that can be left come first, then ends, then failures by the number of their error; so a new row that fails
   with a known error moves no other number. */
static size_t rank(const struct machines *all, const struct state *s) {
  const struct csv_table *errors = all->gen->registries.errors;
  if (s->transitions_n != 0)
    return 0;
  if (s->row != NULL)
    return 1;
  const struct csv_row *error = csv_find(errors, "Name", s->error);
  return error == NULL ? 2 : 3 + (size_t)(error - errors->rows);
}

/* Numbers the states of a machine that have this rank. */
static void number_states(struct machines *all, const struct machine *m, size_t wanted) {
  for (size_t i = 0; i < m->states_n; i++) {
    struct state *s = m->states[i];
    if (!s->is_reached || rank(all, s) != wanted)
      continue;
    all->states = memory_grow(all->states, all->states_n, sizeof *all->states);
    all->states[all->states_n] = s;
    all->states_n++;
    s->number = (unsigned)all->states_n;
  }
}

static void number_all(struct machines *all) {
  size_t ranks = 3 + all->gen->registries.errors->rows_n;
  for (size_t i = 0; i < all->n; i++)
    number_states(all, &all->list[i], 0);
  all->moving_n = all->states_n + 1;
  for (size_t i = 0; i < all->n; i++) {
    for (size_t r = 1; r < ranks; r++)
      number_states(all, &all->list[i], r);
  }
}

/* Whether a state that is reached does it. */
static int is_done(const struct machines *all, const struct action *a) {
  for (size_t i = 0; i < all->states_n; i++) {
    if (strcmp(all->states[i]->step_constant, a->constant) == 0)
      return 1;
  }
  return 0;
}

/* What only states do that a profile does not reach is left out with them. */
static void drop_unreached(const struct machines *all, struct actions *list) {
  size_t left = 0;
  for (size_t i = 0; i < list->n; i++) {
    if (is_done(all, &list->list[i]))
      list->list[left++] = list->list[i];
  }
  list->n = left;
}

static void check_number(struct machines *all) {
  if (all->states_n < 65536)
    return;
  diagnose_run(&all->gen->diagnostics, "%zu states, but a state's number has 16 bits", all->states_n);
}

/* Reads the sheets and the names of the machines. 0 when there was an error. */
static int read_sheets(struct machines *all) {
  struct gen *g = all->gen;
  unsigned before = g->diagnostics.errors;
  all->n = g->profile->machines.n;
  all->list = memory_new((all->n + 1) * sizeof *all->list);
  for (size_t i = 0; i < all->n; i++)
    all->list[i].name = g->profile->machines.names[i].text;
  all->sheets_n = g->profile->sheets.n;
  all->sheets = memory_new((all->sheets_n + 1) * sizeof *all->sheets);
  for (size_t i = 0; i < all->sheets_n; i++) {
    all->sheets[i] =
        fsm_read(g->spec, memory_print("machine/%s.fsm", g->profile->sheets.names[i].text), &g->diagnostics);
    if (all->sheets[i] == NULL)
      return 0;
  }
  return g->diagnostics.errors == before;
}

/* What must hold of the sheets by themselves, before machines are made of them. */
static void check_sheets(struct machines *all) {
  for (size_t i = 0; i < all->sheets_n; i++)
    sheet_check_words(all, all->sheets[i]);
  machines_check_blocks(all);
  machines_gather_decisions(all);
}

static struct machines *read_all(struct gen *g, const struct machines *full) {
  unsigned before = g->diagnostics.errors;
  struct machines *all = memory_new(sizeof *all);
  all->gen = g;
  all->full = full;
  if (!read_sheets(all))
    return NULL;
  check_sheets(all);
  if (g->diagnostics.errors != before)
    return NULL;
  for (size_t i = 0; i < all->n; i++)
    machine_gather(all, &all->list[i]);
  if (g->diagnostics.errors != before)
    return NULL;
  if (full == NULL)
    machines_check_used(all);
  events_make(all);
  for (size_t i = 0; i < all->n; i++)
    machine_build(all, &all->list[i]);
  if (g->diagnostics.errors != before)
    return NULL;
  if (full == NULL)
    machines_check_decisions(all);
  for (size_t i = 0; i < all->n; i++) {
    machine_check(all, &all->list[i]);
    machine_check_entries(all, &all->list[i]);
  }
  number_all(all);
  if (full != NULL) {
    drop_unreached(all, &all->sends);
    drop_unreached(all, &all->decisions);
    drop_unreached(all, &all->works);
  }
  check_number(all);
  return g->diagnostics.errors == before ? all : NULL;
}

/* What a profile leaves out is told by the machines of the one that has all. */
static struct machines *read_full(struct gen *g) {
  struct gen *full = memory_new(sizeof *full);
  *full = *g;
  full->profile = profile_read(g->spec, PROFILE_FULL, &g->registries, &full->diagnostics);
  struct machines *all = full->profile == NULL ? NULL : read_all(full, NULL);
  g->diagnostics = full->diagnostics;
  return all;
}

struct machines *machines_read(struct gen *g) {
  if (g->machines_are_read)
    return g->machines;
  g->machines_are_read = 1;
  struct machines *full = profile_is_full(g->profile) ? NULL : read_full(g);
  if (full != NULL || profile_is_full(g->profile))
    g->machines = read_all(g, full);
  return g->machines;
}

const char *transition_source(const struct transition *t) {
  const char *name = strrchr(t->place.source->name, '/');
  return memory_print("%s:%u %s", name == NULL ? t->place.source->name : name + 1, t->place.line, t->row->reference);
}
