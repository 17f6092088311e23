#include "crypto/aes.h"
#include "crypto/bytes.h"
#include "crypto/xor.h"

#define NONCE 12u
#define BLOCKS 8u /* encrypted at once */
#define BYTES (BLOCKS * HF_AES_BLOCK)

/* The nonce into each of the counter blocks. */
/*@ requires \valid(blocks + (0 .. 127)) && \valid_read(nonce + (0 .. 11));
  @ requires \separated(blocks + (0 .. 127), nonce + (0 .. 11));
  @ HF_TOTAL;
  @ assigns blocks[0 .. 127];
  @ ensures \forall integer b, i; 0 <= b < 8 && 0 <= i < 12 ==> blocks[16 * b + i] == nonce[i];
  @*/
static void begin(uint8_t *blocks, const uint8_t *nonce) {
  /*@ loop invariant 0 <= b <= 8;
    @ loop invariant \forall integer c, i; 0 <= c < b && 0 <= i < 12 ==> blocks[16 * c + i] == nonce[i];
    @ loop assigns b, blocks[0 .. 127];
    @ loop variant 8 - b; */
  for (size_t b = 0; b < BLOCKS; b++)
    hf_copy(blocks + HF_AES_BLOCK * b, nonce, NONCE);
}

/* Numbers them from `count`. */
/*@ requires \valid(blocks + (0 .. 127)) && count <= 0x200000;
  @ HF_TOTAL;
  @ assigns blocks[0 .. 127];
  @ ensures \forall integer b, i; 0 <= b < 8 && 0 <= i < 12 ==> blocks[16 * b + i] == \old(blocks[16 * b + i]);
  @ ensures \forall integer b; 0 <= b < 8 ==>
  @    blocks[16 * b + 12] == (count + b) / 16777216 && blocks[16 * b + 13] == (count + b) / 65536 % 256 &&
  @    blocks[16 * b + 14] == (count + b) / 256 % 256 && blocks[16 * b + 15] == (count + b) % 256;
  @*/
static void number(uint8_t *blocks, uint32_t count) {
  /*@ loop invariant 0 <= b <= 8;
    @ loop invariant \forall integer c, i; 0 <= c < 8 && 0 <= i < 12 ==>
    @    blocks[16 * c + i] == \at(blocks[16 * c + i], Pre);
    @ loop invariant \forall integer c; 0 <= c < b ==>
    @    blocks[16 * c + 12] == (count + c) / 16777216 && blocks[16 * c + 13] == (count + c) / 65536 % 256 &&
    @    blocks[16 * c + 14] == (count + c) / 256 % 256 && blocks[16 * c + 15] == (count + c) % 256;
    @ loop assigns b, blocks[0 .. 127];
    @ loop variant 8 - b; */
  for (uint32_t b = 0; b < BLOCKS; b++) {
    hf_write32(blocks + HF_AES_BLOCK * b + NONCE, count + b);
  }
}

/*@ requires \valid(data + (0 .. n-1)) && \valid_read(stream + (0 .. n-1)) && n <= 128;
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
  uint8_t blocks[BYTES];
  uint8_t stream[BYTES];
  const size_t whole = n - n % BYTES;
  begin(blocks, nonce);
  /*@ loop invariant 0 <= at <= whole && at % 128 == 0;
    @ loop assigns at, blocks[0 .. 127], stream[0 .. 127], data[0 .. n-1];
    @ loop variant whole - at; */
  for (size_t at = 0; at < whole; at += BYTES) {
    number(blocks, count + (uint32_t)(at / HF_AES_BLOCK));
    hf_plain_aes_encrypt(k, blocks, stream, BLOCKS);
    xor_bytes(data + at, stream, BYTES);
  }
  if (whole < n) {
    number(blocks, count + (uint32_t)(whole / HF_AES_BLOCK));
    hf_plain_aes_encrypt(k, blocks, stream, (n - whole + HF_AES_BLOCK - 1u) / HF_AES_BLOCK);
    xor_bytes(data + whole, stream, n - whole);
  }
  hf_wipe(stream, BYTES);
}
