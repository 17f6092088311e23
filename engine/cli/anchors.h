/* Trust anchors from a PEM bundle. */
#ifndef HANDFAST_CLI_ANCHORS_H
#define HANDFAST_CLI_ANCHORS_H
#include "certificates.h"
#include "handfast/x509.h"

/* Debian's bundle of the authorities that it trusts. */
#define CLI_DEFAULT_ANCHORS "/etc/ssl/certs/ca-certificates.crt"

struct cli_anchors {
  struct cli_certificates certificates; /* own the bytes that the table points into */
  struct hf_trust_anchor *table;
  size_t n;
};

/* path NULL: the default bundle. 0 with at least one, or -1, having said why. */
int cli_anchors_load(const char *path, struct cli_anchors *out);
void cli_anchors_free(struct cli_anchors *anchors);
#endif
