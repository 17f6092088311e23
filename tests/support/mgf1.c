#include "support/mgf1.h"
#include "crypto/hmac.h"

void test_mgf1(uint8_t *bytes, size_t n, const uint8_t *seed, size_t seed_n, uint8_t hash) {
  size_t size = hf_hash_size(hash);
  for (size_t i = 0; i * size < n; i++) {
    const uint8_t counter[4] = {(uint8_t)(i >> 24), (uint8_t)(i >> 16), (uint8_t)(i >> 8), (uint8_t)i};
    uint8_t mask[HF_HASH_MAX];
    struct hf_hash state;
    hf_hash_start(&state, hash);
    hf_hash_update(&state, seed, seed_n);
    hf_hash_update(&state, counter, 4);
    hf_hash_finish(&state, mask);
    for (size_t k = 0; k < size && i * size + k < n; k++)
      bytes[i * size + k] ^= mask[k];
  }
}
