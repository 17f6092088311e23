/* The peer's own certificate in a handshake: what its key usage must allow for the suite (RFC 5246 7.4.2, 7.4.6; RFC 5280 4.2.1.3),
   and that its key is one (RFC 5480 2.2), in both roles. */
#include "generated/registry.h"
#include "support/edit.h"
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
static struct made made[3], others[2];

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

/* A side has a certificate that fits, and the peer gets another one for the same key: made[2], which the side itself would not use. */
static int showing;
static int show_another(struct test_side *from, uint8_t *m, size_t *n, size_t room) {
  static uint8_t body[8192];
  size_t at = 3;
  (void)room;
  if (from->is_server != showing || m[0] != TEST_CERTIFICATE)
    return 1;
  for (size_t i = 0; i < 2; i++) {
    body[at] = 0;
    body[at + 1] = (uint8_t)(made[2].sizes[i] >> 8);
    body[at + 2] = (uint8_t)made[2].sizes[i];
    memcpy(body + at + 3, made[2].certificates[i], made[2].sizes[i]);
    at += 3 + made[2].sizes[i];
  }
  body[1] = (uint8_t)((at - 3) >> 8);
  body[2] = (uint8_t)(at - 3);
  test_set_body(m, n, body, at);
  return 1;
}

static void give(struct test_side *side, const char *name, const char *usage, int spoiled) {
  side->identities[0] = certify(&made[side->is_server], name, issuer_of(name), usage, spoiled);
  side->identities_n = 1;
  side->config.identities = side->identities;
  side->config.identities_n = 1;
}

/* And a second one, which is of use for anything. */
static void give_another(struct test_side *side, const char *name, const char *issuer) {
  side->identities[1] = certify(&others[side->is_server], name, issuer, NULL, 0);
  side->identities_n = side->config.identities_n = 2;
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

static void give_or_show(struct test_side *side, const struct usage_case *k) {
  give(side, k->name, k->good ? k->usage : NULL, 0);
  certify(&made[2], k->name, issuer_of(k->name), k->usage, 0);
  showing = side->is_server;
  pair.tamper = k->good ? NULL : show_another;
}

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
    give_or_show(&pair.server, k);
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
    give_or_show(&pair.client, k);
    ask(k->suite, 1);
    test_pair_run(&pair);
    cr_expect_eq(test_both_open(&pair), k->good, "%zu: %s", i, test_describe(&pair.server));
    if (!k->good) {
      cr_expect_eq(hf_error_of(&pair.server.c), HF_ERROR_CERTIFICATE_USAGE_WRONG, "%zu", i);
      cr_expect_eq(test_alert(&pair.client), HF_ALERT_UNSUPPORTED_CERTIFICATE, "%zu", i);
    }
  }
}

/* RFC 5246 7.4.2, RFC 8446 4.4.2.2: a server uses no certificate for what it is not for, but another one if it has one. */
Test(handshake_leaf, a_server_looks_at_its_own_usage) {
  for (size_t i = 0; i < sizeof of_servers / sizeof *of_servers * 4; i++) {
    const struct usage_case *k = &of_servers[i / 4];
    int another = i % 2;
    test_pair_set(&pair);
    give(&pair.server, k->name, k->usage, 0);
    if (another)
      give_another(&pair.server, k->name, issuer_of(k->name));
    if (i / 2 % 2 == 1 && k->suite == RSA)
      continue;
    ask(i / 2 % 2 == 1 ? 0x1301 : k->suite, 0);
    pair.client.config.versions = pair.server.config.versions = i / 2 % 2 == 1 ? HF_VERSION_TLS13 : HF_VERSION_TLS12;
    test_pair_run(&pair);
    cr_expect_eq(test_both_open(&pair), k->good || another, "%zu: %s", i, test_describe(&pair.server));
    if (k->good || another)
      cr_expect_eq(test_identity_shown(&pair.server), k->good ? 0 : 1, "%zu", i);
    else
      cr_expect_eq(test_alert(&pair.client), HF_ALERT_HANDSHAKE_FAILURE, "%zu", i);
  }
}

Test(handshake_leaf, a_client_looks_at_its_own_usage) {
  for (size_t i = 0; i < sizeof of_clients / sizeof *of_clients * 4; i++) {
    const struct usage_case *k = &of_clients[i / 4];
    test_pair_set(&pair);
    if (i % 2 == 1)
      pair.client.config.versions = pair.server.config.versions = HF_VERSION_TLS13;
    give(&pair.client, k->name, k->usage, 0);
    if (i / 2 % 2 == 1)
      give_another(&pair.client, k->name, issuer_of(k->name));
    pair.server.config.client_authentication = HF_CLIENT_REQUESTED;
    test_pair_run(&pair);
    cr_expect(test_both_open(&pair), "%zu: %s", i, test_describe(&pair.server));
    cr_expect_eq(test_identity_shown(&pair.client), k->good ? 0 : i / 2 % 2 == 1 ? 1 : -1, "%zu", i);
  }
}

/* RFC 5246 7.4.2, 7.4.4, RFC 8446 4.4.2.2, 4.4.2.3: of two certificates for a key the one is shown whose chain is signed with what the peer
   lists; the first, when neither is; and how a root signs itself does not matter. */
static uint16_t listed[3] = {0x0804};
static void list(struct test_side *side, uint16_t scheme) {
  listed[1] = scheme;
  side->config.signature_schemes = listed;
  side->config.signature_schemes_n = scheme != 0 ? 2 : 1;
}

/* The first is of ECDSA, but for how its root signs itself; the second of PKCS#1. swapped: the other way round. */
static void two_chains(int of_server, int swapped) {
  struct test_side *side = of_server ? &pair.server : &pair.client;
  const char *name = of_server ? "server-rsa" : "client-rsa";
  static const uint8_t *with_root[3];
  static size_t sizes[3];
  test_pair_set(&pair);
  give(side, name, NULL, 0);
  side->identities[0] = certify(&made[of_server], name, "intermediate-ec", NULL, 0);
  memcpy(with_root, made[of_server].certificates, sizeof made->certificates);
  memcpy(sizes, made[of_server].sizes, sizeof made->sizes);
  with_root[2] = test_identity("root")->certificates[0];
  sizes[2] = test_identity("root")->certificate_sizes[0];
  side->identities[0].certificates = with_root;
  side->identities[0].certificate_sizes = sizes;
  side->identities[0].certificates_n = 3;
  give_another(side, name, "intermediate");
  struct hf_identity first = side->identities[0];
  side->identities[0] = side->identities[swapped];
  if (swapped)
    side->identities[1] = first;
  side->peer->config.accept_any_certificate = 1;
  pair.server.config.client_authentication = of_server ? HF_CLIENT_NOT_ASKED : HF_CLIENT_REQUESTED;
}

Test(handshake_leaf, a_chain_is_of_listed_signatures) {
  static const uint16_t schemes[] = {0x0403, 0x0401, 0};
  for (int i = 0; i < 24; i++) {
    int swapped = i / 12;
    uint16_t scheme = schemes[i / 4 % 3];
    two_chains(i % 2, swapped);
    pair.client.config.versions = pair.server.config.versions = i / 2 % 2 ? HF_VERSION_TLS12 : HF_VERSION_TLS13;
    list(i % 2 ? &pair.client : &pair.server, scheme);
    test_pair_run(&pair);
    cr_expect(test_both_open(&pair), "%d: %s; %s", i, test_describe(&pair.client), test_describe(&pair.server));
    cr_expect_eq(test_identity_shown(i % 2 ? &pair.server : &pair.client),
                 scheme == 0 ? 0 : (scheme == 0x0401) != swapped, "%d", i);
  }
}

/* RFC 8446 4.2.3: signature_algorithms_cert, where it came, is what counts for certificates. */
static const char *cert_list;
static int list_for_certificates(struct test_side *from, uint8_t *m, size_t *n, size_t room) {
  (void)room;
  if (!from->is_server && m[0] == TEST_CLIENT_HELLO)
    test_set_extension(m, n, HF_EXTENSION_SIGNATURE_ALGORITHMS_CERT, (const uint8_t *)cert_list, 4);
  return 1;
}

Test(handshake_leaf, a_list_for_certificates) {
  static const char *const lists[] = {"\0\2\4\3", "\0\2\4\1", "\0\2\x8\7"};
  for (int i = 0; i < 6; i++) {
    two_chains(1, 0);
    cert_list = lists[i / 2];
    pair.tamper = list_for_certificates;
    pair.client.config.versions = pair.server.config.versions = i % 2 ? HF_VERSION_TLS12 : HF_VERSION_TLS13;
    test_pair_run(&pair);
    cr_expect_eq(test_identity_shown(&pair.server), i / 2 == 1, "%d: %s", i, test_describe(&pair.server));
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
