#include "anchors.h"
#include "generated/errors.h"
#include "handfast.h"
#include "x509/certificate.h"
#include <stdlib.h>

/* Certificates that cannot be anchors are left out: a bundle may hold keys of kinds that this engine does not know. Only
   for a file that the user chose is it worth a word. */
static void take(const char *path, int chosen, struct cli_anchors *all) {
  for (size_t i = 0; i < all->certificates.n; i++) {
    uint8_t error = hf_certificate_anchor(all->certificates.der[i], all->certificates.sizes[i], &all->table[all->n]);
    if (error == HF_OK)
      all->n++;
    else if (chosen)
      cli_say("%s:%u: left out as a trust anchor: %s: %s", path, all->certificates.lines[i],
              hf_error_name((enum hf_error)error), hf_strerror((enum hf_error)error));
  }
}

int cli_anchors_load(const char *path, struct cli_anchors *out) {
  int chosen = path != NULL;
  *out = (struct cli_anchors){0};
  path = chosen ? path : CLI_DEFAULT_ANCHORS;
  if (cli_certificates_load(path, "the trust anchors", &out->certificates) != 0) {
    if (!chosen)
      cli_say("this is the default; name a file of certificate authorities with --ca FILE, or install the package "
              "ca-certificates");
    return -1;
  }
  out->table = cli_allocate(out->certificates.n * sizeof *out->table);
  take(path, chosen, out);
  if (out->n > 0)
    return 0;
  cli_say("%s: none of its %zu certificates can be a trust anchor", path, out->certificates.n);
  cli_anchors_free(out);
  return -1;
}

void cli_anchors_free(struct cli_anchors *anchors) {
  free(anchors->table);
  cli_certificates_free(&anchors->certificates);
  *anchors = (struct cli_anchors){0};
}
