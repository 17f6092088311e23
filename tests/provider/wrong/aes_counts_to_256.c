/* caught-by: aes/counter
   The last byte of the counter carries into nothing. */
#include "wrong.h"

void hf_aes_counter(const struct hf_aes *k, const uint8_t nonce[12], uint32_t count, uint8_t *data, size_t n) {
  for (size_t at = 0; at < n; at += 16) {
    const uint32_t low = (count + (uint32_t)(at / 16)) & 0xffu;
    right_hf_aes_counter(k, nonce, (count & 0xffffff00u) | low, data + at, n - at < 16 ? n - at : 16);
  }
}
