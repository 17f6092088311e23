/* Writes the parser's tables, the places of kept fields, and the calls of what .bind files bind. */
#include "emit/messages_emit.h"
#include "base/memory.h"
#include "check/machine.h"
#include <string.h>

#define SOURCES "wire"

static size_t power_of_two(size_t n) {
  size_t k = 1;
  while (k < n)
    k *= 2;
  return k;
}

/* Where the bytes of a constant begin among those of all. */
static size_t constant_at(const struct rows *r, const struct constant *c) {
  size_t at = 0;
  while (c->n > 0 && at + c->n <= r->constants_n && memcmp(r->constants + at, c->bytes, c->n) != 0)
    at++;
  return at;
}

static void emit_tables_h(struct output *o, const struct messages *m, const struct rows *r) {
  struct text *t = output_file(o, "tables.h");
  gen_header(t, SOURCES);
  text_add(t, "#ifndef HF_GENERATED_TABLES_H\n#define HF_GENERATED_TABLES_H\n#include \"parse/table.h\"\n\n");
  text_add(t, "/* Where the parser can begin: hf_parse_start(). */\n");
  for (size_t i = 0; i < r->entries_n; i++)
    text_add(t, "#define HF_ENTRY_%s %uu\n", r->entries[i].name, r->entries[i].row);
  text_add(t, "\n/* Powers of two, so that an index is brought into range without a branch. */\n");
  text_add(
      t,
      "#define HF_ROWS %zuu\n#define HF_VECTORS %zuu\n#define HF_CHOICES %zuu\n#define HF_CONSTANTS %zuu /* bytes */\n",
      power_of_two(r->n), power_of_two(r->vectors_n), power_of_two(r->choices_n), power_of_two(r->constants_n));
  for (size_t i = 0; i < m->constants_n; i++)
    text_add(t, "#define HF_CONSTANT_%s %zuu /* where it begins in hf_constants */\n", upper(m->constants[i].name),
             constant_at(r, &m->constants[i]));
  text_add(t, "#define HF_ROWS_USED %zuu\n#define HF_VECTORS_USED %zuu\n\n", r->n, r->vectors_n);
  text_add(t, "extern const struct hf_row hf_rows[HF_ROWS];\nextern const struct hf_vector hf_vectors[HF_VECTORS];\n");
  text_add(t, "extern const struct hf_choice hf_choices[HF_CHOICES];\nextern const uint8_t "
              "hf_constants[HF_CONSTANTS];\n#endif\n");
}

static const char *row_arg(const struct row *r) {
  static const char *const stops[] = {"HF_OK", "HF_ERROR_MESSAGE_TRAILING", "HF_ERROR_MESSAGE_VALUE"};
  return r->kind == ROW_STOP ? stops[r->arg] : memory_print("%u", r->arg);
}

static void emit_rows(struct text *t, const struct rows *r) {
  static const char *const kinds[] = {"STOP", "NUMBER", "STORE", "EACH", "ELEMENT", "SKIP", "KEEP", "STREAM", "MATCH"};
  static const char *const flows[] = {"NEXT", "END", "SELECT", "VECTOR", "BYTES"};
  text_add(t, "/* Row 0 is the only one at which a message is complete; rows that are not used stop the parser with an "
              "error. */\n");
  text_add(t, "const struct hf_row hf_rows[HF_ROWS] = {\n    /* width, kind, flow, cases, arg, next, flow_arg */\n");
  for (size_t i = 0; i < r->n; i++) {
    const struct row *w = &r->list[i];
    text_add(t, "    /* %3zu */ {%u, HF_ROW_%s, HF_FLOW_%s, %u, %s, %u, %u},", i, w->width, kinds[w->kind],
             flows[w->flow], w->cases, row_arg(w), w->next, w->flow_arg);
    text_add(t, w->name == NULL ? "\n" : " /* %s */\n", w->name);
  }
  text_add(t, "};\n\n");
}

static void emit_tables_c(struct output *o, const struct rows *r) {
  struct text *t = output_file(o, "tables.c");
  gen_header(t, SOURCES);
  text_add(t, "#include \"generated/tables.h\"\n#include \"generated/errors.h\"\n\n");
  emit_rows(t, r);
  text_add(t, "const struct hf_vector hf_vectors[HF_VECTORS] = {\n    /* lo, hi, first, after, mask, first may end, "
              "after may end */\n");
  for (size_t i = 0; i < r->vectors_n; i++) {
    const struct row_vector *v = &r->vectors[i];
    text_add(t, "    /* %3zu */ {%u, %u, %u, %u, %u, %u, %u}, /* %s */\n", i, v->item->lo, v->item->hi, v->first,
             v->after, v->item->multiple - 1, v->first_may_end, v->after_may_end, v->name);
  }
  text_add(t, "};\n\nconst struct hf_choice hf_choices[HF_CHOICES] = {\n    /* value, next */\n");
  for (size_t i = 0; i < r->choices_n; i++) {
    text_add(t, "    /* %3zu */ {%u, %u},\n", i, r->choices[i].value, r->choices[i].next);
  }
  text_add(t, "};\n\nconst uint8_t hf_constants[HF_CONSTANTS] = {%s", r->constants_n == 0 ? "0" : "");
  for (size_t i = 0; i < r->constants_n; i++)
    text_add(t, "%s%u,", i % 16 == 0 ? "\n    " : " ", r->constants[i]);
  text_add(t, "%s};\n", r->constants_n == 0 ? "" : "\n");
}

static void emit_kept(struct output *o, const struct layout *l) {
  struct text *t = output_file(o, "kept.h");
  gen_header(t, "wire");
  text_add(t, "#ifndef HF_GENERATED_KEPT_H\n#define HF_GENERATED_KEPT_H\n");
  text_add(t, "/* Where fields are kept: numbers in hf_parser.numbers[HF_NUMBER_...]; bytes in hf_kept.bytes at "
              "HF_KEPT_...,\n");
  text_add(t,
           "   HF_SIZE_... of them, or, when that varies, as many as the number of the same name says and at most\n");
  text_add(t, "   HF_SIZE_... . Messages do not live at once: each begins at 0. */\n");
  for (size_t i = 0; i < l->kept_n; i++) {
    const struct kept *k = &l->kept[i];
    if (k->slot >= 0)
      text_add(t, "#define HF_NUMBER_%s %du\n", k->constant, k->slot);
    if (k->offset < 0)
      continue;
    text_add(t, "#define HF_KEPT_%s %du\n#define HF_SIZE_%s %uu\n", k->constant, k->offset, k->constant, k->size);
  }
  text_add(t, "#endif\n");
}

/* Whether a function takes the length that a stream begins with. */
static int is_begin(const struct layout *l, const char *name) {
  for (size_t i = 0; i < l->m->bindings_n; i++) {
    const struct binding *b = &l->m->bindings[i];
    if (b->verb == BIND_STREAM && strcmp(b->begin, name) == 0)
      return 1;
  }
  return 0;
}

static const char event_ends[] = "  @ HF_TOTAL;\n  @ assigns HF_ENGINE_CHANGES(c);\n"
                                 "  @ HF_ENGINE_STAYS_SOUND(c); */\n";

static void emit_number_event(struct text *t, const char *name, const char *argument) {
  text_add(t, "/*@ requires HF_ENGINE_SOUND(c);\n%senum hf_error %s(struct hf_connection *c, uint32_t %s);\n\n",
           event_ends, name, argument);
}

static void emit_bytes_event(struct text *t, const char *name, const char *arguments) {
  text_add(t,
           "/*@ requires HF_ENGINE_SOUND(c);\n  @ requires \\valid_read(in + (0 .. n - 1)) && n >= 1;\n"
           "  @ requires HF_ENGINE_APART(c, in, n);\n%senum hf_error %s(struct hf_connection *c, %s);\n\n",
           event_ends, name, arguments);
}

static void emit_events_h(struct output *o, const struct layout *l) {
  struct text *t = output_file(o, "events.h");
  gen_header(t, "wire");
  text_add(t, "#ifndef HF_GENERATED_EVENTS_H\n#define HF_GENERATED_EVENTS_H\n#include \"generated/errors.h\"\n#include "
              "\"parse/engine.h\"\n#include "
              "<stdint.h>\n\n");
  text_add(t, "/* What the engine does with the numbers and the bytes of a message as they come, written by hand. Each "
              "answers HF_OK,\n");
  text_add(t, "   or the error with which the message is refused; none is called again for that message then.\n");
  text_add(t, "   What their contracts speak of is in parse/engine.h. */\n\n");
  for (size_t i = 0; i < l->numbers.n; i++)
    emit_number_event(t, l->numbers.names[i], is_begin(l, l->numbers.names[i]) ? "length" : "value");
  text_add(t, "/* in: the next n bytes, at least one. */\n");
  for (size_t i = 0; i < l->bytes.n; i++)
    emit_bytes_event(t, l->bytes.names[i], "const uint8_t *in, uint32_t n");
  text_add(t, "/* Calls one of them, by the number that the tables have for it. */\n");
  emit_number_event(t, "hf_on_number", "binding, uint32_t value");
  emit_bytes_event(t, "hf_on_bytes", "uint32_t binding, const uint8_t *in, uint32_t n");
  text_add(t, "#endif\n");
}

static void emit_switch(struct text *t, const struct functions *f, const char *arguments) {
  text_add(t, "  switch (binding) {\n");
  for (size_t i = 0; i < f->n; i++) {
    if (f->is_called != NULL && f->is_called[i] == 0)
      continue;
    text_add(t, "  case %zuu:\n    return %s(c, %s);\n", i, f->names[i], arguments);
  }
  text_add(t, "  default:\n    return HF_ERROR_MESSAGE_TABLE;\n  }\n}\n");
}

static void emit_events_c(struct output *o, const struct layout *l) {
  struct text *t = output_file(o, "events.c");
  gen_header(t, "wire");
  text_add(t, "#include \"generated/events.h\"\n#include \"generated/errors.h\"\n\n");
  text_add(t, "enum hf_error hf_on_number(struct hf_connection *c, uint32_t binding, uint32_t value) {\n");
  emit_switch(t, &l->numbers, "value");
  text_add(t,
           "\nenum hf_error hf_on_bytes(struct hf_connection *c, uint32_t binding, const uint8_t *in, uint32_t n) {\n");
  emit_switch(t, &l->bytes, "in, n");
}

/* The bytes of a constant that no row has, because its message was cut off: the engine's text names it. */
static void hold(struct rows *r, const struct constant *c) {
  if (constant_at(r, c) + c->n <= r->constants_n)
    return;
  for (size_t i = 0; i < c->n; i++) {
    r->constants = memory_grow(r->constants, r->constants_n, sizeof *r->constants);
    r->constants[r->constants_n] = c->bytes[i];
    r->constants_n++;
  }
}

/* Rows of all grammars, from their automata. */
static void fold_all(struct gen *g, const struct layout *l, struct rows *r) {
  size_t n;
  const struct grammar *grammars = messages_grammars(l, &n);
  for (size_t i = 0; i < n; i++) {
    const struct automaton *a = automaton_read(memory_print("%s/%s.xml", g->xml, grammars[i].name), &g->diagnostics);
    if (a != NULL)
      rows_fold(r, &grammars[i], a);
  }
  for (size_t i = 0; i < l->m->constants_n; i++)
    hold(r, &l->m->constants[i]);
  rows_check(r);
}

/* The layout of what the profile needs; that of the one with all stays whole. NULL when there were errors. */
static struct layout *lay_out(struct gen *g, struct messages *m) {
  struct layout *l = m == NULL ? NULL : messages_layout(m);
  if (l == NULL || profile_is_full(g->profile))
    return l;
  const struct machines *all = machines_read(g);
  if (all == NULL)
    return NULL;
  layout_cut(l, all);
  return l;
}

void gen_messages_grammars(struct gen *g) {
  struct messages *m = messages_read(g);
  struct layout *l = lay_out(g, m);
  size_t n;
  if (l == NULL)
    return;
  const struct grammar *grammars = messages_grammars(l, &n);
  for (size_t i = 0; i < n; i++)
    grammar_print(&grammars[i], output_file(&g->output, memory_print("%s.rl", grammars[i].name)));
  encode_check(m);
}

void gen_messages_engine(struct gen *g) {
  struct messages *m = messages_read(g);
  struct layout *l = lay_out(g, m);
  struct rows r = {.d = &g->diagnostics};
  if (l == NULL)
    return;
  fold_all(g, l, &r);
  if (g->diagnostics.errors != 0)
    return;
  emit_tables_h(&g->output, m, &r);
  emit_tables_c(&g->output, &r);
  emit_kept(&g->output, l);
  emit_events_h(&g->output, l);
  emit_events_c(&g->output, l);
  emit_encode(g, m);
}

void gen_messages_tests(struct gen *g) {
  (void)g;
}

void gen_messages_docs(struct gen *g) {
  (void)g;
}
