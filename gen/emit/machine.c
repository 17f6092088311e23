/* engine/generated/machine.h and machine.c: the states of all machines in one space of numbers, and how they follow. */
#include "emit/machine.h"
#include "base/memory.h"
#include <string.h>

#define PART 16u /* states that stand in one row of cells, and are shown at once to be what the rows say; below 255 */

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
  text_add(t, "};\n#define HF_EVENTS %zuu\n", all->events_n);
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
    "  uint16_t kind;  /* HF_STEP_... */\n"
    "  uint16_t arg;   /* HF_SEND_..., HF_DECIDE_..., HF_DO_..., or the enum hf_error of a failure; HF_OK: the one in "
    "the connection */\n"
    "  uint16_t entry; /* where the parser begins to read a handshake message: HF_ENTRY_... */\n"
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
  gen_header(t, "machine");
  text_add(t, "#ifndef HF_GENERATED_MACHINE_H\n#define HF_GENERATED_MACHINE_H\n#include \"handfast/total.h\"\n#include "
              "<stdint.h>\n\n");
  emit_states(all, t);
  emit_events(all, t);
  emit_actions(t, "Messages that are sent.", &all->sends);
  emit_actions(t, "Decisions.", &all->decisions);
  emit_actions(t, "Work.", &all->works);
  text_add(t, "\n#include \"generated/machine_spec.h\"\n#include \"generated/profile.h\"\n%s", declarations);
}

/* "client await_finished" */
static const char *title(const struct machines *all, size_t number) {
  if (number == 0)
    return "refused";
  return memory_print("%s %s", all->states[number - 1]->machine->name, all->states[number - 1]->name);
}

static void emit_bases(const struct machines *all, struct text *t, const struct comb *c, unsigned part) {
  text_add(t, "static const uint16_t base_%u[%u] = {\n", part, c->states_n);
  for (size_t i = 0; i < c->states_n; i++)
    text_add(t, "    %uu, /* %s */\n", c->base[i], title(all, c->first + i));
  text_add(t, "};\n");
}

static void emit_cells(const struct machines *all, struct text *t, const struct comb *c, unsigned part) {
  text_add(t, "static const uint8_t owner_%u[%zu] = {", part, c->n);
  for (size_t i = 0; i < c->n; i++)
    text_add(t, "%s%2u,", i % 32 == 0 ? "\n    " : " ", c->cells[i].state == 0 ? 0 : c->cells[i].state - c->first + 1);
  text_add(t, "\n};\nstatic const uint16_t move_%u[%zu] = {\n", part, c->n);
  for (size_t i = 0; i < c->n; i++) {
    const struct cell *cell = &c->cells[i];
    if (cell->state == 0)
      text_add(t, "    0,\n");
    else
      text_add(t, "    %u, /* %s, event %u: %s */\n", cell->next, title(all, cell->state), cell->event,
               all->events[cell->event].word);
  }
  text_add(t, "};\n");
}

/* A part of the table, and what looks into it: each is small enough for a solver to see that it is what the rows say. */
static void emit_part(const struct machines *all, struct text *t, const struct comb *c, unsigned part) {
  emit_bases(all, t, c, part);
  emit_cells(all, t, c, part);
  text_add(
      t,
      "\n/*@ requires %u <= state < %u && event < HF_EVENTS;\n    HF_TOTAL;\n    assigns \\nothing;\n"
      "    ensures \\result == spec_next(state, event);\n    ensures \\result < HF_STATES; */\n"
      "static uint32_t next_%u(uint32_t state, uint32_t event) {\n  uint32_t cell = base_%u[state - %uu] + event;\n"
      "  if (cell >= %zuu || owner_%u[cell] != state - %uu + 1u) return HF_STATE_REFUSED;\n"
      "  return move_%u[cell];\n}\n\n",
      c->first, c->first + c->states_n, part, part, c->first, c->n, part, c->first, part);
}

static unsigned emit_parts(const struct machines *all, struct text *t, const unsigned *table) {
  unsigned part = 0;
  for (size_t from = 1; from < all->moving_n; from += PART) {
    size_t n = all->moving_n - from < PART ? all->moving_n - from : PART;
    struct comb c = machines_comb(all, table, (unsigned)from, (unsigned)n);
    emit_part(all, t, &c, part);
    part++;
  }
  return part;
}

static const char *const kinds[] = {"RECV", "SEND", "DECIDE", "DO", "CALL", "FAIL", "END"};

static void emit_steps_table(const struct machines *all, struct text *t) {
  text_add(t,
           "const struct hf_step hf_steps[HF_STATES] = {\n    {HF_STEP_NONE, 0u, HF_ENTRY_HANDSHAKE}, /* refused */\n");
  for (size_t i = 0; i < all->states_n; i++) {
    const struct state *s = all->states[i];
    const char *entry =
        s->context == NULL ? "HF_ENTRY_HANDSHAKE" : memory_print("HF_ENTRY_HANDSHAKE_%s", upper(snake(s->context)));
    text_add(t, "    {HF_STEP_%s, %s, %s}, /* %s %s */\n", kinds[s->step], s->step_constant, entry, s->machine->name,
             s->name);
  }
  text_add(t, "};\n\n");
}

static void emit_next(struct text *t, unsigned parts) {
  text_add(t, "uint32_t hf_machine_next(uint32_t state, uint32_t event) {\n"
              "  if (state == 0u || state >= HF_STATES_MOVING || event >= HF_EVENTS) return HF_STATE_REFUSED;\n");
  for (unsigned i = 0; i + 1 < parts; i++)
    text_add(t, "  if (state < %uu) return next_%u(state, event);\n", (i + 1) * PART + 1, i);
  text_add(t, "  return next_%u(state, event);\n}\n\n", parts - 1);
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

static void emit_code(struct machines *all, const unsigned *table) {
  struct text *t = output_file(&all->gen->output, "machine.c");
  gen_header(t, "machine");
  text_add(t, "#include \"generated/machine.h\"\n#include \"generated/errors.h\"\n#include \"generated/registry.h\"\n"
              "#include \"generated/tables.h\"\n\n");
  text_add(t, "/* Folded from the automata that Ragel makes of the machines. The moves of some states stand in one row "
              "of cells, those of a state\n"
              "   where the others left room: event e of state s is in the cell e behind the base of s, when that cell "
              "is owned by s. */\n");
  unsigned parts = emit_parts(all, t, table);
  emit_steps_table(all, t);
  emit_next(t, parts);
  emit_message_event(all, t);
}

void emit_machine(struct machines *all, const unsigned *table) {
  emit_header(all);
  emit_code(all, table);
}
