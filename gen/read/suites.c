/* What each cipher suite of the profile is made of. */
#include "read/suites.h"
#include "base/memory.h"
#include <stdlib.h>
#include <string.h>

/* A word of the parts table and what it is in C. */
struct word {
  const char *column;
  const char *word;
  const char *in_c;
};

static const struct word words[] = {
    {"KeyExchange", "rsa", "HF_KEY_EXCHANGE_RSA"},
    {"KeyExchange", "ecdhe", "HF_KEY_EXCHANGE_ECDHE"},
    {"KeyExchange", "any", "HF_KEY_EXCHANGE_ANY"},
    {"Authentication", "any", "0u"},
    {"Authentication", "rsa", "HF_KEY_RSA"},
    {"Authentication", "ecdsa", "HF_KEY_EC"},
    {"Protection", "cbc", "HF_PROTECTION_CBC"},
    {"Protection", "gcm", "HF_PROTECTION_GCM"},
    {"Protection", "chacha20_poly1305", "HF_PROTECTION_CHACHA20_POLY1305"},
    {"MacHash", "none", "0u"},
    {"MacHash", "sha1", "HF_HASH_SHA1"},
    {"MacHash", "sha256", "HF_HASH_SHA256"},
    {"MacHash", "sha384", "HF_HASH_SHA384"},
    {"PrfHash", "sha256", "HF_HASH_SHA256"},
    {"PrfHash", "sha384", "HF_HASH_SHA384"},
};

/* What the column's word is in C. */
static const char *in_c(const struct registries *r, const struct csv_row *row, const char *column,
                        struct diagnostics *d) {
  const struct csv_table *parts = r->cipher_suites_parts;
  const char *text = csv_text(parts, row, column);
  const char *known = "";
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
    if (strcmp(words[i].column, column) != 0)
      continue;
    if (strcmp(words[i].word, text) == 0)
      return words[i].in_c;
    known = memory_print("%s%s%s", known, known[0] == '\0' ? "" : ", ", words[i].word);
  }
  int i = csv_column(parts, column);
  diagnose(d, i < 0 ? row->place : row->cells[i].place, memory_print("the words for %s are: %s", column, known),
           "unknown word `%s'", text);
  return "0u";
}

/* A number of bytes, 0 to 64. */
static const char *bytes(const struct registries *r, const struct csv_row *row, const char *column,
                         struct diagnostics *d) {
  const struct csv_table *parts = r->cipher_suites_parts;
  int i = csv_column(parts, column);
  char *end = NULL;
  const char *text = csv_text(parts, row, column);
  unsigned long n = strtoul(text, &end, 10);
  if (end == text || *end != '\0' || n > 64) {
    diagnose(d, i < 0 ? row->place : row->cells[i].place, "write a number of bytes, 0 to 64", "`%s' is not a size",
             text);
  }
  return memory_print("%luu", n);
}

/* A suite is of one version: without its sheet nothing would come of what is offered. */
static void check_version(const struct suite *s, const struct profile *p, struct place at, struct diagnostics *d) {
  const char *sheet = strcmp(s->key_exchange, "HF_KEY_EXCHANGE_ANY") == 0 ? "tls13" : "tls12";
  if (profile_has(&p->sheets, sheet))
    return;
  diagnose(d, at, memory_print("take this line out, or add `sheet %s'", sheet),
           "`%s' is of a version that the profile leaves out", s->name);
}

static void add_suite(struct suites *suites, const struct registries *r, const struct csv_cell *name,
                      struct diagnostics *d) {
  const struct csv_table *parts = r->cipher_suites_parts;
  const struct csv_row *row = csv_find(parts, "Description", name->text);
  if (row == NULL) {
    diagnose(d, name->place, memory_print("add its row to %s, or take this line out", parts->source->path),
             "nothing says what `%s' is made of", name->text);
    return;
  }
  suites->list = memory_grow(suites->list, suites->n, sizeof *suites->list);
  struct suite *s = &suites->list[suites->n];
  suites->n++;
  s->name = name->text;
  s->place = name->place;
  s->key_exchange = in_c(r, row, "KeyExchange", d);
  s->authentication = in_c(r, row, "Authentication", d);
  s->protection = in_c(r, row, "Protection", d);
  s->key_bytes = bytes(r, row, "KeyBytes", d);
  s->mac_bytes = bytes(r, row, "MacBytes", d);
  s->fixed_iv_bytes = bytes(r, row, "FixedIVBytes", d);
  s->mac_hash = in_c(r, row, "MacHash", d);
  s->prf_hash = in_c(r, row, "PrfHash", d);
}

struct suites suites_read(const struct registries *r, const struct profile *p, struct diagnostics *d) {
  struct suites suites = {NULL, 0};
  for (size_t i = 0; i < p->cipher_suites.n; i++)
    add_suite(&suites, r, &p->cipher_suites.names[i], d);
  for (size_t i = 0; i < suites.n; i++)
    check_version(&suites.list[i], p, suites.list[i].place, d);
  return suites;
}
