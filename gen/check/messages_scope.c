#include "check/messages_scope.h"
#include "base/memory.h"
#include <string.h>

struct scope scope_inside(const struct scope *s, const char *type) {
  struct scope inner = *s;
  if (type == NULL || inner.n == FRAMES)
    return inner;
  inner.types[inner.n] = type;
  inner.paths[inner.n] = "";
  inner.n++;
  return inner;
}

struct scope scope_part(const struct scope *s, const char *part) {
  struct scope inner = *s;
  for (unsigned i = 0; i < s->n; i++) {
    if (part == NULL)
      inner.paths[i] = memory_print("%s[]", s->paths[i]);
    else
      inner.paths[i] = memory_print("%s%s%s", s->paths[i], s->paths[i][0] == '\0' ? "" : ".", part);
  }
  inner.is_repeated |= part == NULL;
  inner.name = memory_print("%s_%s", s->name, part == NULL ? "element" : messages_name(part));
  if (part == NULL)
    return inner;
  inner.last = part;
  return inner;
}

struct binding *scope_binding(const struct scope *s, const char *part, unsigned verbs) {
  struct scope here = part == NULL ? *s : scope_part(s, part);
  for (unsigned i = 0; i < here.n; i++) {
    struct binding *b = messages_binding(s->l->m, here.types[i], here.paths[i], verbs);
    if (b == NULL)
      continue;
    b->is_used = 1;
    return b;
  }
  return NULL;
}

const struct select_case *form_by_context(const struct scope *s, const struct type *t) {
  for (size_t k = 0; k < s->entry->contexts_n; k++) {
    const struct context *c = &s->entry->contexts[k];
    for (size_t i = 0; i < t->cases_n && strcmp(c->name, t->on) == 0; i++) {
      if (t->cases[i].label != NULL && strcmp(t->cases[i].label, c->value) == 0)
        return &t->cases[i];
    }
  }
  return NULL;
}

int form_depends(const struct type *t, const char *context) {
  if (t->kind == TYPE_SELECT && strcmp(t->on, context) == 0)
    return 1;
  for (size_t i = 0; i < t->fields_n; i++) {
    if (form_depends(t->fields[i].type, context))
      return 1;
  }
  for (size_t i = 0; i < t->cases_n; i++) {
    for (size_t k = 0; k < t->cases[i].fields_n; k++) {
      if (form_depends(t->cases[i].fields[k].type, context))
        return 1;
    }
  }
  return t->kind == TYPE_VECTOR && form_depends(t->element.type, context);
}

const struct type *form_select(const struct scope *s, const struct field *fields, size_t n) {
  for (size_t i = 1; i < n && s->chosen_on == NULL && field_is_fixed(&fields[0]) && fields[0].name != NULL; i++) {
    const struct type *t = fields[i].type;
    if (t->kind == TYPE_SELECT && strcmp(t->on, fields[0].name) == 0)
      return t;
  }
  return NULL;
}
