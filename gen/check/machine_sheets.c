/* Sheets become machines: to each machine the rows that are its own and those of every machine, a copy of a block where one is
   used, and the rows of another state where one says `or'. What comes out has neither. */
#include "base/memory.h"
#include "check/machine.h"
#include <string.h>

/* Where a row is copied from: a block that a row uses, inside another one perhaps. */
struct scope {
  struct machines *all;
  struct machine *m;
  struct fsm_block *block;   /* NULL: the row stands in no block */
  const struct fsm_row *use; /* the row that uses it */
  const char *prefix;        /* before the names of the copy's states */
  const struct scope *outer;
};

static void copy_rows(const struct scope *s, const struct fsm_rows *rows);

static int is(const struct fsm_word *w, const char *text) {
  return strcmp(w->text, text) == 0;
}

static struct fsm_block *find_block(const struct machines *all, const char *name) {
  for (size_t i = 0; i < all->sheets_n; i++) {
    for (size_t k = 0; k < all->sheets[i]->blocks_n; k++) {
      if (is(&all->sheets[i]->blocks[k]->name, name))
        return all->sheets[i]->blocks[k];
    }
  }
  return NULL;
}

/* The row that defines a state, in the rows given; NULL when none does. */
static const struct fsm_row *row_in(const struct fsm_rows *rows, const char *state) {
  for (size_t i = 0; i < rows->n; i++) {
    if (is(&rows->list[i].state, state))
      return &rows->list[i];
  }
  return NULL;
}

static int is_of(const struct fsm_section *section, const struct machine *m) {
  return section->machine.text == NULL || is(&section->machine, m->name);
}

/* The same where the scope looks: in its block, or in all rows of the machine that stand in none. */
static const struct fsm_row *find_row(const struct scope *s, const char *state) {
  if (s->block != NULL)
    return row_in(&s->block->rows, state);
  for (size_t i = 0; i < s->all->sheets_n; i++) {
    const struct fsm_sheet *sheet = s->all->sheets[i];
    for (size_t k = 0; k < sheet->sections_n; k++) {
      const struct fsm_row *row = is_of(sheet->sections[k], s->m) ? row_in(&sheet->sections[k]->rows, state) : NULL;
      if (row != NULL)
        return row;
    }
  }
  return NULL;
}

static struct scope inside(const struct scope *s, const struct fsm_row *use) {
  struct scope inner = {s->all, s->m, find_block(s->all, use->what.text), use, s->prefix, s};
  if (use->as.text != NULL)
    inner.prefix = memory_print("%s%s_", s->prefix, use->as.text);
  return inner;
}

/* Whether a block is being copied already where it is used: then it would never end. */
static int is_around(const struct scope *s, const struct fsm_block *b) {
  for (; s != NULL; s = s->outer) {
    if (s->block == b)
      return 1;
  }
  return 0;
}

/* The state that is gone to at a row: its own, or the first of the block that it uses. */
static const char *first_state(const struct scope *s, const struct fsm_row *row) {
  if (row->step != FSM_USE)
    return memory_print("%s%s", s->prefix, row->state.text);
  struct scope inner = inside(s, row);
  if (inner.block == NULL || inner.block->rows.n == 0 || is_around(s, inner.block))
    return row->state.text;
  return first_state(&inner, &inner.block->rows.list[0]);
}

/* What an exit of the block leads to, where it is used. */
static struct fsm_next leave(const struct scope *s, struct fsm_next next, const struct scope **where) {
  const struct fsm_outcome *exit = s->use == NULL ? NULL : fsm_outcome(s->use, next.name.text);
  *where = s->outer;
  if (s->use == NULL)
    diagnose(&s->all->gen->diagnostics, next.name.place, "name a state here; exits are those of a block's rows",
             "an exit, but no block");
  return exit == NULL ? (struct fsm_next){.kind = FSM_NOWHERE, .name = next.name} : exit->next;
}

/* A next state as the machine has it, without blocks. */
static struct fsm_next resolve(const struct scope *s, struct fsm_next next) {
  while (next.kind == FSM_EXIT || (next.kind == FSM_STATE && next.otherwise != NULL)) {
    if (next.kind == FSM_EXIT)
      next = leave(s, next, &s);
    else if (find_row(s, next.name.text) == NULL)
      next = *next.otherwise;
    else
      next.otherwise = NULL;
  }
  if (next.kind != FSM_STATE)
    return next;
  const struct fsm_row *row = find_row(s, next.name.text);
  if (row != NULL)
    next.name.text = first_state(s, row);
  else if (s->block != NULL)
    diagnose(&s->all->gen->diagnostics, next.name.place,
             "a block is left by its exits alone: write `exit NAME', and where it is used what that leads to",
             "block `%s' has no state `%s'", s->block->name.text, next.name.text);
  return next;
}

static int has_exit(const struct fsm_block *b, const char *name) {
  for (size_t i = 0; i < b->exits_n; i++) {
    if (is(&b->exits[i], name))
      return 1;
  }
  return 0;
}

/* Each exit of the block is said once where it is used, and no other. */
static void check_exits(const struct scope *s, const struct fsm_block *b, const struct fsm_row *use) {
  struct diagnostics *d = &s->all->gen->diagnostics;
  for (size_t i = 0; i < b->exits_n; i++) {
    if (fsm_outcome(use, b->exits[i].text) == NULL)
      diagnose(d, use->what.place, memory_print("add a line for `%s' below it", b->exits[i].text),
               "`use %s' does not say what follows from its exit `%s'", b->name.text, b->exits[i].text);
  }
  for (size_t i = 0; i < use->outcomes_n; i++) {
    const struct fsm_word *name = &use->outcomes[i].name;
    if (!has_exit(b, name->text))
      diagnose(d, name->place, memory_print("take the line out, or name the exit in line %u", b->name.place.line),
               "block `%s' has no exit `%s'", b->name.text, name->text);
    else if (fsm_outcome(use, name->text) != &use->outcomes[i])
      diagnose(d, name->place, "take one of the two lines out", "what follows from exit `%s' stands here twice",
               name->text);
  }
}

/* A machine has one copy of a block under a name: its states would be the same. */
static int is_new_copy(const struct scope *s) {
  struct machine *m = s->m;
  for (size_t i = 0; i < m->copies_n; i++) {
    if (m->copies[i].block != s->block || strcmp(m->copies[i].prefix, s->prefix) != 0)
      continue;
    diagnose(&s->all->gen->diagnostics, s->use->what.place,
             memory_print("give this copy a name of its own: `use %s as NAME'", s->block->name.text),
             "the states of block `%s' are there already, for line %u", s->block->name.text, m->copies[i].line);
    return 0;
  }
  m->copies = memory_grow(m->copies, m->copies_n, sizeof *m->copies);
  m->copies[m->copies_n] = (struct copy){s->block, s->prefix, s->use->state.place.line};
  m->copies_n++;
  return 1;
}

static void copy_block(const struct scope *s, const struct fsm_row *use) {
  struct diagnostics *d = &s->all->gen->diagnostics;
  struct scope inner = inside(s, use);
  if (inner.block == NULL) {
    diagnose(d, use->what.place, "write `block NAME EXIT...' and its rows above, or mend the spelling", "no block `%s'",
             use->what.text);
    return;
  }
  inner.block->is_used = 1;
  if (is_around(s, inner.block)) {
    diagnose(d, use->what.place, "a machine is finite: let a row lead back to a state instead",
             "block `%s' uses itself", inner.block->name.text);
    return;
  }
  check_exits(s, inner.block, use);
  if (is_new_copy(&inner))
    copy_rows(&inner, &inner.block->rows);
}

static void add_row(struct machine *m, struct fsm_row row) {
  m->rows.list = memory_grow(m->rows.list, m->rows.n, sizeof *m->rows.list);
  m->rows.list[m->rows.n] = row;
  m->rows.n++;
}

/* A row as the machine has it. */
static struct fsm_row resolved(const struct scope *s, const struct fsm_row *from) {
  struct fsm_row row = *from;
  if (s->block != NULL)
    row.state.text = memory_print("%s%s", s->prefix, from->state.text);
  row.next = resolve(s, from->next);
  row.outcomes = memory_new((from->outcomes_n + 1) * sizeof *row.outcomes);
  for (size_t i = 0; i < from->outcomes_n; i++)
    row.outcomes[i] = (struct fsm_outcome){from->outcomes[i].name, resolve(s, from->outcomes[i].next)};
  return row;
}

/* `or': the rows by which another state waits are this one's too, for the reason that stands here. */
static void copy_waits(const struct scope *s, const struct fsm_row *from, const struct fsm_rows *rows) {
  size_t found = 0;
  for (size_t i = 0; i < rows->n; i++) {
    if (!is(&rows->list[i].state, from->what.text) || !row_waits(&rows->list[i]))
      continue;
    struct fsm_row row = resolved(s, &rows->list[i]);
    row.state.text = memory_print("%s%s", s->prefix, from->state.text);
    row.state.place = from->state.place;
    row.reference = from->reference;
    add_row(s->m, row);
    found++;
  }
  if (found == 0)
    diagnose(&s->all->gen->diagnostics, from->what.place,
             "name a state of the same block, or of the same part of the sheet, that has recv rows of its own",
             "no rows of a state `%s' that waits", from->what.text);
}

/* Where a block is used has a name that no state has. */
static void check_name(const struct scope *s, const struct fsm_row *row) {
  const struct fsm_row *first = find_row(s, row->state.text);
  if (first != row && (first->step == FSM_USE || row->step == FSM_USE))
    diagnose(&s->all->gen->diagnostics, row->state.place, "give one of the two another name",
             "`%s' is where a block is used, and something else, here and in line %u", row->state.text,
             first->state.place.line);
}

static void copy_rows(const struct scope *s, const struct fsm_rows *rows) {
  for (size_t i = 0; i < rows->n; i++) {
    const struct fsm_row *row = &rows->list[i];
    check_name(s, row);
    if (row->step == FSM_USE)
      copy_block(s, row);
    else if (row->step == FSM_OR)
      copy_waits(s, row, rows);
    else
      add_row(s->m, resolved(s, row));
  }
}

/* The one `start' of a machine. */
static void find_start(struct machines *all, struct machine *m, const struct fsm_section *section) {
  if (section->start.text == NULL)
    return;
  if (m->start_word.text != NULL)
    diagnose(&all->gen->diagnostics, section->start.place, "take one of the two lines out",
             "the %s starts twice, first in line %u of %s", m->name, m->start_word.place.line,
             m->start_word.place.source->name);
  m->start_word = section->start;
}

void machine_gather(struct machines *all, struct machine *m) {
  struct scope outermost = {.all = all, .m = m, .prefix = ""};
  for (size_t i = 0; i < all->sheets_n; i++) {
    for (size_t k = 0; k < all->sheets[i]->sections_n; k++) {
      const struct fsm_section *section = all->sheets[i]->sections[k];
      if (!is_of(section, m))
        continue;
      find_start(all, m, section);
      copy_rows(&outermost, &section->rows);
    }
  }
  struct place whole = {all->gen->profile->source, 0, 0};
  if (m->start_word.text == NULL)
    diagnose(&all->gen->diagnostics, whole, "add a line `start STATE' below `machine NAME' in one of its sheets",
             "the %s has no start", m->name);
}
