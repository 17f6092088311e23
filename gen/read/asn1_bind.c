/* asn1.bind -> entries and bindings. */
#include "base/memory.h"
#include "read/asn1.h"
#include "read/asn1_tokens.h"
#include <string.h>

/* entry NAME [Type] error NAME; without a type, the name is that of one. */
static void read_entry(struct asn1 *a, struct tokens *t) {
  struct asn1_entry e = {.place = tokens_place(t)};
  e.name = tokens_word(t, "the name of the entry");
  e.type_name = tokens_is(t, "error") ? e.name : tokens_word(t, "the name of a type");
  tokens_expect(t, "error");
  e.error = tokens_word(t, "the name of an error");
  for (size_t i = 0; i < a->entries_n; i++) {
    if (strcmp(a->entries[i].name, e.name) == 0)
      diagnose(a->d, e.place, "give it another name", "there are two entries `%s'", e.name);
  }
  a->entries = memory_grow(a->entries, a->entries_n, sizeof *a->entries);
  a->entries[a->entries_n++] = e;
}

/* ENTRY.field.field[].field */
static const char *read_path(struct tokens *t) {
  const char *path = tokens_word(t, "entry, or the path of a field");
  for (;;) {
    if (tokens_take(t, "[")) {
      tokens_expect(t, "]");
      path = memory_print("%s[]", path);
    }
    if (!tokens_take(t, "."))
      return path;
    path = memory_print("%s.%s", path, tokens_word(t, "a field"));
  }
}

static void read_verb(struct tokens *t, struct asn1_binding *b) {
  static const char *const verbs[] = {"keep", "element", "number", "mark", "error", "unread"};
  for (unsigned i = 0; i < ASN1_VERBS; i++) {
    if (!tokens_take(t, verbs[i]))
      continue;
    b->verb = (enum asn1_verb)i;
    if (b->verb != ASN1_UNREAD)
      b->name = tokens_word(t, b->verb == ASN1_ERROR ? "the name of an error" : "a name for it");
    if (b->verb == ASN1_MARK && tokens_take(t, "once"))
      b->twice = tokens_word(t, "the name of an error");
    return;
  }
  tokens_refuse(t, "keep, element, number, mark, error or unread");
}

static void read_binding(struct asn1 *a, struct tokens *t) {
  struct asn1_binding b = {.place = tokens_place(t)};
  b.path = read_path(t);
  read_verb(t, &b);
  for (size_t i = 0; i < a->bindings_n; i++) {
    if (strcmp(a->bindings[i].path, b.path) == 0 && a->bindings[i].verb == b.verb)
      diagnose(a->d, b.place, "take one of them out", "`%s' is bound twice", b.path);
  }
  a->bindings = memory_grow(a->bindings, a->bindings_n, sizeof *a->bindings);
  a->bindings[a->bindings_n++] = b;
}

void asn1_parse_bindings(struct asn1 *a, const struct source *s) {
  struct tokens t;
  asn1_tokens_read(&t, s, 1, a->d);
  while (!t.bad && tokens_peek(&t)->kind != TOKEN_END) {
    if (tokens_take(&t, "\n"))
      continue;
    if (tokens_take(&t, "entry"))
      read_entry(a, &t);
    else
      read_binding(a, &t);
    tokens_expect(&t, "\n");
  }
}
