/* The DER of private keys: PKCS#1 (RFC 8017 A.1.2), SEC1 (RFC 5915), PKCS#8 (RFC 5208). */
#ifndef HANDFAST_CLI_KEY_DER_H
#define HANDFAST_CLI_KEY_DER_H
#include <stddef.h>
#include <stdint.h>

struct cli_key_der {
  const uint8_t *bytes; /* RSA: the whole RSAPrivateKey. EC: the scalar. In the caller's DER. */
  size_t n;
  uint16_t group; /* EC: HF_GROUP_... */
  uint8_t kind;   /* HF_KEY_... */
};

/* Each: NULL and *out, or why the key cannot be used. */
const char *cli_key_pkcs1(const uint8_t *der, size_t n, struct cli_key_der *out);
const char *cli_key_sec1(const uint8_t *der, size_t n, struct cli_key_der *out);
const char *cli_key_pkcs8(const uint8_t *der, size_t n, struct cli_key_der *out);
#endif
