#include "base/diagnostics.h"
#include "base/memory.h"
#include <stdarg.h>
#include <stdio.h>

#define SHOWN 50u /* errors; what is wrong behind so many is rarely worth reading */

/* The row of the specification and a mark below the column. */
static void show_row(struct place at) {
  size_t n;
  const char *row = source_line(at.source, at.line, &n);
  fprintf(stderr, "%6u | %.*s\n       | ", at.line, (int)n, row);
  for (unsigned i = 1; i < at.column && i <= n; i++)
    fputc(row[i - 1] == '\t' ? '\t' : ' ', stderr);
  fputs("^\n", stderr);
}

/* Whether there was an error at this place before; it is remembered. */
static int was_shown(struct diagnostics *d, struct place at) {
  for (size_t i = 0; i < d->places_n; i++) {
    const struct place *p = &d->places[i];
    if (p->source == at.source && p->line == at.line && p->column == at.column)
      return 1;
  }
  d->places = memory_grow(d->places, d->places_n, sizeof *d->places);
  d->places[d->places_n] = at;
  d->places_n++;
  return 0;
}

void diagnose(struct diagnostics *d, struct place at, const char *mend, const char *format, ...) {
  if (at.line != 0 && was_shown(d, at))
    return;
  d->errors++;
  if (d->errors > SHOWN)
    return;
  if (at.line == 0) {
    fprintf(stderr, "%s: error: ", at.source->path);
  } else {
    fprintf(stderr, "%s:%u:%u: error: ", at.source->path, at.line, at.column);
  }
  va_list args;
  va_start(args, format);
  vfprintf(stderr, format, args);
  va_end(args);
  fputc('\n', stderr);
  if (at.line != 0)
    show_row(at);
  if (mend != NULL)
    fprintf(stderr, "       = %s\n", mend);
}

void diagnose_run(struct diagnostics *d, const char *format, ...) {
  d->errors++;
  fputs("hfgen: error: ", stderr);
  va_list args;
  va_start(args, format);
  vfprintf(stderr, format, args);
  va_end(args);
  fputc('\n', stderr);
}
