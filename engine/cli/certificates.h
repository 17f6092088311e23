/* The certificates of a PEM file, or of the files of a folder, in their order. */
#ifndef HANDFAST_CLI_CERTIFICATES_H
#define HANDFAST_CLI_CERTIFICATES_H
#include "cli.h"

struct cli_certificates {
  uint8_t **der;
  size_t *sizes;
  unsigned *lines; /* where each begins in its file */
  size_t n;
};

/* path: a file, or a folder. what: "the certificate", "the trust anchors". 0 with at least one, or -1, having said why. */
int cli_certificates_load(const char *path, const char *what, struct cli_certificates *out);
void cli_certificates_free(struct cli_certificates *certificates);
#endif
