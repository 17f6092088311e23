/* What must hold of the sheets' blocks, of each once: names, and that nothing is in vain. */
#include "base/memory.h"
#include "check/machine.h"
#include <string.h>

/* Whether a row of the block leads to the exit. */
static int leads_to(const struct fsm_block *b, const char *exit) {
  for (size_t i = 0; i < b->rows.n; i++) {
    const struct fsm_row *row = &b->rows.list[i];
    if (row->next.kind == FSM_EXIT && strcmp(row->next.name.text, exit) == 0)
      return 1;
    for (size_t k = 0; k < row->outcomes_n; k++) {
      const struct fsm_next *next = &row->outcomes[k].next;
      if (next->kind == FSM_EXIT && strcmp(next->name.text, exit) == 0)
        return 1;
    }
  }
  return 0;
}

static void check_exit(struct machines *all, const struct fsm_block *b, size_t n) {
  struct diagnostics *d = &all->gen->diagnostics;
  for (size_t i = 0; i < n; i++) {
    if (strcmp(b->exits[i].text, b->exits[n].text) == 0)
      diagnose(d, b->exits[n].place, "name each exit once", "exit `%s' stands here twice", b->exits[n].text);
  }
  if (!leads_to(b, b->exits[n].text))
    diagnose(d, b->exits[n].place, "take it out, or let a row lead to `exit NAME'",
             "no row of block `%s' leads to its exit `%s'", b->name.text, b->exits[n].text);
}

/* An exit that a row names must be one of the block's. */
static void check_named(struct machines *all, const struct fsm_block *b, const struct fsm_next *next) {
  int found = next->kind != FSM_EXIT;
  for (size_t i = 0; !found && i < b->exits_n; i++)
    found = strcmp(b->exits[i].text, next->name.text) == 0;
  if (!found)
    diagnose(&all->gen->diagnostics, next->name.place,
             memory_print("name one of line %u, or add it there", b->name.place.line), "block `%s' has no exit `%s'",
             b->name.text, next->name.text);
}

static void check_block(struct machines *all, const struct fsm_block *b) {
  struct diagnostics *d = &all->gen->diagnostics;
  if (b->rows.n == 0)
    diagnose(d, b->name.place, "write its rows below it, indented", "block `%s' has no rows", b->name.text);
  if (b->exits_n == 0)
    diagnose(d, b->name.place, "name its exits behind it: `block NAME EXIT...'", "block `%s' has no exit",
             b->name.text);
  for (size_t i = 0; i < b->exits_n; i++)
    check_exit(all, b, i);
  for (size_t i = 0; i < b->rows.n; i++) {
    const struct fsm_row *row = &b->rows.list[i];
    if (strcmp(row->state.text, "everywhere") == 0 || strcmp(row->state.text, "throughout") == 0)
      diagnose(d, row->state.place, "let it stand outside of blocks", "`%s' is not a state of a block",
               row->state.text);
    check_named(all, b, &row->next);
    for (size_t k = 0; k < row->outcomes_n; k++)
      check_named(all, b, &row->outcomes[k].next);
  }
}

static void check_name(struct machines *all, const struct fsm_block *b, const struct fsm_block *before) {
  if (strcmp(b->name.text, before->name.text) == 0)
    diagnose(&all->gen->diagnostics, b->name.place, "give one of them another name",
             "block `%s' is there twice, first in line %u of %s", b->name.text, before->name.place.line,
             before->name.place.source->name);
}

void machines_check_blocks(struct machines *all) {
  for (size_t i = 0; i < all->sheets_n; i++) {
    for (size_t k = 0; k < all->sheets[i]->blocks_n; k++) {
      const struct fsm_block *b = all->sheets[i]->blocks[k];
      check_block(all, b);
      for (size_t n = 0; n <= i; n++) {
        for (size_t h = 0; h < (n < i ? all->sheets[n]->blocks_n : k); h++)
          check_name(all, b, all->sheets[n]->blocks[h]);
      }
    }
  }
}

void machines_check_used(struct machines *all) {
  for (size_t i = 0; i < all->sheets_n; i++) {
    for (size_t k = 0; k < all->sheets[i]->blocks_n; k++) {
      const struct fsm_block *b = all->sheets[i]->blocks[k];
      if (!b->is_used)
        diagnose(&all->gen->diagnostics, b->name.place, "take it out, or use it", "no row uses block `%s'",
                 b->name.text);
    }
  }
}
