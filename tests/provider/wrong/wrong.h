/* What the wrong providers of this folder are made of: the default one, under other names (../run.sh). */
#ifndef PROVIDER_WRONG_H
#define PROVIDER_WRONG_H
#include "handfast/provider.h"
#include <string.h>

int right_hf_provider_start(void);
void right_hf_hash_start(struct hf_hash *h, uint32_t id);
void right_hf_hash_update(struct hf_hash *h, const uint8_t *in, size_t n);
void right_hf_hash_finish(struct hf_hash *h, uint8_t *out);
void right_hf_hash_restore(struct hf_hash *h, uint32_t id, const struct hf_midstate *m, uint64_t bytes);
int right_hf_aes_encrypt_start(struct hf_aes *k, const uint8_t *key, size_t n);
void right_hf_aes_encrypt(const struct hf_aes *k, const uint8_t *in, uint8_t *out, size_t n);
void right_hf_aes_counter(const struct hf_aes *k, const uint8_t nonce[12], uint32_t count, uint8_t *data, size_t n);
void right_hf_ghash(const uint8_t h[16], uint8_t y[16], const uint8_t *in, size_t n);
int right_hf_chacha20_poly1305_open(const uint8_t key[32], const uint8_t nonce[12], const uint8_t *aad, size_t aad_n,
                                    uint8_t *data, size_t n, const uint8_t tag[16]);
int right_hf_rsa_public(const uint8_t *n, size_t n_n, const uint8_t *e, size_t e_n, const uint8_t *in, uint8_t *out);
int right_hf_ecdh_generate(uint32_t group, const struct hf_random *random, uint8_t *scalar, uint8_t *point);
int right_hf_ecdh_agree(uint32_t group, const uint8_t *scalar, const uint8_t *point, size_t point_n, uint8_t *x);
int right_hf_ecdsa_verify(uint32_t group, const uint8_t *point, size_t point_n, const uint8_t *digest, size_t digest_n,
                          const uint8_t *r, const uint8_t *s);
#endif
