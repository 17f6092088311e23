/* What stands in files of keys and certificates: PEM (RFC 7468), and the three forms of private keys in DER. No file is opened here, and
   nothing is allocated: the bytes of a file come in, and what is found goes to memory of the caller's. The engine itself takes DER alone;
   a program that has no files does not link this. In the library it
   stands with the default provider: who links another one compiles engine/files/ too. */
#ifndef HANDFAST_FILES_H
#define HANDFAST_FILES_H
#include "x509.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A text with PEM blocks. Set the first two, and the others to zero. */
struct hf_pem {
  const uint8_t *text; /* the caller's; need not end with a zero */
  size_t n;            /* its bytes */
  size_t at;           /* those that were read */
  uint32_t line;       /* lines that were read */
};

#define HF_PEM_LABEL 48u
struct hf_pem_block {
  char label[HF_PEM_LABEL]; /* "CERTIFICATE", "PRIVATE KEY" ..., with an end */
  uint32_t line;            /* of its BEGIN; of a block that is broken, the line to look at */
  uint32_t encrypted;       /* 1: it has the headers of the old encryption (RFC 1421); der is then what was encrypted */
  const uint8_t *der;       /* in the memory that was given */
  size_t n;                 /* its bytes */
};

/* The next block. What stands between blocks is skipped. 1: *block is filled. 0: there are no more. -1: the text is broken in
   block->line, and *why says how. memory: size bytes, of which a block needs one for each of its base64's characters: as many as the
   text has suffice for each. A private key is in it then: wipe it. why may be NULL. */
int hf_pem_next(struct hf_pem *pem, struct hf_pem_block *block, uint8_t *memory, size_t size, const char **why);

/* A private key where it stands in DER. */
struct hf_key_der {
  const uint8_t *
      bytes; /* RSA, RSASSA-PSS: the whole RSAPrivateKey, for hf_software_key_rsa. EC: the scalar, for hf_software_key_ec */
  size_t n;       /* its bytes */
  uint16_t group; /* EC: HF_GROUP_... */
  uint8_t kind;   /* HF_KEY_... */
};

/* Finds the key in DER of n bytes: NULL and *out, which points into der; or why the key cannot be used, in words. */
const char *hf_key_pkcs1(const uint8_t *der, size_t n, struct hf_key_der *out); /* RSAPrivateKey (RFC 8017 A.1.2) */
const char *hf_key_sec1(const uint8_t *der, size_t n, struct hf_key_der *out);  /* ECPrivateKey (RFC 5915) */
const char *hf_key_pkcs8(const uint8_t *der, size_t n,
                         struct hf_key_der *out); /* PrivateKeyInfo (RFC 5208, RFC 5958) */
/* Whichever of the three it is. */
const char *hf_key_find(const uint8_t *der, size_t n, struct hf_key_der *out);

#ifdef __cplusplus
}
#endif
#endif
