/* Arithmetic that takes the same time for every value. Conditions are numbers, 1 or 0, and never decide a branch or an
   index. The functions stay out of line: a compiler that sees where a bit comes from may turn the arithmetic back into a
   branch. */
#ifndef HANDFAST_CRYPTO_CT_H
#define HANDFAST_CRYPTO_CT_H
#include "handfast/total.h"
#include <stddef.h>
#include <stdint.h>

/* 1 if x is 0; x < 2^31. */
/*@ requires x <= 0x7fffffff;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == ((x == 0) ? 1 : 0);
  @*/
uint32_t hf_ct_is_zero(uint32_t x);

/* 1 if x and y differ. */
/*@ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == ((x != y) ? 1 : 0);
  @*/
uint32_t hf_ct_differs(uint8_t x, uint8_t y);

/* 1 if x is less than y; both < 2^31. */
/*@ requires x <= 0x7fffffff && y <= 0x7fffffff;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == ((x < y) ? 1 : 0);
  @*/
uint32_t hf_ct_less(uint32_t x, uint32_t y);

/* 1 if x and y are equal; both < 2^31. */
/*@ requires x <= 0x7fffffff && y <= 0x7fffffff;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == ((x == y) ? 1 : 0);
  @*/
uint32_t hf_ct_same(uint32_t x, uint32_t y);

/* a if bit is 1, b if it is 0. */
/*@ requires bit <= 1;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == ((bit == 1) ? a : b);
  @*/
uint8_t hf_ct_select8(uint32_t bit, uint8_t a, uint8_t b);

/*@ requires bit <= 1;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == ((bit == 1) ? a : b);
  @*/
uint32_t hf_ct_select32(uint32_t bit, uint32_t a, uint32_t b);

/* to[0 .. n-1] = from[0 .. n-1] if bit is 1; stays as it is if bit is 0. */
/*@ requires bit <= 1;
  @ requires \valid(to + (0 .. n-1)) && \valid_read(from + (0 .. n-1));
  @ requires \separated(to + (0 .. n-1), from + (0 .. n-1));
  @ HF_TOTAL;
  @ assigns to[0 .. n-1];
  @ ensures bit == 1 ==> \forall integer i; 0 <= i < n ==> to[i] == from[i];
  @ ensures bit == 0 ==> \forall integer i; 0 <= i < n ==> to[i] == \old(to[i]);
  @*/
void hf_ct_copy(uint32_t bit, uint8_t *to, const uint8_t *from, size_t n);

/* 1 if all n bytes are equal, 0 if not; n < 2^31. */
/*@ requires n <= 0x7fffffff;
  @ requires \valid_read(a + (0 .. n-1)) && \valid_read(b + (0 .. n-1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 <==> (\forall integer i; 0 <= i < n ==> a[i] == b[i]);
  @*/
uint32_t hf_ct_equal(const uint8_t *a, const uint8_t *b, size_t n);
#endif
