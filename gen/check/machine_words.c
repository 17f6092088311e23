/* Names in a sheet become names in C and in Ragel's grammars, where not every word can stand. */
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
  while (context != NULL) {
    const char *end = strchr(context, ':');
    struct fsm_word word = {end == NULL ? context : memory_text(context, (size_t)(end - context)), w->place};
    word.place.column += (unsigned)(context - w->text);
    check_identifier(all, &word, "a form of a message");
    context = end == NULL ? NULL : end + 1;
  }
}

static void check_rows(struct machines *all, const struct fsm_rows *rows) {
  for (size_t i = 0; i < rows->n; i++) {
    const struct fsm_row *row = &rows->list[i];
    check_state(all, &row->state);
    if (row->step == FSM_DO)
      check_identifier(all, &row->what, "what is done");
    if (row->step == FSM_RECV || row->step == FSM_SEND)
      check_context(all, &row->what);
    if (row->as.text != NULL)
      check_identifier(all, &row->as, "a copy");
  }
}

static int is_machine(const struct machines *all, const char *name) {
  for (size_t i = 0; i < all->n; i++) {
    if (strcmp(all->list[i].name, name) == 0)
      return 1;
  }
  return 0;
}

/* Of another profile a machine that was left out is no mistake. */
static int is_left_out(const struct machines *all, const char *name) {
  return all->full != NULL && is_machine(all->full, name);
}

static void check_section(struct machines *all, const struct fsm_section *section) {
  const struct fsm_word *name = &section->machine;
  if (name->text != NULL && !is_machine(all, name->text) && !is_left_out(all, name->text))
    diagnose(&all->gen->diagnostics, name->place, "name a machine of the profile", "the profile has no machine `%s'",
             name->text);
  check_rows(all, &section->rows);
}

void sheet_check_words(struct machines *all, const struct fsm_sheet *sheet) {
  if (strcmp(memory_print("machine/%s.fsm", sheet->name.text), sheet->source->name) != 0)
    diagnose(&all->gen->diagnostics, sheet->name.place, "call the sheet as its file is called",
             "this is the file of another sheet than `%s'", sheet->name.text);
  for (size_t i = 0; i < sheet->decisions.n; i++) {
    const struct fsm_decision *decision = &sheet->decisions.list[i];
    check_identifier(all, &decision->name, "a decision");
    for (size_t k = 0; k < decision->outcomes_n; k++)
      check_identifier(all, &decision->outcomes[k], "an outcome");
  }
  for (size_t i = 0; i < sheet->blocks_n; i++) {
    check_identifier(all, &sheet->blocks[i]->name, "a block");
    check_rows(all, &sheet->blocks[i]->rows);
  }
  for (size_t i = 0; i < sheet->sections_n; i++)
    check_section(all, sheet->sections[i]);
}
