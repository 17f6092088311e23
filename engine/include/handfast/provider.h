/* What the engine asks of a crypto library: primitives only, no protocol. A provider fulfils these contracts; the engine
   is linked with exactly one. The default is engine/provider/tomcrypt. */
#ifndef HANDFAST_PROVIDER_H
#define HANDFAST_PROVIDER_H
#include <stddef.h>
#include <stdint.h>

/* Hash functions, by the code points of RFC 5246 7.4.1.4.1 (HashAlgorithm). */
#define HF_HASH_SHA1 2u
#define HF_HASH_SHA256 4u
#define HF_HASH_SHA384 5u
#define HF_HASH_SHA512 6u
#define HF_HASH_MAX 64u  /* bytes in the longest digest */
#define HF_BLOCK_MAX 128u /* bytes in the longest block that a hash function takes */

/* Named groups, by the code points of RFC 8422 5.1.1 (NamedCurve). */
#define HF_GROUP_SECP256R1 23u
#define HF_GROUP_SECP384R1 24u
#define HF_SCALAR_MAX 48u /* bytes in the longest private scalar or x coordinate */
#define HF_POINT_MAX 97u  /* bytes in the longest uncompressed point */
#define HF_RSA_MAX 512u   /* bytes in the longest RSA modulus: 4096 bits */

/* A hash computation under way. A plain value: an assignment copies it. */
struct hf_hash {
  uint64_t word[26]; /* the provider's own */
  uint8_t id;        /* HF_HASH_... */
};

/* A hash computation that has taken exactly one block: what is kept of an HMAC key. */
struct hf_midstate {
  uint64_t word[8];
};

/* An expanded AES key, for one direction. */
struct hf_aes {
  uint32_t word[122]; /* the provider's own */
};

/* Where the provider gets random bytes when an operation needs them: 0 if out[0 .. n-1] is filled. */
struct hf_random {
  int (*fill)(void *context, uint8_t *out, size_t n);
  void *context;
};

void hf_hash_start(struct hf_hash *h, uint8_t id);
void hf_hash_update(struct hf_hash *h, const uint8_t *in, size_t n);
void hf_hash_finish(struct hf_hash *h, uint8_t *out);

void hf_hash_save(const struct hf_hash *h, struct hf_midstate *m);
void hf_hash_restore(struct hf_hash *h, uint8_t id, const struct hf_midstate *m, uint64_t bytes);
void hf_hash_chaining(const struct hf_hash *h, uint8_t *out);

int hf_aes_encrypt_start(struct hf_aes *k, const uint8_t *key, size_t n);
int hf_aes_decrypt_start(struct hf_aes *k, const uint8_t *key, size_t n);
void hf_aes_encrypt(const struct hf_aes *k, const uint8_t in[16], uint8_t out[16]);
void hf_aes_decrypt(const struct hf_aes *k, const uint8_t in[16], uint8_t out[16]);

int hf_chacha20_poly1305_seal(const uint8_t key[32], const uint8_t nonce[12], const uint8_t *aad, size_t aad_n,
                              uint8_t *data, size_t n, uint8_t tag[16]);
int hf_chacha20_poly1305_open(const uint8_t key[32], const uint8_t nonce[12], const uint8_t *aad, size_t aad_n,
                              uint8_t *data, size_t n, const uint8_t tag[16]);

/* out = in ^ e mod n; all big-endian; in and out have n_n bytes. 0, or -1 when in >= n or the key is unusable. */
int hf_rsa_public(const uint8_t *n, size_t n_n, const uint8_t *e, size_t e_n, const uint8_t *in, uint8_t *out);

/* A fresh key pair: scalar (its size is the group's), point uncompressed (2 * size + 1 bytes). */
int hf_ecdh_generate(uint16_t group, const struct hf_random *random, uint8_t *scalar, uint8_t *point);
/* The x coordinate of scalar * point; -1 when the point is not on the curve. */
int hf_ecdh_agree(uint16_t group, const uint8_t *scalar, const uint8_t *point, size_t point_n, uint8_t *x);
/* 0 when the signature (r and s big-endian, each the group's size) over the digest verifies. */
int hf_ecdsa_verify(uint16_t group, const uint8_t *point, size_t point_n, const uint8_t *digest, size_t digest_n,
                    const uint8_t *r, const uint8_t *s);
#endif
