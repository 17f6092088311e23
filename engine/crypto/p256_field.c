/* Sums, differences and products in the field of P-256. */
#include "p256_columns.h"

#define UNIT HF_P256_UNIT

/* One more limb x of the factor: (s + x * b + m * p) / 2^29, where m makes the lowest column divisible. Since p + 1 is
   2^96 * (1 + 2^96 - 2^128 + 2^160), m is the lowest column itself, and m * p is m in four others. */
/*@ logic integer lowest(struct hf_p256_columns s, integer x, struct hf_p256_element b) = (s.h[0] + x * b.v[0]) % 0x20000000; */
/*@ requires p256_most(s, 0xa800000000000000) && p256_fits(x, b);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures 0x20000000 * p256_columns(\result) == p256_columns(s) + x * p256_value(b) + lowest(s, x, b) * p256_p;
  @ ensures \forall integer n; p256_most(s, n) ==> p256_most(\result, n + 0x1500000000000000);
  @ ensures \result.h[7] <= x * b.v[8] + 0x20000000000000;
  @*/
static inline struct hf_p256_columns step(struct hf_p256_columns s, uint32_t x, struct hf_p256_element b) {
  const uint64_t t = s.h[0] + (uint64_t)x * b.v[0];
  const uint64_t m = t % UNIT;
  s.h[0] = s.h[1] + (uint64_t)x * b.v[1] + t / UNIT;
  s.h[1] = s.h[2] + (uint64_t)x * b.v[2];
  s.h[2] = s.h[3] + (uint64_t)x * b.v[3] + m * 0x200u;
  s.h[3] = s.h[4] + (uint64_t)x * b.v[4];
  s.h[4] = s.h[5] + (uint64_t)x * b.v[5];
  s.h[5] = s.h[6] + (uint64_t)x * b.v[6] + m * 0x40000u;
  s.h[6] = s.h[7] + (uint64_t)x * b.v[7] + m * 0x1fe00000u;
  s.h[7] = (uint64_t)x * b.v[8] + m * 0xffffffu;
  return s;
}

void hf_p256_multiply(struct hf_p256_element *out, const struct hf_p256_element *a, const struct hf_p256_element *b) {
  struct hf_p256_columns s = {{0, 0, 0, 0, 0, 0, 0, 0}};
  /*@ loop invariant 0 <= i <= 9;
    @ loop invariant p256_most(s, i * 0x1500000000000000);
    @ loop invariant i == 9 ==> s.h[7] < 0x70000000000000;
    @ loop assigns i, s;
    @ loop variant 9 - i; */
  for (uint32_t i = 0; i < HF_P256_LIMBS; i++) {
    //@ assert sizes: (a->v[i] < 0x40000000 && p256_within(*b, 2)) || (a->v[i] < 0x80000000 && p256_within(*b, 1));
    //@ assert fits: p256_fits(a->v[i], *b);
    //@ assert high: i == 8 ==> (a->v[i] < 0x10000000 && b->v[8] < 0x4000000) || (a->v[i] < 0x8000000 && b->v[8] < 0x8000000);
    //@ assert highest: i == 8 ==> a->v[i] * b->v[8] <= 0x40000000000000;
    s = step(s, a->v[i], *b);
  }
  *out = hf_p256_narrow(s);
}

void hf_p256_add(struct hf_p256_element *out, const struct hf_p256_element *a, const struct hf_p256_element *b) {
  struct hf_p256_element r;
  r.v[0] = a->v[0] + b->v[0];
  r.v[1] = a->v[1] + b->v[1];
  r.v[2] = a->v[2] + b->v[2];
  r.v[3] = a->v[3] + b->v[3];
  r.v[4] = a->v[4] + b->v[4];
  r.v[5] = a->v[5] + b->v[5];
  r.v[6] = a->v[6] + b->v[6];
  r.v[7] = a->v[7] + b->v[7];
  r.v[8] = a->v[8] + b->v[8];
  *out = r;
}

/* The carries of limbs that grew beyond 29 bits. */
/*@ requires r.v[0] <= 0xf0000000 && r.v[1] <= 0xf0000000 && r.v[2] <= 0xf0000000 && r.v[3] <= 0xf0000000 && r.v[4] <= 0xf0000000 &&
  @    r.v[5] <= 0xf0000000 && r.v[6] <= 0xf0000000 && r.v[7] <= 0xf0000000 && r.v[8] <= 0xffffff;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures p256_value(\result) == p256_value(r) && p256_within(\result, 1);
  @*/
static struct hf_p256_element carry(struct hf_p256_element r) {
  r.v[1] += r.v[0] / UNIT;
  r.v[2] += r.v[1] / UNIT;
  r.v[3] += r.v[2] / UNIT;
  r.v[4] += r.v[3] / UNIT;
  r.v[5] += r.v[4] / UNIT;
  r.v[6] += r.v[5] / UNIT;
  r.v[7] += r.v[6] / UNIT;
  r.v[8] += r.v[7] / UNIT;
  r.v[0] %= UNIT;
  r.v[1] %= UNIT;
  r.v[2] %= UNIT;
  r.v[3] %= UNIT;
  r.v[4] %= UNIT;
  r.v[5] %= UNIT;
  r.v[6] %= UNIT;
  r.v[7] %= UNIT;
  return r;
}

/* a + 13 p - b - q p, where 13 p is written with limbs so large that none of the differences is negative, and q is how many times
   2^256, or p and a little, the highest limb holds. */
void hf_p256_subtract(struct hf_p256_element *out, const struct hf_p256_element *a, const struct hf_p256_element *b) {
  const uint32_t top = a->v[8] + 0xcfffffcu - b->v[8];
  const uint32_t q = top / 0x1000000u;
  struct hf_p256_element r;
  r.v[0] = a->v[0] + 0x7ffffff3u - b->v[0] + q;
  r.v[1] = a->v[1] + 0x7ffffffcu - b->v[1];
  r.v[2] = a->v[2] + 0x7ffffffcu - b->v[2];
  r.v[3] = a->v[3] + 0x800019fcu - b->v[3] - q * 0x200u;
  r.v[4] = a->v[4] + 0x7ffffffcu - b->v[4];
  r.v[5] = a->v[5] + 0x7ffffffcu - b->v[5];
  r.v[6] = a->v[6] + 0x8033fffcu - b->v[6] - q * 0x40000u;
  r.v[7] = a->v[7] + 0x7e5ffffcu - b->v[7] + q * 0x200000u;
  r.v[8] = top % 0x1000000u;
  //@ assert quotient: p256_apart(p256_value(r), p256_value(*a) - p256_value(*b), p256_p, 13 - q);
  *out = carry(r);
}

void hf_p256_copy_if(uint32_t bit, struct hf_p256_element *to, const struct hf_p256_element *from) {
  /*@ loop invariant 0 <= i <= 9;
    @ loop invariant \forall integer j; 0 <= j < i ==> to->v[j] == (bit == 1 ? from->v[j] : \at(to->v[j], Pre));
    @ loop invariant \forall integer j; i <= j < 9 ==> to->v[j] == \at(to->v[j], Pre);
    @ loop invariant \forall integer j; 0 <= j < 9 ==> from->v[j] == \at(from->v[j], Pre);
    @ loop assigns i, to->v[0 .. 8];
    @ loop variant 9 - i; */
  for (uint32_t i = 0; i < HF_P256_LIMBS; i++)
    to->v[i] = bit * from->v[i] + (1u - bit) * to->v[i];
}
