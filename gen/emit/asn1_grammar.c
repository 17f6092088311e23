/* Prints the levels as one grammar over identifier octets, and, for Ragel's own C, what its operations need to know of each field:
   tests/asn1/operations.c. An operation is called as its field is, and leaves its number behind. */
#include "base/memory.h"
#include "emit/asn1_fold.h"
#include <string.h>

static void print_actions(const struct asn1_levels *l, struct text *t) {
  for (size_t i = 0; i < l->items_n; i++)
    text_add(t, "  action %s { g->item = I_%s; }\n", l->items[i]->action, l->items[i]->action);
}

static const char *error_name(const char *name) {
  return name == NULL ? "HF_OK" : memory_print("HF_ERROR_%s", upper(name));
}

static const char *level_number(const char *level) {
  return level == NULL ? "L_NONE" : memory_print("L_%s", level);
}

static void print_levels(const struct asn1_levels *l, struct text *t) {
  text_add(t, "enum { L_NONE");
  for (size_t i = 0; i < l->n; i++)
    text_add(t, ", L_%s", l->list[i].name);
  text_add(t, " };\nstatic const int levels[] = {\n  0,\n");
  for (size_t i = 0; i < l->n; i++)
    text_add(t, "  " ASN1_GRAMMAR "_en_%s,\n", l->list[i].name);
  text_add(t, "};\n");
}

static void print_chosen(const struct asn1_levels *l, struct text *t) {
  text_add(t, "static const struct chosen chosen[] = {\n");
  for (size_t i = 0; i < l->items_n; i++) {
    const struct asn1_item *item = l->items[i];
    for (size_t k = 0; k < item->chosen_n; k++) {
      const struct asn1_chosen *c = &item->chosen[k];
      text_add(t, "  {I_%s, %s, %u, \"", item->action, level_number(c->level), c->octets_n);
      for (unsigned n = 0; n < c->octets_n; n++)
        text_add(t, "\\x%02x", c->octets[n]);
      text_add(t, "\"}, /* %s */\n", c->name);
    }
  }
  text_add(t, "};\n");
}

static void print_items(const struct asn1_levels *l, struct text *t) {
  static const char *const forms[] = {"OCTETS",     "BOOLEAN", "INTEGER",    "UNSIGNED",   "BITS",
                                      "NAMED_BITS", "NULL",    "IDENTIFIER", "ENUMERATED", "STRUCTURE"};
  text_add(t, "static const struct item items[] = {\n");
  for (size_t i = 0; i < l->items_n; i++) {
    const struct asn1_item *m = l->items[i];
    text_add(t, "  {F_%s, %s, %uu, %uu, 0x%x, %d, %u, %d, %u, %d, %u, %d, %u, %s, %s, %s, %d, %d},\n", forms[m->form],
             error_name(m->error), m->least, m->most, m->mask, m->has_default, m->default_value, m->use.kept,
             m->use.slot, m->use.has_number, m->use.number, m->use.has_mark, m->use.mark, error_name(m->use.twice),
             level_number(m->child), level_number(m->other), m->has_levels, m->is_open);
  }
  text_add(t, "};\n");
}

static void print_entries(const struct asn1_levels *l, struct text *t) {
  text_add(t, "static const struct entry entries[] = {\n");
  for (size_t i = 0, k = 0; i < l->n; i++) {
    if (strncmp(l->list[i].name, "entry_", 6) != 0)
      continue;
    text_add(t, "  {HF_READ_%s, L_%s, HF_ERROR_%s},\n", upper(asn1_words(l->a->entries[k].name)), l->list[i].name,
             upper(l->a->entries[k].error));
    k++;
  }
  text_add(t, "};\n");
}

void asn1_grammar_print(const struct asn1_levels *l, struct text *t) {
  gen_header(t, "asn1 and spec/registry/oids.csv");
  text_add(t, "#include \"operations.h\"\nenum { ");
  for (size_t i = 0; i < l->items_n; i++)
    text_add(t, "%sI_%s", i == 0 ? "" : ", ", l->items[i]->action);
  text_add(t, " };\n%%%%{\n  machine " ASN1_GRAMMAR ";\n  alphtype unsigned char;\n  access g->;\n");
  print_actions(l, t);
  text_add(t, "\n");
  for (size_t i = 0; i < l->n; i++)
    text_add(t, "  %s%s:= %s;\n", l->list[i].name, padding(strlen(l->list[i].name), 40), l->list[i].expression);
  text_add(t, "}%%%%\n%%%% write data;\n\n");
  print_levels(l, t);
  print_chosen(l, t);
  print_items(l, t);
  print_entries(l, t);
  text_add(t, "#include \"operations.c\"\n\n/* One identifier octet, in the level that g is in. */\n");
  text_add(t, "static void take(struct g2 *g, uint8_t octet) {\n  const uint8_t *p = &octet, *pe = p + 1;\n"
              "  %%%% write exec;\n}\n");
}
