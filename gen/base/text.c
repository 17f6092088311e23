/* Texts under construction, and the spellings of names in them. */
#include "base/memory.h"
#include "base/output.h"
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Makes room for n more bytes and a NUL. */
static void make_room(struct text *t, size_t n) {
  if (t->n + n + 1 <= t->room)
    return;
  size_t room = 2 * (t->n + n + 1);
  char *larger = memory_new(room);
  if (t->n != 0)
    memcpy(larger, t->bytes, t->n);
  t->bytes = larger;
  t->room = room;
}

void text_bytes(struct text *t, const char *bytes, size_t n) {
  make_room(t, n);
  memcpy(t->bytes + t->n, bytes, n);
  t->n += n;
  t->bytes[t->n] = '\0';
}

void text_add(struct text *t, const char *format, ...) {
  va_list args, again;
  va_start(args, format);
  va_copy(again, args);
  size_t n = (size_t)vsnprintf(NULL, 0, format, args);
  make_room(t, n);
  vsnprintf(t->bytes + t->n, n + 1, format, again);
  t->n += n;
  va_end(again);
  va_end(args);
}

const char *upper(const char *name) {
  char *s = memory_text(name, strlen(name));
  for (char *p = s; *p != '\0'; p++)
    *p = isalnum((unsigned char)*p) ? (char)toupper((unsigned char)*p) : '_';
  return s;
}

const char *snake(const char *name) {
  size_t n = strlen(name);
  char *s = memory_new(2 * n + 1);
  char *out = s;
  for (size_t i = 0; i < n; i++) {
    int is_upper = isupper((unsigned char)name[i]);
    if (is_upper && i != 0 && out[-1] != '_')
      *out++ = '_';
    *out++ = isalnum((unsigned char)name[i]) ? (char)tolower((unsigned char)name[i]) : '_';
  }
  return s;
}

const char *padding(size_t used, size_t column) {
  size_t n = used < column ? column - used : 1;
  char *s = memory_new(n + 1);
  memset(s, ' ', n);
  return s;
}
