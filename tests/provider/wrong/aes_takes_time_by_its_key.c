/* caught-by: constant-time/aes
   The way goes by a bit of the key. */
#include "wrong.h"

int hf_aes_encrypt_start(struct hf_aes *k, const uint8_t *key, size_t n) {
  static volatile unsigned taken;
  if ((key[3] & 1u) != 0)
    taken++;
  return right_hf_aes_encrypt_start(k, key, n);
}
