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

/* Writes critical FALSE into the extension that was written last, which has n bytes of value. */
static void write_default(struct der *d, size_t n) {
  uint8_t *at = &d->bytes[d->n - n - 2];
  memmove(at + 3, at, n + 2);
  memcpy(at, "\x01\x01\x00", 3);
  at[-6] += 3; /* the length of the whole, before an identifier of three octets */
  d->n += 3;
}

/* A certificate of server-ec's key by root-ec, with one more extension. */
enum { NOT_CRITICAL, CRITICAL, WRITTEN }; /* the last: not critical, and yet written */
static const char *serial = "77";
static void issue_with(struct der *d, const char *oid, int critical, const char *value, size_t n) {
  static struct der part;
  const struct hf_identity *root = test_identity("root-ec"), *server = test_identity("server-ec");
  part.n = part.depth = d->n = d->depth = 0;
  der_open(&part, 0x30);
  der_hex(&part, "a003020102");
  der_open(&part, 0x02);
  der_hex(&part, serial);
  der_close(&part);
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
  issue_extension(&part, oid, critical == CRITICAL, (const uint8_t *)value, n);
  if (critical == WRITTEN)
    write_default(&part, n);
  der_close(&part);
  der_close(&part);
  der_close(&part);
  der_open(d, 0x30);
  der_raw(d, part.bytes, part.n);
  issue_signature(d, &part, root, ISSUE_ECDSA_SHA256);
  der_close(d);
}

static void issue(struct der *d, const char *oid, const char *value, size_t n) {
  issue_with(d, oid, 1, value, n);
}

static uint8_t verify_as(const struct der *leaf, uint8_t strict) {
  static struct test_chain t;
  struct hf_report report;
  struct hf_verify how = {.now = NOW, .purpose = HF_PURPOSE_ANY, .strict = strict};
  size_t n;
  const uint8_t *root = test_certificate("root-ec", 0, &n);
  test_chain_start(&t);
  test_chain_anchor_der(&t, root, n);
  cr_assert_eq(test_chain_der(&t, leaf->bytes, leaf->n), HF_OK);
  return test_chain_report(&t, &how, &report);
}

static uint8_t verify(const struct der *leaf) {
  return verify_as(leaf, 0);
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

/* RFC 5280 4.2.1.4: the form of qualifiers, and that of a critical extension each can be interpreted. */
Test(x509_malformed, policy_qualifiers) {
#define CPS "06082b06010505070201"
#define NOTICE "06082b06010505070202"
#define OTHER "06032a0304"
  static const struct {
    const char *qualifiers; /* hexadecimal; NULL: they are left out */
    uint8_t error;
    uint8_t critical_error;
  } forms[] = {
      {NULL, HF_OK, HF_OK},
      {"3010 300e" CPS "1602 6162", HF_OK, HF_OK},
      {"300e 300c" CPS "1600", HF_OK, HF_OK},
      {"300e 300c" NOTICE "3000", HF_OK, HF_OK},
      {"3011 300f" NOTICE "3003 0c0161", HF_OK, HF_OK},
      {"3012 3010" NOTICE "3004 1e020061", HF_OK, HF_OK},
      {"301b 3019" NOTICE "300d 3008 1a0161 3003 020107 160162", HF_OK, HF_OK},
      {"3009 3007" OTHER "0500", HF_OK, HF_ERROR_CERTIFICATE_EXTENSION_CRITICAL},
      {"3017 300c" CPS "1600 3007" OTHER "0500", HF_OK, HF_ERROR_CERTIFICATE_EXTENSION_CRITICAL},
      {"3000", HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED, HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED},
      {"300f 300d" CPS "020107", HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED, HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED},
      {"300c 300a" CPS, HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED, HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED},
      {"3010 300e" CPS "1600 1600", HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED, HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED},
      {"3007 3005" OTHER, HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED, HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED},
      {"3009 3007" OTHER "0501", HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED, HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED},
      {"300b 3009" OTHER "0500 0500", HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED,
       HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED},
      {"300e 300c" NOTICE "1600", HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED, HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED},
      {"3011 300f" NOTICE "3003 130161", HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED,
       HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED},
      {"3015 3013" NOTICE "3007 3005 0c0161 3000 0c00", HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED,
       HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED},
      {"3018 3016" NOTICE "300a 3008 0c0161 3003 0c0161", HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED,
       HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED},
      {"0500", HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED, HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED},
      {"3009 3007" OTHER "0500 0500", HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED,
       HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED},
  };
  static struct der leaf, value;
  for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
    value.n = value.depth = 0;
    der_open(&value, 0x30);
    der_open(&value, 0x30);
    der_hex(&value, "06022a05");
    if (forms[i].qualifiers)
      der_hex(&value, forms[i].qualifiers);
    der_close(&value);
    der_close(&value);
    for (int critical = 0; critical < 2; critical++) {
      issue_with(&leaf, "551d20", critical, (const char *)value.bytes, value.n);
      uint8_t error = verify(&leaf);
      cr_expect_eq(error, critical ? forms[i].critical_error : forms[i].error, "%s, %d: %s", forms[i].qualifiers,
                   critical, hf_error_name((enum hf_error)error));
    }
  }
}

/* Wrong and in use: taken, and refused where the question is strict. Beside each, what is wrong in the same place and never taken. */
Test(x509_malformed, wrong_but_in_use) {
#define NO_OID "2a0305" /* of no meaning */
#define NO_VALUE "0500"
  static const struct {
    const char *what, *serial, *oid, *value; /* hexadecimal */
    int critical;
    uint8_t error, strict_error;
  } forms[] = {
      {"nothing", "77", NO_OID, NO_VALUE, NOT_CRITICAL, HF_OK, HF_OK},
      {"serial 0", "00", NO_OID, NO_VALUE, NOT_CRITICAL, HF_OK, HF_ERROR_CERTIFICATE_SERIAL_WRONG},
      {"serial -1", "ff", NO_OID, NO_VALUE, NOT_CRITICAL, HF_OK, HF_ERROR_CERTIFICATE_SERIAL_WRONG},
      {"serial of 20", "7f00000000000000000000000000000000000000", NO_OID, NO_VALUE, NOT_CRITICAL, HF_OK, HF_OK},
      {"serial of 21", "7f0000000000000000000000000000000000000000", NO_OID, NO_VALUE, NOT_CRITICAL, HF_OK,
       HF_ERROR_CERTIFICATE_SERIAL_WRONG},
      {"serial not minimal", "0077", NO_OID, NO_VALUE, NOT_CRITICAL, HF_ERROR_CERTIFICATE_MALFORMED,
       HF_ERROR_CERTIFICATE_MALFORMED},
      {"critical FALSE", "77", NO_OID, NO_VALUE, WRITTEN, HF_OK, HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED},
      {"cA FALSE", "77", "551d13", "3003 010100", NOT_CRITICAL, HF_OK, HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED},
      {"cA 01", "77", "551d13", "3003 010101", NOT_CRITICAL, HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED,
       HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED},
      {"cA of two octets", "77", "551d13", "3004 01020000", NOT_CRITICAL, HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED,
       HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED},
      {"key usage with zeroes", "77", "551d0f", "03020080", NOT_CRITICAL, HF_OK,
       HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED},
      {"key usage of nothing", "77", "551d0f", "03020000", NOT_CRITICAL, HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED,
       HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED},
      {"key usage with unused ones", "77", "551d0f", "03020781", NOT_CRITICAL, HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED,
       HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED},
  };
  static struct der leaf, value;
  for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
    value.n = value.depth = 0;
    der_hex(&value, forms[i].value);
    serial = forms[i].serial;
    issue_with(&leaf, forms[i].oid, forms[i].critical, (const char *)value.bytes, value.n);
    uint8_t error = verify_as(&leaf, 0), strict = verify_as(&leaf, 1);
    cr_expect_eq(error, forms[i].error, "%s: %s", forms[i].what, hf_error_name((enum hf_error)error));
    if (strict == HF_ERROR_CERTIFICATE_AUTHORITY_KEY_ID_WRONG) /* a duty, which comes after the form */
      strict = HF_OK;
    cr_expect_eq(strict, forms[i].strict_error, "%s, strict: %s", forms[i].what, hf_error_name((enum hf_error)strict));
  }
}
