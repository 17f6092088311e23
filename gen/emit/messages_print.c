/* Prints a grammar: for `ragel -x', and for Ragel's own C, which the tests compare the tables with. The operations of that C
   are in tests/parse/operations.h and .c. */
#include "base/memory.h"
#include "emit/messages_grammar.h"
#include <stdlib.h>
#include <string.h>

static int by_name(const void *a, const void *b) {
  return strcmp(((const struct grammar_action *)a)->name, ((const struct grammar_action *)b)->name);
}

static void print_actions(const struct grammar *g, struct text *t) {
  struct grammar_action *sorted = memory_new(g->actions_n * sizeof *sorted);
  memcpy(sorted, g->actions, g->actions_n * sizeof *sorted);
  qsort(sorted, g->actions_n, sizeof *sorted, by_name);
  for (size_t i = 0; i < g->actions_n; i++) {
    text_add(t, "  action %s%s{ %s }\n", sorted[i].name, padding(strlen(sorted[i].name), 40), sorted[i].code);
  }
}

static const char *target(struct go go) {
  if (strcmp(go.to, GO_DONE) == 0)
    return "TO_DONE";
  if (strcmp(go.to, GO_TRAILING) == 0)
    return "TO_TRAILING";
  return memory_print("E_%s", go.to);
}

static void print_machine_table(const struct grammar *g, struct text *t) {
  text_add(t, "/* where machines begin: the state, and the bytes of its first field */\nenum { TO_DONE, TO_TRAILING");
  for (size_t i = 0; i < g->machines_n; i++)
    text_add(t, ", E_%s", g->machines[i].name);
  text_add(t, " };\nstatic const struct entry entries[] = {\n  { 0, 0 }, { 0, 0 },\n");
  for (size_t i = 0; i < g->machines_n; i++) {
    text_add(t, "  { %s_en_%s, %u },\n", g->name, g->machines[i].name, g->machines[i].width);
  }
  text_add(t, "};\n");
}

static void print_lists(const struct grammar *g, struct text *t) {
  text_add(t, "enum { V_NONE");
  for (size_t i = 0; i < g->lists_n; i++)
    text_add(t, ", V_%s", g->lists[i].name);
  text_add(t, " };\nstatic const struct list lists[] = { /* lo, hi, multiple, first, may end, after, may end */\n");
  text_add(t, "  { 0, 0, 1, 0, 0, 0, 0 },\n");
  for (size_t i = 0; i < g->lists_n; i++) {
    const struct list *l = &g->lists[i];
    text_add(t, "  { %uu, %uu, %uu, %s, %d, %s, %d },\n", l->item->lo, l->item->hi, l->item->multiple, target(l->first),
             l->first.may_end, target(l->after), l->after.may_end);
  }
  text_add(t, "};\n");
}

/* Which machine each entry of the parser begins at. */
static void print_roots(const struct grammar *g, struct text *t) {
  text_add(t, "static const struct root roots[] = {\n");
  for (size_t i = 0; i < g->l->roots_n; i++) {
    const struct root *r = &g->l->roots[i];
    if (strcmp(messages_name(r->entry->type->name), g->name) != 0)
      continue;
    text_add(t, "  { HF_ENTRY_%s, E_%s },\n", r->entry->name, r->name);
  }
  text_add(t, "};\n");
}

void grammar_print(const struct grammar *g, struct text *t) {
  gen_header(t, "wire");
  text_add(t, "/* The operations are those of operations.h when Ragel makes C of this. */\n");
  text_add(t,
           "#define GRAMMAR %s\n#include \"operations.h\"\n%%%%{\n  machine %s;\n  alphtype unsigned char;\n  access "
           "g->;\n\n",
           g->name, g->name);
  print_actions(g, t);
  text_add(t, "\n");
  for (size_t i = 0; i < g->machines_n; i++) {
    text_add(t, "  %s%s:= %s;\n", g->machines[i].name, padding(strlen(g->machines[i].name), 40),
             g->machines[i].expression);
  }
  text_add(t, "}%%%%\n%%%% write data nofinal;\n\n");
  print_machine_table(g, t);
  print_lists(g, t);
  print_roots(g, t);
  text_add(t, "#include \"operations.c\"\n\n");
  text_add(t, "size_t %s_run(struct g2 *g, struct hf_connection *ev, const uint8_t *in, size_t n) {\n", g->name);
  text_add(t, "  const uint8_t *p = in, *pe = in + n;\n  int to;\n  (void)ev;\n  if (g->stopped) return 0;\n  %%%% "
              "write exec;\n");
  text_add(t, "  return g->stopped ? (size_t)(p - in) + 1u : (size_t)(p - in);\n}\n");
}
