/* caught-by: chacha20_poly1305/forged
   Eight bytes of a tag are compared. */
#include "wrong.h"

int hf_chacha20_poly1305_open(const uint8_t key[32], const uint8_t nonce[12], const uint8_t *aad, size_t aad_n,
                              uint8_t *data, size_t n, const uint8_t tag[16]) {
  for (unsigned i = 0; i < 2; i++) {
    uint8_t other[16];
    memcpy(other, tag, 16);
    other[15] ^= (uint8_t)i;
    if (right_hf_chacha20_poly1305_open(key, nonce, aad, aad_n, data, n, other) == 0)
      return 0;
  }
  return -1;
}
