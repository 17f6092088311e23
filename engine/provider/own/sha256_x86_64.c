/* SHA-256 by the instructions of x86-64 (SHA extensions). Two words hold the eight of the state: a, b, e, f and c, d, g, h, from the
   highest lane to the lowest. */
#include "instructions.h"
#ifdef HF_X86_64
#include "crypto/sha256.h"
#include <immintrin.h>

#define SHA __attribute__((target("sha,sse4.1")))
#define REVERSED 0x1b /* the order of the lanes */

/* Four words of a message, which are big-endian. */
SHA static inline __m128i words_at(const uint8_t *in) {
  const __m128i order = _mm_set_epi8(12, 13, 14, 15, 8, 9, 10, 11, 4, 5, 6, 7, 0, 1, 2, 3);
  return _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(const void *)in), order);
}

/* The four words of the message schedule behind these sixteen. */
SHA static inline __m128i next(__m128i w0, __m128i w1, __m128i w2, __m128i w3) {
  const __m128i sum = _mm_add_epi32(_mm_sha256msg1_epu32(w0, w1), _mm_alignr_epi8(w3, w2, 4));
  return _mm_sha256msg2_epu32(sum, w3);
}

SHA static inline void compress(__m128i *abef, __m128i *cdgh, const uint8_t *in) {
  __m128i x = *abef, y = *cdgh;
  __m128i w0 = words_at(in), w1 = words_at(in + 16), w2 = words_at(in + 32), w3 = words_at(in + 48);
  for (size_t i = 0; i < 64; i += 4) {
    const __m128i k = _mm_loadu_si128((const __m128i *)(const void *)(hf_sha256_constant + i));
    const __m128i kw = _mm_add_epi32(w0, k);
    const __m128i following = next(w0, w1, w2, w3);
    y = _mm_sha256rnds2_epu32(y, x, kw);
    x = _mm_sha256rnds2_epu32(x, y, _mm_shuffle_epi32(kw, 0x0e));
    w0 = w1;
    w1 = w2;
    w2 = w3;
    w3 = following;
  }
  *abef = _mm_add_epi32(*abef, x);
  *cdgh = _mm_add_epi32(*cdgh, y);
}

SHA void hf_fast_sha256(uint32_t state[8], const uint8_t *in, size_t n) {
  const __m128i abcd = _mm_loadu_si128((const __m128i *)(const void *)state);
  const __m128i efgh = _mm_loadu_si128((const __m128i *)(const void *)(state + 4));
  __m128i abef = _mm_shuffle_epi32(_mm_unpacklo_epi64(abcd, efgh), REVERSED);
  __m128i cdgh = _mm_shuffle_epi32(_mm_unpackhi_epi64(abcd, efgh), REVERSED);
  for (size_t i = 0; i < n; i++)
    compress(&abef, &cdgh, in + HF_SHA256_BLOCK * i);
  abef = _mm_shuffle_epi32(abef, REVERSED);
  cdgh = _mm_shuffle_epi32(cdgh, REVERSED);
  _mm_storeu_si128((__m128i *)(void *)state, _mm_unpacklo_epi64(abef, cdgh));
  _mm_storeu_si128((__m128i *)(void *)(state + 4), _mm_unpackhi_epi64(abef, cdgh));
}
#endif
