#include "base/memory.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Each block begins with the address of the block before it. */
union block {
  union block *before;
  max_align_t alignment;
};

static union block *last;

void *memory_new(size_t size) {
  union block *b = calloc(1, sizeof *b + size);
  if (b == NULL) {
    fputs("hfgen: out of memory\n", stderr);
    exit(2);
  }
  b->before = last;
  last = b;
  return b + 1;
}

void *memory_grow(void *old, size_t n, size_t element) {
  if (n != 0 && (n & (n - 1)) != 0)
    return old;
  void *grown = memory_new((n == 0 ? 1 : 2 * n) * element);
  if (n != 0)
    memcpy(grown, old, n * element);
  return grown;
}

char *memory_text(const char *text, size_t n) {
  char *copy = memory_new(n + 1);
  memcpy(copy, text, n);
  return copy;
}

char *memory_print(const char *format, ...) {
  va_list args, again;
  va_start(args, format);
  va_copy(again, args);
  size_t n = (size_t)vsnprintf(NULL, 0, format, args);
  char *text = memory_new(n + 1);
  vsnprintf(text, n + 1, format, again);
  va_end(again);
  va_end(args);
  return text;
}

void memory_free(void) {
  while (last != NULL) {
    union block *before = last->before;
    free(last);
    last = before;
  }
}
