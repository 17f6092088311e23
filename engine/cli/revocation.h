/* Revocation lists and OCSP responses from files. */
#ifndef HANDFAST_CLI_REVOCATION_H
#define HANDFAST_CLI_REVOCATION_H
#include "cli.h"
#include "handfast/x509.h"

#define CLI_CRLS_MAX 64u

struct cli_crls {
  struct cli_blob blobs[CLI_CRLS_MAX];
  struct hf_crl table[CLI_CRLS_MAX];
  size_t n;
};

/* Adds the lists of a file: PEM blocks X509 CRL, or one in DER. 0 with at least one, or -1, having said why. */
int cli_crls_load(const char *path, struct cli_crls *all);
void cli_crls_free(struct cli_crls *all);
#endif
