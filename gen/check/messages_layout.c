/* Where fields are kept, which functions are called, and whether all bindings found their field. */
#include "base/memory.h"
#include "check/messages_items.h"
#include <string.h>

#define KEPT_BYTES 648 /* HF_KEPT_BYTES and HF_PARSER_NUMBERS in engine/include/handfast/parser.h */
#define NUMBERS 8

unsigned functions_index(struct functions *f, const char *name) {
  for (unsigned i = 0; i < f->n; i++) {
    if (strcmp(f->names[i], name) == 0)
      return i;
  }
  f->names = memory_grow(f->names, f->n, sizeof *f->names);
  f->names[f->n] = name;
  f->n++;
  return (unsigned)f->n - 1;
}

/* What of a room is taken: slots, and bytes. */
static void taken(const struct layout *l, const char *room, int *slots, int *bytes) {
  *slots = 0;
  *bytes = 0;
  for (size_t i = 0; i < l->kept_n; i++) {
    const struct kept *k = &l->kept[i];
    if (strcmp(k->room, room) != 0)
      continue;
    *slots += k->slot >= 0;
    *bytes += k->offset >= 0 ? (int)k->size : 0;
  }
}

const struct kept *layout_keep(struct layout *l, const char *room, const char *message, const char *field,
                               int has_number, uint32_t size, struct place at) {
  const char *constant = memory_print("%s_%s", upper(message), upper(messages_name(field)));
  for (size_t i = 0; i < l->kept_n; i++) {
    if (strcmp(l->kept[i].constant, constant) != 0)
      continue;
    if (l->kept[i].place.source == at.source && l->kept[i].place.line == at.line)
      return &l->kept[i]; /* the same, of another entry */
    diagnose(l->m->d, at, "keep only one of them", "two fields of a message would be kept as %s", constant);
  }
  struct kept k = {.room = room, .constant = constant, .slot = -1, .offset = -1, .size = size, .place = at};
  int slots, bytes;
  taken(l, room, &slots, &bytes);
  if (has_number)
    k.slot = slots;
  if (size > 0)
    k.offset = bytes;
  if (slots + has_number > NUMBERS || size > KEPT_BYTES || bytes + (int)size > KEPT_BYTES) {
    diagnose(l->m->d, at, "keep less, or enlarge struct hf_kept and this check",
             "%s: a message can keep %d numbers and %d bytes", constant, NUMBERS, KEPT_BYTES);
  }
  l->kept = memory_grow(l->kept, l->kept_n, sizeof *l->kept);
  l->kept[l->kept_n] = k;
  l->kept_n++;
  return &l->kept[l->kept_n - 1];
}

/* Functions are numbered in the order of the file, so that a new one at its end changes no other. */
static void number_functions(struct layout *l) {
  for (size_t i = 0; i < l->m->bindings_n; i++) {
    const struct binding *b = &l->m->bindings[i];
    if (b->verb == BIND_EACH)
      functions_index(&l->numbers, b->action);
    if (b->verb != BIND_STREAM)
      continue;
    functions_index(&l->numbers, b->begin);
    functions_index(&l->bytes, b->action);
  }
}

static void check_context(struct messages *m, const struct entry *e, size_t n) {
  const struct context *c = &e->contexts[n];
  const struct type *type = messages_type(m, c->name);
  if (type == NULL || type->kind != TYPE_ENUM || type->width != 0 || enum_find(type, c->value) == NULL) {
    diagnose(m->d, c->place, "name an enum without code points, and one of its values", "`%s=%s' is no context",
             c->name, c->value);
  }
  for (size_t i = 0; i < n; i++) {
    if (strcmp(e->contexts[i].name, c->name) == 0)
      diagnose(m->d, c->place, "an entry reads in one form: make another entry for the other",
               "context `%s' has a value already", c->name);
  }
}

static int has_field(const struct type *t, const char *name) {
  for (size_t i = 0; i < t->fields_n; i++) {
    if (t->fields[i].name != NULL && strcmp(t->fields[i].name, name) == 0)
      return 1;
  }
  return 0;
}

/* The entry at index n. */
static void check_entry(struct messages *m, size_t n) {
  const struct entry *e = &m->entries[n];
  for (size_t i = 0; i < n; i++) {
    if (strcmp(m->entries[i].name, e->name) == 0)
      diagnose(m->d, e->place, "give it another name", "two entries are called `%s'", e->name);
  }
  for (size_t i = 0; i < e->contexts_n; i++)
    check_context(m, e, i);
  if (e->unread != NULL && !has_field(e->type, e->unread))
    diagnose(m->d, e->place, "name the field that is skipped", "`%s' is no field of `%s'", e->unread, e->type->name);
}

/* What no entry came by. Not asked when an entry has an error: then more may be missing than is wrong. */
static void check_used(struct messages *m) {
  for (size_t i = 0; i < m->bindings_n; i++) {
    const struct binding *b = &m->bindings[i];
    if (b->is_used || b->verb >= BIND_GATHER)
      continue;
    diagnose(m->d, b->place, "mend the path, or the verb: bytes are kept or streamed, numbers kept or given to each",
             "nothing that an entry reads is `%s.%s'", b->type, b->path);
  }
}

/* Entries share most of their messages: after one with an error the next would only say it again. */
struct layout *messages_layout(struct messages *m) {
  struct layout *l = memory_new(sizeof *l);
  unsigned before = m->d->errors;
  l->m = m;
  number_functions(l);
  for (size_t i = 0; i < m->entries_n; i++)
    check_entry(m, i);
  for (size_t i = 0; i < m->entries_n && m->d->errors == before; i++)
    layout_root(l, &m->entries[i]);
  if (m->d->errors == before)
    check_used(m);
  return m->d->errors == before ? l : NULL;
}
