/* What the hash functions of the bare provider do with one block: state is the chaining value, of which SHA-1 has five words of 32 bits. */
#ifndef HANDFAST_BARE_COMPRESS_H
#define HANDFAST_BARE_COMPRESS_H
#include "handfast/provider.h"

/*@ requires \valid(state + (0 .. 4)) && \valid_read(block + (0 .. 63));
  @ requires \separated(state + (0 .. 4), block + (0 .. 63));
  @ HF_TOTAL;
  @ assigns state[0 .. 4];
  @*/
void hf_bare_sha1(uint64_t state[5], const uint8_t *block);

/*@ requires \valid(state + (0 .. 7)) && \valid_read(block + (0 .. 127));
  @ requires \separated(state + (0 .. 7), block + (0 .. 127));
  @ HF_TOTAL;
  @ assigns state[0 .. 7];
  @*/
void hf_bare_sha512(uint64_t state[8], const uint8_t *block);
#endif
