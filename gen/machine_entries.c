/* Where the parser begins to read in each state must be an entry of messages.bind. */
#include "machine.h"
#include "memory.h"
#include "messages.h"
#include <string.h>

static int has_entry(const struct messages *m, const char *name) {
  for (size_t i = 0; i < m->entries_n; i++) {
    if (strcmp(m->entries[i].name, name) == 0)
      return 1;
  }
  return 0;
}

void machine_check_entries(struct machines *all, const struct machine *m) {
  for (size_t i = 0; all->gen->messages != NULL && i < m->states_n; i++) {
    const struct state *s = m->states[i];
    const char *name = s->context == NULL ? "HANDSHAKE" : memory_print("HANDSHAKE_%s", upper(s->context));
    if (s->context == NULL || has_entry(all->gen->messages, name))
      continue;
    diagnose(&all->gen->diagnostics, s->context_place,
             memory_print("add a line `entry %s ...' to messages.bind, or name a context that has one", name),
             "the parser has no entry %s", name);
  }
}
