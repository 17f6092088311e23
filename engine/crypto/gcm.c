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

/* GHASH takes n bytes, filled up with zeroes to whole blocks. */
/*@ requires \valid_read(h + (0 .. 15)) && \valid(y + (0 .. 15)) && \valid_read(in + (0 .. n-1)) && n <= HF_GCM_MAX;
  @ requires \separated(y + (0 .. 15), h + (0 .. 15));
  @ requires \separated(y + (0 .. 15), in + (0 .. n-1));
  @ HF_TOTAL;
  @ assigns y[0 .. 15];
  @*/
static void take(const uint8_t *h, uint8_t *y, const uint8_t *in, size_t n) {
  const size_t rest = n % HF_AES_BLOCK;
  hf_ghash(h, y, in, n / HF_AES_BLOCK);
  if (rest != 0u) {
    uint8_t last[HF_AES_BLOCK];
    hf_fill(last, 0, HF_AES_BLOCK);
    hf_copy(last, in + (n - rest), rest);
    hf_ghash(h, y, last, 1);
    hf_wipe(last, HF_AES_BLOCK);
  }
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
