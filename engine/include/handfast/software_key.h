/* Private keys in memory, on the default provider: what a configuration's hf_private_key can be when no hardware holds the
   key. Not part of the engine proper: it allocates (through the library's integers) when a key is loaded and used. */
#ifndef HANDFAST_SOFTWARE_KEY_H
#define HANDFAST_SOFTWARE_KEY_H
#include "config.h"

#ifdef __cplusplus
extern "C" {
#endif

/* One private key. The fields are its own. It must not move between loading and freeing; one thread at a time uses it. */
struct hf_software_key {
  void *number[8];                /* RSA: e d n p q qP dP dQ, the library's integers */
  const struct hf_random *random; /* the caller's; blinds each operation */
  uint8_t scalar[HF_SCALAR_MAX];  /* EC */
  uint16_t group;                 /* EC: HF_GROUP_... */
  uint8_t kind;                   /* HF_KEY_RSA, HF_KEY_EC; 0: none */
};

/* Loads an RSA key: `der` is an RSAPrivateKey of two primes (RFC 8017 A.1.2), n bytes, 2048 to 4096 bits.
   `random` stays the caller's and must live as long as the key. 0, or -1: not such a key, or its parts disagree. */
int hf_software_key_rsa(struct hf_software_key *key, const uint8_t *der, size_t n, const struct hf_random *random);

/* Loads an EC key: the private scalar big-endian, n bytes (leading zeroes may be missing), 1 .. order - 1. 0 or -1. */
int hf_software_key_ec(struct hf_software_key *key, uint16_t group, const uint8_t *scalar, size_t n,
                       const struct hf_random *random);

/* Loads the first private key of a file's n bytes: DER, or PEM with other blocks around it; in each of the forms of handfast/files.h,
   not encrypted. NULL, or why there is no key, in words: then there is nothing to free. Takes 8 KiB of stack. */
const char *hf_software_key_read(struct hf_software_key *key, const uint8_t *file, size_t n,
                                 const struct hf_random *random);

/* The key as a configuration takes it. It refers to `key`, which must outlive it. Its operations never answer pending. */
struct hf_private_key hf_software_private_key(struct hf_software_key *key);

/* Wipes and frees the key; also one that failed to load. */
void hf_software_key_free(struct hf_software_key *key);

#ifdef __cplusplus
}
#endif
#endif
