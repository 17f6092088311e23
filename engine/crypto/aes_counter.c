#include "crypto/aes.h"
#include "crypto/bytes.h"
#include "crypto/xor.h"

#define NONCE 12u
#define BLOCKS 4u /* encrypted at once */
#define BYTES (BLOCKS * HF_AES_BLOCK)

/* The counter block number `count`. */
/*@ requires \valid(block + (0 .. 15)) && \valid_read(nonce + (0 .. 11));
  @ requires \separated(block + (0 .. 15), nonce + (0 .. 11));
  @ HF_TOTAL;
  @ assigns block[0 .. 15];
  @ ensures \forall integer i; 0 <= i < 12 ==> block[i] == nonce[i];
  @ ensures be32(block + 12) == count;
  @*/
static void counter_block(uint8_t *block, const uint8_t *nonce, uint32_t count) {
  hf_copy(block, nonce, NONCE);
  hf_write32(block + NONCE, count);
}

/* The key stream from block `count` on. */
/*@ requires \valid_read(k) && aes_expanded(k) && \valid(stream + (0 .. 63)) && \valid_read(nonce + (0 .. 11));
  @ requires count <= 0x200000;
  @ requires \separated(k, stream + (0 .. 63));
  @ requires \separated(nonce + (0 .. 11), stream + (0 .. 63));
  @ HF_TOTAL;
  @ assigns stream[0 .. 63];
  @*/
static void make_stream(const struct hf_aes *k, const uint8_t *nonce, uint32_t count, uint8_t *stream) {
  /*@ loop invariant 0 <= b <= 4;
    @ loop assigns b, stream[0 .. 63];
    @ loop variant 4 - b; */
  for (uint32_t b = 0; b < BLOCKS; b++)
    counter_block(stream + HF_AES_BLOCK * b, nonce, count + b);
  hf_plain_aes_encrypt(k, stream, stream, BLOCKS);
}

/*@ requires \valid(data + (0 .. n-1)) && \valid_read(stream + (0 .. n-1)) && n <= 64;
  @ requires \separated(data + (0 .. n-1), stream + (0 .. n-1));
  @ HF_TOTAL;
  @ assigns data[0 .. n-1];
  @ ensures \forall integer i; 0 <= i < n ==> data[i] == HF_XOR8(\old(data[i]), \old(stream[i]));
  @*/
static inline void xor_bytes(uint8_t *restrict data, const uint8_t *restrict stream, size_t n) {
  /*@ loop invariant 0 <= i <= n;
    @ loop invariant \forall integer j; 0 <= j < i ==> data[j] == HF_XOR8(\at(data[j], Pre), \at(stream[j], Pre));
    @ loop invariant \forall integer j; i <= j < n ==> data[j] == \at(data[j], Pre);
    @ loop invariant \forall integer j; 0 <= j < n ==> stream[j] == \at(stream[j], Pre);
    @ loop assigns i, data[0 .. n-1];
    @ loop variant n - i; */
  for (size_t i = 0; i < n; i++)
    data[i] = hf_xor8(data[i], stream[i]);
}

void hf_plain_aes_counter(const struct hf_aes *k, const uint8_t nonce[12], uint32_t count, uint8_t *data, size_t n) {
  uint8_t stream[BYTES];
  const size_t whole = n - n % BYTES;
  /*@ loop invariant 0 <= at <= whole && at % 64 == 0;
    @ loop assigns at, stream[0 .. 63], data[0 .. n-1];
    @ loop variant whole - at; */
  for (size_t at = 0; at < whole; at += BYTES) {
    make_stream(k, nonce, count + (uint32_t)(at / HF_AES_BLOCK), stream);
    xor_bytes(data + at, stream, BYTES);
  }
  if (whole < n) {
    make_stream(k, nonce, count + (uint32_t)(whole / HF_AES_BLOCK), stream);
    xor_bytes(data + whole, stream, n - whole);
  }
  hf_wipe(stream, BYTES);
}
