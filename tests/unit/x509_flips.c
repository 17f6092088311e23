/* Every octet of a certificate, a revocation list and an OCSP response changed once: none is good then. */
#include "generated/errors.h"
#include "support/chains.h"
#include "support/identities.h"
#include "x509/chain.h"
#include "x509/ocsp.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#define NOW 1900000000 /* 2030: what make_certs.sh makes is good then */

static struct test_chain t;
static const uint8_t changes[] = {0x01, 0x80, 0xff};

static void setup(void) {
  size_t n;
  test_chain_start(&t);
  for (unsigned i = 0; i < 2; i++) {
    const uint8_t *der = test_certificate("server-ec", i, &n);
    cr_assert_eq(test_chain_der(&t, der, n), HF_OK);
  }
  const uint8_t *root = test_certificate("root-ec", 0, &n);
  test_chain_anchor_der(&t, root, n);
}

static size_t load(const char *name, uint8_t *out, size_t room) {
  char path[256];
  snprintf(path, sizeof path, "build/tests/certs/%s", name);
  FILE *file = fopen(path, "rb");
  cr_assert_not_null(file, "%s", path);
  size_t n = fread(out, 1, room, file);
  (void)fclose(file);
  return n;
}

static uint8_t verify(const struct hf_crl *crl) {
  struct hf_report report;
  struct hf_verify how = {.now = NOW, .purpose = HF_PURPOSE_SERVER, .crls = crl, .crls_n = crl != NULL};
  how.crl_policy = crl != NULL ? HF_CRL_PEER : HF_CRL_WHERE_GIVEN;
  return test_chain_report(&t, &how, &report);
}

Test(x509_flips, certificates, .init = setup) {
  cr_assert_eq(verify(NULL), HF_OK);
  for (uint32_t i = 0; i < t.chain.used; i++)
    for (size_t k = 0; k < sizeof changes; k++) {
      t.buffer[i] ^= changes[k];
      cr_expect_neq(verify(NULL), HF_OK, "octet %u ^ %02x", i, changes[k]);
      t.buffer[i] ^= changes[k];
    }
}

Test(x509_flips, lists, .init = setup) {
  static uint8_t der[4096];
  const struct hf_crl crl = {der, load("intermediate-ec.crl.der", der, sizeof der)};
  cr_assert_eq(verify(&crl), HF_OK);
  for (size_t i = 0; i < crl.n; i++)
    for (size_t k = 0; k < sizeof changes; k++) {
      der[i] ^= changes[k];
      cr_expect_neq(verify(&crl), HF_OK, "octet %zu ^ %02x", i, changes[k]);
      der[i] ^= changes[k];
    }
}

Test(x509_flips, responses, .init = setup) {
  static uint8_t der[4096];
  size_t n = load("server-ec.ocsp", der, sizeof der);
  struct hf_report report;
  struct hf_verify how = {.now = NOW, .purpose = HF_PURPOSE_SERVER};
  cr_assert_eq(test_chain_report(&t, &how, &report), HF_OK);
  cr_assert_eq(hf_chain_status(&t.chain, &how, &report, der, n), HF_OK);
  for (size_t i = 0; i < n; i++)
    for (size_t k = 0; k < sizeof changes; k++) {
      der[i] ^= changes[k];
      cr_expect_neq(hf_chain_status(&t.chain, &how, &report, der, n), HF_OK, "octet %zu ^ %02x", i, changes[k]);
      der[i] ^= changes[k];
    }
}
