/* Keys on P-521, RSA keys of authorities of 8192 bits, and what a handshake says of an RSA key that is too large for it. */
#include "crypto/rsa.h"
#include "generated/registry.h"
#include "support/identities.h"
#include "support/inside.h"
#include "support/issue.h"
#include "support/limit.h"
#include "support/pair.h"
#include "x509/certificate.h"
#include "x509/key.h"
#include <criterion/criterion.h>
#include <string.h>

static struct test_pair pair;

static void expect_open(void) {
  cr_expect(test_both_open(&pair), "%s; %s", test_describe(&pair.client), test_describe(&pair.server));
}

static struct hf_trust_anchor large_root;

/* Both sides trust the root of 8192 bits, which issued what was signed on P-521. */
static void set_large(const char *server, const char *client) {
  size_t n;
  const uint8_t *der = test_certificate("root-rsa8192", 0, &n);
  cr_assert_eq(hf_certificate_anchor(der, n, &large_root), HF_OK);
  cr_assert_eq(large_root.key.modulus_n, 1024);
  test_pair_set(&pair);
  test_side_identities(&pair.server, server, (char *)NULL);
  pair.client.config.anchors = pair.server.config.anchors = &large_root;
  pair.client.config.anchors_n = pair.server.config.anchors_n = 1;
  pair.client.config.groups = pair.server.config.groups = NULL; /* all of them */
  if (client == NULL)
    return;
  test_side_identities(&pair.client, client, (char *)NULL);
  pair.server.config.client_authentication = HF_CLIENT_REQUIRED;
}

Test(handshake_large_keys, p521_in_both_roles) {
  set_large("server-ec521", "client-ec521");
  test_pair_run(&pair);
  expect_open();
  cr_expect_eq(pair.client.c.peer.key.group, HF_GROUP_SECP521R1);
  cr_expect_eq(pair.server.c.peer.key.group, HF_GROUP_SECP521R1);
  if (test_versions() != HF_VERSION_TLS12) { /* where the scheme says the curve */
    cr_expect_eq(pair.client.c.parameters.peer_signature_scheme, 0x0603);
    cr_expect_eq(pair.server.c.parameters.peer_signature_scheme, 0x0603);
  }
}

Test(handshake_large_keys, p521_with_its_own_scheme_alone) {
  static const uint16_t scheme[] = {0x0603, 0x0601}; /* the second: what the root signed with */
  set_large("server-ec521", "client-ec521");
  pair.client.config.signature_schemes = pair.server.config.signature_schemes = scheme;
  pair.client.config.signature_schemes_n = pair.server.config.signature_schemes_n = 2;
  test_pair_run(&pair);
  expect_open();
  cr_expect_eq(hf_signature_scheme(&pair.server.c), 0x0603);
  cr_expect_eq(hf_signature_scheme(&pair.client.c), 0x0603);
}

Test(handshake_large_keys, p521_as_group) {
  static const uint16_t group[] = {HF_GROUP_SECP521R1};
  for (int of_client = 0; of_client < 2; of_client++) { /* the other has it last: in TLS 1.3 a hello more */
    set_large("server-ec521", NULL);
    struct test_side *side = of_client ? &pair.client : &pair.server;
    side->config.groups = group;
    side->config.groups_n = 1;
    pair.framing = TEST_FRAGMENTS;
    pair.fragment = 1;
    test_pair_run(&pair);
    expect_open();
    cr_expect_eq(hf_group(&pair.client.c), HF_GROUP_SECP521R1);
    cr_expect_eq(hf_group(&pair.server.c), HF_GROUP_SECP521R1);
  }
}

/* Who has not the key of its certificate is refused. */
Test(handshake_large_keys, p521_another_key) {
  set_large("server-ec521", NULL);
  pair.server.identities[0].private_key = test_identity("client-ec521")->private_key;
  test_pair_run(&pair);
  cr_expect_eq(hf_error_of(&pair.client.c),
               test_versions() == HF_VERSION_TLS12 ? HF_ERROR_SERVER_KEY_EXCHANGE_FORGED
                                                   : HF_ERROR_CERTIFICATE_VERIFY_FORGED,
               "%s", test_describe(&pair.client));
}

/* Of ours: seen when the connection begins, by the configuration alone. */
static uint8_t ours_of(size_t n) {
  set_large("server-rsa", NULL);
  pair.server.identities[0].public_key.modulus_n = n;
  test_pair_run(&pair);
  uint8_t error = (uint8_t)hf_error_of(&pair.server.c);
  return error == HF_ERROR_IDENTITY_KEY_TOO_LARGE ? error : HF_OK;
}

/* Of the peer's: a raw public key of n bytes that it has not, so what fits is seen to be signed by another. */
static struct der info;
static int of_client;
static uint8_t number[HF_RSA_MAX + 1];

static struct hf_pin show_key(struct test_side *side, size_t n) {
  struct hf_pin pin;
  struct hf_public_key key = {.kind = HF_KEY_RSA, .modulus = number, .modulus_n = n, .exponent = (const uint8_t *)"\3"};
  key.exponent_n = 1;
  memset(number, 0xa5, sizeof number);
  info.n = info.depth = 0;
  issue_key_info(&info, &key);
  hf_key_pin(&key, pin.sha256);
  side->identities[0] = *test_identity("server-rsa");
  side->identities[0].certificates_n = 0;
  side->identities[0].raw_public_key = info.bytes;
  side->identities[0].raw_public_key_n = info.n;
  side->config.identities_n = side->identities_n = 1;
  side->config.identities = side->identities;
  return pin;
}

static uint8_t theirs_of(size_t n) {
  static struct hf_pin pin;
  test_pair_set(&pair);
  test_side_raw_key(&pair.server, "server-rsa");
  test_side_trusts_key(&pair.client, "server-rsa");
  if (of_client)
    pair.server.config.client_authentication = HF_CLIENT_REQUIRED;
  pin = show_key(of_client ? &pair.client : &pair.server, n);
  struct test_side *judge = of_client ? &pair.server : &pair.client;
  judge->config.raw_public_keys = &pin;
  judge->config.raw_public_keys_n = 1;
  test_pair_run(&pair);
  uint8_t error = (uint8_t)hf_error_of(&judge->c);
  if (error == HF_ERROR_SERVER_KEY_EXCHANGE_FORGED || error == HF_ERROR_CERTIFICATE_VERIFY_FORGED)
    return HF_OK;
  cr_expect_eq(test_alert(of_client ? &pair.client : &pair.server), HF_ALERT_UNSUPPORTED_CERTIFICATE);
  return error;
}

Test(handshake_large_keys, rsa_in_a_handshake) {
  limit_most(ours_of, HF_RSA_HANDSHAKE_MAX, HF_ERROR_IDENTITY_KEY_TOO_LARGE);
  for (of_client = 0; of_client < 2; of_client++)
    limit_most(theirs_of, HF_RSA_HANDSHAKE_MAX, HF_ERROR_PEER_KEY_TOO_LARGE);
}

/* A certificate of such a key: it is the key that is said, whether its path is looked at or not. */
Test(handshake_large_keys, certificate_of_8192_bits) {
  static const uint8_t *der[2];
  static size_t sizes[2];
  for (int any = 0; any < 2; any++) {
    set_large("server-rsa", NULL);
    for (unsigned i = 0; i < 2; i++)
      der[i] = test_certificate("server-rsa8192", i, &sizes[i]);
    pair.server.identities[0].certificates = der;
    pair.server.identities[0].certificate_sizes = sizes;
    pair.server.identities[0].certificates_n = 2;
    pair.client.config.accept_any_certificate = (uint8_t)any;
    test_pair_run(&pair);
    cr_expect_eq(hf_error_of(&pair.client.c), HF_ERROR_PEER_KEY_TOO_LARGE, "%s", test_describe(&pair.client));
    cr_expect_eq(test_alert(&pair.server), HF_ALERT_UNSUPPORTED_CERTIFICATE);
    cr_expect(test_is_wiped(&pair.client.c));
  }
}

/* Our own key signs with 2048 bits at least: one of fewer is not asked, whoever gave it to us. */
static size_t asked_with;
static enum hf_key_answer note_size(void *context, const uint8_t *in, size_t n, uint8_t *out) {
  (void)context;
  (void)in;
  (void)out;
  asked_with = n;
  return HF_KEY_FAILED;
}

Test(handshake_large_keys, rsa_too_small_to_sign) {
  for (size_t n = HF_RSA_LEAST - 1; n <= HF_RSA_LEAST; n++) {
    test_pair_set(&pair);
    pair.server.identities[0] = *test_identity("server-rsa");
    pair.server.identities[0].public_key.modulus_n = n;
    pair.server.identities[0].private_key.rsa_private = note_size;
    pair.server.config.identities = pair.server.identities;
    pair.server.config.identities_n = 1;
    asked_with = 0;
    test_pair_run(&pair);
    cr_expect_eq(asked_with, n >= HF_RSA_LEAST ? n : 0, "%zu", n);
    cr_expect_eq(hf_error_of(&pair.server.c), HF_ERROR_PRIVATE_KEY_FAILED, "%s", test_describe(&pair.server));
  }
}
