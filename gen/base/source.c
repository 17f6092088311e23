#include "base/source.h"
#include "base/memory.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>

/* All bytes of an open file, and a line's end where the last one is missing; *n their number. NULL: reading failed. */
static char *read_all(FILE *f, size_t *n) {
  size_t room = 1 << 16;
  char *text = memory_new(room + 1);
  *n = 0;
  for (;;) {
    size_t got = fread(text + *n, 1, room - 1 - *n, f);
    *n += got;
    if (got == 0)
      break;
    if (*n < room - 1)
      continue;
    char *larger = memory_new(2 * room + 1);
    memcpy(larger, text, *n);
    text = larger;
    room *= 2;
  }
  if (*n != 0 && text[*n - 1] != '\n')
    text[(*n)++] = '\n';
  text[*n] = '\0';
  return ferror(f) ? NULL : text;
}

struct source *source_read(const char *directory, const char *name) {
  struct source *s = memory_new(sizeof *s);
  s->name = memory_text(name, strlen(name));
  s->path = directory == NULL ? s->name : memory_print("%s/%s", directory, name);
  FILE *f = fopen(s->path, "rb");
  if (f == NULL)
    return NULL;
  s->text = read_all(f, &s->n);
  int why = errno;
  fclose(f);
  errno = why;
  return s->text == NULL ? NULL : s;
}

struct place source_place(const struct source *source, size_t offset) {
  struct place p = {source, 1, 1};
  for (size_t i = 0; i < offset && i < source->n; i++) {
    p.column++;
    if (source->text[i] != '\n')
      continue;
    p.line++;
    p.column = 1;
  }
  return p;
}

const char *source_line(const struct source *source, unsigned line, size_t *n) {
  const char *at = source->text;
  for (unsigned i = 1; i < line; i++) {
    const char *end = strchr(at, '\n');
    if (end == NULL)
      break;
    at = end + 1;
  }
  *n = strcspn(at, "\r\n");
  return at;
}
