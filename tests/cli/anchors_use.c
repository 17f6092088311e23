/* anchors_use NAME CERTIFICATE.der...: verifies a chain against the table `roots` that `handfast anchors` wrote; then shows that each
   row of it says what hf_certificate_anchor says of the certificates in ROOTS (the environment: DER files, a space between). */
#include "handfast.h"
#include "x509/chain.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern const struct hf_trust_anchor roots[];
extern const size_t roots_n;

#define NOW 1764000000 /* 2025-11-24 */
#define FILE_MOST 8192

static size_t load(const char *path, uint8_t *out) {
  FILE *f = fopen(path, "rb");
  size_t n = f != NULL ? fread(out, 1, FILE_MOST, f) : 0;
  if (f != NULL)
    fclose(f);
  return n;
}

static int same(const uint8_t *a, size_t a_n, const uint8_t *b, size_t b_n) {
  return a_n == b_n && (a_n == 0 || memcmp(a, b, a_n) == 0);
}

static int same_key(const struct hf_public_key *a, const struct hf_public_key *b) {
  return a->kind == b->kind && a->group == b->group && same(a->modulus, a->modulus_n, b->modulus, b->modulus_n) &&
         same(a->exponent, a->exponent_n, b->exponent, b->exponent_n) &&
         same(a->point, a->point_n, b->point, b->point_n);
}

static int same_anchor(const struct hf_trust_anchor *a, const struct hf_trust_anchor *b) {
  return same(a->name, a->name_n, b->name, b->name_n) && same_key(&a->key, &b->key) &&
         same(a->key_id, a->key_id_n, b->key_id, b->key_id_n) &&
         same(a->constraints, a->constraints_n, b->constraints, b->constraints_n) && a->not_before == b->not_before &&
         a->not_after == b->not_after && a->path_limit == b->path_limit && a->end_entity == b->end_entity &&
         a->nonconforming == b->nonconforming && a->no_crl_sign == b->no_crl_sign;
}

static int rows_are_right(char *paths) {
  static uint8_t der[FILE_MOST];
  size_t i = 0;
  for (char *path = strtok(paths, " "); path != NULL; path = strtok(NULL, " "), i++) {
    struct hf_trust_anchor anchor;
    if (i >= roots_n || hf_certificate_anchor(der, load(path, der), &anchor) != HF_OK)
      return 0;
    if (!same_anchor(&anchor, &roots[i]))
      return 0;
  }
  return i == roots_n;
}

int main(int argc, char **argv) {
  static uint8_t buffer[65536], der[FILE_MOST];
  struct hf_chain chain;
  struct hf_verify how = {.anchors = roots, .anchors_n = roots_n, .now = NOW, .purpose = HF_PURPOSE_SERVER};
  uint8_t error = HF_OK;
  how.name = argc > 1 ? argv[1] : "";
  hf_chain_start(&chain, buffer, sizeof buffer);
  for (int i = 2; i < argc && error == HF_OK; i++) {
    size_t n = load(argv[i], der);
    error = hf_chain_certificate(&chain, (uint32_t)n);
    if (error == HF_OK)
      error = hf_chain_bytes(&chain, der, (uint32_t)n);
  }
  if (error == HF_OK)
    error = hf_chain_verify(&chain, &how);
  if (!rows_are_right(getenv("ROOTS")))
    puts("the rows are not those of the certificates");
  puts(hf_error_name((enum hf_error)error));
  return 0;
}
