/* Memory of the generator: everything lives until the end of the run, then memory_free gives all of it back. */
#ifndef GEN_MEMORY_H
#define GEN_MEMORY_H
#include <stddef.h>

/* size bytes, all zero. Ends the program with a message when there are none. */
void *memory_new(size_t size);
/* The array old of n elements with room for one more: a copy of twice the size whenever n is zero or a power of two. */
void *memory_grow(void *old, size_t n, size_t element);
/* A copy of n bytes of text, NUL-terminated. */
char *memory_text(const char *text, size_t n);
/* A text made as printf makes one. */
char *memory_print(const char *format, ...) __attribute__((format(printf, 1, 2)));
void memory_free(void);
#endif
