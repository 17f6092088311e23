#include "check/extensions.h"
#include "base/memory.h"
#include <string.h>

const char *const carrier_words[CARRIERS] = {"CH", "SH", "HRR", "EE", "CT", "CR", "NST"};
const char *const version_columns[VERSIONS] = {"TLS 1.2", "TLS 1.3"};
const char *const version_constants[VERSIONS] = {"TLS12", "TLS13"};

#define BITS 32u /* the engine notes what came as bits of one number */

/* The next word of "CH, EE", and its length in *n; NULL at the end. */
static const char *next_word(const char *text, size_t *n) {
  text += strspn(text, ", ");
  *n = strcspn(text, ", ");
  return *n == 0 ? NULL : text;
}

static int carrier_of(const char *word, size_t n) {
  for (unsigned i = 0; i < CARRIERS; i++) {
    if (strlen(carrier_words[i]) == n && strncmp(carrier_words[i], word, n) == 0)
      return (int)i;
  }
  return -1;
}

int extension_is_carried(const struct csv_table *t, const struct csv_row *row, unsigned version, unsigned carrier) {
  size_t n;
  for (const char *w = next_word(csv_text(t, row, version_columns[version]), &n); w != NULL; w = next_word(w + n, &n)) {
    if (carrier_of(w, n) == (int)carrier)
      return 1;
  }
  return 0;
}

int version_is_spoken(const struct profile *p, unsigned version) {
  static const char *const sheets[VERSIONS] = {"tls12", "tls13"};
  return profile_has(&p->sheets, sheets[version]);
}

int extension_is_known(const struct profile *p, const struct csv_table *t, const struct csv_row *row) {
  int is_carried = 0;
  for (unsigned v = 0; v < VERSIONS; v++) {
    for (unsigned c = 0; c < CARRIERS && version_is_spoken(p, v); c++)
      is_carried |= extension_is_carried(t, row, v, c);
  }
  return is_carried && !profile_lacks(p, "extension", csv_text(t, row, "Description"));
}

int extension_is_last(const struct csv_table *t, const struct csv_row *row) {
  return strcmp(csv_text(t, row, "Place"), "last") == 0;
}

/* Each word is a message; and an answer has something that it answers: a ClientHello, or for CT a CertificateRequest. */
static void check_cell(struct messages *m, const struct csv_row *row, unsigned version) {
  const struct csv_table *t = m->registries->extensions;
  const struct csv_cell *cell = &row->cells[csv_column(t, version_columns[version])];
  size_t n;
  if (strcmp(cell->text, "-") == 0)
    return;
  for (const char *w = next_word(cell->text, &n); w != NULL; w = next_word(w + n, &n)) {
    if (carrier_of(w, n) < 0)
      diagnose(m->d, cell->place, "the messages are CH, SH, HRR, EE, CT, CR and NST; `-' says that none carries it",
               "no message `%s' that carries extensions", memory_text(w, n));
  }
  int asks = extension_is_carried(t, row, version, 0) || extension_is_carried(t, row, version, 5) ||
             extension_is_carried(t, row, version, 6);
  if (!asks)
    diagnose(m->d, cell->place, "add CH, or CR where a client's certificate answers",
             "an answer that no message asks for");
}

static void check_columns(struct messages *m) {
  const struct csv_table *t = m->registries->extensions;
  for (unsigned v = 0; v < VERSIONS; v++) {
    if (csv_column(t, version_columns[v]) < 0) {
      diagnose(m->d, t->columns[0].place, "name the columns in the first line", "no column `%s'", version_columns[v]);
      return;
    }
  }
  for (size_t i = 0; i < t->rows_n; i++) {
    const char *place = csv_text(t, &t->rows[i], "Place");
    if (place[0] != '\0' && strcmp(place, "last") != 0)
      diagnose(m->d, t->rows[i].cells[csv_column(t, "Place")].place, "write last, or nothing", "no place `%s'", place);
    for (unsigned v = 0; v < VERSIONS; v++)
      check_cell(m, &t->rows[i], v);
  }
  if (t->rows_n > BITS)
    diagnose(m->d, t->rows[BITS].place, "take those out that the engine does not read",
             "more than %u extensions: the engine notes each as a bit", BITS);
}

/* The select on the type in the struct of an extension; NULL when it has not that form. */
static const struct type *bodies(const struct type *t) {
  if (t->fields_n != 2 || t->fields[1].type->kind != TYPE_VECTOR)
    return NULL;
  const struct type *s = t->fields[1].type->element.type;
  return s->kind == TYPE_SELECT ? s : NULL;
}

static const struct select_case *find_case(const struct type *s, const char *label) {
  for (size_t i = 0; i < s->cases_n; i++) {
    if (s->cases[i].label != NULL && strcmp(s->cases[i].label, label) == 0)
      return &s->cases[i];
  }
  return NULL;
}

/* Whether some version lets the message carry it. */
static int is_listed(const struct csv_table *t, const struct csv_row *row, unsigned carrier) {
  for (unsigned v = 0; v < VERSIONS; v++) {
    if (extension_is_carried(t, row, v, carrier))
      return 1;
  }
  return 0;
}

static void check_struct(struct messages *m, const struct carrier *c) {
  const struct csv_table *t = m->registries->extensions;
  const struct type *s = bodies(c->type);
  int carrier = carrier_of(c->message, strlen(c->message));
  if (carrier < 0)
    diagnose(m->d, c->message_place, "the messages are CH, SH, HRR, EE, CT, CR and NST",
             "no message `%s' that carries extensions", c->message);
  if (s == NULL)
    diagnose(m->d, c->place, "it is a type, and a select on it with a length before it",
             "`%s' is not the struct of an extension", c->type->name);
  if (s == NULL || carrier < 0)
    return;
  for (size_t i = 0; i < t->rows_n; i++) {
    const char *name = csv_text(t, &t->rows[i], "Description");
    const struct select_case *found = find_case(s, name);
    int listed = is_listed(t, &t->rows[i], (unsigned)carrier);
    if (listed && found == NULL)
      diagnose(m->d, s->on_place,
               memory_print("give it a case, or take %s out of its row in %s", c->message, t->source->name),
               "no case for `%s', which %s may carry", name, c->message);
    if (!listed && found != NULL)
      diagnose(m->d, found->place, memory_print("take it out, or add %s to its row in %s", c->message, t->source->name),
               "`%s' is not carried by %s", name, c->message);
  }
}

void extensions_check(struct messages *m) {
  unsigned before = m->d->errors;
  check_columns(m);
  int is_sound = m->d->errors == before;
  for (size_t i = 0; i < m->carriers_n && is_sound; i++)
    check_struct(m, &m->carriers[i]);
}
