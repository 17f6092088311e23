#include "crypto/cbc.h"
#include "crypto/bytes.h"
#include "crypto/xor.h"

#define SOME (8u * HF_AES_BLOCK) /* decrypted at once */

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
    hf_aes_encrypt(k, data + at, data + at, 1);
    before = data + at;
  }
}

/* The last m bytes before `end`, at most eight blocks, from the last block to the first, so that each still finds its predecessor
   encrypted: in the data, or before it the iv. */
/*@ requires \valid_read(k) && k->use == HF_AES_DECRYPTS && 0 < m <= 128 && m % 16 == 0 && m <= end;
  @ requires \valid_read(iv + (0 .. 15)) && \valid(data + (0 .. end - 1));
  @ requires \separated(k, data + (0 .. end - 1));
  @ requires \separated(iv + (0 .. 15), data + (0 .. end - 1));
  @ requires end % 16 == 0;
  @ HF_TOTAL;
  @ assigns data[0 .. end - 1];
  @*/
static void decrypt_some(const struct hf_aes *k, const uint8_t *iv, uint8_t *data, size_t end, size_t m) {
  uint8_t plain[SOME];
  hf_aes_decrypt(k, data + (end - m), plain, m / HF_AES_BLOCK);
  /*@ loop invariant 0 <= left <= m && left % 16 == 0;
    @ loop assigns left, plain[0 .. 127], data[0 .. end - 1];
    @ loop variant left; */
  for (size_t left = m; left >= HF_AES_BLOCK; left -= HF_AES_BLOCK) {
    const size_t at = end - m + left - HF_AES_BLOCK;
    uint8_t *block = plain + (left - HF_AES_BLOCK);
    xor_block(block, at == 0u ? iv : data + (at - HF_AES_BLOCK));
    hf_copy(data + at, block, HF_AES_BLOCK);
  }
  hf_wipe(plain, SOME);
}

void hf_cbc_decrypt(const struct hf_aes *k, const uint8_t iv[16], uint8_t *data, size_t n) {
  size_t left = n;
  /*@ loop invariant 0 <= left <= n && left % 16 == 0;
    @ loop assigns left, data[0 .. n-1];
    @ loop variant left; */
  while (left > 0u) {
    const size_t m = left < SOME ? left : SOME;
    decrypt_some(k, iv, data, left, m);
    left -= m;
  }
}
