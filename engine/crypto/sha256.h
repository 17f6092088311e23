/* SHA-256 (FIPS 180-4 6.2) in plain C: its compression, and the padding of a message. */
#ifndef HANDFAST_CRYPTO_SHA256_H
#define HANDFAST_CRYPTO_SHA256_H
#include "crypto/bytes.h"

#define HF_SHA256_BLOCK 64u
#define HF_SHA256_WORDS 8u

/* FIPS 180-4 4.2.2: the fractional parts of the cube roots of the first 64 primes. */
extern const uint32_t hf_sha256_constant[64];

/* The chaining value before the first block (FIPS 180-4 5.3.3). */
/*@ requires \valid(state + (0 .. 7));
  @ HF_TOTAL;
  @ assigns state[0 .. 7];
  @*/
void hf_sha256_initial(uint32_t state[8]);

/* The chaining value goes on by n blocks. */
/*@ requires \valid(state + (0 .. 7)) && n <= 0x100000000000000;
  @ requires \valid_read(in + (0 .. 64 * n - 1));
  @ HF_TOTAL;
  @ assigns state[0 .. 7];
  @*/
void hf_plain_sha256(uint32_t state[8], const uint8_t *in, size_t n);

/* What ends a message of `length` bytes (FIPS 180-4 5.1.1): its last length % 64 bytes, which stand in block, are followed by 0x80,
   zeroes, and the length in bits as 64-bit number, so that the whole is one block or two: the answer, in blocks. */
/*@ requires \valid(block + (0 .. 127)) && length < 0x2000000000000000;
  @ HF_TOTAL;
  @ assigns block[length % 64 .. 127];
  @ ensures \result == (length % 64 < 56 ? 1 : 2);
  @ ensures block[length % 64] == 0x80;
  @ ensures \forall integer i; length % 64 < i < 64 * \result - 8 ==> block[i] == 0;
  @ ensures be64(block + (64 * \result - 8)) == 8 * length;
  @*/
size_t hf_sha256_pad(uint8_t block[128], uint64_t length);
#endif
