/* u * G + w * q: w from the highest bits down, four at a time, with a table of 1 q to 8 q; u by its comb, whose 32 steps go along with
   the last 32 doublings. Which entries are read does not depend on the scalars: each entry is, and one of them is kept. */
#include "bytes.h"
#include "ct.h"
#include "p256_point.h"

#define MULTIPLES 8u

/* Bit i of a scalar, 0 from 256 on. */
static uint32_t bit(const uint8_t k[32], uint32_t i) {
  return i < 256u ? (uint32_t)k[31u - i / 8u] >> i % 8u & 1u : 0u;
}

/* r = q where bit is 1. */
static void keep(uint32_t yes, struct hf_p256_point *r, const struct hf_p256_point *q) {
  hf_p256_copy_if(yes, &r->x, &q->x);
  hf_p256_copy_if(yes, &r->y, &q->y);
  hf_p256_copy_if(yes, &r->z, &q->z);
}

/* r += d * q, where d, -8 to 8, is Booth's digit of w at bit i: w[i-1] + w[i] + 2 w[i+1] + 4 w[i+2] - 8 w[i+3]. */
static void add_digit(struct hf_p256_point *r, const uint8_t w[32], uint32_t i, const struct hf_p256_point *multiple) {
  const uint32_t minus = bit(w, i + 3u);
  const uint32_t sum = (i > 0u ? bit(w, i - 1u) : 0u) + bit(w, i) + 2u * bit(w, i + 1u) + 4u * bit(w, i + 2u);
  const uint32_t size = (1u - minus) * sum + minus * (8u - sum);
  struct hf_p256_point chosen = hf_p256_infinity;
  struct hf_p256_element opposite;
  for (uint32_t e = 0; e < MULTIPLES; e++)
    keep(hf_ct_same(size, e + 1u), &chosen, &multiple[e]);
  hf_p256_subtract(&opposite, &hf_p256_zero, &chosen.y);
  hf_p256_copy_if(minus, &chosen.y, &opposite);
  hf_p256_point_add(r, r, &chosen);
}

/* r += the comb's part of u at bit i. */
static void add_tooth(struct hf_p256_point *r, const uint8_t u[32], uint32_t i, const struct hf_p256_affine comb[15]) {
  const uint32_t teeth = bit(u, i) + 2u * bit(u, i + 64u) + 4u * bit(u, i + 128u) + 8u * bit(u, i + 192u);
  struct hf_p256_point chosen = hf_p256_infinity;
  for (uint32_t e = 0; e < 15u; e++) {
    hf_p256_copy_if(hf_ct_same(teeth, e + 1u), &chosen.x, &comb[e].x);
    hf_p256_copy_if(hf_ct_same(teeth, e + 1u), &chosen.y, &comb[e].y);
  }
  hf_p256_copy_if(1u - hf_ct_is_zero(teeth), &chosen.z, &hf_p256_one);
  hf_p256_point_add(r, r, &chosen);
}

void hf_p256_combine(struct hf_p256_point *out, const uint8_t *u, const uint8_t *w, const struct hf_p256_point *q) {
  struct hf_p256_point multiple[MULTIPLES];
  struct hf_p256_point r = hf_p256_infinity;
  if (w != NULL) {
    multiple[0] = *q;
    for (uint32_t e = 1; e < MULTIPLES; e++)
      hf_p256_point_add(&multiple[e], &multiple[e - 1u], q);
  }
  for (uint32_t i = w != NULL ? 257u : 32u; i > 0u; i--) {
    hf_p256_point_add(&r, &r, &r);
    if (w != NULL && (i - 1u) % 4u == 0u)
      add_digit(&r, w, i - 1u, multiple);
    if (u != NULL && i <= 32u) {
      add_tooth(&r, u, i - 1u, hf_p256_comb[0]);
      add_tooth(&r, u, i + 31u, hf_p256_comb[1]);
    }
  }
  *out = r;
}
