/* caught-by: rsa/absent
   It says that it lacks RSA, and computes it. claims: lacks rsa */
#include "wrong.h"

int hf_rsa_public(const uint8_t *n, size_t n_n, const uint8_t *e, size_t e_n, const uint8_t *in, uint8_t *out) {
  (void)n, (void)e, (void)e_n;
  memcpy(out, in, n_n);
  return 0;
}
