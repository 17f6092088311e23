/* Readies libtomcrypt: its big integers are GMP's, with two functions of our own.

   ltc_mp is one variable for the whole process. A program that uses libtomcrypt beside Handfast must either leave it as it
   is set here or set it to something that offers the same. */
#include "number.h"
#include <pthread.h>
#define GMP_DESC
#include <tomcrypt.h>

#define SECRET_BITS 64 /* no public exponent that comes this way is longer */

static pthread_once_t once = PTHREAD_ONCE_INIT;
static _Thread_local const struct hf_random *in_use;

void hf_random_use(const struct hf_random *random) {
  in_use = random;
}

/* gmp_desc blinds with mpz_random, which nothing seeds: the same values in each run. This draws `digits` limbs from the
   configuration's source. */
static int draw(void *a, int digits) {
  mp_limb_t limb;
  mpz_ptr z = a;
  mpz_set_ui(z, 0);
  if (in_use == NULL)
    return CRYPT_ERROR_READPRNG;
  for (int i = 0; i < digits; i++) {
    if (in_use->fill(in_use->context, (uint8_t *)&limb, sizeof limb) != 0)
      return CRYPT_ERROR_READPRNG;
    mpz_mul_2exp(z, z, 8 * sizeof limb);
    mpz_add_ui(z, z, limb);
  }
  return CRYPT_OK;
}

/* d = a ^ b mod c. For a long exponent, which is a private one, by GMP's function that takes the same time and touches the
   same memory for all exponents of a size. */
static int power(void *a, void *b, void *c, void *d) {
  if (mpz_sgn((mpz_ptr)b) > 0 && mpz_sizeinbase(b, 2) > SECRET_BITS && mpz_odd_p((mpz_ptr)c))
    mpz_powm_sec(d, a, b, c);
  else
    mpz_powm(d, a, b, c);
  return CRYPT_OK;
}

static void start(void) {
  ltc_mp = gmp_desc;
  ltc_mp.rand = draw;
  ltc_mp.exptmod = power;
}

int hf_provider_start(void) {
  return pthread_once(&once, start) == 0 ? 0 : -1;
}
