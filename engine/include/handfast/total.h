/* What nearly every contract says: the function comes back to its caller. Written without \true and \false, of which
   <stdbool.h> makes \1 and \0. */
#ifndef HANDFAST_TOTAL_H
#define HANDFAST_TOTAL_H
#include <stdbool.h>
#include <stddef.h>

/* clang-format off */
#define HF_TOTAL terminates 0 == 0; exits 0 == 1
/* clang-format on */
#endif
