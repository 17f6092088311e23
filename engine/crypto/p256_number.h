/* Numbers of 256 bits in nine limbs of 29, as P-256's field and scalars have them: to and from bytes, and below a modulus. */
#ifndef HANDFAST_CRYPTO_P256_NUMBER_H
#define HANDFAST_CRYPTO_P256_NUMBER_H
#include "p256_field.h"
#include <stdbool.h>

/* The big-endian number of 32 bytes, and back: it is below 2^256, its limbs carried. */
void hf_p256_number_read(struct hf_p256_element *out, const uint8_t in[32]);
void hf_p256_number_write(uint8_t out[32], const struct hf_p256_element *a);

/* a - modulus if a is not below it; answers 1 where a was below. Both have carried limbs. */
uint32_t hf_p256_number_reduce(struct hf_p256_element *a, const struct hf_p256_element *modulus);

/* 1 where all limbs are 0. */
uint32_t hf_p256_number_is_zero(const struct hf_p256_element *a);

/* Are two numbers with carried limbs the same? Nothing of them is secret. */
bool hf_p256_number_same(const struct hf_p256_element *a, const struct hf_p256_element *b);
#endif
