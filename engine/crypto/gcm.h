/* AES-GCM (NIST SP 800-38D) with 12-byte nonces and 16-byte tags, in place. */
#ifndef HANDFAST_CRYPTO_GCM_H
#define HANDFAST_CRYPTO_GCM_H
#include "handfast/provider.h"

#define HF_GCM_TAG 16u
#define HF_GCM_NONCE 12u
#define HF_GCM_MAX 0x1000000u /* the most bytes in one call, of data or of aad: far more than a record has */

/* Expands a key of n = 16 or 32 bytes: aes for its cipher, h for GHASH. Both are secret. 0, or -1 for another size, or when
   the provider cannot. */
/*@ requires \valid(aes) && \valid(h + (0 .. 15)) && \valid_read(key + (0 .. n-1));
  @ requires \separated(aes, key + (0 .. n-1));
  @ requires \separated(aes, h + (0 .. 15));
  @ requires \separated(h + (0 .. 15), key + (0 .. n-1));
  @ HF_TOTAL;
  @ assigns *aes, h[0 .. 15];
  @ ensures \result == 0 || \result == -1;
  @ ensures aes->use == (\result == 0 ? HF_AES_ENCRYPTS : HF_AES_NOTHING);
  @*/
int hf_gcm_start(struct hf_aes *aes, uint8_t h[16], const uint8_t *key, size_t n);

/* Encrypts data[0 .. n-1] in place and writes the tag. A nonce must never come twice under one key. */
/*@ requires n <= HF_GCM_MAX && aad_n <= HF_GCM_MAX && aes->use == HF_AES_ENCRYPTS;
  @ requires \valid_read(aes) && \valid_read(h + (0 .. 15)) && \valid_read(nonce + (0 .. 11));
  @ requires \valid_read(aad + (0 .. aad_n - 1)) && \valid(data + (0 .. n-1)) && \valid(tag + (0 .. 15));
  @ requires \separated(data + (0 .. n-1), aes);
  @ requires \separated(data + (0 .. n-1), h + (0 .. 15));
  @ requires \separated(data + (0 .. n-1), nonce + (0 .. 11));
  @ requires \separated(data + (0 .. n-1), aad + (0 .. aad_n - 1));
  @ requires \separated(data + (0 .. n-1), tag + (0 .. 15));
  @ requires \separated(tag + (0 .. 15), aes);
  @ requires \separated(tag + (0 .. 15), h + (0 .. 15));
  @ requires \separated(tag + (0 .. 15), nonce + (0 .. 11));
  @ requires \separated(tag + (0 .. 15), aad + (0 .. aad_n - 1));
  @ HF_TOTAL;
  @ assigns data[0 .. n-1], tag[0 .. 15];
  @ ensures counter_xored{Pre,Post}(data, n, aes_key(aes), \old(bytes_of(nonce, 12)), 2);
  @*/
void hf_gcm_seal(const struct hf_aes *aes, const uint8_t h[16], const uint8_t nonce[12], const uint8_t *aad,
                 size_t aad_n, uint8_t *data, size_t n, uint8_t tag[16]);

/* Decrypts data[0 .. n-1] in place if the tag is right and answers 0. Otherwise -1, and the data stays encrypted. */
/*@ requires n <= HF_GCM_MAX && aad_n <= HF_GCM_MAX && aes->use == HF_AES_ENCRYPTS;
  @ requires \valid_read(aes) && \valid_read(h + (0 .. 15)) && \valid_read(nonce + (0 .. 11));
  @ requires \valid_read(aad + (0 .. aad_n - 1)) && \valid(data + (0 .. n-1)) && \valid_read(tag + (0 .. 15));
  @ requires \separated(data + (0 .. n-1), aes);
  @ requires \separated(data + (0 .. n-1), h + (0 .. 15));
  @ requires \separated(data + (0 .. n-1), nonce + (0 .. 11));
  @ requires \separated(data + (0 .. n-1), aad + (0 .. aad_n - 1));
  @ requires \separated(data + (0 .. n-1), tag + (0 .. 15));
  @ HF_TOTAL;
  @ assigns data[0 .. n-1];
  @ ensures \result == 0 || \result == -1;
  @ ensures \result == 0 ==> counter_xored{Pre,Post}(data, n, aes_key(aes), \old(bytes_of(nonce, 12)), 2);
  @ ensures \result != 0 ==> \forall integer i; 0 <= i < n ==> data[i] == \old(data[i]);
  @*/
int hf_gcm_open(const struct hf_aes *aes, const uint8_t h[16], const uint8_t nonce[12], const uint8_t *aad,
                size_t aad_n, uint8_t *data, size_t n, const uint8_t tag[16]);
#endif
