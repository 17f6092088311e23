#include "p256_scalar.h"
#include "bytes.h"
#include "p256_columns.h"

#define UNIT HF_P256_UNIT

/* The limbs of n. */
#define N0 0x1c632551u
#define N1 0x1dce5617u
#define N2 0x5e7a13cu
#define N3 0xdf55b4eu
#define N4 0x1ffffbceu
#define N5 0x1fffffffu
#define N6 0x3ffffu
#define N7 0x1fe00000u
#define N8 0xffffffu

static const struct hf_p256_element order = {{N0, N1, N2, N3, N4, N5, N6, N7, N8}};
/* 2^522 and 2^261 modulo n. */
static const struct hf_p256_element square_of_unit = {
    {0x148d9ef5u, 0xf4e7f75u, 0x14c6a651u, 0x3f8b765u, 0x165861f1u, 0x1256d7d8u, 0x1c185b23u, 0xd4cab0fu, 0x84b655u}};
static const struct hf_p256_element unit = {
    {0x139b55e0u, 0x6353d03u, 0x30bd862u, 0x154963au, 0x8632u, 0, 0x1f800000u, 0x3ffffffu, 0}};

#define MINUS_INVERSE 0xee00bc4fu /* -1 / n modulo 2^32 */

uint32_t hf_p256_scalar_read(struct hf_p256_element *out, const uint8_t in[32]) {
  uint32_t below = 0;
  hf_p256_number_read(out, in);
  below = hf_p256_number_reduce(out, &order);
  return below * (1u - hf_p256_number_is_zero(out));
}

/* One more limb x of the factor: (s + x * b + m * n) / 2^29, where m makes the lowest column divisible. */
/*@ logic integer lowest(struct hf_p256_columns s, integer x, struct hf_p256_element b) = (s.h[0] + x * b.v[0]) % 0x20000000;
  @ logic integer quotient(struct hf_p256_columns s, integer x, struct hf_p256_element b) = lowest(s, x, b) * 0xee00bc4f % 0x20000000;
  @*/
/*@ requires p256_most(s, 0xa800000000000000) && p256_fits(x, b);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures 0x20000000 * p256_columns(\result) == p256_columns(s) + x * p256_value(b) + quotient(s, x, b) * p256_n;
  @ ensures \forall integer n; p256_most(s, n) ==> p256_most(\result, n + 0x1500000000000000);
  @ ensures \result.h[7] <= x * b.v[8] + 0x20000000000000;
  @*/
static inline struct hf_p256_columns step(struct hf_p256_columns s, uint32_t x, struct hf_p256_element b) {
  const uint64_t t = s.h[0] + (uint64_t)x * b.v[0];
  const uint64_t m = t % UNIT * MINUS_INVERSE % UNIT;
  s.h[0] = s.h[1] + (uint64_t)x * b.v[1] + m * N1 + (t + m * N0) / UNIT;
  s.h[1] = s.h[2] + (uint64_t)x * b.v[2] + m * N2;
  s.h[2] = s.h[3] + (uint64_t)x * b.v[3] + m * N3;
  s.h[3] = s.h[4] + (uint64_t)x * b.v[4] + m * N4;
  s.h[4] = s.h[5] + (uint64_t)x * b.v[5] + m * N5;
  s.h[5] = s.h[6] + (uint64_t)x * b.v[6] + m * N6;
  s.h[6] = s.h[7] + (uint64_t)x * b.v[7] + m * N7;
  s.h[7] = (uint64_t)x * b.v[8] + m * N8;
  return s;
}

void hf_p256_scalar_multiply(struct hf_p256_element *out, const struct hf_p256_element *a,
                             const struct hf_p256_element *b) {
  struct hf_p256_columns s = {{0, 0, 0, 0, 0, 0, 0, 0}};
  struct hf_p256_element r;
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
  r = hf_p256_narrow(s);
  (void)hf_p256_number_reduce(&r, &order);
  *out = r;
}

void hf_p256_scalar_from(struct hf_p256_element *out, const struct hf_p256_element *a) {
  hf_p256_scalar_multiply(out, a, &square_of_unit);
}

/* a ^ (n - 2), by Fermat, four bits of the exponent at a time. The exponent is no secret. */
void hf_p256_scalar_invert(struct hf_p256_element *out, const struct hf_p256_element *a) {
  static const uint32_t exponent[8] = {0xffffffffu, 0x00000000u, 0xffffffffu, 0xffffffffu,
                                       0xbce6faadu, 0xa7179e84u, 0xf3b9cac2u, 0xfc63254fu};
  struct hf_p256_element power[16];
  struct hf_p256_element r = unit;
  power[0] = unit;
  hf_p256_scalar_from(&power[1], a);
  /*@ loop invariant 2 <= i <= 16;
    @ loop invariant \forall integer j; 0 <= j < i ==> p256_within(power[j], 1);
    @ loop assigns i, power[2 .. 15];
    @ loop variant 16 - i; */
  for (uint32_t i = 2; i < 16u; i++)
    hf_p256_scalar_multiply(&power[i], &power[i - 1u], &power[1]);
  /*@ loop invariant 0 <= i <= 64;
    @ loop invariant p256_within(r, 1);
    @ loop assigns i, r;
    @ loop variant 64 - i; */
  for (uint32_t i = 0; i < 64u; i++) {
    /*@ loop invariant 0 <= k <= 4;
      @ loop invariant p256_within(r, 1);
      @ loop assigns k, r;
      @ loop variant 4 - k; */
    for (uint32_t k = 0; k < 4u; k++)
      hf_p256_scalar_multiply(&r, &r, &r);
    hf_p256_scalar_multiply(&r, &r, &power[exponent[i / 8u] >> (28u - i % 8u * 4u) & 15u]);
  }
  *out = r;
  /*@ loop invariant 0 <= i <= 16;
    @ loop assigns i, power[0 .. 15];
    @ loop variant 16 - i; */
  for (uint32_t i = 0; i < 16u; i++)
    hf_wipe32(power[i].v, HF_P256_LIMBS);
}
