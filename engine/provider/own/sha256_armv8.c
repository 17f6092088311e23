/* SHA-256 by the instructions of ARMv8. */
#include "instructions.h"
#ifdef HF_ARMV8
#include "crypto/sha256.h"
#include <arm_neon.h>

#define SHA __attribute__((target("+crypto")))

/* Four words of a message, which are big-endian. */
SHA static inline uint32x4_t words_at(const uint8_t *in) {
  return vreinterpretq_u32_u8(vrev32q_u8(vld1q_u8(in)));
}

SHA static inline void compress(uint32x4_t *abcd, uint32x4_t *efgh, const uint8_t *in) {
  uint32x4_t x = *abcd, y = *efgh;
  uint32x4_t w0 = words_at(in), w1 = words_at(in + 16), w2 = words_at(in + 32), w3 = words_at(in + 48);
  for (size_t i = 0; i < 64; i += 4) {
    const uint32x4_t kw = vaddq_u32(w0, vld1q_u32(hf_sha256_constant + i));
    const uint32x4_t following = vsha256su1q_u32(vsha256su0q_u32(w0, w1), w2, w3);
    const uint32x4_t before = x;
    x = vsha256hq_u32(x, y, kw);
    y = vsha256h2q_u32(y, before, kw);
    w0 = w1;
    w1 = w2;
    w2 = w3;
    w3 = following;
  }
  *abcd = vaddq_u32(*abcd, x);
  *efgh = vaddq_u32(*efgh, y);
}

SHA void hf_fast_sha256(uint32_t state[8], const uint8_t *in, size_t n) {
  uint32x4_t abcd = vld1q_u32(state), efgh = vld1q_u32(state + 4);
  for (size_t i = 0; i < n; i++)
    compress(&abcd, &efgh, in + HF_SHA256_BLOCK * i);
  vst1q_u32(state, abcd);
  vst1q_u32(state + 4, efgh);
}
#endif
