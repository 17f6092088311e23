#include "ports/look.h"

#if !defined(__GNUC__)
#error "look.c: say how this compiler is kept from removing stores that nobody reads"
#endif

/* Of its own file: Frama-C has no contract for what an assembler does. It makes no instruction. */
/* cppcheck-suppress misra-c2012-2.7 ; the assembler has p, which cppcheck does not read */
void hf_look_at(const void *p) {
  __asm__ __volatile__("" : : "r"(p) : "memory");
}
