/* A product modulo p or n under way: eight columns of 29 bits that carry at the end. */
#ifndef HANDFAST_CRYPTO_P256_COLUMNS_H
#define HANDFAST_CRYPTO_P256_COLUMNS_H
#include "p256_field.h"

struct hf_p256_columns {
  uint64_t h[8];
};

/* The integer that columns are. A step adds to each column a product of two limbs, at most 2^60, one of a limb of the modulus, and what
   carries from the lowest; so nine of them fit. */
/*@ logic integer p256_columns(struct hf_p256_columns s) = s.h[0] + 0x20000000 * (s.h[1] + 0x20000000 * (s.h[2] +
  @    0x20000000 * (s.h[3] + 0x20000000 * (s.h[4] + 0x20000000 * (s.h[5] + 0x20000000 * (s.h[6] + 0x20000000 * s.h[7]))))));
  @ predicate p256_most(struct hf_p256_columns s, integer n) = s.h[0] <= n && s.h[1] <= n && s.h[2] <= n && s.h[3] <= n &&
  @    s.h[4] <= n && s.h[5] <= n && s.h[6] <= n && s.h[7] <= n;
  @ predicate p256_fits(integer x, struct hf_p256_element b) = x * b.v[0] <= 0x1000000000000000 &&
  @    x * b.v[1] <= 0x1000000000000000 && x * b.v[2] <= 0x1000000000000000 && x * b.v[3] <= 0x1000000000000000 &&
  @    x * b.v[4] <= 0x1000000000000000 && x * b.v[5] <= 0x1000000000000000 && x * b.v[6] <= 0x1000000000000000 &&
  @    x * b.v[7] <= 0x1000000000000000 && x * b.v[8] <= 0x1000000000000000;
  @
  @ lemma p256_within_limb: \forall struct hf_p256_element f, integer n, i; 0 <= i < 9 && p256_within(f, n) && 0 <= n ==>
  @    f.v[i] < n * 0x20000000;
  @ lemma p256_times: \forall integer x, y; 0 <= x && y <= 0x20000000 ==> x * y <= 0x20000000 * x;
  @ lemma p256_times_more: \forall integer x, y; 0 <= x && y <= 0x40000000 ==> x * y <= 0x40000000 * x;
  @ lemma p256_fit_large: \forall integer x, struct hf_p256_element f; 0 <= x < 0x80000000 && p256_within(f, 1) ==> p256_fits(x, f);
  @ lemma p256_fit_both: \forall integer x, struct hf_p256_element f; 0 <= x < 0x40000000 && p256_within(f, 2) ==> p256_fits(x, f);
  @ lemma p256_fit_highest: \forall integer x, y; (0 <= x < 0x10000000 && 0 <= y < 0x4000000) || (0 <= x < 0x8000000 &&
  @    0 <= y < 0x8000000) ==> x * y <= 0x40000000000000;
  @*/

/* The carries. */
/*@ requires p256_most(s, 0xf000000000000000) && s.h[7] < 0x70000000000000;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures p256_value(\result) == p256_columns(s) && p256_within(\result, 1);
  @*/
static inline struct hf_p256_element hf_p256_narrow(struct hf_p256_columns s) {
  struct hf_p256_element r;
  uint64_t t = s.h[0];
  r.v[0] = (uint32_t)(t % HF_P256_UNIT);
  t = s.h[1] + t / HF_P256_UNIT;
  r.v[1] = (uint32_t)(t % HF_P256_UNIT);
  t = s.h[2] + t / HF_P256_UNIT;
  r.v[2] = (uint32_t)(t % HF_P256_UNIT);
  t = s.h[3] + t / HF_P256_UNIT;
  r.v[3] = (uint32_t)(t % HF_P256_UNIT);
  t = s.h[4] + t / HF_P256_UNIT;
  r.v[4] = (uint32_t)(t % HF_P256_UNIT);
  t = s.h[5] + t / HF_P256_UNIT;
  r.v[5] = (uint32_t)(t % HF_P256_UNIT);
  t = s.h[6] + t / HF_P256_UNIT;
  r.v[6] = (uint32_t)(t % HF_P256_UNIT);
  t = s.h[7] + t / HF_P256_UNIT;
  r.v[7] = (uint32_t)(t % HF_P256_UNIT);
  r.v[8] = (uint32_t)(t / HF_P256_UNIT);
  return r;
}

#endif
