/* --export LABEL[:CONTEXT][:N]: keying material (RFC 5705, RFC 8446 7.5) that is said, for others to compare. */
#ifndef HANDFAST_CLI_EXPORTED_H
#define HANDFAST_CLI_EXPORTED_H
#include "report.h"

#define CLI_EXPORT_MAX 512u /* bytes */

/* What is asked for; the text is the command line's. */
struct cli_export {
  const char *label;   /* NULL: nothing */
  const char *context; /* NULL: none, which is not an empty one */
  size_t label_n;
  size_t context_n;
  size_t n;
};

/* LABEL, of 20 bytes; LABEL:N; LABEL:CONTEXT:N. CLI_FINE, or CLI_USAGE, having said why. */
int cli_export_parse(const char *text, struct cli_export *out);
/* In hexadecimal; or why there is none. */
void cli_export_say(const struct hf_connection *c, const struct cli_export *wanted, char out[CLI_REPORT_MAX]);
#endif
