#include "crypto/cbc.h"
#include "crypto/bytes.h"
#include "crypto/xor.h"

/*@ requires \valid(to + (0 .. 15)) && \valid_read(with + (0 .. 15));
  @ requires \separated(to + (0 .. 15), with + (0 .. 15));
  @ HF_TOTAL;
  @ assigns to[0 .. 15];
  @ ensures \forall integer i; 0 <= i < 16 ==> to[i] == HF_XOR8(\old(to[i]), \old(with[i]));
  @*/
static void xor_block(uint8_t *restrict to, const uint8_t *restrict with) {
  /*@ loop invariant 0 <= i <= 16;
    @ loop invariant \forall integer j; 0 <= j < i ==> to[j] == HF_XOR8(\at(to[j], Pre), \at(with[j], Pre));
    @ loop invariant \forall integer j; i <= j < 16 ==> to[j] == \at(to[j], Pre);
    @ loop invariant \forall integer j; 0 <= j < 16 ==> with[j] == \at(with[j], Pre);
    @ loop assigns i, to[0 .. 15];
    @ loop variant 16 - i; */
  for (size_t i = 0; i < HF_AES_BLOCK; i++)
    to[i] = hf_xor8(to[i], with[i]);
}

void hf_cbc_encrypt(const struct hf_aes *k, const uint8_t iv[16], uint8_t *data, size_t n) {
  const uint8_t *before = iv;
  /*@ loop invariant 0 <= at <= n && at % 16 == 0;
    @ loop invariant at == 0 ? before == iv : before == data + (at - 16);
    @ loop assigns at, before, data[0 .. n-1];
    @ loop variant n - at; */
  for (size_t at = 0; at < n; at += HF_AES_BLOCK) {
    xor_block(data + at, before);
    hf_aes_encrypt(k, data + at, data + at);
    before = data + at;
  }
}

/* From the last block to the first, so that each still finds its predecessor encrypted. */
void hf_cbc_decrypt(const struct hf_aes *k, const uint8_t iv[16], uint8_t *data, size_t n) {
  /*@ loop invariant 0 <= left <= n && left % 16 == 0;
    @ loop assigns left, data[0 .. n-1];
    @ loop variant left; */
  for (size_t left = n; left >= HF_AES_BLOCK; left -= HF_AES_BLOCK) {
    uint8_t *block = data + (left - HF_AES_BLOCK);
    hf_aes_decrypt(k, block, block);
    xor_block(block, left == HF_AES_BLOCK ? iv : block - HF_AES_BLOCK);
  }
}
