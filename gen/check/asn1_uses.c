/* What asn1.bind says of a path. */
#include "base/memory.h"
#include "check/asn1_levels.h"
#include <string.h>

static struct asn1_binding *find(const struct asn1 *a, const char *path, enum asn1_verb verb) {
  for (size_t i = 0; path != NULL && i < a->bindings_n; i++) {
    if (a->bindings[i].verb == verb && strcmp(a->bindings[i].path, path) == 0) {
      a->bindings[i].is_used = 1;
      return &a->bindings[i];
    }
  }
  return NULL;
}

int asn1_bound_below(const struct asn1 *a, const char *path) {
  size_t n = strlen(path);
  for (size_t i = 0; i < a->bindings_n; i++) {
    const char *p = a->bindings[i].path;
    if (strncmp(p, path, n) == 0 && (p[n] == '.' || p[n] == '['))
      return 1;
  }
  return 0;
}

/* The first multiple of width from which on as many are free for the entry. */
static unsigned free_place(const struct asn1_names *names, const struct asn1_entry *e, unsigned width) {
  unsigned at = 0;
  for (size_t i = 0; i < names->n; i++) {
    const struct asn1_name *k = &names->list[i];
    if (k->entry != e || k->at >= at + width || at >= k->at + k->width)
      continue;
    at = (k->at + k->width + width - 1) / width * width;
    i = (size_t)-1; /* from the beginning */
  }
  return at;
}

/* The place of a name among those of its entry, made when it is new. */
static unsigned place_of_name(struct asn1_levels *l, struct asn1_names *names, const struct asn1_entry *e,
                              const struct asn1_binding *b, unsigned width, unsigned most) {
  for (size_t i = 0; i < names->n; i++) {
    if (names->list[i].entry == e && strcmp(names->list[i].name, b->name) == 0)
      return names->list[i].at;
  }
  unsigned at = free_place(names, e, width);
  if (at + width > most)
    diagnose(l->a->d, b->place, "keep less, or begin an entry further in", "an entry has room for %u of these", most);
  names->list = memory_grow(names->list, names->n, sizeof *names->list);
  names->list[names->n++] = (struct asn1_name){e, b->name, at, width};
  return at;
}

static unsigned power_of_two(unsigned n) {
  unsigned k = 1;
  while (k < n)
    k *= 2;
  return k;
}

static void check_error(const struct asn1 *a, const char *name, struct place at) {
  if (csv_find(a->registries->errors, "Name", name) == NULL)
    diagnose(a->d, at, "write one of spec/registry/errors.csv, or add it there", "no error `%s'", name);
}

void asn1_bound(struct asn1_levels *l, struct place_of *at, struct asn1_use *use) {
  const struct asn1_binding *b;
  for (unsigned verb = 0; verb < ASN1_VERBS; verb++) {
    b = find(l->a, at->path, verb);
    int is_general = b == NULL;
    if (is_general)
      b = find(l->a, at->general, verb);
    if (b == NULL)
      continue;
    unsigned choices = is_general ? power_of_two(at->choices) : 1;
    if (verb == ASN1_KEEP || verb == ASN1_ELEMENT) {
      use->kept = verb == ASN1_KEEP ? KEPT_CONTENTS : KEPT_ELEMENT;
      use->is_whole = 0;
      use->slot = place_of_name(l, &l->slots, at->entry, b, 1, ASN1_SLOTS);
    } else if (verb == ASN1_NUMBER) {
      use->has_number = 1;
      use->number = place_of_name(l, &l->numbers, at->entry, b, 1, ASN1_NUMBERS);
    } else if (verb == ASN1_MARK) {
      use->has_mark = 1;
      use->twice = b->twice;
      use->mark = place_of_name(l, &l->marks, at->entry, b, choices, ASN1_MARKS) + (is_general ? at->choice : 0);
      if (b->twice != NULL)
        check_error(l->a, b->twice, b->place);
    } else if (verb == ASN1_ERROR) {
      at->error = b->name;
      check_error(l->a, b->name, b->place);
    } else {
      use->is_unread = 1;
    }
  }
}
