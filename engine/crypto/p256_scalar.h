/* Scalars of P-256: integers modulo n, the order of the base point (FIPS 186-4 D.1.2.3), a prime a little below 2^256. Their limbs
   are those of the field's elements. Nothing here branches or indexes on a scalar. */
#ifndef HANDFAST_CRYPTO_P256_SCALAR_H
#define HANDFAST_CRYPTO_P256_SCALAR_H
#include "p256_number.h"

/* Reads 32 bytes, big-endian, modulo n; answers 1 where the number was one of 1 .. n - 1, as a scalar of FIPS 186-4 must be. */
/*@ requires \valid(out) && \valid_read(in + (0 .. 31));
  @ HF_TOTAL;
  @ assigns *out;
  @ ensures p256_within(*out, 1) && \result <= 1;
  @*/
uint32_t hf_p256_scalar_read(struct hf_p256_element *out, const uint8_t in[32]);

/* out = a * b / 2^261 modulo n, below n; `out` may be a or b. */
/*@ requires \valid(out) && \valid_read(a) && \valid_read(b);
  @ requires p256_within(*a, 2) && p256_within(*b, 2);
  @ HF_TOTAL;
  @ assigns *out;
  @ ensures p256_within(*out, 1);
  @*/
void hf_p256_scalar_multiply(struct hf_p256_element *out, const struct hf_p256_element *a,
                             const struct hf_p256_element *b);

/* out = 2^261 a modulo n: a product with it is a product. */
/*@ requires \valid(out) && \valid_read(a) && p256_within(*a, 1);
  @ HF_TOTAL;
  @ assigns *out;
  @ ensures p256_within(*out, 1);
  @*/
void hf_p256_scalar_from(struct hf_p256_element *out, const struct hf_p256_element *a);

/* out = 2^261 / a modulo n; 0 for 0. So a product with it is a quotient. */
/*@ requires \valid(out) && \valid_read(a) && p256_within(*a, 1);
  @ HF_TOTAL;
  @ assigns *out;
  @ ensures p256_within(*out, 1);
  @*/
void hf_p256_scalar_invert(struct hf_p256_element *out, const struct hf_p256_element *a);
#endif
