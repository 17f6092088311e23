#include "base/output.h"
#include "base/memory.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

struct text *output_file(struct output *o, const char *name) {
  struct output_file *f = memory_new(sizeof *f);
  f->name = memory_text(name, strlen(name));
  o->files = memory_grow(o->files, o->n, sizeof *o->files);
  o->files[o->n] = f;
  o->n++;
  return &f->text;
}

/* Makes the directories above a file. */
static int make_directories(const char *path) {
  char *copy = memory_text(path, strlen(path));
  for (char *p = copy + 1; *p != '\0'; p++) {
    if (*p != '/')
      continue;
    *p = '\0';
    if (mkdir(copy, 0777) != 0 && errno != EEXIST)
      return -1;
    *p = '/';
  }
  return 0;
}

/* Whether the file already has these bytes. */
static int is_same(const char *path, const struct text *t) {
  FILE *f = fopen(path, "rb");
  if (f == NULL)
    return 0;
  size_t i = 0;
  int c;
  while ((c = fgetc(f)) != EOF && i < t->n && (char)c == t->bytes[i])
    i++;
  fclose(f);
  return c == EOF && i == t->n;
}

static int write_file(const char *path, const struct text *t) {
  FILE *f = fopen(path, "wb");
  if (f == NULL)
    return -1;
  size_t written = fwrite(t->bytes, 1, t->n, f);
  return fclose(f) == 0 && written == t->n ? 0 : -1;
}

/* Writes what is new to NAME.new; *fresh says whether it was new. */
static int prepare(const char *path, const struct text *t, int *fresh) {
  *fresh = !is_same(path, t);
  if (!*fresh)
    return 0;
  if (make_directories(path) != 0)
    return -1;
  return write_file(memory_print("%s.new", path), t);
}

int output_write(const struct output *o, const char *directory, struct diagnostics *d) {
  int *fresh = memory_new((o->n + 1) * sizeof *fresh);
  size_t n = 0;
  int bad = 0;
  for (n = 0; n < o->n && !bad; n++) {
    const char *path = memory_print("%s/%s", directory, o->files[n]->name);
    bad = prepare(path, &o->files[n]->text, &fresh[n]);
    if (bad)
      diagnose_run(d, "cannot write %s.new: %s", path, strerror(errno));
  }
  for (size_t i = 0; i < n; i++) {
    const char *path = memory_print("%s/%s", directory, o->files[i]->name);
    const char *fresh_path = memory_print("%s.new", path);
    if (!fresh[i])
      continue;
    if (bad) {
      remove(fresh_path);
    } else if (rename(fresh_path, path) != 0) {
      diagnose_run(d, "cannot rename %s: %s", fresh_path, strerror(errno));
      bad = 1;
    }
  }
  return bad ? -1 : 0;
}
