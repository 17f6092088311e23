/* accept_any_certificate: what of the peer's certificate then still counts is its outline and its key, in either role. */
#define _GNU_SOURCE /* memmem */
#include "generated/machine.h"
#include "generated/registry.h"
#include "support/attack.h"
#include "support/identities.h"
#include "x509/certificate.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static uint8_t der[4096];
static size_t der_n;
static const uint8_t *list[2];
static size_t sizes[2];

enum part { NOTHING, SERIAL, ISSUER, VALIDITY, SUBJECT, EXTENSIONS, SIGNATURE, PARTS };

/* Fills the contents of an element with octets that are nothing. */
static void spoil(struct hf_span element) {
  size_t header = der[element.at + 1] < 0x80 ? 2 : der[element.at + 1] - 0x80 + 2u;
  memset(der + element.at + header, 0xff, element.n - header);
}

static struct hf_span between(struct hf_span a, uint32_t end) {
  struct hf_span s = {a.at + a.n, end - a.at - a.n};
  return s;
}

/* The identity's own certificate alone, with that part of it spoilt. */
static void set_spoilt(struct test_side *s, const char *name, enum part part) {
  struct hf_certificate c;
  struct hf_span whole = {0, 0};
  test_side_identities(s, name, (char *)NULL);
  der_n = s->identities[0].certificate_sizes[0];
  cr_assert_leq(der_n, sizeof der);
  memcpy(der, s->identities[0].certificates[0], der_n);
  whole.n = (uint32_t)der_n;
  cr_assert_eq(hf_certificate_read(der, whole, &c), HF_OK);
  if (part == SERIAL)
    memset(der + c.serial.at, 0xff, c.serial.n);
  else if (part == ISSUER)
    spoil(c.issuer);
  else if (part == VALIDITY)
    spoil(between(c.issuer, c.subject.at));
  else if (part == SUBJECT)
    spoil(c.subject);
  else if (part == EXTENSIONS)
    spoil(between(c.key_info, c.signed_part.at + c.signed_part.n));
  else if (part == SIGNATURE)
    memset(der + c.signature.at, 0xff, c.signature.n);
  list[0] = der;
  sizes[0] = der_n;
  s->identities[0].certificates = list;
  s->identities[0].certificate_sizes = sizes;
  s->identities[0].certificates_n = 1;
}

/* The one who shows the certificate, and the one who looks at it. */
static struct test_side *shows, *looks;

static void set(int client_shows, const char *kind, enum part part, int any) {
  char name[32];
  attack_set_mutual(attack_ecdhe);
  attack_pair.client.config.cipher_suites = NULL;
  shows = client_shows ? &attack_pair.client : &attack_pair.server;
  looks = shows->peer;
  (void)snprintf(name, sizeof name, "%s-%s", client_shows ? "client" : "server", kind);
  set_spoilt(shows, name, part);
  looks->config.accept_any_certificate = (uint8_t)any;
}

Test(handshake_any_certificate, nothing_of_it_counts) {
  static const char *const kinds[] = {"rsa", "ec"};
  for (int client = 0; client < 2; client++) {
    for (int kind = 0; kind < 2; kind++) {
      for (int part = NOTHING; part < PARTS; part++) {
        set(client, kinds[kind], (enum part)part, 1);
        test_pair_run(&attack_pair);
        cr_expect(test_both_open(&attack_pair), "%d %s part %d: %s; %s", client, kinds[kind], part,
                  test_describe(&attack_pair.client), test_describe(&attack_pair.server));
        cr_expect_eq(hf_peer_chain(&looks->c)->count, 1);
        set(client, kinds[kind], (enum part)part, 0);
        test_pair_run(&attack_pair);
        cr_expect_eq(hf_status(&looks->c), HF_STATUS_FAILED, "%d %s part %d", client, kinds[kind], part);
      }
    }
  }
}

/* For RSA key exchange a key need not be one that may encipher. */
Test(handshake_any_certificate, usages_do_not_count_for_key_exchange) {
  set(0, "rsa", EXTENSIONS, 1);
  attack_pair.client.config.cipher_suites = attack_rsa;
  test_pair_run(&attack_pair);
  cr_expect(test_both_open(&attack_pair), "%s", test_describe(&attack_pair.client));
}

/* What follows the first certificate is not looked at. */
Test(handshake_any_certificate, others_do_not_count) {
  for (int client = 0; client < 2; client++) {
    set(client, "rsa", NOTHING, 1);
    list[1] = (const uint8_t *)"nonsense";
    sizes[1] = 8;
    shows->identities[0].certificates_n = 2;
    test_pair_run(&attack_pair);
    cr_expect(test_both_open(&attack_pair), "%s", test_describe(looks));
  }
}

static void expect_refused(enum hf_error error) {
  test_pair_run(&attack_pair);
  attack_must_fail(looks, error);
}

Test(handshake_any_certificate, its_outline_counts) {
  for (int client = 0; client < 2; client++) {
    set(client, "rsa", NOTHING, 1);
    sizes[0] = der_n - 1;
    expect_refused(HF_ERROR_CERTIFICATE_MALFORMED);
    set(client, "rsa", NOTHING, 1);
    der[0] = 0x31;
    expect_refused(HF_ERROR_CERTIFICATE_MALFORMED);
    set(client, "rsa", NOTHING, 1);
    list[0] = (const uint8_t *)"\x30\0";
    sizes[0] = 2;
    expect_refused(HF_ERROR_CERTIFICATE_MALFORMED);
  }
}

/* rsaEncryption, and what is one arc further. */
Test(handshake_any_certificate, its_key_counts) {
  for (int client = 0; client < 2; client++) {
    struct hf_certificate c;
    struct hf_span whole = {0, 0};
    set(client, "rsa", NOTHING, 1);
    whole.n = (uint32_t)der_n;
    cr_assert_eq(hf_certificate_read(der, whole, &c), HF_OK);
    uint8_t *oid = memmem(der + c.key_info.at, c.key_info.n, "\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01", 9);
    cr_assert_not_null(oid);
    oid[8] = 0x63;
    expect_refused(HF_ERROR_CERTIFICATE_KEY_UNSUPPORTED);
  }
}

/* Who does not have the key is refused. */
Test(handshake_any_certificate, signatures_count) {
  set(0, "rsa", NOTHING, 1);
  shows->identities[0].private_key = test_identity("client-rsa")->private_key;
  expect_refused(HF_ERROR_SERVER_KEY_EXCHANGE_FORGED);
  set(1, "rsa", NOTHING, 1);
  shows->identities[0].private_key = test_identity("server-rsa")->private_key;
  expect_refused(HF_ERROR_CERTIFICATE_VERIFY_FORGED);
}

static uint8_t refuse(void *context, const struct hf_chain *chain) {
  (void)context;
  (void)chain;
  return HF_ERROR_CERTIFICATE_REFUSED;
}

Test(handshake_any_certificate, pins_and_policy_count) {
  for (int client = 0; client < 2; client++) {
    struct hf_pin pin = test_pin(client ? "client-rsa" : "server-rsa");
    set(client, "rsa", SUBJECT, 1);
    looks->config.pins = &pin;
    looks->config.pins_n = 1;
    test_pair_run(&attack_pair);
    cr_expect(test_both_open(&attack_pair), "%s", test_describe(looks));
    pin.sha256[0] ^= 1;
    expect_refused(HF_ERROR_CERTIFICATE_NOT_PINNED);
    set(client, "rsa", SUBJECT, 1);
    looks->config.certificate_policy = refuse;
    expect_refused(HF_ERROR_CERTIFICATE_REFUSED);
  }
}
