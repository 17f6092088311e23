/* u * G + w * q: w from the highest bits down, three at a time, with a table of 1 q to 4 q; u by its comb, whose 32 steps go along with
   the last 32 doublings. Which entries are read does not depend on the scalars: each entry is, and one of them is kept. */
#include "bytes.h"
#include "ct.h"
#include "p256_comb.h"
#include "p256_point.h"

#define TEETH 32u /* so many doublings has the comb: 256 by four teeth and two tables */
#define WINDOW 3u

/* Bit i of a scalar, 0 from 256 on. */
/*@ requires \valid_read(k + (0 .. 31));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <= 1;
  @*/
static uint32_t bit(const uint8_t k[32], uint32_t i) {
  return i < 256u ? ((uint32_t)k[31u - i / 8u] >> i % 8u) % 2u : 0u;
}

/*@ requires \valid(p);
  @ HF_TOTAL;
  @ assigns *p;
  @ ensures p256_carried(*p);
  @*/
static void infinity(struct hf_p256_point *p) {
  p->x = hf_p256_zero;
  p->y = hf_p256_one;
  p->z = hf_p256_zero;
}

/*@ requires yes <= 1 && \valid(y) && p256_within(*y, 1);
  @ HF_TOTAL;
  @ assigns *y;
  @ ensures p256_within(*y, 1);
  @*/
static void negate_if(uint32_t yes, struct hf_p256_element *y) {
  struct hf_p256_element opposite;
  hf_p256_subtract(&opposite, &hf_p256_zero, y);
  hf_p256_copy_if(yes, y, &opposite);
  hf_wipe32(opposite.v, HF_P256_LIMBS);
}

/* Adds d * q, where d, -4 to 4, is Booth's digit of w at bit i: w[i-1] + w[i] + 2 w[i+1] - 4 w[i+2]. */
/*@ requires \valid(sum) && \valid_read(w + (0 .. 31)) && i <= 256 && \valid_read(q) && \separated(sum, q);
  @ requires p256_carried(*sum) && p256_multiples(*q);
  @ HF_TOTAL;
  @ assigns *sum;
  @ ensures p256_carried(*sum);
  @*/
static void add_digit(struct hf_p256_point *sum, const uint8_t w[32], uint32_t i, const struct hf_p256_multiples *q) {
  const uint32_t minus = bit(w, i + 2u);
  const uint32_t digit = (i > 0u ? bit(w, i - 1u) : 0u) + bit(w, i) + 2u * bit(w, i + 1u);
  const uint32_t size = (1u - minus) * digit + minus * (4u - digit);
  struct hf_p256_point chosen;
  infinity(&chosen);
  /*@ loop invariant 0 <= e <= 4 && p256_carried(chosen);
    @ loop assigns e, chosen;
    @ loop variant 4 - e; */
  for (uint32_t e = 0; e < HF_P256_MULTIPLES; e++) {
    const uint32_t yes = hf_ct_same(size, e + 1u);
    hf_p256_copy_if(yes, &chosen.x, &q->of[e].x);
    hf_p256_copy_if(yes, &chosen.y, &q->of[e].y);
    hf_p256_copy_if(yes, &chosen.z, &q->of[e].z);
  }
  negate_if(minus, &chosen.y);
  hf_p256_point_add(sum, sum, &chosen);
  hf_p256_point_wipe(&chosen);
}

/* Adds what a comb has for the bits i, i + 64, i + 128, i + 192 of u. */
/*@ requires \valid(sum) && \valid_read(u + (0 .. 31)) && i <= 63 && \valid_read(comb + (0 .. 14));
  @ requires p256_carried(*sum);
  @ requires \forall integer e; 0 <= e < 15 ==> p256_within(comb[e].x, 1) && p256_within(comb[e].y, 1);
  @ HF_TOTAL;
  @ assigns *sum;
  @ ensures p256_carried(*sum);
  @*/
static void add_teeth(struct hf_p256_point *sum, const uint8_t u[32], uint32_t i,
                      const struct hf_p256_affine comb[15]) {
  const uint32_t teeth = bit(u, i) + 2u * bit(u, i + 64u) + 4u * bit(u, i + 128u) + 8u * bit(u, i + 192u);
  struct hf_p256_point chosen;
  infinity(&chosen);
  /*@ loop invariant 0 <= e <= 15 && p256_carried(chosen);
    @ loop assigns e, chosen;
    @ loop variant 15 - e; */
  for (uint32_t e = 0; e < 15u; e++) {
    const uint32_t yes = hf_ct_same(teeth, e + 1u);
    hf_p256_copy_if(yes, &chosen.x, &comb[e].x);
    hf_p256_copy_if(yes, &chosen.y, &comb[e].y);
  }
  hf_p256_copy_if(1u - hf_ct_is_zero(teeth), &chosen.z, &hf_p256_one);
  hf_p256_point_add(sum, sum, &chosen);
  hf_p256_point_wipe(&chosen);
}

void hf_p256_multiples_make(struct hf_p256_multiples *m) {
  /*@ loop invariant 1 <= e <= 4;
    @ loop invariant \forall integer j; 0 <= j < e ==> p256_carried(m->of[j]);
    @ loop assigns e, m->of[1 .. 3];
    @ loop variant 4 - e; */
  for (uint32_t e = 1; e < HF_P256_MULTIPLES; e++)
    hf_p256_point_add(&m->of[e], &m->of[e - 1u], &m->of[0]);
}

/* Digits stand at the bits 255, 252, ... 0. Where the comb comes in, doublings are one by one: between them teeth are added. */
void hf_p256_combine(struct hf_p256_point *out, const uint8_t *u, const uint8_t *w, const struct hf_p256_multiples *q) {
  const uint32_t comb = u != NULL ? TEETH : 0u;
  uint32_t i = q != NULL ? 258u : TEETH;
  infinity(out);
  /*@ loop invariant 0 <= i <= 258 && (q == \null ==> i <= 32) && p256_carried(*out);
    @ loop assigns i, *out;
    @ loop variant i; */
  while (i > 0u) {
    const uint32_t down = i >= comb + WINDOW ? WINDOW : 1u;
    i -= down;
    if (down > 1u)
      hf_p256_point_double(out, down);
    else
      hf_p256_point_add(out, out, out);
    if (q != NULL && i % WINDOW == 0u)
      add_digit(out, w, i, q);
    if (i < comb) {
      add_teeth(out, u, i, hf_p256_comb[0]);
      add_teeth(out, u, i + TEETH, hf_p256_comb[1]);
    }
  }
}
