/* A .bind file -> bindings, entries, and what is encoded. */
#include "base/memory.h"
#include "read/messages.h"
#include "read/messages_tokens.h"
#include <string.h>

static struct type *known_type(struct messages *m, struct tokens *t) {
  struct place at = tokens_place(t);
  const char *name = tokens_word(t, "the name of a struct");
  struct type *type = messages_type(m, name);
  if (!t->bad && type == NULL)
    diagnose(m->d, at, "define it in a .tls file, or mend its spelling", "no struct is called `%s'", name);
  return type;
}

/* entry NAME STRUCT [CONTEXT=VALUE...] [unread FIELD] */
static void read_entry(struct messages *m, struct tokens *t) {
  struct entry e = {.place = tokens_place(t)};
  e.name = tokens_word(t, "the name of the entry");
  e.type = known_type(m, t);
  while (tokens_peek(t)->kind == TOKEN_WORD && !tokens_is(t, "unread")) {
    struct context c = {.place = tokens_place(t)};
    c.name = tokens_word(t, "an enum");
    tokens_expect(t, "=");
    c.value = tokens_word(t, "a value of it");
    e.contexts = memory_grow(e.contexts, e.contexts_n, sizeof *e.contexts);
    e.contexts[e.contexts_n] = c;
    e.contexts_n++;
  }
  if (tokens_take(t, "unread"))
    e.unread = tokens_word(t, "the field that is skipped");
  if (e.type == NULL)
    return;
  m->entries = memory_grow(m->entries, m->entries_n, sizeof *m->entries);
  m->entries[m->entries_n] = e;
  m->entries_n++;
}

/* extensions STRUCT MESSAGE */
static void read_carrier(struct messages *m, struct tokens *t) {
  struct carrier c = {.place = tokens_place(t)};
  c.type = known_type(m, t);
  c.message_place = tokens_place(t);
  c.message = tokens_word(t, "the message that carries them");
  if (c.type == NULL)
    return;
  m->carriers = memory_grow(m->carriers, m->carriers_n, sizeof *m->carriers);
  m->carriers[m->carriers_n] = c;
  m->carriers_n++;
}

static int is_encoded(const struct messages *m, const struct encoded *e) {
  for (size_t i = 0; i < m->encoded_n; i++) {
    const struct encoded *other = &m->encoded[i];
    int is_same =
        other->value == e->value || (other->value != NULL && e->value != NULL && strcmp(other->value, e->value) == 0);
    if (other->type == e->type && is_same)
      return 1;
  }
  return 0;
}

/* encode STRUCT[:VALUE...] */
static void read_encode(struct messages *m, struct tokens *t) {
  struct encoded e = {.place = tokens_place(t)};
  e.type = known_type(m, t);
  while (tokens_take(t, ":")) {
    const char *value = tokens_word(t, "a value of a context, or a constant");
    e.value = e.value == NULL ? value : memory_print("%s:%s", e.value, value);
  }
  if (e.type == NULL)
    return;
  if (is_encoded(m, &e))
    diagnose(m->d, e.place, "take one of them out", "`%s' is encoded twice", e.type->name);
  m->encoded = memory_grow(m->encoded, m->encoded_n, sizeof *m->encoded);
  m->encoded[m->encoded_n] = e;
  m->encoded_n++;
}

/* Struct.part.part[]: what stands behind the first dot. */
static const char *read_path(struct tokens *t) {
  const char *path = "";
  tokens_expect(t, ".");
  do {
    path = memory_print("%s%s%s", path, path[0] == '\0' ? "" : ".", tokens_word(t, "a field"));
    if (!tokens_take(t, "["))
      continue;
    tokens_expect(t, "]");
    path = memory_print("%s[]", path);
  } while (tokens_take(t, "."));
  return path;
}

static void read_verb(struct tokens *t, struct binding *b) {
  static const char *const verbs[] = {"keep", "each", "stream", "gather", "one", "apart"};
  for (unsigned i = 0; i < sizeof verbs / sizeof verbs[0]; i++) {
    if (!tokens_take(t, verbs[i]))
      continue;
    b->verb = (enum verb)i;
    if (b->verb == BIND_KEEP && tokens_peek(t)->kind == TOKEN_NUMBER) {
      struct place at = tokens_place(t);
      b->most = tokens_number(t);
      if (b->most == 0)
        diagnose(t->d, at, "leave the number out to keep all", "nothing would be kept");
    }
    if (b->verb == BIND_STREAM)
      b->begin = tokens_word(t, "the function that takes the length");
    if (b->verb == BIND_STREAM || b->verb == BIND_EACH)
      b->action = tokens_word(t, "a function");
    if (b->verb == BIND_ONE && tokens_peek(t)->kind == TOKEN_WORD)
      b->action = tokens_word(t, "a case");
    return;
  }
  tokens_refuse(t, "keep, each, stream, gather, one or apart");
}

static void read_binding(struct messages *m, struct tokens *t) {
  struct binding b = {.place = tokens_place(t)};
  const struct type *type = known_type(m, t);
  b.path = read_path(t);
  read_verb(t, &b);
  if (t->bad || type == NULL)
    return;
  b.type = type->name;
  if (messages_binding(m, b.type, b.path, 1u << b.verb) != NULL) {
    diagnose(m->d, b.place, "take one of them out", "`%s.%s' is bound twice", b.type, b.path);
  }
  m->bindings = memory_grow(m->bindings, m->bindings_n, sizeof *m->bindings);
  m->bindings[m->bindings_n] = b;
  m->bindings_n++;
}

void messages_parse_bindings(struct messages *m, const struct source *s) {
  struct tokens t;
  tokens_read(&t, s, 1, m->d);
  while (!t.bad && tokens_peek(&t)->kind != TOKEN_END) {
    if (tokens_take(&t, "\n"))
      continue;
    if (tokens_take(&t, "entry"))
      read_entry(m, &t);
    else if (tokens_take(&t, "encode"))
      read_encode(m, &t);
    else if (tokens_take(&t, "extensions"))
      read_carrier(m, &t);
    else
      read_binding(m, &t);
    tokens_expect(&t, "\n");
  }
}
