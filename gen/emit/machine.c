/* engine/generated/machine.h and machine.c: the states of all machines in one space of numbers, and how they follow. */
#include "emit/machine.h"
#include "base/memory.h"
#include <string.h>

static void emit_constant(struct text *t, const char *name, size_t value, const char *comment) {
  const char *begin = memory_print("#define %s", name);
  text_add(t, "%s%s%zuu%s%s%s\n", begin, padding(strlen(begin), 64), value, comment == NULL ? "" : " /* ",
           comment == NULL ? "" : comment, comment == NULL ? "" : " */");
}

static void emit_states(const struct machines *all, struct text *t) {
  text_add(t, "/* States. Those from HF_STATES_MOVING on are never left: failures and ends. */\n");
  emit_constant(t, "HF_STATE_REFUSED", 0, "no state: what is not listed leads here");
  for (size_t i = 0; i < all->states_n; i++)
    emit_constant(t, all->states[i]->constant, all->states[i]->number, NULL);
  emit_constant(t, "HF_STATES_MOVING", all->moving_n, NULL);
  emit_constant(t, "HF_STATES", all->states_n + 1, NULL);
  emit_constant(t, "HF_STEPS_MOST", all->longest, "steps one after the other, without waiting");
  for (size_t i = 0; i < all->n; i++) {
    emit_constant(t, memory_print("HF_%s_START", upper(all->list[i].name)), all->list[i].start->number, NULL);
  }
}

static void emit_events(const struct machines *all, struct text *t) {
  text_add(t, "\n/* Events: what can happen in a state. */\nenum hf_event {\n");
  for (size_t i = 0; i < all->events_n; i++)
    text_add(t, "  %s = %zu,\n", all->events[i].constant, i);
  text_add(t, "};\n#define HF_EVENTS %uu /* columns of the table of transitions */\n", EVENTS_MAX);
  text_add(t, "#define HF_EVENT_RECV_FIRST %zuu\n#define HF_EVENT_RECV_LAST %zuu\n", EVENT_OUTCOME_0 + all->outcomes_n,
           all->events_n - 1);
  text_add(t, "\n/* What decisions answer. */\n");
  for (size_t i = 0; i < all->decisions.n; i++) {
    const struct fsm_decision *d = all->decisions.list[i].decision;
    for (size_t k = 0; k < d->outcomes_n; k++) {
      emit_constant(t, memory_print("HF_OUTCOME_%s_%s", upper(d->name.text), upper(d->outcomes[k].text)),
                    EVENT_OUTCOME_0 + k, NULL);
    }
  }
}

static void emit_actions(struct text *t, const char *comment, const struct actions *list) {
  text_add(t, "\n/* %s */\n", comment);
  for (size_t i = 0; i < list->n; i++)
    emit_constant(t, list->list[i].constant, i, NULL);
}

static const char declarations[] =
    "\n/* What a state does: it waits for a message, or for the caller alone, sends one, takes a decision, works, or "
    "is "
    "over. */\n"
    "enum hf_step_kind {\n  HF_STEP_NONE,\n  HF_STEP_RECV,\n  HF_STEP_CALL,\n  HF_STEP_SEND,\n  HF_STEP_DECIDE,\n"
    "  HF_STEP_DO,\n  HF_STEP_FAIL,\n  HF_STEP_END\n};\n\n"
    "struct hf_step {\n"
    "  uint8_t kind;  /* HF_STEP_... */\n"
    "  uint8_t arg;   /* HF_SEND_..., HF_DECIDE_..., HF_DO_..., or the enum hf_error of a failure; HF_OK: the one in "
    "the connection */\n"
    "  uint8_t entry; /* where the parser begins to read a handshake message: HF_ENTRY_... */\n"
    "};\n\n"
    "extern const struct hf_step hf_steps[HF_STATES];\n\n"
    "/* The state that follows when the event happens in the state; HF_STATE_REFUSED when no row of the specification "
    "says. */\n"
    "/*@ HF_TOTAL;\n"
    "    assigns \\nothing;\n"
    "    ensures \\result == spec_next(state, event);\n"
    "    ensures \\result < HF_STATES; */\n"
    "uint32_t hf_machine_next(uint32_t state, uint32_t event);\n\n"
    "/* The event of a handshake message, by its type; HF_EVENT_NONE when TLS 1.2 as specified here has none. */\n"
    "/*@ HF_TOTAL;\n"
    "    assigns \\nothing;\n"
    "    ensures \\result < HF_EVENTS; */\n"
    "uint32_t hf_message_event(uint32_t handshake_type);\n#endif\n";

static void emit_header(struct machines *all) {
  struct text *t = output_file(&all->gen->output, "machine.h");
  gen_header(t, machines_sources(all));
  text_add(t, "#ifndef HF_GENERATED_MACHINE_H\n#define HF_GENERATED_MACHINE_H\n#include \"handfast/total.h\"\n#include <stdint.h>\n\n");
  emit_states(all, t);
  emit_events(all, t);
  emit_actions(t, "Messages that are sent.", &all->sends);
  emit_actions(t, "Decisions.", &all->decisions);
  emit_actions(t, "Work.", &all->works);
  text_add(t, "\n#include \"generated/machine_spec.h\"\n%s", declarations);
}

/* One row of the table, for one state; 0: refused. */
static void emit_table_row(struct text *t, const unsigned char *row, const char *name) {
  text_add(t, "    ");
  for (unsigned e = 0; e < EVENTS_MAX; e++)
    text_add(t, "%3u, ", row[e]);
  text_add(t, "/* %s */\n", name);
}

static void emit_table(const struct machines *all, struct text *t, const unsigned char *table) {
  text_add(t, "static const uint8_t next[HF_STATES_MOVING * HF_EVENTS] = {\n");
  for (size_t i = 0; i < all->moving_n; i++) {
    emit_table_row(t, table + i * EVENTS_MAX,
                   i == 0 ? "refused"
                          : memory_print("%s %s", all->states[i - 1]->machine->name, all->states[i - 1]->name));
  }
  text_add(t, "};\n\n");
}

static const char *const kinds[] = {"RECV", "SEND", "DECIDE", "DO", "CALL", "FAIL", "END"};

static void emit_steps_table(const struct machines *all, struct text *t) {
  text_add(t,
           "const struct hf_step hf_steps[HF_STATES] = {\n    {HF_STEP_NONE, 0u, HF_ENTRY_HANDSHAKE}, /* refused */\n");
  for (size_t i = 0; i < all->states_n; i++) {
    const struct state *s = all->states[i];
    const char *entry =
        s->context == NULL ? "HF_ENTRY_HANDSHAKE" : memory_print("HF_ENTRY_HANDSHAKE_%s", upper(s->context));
    text_add(t, "    {HF_STEP_%s, %s, %s}, /* %s %s */\n", kinds[s->step], s->step_constant, entry, s->machine->name,
             s->name);
  }
  text_add(t, "};\n\n");
}

static void emit_message_event(const struct machines *all, struct text *t) {
  text_add(t, "uint32_t hf_message_event(uint32_t handshake_type) {\n  switch (handshake_type) {\n");
  for (size_t i = 0; i < all->events_n; i++) {
    if (all->events[i].type < 0)
      continue;
    text_add(t, "  case HF_HANDSHAKE_%s:\n    return %s;\n", upper(snake(all->events[i].title)),
             all->events[i].constant);
  }
  text_add(t, "  default:\n    return HF_EVENT_NONE;\n  }\n}\n");
}

static void emit_code(struct machines *all, const unsigned char *table) {
  struct text *t = output_file(&all->gen->output, "machine.c");
  gen_header(t, machines_sources(all));
  text_add(t, "#include \"generated/machine.h\"\n#include \"generated/errors.h\"\n#include \"generated/registry.h\"\n"
              "#include \"generated/tables.h\"\n\n");
  text_add(t, "/* Folded from the automata that Ragel makes of the machines: the next state, by state and event. */\n");
  emit_table(all, t, table);
  emit_steps_table(all, t);
  text_add(t, "uint32_t hf_machine_next(uint32_t state, uint32_t event) {\n"
              "  if (state >= HF_STATES_MOVING || event >= HF_EVENTS) return HF_STATE_REFUSED;\n"
              "  return next[state * HF_EVENTS + event];\n}\n\n");
  emit_message_event(all, t);
}

void emit_machine(struct machines *all, const unsigned char *table) {
  emit_header(all);
  emit_code(all, table);
}
