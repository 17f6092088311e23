#include "identity.h"
#include "file.h"
#include "generated/errors.h"
#include "handfast.h"
#include "pem.h"
#include "pins.h"
#include "private_key.h"
#include "x509/certificate.h"
#include <string.h>

/* x -> x ^ d -> (x ^ d) ^ e must be x again. */
static int rsa_fits(const struct hf_private_key *ours, const struct hf_public_key *theirs) {
  uint8_t sample[HF_RSA_HANDSHAKE_MAX];
  uint8_t made[HF_RSA_HANDSHAKE_MAX];
  uint8_t back[HF_RSA_HANDSHAKE_MAX];
  size_t n = theirs->modulus_n;
  if (n == 0 || n > HF_RSA_HANDSHAKE_MAX)
    return 0;
  memset(sample, 0x5a, n);
  sample[0] = 0; /* less than any modulus of n bytes */
  return ours->rsa_private(ours->context, sample, n, made) == HF_KEY_DONE &&
         hf_rsa_public(theirs->modulus, n, theirs->exponent, theirs->exponent_n, made, back) == 0 &&
         memcmp(back, sample, n) == 0;
}

static int ec_fits(const struct hf_private_key *ours, const struct hf_public_key *theirs) {
  uint8_t digest[32];
  uint8_t r[HF_SCALAR_MAX];
  uint8_t s[HF_SCALAR_MAX];
  memset(digest, 0x5a, sizeof digest);
  return ours->ecdsa_sign(ours->context, digest, sizeof digest, r, s) == HF_KEY_DONE &&
         hf_ecdsa_verify(theirs->group, theirs->point, theirs->point_n, digest, sizeof digest, r, s) == 0;
}

static const char *mismatch(struct cli_identity *identity, uint8_t kind) {
  struct hf_private_key ours = hf_software_private_key(&identity->key);
  if (kind != identity->public_key.kind)
    return kind == HF_KEY_RSA  ? "the key is an RSA key, the certificate's is not"
           : kind == HF_KEY_EC ? "the key is an EC key, the certificate's is not"
                               : "the key is an RSASSA-PSS key, the certificate's is not";
  if (kind != HF_KEY_EC ? rsa_fits(&ours, &identity->public_key) : ec_fits(&ours, &identity->public_key))
    return NULL;
  return "the key is not the one in the certificate";
}

static int load_chain(const char *path, struct cli_identity *out) {
  if (cli_certificates_load(path, "the certificate", &out->chain) != 0)
    return -1;
  enum hf_error error = (enum hf_error)hf_certificate_key(out->chain.der[0], out->chain.sizes[0], &out->public_key);
  if (error == HF_OK)
    return 0;
  cli_say("%s:%u: cannot use the certificate: %s: %s", path, out->chain.lines[0], hf_error_name(error),
          hf_strerror(error));
  cli_certificates_free(&out->chain);
  return -1;
}

/* A file that begins with a public key is a raw public key (RFC 7250): 1, and it is taken. 0: it is something else. */
static int load_raw(const char *path, struct cli_identity *out) {
  struct cli_pem pem;
  struct cli_pem_block block;
  int answer;
  if (cli_pem_open(&pem, path, "the certificate") != 0)
    return -1;
  answer = cli_pem_next(&pem, &block);
  cli_pem_close(&pem);
  if (answer <= 0)
    return answer;
  if (!cli_is_public_key(block.label)) {
    cli_blob_free(&block.der);
    return 0;
  }
  out->raw_public_key = block.der;
  return cli_public_key(path, &out->raw_public_key, &out->public_key) == 0 ? 1 : -1;
}

static int load_public(const char *cert, const char *staple, struct cli_identity *out) {
  int raw = load_raw(cert, out);
  if (raw < 0 || (raw == 0 && load_chain(cert, out) != 0))
    return -1;
  if (staple == NULL)
    return 0;
  if (raw == 1) {
    cli_say("%s: a raw public key has no OCSP response: leave --staple %s out", cert, staple);
    return -1;
  }
  if (cli_file_read(staple, "the OCSP response", &out->ocsp_response) != 0)
    return -1;
  if (out->ocsp_response.n > 0 && out->ocsp_response.n <= HF_OCSP_RESPONSE_MAX && out->ocsp_response.bytes[0] == 0x30)
    return 0;
  cli_say("%s: this is no OCSP response in DER form", staple);
  return -1;
}

int cli_identity_load(const char *cert, const char *key, const char *staple, struct cli_identity *out) {
  uint8_t kind = 0;
  const char *why;
  memset(out, 0, sizeof *out);
  if (load_public(cert, staple, out) != 0 || cli_private_key_load(key, &out->key, &kind) != 0) {
    cli_identity_free(out);
    return -1;
  }
  out->loaded = 1;
  why = mismatch(out, kind);
  if (why == NULL)
    return 0;
  cli_say("%s and %s do not belong together: %s (the file of certificates must begin with our own)", cert, key, why);
  cli_identity_free(out);
  return -1;
}

struct hf_identity cli_identity_view(struct cli_identity *identity) {
  return (struct hf_identity){.certificates = (const uint8_t *const *)identity->chain.der,
                              .certificate_sizes = identity->chain.sizes,
                              .certificates_n = identity->chain.n,
                              .public_key = identity->public_key,
                              .private_key = hf_software_private_key(&identity->key),
                              .raw_public_key = identity->raw_public_key.bytes,
                              .raw_public_key_n = identity->raw_public_key.n,
                              .ocsp_response = identity->ocsp_response.bytes,
                              .ocsp_response_n = identity->ocsp_response.n};
}

void cli_identity_free(struct cli_identity *identity) {
  if (identity->loaded)
    hf_software_key_free(&identity->key);
  cli_certificates_free(&identity->chain);
  cli_blob_free(&identity->raw_public_key);
  cli_blob_free(&identity->ocsp_response);
  identity->loaded = 0;
}
