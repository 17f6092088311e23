/* The peer's own certificate in a handshake: what its key usage must allow for the suite (RFC 5246 7.4.2, 7.4.6; RFC 5280 4.2.1.3),
   and that its key is one (RFC 5480 2.2), in both roles. */
#include "generated/registry.h"
#include "support/identities.h"
#include "support/inside.h"
#include "support/issue.h"
#include "support/pair.h"
#include "x509/certificate.h"
#include <criterion/criterion.h>
#include <string.h>

#define NOT_LIMITED NULL
#define SIGNATURE "03020780"
#define NON_REPUDIATION "03020640"
#define ENCIPHERMENT "03020520"
#define AGREEMENT "03020308"
#define ALL_BUT_SIGNATURE "030307 7b80" /* and keyCertSign, which is an authority's */
#define ALL_BUT_ENCIPHERMENT "030307 db80"
#define BOTH "030205a0"

static struct test_pair pair;

/* A certificate of our own making for an identity's key, and the identity that has it; another for each side. */
struct made {
  struct der der;
  const uint8_t *certificates[2];
  size_t sizes[2];
};
static struct made made[2];

static void extensions(struct der *d, const char *usage) {
  static struct der value;
  der_open(d, 0xa3);
  der_open(d, 0x30);
  value.n = value.depth = 0;
  der_hex(&value, "300b 8209 6c6f63616c686f7374"); /* localhost */
  issue_extension(d, "551d11", 0, value.bytes, value.n);
  value.n = value.depth = 0;
  der_hex(&value, usage ? usage : "");
  if (usage)
    issue_extension(d, "551d0f", 1, value.bytes, value.n);
  der_close(d);
  der_close(d);
}

/* A certificate for the key by the identity's own issuer. spoiled: the last bit of the key is another. */
static struct hf_identity certify(struct made *m, const char *name, const char *issuer, const char *usage,
                                  int spoiled) {
  static struct der part;
  struct hf_identity identity = *test_identity(name);
  const struct hf_identity *by = test_identity(issuer);
  uint16_t scheme = issue_scheme(&by->public_key);
  part.n = part.depth = m->der.n = m->der.depth = 0;
  der_open(&part, 0x30);
  der_hex(&part, "a003020102 020177");
  issue_algorithm(&part, scheme);
  issue_name(&part, issuer);
  der_open(&part, 0x30);
  der_time(&part, TEST_NOW - 1000, 0);
  der_time(&part, TEST_NOW + 1000, 0);
  der_close(&part);
  issue_name(&part, "leaf");
  issue_key_info(&part, &identity.public_key);
  part.bytes[part.n - 1] ^= (uint8_t)spoiled;
  extensions(&part, usage);
  der_close(&part);
  der_open(&m->der, 0x30);
  der_raw(&m->der, part.bytes, part.n);
  issue_signature(&m->der, &part, by, scheme);
  der_close(&m->der);
  m->certificates[0] = m->der.bytes;
  m->sizes[0] = m->der.n;
  m->certificates[1] = by->certificates[0];
  m->sizes[1] = by->certificate_sizes[0];
  identity.certificates = m->certificates;
  identity.certificate_sizes = m->sizes;
  identity.certificates_n = 2;
  return identity;
}

static const char *issuer_of(const char *name) {
  return strstr(name, "rsa") ? "intermediate" : "intermediate-ec";
}

static void give(struct test_side *side, const char *name, const char *usage, int spoiled) {
  side->identities[0] = certify(&made[side->is_server], name, issuer_of(name), usage, spoiled);
  side->identities_n = 1;
  side->config.identities = side->identities;
  side->config.identities_n = 1;
}

static void ask(uint16_t suite, int server_too) {
  static uint16_t suites[1];
  suites[0] = suite;
  pair.client.config.cipher_suites = suites;
  pair.client.config.cipher_suites_n = 1;
  if (server_too)
    pair.server.config.client_authentication = HF_CLIENT_REQUIRED;
}

struct usage_case {
  const char *name;
  const char *usage;
  uint16_t suite;
  int good;
};

#define RSA HF_TLS_RSA_WITH_AES_128_GCM_SHA256
#define ECDHE_RSA HF_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
#define ECDHE_ECDSA HF_TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256

static const struct usage_case of_servers[] = {
    {"server-rsa", NOT_LIMITED, RSA, 1},
    {"server-rsa", BOTH, RSA, 1},
    {"server-rsa", ENCIPHERMENT, RSA, 1},
    {"server-rsa", SIGNATURE, RSA, 0},
    {"server-rsa", AGREEMENT, RSA, 0},
    {"server-rsa", ALL_BUT_ENCIPHERMENT, RSA, 0},
    {"server-rsa", ALL_BUT_SIGNATURE, RSA, 1},
    {"server-rsa", NOT_LIMITED, ECDHE_RSA, 1},
    {"server-rsa", BOTH, ECDHE_RSA, 1},
    {"server-rsa", SIGNATURE, ECDHE_RSA, 1},
    {"server-rsa", ENCIPHERMENT, ECDHE_RSA, 0},
    {"server-rsa", NON_REPUDIATION, ECDHE_RSA, 0},
    {"server-rsa", ALL_BUT_SIGNATURE, ECDHE_RSA, 0},
    {"server-ec", NOT_LIMITED, ECDHE_ECDSA, 1},
    {"server-ec", SIGNATURE, ECDHE_ECDSA, 1},
    {"server-ec", AGREEMENT, ECDHE_ECDSA, 0},
    {"server-ec", NON_REPUDIATION, ECDHE_ECDSA, 0},
    {"server-ec", ALL_BUT_SIGNATURE, ECDHE_ECDSA, 0},
};

Test(handshake_leaf, usage_of_a_server) {
  for (size_t i = 0; i < sizeof of_servers / sizeof *of_servers; i++) {
    const struct usage_case *k = &of_servers[i];
    test_pair_set(&pair);
    give(&pair.server, k->name, k->usage, 0);
    ask(k->suite, 0);
    test_pair_run(&pair);
    cr_expect_eq(test_both_open(&pair), k->good, "%zu: %s", i, test_describe(&pair.client));
    if (!k->good) {
      cr_expect_eq(hf_error_of(&pair.client.c), HF_ERROR_CERTIFICATE_USAGE_WRONG, "%zu", i);
      cr_expect_eq(test_alert(&pair.server), HF_ALERT_UNSUPPORTED_CERTIFICATE, "%zu", i);
    }
  }
}

/* A client signs, whatever the server's suite needs of the server. */
static const struct usage_case of_clients[] = {
    {"client-rsa", NOT_LIMITED, RSA, 1},
    {"client-rsa", SIGNATURE, RSA, 1},
    {"client-rsa", ENCIPHERMENT, RSA, 0},
    {"client-rsa", ALL_BUT_SIGNATURE, ECDHE_RSA, 0},
    {"client-rsa", ALL_BUT_ENCIPHERMENT, RSA, 1},
    {"client-ec", SIGNATURE, RSA, 1},
    {"client-ec", SIGNATURE, ECDHE_RSA, 1},
    {"client-ec", AGREEMENT, ECDHE_RSA, 0},
    {"client-ec", AGREEMENT, RSA, 0},
    {"client-ec", NON_REPUDIATION, ECDHE_RSA, 0},
};

Test(handshake_leaf, usage_of_a_client) {
  for (size_t i = 0; i < sizeof of_clients / sizeof *of_clients; i++) {
    const struct usage_case *k = &of_clients[i];
    test_pair_set(&pair);
    give(&pair.client, k->name, k->usage, 0);
    ask(k->suite, 1);
    test_pair_run(&pair);
    cr_expect_eq(test_both_open(&pair), k->good, "%zu: %s", i, test_describe(&pair.server));
    if (!k->good) {
      cr_expect_eq(hf_error_of(&pair.server.c), HF_ERROR_CERTIFICATE_USAGE_WRONG, "%zu", i);
      cr_expect_eq(test_alert(&pair.client), HF_ALERT_UNSUPPORTED_CERTIFICATE, "%zu", i);
    }
  }
}

/* What is wrong without harm is refused only by who asks for that, in both roles: here zero bits at the end of the key usage. */
#define LOOSE "03020080"
Test(handshake_leaf, strict_or_not) {
  for (uint8_t strict = 0; strict < 2; strict++) {
    test_pair_set(&pair);
    give(&pair.server, "server-ec", LOOSE, 0);
    pair.client.config.strict_certificates = strict;
    test_pair_run(&pair);
    cr_expect_eq(hf_error_of(&pair.client.c), strict ? HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED : HF_OK);
    test_pair_set(&pair);
    give(&pair.client, "client-ec", LOOSE, 0);
    ask(ECDHE_RSA, 1);
    pair.server.config.strict_certificates = strict;
    test_pair_run(&pair);
    cr_expect_eq(hf_error_of(&pair.server.c), strict ? HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED : HF_OK);
  }
  test_pair_set(&pair);
  pair.client.config.strict_certificates = pair.server.config.strict_certificates = 1;
  test_side_identities(&pair.client, "client-ec", (char *)NULL);
  ask(ECDHE_RSA, 1);
  test_pair_run(&pair);
  cr_expect(test_both_open(&pair), "%s; %s", test_describe(&pair.client), test_describe(&pair.server));
}

/* A point that is not on the curve is refused when the certificate is read, and so before anything is done with it: also where any
   certificate is accepted, and where the signature over it is right. */
Test(handshake_leaf, key_of_a_server) {
  static const char *const names[] = {"server-ec", "server-ec384"};
  for (int i = 0; i < 4; i++) {
    test_pair_set(&pair);
    give(&pair.server, names[i % 2], SIGNATURE, 1);
    pair.client.config.accept_any_certificate = i / 2 == 1;
    test_pair_run(&pair);
    cr_expect_eq(hf_error_of(&pair.client.c), HF_ERROR_CERTIFICATE_KEY_MALFORMED, "%s", test_describe(&pair.client));
    cr_expect_eq(test_alert(&pair.server), HF_ALERT_BAD_CERTIFICATE);
  }
}

Test(handshake_leaf, key_of_a_client) {
  test_pair_set(&pair);
  give(&pair.client, "client-ec", SIGNATURE, 1);
  ask(ECDHE_RSA, 1);
  test_pair_run(&pair);
  cr_expect_eq(hf_error_of(&pair.server.c), HF_ERROR_CERTIFICATE_KEY_MALFORMED, "%s", test_describe(&pair.server));
  cr_expect_eq(test_alert(&pair.client), HF_ALERT_BAD_CERTIFICATE);
}

/* The same for a raw public key (RFC 7250), even one that is trusted. */
static const uint8_t *spoiled_key(const char *name, size_t *n, struct hf_pin *pin) {
  static uint8_t info[256];
  struct hf_hash hash;
  memcpy(info, test_key_info(name, n), *n);
  info[*n - 1] ^= 1;
  hf_hash_start(&hash, HF_HASH_SHA256);
  hf_hash_update(&hash, info, *n);
  hf_hash_finish(&hash, pin->sha256);
  return info;
}

static void spoil(struct test_side *side, const char *name) {
  size_t n = test_key_info(name, &n) ? n : 0;
  test_side_raw_key(side, name);
  test_side_trusts_key(side->peer, name);
  side->identities[0].raw_public_key = spoiled_key(name, &n, &side->peer->trusted);
}

Test(handshake_leaf, raw_keys) {
  test_pair_set(&pair);
  spoil(&pair.server, "server-ec");
  test_pair_run(&pair);
  cr_expect_eq(hf_error_of(&pair.client.c), HF_ERROR_CERTIFICATE_KEY_MALFORMED, "%s", test_describe(&pair.client));
  test_pair_set(&pair);
  spoil(&pair.client, "client-ec");
  ask(ECDHE_RSA, 1);
  test_pair_run(&pair);
  cr_expect_eq(hf_error_of(&pair.server.c), HF_ERROR_CERTIFICATE_KEY_MALFORMED, "%s", test_describe(&pair.server));
}

/* And for a trust anchor, and a certificate whose key somebody asks for. */
Test(handshake_leaf, anchors) {
  struct hf_trust_anchor anchor;
  struct hf_public_key key;
  certify(&made[0], "server-ec", "root-ec", SIGNATURE, 0);
  cr_expect_eq(hf_certificate_anchor(made[0].der.bytes, made[0].der.n, &anchor), HF_OK);
  cr_expect_eq(hf_certificate_key(made[0].der.bytes, made[0].der.n, &key), HF_OK);
  certify(&made[0], "server-ec", "root-ec", SIGNATURE, 1);
  cr_expect_eq(hf_certificate_anchor(made[0].der.bytes, made[0].der.n, &anchor), HF_ERROR_CERTIFICATE_KEY_MALFORMED);
  cr_expect_eq(hf_certificate_key(made[0].der.bytes, made[0].der.n, &key), HF_ERROR_CERTIFICATE_KEY_MALFORMED);
}
