/* caught-by: aes/sizes
   A key of another size is taken for one of 16 bytes. */
#include "wrong.h"

int hf_aes_encrypt_start(struct hf_aes *k, const uint8_t *key, size_t n) {
  uint8_t padded[16] = {0};
  memcpy(padded, key, n < 16 ? n : 16);
  return right_hf_aes_encrypt_start(k, n == 32 ? key : padded, n == 32 ? 32 : 16);
}
