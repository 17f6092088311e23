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
      *registry; /* NULL: a machine; or a sheet or a wire, whose files are looked for when they are read */
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
  if (kind->registry != NULL && csv_find(kind->registry, "Description", name.text) == NULL) {
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
  diagnose(d, word.place, "the kinds are machine, sheet, wire, cipher_suite, group and signature_scheme",
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
      {"machine", &p->machines, NULL},  {"sheet", &p->sheets, NULL},
      {"wire", &p->wires, NULL},        {"cipher_suite", &p->cipher_suites, r->cipher_suites},
      {"group", &p->groups, r->groups}, {"signature_scheme", &p->signature_schemes, r->signature_schemes},
  };
  for (size_t at = 0; at < p->source->n; at += strcspn(p->source->text + at, "\n") + 1) {
    read_line(p->source, at, kinds, sizeof kinds / sizeof kinds[0], d);
  }
  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
    struct place whole = {p->source, 0, 0};
    if (kinds[i].names->n == 0)
      diagnose(d, whole, "name at least one", "no line `%s'", kinds[i].word);
    if (kinds[i].names->n > NAMES_MAX)
      diagnose(d, kinds[i].names->names[NAMES_MAX].place, "take those out that are least wanted",
               "more than %u lines `%s': the engine holds what a peer offers in as many bits", NAMES_MAX,
               kinds[i].word);
  }
  return p;
}
