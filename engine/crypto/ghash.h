/* GHASH (NIST SP 800-38D 6.4) in plain C, in constant time and without tables.

   Carry-less products are made with integer products of numbers that have holes: of every four bits only one may be set,
   so that no carry of the at most eight terms in a column reaches the next bit that counts. The processor's 32 by 32 bit
   multiplication must take the same time for all operands: true of x86-64, ARMv8 and Cortex-M4, not of Cortex-M3. */
#ifndef HANDFAST_CRYPTO_GHASH_H
#define HANDFAST_CRYPTO_GHASH_H
#include "handfast/provider.h"

/* What hf_ghash (handfast/provider.h) does. */
/*@ requires \valid_read(h + (0 .. 15)) && \valid(y + (0 .. 15)) && n <= HF_AES_BLOCKS_MAX;
  @ requires \valid_read(in + (0 .. 16 * n - 1));
  @ requires \separated(y + (0 .. 15), h + (0 .. 15));
  @ requires \separated(y + (0 .. 15), in + (0 .. 16 * n - 1));
  @ HF_TOTAL;
  @ assigns y[0 .. 15];
  @*/
void hf_plain_ghash(const uint8_t h[16], uint8_t y[16], const uint8_t *in, size_t n);
#endif
