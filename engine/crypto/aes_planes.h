/* The planes of AES (crypto/aes.h): from bytes and back, and a round key's. */
#ifndef HANDFAST_CRYPTO_AES_PLANES_H
#define HANDFAST_CRYPTO_AES_PLANES_H
#include "crypto/aes.h"

/* The planes of four blocks, which stand one behind the other. */
/*@ requires \valid(plane + (0 .. 7)) && \valid_read(in + (0 .. 63));
  @ HF_TOTAL;
  @ assigns plane[0 .. 7];
  @*/
void hf_planes_of(uint64_t plane[8], const uint8_t in[64]);

/* The four blocks again. What becomes of the planes is of no use. */
/*@ requires \valid(plane + (0 .. 7)) && \valid(out + (0 .. 63));
  @ HF_TOTAL;
  @ assigns plane[0 .. 7], out[0 .. 63];
  @*/
void hf_planes_to(uint8_t out[64], uint64_t plane[8]);

/* A round key in four words: its block is the same in all four places, so that a plane has 16 bits to keep. */
/*@ requires \valid(packed + (0 .. 3)) && \valid_read(plane + (0 .. 7));
  @ HF_TOTAL;
  @ assigns packed[0 .. 3];
  @*/
void hf_planes_pack(uint32_t packed[4], const uint64_t plane[8]);

/* AddRoundKey (FIPS 197 5.1.4). */
/*@ requires \valid(plane + (0 .. 7)) && \valid_read(packed + (0 .. 3));
  @ HF_TOTAL;
  @ assigns plane[0 .. 7];
  @*/
void hf_planes_add(uint64_t plane[8], const uint32_t packed[4]);

/* SubBytes (FIPS 197 5.1.1) and InvSubBytes (5.3.2). */
/*@ requires \valid(plane + (0 .. 7));
  @ HF_TOTAL;
  @ assigns plane[0 .. 7];
  @*/
void hf_sub_bytes(uint64_t plane[8]);

/*@ requires \valid(plane + (0 .. 7));
  @ HF_TOTAL;
  @ assigns plane[0 .. 7];
  @*/
void hf_inv_sub_bytes(uint64_t plane[8]);
#endif
