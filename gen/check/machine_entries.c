/* Where the parser begins to read in each state must be an entry of a .bind file; and a message whose form depends on
   the handshake must come with it. */
#include "base/memory.h"
#include "check/machine.h"
#include "read/messages.h"
#include <string.h>

static int has_entry(const struct messages *m, const char *name) {
  for (size_t i = 0; i < m->entries_n; i++) {
    if (strcmp(m->entries[i].name, name) == 0)
      return 1;
  }
  return 0;
}

/* The forms of a message, "rsa or ecdhe", when what stands in it is not said by itself but by the handshake so far (its
   struct selects on an enum without codes); else NULL. */
static const char *forms_of(const struct messages *m, const char *message) {
  const struct type *t = messages_type(m, message);
  const struct type *on = NULL;
  for (size_t i = 0; t != NULL && i < t->fields_n; i++) {
    const struct type *field = t->fields[i].type;
    if (field != NULL && field->kind == TYPE_SELECT)
      on = messages_type(m, field->on);
  }
  if (on == NULL || on->width != 0)
    return NULL;
  const char *forms = "";
  for (size_t i = 0; i < on->values_n; i++)
    forms = memory_print("%s%s%s", forms, i == 0 ? "" : " or ", on->values[i].name);
  return forms;
}

static void check_form(struct machines *all, const struct fsm_row *row) {
  const char *context;
  const char *message = message_of(row->what.text, &context);
  const char *forms = context == NULL ? forms_of(all->gen->messages, message) : NULL;
  if (forms != NULL)
    diagnose(&all->gen->diagnostics, row->what.place, memory_print("write it with its form behind a colon: %s", forms),
             "`%s' has several forms, and this row does not say which", message);
}

static void check_entry(struct machines *all, const struct state *s) {
  const char *name = s->context == NULL ? "HANDSHAKE" : memory_print("HANDSHAKE_%s", upper(snake(s->context)));
  if (s->context == NULL || has_entry(all->gen->messages, name))
    return;
  diagnose(&all->gen->diagnostics, s->context_place,
           memory_print("add a line `entry %s ...' to a .bind file, or name a context that has one", name),
           "the parser has no entry %s", name);
}

void machine_check_entries(struct machines *all, const struct machine *m) {
  if (all->gen->messages == NULL)
    return;
  for (size_t i = 0; i < m->states_n; i++)
    check_entry(all, m->states[i]);
  for (size_t i = 0; i < m->rows.n; i++) {
    const struct fsm_row *row = &m->rows.list[i];
    if (row->step == FSM_RECV || row->step == FSM_SEND)
      check_form(all, row);
  }
}
