#include "private_key.h"
#include "file.h"
#include "handfast/files.h"
#include "pem.h"
#include "system.h"
#include <string.h>

static const char encrypted[] =
    "the private key is encrypted, and handfast reads only unencrypted ones; decrypt it with: "
    "openssl pkey -in FILE -out UNENCRYPTED";

/* 1: the block is a private key that can be used; 0: it is none; -1: it cannot be used, *why says why. */
static int read_key(const struct cli_pem_block *block, struct hf_key_der *key, const char **why) {
  const uint8_t *der = block->der.bytes;
  size_t n = block->der.n;
  *why = NULL;
  if (block->encrypted || strcmp(block->label, "ENCRYPTED PRIVATE KEY") == 0)
    *why = encrypted;
  else if (strcmp(block->label, "RSA PRIVATE KEY") == 0)
    *why = hf_key_pkcs1(der, n, key);
  else if (strcmp(block->label, "EC PRIVATE KEY") == 0)
    *why = hf_key_sec1(der, n, key);
  else if (strcmp(block->label, "PRIVATE KEY") == 0)
    *why = hf_key_pkcs8(der, n, key);
  else
    return 0;
  return *why == NULL ? 1 : -1;
}

static int make_key(const struct hf_key_der *key, struct hf_software_key *out) {
  if (key->kind != HF_KEY_EC)
    return hf_software_key_rsa(out, key->bytes, key->n, &cli_random);
  return hf_software_key_ec(out, key->group, key->bytes, key->n, &cli_random);
}

/* The first private key of the file; its other blocks may be certificates or parameters. 1, 0 (none), -1 (said). */
static int find_key(struct cli_pem *pem, struct hf_software_key *out, uint8_t *kind) {
  struct cli_pem_block block;
  int found;
  while ((found = cli_pem_next(pem, &block)) > 0) {
    struct hf_key_der key;
    const char *why;
    int is_key = read_key(&block, &key, &why);
    if (is_key > 0 && make_key(&key, out) != 0) {
      why =
          key.kind != HF_KEY_EC ? "it is damaged, or its modulus is not of 2048 to 4096 bits" : "its scalar is damaged";
      is_key = -1;
    }
    if (is_key < 0)
      cli_say("%s:%u: cannot use the private key: %s", pem->path, block.line, why);
    if (is_key > 0)
      *kind = key.kind;
    cli_blob_free(&block.der);
    if (is_key != 0)
      return is_key;
  }
  return found;
}

int cli_private_key_load(const char *path, struct hf_software_key *out, uint8_t *kind) {
  struct cli_pem pem;
  if (cli_pem_open(&pem, path, "the private key") != 0)
    return -1;
  int found = find_key(&pem, out, kind);
  if (found == 0)
    cli_say("%s: there is no private key in it: a PEM block PRIVATE KEY, RSA PRIVATE KEY or EC PRIVATE KEY is wanted",
            path);
  cli_pem_close(&pem);
  return found > 0 ? 0 : -1;
}
