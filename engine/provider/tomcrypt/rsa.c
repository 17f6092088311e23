/* RSA's public operation. Nothing here is secret. */
#include "number.h"

#define LEAST 64u /* bytes in the shortest modulus that is computed with at all */

static int is_usable(const mpz_t n, size_t n_n, const mpz_t e) {
  return n_n >= LEAST && n_n <= HF_RSA_MAX && mpz_odd_p(n) && mpz_odd_p(e) && mpz_cmp_ui(e, 3) >= 0 &&
         mpz_cmp(e, n) < 0;
}

int hf_rsa_public(const uint8_t *n, size_t n_n, const uint8_t *e, size_t e_n, const uint8_t *in, uint8_t *out) {
  mpz_t modulus, exponent, x;
  int r = -1;
  if (n_n > HF_RSA_MAX || e_n > HF_RSA_MAX)
    return -1;
  mpz_inits(modulus, exponent, x, (mpz_ptr)NULL);
  hf_number_read(modulus, n, n_n);
  hf_number_read(exponent, e, e_n);
  hf_number_read(x, in, n_n);
  if (is_usable(modulus, n_n, exponent) && mpz_cmp(x, modulus) < 0) {
    mpz_powm(x, x, exponent, modulus);
    hf_number_write(out, n_n, x);
    r = 0;
  }
  mpz_clears(modulus, exponent, x, (mpz_ptr)NULL);
  return r;
}
