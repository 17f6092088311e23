/* The state of a certificate chain while it arrives and is verified (engine/x509/). */
#ifndef HANDFAST_X509_H
#define HANDFAST_X509_H
#include "provider.h"

#define HF_KEY_RSA 1u
#define HF_KEY_EC 2u
#define HF_CHAIN_MAX 10u /* certificates in one chain */

/* A public key. The bytes belong to whoever made it, here to the chain's buffer. */
struct hf_public_key {
  const uint8_t *modulus;  /* RSA: big-endian, without leading zeroes */
  const uint8_t *exponent; /* RSA */
  const uint8_t *point;    /* EC: uncompressed */
  uint16_t modulus_n;      /* bytes */
  uint16_t exponent_n;
  uint16_t point_n;
  uint16_t group; /* EC: HF_GROUP_... */
  uint8_t kind;   /* HF_KEY_... */
};

/* A trust anchor: a name and a key (RFC 5280 6.1.1 d). All bytes are the caller's and stay while the configuration does. */
struct hf_trust_anchor {
  const uint8_t *name; /* DER of the subject */
  size_t name_n;
  struct hf_public_key key;
};

/* The peer's certificates as they came, in the caller's buffer. */
struct hf_chain {
  uint8_t *buffer;               /* the caller's */
  uint32_t size;                 /* its size */
  uint32_t used;                 /* bytes filled */
  uint32_t start[HF_CHAIN_MAX];  /* where each certificate begins in the buffer */
  uint32_t length[HF_CHAIN_MAX]; /* its bytes as announced */
  uint8_t count;                 /* certificates begun */
};
#endif
