/* Keys of RSASSA-PSS (RFC 8446 4.2.3, RFC 4055): in both roles and both versions, under schemes of their own alone, held to their
   parameters, and never for key transport. */
#include "generated/errors.h"
#include "generated/names.h"
#include "generated/registry.h"
#include "support/edit.h"
#include "support/identities.h"
#include "support/pair.h"
#include <criterion/criterion.h>

static struct test_pair pair;
static uint16_t scheme;
static const uint8_t versions[] = {HF_VERSION_TLS12, HF_VERSION_TLS13};

/* Both sides have this version alone, and show these certificates; client "": none. */
static void set(uint8_t version, const char *server, const char *client) {
  test_pair_set(&pair);
  pair.client.config.versions = pair.server.config.versions = version;
  pair.server.config.forbid_rsa_key_exchange = 1;
  test_side_identities(&pair.server, server, (char *)NULL);
  if (client[0] == '\0')
    return;
  pair.server.config.client_authentication = HF_CLIENT_REQUIRED;
  test_side_identities(&pair.client, client, (char *)NULL);
}

static void only(struct test_side *s, const uint16_t *one) {
  s->config.signature_schemes = one;
  s->config.signature_schemes_n = 1;
}

Test(handshake_pss_keys, both_roles_and_versions) {
  for (size_t i = 0; i < 2; i++) {
    set(versions[i], "server-pss", "client-pss");
    test_pair_run(&pair);
    cr_assert(test_both_open(&pair), "%s; %s", test_describe(&pair.client), test_describe(&pair.server));
    cr_expect_eq(hf_peer_signature_scheme(&pair.client.c), HF_SCHEME_RSA_PSS_PSS_SHA256);
    cr_expect_eq(hf_peer_signature_scheme(&pair.server.c), HF_SCHEME_RSA_PSS_PSS_SHA256);
  }
}

/* RFC 4055 3.3: what its parameters leave to a key, it signs with, whatever else both sides prefer. */
Test(handshake_pss_keys, a_key_for_one_hash_function) {
  static const uint16_t others[] = {HF_SCHEME_RSA_PSS_PSS_SHA256};
  for (size_t i = 0; i < 2; i++) {
    set(versions[i], "server-pss384", "");
    test_pair_run(&pair);
    cr_assert(test_both_open(&pair), "%s; %s", test_describe(&pair.client), test_describe(&pair.server));
    cr_expect_eq(hf_peer_signature_scheme(&pair.client.c), HF_SCHEME_RSA_PSS_PSS_SHA384);
    set(versions[i], "server-pss384", "");
    only(&pair.client, others);
    test_pair_run(&pair);
    cr_expect_eq(hf_error_of(&pair.server.c),
                 versions[i] == HF_VERSION_TLS12 ? HF_ERROR_NO_SHARED_CIPHER_SUITE
                                                 : HF_ERROR_NO_SHARED_SIGNATURE_SCHEME,
                 "%s", test_describe(&pair.server));
  }
}

/* The signature of a message is said to be of another scheme. */
static int rename_scheme(struct test_side *from, uint8_t *m, size_t *n, size_t room) {
  uint8_t *at = m[0] == TEST_SERVER_KEY_EXCHANGE ? m + 8 + m[7] : m + 4;
  (void)n;
  (void)room;
  if (from->is_server != (from->pair->tamper_argument == 0) ||
      (m[0] != TEST_SERVER_KEY_EXCHANGE && m[0] != TEST_CERTIFICATE_VERIFY))
    return 1;
  at[0] = (uint8_t)(scheme / 256);
  at[1] = (uint8_t)scheme;
  from->pair->tampered++;
  return 1;
}

/* Each is offered, but not for this key: it is refused before the signature is looked at. */
Test(handshake_pss_keys, a_scheme_of_another_kind_of_key) {
  static const struct {
    const char *server;
    const char *client;
    uint16_t scheme;
  } rows[] = {
      {"server-pss", "client-pss", HF_SCHEME_RSA_PSS_RSAE_SHA256},
      {"server-pss", "client-pss", HF_SCHEME_RSA_PKCS1_SHA256},
      {"server-pss", "client-pss", HF_SCHEME_ECDSA_SECP256R1_SHA256},
      {"server-rsa", "client-rsa", HF_SCHEME_RSA_PSS_PSS_SHA256},
      {"server-ec", "client-ec", HF_SCHEME_RSA_PSS_PSS_SHA256},
      {"server-pss384", "", HF_SCHEME_RSA_PSS_PSS_SHA256}, /* the key is for SHA-384 alone */
      {"server-pss384", "", HF_SCHEME_RSA_PSS_PSS_SHA512},
  };
  for (size_t i = 0; i < sizeof rows / sizeof rows[0] * 4; i++) {
    int by_client = i % 4 >= 2;
    if (by_client && rows[i / 4].client[0] == '\0')
      continue;
    set(versions[i % 2], rows[i / 4].server, rows[i / 4].client);
    scheme = rows[i / 4].scheme;
    pair.tamper = rename_scheme;
    pair.tamper_argument = by_client;
    test_pair_run(&pair);
    const struct test_side *judge = by_client ? &pair.server : &pair.client;
    cr_expect_eq(pair.tampered, 1);
    cr_expect_eq(hf_error_of(&judge->c), HF_ERROR_SIGNATURE_SCHEME_NOT_OFFERED, "%s, %s, TLS 1.%zu: %s",
                 rows[i / 4].server, hf_scheme_name(scheme), 2 + i % 2, test_describe(judge));
  }
}

static const uint16_t transport[] = {HF_TLS_RSA_WITH_AES_128_GCM_SHA256};

/* RFC 4055 1.2: such a key is for nothing else. A server that has no other has no suite; a client hears of none by key transport. */
Test(handshake_pss_keys, no_key_transport) {
  set(HF_VERSION_TLS12, "server-pss384", ""); /* its usage does not forbid it */
  pair.server.config.forbid_rsa_key_exchange = 0;
  pair.client.config.cipher_suites = transport;
  pair.client.config.cipher_suites_n = 1;
  test_pair_run(&pair);
  cr_expect_eq(hf_error_of(&pair.server.c), HF_ERROR_NO_SHARED_CIPHER_SUITE, "%s", test_describe(&pair.server));
  set(HF_VERSION_TLS12, "server-rsa", "");
  pair.server.config.forbid_rsa_key_exchange = 0;
  pair.server.identities[0].certificates = test_identity("server-pss384")->certificates; /* a server that goes wrong */
  pair.server.identities[0].certificate_sizes = test_identity("server-pss384")->certificate_sizes;
  pair.client.config.cipher_suites = transport;
  pair.client.config.cipher_suites_n = 1;
  test_pair_run(&pair);
  cr_expect_eq(hf_error_of(&pair.client.c), HF_ERROR_CERTIFICATE_KEY_UNSUPPORTED, "%s", test_describe(&pair.client));
}
