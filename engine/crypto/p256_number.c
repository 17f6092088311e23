#include "p256_number.h"
#include "bytes.h"
#include "ct.h"

#define UNIT HF_P256_UNIT

/* A number of 256 bits in words of 32, the lowest first. */
struct words {
  uint32_t w[8];
};

/*@ logic integer words_value(struct words s) = s.w[0] + 0x100000000 * (s.w[1] + 0x100000000 * (s.w[2] + 0x100000000 * (s.w[3] +
  @    0x100000000 * (s.w[4] + 0x100000000 * (s.w[5] + 0x100000000 * (s.w[6] + 0x100000000 * s.w[7]))))));
  @*/

/* Limb i has the bits 29 i to 29 i + 28: the highest of word i - 1 and the lowest of word i. */
/*@ requires \valid_read(s);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures p256_value(\result) == words_value(*s);
  @ ensures p256_within(\result, 1) && \result.v[8] < 0x1000000;
  @*/
static struct hf_p256_element limbs(const struct words *s) {
  struct hf_p256_element r;
  r.v[0] = s->w[0] % 0x20000000u;
  r.v[1] = s->w[0] / 0x20000000u + s->w[1] % 0x4000000u * 0x8u;
  r.v[2] = s->w[1] / 0x4000000u + s->w[2] % 0x800000u * 0x40u;
  r.v[3] = s->w[2] / 0x800000u + s->w[3] % 0x100000u * 0x200u;
  r.v[4] = s->w[3] / 0x100000u + s->w[4] % 0x20000u * 0x1000u;
  r.v[5] = s->w[4] / 0x20000u + s->w[5] % 0x4000u * 0x8000u;
  r.v[6] = s->w[5] / 0x4000u + s->w[6] % 0x800u * 0x40000u;
  r.v[7] = s->w[6] / 0x800u + s->w[7] % 0x100u * 0x200000u;
  r.v[8] = s->w[7] / 0x100u;
  return r;
}

/*@ requires \valid_read(a) && p256_within(*a, 1);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures a->v[8] < 0x1000000 ==> words_value(\result) == p256_value(*a);
  @*/
static struct words words(const struct hf_p256_element *a) {
  struct words r;
  r.w[0] = a->v[0] + a->v[1] % 0x8u * 0x20000000u;
  r.w[1] = a->v[1] / 0x8u + a->v[2] % 0x40u * 0x4000000u;
  r.w[2] = a->v[2] / 0x40u + a->v[3] % 0x200u * 0x800000u;
  r.w[3] = a->v[3] / 0x200u + a->v[4] % 0x1000u * 0x100000u;
  r.w[4] = a->v[4] / 0x1000u + a->v[5] % 0x8000u * 0x20000u;
  r.w[5] = a->v[5] / 0x8000u + a->v[6] % 0x40000u * 0x4000u;
  r.w[6] = a->v[6] / 0x40000u + a->v[7] % 0x200000u * 0x800u;
  r.w[7] = a->v[7] / 0x200000u + a->v[8] % 0x1000000u * 0x100u;
  return r;
}

void hf_p256_number_read(struct hf_p256_element *out, const uint8_t in[32]) {
  struct words s;
  s.w[0] = hf_read32(in + 28);
  s.w[1] = hf_read32(in + 24);
  s.w[2] = hf_read32(in + 20);
  s.w[3] = hf_read32(in + 16);
  s.w[4] = hf_read32(in + 12);
  s.w[5] = hf_read32(in + 8);
  s.w[6] = hf_read32(in + 4);
  s.w[7] = hf_read32(in);
  *out = limbs(&s);
  hf_wipe32(s.w, 8u); /* it may be a scalar */
}

void hf_p256_number_write(uint8_t out[32], const struct hf_p256_element *a) {
  struct words s = words(a);
  hf_write32(out + 28, s.w[0]);
  hf_write32(out + 24, s.w[1]);
  hf_write32(out + 20, s.w[2]);
  hf_write32(out + 16, s.w[3]);
  hf_write32(out + 12, s.w[4]);
  hf_write32(out + 8, s.w[5]);
  hf_write32(out + 4, s.w[6]);
  hf_write32(out, s.w[7]);
  hf_wipe32(s.w, 8u);
}

/* t / UNIT is 0 where the next limb is to give one away. */
uint32_t hf_p256_number_reduce(struct hf_p256_element *a, const struct hf_p256_element *modulus) {
  struct hf_p256_element less;
  uint32_t t = a->v[0] + UNIT - modulus->v[0];
  less.v[0] = t % UNIT;
  t = a->v[1] + UNIT - 1u + t / UNIT - modulus->v[1];
  less.v[1] = t % UNIT;
  t = a->v[2] + UNIT - 1u + t / UNIT - modulus->v[2];
  less.v[2] = t % UNIT;
  t = a->v[3] + UNIT - 1u + t / UNIT - modulus->v[3];
  less.v[3] = t % UNIT;
  t = a->v[4] + UNIT - 1u + t / UNIT - modulus->v[4];
  less.v[4] = t % UNIT;
  t = a->v[5] + UNIT - 1u + t / UNIT - modulus->v[5];
  less.v[5] = t % UNIT;
  t = a->v[6] + UNIT - 1u + t / UNIT - modulus->v[6];
  less.v[6] = t % UNIT;
  t = a->v[7] + UNIT - 1u + t / UNIT - modulus->v[7];
  less.v[7] = t % UNIT;
  t = a->v[8] + UNIT - 1u + t / UNIT - modulus->v[8];
  less.v[8] = t % UNIT;
  hf_p256_copy_if(t / UNIT, a, &less);
  return 1u - t / UNIT;
}

uint32_t hf_p256_number_is_zero(const struct hf_p256_element *a) {
  uint32_t zero = 1;
  /*@ loop invariant 0 <= i <= 9;
    @ loop invariant zero <= 1 && (zero == 1 <==> (\forall integer j; 0 <= j < i ==> a->v[j] == 0));
    @ loop assigns i, zero;
    @ loop variant 9 - i; */
  for (uint32_t i = 0; i < HF_P256_LIMBS; i++)
    zero *= hf_ct_is_zero(a->v[i]);
  return zero;
}

bool hf_p256_number_same(const struct hf_p256_element *a, const struct hf_p256_element *b) {
  bool same = true;
  /*@ loop invariant 0 <= i <= 9;
    @ loop invariant same <==> (\forall integer j; 0 <= j < i ==> a->v[j] == b->v[j]);
    @ loop assigns i, same;
    @ loop variant 9 - i; */
  for (uint32_t i = 0; i < HF_P256_LIMBS; i++)
    same = same && a->v[i] == b->v[i];
  return same;
}
