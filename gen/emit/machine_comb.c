/* The table of transitions without its gaps: the rows of all states are pushed into each other, as the teeth of combs. */
#include "base/memory.h"
#include "emit/machine.h"

/* Whether the row fits when its event 0 is at `base': no cell is wanted twice. */
static int fits(const struct machines *all, const struct comb *c, const unsigned *row, size_t base) {
  for (size_t e = 0; e < all->events_n; e++) {
    if (row[e] != 0 && base + e < c->n && c->cells[base + e].state != 0)
      return 0;
  }
  return 1;
}

static void grow(struct comb *c, size_t n) {
  while (c->n < n) {
    c->cells = memory_grow(c->cells, c->n, sizeof *c->cells);
    c->cells[c->n] = (struct cell){0};
    c->n++;
  }
}

struct comb machines_comb(const struct machines *all, const unsigned *table, unsigned first, unsigned states_n) {
  struct comb c = {.first = first, .states_n = states_n, .base = memory_new(states_n * sizeof *c.base)};
  for (unsigned s = first; s < first + states_n; s++) {
    const unsigned *row = table + (size_t)s * EVENTS_MAX;
    size_t base = 0;
    while (!fits(all, &c, row, base))
      base++;
    c.base[s - first] = (unsigned)base;
    for (unsigned e = 0; e < all->events_n; e++) {
      if (row[e] == 0)
        continue;
      grow(&c, base + e + 1);
      c.cells[base + e] = (struct cell){s, e, row[e]};
    }
  }
  return c;
}
