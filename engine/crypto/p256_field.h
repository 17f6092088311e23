/* The field of P-256 (FIPS 186-4 D.1.2.3): integers modulo p = 2^256 - 2^224 + 2^192 + 2^96 - 1.

   An element is nine limbs of 29 bits, the lowest first; what it stands for is its value divided by 2^261 modulo p (Montgomery's
   form), so that a product needs no division. Limbs may be larger than 29 bits for a while: `p256_within(f, n)` says that they
   are below n times their size, and each function says what it takes. Nothing here branches or indexes on a limb. */
#ifndef HANDFAST_CRYPTO_P256_FIELD_H
#define HANDFAST_CRYPTO_P256_FIELD_H
#include "handfast/total.h"
#include <stdint.h>

#define HF_P256_LIMBS 9u
#define HF_P256_UNIT 0x20000000u /* 2^29: a limb is worth so many of the one below it */

struct hf_p256_element {
  uint32_t v[HF_P256_LIMBS];
};

/* The integer that limbs are, and how large they may be. The highest limb of a carried number has 26 bits, not 29. */
/*@ logic integer p256_p = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffff;
  @ logic integer p256_n = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551;
  @ logic integer p256_unit = 0x200000000000000000000000000000000000000000000000000000000000000000;
  @ logic integer p256_value(struct hf_p256_element f) = f.v[0] + 0x20000000 * (f.v[1] + 0x20000000 * (f.v[2] +
  @    0x20000000 * (f.v[3] + 0x20000000 * (f.v[4] + 0x20000000 * (f.v[5] + 0x20000000 * (f.v[6] + 0x20000000 * (f.v[7] +
  @    0x20000000 * f.v[8])))))));
  @ predicate p256_within(struct hf_p256_element f, integer n) = f.v[0] < n * 0x20000000 && f.v[1] < n * 0x20000000 &&
  @    f.v[2] < n * 0x20000000 && f.v[3] < n * 0x20000000 && f.v[4] < n * 0x20000000 && f.v[5] < n * 0x20000000 &&
  @    f.v[6] < n * 0x20000000 && f.v[7] < n * 0x20000000 && f.v[8] < n * 0x4000000;
  @ predicate p256_apart(integer a, integer b, integer modulus, integer k) = a == b + k * modulus;
  @ predicate p256_congruent(integer a, integer b, integer modulus) = \exists integer k; p256_apart(a, b, modulus, k);
  @*/

/* The big-endian number of 32 bytes. */
/*@ logic integer p256_word{L}(uint8_t *p) = p[0] * 16777216 + p[1] * 65536 + p[2] * 256 + p[3];
  @ logic integer p256_number{L}(uint8_t *p) = p256_word(p + 28) + 0x100000000 * (p256_word(p + 24) + 0x100000000 * (p256_word(p + 20) +
  @    0x100000000 * (p256_word(p + 16) + 0x100000000 * (p256_word(p + 12) + 0x100000000 * (p256_word(p + 8) + 0x100000000 *
  @    (p256_word(p + 4) + 0x100000000 * p256_word(p)))))));
  @*/

/* What stands for 0, for 1 and for b of y^2 = x^3 - 3x + b; and the number p itself. Each file has its own, so that the prover knows what
   they are. */
static const struct hf_p256_element hf_p256_zero = {{0, 0, 0, 0, 0, 0, 0, 0, 0}};
static const struct hf_p256_element hf_p256_one = {
    {0x20u, 0, 0, 0x1fffc000u, 0x1fffffffu, 0x1fffffffu, 0x1f7fffffu, 0x3ffffffu, 0}};
static const struct hf_p256_element hf_p256_b = {
    {0x1897bbfbu, 0x1cdf6229u, 0x18486c4u, 0x1732821u, 0x1dad59e0u, 0xabf7212u, 0x1a06d110u, 0x17721d20u, 0x8600c3u}};
static const struct hf_p256_element hf_p256_p = {
    {0x1fffffffu, 0x1fffffffu, 0x1fffffffu, 0x1ffu, 0, 0, 0x40000u, 0x1fe00000u, 0xffffffu}};

/* out = a * b. `out` may be a or b, here and below. In Montgomery's form: 2^261 times the value of out is the product of the values. */
/*@ requires \valid(out) && \valid_read(a) && \valid_read(b);
  @ requires (p256_within(*a, 2) && p256_within(*b, 2)) || (p256_within(*a, 4) && p256_within(*b, 1));
  @ HF_TOTAL;
  @ assigns *out;
  @ ensures p256_within(*out, 1);
  @ ensures p256_congruent(p256_value(*out) * p256_unit, p256_value(\old(*a)) * p256_value(\old(*b)), p256_p);
  @*/
void hf_p256_multiply(struct hf_p256_element *out, const struct hf_p256_element *a, const struct hf_p256_element *b);

/* out = a + b, limb by limb, without a carry. */
/*@ requires \valid(out) && \valid_read(a) && \valid_read(b);
  @ requires p256_within(*a, 3) && p256_within(*b, 3);
  @ HF_TOTAL;
  @ assigns *out;
  @ ensures \forall integer m, n; p256_within(\old(*a), m) && p256_within(\old(*b), n) ==> p256_within(*out, m + n);
  @ ensures p256_value(*out) == p256_value(\old(*a)) + p256_value(\old(*b));
  @*/
void hf_p256_add(struct hf_p256_element *out, const struct hf_p256_element *a, const struct hf_p256_element *b);

/* out = a - b. */
/*@ requires \valid(out) && \valid_read(a) && \valid_read(b);
  @ requires p256_within(*a, 3) && p256_within(*b, 3);
  @ HF_TOTAL;
  @ assigns *out;
  @ ensures p256_within(*out, 1);
  @ ensures p256_congruent(p256_value(*out), p256_value(\old(*a)) - p256_value(\old(*b)), p256_p);
  @*/
void hf_p256_subtract(struct hf_p256_element *out, const struct hf_p256_element *a, const struct hf_p256_element *b);

/* out = 1 / a; 0 for 0. */
/*@ requires \valid(out) && \valid_read(a) && p256_within(*a, 1);
  @ HF_TOTAL;
  @ assigns *out;
  @ ensures p256_within(*out, 1);
  @*/
void hf_p256_invert(struct hf_p256_element *out, const struct hf_p256_element *a);

/* to = from if bit is 1; stays as it is if bit is 0. */
/*@ requires bit <= 1;
  @ requires \valid(to) && \valid_read(from) && \separated(to, from);
  @ HF_TOTAL;
  @ assigns *to;
  @ ensures \forall integer i; 0 <= i < 9 ==> to->v[i] == (bit == 1 ? from->v[i] : \old(to->v[i]));
  @*/
void hf_p256_copy_if(uint32_t bit, struct hf_p256_element *to, const struct hf_p256_element *from);

/* An element as the number below p that it stands for, 32 bytes, big-endian (SEC 1 2.3.5), and back. Reading answers 1 where the
   number was below p. */
/*@ requires \valid(out) && \valid_read(in + (0 .. 31));
  @ HF_TOTAL;
  @ assigns *out;
  @ ensures p256_within(*out, 1);
  @ ensures \result == (p256_number(\old(in)) < p256_p ? 1 : 0);
  @*/
uint32_t hf_p256_element_read(struct hf_p256_element *out, const uint8_t in[32]);
/*@ requires \valid(out + (0 .. 31)) && \valid_read(a) && p256_within(*a, 1);
  @ HF_TOTAL;
  @ assigns out[0 .. 31];
  @*/
void hf_p256_element_write(uint8_t out[32], const struct hf_p256_element *a);

/* 1 where it stands for 0. */
/*@ requires \valid_read(a) && p256_within(*a, 2);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <= 1;
  @*/
uint32_t hf_p256_is_zero(const struct hf_p256_element *a);
#endif
