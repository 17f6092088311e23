/* Who we are: a certificate chain, or only a public key, and its private key, from two PEM files. */
#ifndef HANDFAST_CLI_IDENTITY_H
#define HANDFAST_CLI_IDENTITY_H
#include "certificates.h"
#include "handfast/config.h"
#include "handfast/software_key.h"

/* Not to be moved once loaded: the engine's private key points to `key`. */
struct cli_identity {
  struct cli_certificates chain;
  struct hf_software_key key;
  struct hf_public_key public_key;
  struct cli_blob raw_public_key; /* n 0: there are certificates */
  struct cli_blob ocsp_response;  /* n 0: none */
  uint8_t loaded;
};

/* Checks that the key is the certificate's. `staple`: a file with an OCSP response about it, DER, or NULL. 0, or -1, having
   said why. */
int cli_identity_load(const char *cert, const char *key, const char *staple, struct cli_identity *out);
/* As the engine wants it; points into *identity. */
struct hf_identity cli_identity_view(struct cli_identity *identity);
void cli_identity_free(struct cli_identity *identity);
#endif
