/* tests/generated/rows.h: every row of the machines, to be taken once, and every message that a state refuses. */
#include "base/memory.h"
#include "emit/machine.h"
#include <string.h>

static const char declarations[] =
    "#ifndef HF_GENERATED_ROWS_H\n#define HF_GENERATED_ROWS_H\n#include \"generated/errors.h\"\n#include "
    "\"generated/machine.h\"\n\n"
    "/* A row: in the state the event leads to the next state; error: of a failure, HF_OK otherwise and where a "
    "decision sets it. */\n"
    "struct hf_row {\n  uint16_t state;\n  uint16_t event;\n  uint16_t next;\n  uint16_t error;\n  const char "
    "*source;\n};\n\n"
    "/* A state that waits, and a message that it must refuse with unexpected_message before it reads the body. */\n"
    "struct hf_refusal {\n  uint16_t state;\n  uint16_t event;\n};\n\n";

static void emit_state_rows(const struct machines *all, struct text *t, const struct state *s) {
  for (size_t i = 0; i < s->transitions_n; i++) {
    const struct transition *tr = &s->transitions[i];
    if (tr->is_error)
      continue;
    text_add(t, "    {%s, %s, %s, %s, \"%s\"},\n", s->constant, all->events[tr->event].constant, tr->target->constant,
             tr->target->step == FSM_FAIL ? tr->target->step_constant : "HF_OK", transition_source(tr));
  }
}

static int is_taken(const struct state *s, unsigned event) {
  for (size_t i = 0; i < s->transitions_n; i++) {
    if (s->transitions[i].event == event)
      return 1;
  }
  return 0;
}

static void emit_state_refusals(const struct machines *all, struct text *t, const struct state *s) {
  if (s->step != FSM_RECV)
    return;
  for (unsigned e = EVENT_OUTCOME_0 + (unsigned)all->outcomes_n; e < all->events_n; e++) {
    if (!is_taken(s, e))
      text_add(t, "    {%s, %s},\n", s->constant, all->events[e].constant);
  }
}

void emit_rows(struct machines *all) {
  struct text *t = output_file(&all->gen->output, "rows.h");
  gen_header(t, "machine");
  text_add(t, "%sstatic const struct hf_row hf_rows[] = {\n", declarations);
  for (size_t i = 0; i < all->states_n; i++)
    emit_state_rows(all, t, all->states[i]);
  text_add(
      t,
      "};\n#define HF_ROWS (sizeof hf_rows / sizeof hf_rows[0])\n\nstatic const struct hf_refusal hf_refusals[] = {\n");
  for (size_t i = 0; i < all->states_n; i++)
    emit_state_refusals(all, t, all->states[i]);
  text_add(t, "};\n#define HF_REFUSALS (sizeof hf_refusals / sizeof hf_refusals[0])\n#endif\n");
}
