#include "number.h"
#include "crypto/bytes.h"

void hf_number_read(mpz_t z, const uint8_t *in, size_t n) {
  mpz_import(z, n, 1, 1, 1, 0, in);
}

void hf_number_write(uint8_t *out, size_t n, const mpz_t z) {
  const size_t per_limb = sizeof(mp_limb_t);
  for (size_t i = 0; i < n; i++)
    out[n - 1 - i] = (uint8_t)(mpz_getlimbn(z, (mp_size_t)(i / per_limb)) >> (8u * (i % per_limb)));
}

void hf_number_wipe(mpz_t z) {
  const size_t n = (size_t)z->_mp_alloc;
  if (n > 0)
    hf_wipe((uint8_t *)z->_mp_d, n * sizeof(mp_limb_t));
  mpz_clear(z);
}

int hf_number_random(mpz_t z, const mpz_t below, const struct hf_random *random) {
  uint8_t bytes[HF_SCALAR_MAX];
  const size_t bits = mpz_sizeinbase(below, 2);
  const size_t n = (bits + 7) / 8;
  int r = -1;
  if (n > sizeof bytes)
    return -1;
  for (int i = 0; i < HF_DRAWS && r != 0; i++) {
    if (random->fill(random->context, bytes, n) != 0)
      break;
    bytes[0] = (uint8_t)(bytes[0] & (0xffu >> (8 * n - bits)));
    hf_number_read(z, bytes, n);
    r = mpz_sgn(z) != 0 && mpz_cmp(z, below) < 0 ? 0 : -1;
  }
  hf_wipe(bytes, sizeof bytes);
  return r;
}
