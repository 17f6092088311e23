/* Certificates as trust anchors: of an anchor only the name and the key count (RFC 5280 6.1.1 d), so some faults of form do
   no harm there. In a certificate that a peer sent they do. */
#include "generated/errors.h"
#include "handfast.h"
#include "support/chains.h"
#include "support/identities.h"
#include "x509/certificate.h"
#include "x509/chain.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#define NOW 1764000000 /* 2025-11-24 */
#define BUNDLE "/etc/ssl/certs/ca-certificates.crt"

static struct test_chain t;

/* The bundle of the host, or NULL. */
static char *read_bundle(void) {
  FILE *file = fopen(BUNDLE, "rb");
  char *text = NULL;
  if (file && fseek(file, 0, SEEK_END) == 0) {
    size_t n = (size_t)ftell(file);
    rewind(file);
    text = calloc(n + 1, 1);
    cr_assert(text && fread(text, 1, n, file) == n);
  }
  if (file)
    fclose(file);
  return text;
}

/* What is said of the certificate when it is the peer's own, and is the anchor too, and the question is strict. */
static uint8_t as_peer(const uint8_t *der, size_t n) {
  struct hf_verify how = {.now = NOW, .strict = 1};
  struct hf_report report;
  test_chain_start(&t);
  test_chain_anchor_der(&t, der, n);
  cr_assert_eq(t.anchors_n, 1);
  cr_assert_eq(test_chain_der(&t, der, n), HF_OK);
  return test_chain_report(&t, &how, &report);
}

static uint8_t defect_of(const uint8_t *der, size_t n) {
  struct hf_span whole = {0, (uint32_t)n};
  struct hf_certificate c;
  cr_assert_eq(hf_certificate_read(der, whole, &c), HF_OK);
  return c.defect;
}

Test(x509_anchor, all_of_the_bundle_of_debian) {
  static uint8_t der[65536];
  char *text = read_bundle();
  const char *at = text;
  size_t certificates = 0;
  if (!text)
    cr_skip_test("skipped: no " BUNDLE);
  for (size_t n = test_pem_next(&at, der, sizeof der); n > 0; n = test_pem_next(&at, der, sizeof der)) {
    struct hf_trust_anchor anchor;
    uint8_t error = hf_certificate_anchor(der, n, &anchor);
    certificates++;
    cr_expect_eq(error, HF_OK, "certificate %zu: %s", certificates, hf_error_name(error));
    cr_expect_eq(anchor.end_entity, 0, "certificate %zu", certificates);
    if (error == HF_OK && defect_of(der, n) != HF_OK)
      cr_expect_eq(as_peer(der, n), defect_of(der, n), "certificate %zu", certificates);
  }
  free(text);
  cr_expect_gt(certificates, 100);
}

/* Verifies server-ec's like, with the anchor. */
static uint8_t verify(const char *name, unsigned sent, const char *anchor, uint8_t strict) {
  struct hf_verify how = {.name = "server.example", .now = NOW, .purpose = HF_PURPOSE_SERVER, .strict = strict};
  struct hf_report report;
  size_t n;
  const uint8_t *der = test_file(anchor, &n);
  test_chain_start(&t);
  test_chain_anchor_der(&t, der, n);
  cr_assert_eq(t.anchors_n, 1);
  for (unsigned i = 0; i < sent; i++) {
    der = test_certificate(name, i, &n);
    cr_assert_eq(test_chain_der(&t, der, n), HF_OK);
  }
  return test_chain_report(&t, &how, &report);
}

Test(x509_anchor, a_loose_key_usage) {
  for (uint8_t strict = 0; strict < 2; strict++) {
    cr_expect_eq(verify("loose-anchor", 1, "loose-root.0.der", strict), HF_OK);
    cr_expect_eq(verify("loose", 2, "root-ec.0.der", strict),
                 strict ? HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED : HF_OK);
    cr_expect_eq(verify("server-ec", 2, "root-ec.0.der", strict), HF_OK);
  }
}
