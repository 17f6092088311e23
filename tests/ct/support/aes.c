/* The default provider's AES looks bytes of its key and data up in tables (proofs/SOUNDNESS.md), so it is not looked at:
   it works on copies that are not secret. All that comes out of it is secret again. */
#include "ct/secret.h"
#include "handfast/provider.h"
#include <string.h>

int __real_hf_aes_encrypt_start(struct hf_aes *k, const uint8_t *key, size_t n);
int __real_hf_aes_decrypt_start(struct hf_aes *k, const uint8_t *key, size_t n);
void __real_hf_aes_encrypt(const struct hf_aes *k, const uint8_t in[16], uint8_t out[16]);
void __real_hf_aes_decrypt(const struct hf_aes *k, const uint8_t in[16], uint8_t out[16]);
int __wrap_hf_aes_encrypt_start(struct hf_aes *k, const uint8_t *key, size_t n);
int __wrap_hf_aes_decrypt_start(struct hf_aes *k, const uint8_t *key, size_t n);
void __wrap_hf_aes_encrypt(const struct hf_aes *k, const uint8_t in[16], uint8_t out[16]);
void __wrap_hf_aes_decrypt(const struct hf_aes *k, const uint8_t in[16], uint8_t out[16]);

static uint8_t key_copy[32];
static uint8_t block[16];

static const uint8_t *plain_key(const uint8_t *key, size_t n) {
  memcpy(key_copy, key, n);
  reveal(key_copy, sizeof key_copy);
  return key_copy;
}

/* Through `work`, one of the two; a schedule is made of revealed bytes, so it is not secret itself. */
static void through(void (*work)(const struct hf_aes *, const uint8_t[16], uint8_t[16]), const struct hf_aes *k,
                    const uint8_t in[16], uint8_t out[16]) {
  memcpy(block, in, sizeof block);
  reveal(block, sizeof block);
  work(k, block, out);
  secret(out, sizeof block);
}

int __wrap_hf_aes_encrypt_start(struct hf_aes *k, const uint8_t *key, size_t n) {
  return __real_hf_aes_encrypt_start(k, plain_key(key, n), n);
}

int __wrap_hf_aes_decrypt_start(struct hf_aes *k, const uint8_t *key, size_t n) {
  return __real_hf_aes_decrypt_start(k, plain_key(key, n), n);
}

void __wrap_hf_aes_encrypt(const struct hf_aes *k, const uint8_t in[16], uint8_t out[16]) {
  through(__real_hf_aes_encrypt, k, in, out);
}

void __wrap_hf_aes_decrypt(const struct hf_aes *k, const uint8_t in[16], uint8_t out[16]) {
  through(__real_hf_aes_decrypt, k, in, out);
}
