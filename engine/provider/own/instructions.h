/* AES, GHASH and SHA-256 by instructions of the processor: only where hf_processor says that it has them. What each does, and what its
   buffers are, is what the function of the same name in plain C says (crypto/aes.h, crypto/ghash.h, crypto/sha256.h). The words of a key are others. */
#ifndef HANDFAST_OWN_INSTRUCTIONS_H
#define HANDFAST_OWN_INSTRUCTIONS_H
#include "handfast/provider.h"

#if defined(__x86_64__) && defined(__GNUC__)
#define HF_X86_64 1
#elif defined(__aarch64__) && defined(__linux__) && defined(__GNUC__) && !defined(__clang__)
#define HF_ARMV8 1 /* clang has their intrinsics only where all of a program may use them */
#endif

#if defined(HF_X86_64) || defined(HF_ARMV8)
#define HF_INSTRUCTIONS 1

/* decrypts: 1 when the key will decrypt, else 0. */
int hf_fast_aes_start(struct hf_aes *k, const uint8_t *key, size_t n, uint32_t decrypts);
void hf_fast_aes_encrypt(const struct hf_aes *k, const uint8_t *in, uint8_t *out, size_t n);
void hf_fast_aes_decrypt(const struct hf_aes *k, const uint8_t *in, uint8_t *out, size_t n);
void hf_fast_aes_counter(const struct hf_aes *k, const uint8_t nonce[12], uint32_t count, uint8_t *data, size_t n);
void hf_fast_ghash(const uint8_t h[16], uint8_t y[16], const uint8_t *in, size_t n);
void hf_fast_sha256(uint32_t state[8], const uint8_t *in, size_t n);
#else
#define HF_INSTRUCTIONS 0
#endif
#endif
