/* u * G + w * q: w from the highest bits down, four at a time, with a table of 1 q to 8 q; u by its comb, whose 32 steps go along with
   the last 32 doublings. Which entries are read does not depend on the scalars: each entry is, and one of them is kept. */
#include "bytes.h"
#include "ct.h"
#include "p256_comb.h"
#include "p256_point.h"

#define MULTIPLES 8u

/* Bit i of a scalar, 0 from 256 on. */
/*@ requires \valid_read(k + (0 .. 31));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <= 1;
  @*/
static uint32_t bit(const uint8_t k[32], uint32_t i) {
  return i < 256u ? ((uint32_t)k[31u - i / 8u] >> i % 8u) % 2u : 0u;
}

/* What a sum is made of while it is made; wiped when it is. */
struct work {
  struct hf_p256_point multiple[MULTIPLES]; /* 1 q to 8 q */
  struct hf_p256_point chosen;
  struct hf_p256_point sum;
  struct hf_p256_element opposite;
};

/*@ requires \valid(k);
  @ HF_TOTAL;
  @ assigns k->chosen;
  @ ensures p256_carried(k->chosen);
  @*/
static void choose_nothing(struct work *k) {
  k->chosen.x = hf_p256_zero;
  k->chosen.y = hf_p256_one;
  k->chosen.z = hf_p256_zero;
}

/* Adds d * q, where d, -8 to 8, is Booth's digit of w at bit i: w[i-1] + w[i] + 2 w[i+1] + 4 w[i+2] - 8 w[i+3]. */
/*@ requires \valid(k) && \valid_read(w + (0 .. 31)) && i <= 256;
  @ requires p256_carried(k->sum) && (\forall integer e; 0 <= e < 8 ==> p256_carried(k->multiple[e]));
  @ HF_TOTAL;
  @ assigns k->chosen, k->opposite, k->sum;
  @ ensures p256_carried(k->sum);
  @*/
static void add_digit(struct work *k, const uint8_t w[32], uint32_t i) {
  const uint32_t minus = bit(w, i + 3u);
  const uint32_t sum = (i > 0u ? bit(w, i - 1u) : 0u) + bit(w, i) + 2u * bit(w, i + 1u) + 4u * bit(w, i + 2u);
  const uint32_t size = (1u - minus) * sum + minus * (8u - sum);
  choose_nothing(k);
  /*@ loop invariant 0 <= e <= 8 && p256_carried(k->chosen);
    @ loop assigns e, k->chosen;
    @ loop variant 8 - e; */
  for (uint32_t e = 0; e < MULTIPLES; e++) {
    const uint32_t yes = hf_ct_same(size, e + 1u);
    hf_p256_copy_if(yes, &k->chosen.x, &k->multiple[e].x);
    hf_p256_copy_if(yes, &k->chosen.y, &k->multiple[e].y);
    hf_p256_copy_if(yes, &k->chosen.z, &k->multiple[e].z);
  }
  hf_p256_subtract(&k->opposite, &hf_p256_zero, &k->chosen.y);
  hf_p256_copy_if(minus, &k->chosen.y, &k->opposite);
  hf_p256_point_add(&k->sum, &k->sum, &k->chosen);
}

/* Adds what a comb has for the bits i, i + 64, i + 128, i + 192 of u. */
/*@ requires \valid(k) && \valid_read(u + (0 .. 31)) && i <= 63 && \valid_read(comb + (0 .. 14));
  @ requires p256_carried(k->sum);
  @ requires \forall integer e; 0 <= e < 15 ==> p256_within(comb[e].x, 1) && p256_within(comb[e].y, 1);
  @ HF_TOTAL;
  @ assigns k->chosen, k->sum;
  @ ensures p256_carried(k->sum);
  @*/
static void add_teeth(struct work *k, const uint8_t u[32], uint32_t i, const struct hf_p256_affine comb[15]) {
  const uint32_t teeth = bit(u, i) + 2u * bit(u, i + 64u) + 4u * bit(u, i + 128u) + 8u * bit(u, i + 192u);
  choose_nothing(k);
  /*@ loop invariant 0 <= e <= 15 && p256_carried(k->chosen);
    @ loop assigns e, k->chosen;
    @ loop variant 15 - e; */
  for (uint32_t e = 0; e < 15u; e++) {
    const uint32_t yes = hf_ct_same(teeth, e + 1u);
    hf_p256_copy_if(yes, &k->chosen.x, &comb[e].x);
    hf_p256_copy_if(yes, &k->chosen.y, &comb[e].y);
    hf_p256_copy_if(yes, &k->chosen.z, &hf_p256_one);
  }
  hf_p256_point_add(&k->sum, &k->sum, &k->chosen);
}

/*@ requires \valid(k) && \valid_read(q) && \separated(k, q) && p256_carried(*q);
  @ HF_TOTAL;
  @ assigns k->multiple[0 .. 7];
  @ ensures \forall integer e; 0 <= e < 8 ==> p256_carried(k->multiple[e]);
  @*/
static void make_multiples(struct work *k, const struct hf_p256_point *q) {
  k->multiple[0] = *q;
  /*@ loop invariant 1 <= e <= 8;
    @ loop invariant \forall integer j; 0 <= j < e ==> p256_carried(k->multiple[j]);
    @ loop assigns e, k->multiple[1 .. 7];
    @ loop variant 8 - e; */
  for (uint32_t e = 1; e < MULTIPLES; e++)
    hf_p256_point_add(&k->multiple[e], &k->multiple[e - 1u], q);
}

/*@ requires \valid(k);
  @ HF_TOTAL;
  @ assigns *k;
  @*/
static void wipe(struct work *k) {
  /*@ loop invariant 0 <= e <= 8;
    @ loop assigns e, k->multiple[0 .. 7];
    @ loop variant 8 - e; */
  for (uint32_t e = 0; e < MULTIPLES; e++)
    hf_p256_point_wipe(&k->multiple[e]);
  hf_p256_point_wipe(&k->chosen);
  hf_p256_point_wipe(&k->sum);
  hf_wipe32(k->opposite.v, HF_P256_LIMBS);
}

void hf_p256_combine(struct hf_p256_point *out, const uint8_t *u, const uint8_t *w, const struct hf_p256_point *q) {
  struct work k;
  if (q != NULL)
    make_multiples(&k, q);
  k.sum.x = hf_p256_zero;
  k.sum.y = hf_p256_one;
  k.sum.z = hf_p256_zero;
  /*@ loop invariant 0 <= i <= 257 && (q == \null ==> i <= 32);
    @ loop invariant p256_carried(k.sum);
    @ loop assigns i, k.sum, k.chosen, k.opposite;
    @ loop variant i; */
  for (uint32_t i = q != NULL ? 257u : 32u; i > 0u; i--) {
    hf_p256_point_add(&k.sum, &k.sum, &k.sum);
    if (q != NULL && (i - 1u) % 4u == 0u)
      add_digit(&k, w, i - 1u);
    if (u != NULL && i <= 32u) {
      add_teeth(&k, u, i - 1u, hf_p256_comb[0]);
      add_teeth(&k, u, i + 31u, hf_p256_comb[1]);
    }
  }
  *out = k.sum;
  wipe(&k);
}
