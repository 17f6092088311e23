/* The registries: CSV tables with the columns that IANA publishes, and Handfast's own beside them. */
#ifndef GEN_REGISTRY_H
#define GEN_REGISTRY_H
#include "base/diagnostics.h"
#include <stdint.h>

struct csv_cell {
  const char *text; /* quotes undone, NUL-terminated */
  struct place place;
};

struct csv_row {
  struct csv_cell *cells; /* as many as the table has columns */
  uint32_t value;         /* of the column Value, when the table has one; 0xC0,0x2F is 0xC02F */
  struct place place;
};

struct csv_table {
  const struct source *source;
  struct csv_cell *columns;
  size_t columns_n;
  struct csv_row *rows; /* in the order of the file */
  size_t rows_n;
};

/* Reads SPECDIR/name, and checks: each row has all columns; no Value and no Description (or Name) twice; each value can
   be read. NULL, or rows left out, with diagnostics. */
struct csv_table *csv_read(const char *spec, const char *name, struct diagnostics *d);
/* The column's number, or -1. Description is also found where IANA calls it Extension Name. */
int csv_column(const struct csv_table *t, const char *column);
/* A cell of a row, "" when there is no such column. */
const char *csv_text(const struct csv_table *t, const struct csv_row *row, const char *column);
/* The row whose column has this text, or NULL. */
const struct csv_row *csv_find(const struct csv_table *t, const char *column, const char *text);

/* All that spec/registry has, read once for every part of the generator. Each with its column Description, but for
   errors, whose name stands in the column Name. */
struct registries {
  struct csv_table *alerts;
  struct csv_table *cipher_suites;
  struct csv_table *cipher_suites_parts; /* what each suite is made of */
  struct csv_table *content_types;
  struct csv_table *errors;
  struct csv_table *extensions;
  struct csv_table *groups;
  struct csv_table *handshake_types;
  struct csv_table *oids;  /* object identifiers, in sets; the name stands in the column Identifier */
  struct csv_table *parts; /* what an engine may be without, and what of the tables belongs to it */
  struct csv_table *signature_schemes;
};

/* Reads them all. 0, or -1 with a diagnostic when one cannot be read. */
int registries_read(struct registries *r, const char *spec, struct diagnostics *d);
#endif
