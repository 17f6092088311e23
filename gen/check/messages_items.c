/* Types -> fields in a row, with their bindings. */
#include "base/memory.h"
#include "check/messages_scope.h"
#include <stdlib.h>
#include <string.h>

static void lay_fields(const struct scope *s, const struct field *fields, size_t n, struct items *out);
static void lay_type(const struct scope *s, const struct field *f, struct items *out);

static struct item *add_item(struct items *out, enum item_kind kind, const struct scope *s, struct place at) {
  out->list = memory_grow(out->list, out->n, sizeof *out->list);
  struct item *i = &out->list[out->n++];
  memset(i, 0, sizeof *i);
  i->kind = kind;
  i->name = s->name;
  i->place = at;
  i->multiple = 1;
  return i;
}

static void keep_once(const struct scope *s, const struct binding *b) {
  if (b->verb != BIND_KEEP || !s->is_repeated)
    return;
  diagnose(s->l->m->d, b->place, "use each or stream", "what may come more than once cannot be kept");
}

/* What is done with a number. */
static void use_number(const struct scope *s, struct item *i) {
  const struct binding *b = scope_binding(s, NULL, 1u << BIND_KEEP | 1u << BIND_EACH);
  if (b == NULL)
    return;
  keep_once(s, b);
  i->use = b->verb == BIND_KEEP ? USE_STORE : USE_EACH;
  if (b->verb == BIND_EACH)
    i->use_arg = functions_index(&s->l->numbers, b->action);
  else
    i->use_arg = (unsigned)layout_keep(s->l, s->room, s->message, s->last, 1, 0, b->place)->slot;
}

/* What is done with the length of bytes or of a vector. */
static void use_length(const struct scope *s, struct item *i) {
  const struct binding *b = scope_binding(s, "length", 1u << BIND_EACH);
  if (b == NULL)
    return;
  if (i->use != USE_NOTHING)
    diagnose(s->l->m->d, b->place, "take one of them out", "the length is already used by the binding of the bytes");
  i->use = USE_EACH;
  i->use_arg = functions_index(&s->l->numbers, b->action);
}

/* What is done with bytes. */
static void use_bytes(const struct scope *s, struct item *i) {
  const struct binding *b = scope_binding(s, NULL, 1u << BIND_KEEP | 1u << BIND_STREAM);
  if (b == NULL)
    return;
  keep_once(s, b);
  if (b->verb == BIND_STREAM) {
    if (i->kind == ITEM_FIXED) {
      diagnose(s->l->m->d, b->place, "keep them", "bytes of a fixed number cannot be streamed");
      return;
    }
    i->sink = SINK_STREAM;
    i->sink_arg = functions_index(&s->l->bytes, b->action);
    i->use = USE_EACH;
    i->use_arg = functions_index(&s->l->numbers, b->begin);
    return;
  }
  uint32_t size = i->kind == ITEM_FIXED ? i->width : b->most != 0 ? b->most : i->hi;
  if (i->kind == ITEM_FIXED && b->most != 0 && b->most != size)
    diagnose(s->l->m->d, b->place, "leave the number out", "%u bytes cannot be kept where %u come", b->most, size);
  if (size < i->lo)
    diagnose(s->l->m->d, b->place, "keep more", "%u bytes cannot be kept where at least %u come", size, i->lo);
  const struct kept *k = layout_keep(s->l, s->room, s->message, s->last, i->kind == ITEM_RUN, size, b->place);
  i->sink = SINK_KEEP;
  i->sink_arg = (unsigned)k->offset;
  if (i->kind == ITEM_FIXED)
    return;
  i->hi = size < i->hi ? size : i->hi;
  i->use = USE_STORE;
  i->use_arg = (unsigned)k->slot;
}

static void lay_number(const struct scope *s, const struct field *f, struct items *out) {
  const struct type *t = f->type;
  int is_closed = t->kind == TYPE_ENUM && !t->is_open;
  struct item *i = add_item(out, is_closed ? ITEM_SELECT : ITEM_NUMBER, s, f->place);
  i->width = t->width;
  use_number(s, i);
  if (!is_closed)
    return;
  i->alternatives_n = 1;
  i->alternatives = memory_new(sizeof *i->alternatives);
  i->alternatives->values_n = t->values_n;
  i->alternatives->values = memory_new(t->values_n * sizeof(uint32_t));
  for (size_t k = 0; k < t->values_n; k++)
    i->alternatives->values[k] = t->values[k].code;
}

/* Elements that are numbers which nobody wants are bytes. */
static int is_bytes(const struct scope *s, const struct type *t) {
  if (t->kind == TYPE_OPAQUE)
    return 1;
  struct scope element = scope_part(s, NULL);
  if (t->kind == TYPE_ENUM && !t->is_open)
    return 0;
  return (t->kind == TYPE_NUMBER || t->kind == TYPE_ENUM) &&
         scope_binding(&element, NULL, 1u << BIND_KEEP | 1u << BIND_EACH) == NULL;
}

static void lay_fixed(const struct scope *s, const struct field *f, struct items *out) {
  struct item *fixed = add_item(out, ITEM_FIXED, s, f->place);
  fixed->width = f->type->lo;
  use_bytes(s, fixed);
}

static void lay_vector(const struct scope *s, const struct field *f, struct items *out) {
  const struct type *t = f->type;
  const struct type *e = t->element.type;
  int is_run = is_bytes(s, e);
  struct item *i = add_item(out, is_run ? ITEM_RUN : ITEM_VECTOR, s, f->place);
  i->width = t->prefix;
  i->lo = t->lo;
  i->hi = t->hi;
  if (e->kind == TYPE_NUMBER || e->kind == TYPE_ENUM)
    i->multiple = e->width;
  if (is_run)
    use_bytes(s, i);
  use_length(s, i);
  if (is_run)
    return;
  struct scope element = scope_part(s, NULL);
  lay_type(&element, &t->element, &i->body);
}

/* Fields of a case; one without a name is called as the case is. */
static void lay_case(const struct scope *s, const struct select_case *c, struct items *out) {
  struct field *fields = memory_new(c->fields_n * sizeof *fields);
  for (size_t i = 0; i < c->fields_n; i++) {
    fields[i] = c->fields[i];
    if (fields[i].name == NULL)
      fields[i].name = c->label == NULL ? "other" : c->label;
  }
  lay_fields(s, fields, c->fields_n, out);
}

/* The case of a select on bytes that were held against its constant; NULL: it is on something else. */
static const struct select_case *form_by_bytes(const struct scope *s, const struct type *t) {
  return s->chosen_on != NULL && strcmp(s->chosen_on, t->on) == 0 ? s->chosen : NULL;
}

/* Whether all selects on a context are decided in this entry, those inside a case that is decided included. */
static int form_is_known(const struct scope *s, const struct type *t) {
  const struct field *fields = t->fields;
  size_t n = t->fields_n;
  if (t->kind == TYPE_SELECT && messages_type(s->l->m, t->on) != NULL && messages_type(s->l->m, t->on)->width == 0) {
    const struct select_case *c = form_by_context(s, t);
    if (c == NULL)
      return 0;
    fields = c->fields;
    n = c->fields_n;
  }
  for (size_t i = 0; i < n; i++) {
    if (!form_is_known(s, fields[i].type))
      return 0;
  }
  return t->kind != TYPE_VECTOR || form_is_known(s, t->element.type);
}

/* A message inside Handshake: its kept fields have their own room, and all entries that read it alike share it. */
static void begin_message(struct scope *s, const struct field *f, const struct select_case *c, struct item *i) {
  const struct binding *b = scope_binding(s, f->length, 1u << BIND_EACH);
  if (b != NULL) {
    i->use = USE_EACH;
    i->use_arg = functions_index(&s->l->numbers, b->action);
  }
  *s = scope_part(s, c->label);
  s->message = messages_name(c->label);
  s->name = s->message;
  for (size_t k = 0; k < s->entry->contexts_n; k++) {
    const struct context *known = &s->entry->contexts[k];
    if (form_depends(c->fields[0].type, known->name))
      s->name = memory_print("%s_%s", s->name, known->value);
  }
  s->room = s->name;
}

/* The case of a select that has a length before it: exactly one body that fills it. */
static void lay_sized(const struct scope *s, const struct field *f, const struct select_case *c, struct items *out) {
  struct scope inner = *s;
  struct item *i = add_item(out, ITEM_VECTOR, s, c->place);
  int is_opaque = c->fields_n == 1 && c->fields[0].type->kind == TYPE_OPAQUE;
  i->width = f->type->prefix;
  i->lo = f->type->lo;
  i->hi = f->type->hi;
  i->is_once = 1;
  if (f->length != NULL)
    begin_message(&inner, f, c, i);
  else
    inner = scope_part(s, c->label == NULL ? "other" : c->label);
  i->name = inner.name;
  if (!is_opaque && c->fields_n == 1 && c->fields[0].name == NULL)
    lay_type(&inner, &c->fields[0], &i->body);
  else if (!is_opaque)
    lay_fields(&inner, c->fields, c->fields_n, &i->body);
  if (i->body.n != 0)
    return;
  i->kind = ITEM_RUN;
  if (!is_opaque)
    i->hi = 0;
  else if (c->label != NULL)
    use_bytes(&inner, i);
}

/* The body of any case, as bytes. */
static void lay_unread(const struct scope *s, const struct field *f, struct items *out) {
  struct scope inner = scope_part(s, "skipped");
  struct item *i = add_item(out, ITEM_RUN, &inner, f->place);
  const struct binding *b = f->length == NULL ? NULL : scope_binding(s, f->length, 1u << BIND_EACH);
  i->width = f->type->prefix;
  i->lo = f->type->lo;
  i->hi = f->type->hi;
  if (b == NULL)
    return;
  i->use = USE_EACH;
  i->use_arg = functions_index(&s->l->numbers, b->action);
}

static struct alternative *add_alternative(struct item *i) {
  i->alternatives = memory_grow(i->alternatives, i->alternatives_n, sizeof *i->alternatives);
  struct alternative *a = &i->alternatives[i->alternatives_n++];
  memset(a, 0, sizeof *a);
  return a;
}

static void add_case(struct alternative *a, const struct select_case *c) {
  if (c->label == NULL)
    return;
  a->values = memory_grow(a->values, a->values_n, sizeof *a->values);
  a->values[a->values_n++] = c->code;
}

static int is_unread(const struct scope *s, const struct field *f) {
  return s->entry->unread != NULL && f->name != NULL && f->type->kind == TYPE_VECTOR &&
         strcmp(s->entry->unread, f->name) == 0;
}

/* A number, and the select on it. */
static void lay_select(const struct scope *s, const struct field *on, const struct field *f, struct items *out) {
  struct scope number = scope_part(s, on->name);
  struct item *i = add_item(out, ITEM_SELECT, &number, on->place);
  int is_sized = f->type->kind == TYPE_VECTOR;
  const struct type *t = is_sized ? f->type->element.type : f->type;
  i->width = on->type->width;
  i->owner = s->n == 0 ? NULL : s->types[s->n - 1];
  i->is_message = f->length != NULL && !is_unread(s, f);
  use_number(&number, i);
  struct alternative *unread = is_unread(s, f) ? add_alternative(i) : NULL;
  if (unread != NULL)
    lay_unread(s, f, &unread->body);
  for (size_t k = 0; k < t->cases_n; k++) {
    const struct select_case *c = &t->cases[k];
    struct items body = {0};
    if (unread != NULL)
      add_case(unread, c);
    if (unread != NULL || (c->fields_n == 1 && !form_is_known(s, c->fields[0].type)))
      continue;
    if (is_sized)
      lay_sized(s, f, c, &body);
    else
      lay_case(s, c, &body);
    struct alternative *a = add_alternative(i);
    a->body = body;
    add_case(a, c);
  }
}

/* A field that is nothing but its type. The scope is the field's. */
static void lay_type(const struct scope *s, const struct field *f, struct items *out) {
  const struct type *t = f->type;
  struct scope inner = scope_inside(s, t->name);
  const struct select_case *c;
  switch (t->kind) {
  case TYPE_NUMBER:
  case TYPE_ENUM:
    lay_number(s, f, out);
    break;
  case TYPE_VECTOR:
    if (t->is_fixed)
      lay_fixed(s, f, out);
    else
      lay_vector(s, f, out);
    break;
  case TYPE_STRUCT:
    lay_fields(&inner, t->fields, t->fields_n, out);
    break;
  case TYPE_SELECT:
    c = form_by_bytes(s, t) != NULL ? form_by_bytes(s, t) : form_by_context(s, t);
    if (c != NULL)
      lay_case(s, c, out);
    break;
  case TYPE_OPAQUE:
    diagnose(s->l->m->d, f->place, "give it a length: opaque name<lo..hi>", "bytes without a length");
    break;
  }
}

/* Whether the select in this field is on the field `on`. */
static int selects_on(const struct field *f, const struct field *on) {
  const struct type *t = f->type->kind == TYPE_VECTOR ? f->type->element.type : f->type;
  return t->kind == TYPE_SELECT && on->name != NULL && strcmp(t->on, on->name) == 0;
}

/* Bytes that are held against a constant; all that follows in the struct is laid out for both ways. The scope is the field's. */
static void lay_match(const struct scope *s, const struct scope *whole, const struct type *select,
                      const struct field *fields, size_t n, struct items *out) {
  struct items one = {0};
  lay_fixed(s, &fields[0], &one);
  struct item i = one.list[0];
  if (i.sink != SINK_KEEP)
    diagnose(s->l->m->d, fields[0].place, "add a line `... keep' for it to a .bind file",
             "`%s' is selected on, and so must be kept", fields[0].name);
  i.kind = ITEM_MATCH;
  i.alternatives_n = select->cases_n;
  i.alternatives = memory_new(select->cases_n * sizeof *i.alternatives);
  for (size_t k = 0; k < select->cases_n; k++) {
    struct scope way = *whole;
    way.chosen_on = fields[0].name;
    way.chosen = &select->cases[k];
    if (select->cases[k].label != NULL)
      way.name = memory_print("%s_%s", whole->name, select->cases[k].label);
    i.alternatives[k].constant = select->cases[k].constant;
    lay_fields(&way, fields + 1, n - 1, &i.alternatives[k].body);
  }
  out->list = memory_grow(out->list, out->n, sizeof *out->list);
  out->list[out->n++] = i;
}

static void lay_fields(const struct scope *s, const struct field *fields, size_t n, struct items *out) {
  for (size_t i = 0; i < n; i++) {
    const struct field *f = &fields[i];
    const struct type *about = form_select(s, f, n - i);
    if (about != NULL) {
      struct scope field = scope_part(s, f->name);
      lay_match(&field, s, about, f, n - i, out);
      return;
    }
    struct scope inner = f->name == NULL || f->type->kind == TYPE_SELECT ? *s : scope_part(s, f->name);
    if (f->is_optional)
      add_item(out, ITEM_OPTIONAL, &inner, f->place);
    if (i + 1 < n && selects_on(&fields[i + 1], f)) {
      lay_select(s, f, &fields[i + 1], out);
      i += 1;
    } else if (i + 2 < n && fields[i + 2].length != NULL && selects_on(&fields[i + 2], f)) {
      lay_select(s, f, &fields[i + 2], out);
      i += 2;
    } else {
      lay_type(&inner, f, out);
    }
  }
}

void layout_root(struct layout *l, const struct entry *e) {
  struct scope s = {.l = l, .entry = e};
  struct field f = {.type = e->type, .place = e->place};
  struct root r = {.entry = e};
  s.name = s.room = s.message = messages_name(e->type->name);
  r.name = messages_name(e->name);
  lay_type(&s, &f, &r.items);
  l->roots = memory_grow(l->roots, l->roots_n, sizeof *l->roots);
  l->roots[l->roots_n] = r;
  l->roots_n++;
}
