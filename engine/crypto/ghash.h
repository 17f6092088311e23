/* GHASH (NIST SP 800-38D 6.4) in constant time, without tables.

   Carry-less products are made with integer products of numbers that have holes: of every four bits only one may be set,
   so that no carry of the at most eight terms in a column reaches the next bit that counts. The processor's 32 by 32 bit
   multiplication must take the same time for all operands: true of x86-64, ARMv8 and Cortex-M4, not of Cortex-M3. */
#ifndef HANDFAST_CRYPTO_GHASH_H
#define HANDFAST_CRYPTO_GHASH_H
#include "handfast/total.h"
#include <stddef.h>
#include <stdint.h>

#define HF_GHASH_PARTS 9u /* operands of two levels of Karatsuba's method */

/* A GHASH under way. Secret: hf_ghash_wipe. */
struct hf_ghash {
  uint32_t h[HF_GHASH_PARTS * 4u]; /* the key's operands, each cut into four numbers with holes */
  uint64_t y[2];                   /* the hash so far, big-endian halves */
};

/* h is the hash key: the encryption of sixteen zeroes. */
/*@ requires \valid(g) && \valid_read(h + (0 .. 15)) && \separated(g, h + (0 .. 15));
  @ HF_TOTAL;
  @ assigns *g;
  @*/
void hf_ghash_start(struct hf_ghash *g, const uint8_t h[16]);

/* Takes n bytes, filled up with zeroes to whole blocks. */
/*@ requires \valid(g) && \valid_read(in + (0 .. n-1)) && \separated(g, in + (0 .. n-1));
  @ HF_TOTAL;
  @ assigns g->y[0 .. 1];
  @*/
void hf_ghash_bytes(struct hf_ghash *g, const uint8_t *in, size_t n);

/* Takes the block of the lengths, given in bytes, and writes the hash. */
/*@ requires \valid(g) && \valid(out + (0 .. 15)) && \separated(g, out + (0 .. 15));
  @ requires aad_n < 0x2000000000000000 && n < 0x2000000000000000;
  @ HF_TOTAL;
  @ assigns g->y[0 .. 1], out[0 .. 15];
  @*/
void hf_ghash_finish(struct hf_ghash *g, uint64_t aad_n, uint64_t n, uint8_t out[16]);

/*@ requires \valid(g);
  @ HF_TOTAL;
  @ assigns *g;
  @*/
void hf_ghash_wipe(struct hf_ghash *g);
#endif
