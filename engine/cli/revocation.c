#include "revocation.h"
#include "file.h"
#include "pem.h"
#include <string.h>

#define DER_SEQUENCE 0x30u

/* Takes the bytes over. */
static int add(const char *path, struct cli_crls *all, struct cli_blob blob) {
  if (all->n == CLI_CRLS_MAX) {
    cli_say("%s: more than %u revocation lists", path, CLI_CRLS_MAX);
    cli_blob_free(&blob);
    return -1;
  }
  all->blobs[all->n] = blob;
  all->table[all->n] = (struct hf_crl){.der = blob.bytes, .n = blob.n};
  all->n++;
  return 0;
}

static int add_pem(const char *path, struct cli_crls *all) {
  struct cli_pem pem;
  struct cli_pem_block block;
  size_t before = all->n;
  int found;
  if (cli_pem_open(&pem, path, "the revocation lists") != 0)
    return -1;
  while ((found = cli_pem_next(&pem, &block)) > 0) {
    if (strcmp(block.label, "X509 CRL") != 0)
      cli_blob_free(&block.der);
    else if (add(path, all, block.der) != 0) {
      found = -1;
      break;
    }
  }
  cli_pem_close(&pem);
  if (found == 0 && all->n == before) {
    cli_say("%s: there is no revocation list in it: DER or a PEM block X509 CRL is wanted", path);
    found = -1;
  }
  return found;
}

int cli_crls_load(const char *path, struct cli_crls *all) {
  struct cli_blob blob;
  if (cli_file_read(path, "the revocation lists", &blob) != 0)
    return -1;
  if (blob.n > 0 && blob.bytes[0] == DER_SEQUENCE)
    return add(path, all, blob);
  cli_blob_free(&blob);
  return add_pem(path, all);
}

void cli_crls_free(struct cli_crls *all) {
  for (size_t i = 0; i < all->n; i++)
    cli_blob_free(&all->blobs[i]);
  all->n = 0;
}
