/* A file of the specification, read whole, and places in it. */
#ifndef GEN_SOURCE_H
#define GEN_SOURCE_H
#include <stddef.h>

struct source {
  const char *path; /* as it is opened and as messages show it: SPECDIR/machine/hello.fsm */
  const char *name; /* the part behind SPECDIR/: what generated files may mention */
  char *text;       /* n bytes and a NUL */
  size_t n;
};

/* Line and column count from 1. A line of 0 means the file as a whole. */
struct place {
  const struct source *source;
  unsigned line;
  unsigned column;
};

/* Reads directory/name, or name alone when directory is NULL. NULL when it cannot be read; errno says why. */
struct source *source_read(const char *directory, const char *name);
/* Where a byte of the text stands. */
struct place source_place(const struct source *source, size_t offset);
/* The line, without its end; *n its length. */
const char *source_line(const struct source *source, unsigned line, size_t *n);
#endif
