/* What must hold of the types before anything is made of it. */
#include "base/memory.h"
#include "check/extensions.h"
#include "read/messages.h"
#include <string.h>

static void resolve_type(struct messages *m, struct type *t);

/* The field's type by its name, when it is defined elsewhere. */
static void resolve(struct messages *m, struct field *f) {
  if (f->type_name == NULL) {
    resolve_type(m, f->type);
    return;
  }
  f->type = messages_type(m, f->type_name);
  if (f->type == NULL)
    diagnose(m->d, f->place, "define it in a .tls file that the profile names, or mend its spelling",
             "unknown type `%s'", f->type_name);
}

static void resolve_type(struct messages *m, struct type *t) {
  if (t->kind == TYPE_VECTOR)
    resolve(m, &t->element);
  for (size_t i = 0; i < t->fields_n; i++)
    resolve(m, &t->fields[i]);
  for (size_t i = 0; i < t->cases_n; i++) {
    for (size_t k = 0; k < t->cases[i].fields_n; k++)
      resolve(m, &t->cases[i].fields[k]);
  }
}

static void check_enum(struct messages *m, const struct type *t) {
  for (size_t i = 0; i < t->values_n; i++) {
    const struct enum_value *v = &t->values[i];
    for (size_t k = 0; k < i; k++) {
      if (strcmp(v->name, t->values[k].name) == 0)
        diagnose(m->d, v->place, "give each its own name", "`%s' stands here twice", v->name);
      if (t->width != 0 && v->code == t->values[k].code) {
        diagnose(m->d, v->place, "give each its own code point", "`%s' and `%s' have the same code point %u", v->name,
                 t->values[k].name, v->code);
      }
    }
    if (t->width != 0 && t->width < 4 && v->code >> (8 * t->width) != 0) {
      diagnose(m->d, v->place, "widen the enum, or mend the code point", "`%s' (%u) does not fit into %u byte(s)",
               v->name, v->code, t->width);
    }
  }
}

/* The least bytes that a value of the type has. */
static uint32_t least(const struct type *t) {
  uint32_t n = 0;
  if (t->kind == TYPE_VECTOR)
    return t->prefix + (t->is_fixed ? t->lo : 0);
  for (size_t i = 0; i < t->fields_n; i++)
    n += t->fields[i].is_optional ? 0 : least(t->fields[i].type);
  return t->kind == TYPE_STRUCT || t->kind == TYPE_SELECT ? n : t->width;
}

static void check_vector(struct messages *m, const struct type *t) {
  const struct type *e = t->element.type;
  uint32_t one = least(e);
  if (t->lo > t->hi) {
    diagnose(m->d, t->place, "the least comes first: <lo..hi>", "the bounds %u..%u are reversed", t->lo, t->hi);
  } else if ((t->prefix != 0 || t->is_fixed) && e->kind != TYPE_SELECT && t->hi < one) {
    diagnose(m->d, t->place, "raise the upper bound", "%u byte(s) cannot hold one element, which has at least %u",
             t->hi, one);
  } else if ((e->kind == TYPE_NUMBER || e->kind == TYPE_ENUM) && one != 0 && (t->lo % one != 0 || t->hi % one != 0)) {
    diagnose(m->d, t->place, "bounds are in bytes (RFC 5246 4.3)",
             "the bounds %u..%u are not multiples of an element's %u bytes", t->lo, t->hi, one);
  }
  if (t->is_fixed && e->kind != TYPE_OPAQUE) {
    diagnose(m->d, t->place, "write opaque, or <lo..hi>", "only opaque can have a fixed length");
  }
}

/* The select in a field: itself, or what its vector holds. */
static struct type *select_in(const struct field *f) {
  if (f->type->kind == TYPE_SELECT)
    return f->type;
  if (f->type->kind != TYPE_VECTOR)
    return NULL;
  return f->type->element.type->kind == TYPE_SELECT ? f->type->element.type : NULL;
}

static void check_cases(struct messages *m, const struct type *s, const struct type *e) {
  int has_default = 0;
  for (size_t i = 0; i < s->cases_n; i++) {
    const struct select_case *c = &s->cases[i];
    const struct enum_value *v = c->label == NULL ? NULL : enum_find(e, c->label);
    has_default += c->label == NULL;
    if (c->label != NULL && v == NULL) {
      diagnose(m->d, c->place, "use one of its names", "`%s' is no value of what is selected on", c->label);
    }
    for (size_t k = 0; k < i; k++) {
      const char *other = s->cases[k].label;
      if (other == c->label || (other != NULL && c->label != NULL && strcmp(other, c->label) == 0)) {
        diagnose(m->d, c->place, "take one of them out", "this case stands here twice");
      }
    }
    if (v != NULL)
      s->cases[i].code = v->code;
  }
  for (size_t i = 0; i < e->values_n && !has_default && !e->is_open; i++) {
    int found = 0;
    for (size_t k = 0; k < s->cases_n; k++)
      found += s->cases[k].label != NULL && strcmp(s->cases[k].label, e->values[i].name) == 0;
    if (!found)
      diagnose(m->d, s->on_place, "add it, or a default", "no case for `%s'", e->values[i].name);
  }
  if (!has_default && e->is_open) {
    diagnose(m->d, s->on_place, "add a default, or list the enum's values without a width",
             "no case for values that the enum does not name");
  }
}

/* An earlier field of the struct that has a fixed number of bytes; NULL when there is none of that name. */
static const struct field *fixed_before(const struct type *t, size_t i, const char *name) {
  for (size_t k = 0; k < i; k++) {
    if (t->fields[k].name != NULL && strcmp(t->fields[k].name, name) == 0 && field_is_fixed(&t->fields[k]))
      return &t->fields[k];
  }
  return NULL;
}

/* A select on bytes: one case, a constant of as many bytes, and all else. The parser compares with one. */
static void check_constant(struct messages *m, const struct type *s, const struct field *on) {
  size_t labels = 0;
  for (size_t i = 0; i < s->cases_n; i++) {
    struct select_case *c = &s->cases[i];
    struct constant *k = c->label == NULL ? NULL : messages_constant(m, c->label);
    if (c->label == NULL)
      continue;
    labels++;
    c->constant = k;
    if (k == NULL)
      diagnose(m->d, c->place, "define it: `constant NAME = xCF21...;'", "no constant `%s'", c->label);
    else if (k->n != on->type->lo)
      diagnose(m->d, c->place, "give it as many bytes as the field has", "`%s' has %zu bytes, but `%s' has %u", k->name,
               k->n, on->name, on->type->lo);
    if (k != NULL)
      k->is_used = 1;
  }
  if (labels != 1 || s->cases_n != 2)
    diagnose(m->d, s->on_place, "give it one case with a constant, and a default",
             "a select on bytes has exactly two ways on");
}

/* The select in field i of a struct: it is on the field before it, on a context, or on bytes that came before. */
static void check_select(struct messages *m, const struct type *t, size_t i) {
  struct type *s = select_in(&t->fields[i]);
  const struct type *e = messages_type(m, s->on);
  size_t behind = t->fields[i].length == NULL ? 1 : 2;
  int is_plain = t->fields[i].type->kind == TYPE_SELECT;
  const struct field *bytes = is_plain ? fixed_before(t, i, s->on) : NULL;
  if (bytes != NULL) {
    check_constant(m, s, bytes);
    return;
  }
  if (e == NULL || e->kind != TYPE_ENUM || e->width != 0) {
    const struct field *on = i < behind ? NULL : &t->fields[i - behind];
    if (on == NULL || on->name == NULL || strcmp(on->name, s->on) != 0) {
      diagnose(m->d, s->on_place,
               "select on the field just before, on an earlier one of a fixed number of bytes, or on an enum without "
               "code points",
               "`%s' is not the field before this one", s->on);
      return;
    }
    e = on->type;
  } else if (!is_plain) {
    diagnose(m->d, t->fields[i].place, "leave the bounds out", "a select on a context cannot have a length");
  }
  if (e->kind != TYPE_ENUM) {
    diagnose(m->d, s->on_place, "give that field an enum for its type", "a select needs an enum");
    return;
  }
  check_cases(m, s, e);
}

static void check_fields(struct messages *m, struct type *t) {
  for (size_t i = 0; i < t->fields_n; i++) {
    struct field *f = &t->fields[i];
    for (size_t k = 0; k < i && f->name != NULL; k++) {
      if (t->fields[k].name != NULL && strcmp(t->fields[k].name, f->name) == 0) {
        diagnose(m->d, f->place, "give each its own name", "two fields are called `%s'", f->name);
      }
    }
    if (f->is_optional && (i + 1 != t->fields_n || f->type->kind != TYPE_VECTOR || f->type->is_fixed)) {
      diagnose(m->d, f->place, "only a vector at the end of its struct can be left out",
               "`optional' cannot stand here");
    }
    if (f->length != NULL) {
      const struct field *l = i == 0 ? NULL : &t->fields[i - 1];
      int is_number = l != NULL && l->name != NULL && strcmp(l->name, f->length) == 0 && l->type->kind == TYPE_NUMBER;
      if (!is_number) {
        diagnose(m->d, f->place, "put it there, as a number", "`%s' is not the field before this one", f->length);
        continue;
      }
      f->type->prefix = l->type->width;
      f->type->hi = l->type->width == 4 ? UINT32_MAX : (1u << (8 * l->type->width)) - 1u;
    }
    if (select_in(f) != NULL)
      check_select(m, t, i);
  }
}

/* A type and those without a name inside it. */
static void check_type(struct messages *m, struct type *t) {
  if (t->kind == TYPE_ENUM)
    check_enum(m, t);
  if (t->kind == TYPE_STRUCT)
    check_fields(m, t);
  if (t->kind == TYPE_VECTOR) {
    check_vector(m, t);
    if (t->element.type->name == NULL)
      check_type(m, t->element.type);
  }
  for (size_t i = 0; i < t->fields_n; i++) {
    if (t->fields[i].type->name == NULL)
      check_type(m, t->fields[i].type);
  }
  for (size_t i = 0; i < t->cases_n; i++) {
    for (size_t k = 0; k < t->cases[i].fields_n; k++) {
      if (t->cases[i].fields[k].type->name == NULL)
        check_type(m, t->cases[i].fields[k].type);
    }
  }
}

/* Whether a type is inside another. Each search has a mark of its own, so that it comes by each type once. */
static int holds(struct type *t, const struct type *what, unsigned mark) {
  int found = 0;
  if (t->mark == mark)
    return 0;
  t->mark = mark;
  if (t->kind == TYPE_VECTOR)
    found = t->element.type == what || holds(t->element.type, what, mark);
  for (size_t i = 0; i < t->fields_n && !found; i++) {
    found = t->fields[i].type == what || holds(t->fields[i].type, what, mark);
  }
  for (size_t i = 0; i < t->cases_n; i++) {
    const struct select_case *c = &t->cases[i];
    for (size_t k = 0; k < c->fields_n && !found; k++)
      found = c->fields[k].type == what || holds(c->fields[k].type, what, mark);
  }
  return found;
}

void messages_check(struct messages *m) {
  unsigned before = m->d->errors;
  for (size_t i = 0; i < m->types_n; i++)
    resolve_type(m, m->types[i]);
  for (size_t i = 0; i < m->types_n && m->d->errors == before; i++) {
    if (!holds(m->types[i], m->types[i], (unsigned)i + 1))
      continue;
    diagnose(m->d, m->types[i]->place, "a message must end", "`%s' is a part of itself", m->types[i]->name);
  }
  for (size_t i = 0; i < m->types_n && m->d->errors == before; i++)
    check_type(m, m->types[i]);
  for (size_t i = 0; i < m->constants_n && m->d->errors == before; i++) {
    if (!m->constants[i].is_used)
      diagnose(m->d, m->constants[i].place, "take it out, or let a select have a case for it",
               "no select is about constant `%s'", m->constants[i].name);
  }
  if (m->d->errors == before)
    extensions_check(m);
}
