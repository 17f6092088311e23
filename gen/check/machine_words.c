/* Names in a transition table become names in C and in Ragel's grammars, where not every word can stand. */
#include "base/memory.h"
#include "check/machine.h"
#include <ctype.h>
#include <string.h>

/* Small letters, digits and underscores, a letter first. */
static int is_identifier(const char *name) {
  return islower((unsigned char)name[0]) && name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_")] == '\0';
}

static void check_identifier(struct machines *all, const struct fsm_word *w, const char *what) {
  if (is_identifier(w->text))
    return;
  diagnose(&all->gen->diagnostics, w->place, "use small letters, digits and underscores, a letter first",
           "`%s' cannot be the name of %s", w->text, what);
}

/* Words that mean something else where the name of a state stands, here or in Ragel's grammars. */
static void check_state(struct machines *all, const struct fsm_word *w) {
  static const char *const taken[] = {"stay", "fail", "start", "final", "main"};
  int is_taken = strncmp(w->text, "fail_", 5) == 0;
  for (size_t i = 0; i < sizeof taken / sizeof taken[0]; i++)
    is_taken |= strcmp(w->text, taken[i]) == 0;
  if (is_taken)
    diagnose(&all->gen->diagnostics, w->place, "choose another name",
             "`%s' means something else and cannot be the name of a state", w->text);
  check_identifier(all, w, "a state");
}

/* What stands behind the colon of a message. */
static void check_context(struct machines *all, const struct fsm_word *w) {
  const char *context;
  message_of(w->text, &context);
  if (context == NULL)
    return;
  struct fsm_word word = {context, w->place};
  word.place.column += (unsigned)(context - w->text);
  check_identifier(all, &word, "a form of a message");
}

static void check_row(struct machines *all, const struct fsm_row *row) {
  check_state(all, &row->state);
  if (row->step == FSM_DO)
    check_identifier(all, &row->what, "what is done");
  if (row->step == FSM_RECV || row->step == FSM_SEND)
    check_context(all, &row->what);
}

void machine_check_words(struct machines *all, const struct machine *m) {
  const struct fsm *f = m->fsm;
  if (strcmp(f->name.text, m->name) != 0)
    diagnose(&all->gen->diagnostics, f->name.place, "call the machine as its file is called",
             "the profile knows this machine as `%s'", m->name);
  for (size_t i = 0; i < f->decisions_n; i++) {
    check_identifier(all, &f->decisions[i].name, "a decision");
    for (size_t k = 0; k < f->decisions[i].outcomes_n; k++)
      check_identifier(all, &f->decisions[i].outcomes[k], "an outcome");
  }
  for (size_t i = 0; i < f->rows_n; i++)
    check_row(all, &f->rows[i]);
}
