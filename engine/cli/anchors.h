/* Trust anchors from a PEM bundle. */
#ifndef HANDFAST_CLI_ANCHORS_H
#define HANDFAST_CLI_ANCHORS_H
#include "certificates.h"
#include "handfast/x509.h"

/* Debian's bundle of the authorities that it trusts. */
#define CLI_DEFAULT_ANCHORS "/etc/ssl/certs/ca-certificates.crt"

/* PEM files, as an option names them that may be repeated. */
#define CLI_ANCHOR_FILES 16u
struct cli_anchor_files {
  const char *path[CLI_ANCHOR_FILES];
  size_t n;
};

struct cli_anchors {
  struct cli_certificates file[CLI_ANCHOR_FILES]; /* own the bytes that the table points into */
  size_t files_n;
  struct hf_trust_anchor *table;
  size_t n;
};

/* Of all the files together; of none: the default bundle. 0 with at least one of each, or -1, having said why. */
int cli_anchors_load(const struct cli_anchor_files *files, struct cli_anchors *out);
void cli_anchors_free(struct cli_anchors *anchors);
#endif
