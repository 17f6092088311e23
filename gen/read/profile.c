#include "read/profile.h"
#include "base/memory.h"
#include <errno.h>
#include <string.h>

#define NAMES_MAX 32u /* of one kind */

/* A kind of line, and where the names of that kind are known. */
struct kind {
  const char *word;
  struct profile_names *names;
  const struct csv_table
      *registry;      /* NULL: a machine; or a sheet or a wire, whose files are looked for when they are read */
  const char *column; /* of the registry, with the names */
};

/* The next word of the line, and a NUL behind it; *at moves behind it. "" at the line's end or a comment. */
static struct csv_cell next_word(const struct source *s, size_t *at) {
  *at += strspn(s->text + *at, " \t\r");
  size_t n = s->text[*at] == '#' ? 0 : strcspn(s->text + *at, " \t\r\n");
  struct csv_cell word = {memory_text(s->text + *at, n), source_place(s, *at)};
  *at += n;
  return word;
}

static void add_name(const struct kind *kind, struct csv_cell name, struct diagnostics *d) {
  if (kind->registry != NULL && csv_find(kind->registry, kind->column, name.text) == NULL) {
    const char *mend = memory_print("add its row to %s, or take this line out", kind->registry->source->path);
    diagnose(d, name.place, mend, "no %s `%s' in the registry", kind->word, name.text);
    return;
  }
  for (size_t i = 0; i < kind->names->n; i++) {
    if (strcmp(kind->names->names[i].text, name.text) != 0)
      continue;
    diagnose(d, name.place, "take one of the two lines out", "`%s' is here twice, first in line %u", name.text,
             kind->names->names[i].place.line);
    return;
  }
  kind->names->names = memory_grow(kind->names->names, kind->names->n, sizeof *kind->names->names);
  kind->names->names[kind->names->n] = name;
  kind->names->n++;
}

static void read_line(const struct source *s, size_t at, const struct kind *kinds, size_t n, struct diagnostics *d) {
  struct csv_cell word = next_word(s, &at);
  struct csv_cell name = next_word(s, &at);
  struct csv_cell rest = next_word(s, &at);
  if (word.text[0] == '\0')
    return;
  if (name.text[0] == '\0' || rest.text[0] != '\0') {
    diagnose(d, word.place, "write a kind and one name, as in `cipher_suite TLS_RSA_WITH_AES_128_CBC_SHA'",
             "not a line of a profile");
    return;
  }
  for (size_t i = 0; i < n; i++) {
    if (strcmp(word.text, kinds[i].word) != 0)
      continue;
    add_name(&kinds[i], name, d);
    return;
  }
  diagnose(d, word.place, "the kinds are machine, sheet, wire, cipher_suite, group, signature_scheme and part",
           "no kind `%s'", word.text);
}

int profile_is_full(const struct profile *p) {
  return strcmp(p->name, PROFILE_FULL) == 0;
}

int profile_has(const struct profile_names *names, const char *name) {
  for (size_t i = 0; i < names->n; i++) {
    if (strcmp(names->names[i].text, name) == 0)
      return 1;
  }
  return 0;
}

int profile_lacks(const struct profile *p, const char *kind, const char *what) {
  for (size_t i = 0; i < p->all_parts->rows_n; i++) {
    const struct csv_row *row = &p->all_parts->rows[i];
    if (strcmp(csv_text(p->all_parts, row, "Kind"), kind) == 0 &&
        strcmp(csv_text(p->all_parts, row, "What"), what) == 0 &&
        !profile_has(&p->parts, csv_text(p->all_parts, row, "Part")))
      return 1;
  }
  return 0;
}

/* The profile that has all has each part. */
static void check_parts(const struct profile *p, struct diagnostics *d) {
  struct place whole = {p->source, 0, 0};
  for (size_t i = 0; profile_is_full(p) && i < p->all_parts->rows_n; i++) {
    const char *name = csv_text(p->all_parts, &p->all_parts->rows[i], "Part");
    if (profile_has(&p->parts, name))
      continue;
    diagnose(d, whole, memory_print("add `part %s', or take its rows out of %s", name, p->all_parts->source->path),
             "the profile that has all is without `%s'", name);
    return;
  }
}

struct profile *profile_read(const char *spec, const char *name, const struct registries *r, struct diagnostics *d) {
  struct profile *p = memory_new(sizeof *p);
  const char *file = memory_print("profiles/%s.profile", name);
  p->name = name;
  p->source = source_read(spec, file);
  if (p->source == NULL) {
    diagnose_run(d, "cannot read %s/%s: %s", spec, file, strerror(errno));
    return NULL;
  }
  const struct kind kinds[] = {
      {"part", &p->parts, r->parts, "Part"},
      {"machine", &p->machines, NULL, NULL},
      {"sheet", &p->sheets, NULL, NULL},
      {"wire", &p->wires, NULL, NULL},
      {"cipher_suite", &p->cipher_suites, r->cipher_suites, "Description"},
      {"group", &p->groups, r->groups, "Description"},
      {"signature_scheme", &p->signature_schemes, r->signature_schemes, "Description"},
  };
  p->all_parts = r->parts;
  for (size_t at = 0; at < p->source->n; at += strcspn(p->source->text + at, "\n") + 1) {
    read_line(p->source, at, kinds, sizeof kinds / sizeof kinds[0], d);
  }
  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
    struct place whole = {p->source, 0, 0};
    if (kinds[i].names->n == 0 && kinds[i].names != &p->parts)
      diagnose(d, whole, "name at least one", "no line `%s'", kinds[i].word);
    if (kinds[i].names->n > NAMES_MAX)
      diagnose(d, kinds[i].names->names[NAMES_MAX].place, "take those out that are least wanted",
               "more than %u lines `%s': the engine holds what a peer offers in as many bits", NAMES_MAX,
               kinds[i].word);
  }
  check_parts(p, d);
  return p;
}
