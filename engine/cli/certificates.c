#include "certificates.h"
#include "file.h"
#include "pem.h"
#include <stdlib.h>
#include <string.h>

static int is_certificate(const char *label) {
  return strcmp(label, "CERTIFICATE") == 0 || strcmp(label, "X509 CERTIFICATE") == 0 ||
         strcmp(label, "TRUSTED CERTIFICATE") == 0;
}

static void *grow(void *old, size_t n, size_t size) {
  void *larger = cli_allocate(2 * n * size);
  memcpy(larger, old, n * size);
  free(old);
  return larger;
}

/* Takes the block's bytes over. */
static void add(struct cli_certificates *all, const struct cli_pem_block *block, size_t *room) {
  if (all->n == *room) {
    all->der = grow(all->der, all->n, sizeof *all->der);
    all->sizes = grow(all->sizes, all->n, sizeof *all->sizes);
    all->lines = grow(all->lines, all->n, sizeof *all->lines);
    *room *= 2;
  }
  all->der[all->n] = block->der.bytes;
  all->sizes[all->n] = block->der.n;
  all->lines[all->n] = block->line;
  all->n++;
}

static int collect(struct cli_pem *pem, struct cli_certificates *all) {
  struct cli_pem_block block;
  size_t room = 4;
  int found;
  all->der = cli_allocate(room * sizeof *all->der);
  all->sizes = cli_allocate(room * sizeof *all->sizes);
  all->lines = cli_allocate(room * sizeof *all->lines);
  while ((found = cli_pem_next(pem, &block)) > 0) {
    if (is_certificate(block.label))
      add(all, &block, &room);
    else
      cli_blob_free(&block.der);
  }
  return found;
}

int cli_certificates_load(const char *path, const char *what, struct cli_certificates *out) {
  struct cli_pem pem;
  *out = (struct cli_certificates){0};
  if (cli_pem_open(&pem, path, what) != 0)
    return -1;
  int answer = collect(&pem, out);
  if (answer == 0 && out->n == 0) {
    cli_say("%s: there is no certificate in it: a PEM block CERTIFICATE is wanted (a DER file must be converted first: "
            "openssl x509 -inform der)",
            path);
    answer = -1;
  }
  cli_pem_close(&pem);
  if (answer != 0)
    cli_certificates_free(out);
  return answer;
}

void cli_certificates_free(struct cli_certificates *all) {
  for (size_t i = 0; i < all->n; i++)
    free(all->der[i]);
  free((void *)all->der);
  free(all->sizes);
  free(all->lines);
  *all = (struct cli_certificates){0};
}
