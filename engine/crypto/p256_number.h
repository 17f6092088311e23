/* Numbers of 256 bits in nine limbs of 29, as P-256's field and scalars have them: to and from bytes, and below a modulus. */
#ifndef HANDFAST_CRYPTO_P256_NUMBER_H
#define HANDFAST_CRYPTO_P256_NUMBER_H
#include "p256_field.h"
#include <stdbool.h>

/* The big-endian number of 32 bytes, and back, of a number below 2^256, its limbs carried. */
/*@ requires \valid(out) && \valid_read(in + (0 .. 31));
  @ HF_TOTAL;
  @ assigns *out;
  @ ensures p256_value(*out) == p256_number(\old(in));
  @ ensures p256_within(*out, 1) && out->v[8] < 0x1000000;
  @*/
void hf_p256_number_read(struct hf_p256_element *out, const uint8_t in[32]);
/*@ requires \valid(out + (0 .. 31)) && \valid_read(a);
  @ requires p256_within(*a, 1);
  @ HF_TOTAL;
  @ assigns out[0 .. 31];
  @ ensures \old(a->v[8]) < 0x1000000 ==> p256_number(out) == p256_value(\old(*a));
  @*/
void hf_p256_number_write(uint8_t out[32], const struct hf_p256_element *a);

/* a - modulus if a is not below it; answers 1 where a was below. Both have carried limbs. */
/*@ requires \valid(a) && \valid_read(modulus) && \separated(a, modulus);
  @ requires p256_within(*a, 1) && p256_within(*modulus, 1);
  @ HF_TOTAL;
  @ assigns *a;
  @ ensures p256_within(*a, 1);
  @ ensures \result == (\old(p256_value(*a)) < p256_value(*modulus) ? 1 : 0);
  @ ensures p256_value(*a) == \old(p256_value(*a)) - (1 - \result) * p256_value(*modulus);
  @*/
uint32_t hf_p256_number_reduce(struct hf_p256_element *a, const struct hf_p256_element *modulus);

/* 1 where all limbs are 0. */
/*@ requires \valid_read(a) && p256_within(*a, 1);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <= 1;
  @ ensures \result == 1 <==> (\forall integer i; 0 <= i < 9 ==> a->v[i] == 0);
  @*/
uint32_t hf_p256_number_is_zero(const struct hf_p256_element *a);

/* Are two numbers with carried limbs the same? Nothing of them is secret. */
/*@ requires \valid_read(a) && \valid_read(b);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <==> (\forall integer i; 0 <= i < 9 ==> a->v[i] == b->v[i]);
  @*/
bool hf_p256_number_same(const struct hf_p256_element *a, const struct hf_p256_element *b);
#endif
