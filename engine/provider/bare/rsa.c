/* There is no RSA here: it says so. A configuration that does not offer it (handfast/bare.h) never asks. */
#include "handfast/provider.h"

int hf_rsa_public(const uint8_t *n, size_t n_n, const uint8_t *e, size_t e_n, const uint8_t *in, uint8_t *out) {
  (void)n, (void)n_n, (void)e, (void)e_n, (void)in, (void)out;
  return -1;
}
