/* Marks secrets for valgrind: it reports each branch and each address that depends on a byte so marked. */
#ifndef CT_SECRET_H
#define CT_SECRET_H
#include <stddef.h>
#include <valgrind/memcheck.h>

static inline void secret(const void *bytes, size_t n) {
  (void)VALGRIND_MAKE_MEM_UNDEFINED(bytes, n);
}

/* Ends the secrecy of a result, so that the test may look at it. */
static inline void reveal(const void *bytes, size_t n) {
  (void)VALGRIND_MAKE_MEM_DEFINED(bytes, n);
}
#endif
