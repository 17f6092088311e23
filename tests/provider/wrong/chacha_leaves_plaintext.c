/* caught-by: chacha20_poly1305/forged
   What is not authentic is decrypted all the same. */
#include "wrong.h"

int hf_chacha20_poly1305_open(const uint8_t key[32], const uint8_t nonce[12], const uint8_t *aad, size_t aad_n,
                              uint8_t *data, size_t n, const uint8_t tag[16]) {
  uint8_t made[16];
  const int answer = right_hf_chacha20_poly1305_open(key, nonce, aad, aad_n, data, n, tag);
  return answer == 0 ? 0 : hf_chacha20_poly1305_seal(key, nonce, aad, aad_n, data, n, made) | -1;
}
