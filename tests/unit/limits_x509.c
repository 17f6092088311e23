/* Each limit of certificates, at it, below it and above it. See limits.c, and tests/limits. */
#include "crypto/rsa.h"
#include "generated/errors.h"
#include "support/chains.h"
#include "support/identities.h"
#include "support/issue.h"
#include "support/limit.h"
#include "x509/certificate.h"
#include "x509/chain.h"
#include "x509/dns.h"
#include "x509/key.h"
#include "x509/name.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#define NOW 1764000000 /* 2025-11-24 */
#define BASIC "551d13"
#define POLICIES "551d20"

static struct test_chain t;
static struct der one, part;

/* What is written into the certificate beside the usual. */
static void (*subject_more)(struct der *d);
static void (*extensions_more)(struct der *d);
static size_t asked, serial_n = 1;

static void subject(struct der *d, const char *name) {
  if (subject_more)
    subject_more(d);
  else
    issue_name(d, name);
}

static void extensions(struct der *d, int ca) {
  der_open(d, 0xa3);
  der_open(d, 0x30);
  issue_extension(d, BASIC, 1, (const uint8_t *)(ca ? "\x30\x03\x01\x01\xff" : "\x30\x00"), ca ? 5 : 2);
  if (ca)
    issue_extension(d, "551d0f", 1, (const uint8_t *)"\x03\x02\x01\x06", 4);
  if (extensions_more)
    extensions_more(d);
  der_close(d);
  der_close(d);
}

/* A certificate for the key of server-ec, in `one`. */
static void issue(const char *name, const char *issuer, const char *signer, int ca) {
  one.n = one.depth = part.n = part.depth = 0;
  der_open(&part, 0x30);
  der_hex(&part, "a003020102");
  der_put(&part, 0x02, (const uint8_t *)"wwwwwwwwwwwwwwwwwwwwwwwww", serial_n);
  issue_algorithm(&part, ISSUE_ECDSA_SHA256);
  issue_name(&part, issuer);
  der_open(&part, 0x30);
  der_time(&part, NOW - 1000, 0);
  der_time(&part, NOW + 1000, 0);
  der_close(&part);
  subject(&part, name);
  issue_key_info(&part, &test_identity("server-ec")->public_key);
  extensions(&part, ca);
  der_close(&part);
  der_open(&one, 0x30);
  der_raw(&one, part.bytes, part.n);
  issue_signature(&one, &part, test_identity(signer), ISSUE_ECDSA_SHA256);
  der_close(&one);
}

static void begin(void) {
  size_t n;
  const uint8_t *root = test_certificate("root-ec", 0, &n);
  test_chain_start(&t);
  test_chain_anchor_der(&t, root, n);
}

static uint8_t strict;
static uint8_t verify(uint8_t path_max) {
  struct hf_report report;
  struct hf_verify how = {.now = NOW, .purpose = HF_PURPOSE_ANY, .path_max = path_max, .strict = strict};
  return test_chain_report(&t, &how, &report);
}

/* A path of n certificates below the anchor: ca-1 is the anchor's, the leaf that of ca-(n-1). */
static void chain_of(size_t n) {
  char name[32], issuer[32];
  begin();
  for (size_t i = n; i > 0; i--) {
    snprintf(name, sizeof name, "ca-%zu", i);
    snprintf(issuer, sizeof issuer, "ca-%zu", i - 1);
    issue(name, i == 1 ? "root-ec" : issuer, i == 1 ? "root-ec" : "server-ec", i < n);
    cr_assert_eq(test_chain_der(&t, one.bytes, one.n), HF_OK);
  }
}

static uint8_t path_of(size_t n) {
  chain_of(n);
  return verify(0);
}

static uint8_t path_with_max(size_t n) {
  chain_of(4);
  return verify((uint8_t)n);
}

Test(limits_x509, paths) {
  limit_most(path_of, HF_PATH_MAX, HF_ERROR_CERTIFICATE_PATH_LIMIT);
  limit_least(path_with_max, 4, HF_ERROR_CERTIFICATE_PATH_TOO_LONG);
}

static uint8_t certificates(size_t n) {
  uint8_t error = HF_OK;
  begin();
  for (size_t i = 0; i < n && error == HF_OK; i++)
    error = test_chain_der(&t, (const uint8_t *)"ab", 2);
  return error;
}

/* The room for a chain: what comes, here the certificate issued last, must fit whole. */
static uint8_t chain_room(size_t n) {
  uint8_t error;
  begin();
  hf_chain_start(&t.chain, t.buffer, n);
  error = test_chain_der(&t, one.bytes, one.n);
  return error == HF_OK ? verify(0) : error;
}

/* Of a larger buffer so much is used: SIZE_MOST. */
static uint8_t certificate_of(size_t n) {
  static uint8_t buffer[70000];
  hf_chain_start(&t.chain, buffer, sizeof buffer);
  return hf_chain_certificate(&t.chain, (uint32_t)n);
}

Test(limits_x509, chains) {
  limit_most(certificate_of, 0xffff, HF_ERROR_CERTIFICATE_TOO_LARGE);
  limit_most(certificates, HF_CHAIN_MAX, HF_ERROR_CERTIFICATE_TOO_MANY);
  issue("leaf", "root-ec", "root-ec", 0);
  limit_least(chain_room, one.n, HF_ERROR_CHAIN_BUFFER_TOO_SMALL);
}

static uint8_t leaf(void) {
  begin();
  issue("leaf", "root-ec", "root-ec", 0);
  cr_assert_eq(test_chain_der(&t, one.bytes, one.n), HF_OK);
  return verify(0);
}

static void unknown_extensions(struct der *d) {
  for (size_t i = 1; i < asked; i++) { /* basicConstraints is one */
    char oid[32];
    snprintf(oid, sizeof oid, "2a0304%02zx", i);
    issue_extension(d, oid, 0, (const uint8_t *)"\x05\x00", 2);
  }
}

static uint8_t extensions_of(size_t n) {
  asked = n;
  extensions_more = unknown_extensions;
  return leaf();
}

static void policies(struct der *d) {
  static struct der value;
  value.n = value.depth = 0;
  der_open(&value, 0x30);
  for (size_t i = 0; i < asked; i++) {
    const uint8_t policy[] = {0x30, 4, 6, 2, 0x2a, (uint8_t)i};
    der_raw(&value, policy, sizeof policy);
  }
  der_close(&value);
  issue_extension(d, POLICIES, 0, value.bytes, value.n);
}

static uint8_t policies_of(size_t n) {
  asked = n;
  extensions_more = policies;
  return leaf();
}

/* One relative distinguished name of so many attributes: their OIDs, and so the set, in order. */
static void attributes(struct der *d) {
  der_open(d, 0x30);
  der_open(d, 0x31);
  for (size_t i = 0; i < asked; i++) {
    der_open(d, 0x30);
    der_put(d, 0x06, (const uint8_t[]){0x55, 4, (uint8_t)(64 + i)}, 3);
    der_text(d, 0x0c, "x");
    der_close(d);
  }
  der_close(d);
  der_close(d);
}

static uint8_t attributes_of(size_t n) {
  asked = n;
  subject_more = attributes;
  return leaf();
}

static uint8_t serial_of(size_t n) {
  serial_n = n;
  strict = 1;
  uint8_t error = leaf();
  strict = 0;
  serial_n = 1;
  return error == HF_ERROR_CERTIFICATE_AUTHORITY_KEY_ID_WRONG ? HF_OK : error; /* a duty, which comes after the form */
}

Test(limits_x509, contents) {
  limit_most(serial_of, 20 /* SERIAL_MOST */, HF_ERROR_CERTIFICATE_SERIAL_WRONG);
  limit_most(extensions_of, HF_EXTENSIONS_MAX, HF_ERROR_CERTIFICATE_TOO_COMPLEX);
  limit_most(policies_of, 64 /* POLICIES_MAX */, HF_ERROR_CERTIFICATE_TOO_COMPLEX);
  extensions_more = NULL;
  limit_most(attributes_of, HF_RDN_MAX, HF_ERROR_CERTIFICATE_NAME_MALFORMED);
}

/* RSA keys by the bytes of their modulus, or of their exponent. */
static size_t modulus_n = 256, exponent_n = 3;
static uint8_t first = 0x80;
static uint8_t key(void) {
  static uint8_t number[HF_RSA_MAX + 2], exponent[16];
  struct hf_public_key k = {.kind = HF_KEY_RSA, .modulus = number, .exponent = exponent};
  struct hf_key_spans spans;
  memset(number, 1, sizeof number);
  memset(exponent, 1, sizeof exponent);
  number[0] = first;
  k.modulus_n = (uint16_t)modulus_n;
  k.exponent_n = (uint16_t)exponent_n;
  one.n = one.depth = 0;
  issue_key_info(&one, &k);
  struct hf_span rest = {0, (uint32_t)one.n};
  uint8_t error = hf_key_take(one.bytes, &rest, &spans);
  return error == HF_OK ? spans.error : error;
}

static uint8_t modulus_of(size_t n) {
  modulus_n = n;
  return key();
}

static uint8_t exponent_of(size_t n) {
  exponent_n = n;
  return key();
}

static uint8_t first_byte(size_t n) {
  first = (uint8_t)n;
  return key();
}

Test(limits_x509, keys) {
  cr_expect_eq(HF_RSA_LEAST, 256, "RFC 9325 4.5; also x509/key.c's RSA_LEAST");
  limit_least(modulus_of, HF_RSA_LEAST, HF_ERROR_CERTIFICATE_KEY_WEAK);
  limit_most(modulus_of, HF_RSA_MAX, HF_ERROR_CERTIFICATE_KEY_TOO_LARGE);
  modulus_n = HF_RSA_LEAST;
  limit_least(first_byte, 0x80, HF_ERROR_CERTIFICATE_KEY_WEAK);
  limit_most(exponent_of, 8 /* EXPONENT_MOST */, HF_ERROR_CERTIFICATE_KEY_UNSUPPORTED);
}

/* Names of hosts: labels of at most 63 octets, 253 in all (RFC 1035 2.3.4, 3.1). */
static uint8_t name_of(const uint8_t *name, size_t n) {
  return hf_dns_is_name(name, (struct hf_span){0, (uint32_t)n}) ? HF_OK : HF_ERROR_CERTIFICATE_NAME_WRONG;
}

static uint8_t label(size_t n) {
  uint8_t name[80];
  memset(name, 'a', sizeof name);
  return name_of(name, n);
}

static uint8_t dns_name(size_t n) {
  uint8_t name[260];
  memset(name, 'a', sizeof name);
  for (size_t i = 50; i + 1 < n; i += 51)
    name[i] = '.';
  return name_of(name, n);
}

Test(limits_x509, dns_names) {
  limit_most(label, HF_LABEL_MAX, HF_ERROR_CERTIFICATE_NAME_WRONG);
  limit_most(dns_name, HF_DNS_MAX, HF_ERROR_CERTIFICATE_NAME_WRONG);
  cr_expect_neq(label(0), HF_OK);
  cr_expect_eq(label(1), HF_OK);
}

/* The work of one verification: so many signatures are checked, so many comparisons made. The right anchor is the last. */
static struct hf_trust_anchor anchors[HF_COMPARISONS_MAX + 2];
static struct hf_report report;
static uint8_t among(size_t n, int same_name) {
  struct hf_verify how = {.now = NOW, .purpose = HF_PURPOSE_ANY, .anchors = anchors, .anchors_n = n};
  static const uint8_t other[] = {0x30, 0};
  begin();
  issue("leaf", "root-ec", "root-ec", 0);
  cr_assert_eq(test_chain_der(&t, one.bytes, one.n), HF_OK);
  for (size_t i = 0; i < n; i++) {
    anchors[i] = t.anchors[0];
    if (i + 1 < n)
      anchors[i].key = test_identity("client-ec")->public_key;
    if (i + 1 < n && !same_name) {
      anchors[i].name = other;
      anchors[i].name_n = sizeof other;
    }
  }
  uint8_t error = hf_chain_report(&t.chain, &how, &report);
  cr_expect_leq(report.signature_checks, HF_SIGNATURE_CHECKS_MAX);
  cr_expect_leq(report.comparisons, HF_COMPARISONS_MAX);
  return error;
}

static uint8_t signatures(size_t n) {
  return among(n, 1);
}

static uint8_t comparisons(size_t n) {
  return among(n, 0);
}

Test(limits_x509, work) {
  limit_most(signatures, HF_SIGNATURE_CHECKS_MAX, HF_ERROR_CERTIFICATE_TOO_COMPLEX);
  cr_assert_eq(comparisons(100), HF_OK);
  size_t beside = report.comparisons - 100;
  limit_most(comparisons, HF_COMPARISONS_MAX - beside, HF_ERROR_CERTIFICATE_TOO_COMPLEX);
}
