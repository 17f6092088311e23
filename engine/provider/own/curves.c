#include "curves.h"
#include "crypto/bytes.h"
#include "crypto/p256.h"
#include "crypto/x25519.h"

/* A scalar that is not one of 1 .. n - 1 is drawn again: the chance is 2^-32. */
int hf_generate_p256(const struct hf_random *random, uint8_t *scalar, uint8_t *point) {
  bool made = false;
  for (int i = 0; i < HF_DRAWS && !made; i++) {
    if (random->fill(random->context, scalar, HF_P256_BYTES) != 0)
      break;
    made = hf_p256_public(point, scalar);
  }
  return made ? 0 : -1;
}

int hf_generate_x25519(const struct hf_random *random, uint8_t *scalar, uint8_t *point) {
  if (random->fill(random->context, scalar, HF_X25519_BYTES) != 0)
    return -1;
  hf_x25519_public(point, scalar);
  return 0;
}

/* A nonce that is not one of 1 .. n - 1, or gives no signature, is drawn again. */
int hf_sign_p256(const struct hf_random *random, const uint8_t *scalar, const uint8_t *digest, size_t n, uint8_t *r,
                 uint8_t *s) {
  uint8_t nonce[HF_P256_BYTES];
  bool made = false;
  for (int i = 0; i < HF_DRAWS && !made; i++) {
    if (random->fill(random->context, nonce, sizeof nonce) != 0)
      break;
    made = hf_p256_sign(r, s, scalar, nonce, digest, n);
  }
  hf_wipe(nonce, sizeof nonce);
  return made ? 0 : -1;
}
