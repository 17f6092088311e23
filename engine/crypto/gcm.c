#include "crypto/gcm.h"
#include "crypto/bytes.h"
#include "crypto/ct.h"
#include "crypto/ghash.h"
#include "crypto/xor.h"

#define BLOCK 16u
#define FIRST_DATA_BLOCK 2u /* block 1 encrypts the tag (NIST SP 800-38D 7.1) */

int hf_gcm_start(struct hf_aes *aes, uint8_t h[16], const uint8_t *key, size_t n) {
  const int r = hf_aes_encrypt_start(aes, key, n);
  hf_fill(h, 0, BLOCK);
  if (r == 0)
    hf_aes_encrypt(aes, h, h);
  return r;
}

/* The key stream's block number `count`. */
/*@ requires \valid_read(aes) && \valid_read(nonce + (0 .. 11)) && \valid(stream + (0 .. 15));
  @ requires aes->use == HF_AES_ENCRYPTS;
  @ requires \separated(stream + (0 .. 15), nonce + (0 .. 11));
  @ requires \separated(stream + (0 .. 15), aes);
  @ HF_TOTAL;
  @ assigns stream[0 .. 15];
  @*/
static void stream_block(const struct hf_aes *aes, const uint8_t *nonce, uint32_t count, uint8_t *stream) {
  hf_copy(stream, nonce, HF_GCM_NONCE);
  hf_write32(stream + HF_GCM_NONCE, count);
  hf_aes_encrypt(aes, stream, stream);
}

/*@ requires \valid(data + (0 .. n-1)) && \valid_read(stream + (0 .. n-1)) && n <= 16;
  @ requires \separated(data + (0 .. n-1), stream + (0 .. n-1));
  @ HF_TOTAL;
  @ assigns data[0 .. n-1];
  @ ensures \forall integer i; 0 <= i < n ==> data[i] == HF_XOR8(\old(data[i]), \old(stream[i]));
  @*/
static void xor_bytes(uint8_t *restrict data, const uint8_t *restrict stream, size_t n) {
  /*@ loop invariant 0 <= i <= n;
    @ loop invariant \forall integer j; 0 <= j < i ==> data[j] == HF_XOR8(\at(data[j], Pre), \at(stream[j], Pre));
    @ loop invariant \forall integer j; i <= j < n ==> data[j] == \at(data[j], Pre);
    @ loop invariant \forall integer j; 0 <= j < n ==> stream[j] == \at(stream[j], Pre);
    @ loop assigns i, data[0 .. n-1];
    @ loop variant n - i; */
  for (size_t i = 0; i < n; i++)
    data[i] = hf_xor8(data[i], stream[i]);
}

/* CTR over the data, which encrypts and decrypts. */
/*@ requires n <= HF_GCM_MAX && aes->use == HF_AES_ENCRYPTS;
  @ requires \valid_read(aes) && \valid_read(nonce + (0 .. 11)) && \valid(data + (0 .. n-1));
  @ requires \separated(data + (0 .. n-1), aes);
  @ requires \separated(data + (0 .. n-1), nonce + (0 .. 11));
  @ HF_TOTAL;
  @ assigns data[0 .. n-1];
  @*/
static void counter_mode(const struct hf_aes *aes, const uint8_t *nonce, uint8_t *data, size_t n) {
  uint8_t stream[BLOCK];
  uint32_t count = FIRST_DATA_BLOCK;
  const size_t whole = n - n % BLOCK;
  /*@ loop invariant 0 <= at <= whole && at % 16 == 0;
    @ loop invariant count == 2 + at / 16;
    @ loop assigns at, count, stream[0 .. 15], data[0 .. n-1];
    @ loop variant whole - at; */
  for (size_t at = 0; at < whole; at += BLOCK) {
    stream_block(aes, nonce, count, stream);
    xor_bytes(data + at, stream, BLOCK);
    count++;
  }
  if (whole < n) {
    stream_block(aes, nonce, count, stream);
    xor_bytes(data + whole, stream, n - whole);
  }
  hf_wipe(stream, BLOCK);
}

/* The tag of the encrypted data. */
/*@ requires n <= HF_GCM_MAX && aad_n <= HF_GCM_MAX && aes->use == HF_AES_ENCRYPTS;
  @ requires \valid_read(aes) && \valid_read(h + (0 .. 15)) && \valid_read(nonce + (0 .. 11));
  @ requires \valid_read(aad + (0 .. aad_n - 1)) && \valid_read(data + (0 .. n-1)) && \valid(tag + (0 .. 15));
  @ requires \separated(tag + (0 .. 15), aes);
  @ requires \separated(tag + (0 .. 15), nonce + (0 .. 11));
  @ HF_TOTAL;
  @ assigns tag[0 .. 15];
  @*/
static void make_tag(const struct hf_aes *aes, const uint8_t *h, const uint8_t *nonce, const uint8_t *aad, size_t aad_n,
                     const uint8_t *data, size_t n, uint8_t *tag) {
  struct hf_ghash g;
  uint8_t stream[BLOCK];
  hf_ghash_start(&g, h);
  hf_ghash_bytes(&g, aad, aad_n);
  hf_ghash_bytes(&g, data, n);
  hf_ghash_finish(&g, aad_n, n, tag);
  stream_block(aes, nonce, 1, stream);
  xor_bytes(tag, stream, BLOCK);
  hf_wipe(stream, BLOCK);
  hf_ghash_wipe(&g);
}

void hf_gcm_seal(const struct hf_aes *aes, const uint8_t h[16], const uint8_t nonce[12], const uint8_t *aad,
                 size_t aad_n, uint8_t *data, size_t n, uint8_t tag[16]) {
  counter_mode(aes, nonce, data, n);
  make_tag(aes, h, nonce, aad, aad_n, data, n, tag);
}

int hf_gcm_open(const struct hf_aes *aes, const uint8_t h[16], const uint8_t nonce[12], const uint8_t *aad,
                size_t aad_n, uint8_t *data, size_t n, const uint8_t tag[16]) {
  uint8_t right[BLOCK];
  int r = -1;
  make_tag(aes, h, nonce, aad, aad_n, data, n, right);
  if (hf_ct_equal(right, tag, BLOCK) == 1) {
    counter_mode(aes, nonce, data, n);
    r = 0;
  }
  hf_wipe(right, BLOCK);
  return r;
}
