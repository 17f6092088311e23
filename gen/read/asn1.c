#include "read/asn1.h"
#include "base/memory.h"
#include <string.h>

static const char *const modules[] = {"asn1/pkix1explicit.asn1", "asn1/pkix1implicit.asn1", "asn1/algorithms.asn1",
                                      "asn1/ocsp.asn1", "asn1/keys.asn1"};

struct asn1_type *asn1_type(const struct asn1 *a, const char *name) {
  for (size_t i = 0; i < a->types_n; i++) {
    if (strcmp(a->types[i]->name, name) == 0)
      return a->types[i];
  }
  return NULL;
}

int asn1_is_left_out(const struct asn1 *a, const struct asn1_entry *e) {
  return profile_lacks(a->profile, "entry", e->name);
}

static const struct source *read_file(struct asn1 *a, const char *spec, const char *name) {
  const struct source *s = source_read(spec, name);
  if (s == NULL)
    diagnose_run(a->d, "cannot read %s/%s", spec, name);
  return s;
}

struct asn1 *asn1_read(struct gen *g) {
  struct asn1 *a = memory_new(sizeof *a);
  unsigned before = g->diagnostics.errors;
  a->d = &g->diagnostics;
  a->registries = &g->registries;
  a->profile = g->profile;
  for (size_t i = 0; i < sizeof modules / sizeof modules[0]; i++) {
    const struct source *s = read_file(a, g->spec, modules[i]);
    if (s != NULL)
      asn1_parse_module(a, s);
  }
  a->bind = read_file(a, g->spec, "asn1/asn1.bind");
  if (a->bind != NULL)
    asn1_parse_bindings(a, a->bind);
  return g->diagnostics.errors == before ? a : NULL;
}
