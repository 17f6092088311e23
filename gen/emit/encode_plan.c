#include "base/memory.h"
#include "emit/encode.h"
#include <string.h>

#define MEMBERS 96u

struct planning {
  struct messages *m;
  const struct encoded *e;
  const char *members[MEMBERS];
  unsigned members_n;
  uint32_t values_used; /* bit i: the value number i of `encode' has named a case */
};

/* Where a part stands: the struct around it and the field in it, for `gather' and `one'. */
struct spot {
  const char *type;
  const char *field;
  const char *name; /* of the extension that it is the body of, and gives its name to its only member; else NULL */
};

static void plan_fields(struct planning *p, struct spot at, const struct field *fields, size_t n, struct parts *out);
static void plan_type(struct planning *p, struct spot at, const struct field *f, struct parts *out);

static struct part *add_part(struct parts *out, enum part_kind kind, unsigned width) {
  out->list = memory_grow(out->list, out->n, sizeof *out->list);
  struct part *part = &out->list[out->n++];
  memset(part, 0, sizeof *part);
  part->kind = kind;
  part->width = width;
  return part;
}

static const char *new_member(struct planning *p, const char *name, struct place at) {
  if (name == NULL)
    name = "value";
  for (unsigned i = 0; i < p->members_n; i++) {
    if (strcmp(p->members[i], name) == 0)
      diagnose(p->m->d, at, "give one of the fields another name", "two members would be called `%s'", name);
  }
  if (p->members_n < MEMBERS)
    p->members[p->members_n++] = name;
  return name;
}

static const char *member_of(struct planning *p, struct spot at, const struct field *f) {
  return new_member(p, at.name != NULL || f->name == NULL ? at.name : f->name, f->place);
}

static void refuse(struct planning *p, struct place at, const char *what) {
  diagnose(p->m->d, at, "see `encode' in spec/README.md for what can be encoded", "%s", what);
}

/* An enum without a width and with one value needs no member. */
static void plan_number(struct planning *p, struct spot at, const struct field *f, struct parts *out) {
  const struct type *t = f->type;
  if (t->kind == TYPE_ENUM && !t->is_open && t->values_n == 1) {
    struct part *constant = add_part(out, PART_CONSTANT, t->width);
    constant->value = t->values[0].code;
    constant->note = t->values[0].name;
    return;
  }
  add_part(out, PART_NUMBER, t->width)->member = member_of(p, at, f);
}

static const struct binding *at_element(struct planning *p, struct spot at, enum verb verb) {
  struct binding *b = messages_binding(p->m, at.type, memory_print("%s[]", at.field), 1u << verb);
  if (b != NULL)
    b->is_used = 1;
  return b;
}

static const struct select_case *find_case(const struct type *t, const char *label) {
  for (size_t i = 0; i < t->cases_n; i++) {
    if (t->cases[i].label != NULL && strcmp(t->cases[i].label, label) == 0)
      return &t->cases[i];
  }
  return NULL;
}

/* Behind the next colon; NULL: it was the last one. */
static const char *next_value(const char *v) {
  const char *colon = strchr(v, ':');
  return colon == NULL ? NULL : colon + 1;
}

/* The case that `encode STRUCT:VALUE...' names; of a select on bytes, where none is named, the default. */
static const struct select_case *chosen_case(struct planning *p, const struct type *t) {
  const struct select_case *fallback = NULL;
  int is_on_bytes = t->cases_n != 0 && t->cases[0].constant != NULL;
  for (size_t i = 0; i < t->cases_n; i++) {
    const struct select_case *c = &t->cases[i];
    if (c->label == NULL) {
      fallback = is_on_bytes ? c : NULL;
      continue;
    }
    uint32_t bit = 1;
    for (const char *v = p->e->value; v != NULL; v = next_value(v), bit <<= 1) {
      size_t n = strcspn(v, ":");
      if (strlen(c->label) == n && strncmp(c->label, v, n) == 0) {
        p->values_used |= bit;
        return c;
      }
    }
  }
  return fallback;
}

/* The fields of a case; what has no name is called as the part around it. */
static void plan_case(struct planning *p, struct spot at, const struct select_case *c, struct parts *out) {
  for (size_t i = 0; i < c->fields_n; i++) {
    struct field f = c->fields[i];
    plan_fields(p, at, &f, 1, out);
  }
}

/* Exactly one element, without a choice in it. */
static void plan_single(struct planning *p, struct spot at, const struct field *f, struct parts *out) {
  struct field element = {.name = f->name, .type = f->type->element.type, .place = f->place};
  struct part sized = {.kind = PART_SIZED, .width = f->type->prefix};
  plan_type(p, (struct spot){"", "", at.name}, &element, &sized.parts);
  *add_part(out, PART_SIZED, 0) = sized;
}

/* Exactly one element, with a case of its select. */
static void plan_one(struct planning *p, struct spot at, const struct field *f, const struct binding *b,
                     struct parts *out) {
  const struct type *e = f->type->element.type;
  const struct type *s = e->kind == TYPE_STRUCT && e->fields_n == 2 ? e->fields[1].type : NULL;
  const struct select_case *c = s != NULL && s->kind == TYPE_SELECT ? find_case(s, b->action) : NULL;
  if (c == NULL) {
    refuse(p, b->place, "`one' needs a struct of a number and a select, with a case of this name");
    return;
  }
  struct part *sized = add_part(out, PART_SIZED, f->type->prefix);
  struct part *constant = add_part(&sized->parts, PART_CONSTANT, e->fields[0].type->width);
  constant->value = c->code;
  constant->note = c->label;
  plan_case(p, (struct spot){"", "", at.name}, c, &sized->parts);
}

/* The body of a case, with its length before it: bytes as they are, or its fields. */
static void plan_body(struct planning *p, const struct type *v, const struct select_case *c, struct parts *out) {
  if (c->fields_n == 1 && c->fields[0].type->kind == TYPE_OPAQUE) {
    struct part *bytes = add_part(out, PART_BYTES, v->prefix);
    bytes->hi = v->hi;
    bytes->member = new_member(p, c->label, c->place);
    return;
  }
  struct part sized = {.kind = PART_SIZED, .width = v->prefix};
  plan_case(p, (struct spot){"", "", c->label}, c, &sized.parts);
  *add_part(out, PART_SIZED, 0) = sized;
}

/* A vector of number and select: each case that has a name may be there, in their order. */
static void plan_block(struct planning *p, const struct field *f, const struct field *pair, struct parts *out) {
  const struct type *v = pair[1].type;
  struct part block = {.kind = PART_BLOCK, .width = f->type->prefix, .member = f->name, .value = f->is_optional != 0};
  for (size_t i = 0; i < v->element.type->cases_n; i++) {
    const struct select_case *c = &v->element.type->cases[i];
    if (c->label == NULL)
      continue;
    struct part *option = add_part(&block.parts, PART_OPTION, 0);
    option->member = new_member(p, memory_print("has_%s", c->label), c->place);
    struct part *constant = add_part(&option->parts, PART_CONSTANT, pair[0].type->width);
    constant->value = c->code;
    constant->note = c->label;
    plan_body(p, v, c, &option->parts);
  }
  if (block.parts.n == 0) {
    struct part *none = add_part(out, PART_CONSTANT, block.width);
    none->note = "none";
    return;
  }
  *add_part(out, PART_BLOCK, 0) = block;
}

/* The two fields of an element that is a number and a select with a length, or NULL. */
static const struct field *pair_of(const struct type *t) {
  if (t->kind != TYPE_STRUCT || t->fields_n != 2 || t->fields[1].type->kind != TYPE_VECTOR)
    return NULL;
  return t->fields[1].type->element.type->kind == TYPE_SELECT ? t->fields : NULL;
}

static void plan_vector(struct planning *p, struct spot at, const struct field *f, struct parts *out) {
  const struct type *t = f->type;
  const struct type *e = t->element.type;
  const struct binding *gather = at_element(p, at, BIND_GATHER);
  const struct binding *one = at_element(p, at, BIND_ONE);
  int is_number = e->kind == TYPE_NUMBER || e->kind == TYPE_ENUM;
  if (t->is_fixed) {
    add_part(out, PART_FIXED, t->lo)->member = member_of(p, at, f);
    return;
  }
  if (one != NULL) {
    if (one->action == NULL)
      plan_single(p, at, f, out);
    else
      plan_one(p, at, f, one, out);
    return;
  }
  if (at_element(p, at, BIND_APART) != NULL) {
    struct part *apart = add_part(out, PART_APART, t->prefix);
    apart->hi = t->hi;
    apart->member = member_of(p, at, f);
    return;
  }
  if (pair_of(e) != NULL) {
    plan_block(p, f, pair_of(e), out);
    return;
  }
  if (is_number && e->width > 2)
    refuse(p, f->place, "a vector of numbers of more than two bytes");
  struct part *part = add_part(out, is_number && e->width == 2 ? PART_NUMBERS : PART_BYTES, t->prefix);
  part->hi = t->hi;
  part->member = member_of(p, at, f);
  if (!is_number && e->kind != TYPE_OPAQUE)
    part->note = e->kind == TYPE_VECTOR ? "each with its length before it" : "each as it is encoded";
  if (gather == NULL)
    return;
  part->kind = PART_GATHERED;
  part->inner = e->prefix;
  if (e->kind != TYPE_VECTOR || e->is_fixed)
    refuse(p, gather->place, "`gather' needs a vector of vectors");
}

static void plan_select(struct planning *p, struct spot at, const struct type *t, struct parts *out) {
  const struct select_case *c = chosen_case(p, t);
  if (c == NULL)
    refuse(p, p->e->place, "say for which value of its context the struct is encoded: encode STRUCT:VALUE");
  else
    plan_case(p, at, c, out);
}

static void plan_type(struct planning *p, struct spot at, const struct field *f, struct parts *out) {
  const struct type *t = f->type;
  switch (t->kind) {
  case TYPE_NUMBER:
  case TYPE_ENUM:
    plan_number(p, at, f, out);
    break;
  case TYPE_VECTOR:
    plan_vector(p, at, f, out);
    break;
  case TYPE_STRUCT:
    if (t->fields_n > 1) /* several members: each has its own name */
      at.name = NULL;
    plan_fields(p, (struct spot){t->name == NULL ? "" : t->name, "", at.name}, t->fields, t->fields_n, out);
    break;
  case TYPE_SELECT:
    plan_select(p, at, t, out);
    break;
  case TYPE_OPAQUE:
    refuse(p, f->place, "bytes without a length");
    break;
  }
}

/* A closed enum of one value and the select on it. */
static int plan_only_case(struct planning *p, struct spot at, const struct field *on, const struct field *f,
                          struct parts *out) {
  const struct type *s = f->type;
  if (s->kind != TYPE_SELECT || on->name == NULL || strcmp(s->on, on->name) != 0)
    return 0;
  const struct type *e = on->type;
  const struct select_case *c = e->is_open || e->values_n != 1 ? NULL : find_case(s, e->values[0].name);
  if (c == NULL) {
    refuse(p, on->place, "a select that leaves a choice");
    return 1;
  }
  plan_number(p, at, on, out);
  plan_case(p, at, c, out);
  return 1;
}

static void plan_fields(struct planning *p, struct spot at, const struct field *fields, size_t n, struct parts *out) {
  for (size_t i = 0; i < n; i++) {
    const struct field *f = &fields[i];
    if (f->name != NULL)
      at.field = f->name;
    if (i + 1 < n && plan_only_case(p, at, f, &fields[i + 1], out))
      i++;
    else
      plan_type(p, at, f, out);
  }
}

/* The message's type and length before it, when the struct is a case of a select with a length before it. */
static void plan_header(struct planning *p, struct encoding *out) {
  for (size_t i = 0; i < p->m->types_n; i++) {
    const struct type *t = p->m->types[i];
    for (size_t k = 2; t->kind == TYPE_STRUCT && k < t->fields_n; k++) {
      const struct field *f = &t->fields[k];
      if (f->length == NULL)
        continue;
      const struct type *s = f->type->element.type;
      for (size_t c = 0; c < s->cases_n; c++) {
        if (s->cases[c].fields_n != 1 || s->cases[c].fields[0].type != p->e->type)
          continue;
        struct part *type = add_part(&out->header, PART_CONSTANT, t->fields[k - 2].type->width);
        type->value = s->cases[c].code;
        type->note = s->cases[c].label;
        out->length = f->type->prefix;
      }
    }
  }
}

/* Whether a vector of such elements is encoded without them. */
static int is_apart(struct messages *m, const struct type *type) {
  for (size_t i = 0; i < m->types_n; i++) {
    const struct type *t = m->types[i];
    for (size_t k = 0; t->kind == TYPE_STRUCT && k < t->fields_n; k++) {
      const struct field *f = &t->fields[k];
      if (f->type->kind == TYPE_VECTOR && f->type->element.type == type && f->name != NULL &&
          messages_binding(m, t->name, memory_print("%s[]", f->name), 1u << BIND_APART) != NULL)
        return 1;
    }
  }
  return 0;
}

/* "certificate" and "tls12:x509": "certificate_tls12_x509" */
static const char *joined(const char *name, const char *values) {
  char *text = memory_print("%s_%s", name, values);
  for (char *colon = strchr(text, ':'); colon != NULL; colon = strchr(colon, ':'))
    *colon = '_';
  return text;
}

/* A value that names no case of what is encoded was meant for something else. */
static void check_values(const struct planning *p) {
  uint32_t bit = 1;
  for (const char *v = p->e->value; v != NULL; v = next_value(v), bit <<= 1) {
    if ((p->values_used & bit) == 0)
      diagnose(p->m->d, p->e->place, "name a case of each select in it, or nothing", "`%.*s' names no case of `%s'",
               (int)strcspn(v, ":"), v, p->e->type->name);
  }
}

struct encoding encode_plan(struct messages *m, const struct encoded *e) {
  struct planning p = {.m = m, .e = e};
  struct encoding out = {.name = messages_name(e->type->name)};
  struct field f = {.type = e->type, .place = e->place};
  if (e->value != NULL)
    out.name = joined(out.name, e->value);
  plan_header(&p, &out);
  plan_type(&p, (struct spot){e->type->name, "", NULL}, &f, &out.parts);
  check_values(&p);
  out.has_members = p.members_n != 0;
  out.is_apart = is_apart(m, e->type);
  return out;
}
