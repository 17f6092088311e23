/* The field of P-256 (FIPS 186-4 D.1.2.3): integers modulo p = 2^256 - 2^224 + 2^192 + 2^96 - 1.

   An element is nine limbs of 29 bits, the lowest first; what it stands for is its value divided by 2^261 modulo p (Montgomery's
   form), so that a product needs no division. Limbs may be larger than 29 bits for a while: `p256_within(f, n)` says that they
   are below n times their size, and each function says what it takes. Nothing here branches or indexes on a limb. */
#ifndef HANDFAST_CRYPTO_P256_FIELD_H
#define HANDFAST_CRYPTO_P256_FIELD_H
#include "handfast/total.h"
#include <stdbool.h>
#include <stdint.h>

#define HF_P256_LIMBS 9u
#define HF_P256_UNIT 0x20000000u /* 2^29: a limb is worth so many of the one below it */

struct hf_p256_element {
  uint32_t v[HF_P256_LIMBS];
};

extern const struct hf_p256_element hf_p256_zero;
extern const struct hf_p256_element hf_p256_one; /* stands for 1 */
extern const struct hf_p256_element hf_p256_b;   /* stands for b of y^2 = x^3 - 3x + b */
extern const struct hf_p256_element hf_p256_p;   /* the number p itself */

/* out = a * b. `out` may be a or b, here and below. */
void hf_p256_multiply(struct hf_p256_element *out, const struct hf_p256_element *a, const struct hf_p256_element *b);

/* out = a + b, limb by limb, without a carry. */
void hf_p256_add(struct hf_p256_element *out, const struct hf_p256_element *a, const struct hf_p256_element *b);

/* out = a - b. */
void hf_p256_subtract(struct hf_p256_element *out, const struct hf_p256_element *a, const struct hf_p256_element *b);

/* out = 1 / a; 0 for 0. */
void hf_p256_invert(struct hf_p256_element *out, const struct hf_p256_element *a);

/* to = from if bit is 1; stays as it is if bit is 0. */
void hf_p256_copy_if(uint32_t bit, struct hf_p256_element *to, const struct hf_p256_element *from);

/* An element as the number below p that it stands for, 32 bytes, big-endian (SEC 1 2.3.5), and back. Reading answers whether the
   number was below p. */
bool hf_p256_element_read(struct hf_p256_element *out, const uint8_t in[32]);
void hf_p256_element_write(uint8_t out[32], const struct hf_p256_element *a);

/* Does it stand for 0? */
bool hf_p256_is_zero(const struct hf_p256_element *a);
#endif
