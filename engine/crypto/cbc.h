/* AES in CBC mode (NIST SP 800-38A 6.2), in place. */
#ifndef HANDFAST_CRYPTO_CBC_H
#define HANDFAST_CRYPTO_CBC_H
#include "handfast/provider.h"

/* Encrypts data[0 .. n-1], n a multiple of 16. The iv may stand right before the data. */
/*@ requires \valid_read(k) && \valid_read(iv + (0 .. 15)) && \valid(data + (0 .. n-1));
  @ requires n % 16 == 0 && k->use == HF_AES_ENCRYPTS;
  @ requires \separated(k, data + (0 .. n-1));
  @ requires \separated(iv + (0 .. 15), data + (0 .. n-1));
  @ HF_TOTAL;
  @ assigns data[0 .. n-1];
  @*/
void hf_cbc_encrypt(const struct hf_aes *k, const uint8_t iv[16], uint8_t *data, size_t n);

/* Decrypts data[0 .. n-1], n a multiple of 16. The iv may stand right before the data. */
/*@ requires \valid_read(k) && \valid_read(iv + (0 .. 15)) && \valid(data + (0 .. n-1));
  @ requires n % 16 == 0 && k->use == HF_AES_DECRYPTS;
  @ requires \separated(k, data + (0 .. n-1));
  @ requires \separated(iv + (0 .. 15), data + (0 .. n-1));
  @ HF_TOTAL;
  @ assigns data[0 .. n-1];
  @*/
void hf_cbc_decrypt(const struct hf_aes *k, const uint8_t iv[16], uint8_t *data, size_t n);
#endif
