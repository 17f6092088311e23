#include "crypto/ghash.h"
#include "crypto/bytes.h"
#include "crypto/multiply.h"

void hf_plain_ghash(const uint8_t h[16], uint8_t y[16], const uint8_t *in, size_t n) {
  uint32_t factor[HF_MULTIPLY_PARTS * 4u]; /* the key's operands, each cut into four numbers with holes */
  uint32_t part[HF_MULTIPLY_PARTS];
  uint64_t hash[2];
  hf_multiply_parts(part, hf_read64(h), hf_read64(h + 8));
  hf_multiply_cut(factor, part);
  hash[0] = hf_read64(y);
  hash[1] = hf_read64(y + 8);
  /*@ loop invariant 0 <= i <= n;
    @ loop assigns i, hash[0 .. 1];
    @ loop variant n - i; */
  for (size_t i = 0; i < n; i++) {
    const uint8_t *block = in + 16u * i;
    hash[0] = hash[0] ^ hf_read64(block);
    hash[1] = hash[1] ^ hf_read64(block + 8);
    hf_multiply(hash, factor);
  }
  hf_write64(y, hash[0]);
  hf_write64(y + 8, hash[1]);
  hf_wipe32(factor, HF_MULTIPLY_PARTS * 4u);
  hf_wipe32(part, HF_MULTIPLY_PARTS);
  hf_wipe64(hash, 2);
}
