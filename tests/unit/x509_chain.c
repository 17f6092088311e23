/* Chains as openssl makes them: taken in, verified, and damaged. */
#include "generated/errors.h"
#include "handfast.h"
#include "support/chains.h"
#include "support/identities.h"
#include "x509/certificate.h"
#include "x509/chain.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#define NOW 1764000000 /* 2025-11-24; the certificates that are good are so from 2025 to 2045 */

static struct test_chain t;

/* Loads certificates by their names, "server-rsa.0", into a chain with both anchors. */
static void load(const char *const *names, size_t n) {
  static const char *const roots[] = {"root.0.der", "root-ec.0.der", "root-rsa8192.0.der"};
  char file[64];
  size_t size;
  test_chain_start(&t);
  for (size_t i = 0; i < n; i++) {
    snprintf(file, sizeof file, "%s.der", names[i]);
    const uint8_t *der = test_file(file, &size);
    cr_assert_eq(test_chain_der(&t, der, size), HF_OK);
  }
  for (size_t i = 0; i < 3; i++) {
    const uint8_t *der = test_file(roots[i], &size);
    test_chain_anchor_der(&t, der, size);
  }
  cr_assert_eq(t.anchors_n, 3);
}

static struct hf_verify usual(void) {
  struct hf_verify how = {0};
  how.name = "server.example";
  how.now = NOW;
  how.purpose = HF_PURPOSE_SERVER;
  how.usage = HF_USAGE_DIGITAL_SIGNATURE;
  return how;
}

static uint8_t verify(struct hf_verify how) {
  struct hf_report report;
  how.anchors = t.anchors;
  how.anchors_n = t.anchors_n;
  uint8_t error = hf_chain_report(&t.chain, &how, &report);
  cr_expect_eq(error, report.error);
  cr_expect_eq(error, hf_chain_verify(&t.chain, &how));
  return error;
}

struct chain_case {
  const char *names[4];
  uint8_t error;
};

static const struct chain_case cases[] = {
    {{"server-rsa.0", "server-rsa.1"}, HF_OK},
    {{"server-ec.0", "server-ec.1"}, HF_OK},
    {{"server-ec384.0", "server-ec384.1"}, HF_OK},
    {{"server-rsa.0"}, HF_ERROR_CERTIFICATE_UNKNOWN_ISSUER},
    {{"server-rsa.0", "server-ec.1"}, HF_ERROR_CERTIFICATE_UNKNOWN_ISSUER},
    {{"server-rsa.0", "root.0", "server-rsa.1"}, HF_OK},
    {{"server-rsa.0", "server-ec.0", "server-ec.1", "server-rsa.1"}, HF_OK},
    {{"server-rsa.0", "server-rsa.0", "server-rsa.1", "server-rsa.1"}, HF_OK},
    {{"server-rsa.1", "server-rsa.0"}, HF_ERROR_CERTIFICATE_USAGE_WRONG},
    {{"expired.0", "expired.1"}, HF_ERROR_CERTIFICATE_EXPIRED},
    {{"future.0", "future.1"}, HF_ERROR_CERTIFICATE_NOT_YET_VALID},
    {{"wrong-name.0", "wrong-name.1"}, HF_ERROR_CERTIFICATE_NAME_WRONG},
    {{"untrusted.0"}, HF_ERROR_CERTIFICATE_UNKNOWN_ISSUER},
    {{"untrusted.0", "untrusted-root.0"}, HF_ERROR_CERTIFICATE_UNKNOWN_ISSUER},
    {{"not-ca.0", "not-ca.1", "not-ca.2"}, HF_ERROR_CERTIFICATE_NOT_CA},
    {{"too-long.0", "too-long.1", "too-long.2"}, HF_ERROR_CERTIFICATE_PATH_TOO_LONG},
    {{"outside.0", "outside.1"}, HF_ERROR_CERTIFICATE_NAME_CONSTRAINED},
    {{"outside-self-issued.0", "outside.1"}, HF_ERROR_CERTIFICATE_NAME_CONSTRAINED},
    {{"critical.0", "critical.1"}, HF_ERROR_CERTIFICATE_EXTENSION_CRITICAL},
    {{"sha1.0", "sha1.1"}, HF_ERROR_CERTIFICATE_ALGORITHM_WEAK},
    {{"short-key.0", "short-key.1"}, HF_ERROR_CERTIFICATE_KEY_WEAK},
    {{"usage.0", "usage.1"}, HF_ERROR_CERTIFICATE_USAGE_WRONG},
    {{"purpose.0", "purpose.1"}, HF_ERROR_CERTIFICATE_PURPOSE_WRONG},
    {{"server-ec521.0", "server-ec521.1"}, HF_OK},
    {{"server-ec521.0", "server-ec384.1"}, HF_ERROR_CERTIFICATE_UNKNOWN_ISSUER},
    {{"server-rsa8192.0", "server-rsa8192.1"}, HF_OK},
};

Test(x509_chain, verdicts) {
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    size_t n = 0;
    while (n < 4 && cases[i].names[n])
      n++;
    load(cases[i].names, n);
    uint8_t error = verify(usual());
    cr_expect_eq(error, cases[i].error, "case %zu, %s: %s", i, cases[i].names[0], hf_error_name(error));
  }
}

static const char *const good[] = {"server-ec.0", "server-ec.1"};

Test(x509_chain, report_names_the_path) {
  static const char *const names[] = {"server-ec.0", "root-ec.0", "server-rsa.1", "server-ec.1"};
  struct hf_verify how = usual();
  struct hf_report report;
  load(names, 4);
  cr_assert_eq(test_chain_report(&t, &how, &report), HF_OK);
  cr_expect(report.path_n == 2 && report.path[0] == 0 && report.path[1] == 3 && report.anchor == 1);
  cr_expect_eq(report.signature_checks, 2);
  load(cases[14].names, 3);
  test_chain_report(&t, &how, &report);
  cr_expect(report.error == HF_ERROR_CERTIFICATE_NOT_CA && report.certificate == 1);
}

struct host_case {
  const char *name;
  int good;
};

static const struct host_case hosts[] = {
    {"server.example", 1},
    {"SERVER.Example", 1},
    {"server.example.", 1},
    {"localhost", 1},
    {"127.0.0.1", 1},
    {"a.wild.example", 1},
    {"wild.example", 0},
    {"a.b.wild.example", 0},
    {".wild.example", 0},
    {"127.0.0.2", 0},
    {"::1", 0},
    {"", 0},
    {".", 0},
    {"*.wild.example", 0},
    {"server.example..", 0},
    {"server-ec", 0},
    {"::ffff:127.0.0.1", 0},
    {"127.1", 0},
    {"server.exampl", 0},
};

Test(x509_chain, hosts) {
  load(good, 2);
  for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++) {
    struct hf_verify how = usual();
    how.name = hosts[i].name;
    cr_expect_eq(verify(how), hosts[i].good ? HF_OK : HF_ERROR_CERTIFICATE_NAME_WRONG, "%s", hosts[i].name);
  }
}

Test(x509_chain, what_is_asked) {
  static const char *const client[] = {"client-ec.0", "client-ec.1"};
  struct hf_verify how = usual();
  load(client, 2);
  how.name = NULL;
  cr_expect_eq(verify(how), HF_ERROR_CERTIFICATE_PURPOSE_WRONG);
  how.purpose = HF_PURPOSE_CLIENT;
  cr_expect_eq(verify(how), HF_OK);
  how.usage = HF_USAGE_KEY_ENCIPHERMENT;
  cr_expect_eq(verify(how), HF_ERROR_CERTIFICATE_USAGE_WRONG);
  how.usage = 0;
  how.purpose = HF_PURPOSE_ANY;
  cr_expect_eq(verify(how), HF_OK);
  how.path_max = 1;
  cr_expect_eq(verify(how), HF_ERROR_CERTIFICATE_PATH_TOO_LONG);
  how.path_max = 2;
  cr_expect_eq(verify(how), HF_OK);
  how.now = 2500000000;
  cr_expect_eq(verify(how), HF_ERROR_CERTIFICATE_EXPIRED);
  how.now = 0;
  cr_expect_eq(verify(how), HF_ERROR_CERTIFICATE_NOT_YET_VALID);
}

/* An anchor that is no authority is trusted as the peer's own certificate, and as nothing else. */
Test(x509_chain, pinned_certificate) {
  static const char *const alone[] = {"server-ec.0"};
  size_t n;
  load(alone, 1);
  t.anchors_n = 0;
  const uint8_t *der = test_file("server-ec.0.der", &n);
  test_chain_anchor_der(&t, der, n);
  cr_expect_eq(verify(usual()), HF_OK);
  load(cases[14].names, 1);
  t.anchors_n = 0;
  test_chain_anchor_der(&t, der, n);
  cr_expect_eq(verify(usual()), HF_ERROR_CERTIFICATE_NOT_CA);
}

Test(x509_chain, taken_in) {
  static uint8_t buffer[100], many[2 * HF_CHAIN_MAX + 2];
  static const uint8_t bytes[100];
  struct hf_chain v;
  struct hf_key_place key;
  struct hf_verify how = usual();
  hf_chain_start(&v, buffer, 0);
  cr_expect_eq(hf_chain_certificate(&v, 1), HF_ERROR_CHAIN_BUFFER_TOO_SMALL);
  cr_expect_eq(hf_chain_verify(&v, &how), HF_ERROR_CERTIFICATE_MALFORMED);
  cr_expect_eq(hf_chain_key(&v, &key), HF_ERROR_CERTIFICATE_MALFORMED);
  hf_chain_start(&v, buffer, sizeof buffer);
  cr_expect_eq(hf_chain_certificate(&v, 0), HF_ERROR_CERTIFICATE_MALFORMED);
  cr_expect_eq(hf_chain_bytes(&v, bytes, 1), HF_ERROR_CERTIFICATE_TOO_LARGE);
  cr_expect_eq(hf_chain_certificate(&v, 101), HF_ERROR_CHAIN_BUFFER_TOO_SMALL);
  cr_expect_eq(hf_chain_certificate(&v, 0x10000), HF_ERROR_CERTIFICATE_TOO_LARGE, "no buffer would do");
  cr_expect_eq(hf_chain_certificate(&v, 60), HF_OK);
  cr_expect_eq(hf_chain_bytes(&v, bytes, 59), HF_OK);
  cr_expect_eq(hf_chain_certificate(&v, 1), HF_ERROR_CERTIFICATE_MALFORMED);
  cr_expect_eq(hf_chain_verify(&v, &how), HF_ERROR_CERTIFICATE_MALFORMED);
  cr_expect_eq(hf_chain_bytes(&v, bytes, 2), HF_ERROR_CERTIFICATE_TOO_LARGE);
  cr_expect_eq(hf_chain_bytes(&v, bytes, 1), HF_OK);
  cr_expect_eq(hf_chain_certificate(&v, 41), HF_ERROR_CHAIN_BUFFER_TOO_SMALL);
  cr_expect_eq(hf_chain_certificate(&v, 40), HF_OK);
  hf_chain_start(&v, many, sizeof many);
  for (unsigned i = 0; i < HF_CHAIN_MAX; i++) {
    cr_expect_eq(hf_chain_certificate(&v, 2), HF_OK);
    cr_expect_eq(hf_chain_bytes(&v, bytes, 2), HF_OK);
  }
  cr_expect_eq(hf_chain_certificate(&v, 2), HF_ERROR_CERTIFICATE_TOO_MANY);
}

Test(x509_chain, keys) {
  struct hf_key_place place;
  struct hf_public_key key;
  size_t n;
  load(cases[0].names, 2);
  cr_expect_eq(hf_chain_key(&t.chain, &place), HF_OK);
  hf_chain_key_at(&t.chain, &place, &key);
  cr_expect(key.kind == HF_KEY_RSA && key.modulus_n == 256 && key.modulus[0] >= 128 && key.exponent_n == 3);
  load(cases[2].names, 2);
  cr_expect_eq(hf_chain_key(&t.chain, &place), HF_OK);
  hf_chain_key_at(&t.chain, &place, &key);
  cr_expect(key.kind == HF_KEY_EC && key.point_n == 97 && key.group == HF_GROUP_SECP384R1 && key.point[0] == 4);
  const uint8_t *der = test_file("short-key.0.der", &n);
  cr_expect_eq(hf_certificate_key(der, n, &key), HF_ERROR_CERTIFICATE_KEY_WEAK);
}

/* Each byte of a good chain, changed in each of several ways: refused, unless it is a byte that no one looks at. Of those there
   are none: what is not signed is the signature and the outer form, and both are checked. */
static void flip_all(const char *const *names) {
  struct hf_verify how = usual();
  load(names, 2);
  how.anchors = t.anchors;
  how.anchors_n = t.anchors_n;
  cr_assert_eq(hf_chain_verify(&t.chain, &how), HF_OK);
  for (uint32_t i = 0; i < t.chain.used; i++) {
    static const uint8_t masks[] = {0x01, 0x80, 0x20, 0xff};
    for (size_t m = 0; m < sizeof masks; m++) {
      t.buffer[i] ^= masks[m];
      cr_expect_neq(hf_chain_verify(&t.chain, &how), HF_OK, "byte %u ^ %02x", i, masks[m]);
      t.buffer[i] ^= masks[m];
    }
  }
}

Test(x509_chain, every_byte_of_an_ecdsa_chain) {
  flip_all(good);
}

Test(x509_chain, every_byte_of_an_rsa_chain) {
  flip_all(cases[0].names);
}

/* The same for a certificate that becomes an anchor: never a crash. */
Test(x509_chain, every_byte_of_an_anchor) {
  static uint8_t copy[4096];
  struct hf_trust_anchor anchor;
  size_t n, taken = 0;
  const uint8_t *der = test_file("root.0.der", &n);
  cr_assert_leq(n, sizeof copy);
  memcpy(copy, der, n);
  for (size_t i = 0; i < n * 255; i++) {
    copy[i / 255] ^= (uint8_t)(i % 255 + 1);
    taken += hf_certificate_anchor(copy, n, &anchor) == HF_OK;
    copy[i / 255] ^= (uint8_t)(i % 255 + 1);
  }
  for (size_t i = 0; i < n; i++)
    cr_expect_neq(hf_certificate_anchor(copy, i, &anchor), HF_OK);
  cr_expect_gt(taken, n);
}
