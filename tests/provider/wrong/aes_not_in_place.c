/* caught-by: aes/known
   The output is cleared before the input is read. */
#include "wrong.h"

void hf_aes_encrypt(const struct hf_aes *k, const uint8_t *in, uint8_t *out, size_t n) {
  memset(out, 0, 16 * n);
  right_hf_aes_encrypt(k, in, out, n);
}
