#include "crypto/gcm.h"
#include "crypto/bytes.h"
#include "crypto/ct.h"

#define TAG_BLOCK 1u  /* encrypts the tag (NIST SP 800-38D 7.1) */
#define DATA_BLOCK 2u /* the first that encrypts data */

int hf_gcm_start(struct hf_aes *aes, uint8_t h[16], const uint8_t *key, size_t n) {
  const int r = hf_aes_encrypt_start(aes, key, n);
  hf_fill(h, 0, HF_AES_BLOCK);
  if (r == 0)
    hf_aes_encrypt(aes, h, h, 1);
  return r;
}

/* GHASH takes a last block of fewer bytes, filled up with zeroes. */
/*@ requires \valid_read(h + (0 .. 15)) && \valid(y + (0 .. 15)) && \valid_read(in + (0 .. n-1)) && 0 < n < 16;
  @ requires \separated(y + (0 .. 15), h + (0 .. 15));
  @ requires \separated(y + (0 .. 15), in + (0 .. n-1));
  @ HF_TOTAL;
  @ assigns y[0 .. 15];
  @ ensures bytes_of(y, 16) == ghash(\old(bytes_of(h, 16)), \old(bytes_of(y, 16)), gcm_filled(\old(bytes_of(in, n))));
  @*/
static void take_rest(const uint8_t *h, uint8_t *y, const uint8_t *in, size_t n) {
  uint8_t last[HF_AES_BLOCK];
  hf_fill(last, 0, HF_AES_BLOCK);
  hf_copy(last, in, n);
  /*@ assert in: \forall integer i; 0 <= i < n ==> in[i] == \at(in[i], Pre); */
  /*@ assert h: \forall integer i; 0 <= i < 16 ==> h[i] == \at(h[i], Pre); */
  /*@ assert y: \forall integer i; 0 <= i < 16 ==> y[i] == \at(y[i], Pre); */
  /*@ assert bytes: \forall integer i; 0 <= i < n ==> last[i] == \at(in[i], Pre); */
  /*@ assert zeroes: \forall integer i; n <= i < 16 ==> last[i] == 0; */
  /*@ assert kept: bytes_kept{Pre,Here}(in, n) && bytes_kept{Pre,Here}(h, 16) && bytes_kept{Pre,Here}(y, 16); */
  /*@ assert filled: bytes_of(&last[0], 16) == gcm_filled(\at(bytes_of(in, n), Pre)); */
  hf_ghash(h, y, last, 1);
  hf_wipe(last, HF_AES_BLOCK);
}

/* GHASH takes n bytes, filled up with zeroes to whole blocks. */
/*@ requires \valid_read(h + (0 .. 15)) && \valid(y + (0 .. 15)) && \valid_read(in + (0 .. n-1)) && n <= HF_GCM_MAX;
  @ requires \separated(y + (0 .. 15), h + (0 .. 15));
  @ requires \separated(y + (0 .. 15), in + (0 .. n-1));
  @ HF_TOTAL;
  @ assigns y[0 .. 15];
  @ ensures bytes_of(y, 16) == ghash(\old(bytes_of(h, 16)), \old(bytes_of(y, 16)), gcm_filled(\old(bytes_of(in, n))));
  @*/
static void take(const uint8_t *h, uint8_t *y, const uint8_t *in, size_t n) {
  const size_t whole = n / HF_AES_BLOCK * HF_AES_BLOCK;
  /*@ assert parts: bytes_of(in, n) == bytes_cat(bytes_of(in, whole), bytes_of(in + whole, n - whole)); */
  /*@ assert filled: gcm_filled(bytes_of(in, n)) == bytes_cat(bytes_of(in, whole), gcm_filled(bytes_of(in + whole, n - whole))); */
  hf_ghash(h, y, in, n / HF_AES_BLOCK);
  /*@ assert kept: bytes_kept{Pre,Here}(in, n) && bytes_kept{Pre,Here}(h, 16); */
  if (whole != n)
    take_rest(h, y, in + whole, n - whole);
}

/* The tag of the encrypted data. */
/*@ requires n <= HF_GCM_MAX && aad_n <= HF_GCM_MAX && aes->use == HF_AES_ENCRYPTS;
  @ requires \valid_read(aes) && \valid_read(h + (0 .. 15)) && \valid_read(nonce + (0 .. 11));
  @ requires \valid_read(aad + (0 .. aad_n - 1)) && \valid_read(data + (0 .. n-1)) && \valid(tag + (0 .. 15));
  @ requires \separated(tag + (0 .. 15), aes);
  @ requires \separated(tag + (0 .. 15), h + (0 .. 15));
  @ requires \separated(tag + (0 .. 15), nonce + (0 .. 11));
  @ requires \separated(tag + (0 .. 15), aad + (0 .. aad_n - 1));
  @ requires \separated(tag + (0 .. 15), data + (0 .. n-1));
  @ HF_TOTAL;
  @ assigns tag[0 .. 15];
  @ ensures is_gcm_tag(tag, aes_key(aes), bytes_of(h, 16), bytes_of(nonce, 12), bytes_of(aad, aad_n), bytes_of(data, n));
  @*/
static void make_tag(const struct hf_aes *aes, const uint8_t *h, const uint8_t *nonce, const uint8_t *aad, size_t aad_n,
                     const uint8_t *data, size_t n, uint8_t *tag) {
  uint8_t lengths[HF_AES_BLOCK];
  hf_fill(tag, 0, HF_GCM_TAG);
  take(h, tag, aad, aad_n);
  take(h, tag, data, n);
  hf_write64(lengths, (uint64_t)aad_n * 8u);
  hf_write64(lengths + 8, (uint64_t)n * 8u);
  hf_ghash(h, tag, lengths, 1);
  hf_aes_counter(aes, nonce, TAG_BLOCK, tag, HF_GCM_TAG);
}

void hf_gcm_seal(const struct hf_aes *aes, const uint8_t h[16], const uint8_t nonce[12], const uint8_t *aad,
                 size_t aad_n, uint8_t *data, size_t n, uint8_t tag[16]) {
  hf_aes_counter(aes, nonce, DATA_BLOCK, data, n);
  make_tag(aes, h, nonce, aad, aad_n, data, n, tag);
}

int hf_gcm_open(const struct hf_aes *aes, const uint8_t h[16], const uint8_t nonce[12], const uint8_t *aad,
                size_t aad_n, uint8_t *data, size_t n, const uint8_t tag[16]) {
  uint8_t right[HF_GCM_TAG];
  int r = -1;
  make_tag(aes, h, nonce, aad, aad_n, data, n, right);
  if (hf_ct_equal(right, tag, HF_GCM_TAG) == 1) {
    hf_aes_counter(aes, nonce, DATA_BLOCK, data, n);
    r = 0;
  }
  hf_wipe(right, HF_GCM_TAG);
  return r;
}
