/* The sets of object identifiers, spec/registry/oids.csv. */
#include "base/memory.h"
#include "check/asn1_levels.h"
#include <stdlib.h>
#include <string.h>

/* One arc in base 128 (X.690 8.19.2). */
static int add_arc(struct asn1_chosen *c, unsigned long arc) {
  unsigned n = 1;
  while (n < 5 && arc >> (7 * n) != 0)
    n++;
  if (c->octets_n + n > 10)
    return 0;
  while (n-- > 0)
    c->octets[c->octets_n++] = (unsigned char)((arc >> (7 * n) & 0x7f) | (n > 0 ? 0x80 : 0));
  return 1;
}

/* "2.5.29.19" -> octets; 0 when it is no identifier of at most ten octets. */
static int read_identifier(struct asn1_chosen *c, const char *text) {
  char *p;
  unsigned long first = strtoul(text, &p, 10);
  unsigned long second;
  if (p == text || *p != '.' || first > 2)
    return 0;
  text = p + 1;
  second = strtoul(text, &p, 10);
  if (p == text || (first < 2 && second > 39) || !add_arc(c, first * 40 + second))
    return 0;
  while (*p == '.') {
    text = p + 1;
    unsigned long arc = strtoul(text, &p, 10);
    if (p == text || arc > 0xffffffffu || !add_arc(c, arc))
      return 0;
  }
  return *p == '\0';
}

static struct asn1_chosen read_row(const struct asn1 *a, const struct csv_table *oids, const struct csv_row *row) {
  struct asn1_chosen c = {.name = csv_text(oids, row, "Identifier")};
  const char *type = csv_text(oids, row, "Type");
  size_t n = strlen(type);
  c.is_optional = n > 9 && strcmp(type + n - 9, " OPTIONAL") == 0;
  c.type = memory_text(type, c.is_optional ? n - 9 : n);
  if (!read_identifier(&c, csv_text(oids, row, "OID")))
    diagnose(a->d, row->place, "write it as 2.5.29.19; its encoding may have ten octets",
             "`%s' is no object identifier", csv_text(oids, row, "OID"));
  if (c.type[0] != '\0' && strcmp(c.type, "absent") != 0 && asn1_type(a, c.type) == NULL)
    diagnose(a->d, row->place, "define it in a module of spec/asn1, or write `absent'", "unknown type `%s'", c.type);
  return c;
}

static void check_twice(const struct asn1 *a, const struct csv_row *row, const struct asn1_chosen *all, size_t n) {
  const struct asn1_chosen *c = &all[n];
  for (size_t i = 0; i < n; i++) {
    int is_same = all[i].octets_n == c->octets_n && memcmp(all[i].octets, c->octets, c->octets_n) == 0;
    if (is_same || strcmp(all[i].name, c->name) == 0)
      diagnose(a->d, row->place, "take one of them out", "`%s' stands twice in its set", c->name);
  }
}

struct asn1_chosen *asn1_set(const struct asn1 *a, const struct asn1_type *t, size_t *n) {
  const struct csv_table *oids = a->registries->oids;
  struct asn1_chosen *all = NULL;
  *n = 0;
  for (size_t i = 0; i < oids->rows_n; i++) {
    if (strcmp(csv_text(oids, &oids->rows[i], "Set"), t->set) != 0)
      continue;
    all = memory_grow(all, *n, sizeof *all);
    all[*n] = read_row(a, oids, &oids->rows[i]);
    check_twice(a, &oids->rows[i], all, *n);
    ++*n;
  }
  if (*n == 0)
    diagnose(a->d, t->place, "add its rows to spec/registry/oids.csv", "no set `%s'", t->set);
  return all;
}
