/* The verdict of `handfast verify`, in words and as JSON. */
#ifndef HANDFAST_CLI_VERDICT_H
#define HANDFAST_CLI_VERDICT_H
#include "certificates.h"
#include "handfast/x509.h"

struct cli_verdict {
  const char *file;
  const struct cli_certificates *certificates;
  const struct hf_verify *how;
  const struct hf_report *report;
};

/* Says it: CLI_FINE when valid, else CLI_FAILED. In words: what is valid on standard output, what is not on standard error. As JSON:
   one object on standard output. */
int cli_verdict_words(const struct cli_verdict *v);
int cli_verdict_json(const struct cli_verdict *v);
#endif
