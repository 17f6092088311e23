/* Where in a certificate the reader stopped. */
#include "asn1_path.h"
#include "certificate_text.h"
#include <stdio.h>

void cli_refusal_text(const uint8_t *der, size_t n, char out[2 * CLI_TEXT_MAX]) {
  const struct hf_span whole = {0, (uint32_t)n};
  struct hf_asn1 a;
  struct hf_span extensions;
  char path[CLI_PATH_MAX];
  *out = 0;
  if (n > 0xffffff)
    return;
  if (hf_asn1_read(&a, der, whole, HF_READ_CERTIFICATE) != 0) {
    cli_asn1_path(&a, der, path, sizeof path);
    (void)snprintf(out, 2 * CLI_TEXT_MAX, "refused at %.400s", path);
    return;
  }
  extensions = a.kept[HF_AT_CERTIFICATE_EXTENSIONS];
  if (extensions.n == 0 || hf_asn1_read(&a, der, extensions, HF_READ_EXTENSIONS) == 0)
    return;
  cli_asn1_path(&a, der, path, sizeof path);
  (void)snprintf(out, 2 * CLI_TEXT_MAX, "refused at tbsCertificate.extensions%.400s", path);
}
