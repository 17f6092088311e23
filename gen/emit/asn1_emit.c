/* Writes the table that certificates and their kin are read by: asn1.h and asn1_table.c. */
#include "base/memory.h"
#include "emit/asn1_fold.h"
#include <string.h>

#define SOURCES "asn1 and spec/registry/oids.csv"

static void emit_names(struct text *t, const struct asn1_names *names, const char *kind) {
  for (size_t i = 0; i < names->n; i++) {
    const struct asn1_name *k = &names->list[i];
    text_add(t, "#define HF_%s_%s_%s %uu\n", kind, upper(asn1_words(k->entry->name)), upper(k->name), k->at);
  }
}

/* Each set once: the number that a mark or a value has for each of its identifiers. */
static void emit_sets(struct text *t, const struct asn1_levels *l) {
  const struct csv_table *oids = l->a->registries->oids;
  const char *set = "";
  unsigned number = 0;
  for (size_t i = 0; i < oids->rows_n; i++) {
    const char *own = csv_text(oids, &oids->rows[i], "Set");
    number = strcmp(own, set) == 0 ? number + 1 : 1;
    set = own;
    text_add(t, "#define HF_ID_%s_%s %uu\n", upper(asn1_words(own)),
             upper(asn1_words(csv_text(oids, &oids->rows[i], "Identifier"))), number);
  }
}

static void emit_h(struct output *o, const struct asn1_table *table) {
  const struct asn1_levels *l = table->l;
  struct text *t = output_file(o, "asn1.h");
  gen_header(t, SOURCES);
  text_add(t, "#ifndef HF_GENERATED_ASN1_H\n#define HF_GENERATED_ASN1_H\n#include \"parse/asn1_table.h\"\n\n");
  text_add(t, "/* What can be read: hf_asn1_read(). */\n");
  for (size_t i = 0; i < l->a->entries_n; i++)
    text_add(t, "#define HF_READ_%s %uu\n", upper(asn1_words(l->a->entries[i].name)), table->entries[i]);
  text_add(t, "#define HF_READ_LAST %zuu\n", table->entries_n);
  text_add(t, "\n/* Where it is then: spans in hf_asn1.kept[HF_AT_...]. */\n");
  emit_names(t, &l->slots, "AT");
  text_add(t, "\n/* Numbers in hf_asn1.numbers[HF_VALUE_...]. */\n");
  emit_names(t, &l->numbers, "VALUE");
  text_add(
      t,
      "\n/* Marks: hf_asn1_mark(a, HF_MARK_...); of identifiers, the first of as many as their set has, and one. */\n");
  emit_names(t, &l->marks, "MARK");
  text_add(t, "\n/* Object identifiers, each by its number in its set; 0 is any other. */\n");
  emit_sets(t, l);
  text_add(t, "\n#define HF_ASN1_STATES %zuu\n#define HF_ASN1_ROWS %zuu\n#define HF_ASN1_CHOICES %zuu\n",
           table->states_n, table->rows_n, table->choices_n);
  text_add(t, "extern const struct hf_asn1_state hf_asn1_states[HF_ASN1_STATES];\n"
              "extern const struct hf_asn1_row hf_asn1_rows[HF_ASN1_ROWS];\n"
              "extern const struct hf_asn1_choice hf_asn1_choices[HF_ASN1_CHOICES];\n"
              "extern const struct hf_asn1_name hf_asn1_names[HF_ASN1_ROWS];\n#endif\n");
}

static const char *error_of(const char *name) {
  return name == NULL ? "HF_OK" : memory_print("HF_ERROR_%s", upper(name));
}

static void emit_states(struct text *t, const struct asn1_table *table) {
  text_add(t, "const struct hf_asn1_state hf_asn1_states[HF_ASN1_STATES] = {\n    /* first, rows, may end, error */\n");
  for (size_t i = 0; i < table->states_n; i++) {
    const struct asn1_state *s = &table->states[i];
    text_add(t, "    /* %3zu */ {%u, %u, %d, %s},", i, s->first, s->rows_n, s->may_end, error_of(s->error));
    text_add(t, s->level == NULL ? "\n" : " /* %s */\n", s->level);
  }
  text_add(t, "};\n\n");
}

static const char *use_bits(const struct asn1_item *m) {
  const char *all = "";
  if (m->use.kept == KEPT_CONTENTS)
    all = "HF_ASN1_KEEP";
  if (m->use.kept == KEPT_ELEMENT)
    all = "HF_ASN1_ELEMENT";
  if (m->use.has_number)
    all = memory_print("%s%sHF_ASN1_NUMBER", all, all[0] == '\0' ? "" : " | ");
  if (m->use.has_mark)
    all = memory_print("%s%sHF_ASN1_MARK", all, all[0] == '\0' ? "" : " | ");
  if (m->has_default)
    all = memory_print("%s%sHF_ASN1_DEFAULT", all, all[0] == '\0' ? "" : " | ");
  if (m->chosen_n != 0 && !m->is_open)
    all = memory_print("%s%sHF_ASN1_CLOSED", all, all[0] == '\0' ? "" : " | ");
  return all[0] == '\0' ? "0" : all;
}

static const char *octet(const struct asn1_item *m) {
  if (m->use.twice != NULL)
    return memory_print("HF_ERROR_%s", upper(m->use.twice));
  return memory_print("%u", m->has_default ? m->default_value : 0);
}

static void emit_rows(struct text *t, const struct asn1_table *table) {
  static const char *const forms[] = {"OCTETS",     "BOOLEAN", "INTEGER",    "UNSIGNED",   "BITS",
                                      "NAMED_BITS", "NULL",    "IDENTIFIER", "ENUMERATED", "STRUCTURE"};
  text_add(t, "const struct hf_asn1_row hf_asn1_rows[HF_ASN1_ROWS] = {\n"
              "    /* tag, form, use, slot, arg, error, choices, octet, next, child, least, most */\n");
  for (size_t i = 0; i < table->rows_n; i++) {
    const struct asn1_row *r = &table->rows[i];
    const struct asn1_item *m = r->item;
    unsigned arg = m->use.has_mark ? m->use.mark : m->use.number;
    unsigned child = m->form == FORM_ENUMERATED ? m->mask : r->child;
    text_add(t, "    /* %3zu */ {0x%02x, HF_ASN1_%s, %s, %u, %u, %s, %u, %s, %u, %u, %u, %u}, /* %s */\n", i, r->tag,
             forms[m->form], use_bits(m), m->use.slot, arg, error_of(m->error), r->choices, octet(m), r->next, child,
             m->least, m->most, m->action);
  }
  text_add(t, "};\n\n");
}

static void emit_choices(struct text *t, const struct asn1_table *table) {
  text_add(t, "const struct hf_asn1_choice hf_asn1_choices[HF_ASN1_CHOICES] = {\n    /* octets, how many, next */\n");
  for (size_t i = 0; i < table->choices_n; i++) {
    const struct asn1_choice *c = &table->choices[i];
    text_add(t, "    /* %3zu */ {{", i);
    for (unsigned k = 0; k < c->chosen->octets_n; k++)
      text_add(t, "%s0x%02x", k == 0 ? "" : ", ", c->chosen->octets[k]);
    text_add(t, "}, %u, %u}, /* %s */\n", c->chosen->octets_n, c->next, c->chosen->name);
  }
  text_add(t, "};\n");
}

static void emit_c(struct output *o, const struct asn1_table *table) {
  struct text *t = output_file(o, "asn1_table.c");
  gen_header(t, SOURCES);
  text_add(t, "#include \"generated/asn1.h\"\n#include \"generated/errors.h\"\n\n");
  emit_states(t, table);
  emit_rows(t, table);
  emit_choices(t, table);
}

void gen_asn1_grammars(struct gen *g) {
  struct asn1 *a = asn1_read(g);
  struct asn1_levels *l = a == NULL ? NULL : asn1_levels(a);
  if (l != NULL)
    asn1_grammar_print(l, output_file(&g->output, ASN1_GRAMMAR ".rl"));
}

void gen_asn1_engine(struct gen *g) {
  struct asn1 *a = asn1_read(g);
  struct asn1_levels *l = a == NULL ? NULL : asn1_levels(a);
  const struct automaton *automaton =
      l == NULL ? NULL : automaton_read(memory_print("%s/" ASN1_GRAMMAR ".xml", g->xml), &g->diagnostics);
  struct asn1_table *t = automaton == NULL ? NULL : asn1_fold(l, automaton, &g->diagnostics);
  if (t == NULL)
    return;
  emit_h(&g->output, t);
  emit_c(&g->output, t);
  asn1_emit_names(&g->output, t);
}
