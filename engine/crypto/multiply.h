/* Multiplication in GHASH's field (NIST SP 800-38D 6.3) by one factor that stays the same. The elements are big-endian
   numbers whose most significant bit is the coefficient of x^0. */
#ifndef HANDFAST_CRYPTO_MULTIPLY_H
#define HANDFAST_CRYPTO_MULTIPLY_H
#include "handfast/total.h"
#include <stddef.h>
#include <stdint.h>

#define HF_MULTIPLY_PARTS 9u /* operands of two levels of Karatsuba's method */

/* The nine 32-bit operands that two levels of Karatsuba's method make of 128 bits. */
/*@ requires \valid(part + (0 .. 8));
  @ HF_TOTAL;
  @ assigns part[0 .. 8];
  @*/
void hf_multiply_parts(uint32_t part[9], uint64_t high, uint64_t low);

/* Each of them cut into four numbers with holes: the fixed factor. */
/*@ requires \valid(cut + (0 .. 35)) && \valid_read(part + (0 .. 8));
  @ requires \separated(cut + (0 .. 35), part + (0 .. 8));
  @ HF_TOTAL;
  @ assigns cut[0 .. 35];
  @*/
void hf_multiply_cut(uint32_t cut[36], const uint32_t part[9]);

/* y = y times the fixed factor. */
/*@ requires \valid(y + (0 .. 1)) && \valid_read(cut + (0 .. 35));
  @ HF_TOTAL;
  @ assigns y[0 .. 1];
  @*/
void hf_multiply(uint64_t y[2], const uint32_t cut[36]);
#endif
