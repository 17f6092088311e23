/* Which certificate is shown to whom, and what for. See handshake_choices.c. */
#include "generated/registry.h"
#include "support/edit.h"
#include "support/wire.h"
#include <criterion/criterion.h>
#include <string.h>

static struct test_pair pair;

static void set(void) {
  test_pair_set(&pair);
  test_wire_watch(&pair, NULL);
}

static void expect(enum hf_error client, enum hf_error server, const char *what, unsigned a, unsigned b) {
  cr_expect_eq(hf_error_of(&pair.client.c), client, "%s %x, %x: %s", what, a, b, test_describe(&pair.client));
  cr_expect_eq(hf_error_of(&pair.server.c), server, "%s %x, %x: %s", what, a, b, test_describe(&pair.server));
  cr_expect_eq(test_both_open(&pair), client == HF_OK && server == HF_OK, "%s %x, %x", what, a, b);
}

/* An EC certificate is shown only to a client that takes its group (RFC 8422 5.1). */
Test(handshake_certificates, groups_of_certificates) {
  static const uint16_t groups[] = {HF_GROUP_SECP256R1, HF_GROUP_SECP384R1};
  static const char *const names[] = {"server-ec", "server-ec384"};
  for (int c = 0; c < 2; c++) {
    for (int s = 0; s < 2; s++) {
      set();
      test_side_identities(&pair.server, names[s], (char *)NULL);
      pair.client.config.groups = &groups[c];
      pair.client.config.groups_n = 1;
      test_pair_run(&pair);
      expect(c == s ? HF_OK : HF_ERROR_PEER_ALERT, c == s ? HF_OK : HF_ERROR_NO_SHARED_CIPHER_SUITE, names[s],
             groups[c], 0);
    }
  }
}

static uint8_t asked_type;
static void ask_type(const struct test_side *from, uint8_t *m, size_t *n) {
  (void)n;
  if (from->is_server && m[0] == TEST_CERTIFICATE_REQUEST)
    memset(m + 5, asked_type, m[4]);
}

/* A client gives a certificate only of a type that was asked for (RFC 5246 7.4.4): rsa_sign 1, ecdsa_sign 64. */
Test(handshake_certificates, types_that_were_asked_for) {
  static const uint8_t types[] = {1, 64, 2, 0, 255};
  for (size_t i = 0; i < sizeof types; i++) {
    for (int ec = 0; ec <= 1; ec++) {
      int fits = types[i] == (ec ? 64 : 1);
      set();
      asked_type = types[i];
      test_wire_watch(&pair, ask_type);
      test_side_identities(&pair.client, ec ? "client-ec" : "client-rsa", (char *)NULL);
      pair.server.config.client_authentication = HF_CLIENT_REQUIRED;
      test_pair_run(&pair);
      expect(fits ? HF_OK : HF_ERROR_PEER_ALERT, fits ? HF_OK : HF_ERROR_CLIENT_CERTIFICATE_MISSING, "type", types[i],
             (unsigned)ec);
    }
  }
}

/* What a certificate is for: RSA key exchange needs one that may encipher keys (RFC 5246 7.4.2), and the server sees to it; a client's is no server's. */
Test(handshake_certificates, uses_of_certificates) {
  static const struct {
    uint16_t suite;
    const char *server, *client;
    enum hf_error at_client, at_server;
  } uses[] = {
      {HF_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, "signs-only", NULL, HF_OK, HF_OK},
      {HF_TLS_RSA_WITH_AES_128_GCM_SHA256, "signs-only", NULL, HF_ERROR_PEER_ALERT, HF_ERROR_NO_SHARED_CIPHER_SUITE},
      {HF_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, "enciphers-only", NULL, HF_ERROR_PEER_ALERT,
       HF_ERROR_NO_SHARED_CIPHER_SUITE},
      {HF_TLS_RSA_WITH_AES_128_GCM_SHA256, "enciphers-only", NULL, HF_OK, HF_OK},
      {HF_TLS_RSA_WITH_AES_128_GCM_SHA256, "purpose", NULL, HF_ERROR_CERTIFICATE_PURPOSE_WRONG, HF_ERROR_PEER_ALERT},
      {HF_TLS_RSA_WITH_AES_128_GCM_SHA256, "server-rsa", "server-rsa", HF_ERROR_PEER_ALERT,
       HF_ERROR_CERTIFICATE_PURPOSE_WRONG},
  };
  for (size_t i = 0; i < sizeof uses / sizeof uses[0]; i++) {
    set();
    test_side_identities(&pair.server, uses[i].server, (char *)NULL);
    pair.client.config.cipher_suites = &uses[i].suite;
    pair.client.config.cipher_suites_n = 1;
    if (uses[i].client)
      test_side_identities(&pair.client, uses[i].client, (char *)NULL);
    pair.server.config.client_authentication = uses[i].client ? HF_CLIENT_REQUIRED : HF_CLIENT_NOT_ASKED;
    test_pair_run(&pair);
    expect(uses[i].at_client, uses[i].at_server, uses[i].server, uses[i].suite, 0);
  }
}
