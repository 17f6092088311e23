/* caught-by: rsa/refused
   What cannot be computed is said to be. */
#include "wrong.h"

int hf_rsa_public(const uint8_t *n, size_t n_n, const uint8_t *e, size_t e_n, const uint8_t *in, uint8_t *out) {
  (void)right_hf_rsa_public(n, n_n, e, e_n, in, out);
  return 0;
}
