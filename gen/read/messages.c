#include "read/messages.h"
#include "base/memory.h"
#include <ctype.h>
#include <errno.h>
#include <string.h>

struct type *messages_type(const struct messages *m, const char *name) {
  for (size_t i = 0; i < m->types_n; i++) {
    if (strcmp(m->types[i]->name, name) == 0)
      return m->types[i];
  }
  return NULL;
}

struct constant *messages_constant(const struct messages *m, const char *name) {
  for (size_t i = 0; i < m->constants_n; i++) {
    if (strcmp(m->constants[i].name, name) == 0)
      return &m->constants[i];
  }
  return NULL;
}

int field_is_fixed(const struct field *f) {
  return f->type->kind == TYPE_VECTOR && f->type->is_fixed;
}

const struct enum_value *enum_find(const struct type *t, const char *name) {
  for (size_t i = 0; i < t->values_n; i++) {
    if (strcmp(t->values[i].name, name) == 0)
      return &t->values[i];
  }
  return NULL;
}

struct binding *messages_binding(const struct messages *m, const char *type, const char *path, unsigned verbs) {
  for (size_t i = 0; i < m->bindings_n; i++) {
    struct binding *b = &m->bindings[i];
    if ((verbs >> b->verb) % 2 == 1 && strcmp(b->type, type) == 0 && strcmp(b->path, path) == 0)
      return b;
  }
  return NULL;
}

/* A capital begins a word when a small letter stands before or, inside a run of capitals, behind it. */
const char *messages_name(const char *name) {
  size_t n = strlen(name);
  char *s = memory_new(2 * n + 1);
  char *out = s;
  for (size_t i = 0; i < n; i++) {
    int is_capital = isupper((unsigned char)name[i]);
    int behind_small = i > 0 && islower((unsigned char)name[i - 1]);
    int before_small = i > 0 && isupper((unsigned char)name[i - 1]) && islower((unsigned char)name[i + 1]);
    if (is_capital && (behind_small || before_small))
      *out++ = '_';
    *out++ = (char)tolower((unsigned char)name[i]);
  }
  return s;
}

const struct csv_table *messages_registry(const struct messages *m, const char *name) {
  const struct registries *r = m->registries;
  if (strcmp(name, "alerts") == 0)
    return r->alerts;
  if (strcmp(name, "cipher_suites") == 0)
    return r->cipher_suites;
  if (strcmp(name, "content_types") == 0)
    return r->content_types;
  if (strcmp(name, "extensions") == 0)
    return r->extensions;
  if (strcmp(name, "groups") == 0)
    return r->groups;
  if (strcmp(name, "handshake_types") == 0)
    return r->handshake_types;
  if (strcmp(name, "signature_schemes") == 0)
    return r->signature_schemes;
  return NULL;
}

/* Reads the file of each wire that ends so, one after the other. 0 when there was an error. */
static int read_each(struct gen *g, struct messages *m, const char *end,
                     void (*read)(struct messages *m, const struct source *s)) {
  unsigned before = g->diagnostics.errors;
  for (size_t i = 0; i < g->profile->wires.n; i++) {
    const char *name = memory_print("wire/%s.%s", g->profile->wires.names[i].text, end);
    const struct source *s = source_read(g->spec, name);
    if (s == NULL)
      diagnose_run(&g->diagnostics, "cannot read %s/%s: %s", g->spec, name, strerror(errno));
    else
      read(m, s);
  }
  return g->diagnostics.errors == before;
}

struct messages *messages_read(struct gen *g) {
  struct messages *m = memory_new(sizeof *m);
  unsigned before = g->diagnostics.errors;
  m->d = &g->diagnostics;
  m->registries = &g->registries;
  if (read_each(g, m, "tls", messages_parse_types) && read_each(g, m, "bind", messages_parse_bindings))
    messages_check(m);
  g->messages = g->diagnostics.errors == before ? m : NULL;
  return g->messages;
}
