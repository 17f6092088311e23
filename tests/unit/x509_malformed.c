/* Certificates that are wrong in one place: what is said of each. */
#include "generated/errors.h"
#include "support/chains.h"
#include "support/identities.h"
#include "support/issue.h"
#include "x509/certificate.h"
#include "x509/chain.h"
#include <criterion/criterion.h>
#include <string.h>

#define NOW 1764000000 /* 2025-11-24 */

struct spoiling {
  uint8_t error;
  const char *pattern; /* in server-ec's certificate */
  size_t pattern_n;
  size_t at; /* of the byte behind its beginning that becomes another */
  uint8_t value;
};

static const struct spoiling spoilings[] = {
    {HF_ERROR_CERTIFICATE_VERSION_WRONG, "\xa0\x03\x02\x01\x02", 5, 4, 5},
    {HF_ERROR_CERTIFICATE_TIME_MALFORMED, "\x17\x0d", 2, 4, 'x'},
    {HF_ERROR_CERTIFICATE_TIME_MALFORMED, "\x17\x0d", 2, 14, '0'},
    {HF_ERROR_CERTIFICATE_NAME_MALFORMED, "\x06\x03\x55\x04\x03\x0c", 6, 0, 5},
};

static uint8_t *find(uint8_t *der, size_t n, const struct spoiling *s) {
  for (size_t i = 0; i + s->pattern_n <= n; i++)
    if (memcmp(&der[i], s->pattern, s->pattern_n) == 0)
      return &der[i];
  return NULL;
}

Test(x509_malformed, one_byte) {
  static uint8_t copy[4096];
  for (size_t i = 0; i < sizeof spoilings / sizeof *spoilings; i++) {
    const struct spoiling *s = &spoilings[i];
    struct hf_certificate c;
    size_t n;
    const uint8_t *der = test_certificate("server-ec", 0, &n);
    struct hf_span whole = {0, (uint32_t)n};
    cr_assert_leq(n, sizeof copy);
    memcpy(copy, der, n);
    cr_assert_eq(hf_certificate_read(copy, whole, &c), HF_OK);
    uint8_t *at = find(copy, n, s);
    cr_assert_not_null(at);
    at[s->at] = s->value;
    uint8_t error = hf_certificate_read(copy, whole, &c);
    cr_expect_eq(error == HF_OK ? c.defect : error, s->error, "%zu: %s", i, hf_error_name(error));
  }
}

/* A certificate of server-ec's key by root-ec, with one more extension. */
static void issue(struct der *d, const char *oid, const char *value, size_t n) {
  static struct der part;
  const struct hf_identity *root = test_identity("root-ec"), *server = test_identity("server-ec");
  part.n = part.depth = d->n = d->depth = 0;
  der_open(&part, 0x30);
  der_hex(&part, "a003020102 020177");
  issue_algorithm(&part, ISSUE_ECDSA_SHA256);
  issue_name(&part, "root-ec");
  der_open(&part, 0x30);
  der_time(&part, NOW - 1000, 0);
  der_time(&part, NOW + 1000, 0);
  der_close(&part);
  issue_name(&part, "leaf");
  issue_key_info(&part, &server->public_key);
  der_open(&part, 0xa3);
  der_open(&part, 0x30);
  issue_extension(&part, oid, 1, (const uint8_t *)value, n);
  der_close(&part);
  der_close(&part);
  der_close(&part);
  der_open(d, 0x30);
  der_raw(d, part.bytes, part.n);
  issue_signature(d, &part, root, ISSUE_ECDSA_SHA256);
  der_close(d);
}

static uint8_t verify(const struct der *leaf) {
  static struct test_chain t;
  struct hf_report report;
  struct hf_verify how = {.now = NOW, .purpose = HF_PURPOSE_ANY};
  size_t n;
  const uint8_t *root = test_certificate("root-ec", 0, &n);
  test_chain_start(&t);
  test_chain_anchor_der(&t, root, n);
  cr_assert_eq(test_chain_der(&t, leaf->bytes, leaf->n), HF_OK);
  return test_chain_report(&t, &how, &report);
}

/* RFC 5280 6.1.5: policies are not followed here, so a path that demands one is refused. */
Test(x509_malformed, a_policy_is_required) {
  static struct der leaf;
  issue(&leaf, "551d0f", "\x03\x02\x07\x80", 4);
  cr_expect_eq(verify(&leaf), HF_OK);
  issue(&leaf, "551d24", "\x30\x03\x80\x01\x00", 5);
  cr_expect_eq(verify(&leaf), HF_ERROR_CERTIFICATE_POLICY_REQUIRED);
}

/* More policies than are looked at: the work of one certificate is bounded. */
Test(x509_malformed, too_many_policies) {
  static struct der leaf, value;
  for (unsigned many = 0; many < 2; many++) {
    value.n = value.depth = 0;
    der_open(&value, 0x30);
    for (unsigned i = 0; i < (many ? 100u : 3u); i++) {
      const uint8_t policy[] = {0x30, 4, 6, 2, 0x2a, (uint8_t)i};
      der_raw(&value, policy, sizeof policy);
    }
    der_close(&value);
    issue(&leaf, "551d20", (const char *)value.bytes, value.n);
    cr_expect_eq(verify(&leaf), many ? HF_ERROR_CERTIFICATE_TOO_COMPLEX : HF_OK);
  }
}
