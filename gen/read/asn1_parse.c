/* Modules of ASN.1 -> types. */
#include "base/memory.h"
#include "read/asn1.h"
#include "read/asn1_tokens.h"
#include <string.h>

struct reading {
  struct tokens t;
  struct asn1 *a;
  int implicit_tags;
  const char *section;
};

static struct asn1_type *read_type(struct reading *r);

static struct asn1_type *new_type(struct reading *r, enum asn1_kind kind) {
  struct asn1_type *t = memory_new(sizeof *t);
  t->kind = kind;
  t->place = tokens_place(&r->t);
  t->section = r->section;
  t->most = ASN1_MAX;
  t->high = ASN1_MAX;
  return t;
}

static uint32_t read_most(struct reading *r) {
  return tokens_take(&r->t, "MAX") ? ASN1_MAX : tokens_number(&r->t);
}

/* low .. high, or one number. */
static void read_bounds(struct reading *r, uint32_t *low, uint32_t *high) {
  struct place at = tokens_place(&r->t);
  *low = tokens_number(&r->t);
  *high = tokens_take(&r->t, "..") ? read_most(r) : *low;
  if (!r->t.bad && *low > *high)
    diagnose(r->a->d, at, "the least comes first", "the bounds %u..%u are reversed", *low, *high);
}

static void read_size(struct reading *r, struct asn1_type *t) {
  tokens_expect(&r->t, "SIZE");
  tokens_expect(&r->t, "(");
  read_bounds(r, &t->least, &t->most);
  tokens_expect(&r->t, ")");
}

/* { name(1), other(2) } */
static void read_numbers(struct reading *r, struct asn1_type *t) {
  tokens_expect(&r->t, "{");
  do {
    struct asn1_number n = {0};
    struct place at = tokens_place(&r->t);
    n.name = tokens_word(&r->t, "the name of a number");
    tokens_expect(&r->t, "(");
    n.value = tokens_number(&r->t);
    tokens_expect(&r->t, ")");
    for (size_t i = 0; i < t->numbers_n && !r->t.bad; i++) {
      if (t->numbers[i].value == n.value || strcmp(t->numbers[i].name, n.name) == 0)
        diagnose(r->a->d, at, "give each its own name and number", "`%s' and `%s' are the same", n.name,
                 t->numbers[i].name);
    }
    t->numbers = memory_grow(t->numbers, t->numbers_n, sizeof *t->numbers);
    t->numbers[t->numbers_n++] = n;
  } while (tokens_take(&r->t, ","));
  tokens_expect(&r->t, "}");
}

/* ANY [DEFINED BY field] */
static struct asn1_type *read_any(struct reading *r) {
  struct asn1_type *t = new_type(r, ASN1_ANY);
  tokens_expect(&r->t, "ANY");
  if (!tokens_take(&r->t, "DEFINED"))
    return t;
  tokens_expect(&r->t, "BY");
  t->defined_by = tokens_word(&r->t, "the field that says what it is");
  return t;
}

/* ({Set}) or ({Set, ...}) behind OBJECT IDENTIFIER; the parenthesis is open. */
static void read_set(struct reading *r, struct asn1_type *t) {
  tokens_expect(&r->t, "{");
  t->set = tokens_word(&r->t, "a set of spec/registry/oids.csv");
  if (tokens_take(&r->t, ",")) {
    tokens_expect(&r->t, "...");
    t->set_is_open = 1;
  }
  tokens_expect(&r->t, "}");
}

/* What stands in parentheses behind a type: SIZE, a range, CONTAINING, a set. */
static void read_constraint(struct reading *r, struct asn1_type *t) {
  if (!tokens_take(&r->t, "("))
    return;
  if (tokens_is(&r->t, "SIZE")) {
    read_size(r, t);
  } else if (tokens_take(&r->t, "CONTAINING")) {
    t->containing = read_type(r);
    t->defined_by = t->containing->defined_by;
  } else if (tokens_is(&r->t, "{")) {
    read_set(r, t);
  } else {
    read_bounds(r, &t->low, &t->high);
    t->has_range = 1;
  }
  tokens_expect(&r->t, ")");
}

/* The types that are no structures, by the word that they begin with. */
static const struct simple {
  const char *word;
  const char *second; /* or NULL */
  enum asn1_form form;
  unsigned tag;
} simple[] = {
    {"BOOLEAN", NULL, FORM_BOOLEAN, 0x01},
    {"INTEGER", NULL, FORM_INTEGER, 0x02},
    {"BIT", "STRING", FORM_BITS, 0x03},
    {"OCTET", "STRING", FORM_OCTETS, 0x04},
    {"NULL", NULL, FORM_NULL, 0x05},
    {"OBJECT", "IDENTIFIER", FORM_IDENTIFIER, 0x06},
    {"ENUMERATED", NULL, FORM_ENUMERATED, 0x0a},
    {"UTF8String", NULL, FORM_OCTETS, 0x0c},
    {"PrintableString", NULL, FORM_OCTETS, 0x13},
    {"TeletexString", NULL, FORM_OCTETS, 0x14},
    {"IA5String", NULL, FORM_OCTETS, 0x16},
    {"UTCTime", NULL, FORM_OCTETS, 0x17},
    {"GeneralizedTime", NULL, FORM_OCTETS, 0x18},
    {"VisibleString", NULL, FORM_OCTETS, 0x1a},
    {"UniversalString", NULL, FORM_OCTETS, 0x1c},
    {"BMPString", NULL, FORM_OCTETS, 0x1e},
};

static struct asn1_type *read_simple(struct reading *r) {
  for (size_t i = 0; i < sizeof simple / sizeof simple[0]; i++) {
    if (!tokens_is(&r->t, simple[i].word))
      continue;
    struct asn1_type *t = new_type(r, ASN1_PRIMITIVE);
    tokens_take(&r->t, simple[i].word);
    if (simple[i].second != NULL)
      tokens_expect(&r->t, simple[i].second);
    t->form = simple[i].form;
    t->tag = simple[i].tag;
    if (tokens_is(&r->t, "{"))
      read_numbers(r, t);
    read_constraint(r, t);
    if (t->form == FORM_BITS && t->numbers_n != 0)
      t->form = FORM_NAMED_BITS;
    if (t->form == FORM_INTEGER && t->has_range)
      t->form = FORM_UNSIGNED;
    return t;
  }
  return NULL;
}

/* [number] IMPLICIT or EXPLICIT, or as the module says. */
static void read_tag(struct reading *r, struct asn1_field *f) {
  f->tag = -1;
  if (!tokens_take(&r->t, "["))
    return;
  struct place at = tokens_place(&r->t);
  f->tag = (int)tokens_number(&r->t);
  if (f->tag > 30)
    diagnose(r->a->d, at, "tags of more than one octet are not read", "the tag %d is too large", f->tag);
  tokens_expect(&r->t, "]");
  f->is_implicit = r->implicit_tags;
  if (tokens_take(&r->t, "IMPLICIT"))
    f->is_implicit = 1;
  else if (tokens_take(&r->t, "EXPLICIT"))
    f->is_implicit = 0;
}

static void read_default(struct reading *r, struct asn1_field *f) {
  f->has_default = 1;
  f->is_optional = 1;
  if (tokens_peek(&r->t)->kind == TOKEN_NUMBER)
    f->default_value = tokens_number(&r->t);
  else
    f->default_word = tokens_word(&r->t, "TRUE, FALSE, a number, or the name of one");
}

/* name [1] IMPLICIT Type OPTIONAL */
static struct asn1_field read_field(struct reading *r, int in_choice) {
  struct asn1_field f = {.place = tokens_place(&r->t)};
  f.name = tokens_word(&r->t, "the name of a field");
  read_tag(r, &f);
  f.type = read_type(r);
  if (in_choice)
    return f;
  if (tokens_take(&r->t, "OPTIONAL"))
    f.is_optional = 1;
  else if (tokens_take(&r->t, "DEFAULT"))
    read_default(r, &f);
  return f;
}

static void read_fields(struct reading *r, struct asn1_type *t) {
  tokens_expect(&r->t, "{");
  do {
    struct asn1_field f = read_field(r, t->kind == ASN1_CHOICE);
    for (size_t i = 0; i < t->fields_n && !r->t.bad; i++) {
      if (strcmp(t->fields[i].name, f.name) == 0)
        diagnose(r->a->d, f.place, "give it another name", "there are two fields `%s'", f.name);
    }
    t->fields = memory_grow(t->fields, t->fields_n, sizeof *t->fields);
    t->fields[t->fields_n++] = f;
  } while (tokens_take(&r->t, ","));
  tokens_expect(&r->t, "}");
}

/* SEQUENCE { ... }, SEQUENCE OF, SEQUENCE SIZE (1..MAX) OF; the same with SET. */
static struct asn1_type *read_structure(struct reading *r) {
  struct asn1_type *t = new_type(r, ASN1_SEQUENCE);
  struct place at = tokens_place(&r->t);
  int is_set = tokens_take(&r->t, "SET");
  if (!is_set)
    tokens_expect(&r->t, "SEQUENCE");
  t->tag = is_set ? 0x31 : 0x30;
  t->form = FORM_STRUCTURE;
  if (tokens_is(&r->t, "{")) {
    if (is_set)
      diagnose(r->a->d, at, "certificates have none: see spec/README.md", "a SET of fields is not read");
    read_fields(r, t);
    return t;
  }
  t->kind = is_set ? ASN1_SET_OF : ASN1_SEQUENCE_OF;
  if (tokens_is(&r->t, "SIZE"))
    read_size(r, t);
  tokens_expect(&r->t, "OF");
  t->element = read_type(r);
  if (t->most == ASN1_MAX ? t->least > 1 : t->most > 16)
    diagnose(r->a->d, at, "count the elements in engine/x509",
             "of a list only SIZE (1..MAX), or at most 16, can be read");
  return t;
}

static struct asn1_type *read_type(struct reading *r) {
  struct asn1_type *t;
  if (tokens_is(&r->t, "SEQUENCE") || tokens_is(&r->t, "SET"))
    return read_structure(r);
  if (tokens_is(&r->t, "ANY"))
    return read_any(r);
  if (tokens_is(&r->t, "CHOICE")) {
    t = new_type(r, ASN1_CHOICE);
    tokens_take(&r->t, "CHOICE");
    read_fields(r, t);
    return t;
  }
  t = read_simple(r);
  if (t != NULL)
    return t;
  t = new_type(r, ASN1_REFERENCE);
  t->name = tokens_word(&r->t, "a type");
  return t;
}

/* Name ::= Type */
static void read_definition(struct reading *r) {
  struct place at = tokens_place(&r->t);
  const char *name = tokens_word(&r->t, "the name of a type, or END");
  tokens_expect(&r->t, "::=");
  struct asn1_type *t = read_type(r);
  if (r->t.bad)
    return;
  if (asn1_type(r->a, name) != NULL)
    diagnose(r->a->d, at, "give it another name", "`%s' is defined twice", name);
  if (r->section == NULL)
    diagnose(r->a->d, at, "write `-- RFC5280 4.1' or the like above it", "`%s' does not say where it is from", name);
  if (t->kind == ASN1_REFERENCE) { /* a second name */
    struct asn1_type *of = memory_new(sizeof *of);
    *of = *t;
    t->target = of;
  }
  t->name = name;
  r->a->types = memory_grow(r->a->types, r->a->types_n, sizeof *r->a->types);
  r->a->types[r->a->types_n++] = t;
}

/* `-- RFC5280 4.1' holds for what follows it. */
static int read_section(struct reading *r) {
  const struct token *k = tokens_peek(&r->t);
  if (k->kind != TOKEN_SIGN || strncmp(k->text, "-- RFC", 6) != 0)
    return 0;
  r->section = k->text + 3;
  r->t.at++;
  return 1;
}

/* Name DEFINITIONS IMPLICIT TAGS ::= BEGIN ... END */
static void read_module(struct reading *r) {
  tokens_word(&r->t, "the name of the module");
  tokens_expect(&r->t, "DEFINITIONS");
  r->implicit_tags = tokens_take(&r->t, "IMPLICIT");
  if (!r->implicit_tags)
    tokens_expect(&r->t, "EXPLICIT");
  tokens_expect(&r->t, "TAGS");
  tokens_expect(&r->t, "::=");
  tokens_expect(&r->t, "BEGIN");
  while (!r->t.bad && !tokens_take(&r->t, "END")) {
    if (!read_section(r))
      read_definition(r);
  }
}

void asn1_parse_module(struct asn1 *a, const struct source *s) {
  struct reading r = {.a = a};
  asn1_tokens_read(&r.t, s, 0, a->d);
  while (read_section(&r))
    continue;
  read_module(&r);
  if (!r.t.bad && tokens_peek(&r.t)->kind != TOKEN_END)
    tokens_refuse(&r.t, "the end of the file");
}
