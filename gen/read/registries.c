/* All registries, and what must hold between them. */
#include "base/memory.h"
#include "read/registry.h"
#include <string.h>

/* Each row of a table names, in the column, a row of the registry (or the word `otherwise'). */
static void check_named(const struct csv_table *t, const char *column, const struct csv_table *registry,
                        const char *otherwise, struct diagnostics *d) {
  int i = csv_column(t, column);
  if (i < 0) {
    diagnose(d, t->columns[0].place, "name the columns in the first line", "no column `%s'", column);
    return;
  }
  for (const struct csv_row *row = t->rows; row < t->rows + t->rows_n; row++) {
    const struct csv_cell *cell = &row->cells[i];
    if (csv_find(registry, "Description", cell->text) != NULL || strcmp(cell->text, otherwise) == 0)
      continue;
    diagnose(d, cell->place, memory_print("write one that %s has, or add it there", registry->source->path),
             "no `%s' in the registry", cell->text);
  }
}

/* Each row must say where it comes from. */
static void check_sources(const struct csv_table *t, struct diagnostics *d) {
  int i = csv_column(t, "Reference");
  for (const struct csv_row *row = t->rows; row < t->rows + t->rows_n; row++) {
    if (i >= 0 && row->cells[i].text[0] != '\0')
      continue;
    diagnose(d, row->place, "name the RFC in the column Reference", "a row without a source");
  }
}

/* An error's name becomes a constant in C and stands in transition tables, where `reported' means another. */
static void check_error_names(const struct csv_table *errors, struct diagnostics *d) {
  int i = csv_column(errors, "Name");
  for (size_t k = 0; i >= 0 && k < errors->rows_n; k++) {
    const struct csv_cell *name = &errors->rows[k].cells[i];
    size_t n = strspn(name->text, "abcdefghijklmnopqrstuvwxyz0123456789_");
    if (n != 0 && name->text[n] == '\0' && strcmp(name->text, "reported") != 0)
      continue;
    diagnose(d, name->place, "use small letters, digits and underscores; `reported' is taken",
             "`%s' cannot be the name of an error", name->text);
  }
}

int registries_read(struct registries *r, const char *spec, struct diagnostics *d) {
  struct file {
    const char *name;
    struct csv_table **table;
  } files[] = {
      {"registry/alerts.csv", &r->alerts},
      {"registry/cipher_suites.csv", &r->cipher_suites},
      {"registry/cipher_suites_parts.csv", &r->cipher_suites_parts},
      {"registry/content_types.csv", &r->content_types},
      {"registry/errors.csv", &r->errors},
      {"registry/extensions.csv", &r->extensions},
      {"registry/groups.csv", &r->groups},
      {"registry/handshake_types.csv", &r->handshake_types},
      {"registry/oids.csv", &r->oids},
      {"registry/parts.csv", &r->parts},
      {"registry/signature_schemes.csv", &r->signature_schemes},
  };
  for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
    *files[i].table = csv_read(spec, files[i].name, d);
    if (*files[i].table == NULL)
      return -1;
    check_sources(*files[i].table, d);
  }
  check_error_names(r->errors, d);
  check_named(r->errors, "Alert", r->alerts, "none", d);
  check_named(r->cipher_suites_parts, "Description", r->cipher_suites, "", d);
  return 0;
}
