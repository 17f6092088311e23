/* Scalars of P-256: integers modulo n, the order of the base point (FIPS 186-4 D.1.2.3), a prime a little below 2^256. Their limbs
   are those of the field's elements. Nothing here branches or indexes on a scalar. */
#ifndef HANDFAST_CRYPTO_P256_SCALAR_H
#define HANDFAST_CRYPTO_P256_SCALAR_H
#include "p256_number.h"

/* Reads 32 bytes, big-endian, modulo n; answers 1 where the number was one of 1 .. n - 1, as a scalar of FIPS 186-4 must be. */
uint32_t hf_p256_scalar_read(struct hf_p256_element *out, const uint8_t in[32]);

/* out = a * b / 2^261 modulo n, below n; `out` may be a or b. */
void hf_p256_scalar_multiply(struct hf_p256_element *out, const struct hf_p256_element *a,
                             const struct hf_p256_element *b);

/* out = 2^261 a modulo n: a product with it is a product. */
void hf_p256_scalar_from(struct hf_p256_element *out, const struct hf_p256_element *a);

/* out = 2^261 / a modulo n; 0 for 0. So a product with it is a quotient. */
void hf_p256_scalar_invert(struct hf_p256_element *out, const struct hf_p256_element *a);
#endif
