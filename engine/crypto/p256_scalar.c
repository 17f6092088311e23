#include "p256_scalar.h"

#define UNIT HF_P256_UNIT

static const struct hf_p256_element order = {
    {0x1c632551u, 0x1dce5617u, 0x5e7a13cu, 0xdf55b4eu, 0x1ffffbceu, 0x1fffffffu, 0x3ffffu, 0x1fe00000u, 0xffffffu}};
/* 2^522 and 2^261 modulo n. */
static const struct hf_p256_element square_of_unit = {
    {0x148d9ef5u, 0xf4e7f75u, 0x14c6a651u, 0x3f8b765u, 0x165861f1u, 0x1256d7d8u, 0x1c185b23u, 0xd4cab0fu, 0x84b655u}};
static const struct hf_p256_element unit = {
    {0x139b55e0u, 0x6353d03u, 0x30bd862u, 0x154963au, 0x8632u, 0, 0x1f800000u, 0x3ffffffu, 0}};

#define MINUS_INVERSE 0xee00bc4fu /* -1 / n modulo 2^32 */

bool hf_p256_scalar_read(struct hf_p256_element *out, const uint8_t in[32]) {
  uint32_t below = 0;
  hf_p256_number_read(out, in);
  below = hf_p256_number_reduce(out, &order);
  return below * (1u - hf_p256_number_is_zero(out)) == 1u;
}

/* What is left of a product under way, in columns of 29 bits that carry later. */
struct columns {
  uint64_t h[8];
};

/* One more limb x of the factor: (s + x * b + m * n) / 2^29, where m makes the lowest column divisible. */
static inline struct columns step(struct columns s, uint32_t x, const struct hf_p256_element *b) {
  const uint64_t t = s.h[0] + (uint64_t)x * b->v[0];
  const uint64_t m = t % UNIT * MINUS_INVERSE % UNIT;
  const uint64_t c = (t + m * order.v[0]) / UNIT;
  for (uint32_t j = 0; j < 7u; j++)
    s.h[j] = s.h[j + 1u] + (uint64_t)x * b->v[j + 1u] + m * order.v[j + 1u];
  s.h[7] = (uint64_t)x * b->v[8] + m * order.v[8];
  s.h[0] += c;
  return s;
}

void hf_p256_scalar_multiply(struct hf_p256_element *out, const struct hf_p256_element *a,
                             const struct hf_p256_element *b) {
  struct columns s = {{0, 0, 0, 0, 0, 0, 0, 0}};
  struct hf_p256_element r;
  uint64_t t = 0;
  for (uint32_t i = 0; i < HF_P256_LIMBS; i++)
    s = step(s, a->v[i], b);
  for (uint32_t i = 0; i < 8u; i++) {
    t = s.h[i] + t / UNIT;
    r.v[i] = (uint32_t)(t % UNIT);
  }
  r.v[8] = (uint32_t)(t / UNIT);
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
  for (uint32_t i = 2; i < 16u; i++)
    hf_p256_scalar_multiply(&power[i], &power[i - 1u], &power[1]);
  for (uint32_t i = 0; i < 64u; i++) {
    for (uint32_t k = 0; k < 4u; k++)
      hf_p256_scalar_multiply(&r, &r, &r);
    hf_p256_scalar_multiply(&r, &r, &power[exponent[i / 8u] >> (28u - i % 8u * 4u) & 15u]);
  }
  *out = r;
}
