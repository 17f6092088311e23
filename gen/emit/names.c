/* engine/include/generated/names.h and engine/generated/names.c: names of all numbers, for traces, commands and tests. */
#include "base/memory.h"
#include "emit/machine.h"
#include <string.h>

/* A registry whose names can be asked for. */
struct list {
  const char *function; /* hf_FUNCTION_name */
  const char *what;
  const struct csv_table *table;
};

static const char pure[] = "/*@ HF_TOTAL; assigns \\nothing; */\n";

static const char *const declarations[][2] = {
    {"\"server await_finished\"", "hf_state_name(uint32_t state)"},
    {"What happened in a state: \"Finished\", \"close\", \"done\"; of a decision its outcome: \"equal\".",
     "hf_event_name(uint32_t state, uint32_t event)"},
    {"What a state does: \"recv\", \"send ServerHello\", \"decide check_finished\".", "hf_step_name(uint32_t state)"},
    {"The row of the specification: \"tls12.fsm:41 RFC5246 7.4.9\"; the state's first row for an event that none "
     "takes.",
     "hf_row_source(uint32_t state, uint32_t event)"},
};

static void emit_header(struct text *t, const struct list *lists, size_t n) {
  text_add(t, "#ifndef HF_GENERATED_NAMES_H\n#define HF_GENERATED_NAMES_H\n#include \"handfast/total.h\"\n#include "
              "<stdint.h>\n\n#ifdef __cplusplus\nextern \"C\" {\n#endif\n\n"
              "/* No function here answers NULL: what has no name is \"unknown\". */\n\n");
  for (size_t i = 0; i < sizeof declarations / sizeof declarations[0]; i++)
    text_add(t, "/* %s */\n%sconst char *%s;\n\n", declarations[i][0], pure, declarations[i][1]);
  text_add(t, "/* What IANA calls a code point. */\n");
  for (size_t i = 0; i < n; i++)
    text_add(t, "%sconst char *hf_%s_name(uint32_t %s);\n", pure, lists[i].function, lists[i].what);
  text_add(t, "\n#ifdef __cplusplus\n}\n#endif\n#endif\n");
}

static void emit_registry(struct text *t, const struct list *list) {
  text_add(t, "\nstatic const struct name %s_names[%zu] = {\n", list->function, list->table->rows_n);
  for (size_t i = 0; i < list->table->rows_n; i++) {
    const struct csv_row *row = &list->table->rows[i];
    text_add(t, "    {%uu, \"%s\"},\n", row->value, csv_text(list->table, row, "Description"));
  }
  text_add(t, "};\n\nconst char *hf_%s_name(uint32_t %s) {\n  return name_of(%s_names, %zuu, %s);\n}\n", list->function,
           list->what, list->function, list->table->rows_n, list->what);
}

static const char search[] =
    "struct name {\n  uint16_t number;\n  const char *text;\n};\n\n"
    "/*@ requires \\valid_read(names + (0 .. n - 1));\n"
    "    HF_TOTAL;\n    assigns \\nothing; */\n"
    "static const char *name_of(const struct name *names, uint32_t n, uint32_t number) {\n"
    "  /*@ loop invariant 0 <= i <= n;\n      loop assigns i;\n      loop variant n - i; */\n"
    "  for (uint32_t i = 0; i < n; i++) {\n    if (names[i].number == number) return names[i].text;\n  }\n"
    "  return \"unknown\";\n}\n";

static const char *step_text(const struct state *s) {
  switch (s->step) {
  case FSM_SEND:
    return memory_print("send %s", s->row->what.text);
  case FSM_DECIDE:
    return memory_print("decide %s", s->row->what.text);
  case FSM_DO:
    return memory_print("do %s", s->row->what.text);
  case FSM_FAIL:
    return memory_print("fail %s", s->error);
  case FSM_END:
    return "end";
  default:
    return "recv";
  }
}

static void emit_states(const struct machines *all, struct text *t) {
  text_add(t, "\nstatic const char *const state_names[HF_STATES] = {\n    \"refused\",\n");
  for (size_t i = 0; i < all->states_n; i++)
    text_add(t, "    \"%s %s\",\n", all->states[i]->machine->name, all->states[i]->name);
  text_add(t, "};\n\nconst char *hf_state_name(uint32_t state) {\n  return state < HF_STATES ? state_names[state] : "
              "\"unknown\";\n}\n");
  text_add(t, "\nstatic const char *const step_names[HF_STATES] = {\n    \"none\",\n");
  for (size_t i = 0; i < all->states_n; i++)
    text_add(t, "    \"%s\",\n", step_text(all->states[i]));
  text_add(t, "};\n\nconst char *hf_step_name(uint32_t state) {\n  return state < HF_STATES ? step_names[state] : "
              "\"unknown\";\n}\n");
}

static void emit_events(const struct machines *all, struct text *t) {
  text_add(t, "\nstatic const char *const event_names[%zu] = {\n", all->events_n);
  for (size_t i = 0; i < all->events_n; i++)
    text_add(t, "    \"%s\",\n", all->events[i].title);
  text_add(t, "};\n\n/* Outcomes, by decision. */\nstatic const char *const outcome_names[%zu][%zu] = {\n",
           all->decisions.n, all->outcomes_n);
  for (size_t i = 0; i < all->decisions.n; i++) {
    const struct fsm_decision *d = all->decisions.list[i].decision;
    text_add(t, "    {");
    for (size_t k = 0; k < all->outcomes_n; k++)
      text_add(t, "%s\"%s\"", k == 0 ? "" : ", ", k < d->outcomes_n ? d->outcomes[k].text : "unknown");
    text_add(t, "}, /* %s */\n", d->name.text);
  }
  text_add(t,
           "};\n\nconst char *hf_event_name(uint32_t state, uint32_t event) {\n"
           "  if (event >= %zuu) return \"unknown\";\n"
           "  if (event < HF_EVENT_OUTCOME_0 || event > HF_EVENT_OUTCOME_%zu) return event_names[event];\n"
           "  if (state >= HF_STATES || hf_steps[state].kind != HF_STEP_DECIDE) return event_names[event];\n"
           "  if (hf_steps[state].arg >= %zuu) return \"unknown\";\n"
           "  return outcome_names[hf_steps[state].arg][event - HF_EVENT_OUTCOME_0];\n}\n",
           all->events_n, all->outcomes_n - 1, all->decisions.n);
}

static const char source_search[] =
    "const char *hf_row_source(uint32_t state, uint32_t event) {\n"
    "  const char *first = \"unknown\";\n"
    "  /*@ loop invariant 0 <= i <= ROWS;\n      loop assigns i, first;\n      loop variant i; */\n"
    "  for (uint32_t i = ROWS; i > 0; i--) {\n"
    "    if (rows[i - 1u].state != state) continue;\n"
    "    first = rows[i - 1u].source;\n"
    "    if (rows[i - 1u].event == event) return first;\n"
    "  }\n"
    "  return first;\n}\n";

/* The rows behind each transition; those of a state stand together, and its first is what a refusal shows. */
static void emit_sources(const struct machines *all, struct text *t) {
  size_t n = 0;
  for (size_t i = 0; i < all->states_n; i++)
    n += all->states[i]->transitions_n;
  text_add(t,
           "\n#define ROWS %zuu\nstatic const struct row {\n  uint16_t state;\n  uint16_t event;\n"
           "  const char *source;\n} rows[ROWS] = {\n",
           n);
  for (size_t i = 0; i < all->states_n; i++) {
    const struct state *s = all->states[i];
    for (size_t k = 0; k < s->transitions_n; k++) {
      const struct transition *tr = &s->transitions[k];
      text_add(t, "    {%uu, %uu, \"%s\"}, /* %s: %s */\n", s->number, tr->event, transition_source(tr), s->name,
               all->events[tr->event].word);
    }
  }
  text_add(t, "};\n\n%s", source_search);
}

/* A profile without texts answers with empty ones. */
static void emit_without_texts(struct text *t, const struct list *lists, size_t n) {
  text_add(t, "#include \"generated/names.h\"\n");
  for (size_t i = 0; i < n; i++)
    text_add(t, "\nconst char *hf_%s_name(uint32_t %s) {\n  (void)%s;\n  return \"\";\n}\n", lists[i].function,
             lists[i].what, lists[i].what);
  text_add(t, "\nconst char *hf_state_name(uint32_t state) {\n  (void)state;\n  return \"\";\n}\n"
              "\nconst char *hf_step_name(uint32_t state) {\n  (void)state;\n  return \"\";\n}\n"
              "\nconst char *hf_event_name(uint32_t state, uint32_t event) {\n  (void)state;\n  (void)event;\n  return "
              "\"\";\n}\n"
              "\nconst char *hf_row_source(uint32_t state, uint32_t event) {\n  (void)state;\n  (void)event;\n  return "
              "\"\";\n}\n");
}

void emit_machine_names(struct machines *all) {
  const struct registries *r = &all->gen->registries;
  const struct list lists[] = {
      {"alert", "alert", r->alerts},
      {"cipher_suite", "code", r->cipher_suites},
      {"extension", "type", r->extensions},
      {"group", "group", r->groups},
      {"handshake", "type", r->handshake_types},
      {"scheme", "scheme", r->signature_schemes},
  };
  size_t n = sizeof lists / sizeof lists[0];
  const char *sources = "registry and spec/machine";
  struct text *t = output_file(&all->gen->output, "names.h");
  gen_header(t, sources);
  emit_header(t, lists, n);
  t = output_file(&all->gen->output, "names.c");
  gen_header(t, sources);
  if (profile_lacks(all->gen->profile, "text", "states")) {
    emit_without_texts(t, lists, n);
    return;
  }
  text_add(t,
           "#include \"generated/names.h\"\n#include \"generated/machine.h\"\n#include <stddef.h>\n#include "
           "<string.h>\n\n%s",
           search);
  emit_states(all, t);
  emit_events(all, t);
  emit_sources(all, t);
  for (size_t i = 0; i < n; i++)
    emit_registry(t, &lists[i]);
}
