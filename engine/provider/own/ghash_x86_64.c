/* GHASH (NIST SP 800-38D 6.4) by carry-less products of x86-64 (PCLMULQDQ). As RFC 8452, appendix A, shows, it is POLYVAL of the same
   blocks, their bytes in the other order, under the key times x; so no product has to be moved by a bit. */
#include "instructions.h"
#ifdef HF_X86_64
#include "crypto/bytes.h"
#include <immintrin.h>

#define GHASH __attribute__((target("pclmul,ssse3,sse4.1")))
#define EIGHT 8u

/* A product before it is reduced: 256 bits, the middle ones apart. */
struct product {
  __m128i low, middle, high;
};

GHASH static inline __m128i turned(const uint8_t *in) {
  const __m128i order = _mm_set_epi8(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  return _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(const void *)in), order);
}

/* RFC 8452's mulX_POLYVAL: one bit to the left, and what leaves comes back as x^127 + x^126 + x^121 + 1. */
GHASH static __m128i times_x(__m128i a) {
  const __m128i carries = _mm_srli_epi64(a, 63);
  const __m128i left = _mm_or_si128(_mm_slli_epi64(a, 1), _mm_slli_si128(carries, 8));
  const __m128i top = _mm_shuffle_epi32(_mm_srai_epi32(a, 31), 0xff);
  return _mm_xor_si128(left, _mm_and_si128(top, _mm_set_epi32((int)0xc2000000u, 0, 0, 1)));
}

GHASH static inline void add_product(struct product *p, __m128i a, __m128i b) {
  p->low = _mm_xor_si128(p->low, _mm_clmulepi64_si128(a, b, 0x00));
  p->high = _mm_xor_si128(p->high, _mm_clmulepi64_si128(a, b, 0x11));
  p->middle = _mm_xor_si128(p->middle, _mm_clmulepi64_si128(a, b, 0x01));
  p->middle = _mm_xor_si128(p->middle, _mm_clmulepi64_si128(a, b, 0x10));
}

/* Half of the low 128 bits at a time is taken away by a multiple of the polynomial, which is 1 modulo x^64 but for its high part. */
GHASH static inline __m128i reduced(const struct product *p) {
  const __m128i polynomial = _mm_set_epi32((int)0xc2000000u, 0, 0, 1);
  __m128i low = _mm_xor_si128(p->low, _mm_slli_si128(p->middle, 8));
  const __m128i high = _mm_xor_si128(p->high, _mm_srli_si128(p->middle, 8));
  for (int i = 0; i < 2; i++)
    low = _mm_xor_si128(_mm_shuffle_epi32(low, 0x4e), _mm_clmulepi64_si128(low, polynomial, 0x10));
  return _mm_xor_si128(high, low);
}

GHASH static __m128i times(__m128i a, __m128i b) {
  struct product p = {_mm_setzero_si128(), _mm_setzero_si128(), _mm_setzero_si128()};
  add_product(&p, a, b);
  return reduced(&p);
}

/* Eight blocks at once under the key's powers, power[0] being the key: one reduction for all. */
GHASH static __m128i take_eight(const __m128i power[EIGHT], __m128i y, const uint8_t *in) {
  struct product p = {_mm_setzero_si128(), _mm_setzero_si128(), _mm_setzero_si128()};
  add_product(&p, _mm_xor_si128(y, turned(in)), power[7]);
  add_product(&p, turned(in + 16), power[6]);
  add_product(&p, turned(in + 32), power[5]);
  add_product(&p, turned(in + 48), power[4]);
  add_product(&p, turned(in + 64), power[3]);
  add_product(&p, turned(in + 80), power[2]);
  add_product(&p, turned(in + 96), power[1]);
  add_product(&p, turned(in + 112), power[0]);
  return reduced(&p);
}

GHASH void hf_fast_ghash(const uint8_t h[16], uint8_t y[16], const uint8_t *in, size_t n) {
  __m128i power[EIGHT];
  __m128i hash = turned(y);
  size_t i = 0;
  power[0] = times_x(turned(h));
  if (n >= EIGHT) {
    for (size_t j = 1; j < EIGHT; j++)
      power[j] = times(power[j - 1], power[0]);
    for (; n - i >= EIGHT; i += EIGHT)
      hash = take_eight(power, hash, in + 16 * i);
    hf_wipe((uint8_t *)power, sizeof power);
    power[0] = times_x(turned(h));
  }
  for (; i < n; i++)
    hash = times(_mm_xor_si128(hash, turned(in + 16 * i)), power[0]);
  _mm_storeu_si128((__m128i *)(void *)y, hash);
  _mm_storeu_si128((__m128i *)(void *)y, turned(y));
  hf_wipe((uint8_t *)power, sizeof power[0]);
}
#endif
