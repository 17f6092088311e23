/* A .tls file -> types. */
#include "base/memory.h"
#include "read/messages.h"
#include "read/messages_tokens.h"
#include <stdlib.h>
#include <string.h>

struct reading {
  struct tokens t;
  struct messages *m;
};

static struct field read_field(struct reading *r, int in_case);

static struct type *new_type(struct reading *r, enum type_kind kind) {
  struct type *t = memory_new(sizeof *t);
  t->kind = kind;
  t->place = tokens_place(&r->t);
  return t;
}

static void add_field(struct field **fields, size_t *n, struct field f) {
  *fields = memory_grow(*fields, *n, sizeof **fields);
  (*fields)[*n] = f;
  (*n)++;
}

/* The code point in a registry, which must know the name; a number that stands beside it must agree. */
static uint32_t registered(struct reading *r, const struct csv_table *registry, const char *name, struct place at) {
  const struct csv_row *row = csv_find(registry, "Description", name);
  if (row != NULL)
    return row->value;
  diagnose(r->m->d, at, "add it there, or give the name that IANA has", "`%s' is not in %s", name,
           registry->source->name);
  return 0;
}

static void add_value(struct type *t, const char *name, uint32_t code, struct place at) {
  t->values = memory_grow(t->values, t->values_n, sizeof *t->values);
  t->values[t->values_n] = (struct enum_value){name, code, at};
  t->values_n++;
}

/* (4) or nothing, when the registry says it. */
static void read_value(struct reading *r, struct type *t, const struct csv_table *registry) {
  struct place at = tokens_place(&r->t);
  const char *name = tokens_word(&r->t, "a name or (width)");
  uint32_t code = registry != NULL && !r->t.bad ? registered(r, registry, name, at) : 0;
  if (tokens_take(&r->t, "(")) {
    uint32_t given = tokens_number(&r->t);
    tokens_expect(&r->t, ")");
    if (registry != NULL && given != code) {
      diagnose(r->m->d, at, "one of them is wrong: see IANA's registry", "`%s' is %u here but %u in %s", name, given,
               code, registry->source->name);
    }
    t->width = t->width == 0 ? 1 : t->width;
    code = given;
  } else if (registry == NULL && t->width != 0) {
    tokens_refuse(&r->t, "(");
  }
  if (registry != NULL)
    t->width = t->width == 0 ? 1 : t->width;
  add_value(t, name, code, at);
}

static unsigned width_of(uint32_t most) {
  return most > 0xffffffu ? 4 : most > 0xffffu ? 3 : most > 0xffu ? 2 : 1;
}

static void read_all_values(struct type *t, const struct csv_table *registry, struct place at) {
  for (size_t i = 0; i < registry->rows_n; i++) {
    add_value(t, csv_text(registry, &registry->rows[i], "Description"), registry->rows[i].value, at);
  }
}

/* enum { registry NAME, a(1), b(2), (255) } */
static struct type *read_enum(struct reading *r) {
  struct type *t = new_type(r, TYPE_ENUM);
  const struct csv_table *registry = NULL;
  tokens_expect(&r->t, "enum");
  tokens_expect(&r->t, "{");
  do {
    struct place at = tokens_place(&r->t);
    if (tokens_take(&r->t, "registry")) {
      registry = messages_registry(r->m, tokens_word(&r->t, "the name of a registry"));
      if (registry == NULL)
        diagnose(r->m->d, at, "they are the files in spec/registry", "no such registry");
    } else if (tokens_take(&r->t, "(")) {
      if (registry != NULL && t->values_n == 0)
        read_all_values(t, registry, at);
      t->width = width_of(tokens_number(&r->t));
      t->is_open = 1;
      tokens_expect(&r->t, ")");
    } else {
      read_value(r, t, registry);
    }
  } while (!t->is_open && tokens_take(&r->t, ","));
  tokens_expect(&r->t, "}");
  for (size_t i = 0; i < t->values_n && !t->is_open && t->width != 0; i++) {
    if (t->width < width_of(t->values[i].code))
      t->width = width_of(t->values[i].code);
  }
  return t;
}

static struct type *read_struct(struct reading *r) {
  struct type *t = new_type(r, TYPE_STRUCT);
  tokens_expect(&r->t, "struct");
  tokens_expect(&r->t, "{");
  while (!r->t.bad && !tokens_is(&r->t, "}"))
    add_field(&t->fields, &t->fields_n, read_field(r, 0));
  tokens_expect(&r->t, "}");
  return t;
}

static int at_case(const struct reading *r) {
  return r->t.bad || tokens_is(&r->t, "case") || tokens_is(&r->t, "default") || tokens_is(&r->t, "}");
}

/* case label: fields   or   default: fields */
static struct select_case read_case(struct reading *r) {
  struct select_case c = {.place = tokens_place(&r->t)};
  if (!tokens_take(&r->t, "default")) {
    tokens_expect(&r->t, "case");
    c.place = tokens_place(&r->t);
    c.label = tokens_word(&r->t, "the name of a case");
  }
  tokens_expect(&r->t, ":");
  do
    add_field(&c.fields, &c.fields_n, read_field(r, 1));
  while (!at_case(r));
  return c;
}

/* select (field) { case ... } */
static struct type *read_select(struct reading *r) {
  struct type *t = new_type(r, TYPE_SELECT);
  tokens_expect(&r->t, "select");
  tokens_expect(&r->t, "(");
  t->on_place = tokens_place(&r->t);
  t->on = tokens_word(&r->t, "the field to select on");
  tokens_expect(&r->t, ")");
  tokens_expect(&r->t, "{");
  while (!r->t.bad && !tokens_is(&r->t, "}")) {
    t->cases = memory_grow(t->cases, t->cases_n, sizeof *t->cases);
    t->cases[t->cases_n] = read_case(r);
    t->cases_n++;
  }
  tokens_expect(&r->t, "}");
  return t;
}

static struct type *built_in(struct reading *r, const char *name) {
  static const char *const numbers[] = {"uint8", "uint16", "uint24", "uint32"};
  struct type *t = new_type(r, strcmp(name, "opaque") == 0 ? TYPE_OPAQUE : TYPE_NUMBER);
  t->width = 1;
  if (t->kind == TYPE_OPAQUE)
    return t;
  for (unsigned i = 0; i < 4; i++) {
    t->width = i + 1;
    if (strcmp(name, numbers[i]) == 0)
      return t;
  }
  return NULL;
}

/* What stands before the name of a field. */
static void read_type(struct reading *r, struct field *f) {
  f->place = tokens_place(&r->t);
  if (tokens_is(&r->t, "enum"))
    f->type = read_enum(r);
  else if (tokens_is(&r->t, "struct"))
    f->type = read_struct(r);
  else if (tokens_is(&r->t, "select"))
    f->type = read_select(r);
  else {
    const char *name = tokens_word(&r->t, "a type");
    f->type = built_in(r, name);
    if (f->type == NULL)
      f->type_name = name;
  }
}

/* [n], [length] or <lo..hi> behind the name: the field is then a vector of what its type says. */
static void read_bounds(struct reading *r, struct field *f) {
  struct type *v = new_type(r, TYPE_VECTOR);
  if (!tokens_is(&r->t, "[") && !tokens_is(&r->t, "<"))
    return;
  v->element = *f;
  v->element.is_optional = 0;
  v->element.name = NULL;
  f->type = v;
  f->type_name = NULL;
  if (tokens_take(&r->t, "[")) {
    v->is_fixed = tokens_peek(&r->t)->kind == TOKEN_NUMBER;
    if (v->is_fixed)
      v->lo = v->hi = tokens_number(&r->t);
    else
      f->length = tokens_word(&r->t, "a number, or the field that holds the length");
    tokens_expect(&r->t, "]");
    return;
  }
  tokens_expect(&r->t, "<");
  v->lo = tokens_number(&r->t);
  tokens_expect(&r->t, "..");
  v->hi = tokens_number(&r->t);
  v->prefix = width_of(v->hi);
  tokens_expect(&r->t, ">");
}

static struct field read_field(struct reading *r, int in_case) {
  struct field f = {0};
  f.is_optional = tokens_take(&r->t, "optional");
  read_type(r, &f);
  if (tokens_peek(&r->t)->kind == TOKEN_WORD)
    f.name = tokens_word(&r->t, "a name");
  else if (!in_case && (f.type == NULL || f.type->kind != TYPE_SELECT))
    tokens_refuse(&r->t, "the field's name");
  read_bounds(r, &f);
  tokens_expect(&r->t, ";");
  return f;
}

/* "xCF21AD": the bytes, two digits each. */
static void read_bytes(struct reading *r, struct constant *c) {
  struct place at = tokens_place(&r->t);
  const char *text = tokens_word(&r->t, "x and hexadecimal digits");
  size_t digits = strspn(text + (text[0] == 'x'), "0123456789ABCDEFabcdef");
  if (r->t.bad)
    return;
  if (text[0] != 'x' || digits == 0 || digits % 2 != 0 || text[1 + digits] != '\0') {
    diagnose(r->m->d, at, "write x and two digits for each byte: xCF21", "`%s' is not bytes", text);
    return;
  }
  c->n = digits / 2;
  c->bytes = memory_new(c->n);
  for (size_t i = 0; i < c->n; i++)
    c->bytes[i] = (unsigned char)strtoul(memory_text(text + 1 + 2 * i, 2), NULL, 16);
}

/* constant hello_retry_request = xCF21AD...; */
static void read_constant(struct reading *r) {
  struct constant c = {.place = tokens_place(&r->t)};
  c.name = tokens_word(&r->t, "the name of the constant");
  tokens_expect(&r->t, "=");
  read_bytes(r, &c);
  tokens_expect(&r->t, ";");
  if (messages_constant(r->m, c.name) != NULL)
    diagnose(r->m->d, c.place, "give it another name", "constant `%s' is defined twice", c.name);
  r->m->constants = memory_grow(r->m->constants, r->m->constants_n, sizeof *r->m->constants);
  r->m->constants[r->m->constants_n] = c;
  r->m->constants_n++;
}

/* A definition is written as a field is; its name becomes the type's. */
static void read_definition(struct reading *r) {
  struct field f = read_field(r, 0);
  if (r->t.bad)
    return;
  if (f.type == NULL || f.is_optional || f.length != NULL || f.name == NULL) {
    diagnose(r->m->d, f.place, "begin it with enum, struct, opaque or uint8 .. uint32", "not a definition of a type");
    return;
  }
  if (messages_type(r->m, f.name) != NULL)
    diagnose(r->m->d, f.place, "give it another name", "`%s' is defined twice", f.name);
  f.type->name = f.name;
  r->m->types = memory_grow(r->m->types, r->m->types_n, sizeof *r->m->types);
  r->m->types[r->m->types_n] = f.type;
  r->m->types_n++;
}

void messages_parse_types(struct messages *m, const struct source *s) {
  struct reading r = {.m = m};
  tokens_read(&r.t, s, 0, m->d);
  while (!r.t.bad && tokens_peek(&r.t)->kind != TOKEN_END) {
    if (tokens_take(&r.t, "constant"))
      read_constant(&r);
    else
      read_definition(&r);
  }
}
