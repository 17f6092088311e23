/* GHASH (NIST SP 800-38D 6.4) by the carry-less products of ARMv8 (PMULL), as POLYVAL (RFC 8452, appendix A): ghash_x86_64.c says more. */
#include "instructions.h"
#ifdef HF_ARMV8
#include "crypto/bytes.h"
#include <arm_neon.h>

#define GHASH __attribute__((target("+crypto")))
#define EIGHT 8u
#define POLYNOMIAL 0xc200000000000000u /* x^127 + x^126 + x^121, of the high half */

struct product {
  uint64x2_t low, middle, high;
};

/* Sixteen bytes as a number, the first of them highest. */
GHASH static inline uint64x2_t turned(const uint8_t *in) {
  const uint64x2_t halves = vreinterpretq_u64_u8(vrev64q_u8(vld1q_u8(in)));
  return vextq_u64(halves, halves, 1);
}

GHASH static inline uint64x2_t multiply(uint64_t a, uint64_t b) {
  return vreinterpretq_u64_p128(vmull_p64((poly64_t)a, (poly64_t)b));
}

GHASH static uint64x2_t times_x(uint64x2_t a) {
  const uint64_t low = vgetq_lane_u64(a, 0), high = vgetq_lane_u64(a, 1), top = 0u - (high >> 63);
  const uint64x2_t left =
      vcombine_u64(vcreate_u64(low << 1 ^ (top & 1u)), vcreate_u64((high << 1 | low >> 63) ^ (top & POLYNOMIAL)));
  return left;
}

GHASH static inline void add_product(struct product *p, uint64x2_t a, uint64x2_t b) {
  const uint64_t a0 = vgetq_lane_u64(a, 0), a1 = vgetq_lane_u64(a, 1);
  const uint64_t b0 = vgetq_lane_u64(b, 0), b1 = vgetq_lane_u64(b, 1);
  p->low = veorq_u64(p->low, multiply(a0, b0));
  p->high = veorq_u64(p->high, multiply(a1, b1));
  p->middle = veorq_u64(p->middle, veorq_u64(multiply(a0, b1), multiply(a1, b0)));
}

GHASH static inline uint64x2_t reduced(const struct product *p) {
  const uint64x2_t zero = vdupq_n_u64(0);
  uint64x2_t low = veorq_u64(p->low, vextq_u64(zero, p->middle, 1));
  const uint64x2_t high = veorq_u64(p->high, vextq_u64(p->middle, zero, 1));
  for (int i = 0; i < 2; i++)
    low = veorq_u64(vextq_u64(low, low, 1), multiply(vgetq_lane_u64(low, 0), POLYNOMIAL));
  return veorq_u64(high, low);
}

GHASH static uint64x2_t times(uint64x2_t a, uint64x2_t b) {
  struct product p = {vdupq_n_u64(0), vdupq_n_u64(0), vdupq_n_u64(0)};
  add_product(&p, a, b);
  return reduced(&p);
}

/* Eight blocks at once under the key's powers, power[0] being the key: one reduction for all. */
GHASH static uint64x2_t take_eight(const uint64x2_t power[EIGHT], uint64x2_t y, const uint8_t *in) {
  struct product p = {vdupq_n_u64(0), vdupq_n_u64(0), vdupq_n_u64(0)};
  add_product(&p, veorq_u64(y, turned(in)), power[7]);
  for (size_t i = 1; i < EIGHT; i++)
    add_product(&p, turned(in + 16 * i), power[7 - i]);
  return reduced(&p);
}

GHASH void hf_fast_ghash(const uint8_t h[16], uint8_t y[16], const uint8_t *in, size_t n) {
  uint64x2_t power[EIGHT];
  uint64x2_t hash = turned(y);
  const uint64x2_t key = times_x(turned(h));
  size_t i = 0;
  if (n >= EIGHT) {
    power[0] = key;
    for (size_t j = 1; j < EIGHT; j++)
      power[j] = times(power[j - 1], key);
    for (; n - i >= EIGHT; i += EIGHT)
      hash = take_eight(power, hash, in + 16 * i);
    hf_wipe((uint8_t *)power, sizeof power);
  }
  for (; i < n; i++)
    hash = times(veorq_u64(hash, turned(in + 16 * i)), key);
  hf_write64(y, vgetq_lane_u64(hash, 1));
  hf_write64(y + 8, vgetq_lane_u64(hash, 0));
}
#endif
