#define _GNU_SOURCE
#include "exported.h"
#include "cli.h"
#include "hex.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define USUAL 20u /* bytes, as many as openssl says */

int cli_export_parse(const char *text, struct cli_export *out) {
  const char *size = strrchr(text, ':');
  const char *context = size == NULL ? NULL : memrchr(text, ':', (size_t)(size - text));
  const char *end = context != NULL ? context : size;
  char *behind = NULL;
  unsigned long n = size == NULL ? USUAL : strtoul(size + 1, &behind, 10);
  *out = (struct cli_export){.label = text, .label_n = end == NULL ? strlen(text) : (size_t)(end - text), .n = n};
  if (context != NULL) {
    out->context = context + 1;
    out->context_n = (size_t)(size - context) - 1;
  }
  if (n >= 1 && n <= CLI_EXPORT_MAX && (behind == NULL || (behind != size + 1 && *behind == 0)))
    return CLI_FINE;
  cli_say("--export: '%s' is not LABEL, LABEL:N or LABEL:CONTEXT:N with 1 to %u bytes", text, CLI_EXPORT_MAX);
  return CLI_USAGE;
}

void cli_export_say(const struct hf_connection *c, const struct cli_export *wanted, char out[CLI_REPORT_MAX]) {
  uint8_t value[CLI_EXPORT_MAX];
  enum hf_error error = hf_export(c, (const uint8_t *)wanted->label, wanted->label_n, (const uint8_t *)wanted->context,
                                  wanted->context_n, value, wanted->n);
  if (error == HF_OK)
    out[cli_hex(value, wanted->n, out)] = 0;
  else
    (void)snprintf(out, CLI_REPORT_MAX, "nothing: %s: %s", hf_error_name(error), hf_strerror(error));
  explicit_bzero(value, sizeof value);
}
