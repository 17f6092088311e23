/* Reads a registry: comma-separated cells, with quotes where a cell has commas (RFC 4180). */
#include "base/memory.h"
#include "read/registry.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Reads one cell at *at and leaves *at behind it, at the comma or the line's end. */
static struct csv_cell read_cell(const struct source *s, size_t *at) {
  const char *text = s->text;
  struct csv_cell cell = {NULL, source_place(s, *at)};
  char *out = memory_new(strcspn(text + *at, "\n") + 1);
  char *end = out;
  int quoted = text[*at] == '"';
  *at += quoted ? 1u : 0u;
  while (*at < s->n && text[*at] != '\n') {
    if (quoted && text[*at] == '"' && text[*at + 1] != '"')
      break;
    if (!quoted && text[*at] == ',')
      break;
    *at += quoted && text[*at] == '"' ? 1u : 0u;
    *end++ = text[(*at)++];
  }
  if (quoted && text[*at] == '"')
    ++*at;
  if (end > out && end[-1] == '\r')
    end[-1] = '\0';
  cell.text = out;
  return cell;
}

/* Reads the cells of one line; *at moves to the next line. */
static struct csv_cell *read_line(const struct source *s, size_t *at, size_t *n) {
  struct csv_cell *cells = NULL;
  *n = 0;
  for (;;) {
    struct csv_cell cell = read_cell(s, at);
    cells = memory_grow(cells, *n, sizeof *cells);
    cells[*n] = cell;
    ++*n;
    if (*at >= s->n || s->text[*at] != ',')
      break;
    ++*at;
  }
  while (*at < s->n && s->text[*at] != '\n')
    ++*at;
  ++*at;
  return cells;
}

/* "0xC0,0x2F", "0x0401" or "10". */
static uint32_t read_value(const struct csv_cell *cell, struct diagnostics *d) {
  uint32_t value = 0;
  const char *p = cell->text;
  for (;;) {
    char *end;
    unsigned long part = strtoul(p, &end, 0);
    int bad = end == p || part > 65535 || (*end != '\0' && *end != ',');
    if (bad) {
      diagnose(d, cell->place, "write it as IANA does: 10, 0x0401, or 0xC0,0x2F", "`%s' is not a code point",
               cell->text);
      return 0;
    }
    value = value * 256 + (uint32_t)part;
    if (*end == '\0')
      return value;
    p = end + 1;
  }
}

/* IANA calls the names of extensions so, and those of everything else Description. */
static int is_description(const char *text) {
  return strcmp(text, "Description") == 0 || strcmp(text, "Extension Name") == 0;
}

int csv_column(const struct csv_table *t, const char *column) {
  int wants_description = is_description(column);
  for (size_t i = 0; i < t->columns_n; i++) {
    const char *text = t->columns[i].text;
    if (strcmp(text, column) == 0 || (wants_description && is_description(text)))
      return (int)i;
  }
  return -1;
}

const char *csv_text(const struct csv_table *t, const struct csv_row *row, const char *column) {
  int i = csv_column(t, column);
  return i < 0 ? "" : row->cells[i].text;
}

const struct csv_row *csv_find(const struct csv_table *t, const char *column, const char *text) {
  for (size_t i = 0; i < t->rows_n; i++) {
    if (strcmp(csv_text(t, &t->rows[i], column), text) == 0)
      return &t->rows[i];
  }
  return NULL;
}

/* Refuses a row that repeats what an earlier one has in the column. */
static void check_twice(const struct csv_table *t, const struct csv_row *row, const char *column,
                        struct diagnostics *d) {
  int i = csv_column(t, column);
  if (i < 0)
    return;
  for (const struct csv_row *r = t->rows; r < row; r++) {
    if (strcmp(r->cells[i].text, row->cells[i].text) != 0)
      continue;
    diagnose(d, row->cells[i].place, "take one of the two rows out, or correct it",
             "`%s' is in this registry twice, here and in line %u", row->cells[i].text, r->place.line);
    return;
  }
}

static void check_value_twice(const struct csv_table *t, const struct csv_row *row, struct diagnostics *d) {
  int i = csv_column(t, "Value");
  for (const struct csv_row *r = t->rows; i >= 0 && r < row; r++) {
    if (r->value != row->value)
      continue;
    diagnose(d, row->cells[i].place, "give each its own code point, as IANA does",
             "the code point %s is that of line %u, too", row->cells[i].text, r->place.line);
    return;
  }
}

static void add_row(struct csv_table *t, struct csv_cell *cells, struct diagnostics *d) {
  t->rows = memory_grow(t->rows, t->rows_n, sizeof *t->rows);
  struct csv_row *row = &t->rows[t->rows_n];
  row->cells = cells;
  row->place = cells[0].place;
  int value = csv_column(t, "Value");
  if (value >= 0)
    row->value = read_value(&cells[value], d);
  check_value_twice(t, row, d);
  check_twice(t, row, "Description", d);
  check_twice(t, row, "Name", d);
  t->rows_n++;
}

struct csv_table *csv_read(const char *spec, const char *name, struct diagnostics *d) {
  struct csv_table *t = memory_new(sizeof *t);
  t->source = source_read(spec, name);
  if (t->source == NULL) {
    diagnose_run(d, "cannot read %s/%s: %s", spec, name, strerror(errno));
    return NULL;
  }
  size_t at = 0;
  t->columns = read_line(t->source, &at, &t->columns_n);
  while (at < t->source->n) {
    size_t n;
    struct csv_cell *cells = read_line(t->source, &at, &n);
    if (n == t->columns_n) {
      add_row(t, cells, d);
    } else {
      diagnose(d, cells[0].place, "give each row all columns of line 1; quote a cell that has a comma in it",
               "%zu cells where the first line has %zu columns", n, t->columns_n);
    }
  }
  return t;
}
