/* Raw public keys (RFC 7250): how their types are agreed on, and that nothing but a listed key is ever trusted. */
#include "generated/registry.h"
#include "support/identities.h"
#include "support/inside.h"
#include "support/pair.h"
#include <criterion/criterion.h>
#include <string.h>

#include "raw_keys.inc"

Test(handshake_raw_keys, the_key_comes_as_it_is) {
  size_t n;
  const uint8_t *info = test_key_info("server-ec", &n);
  set();
  pair.framing = TEST_FRAGMENTS;
  pair.fragment = 1;
  test_pair_run(&pair);
  expect_open();
  const struct hf_chain *chain = hf_peer_chain(&pair.client.c);
  cr_assert_eq(chain->count, 1);
  cr_expect_eq(chain->raw_public_key, 1);
  cr_assert_eq(chain->used, n);
  cr_expect_arr_eq(chain->buffer, info, n);
}

/* A server that has certificates as well gives its certificate to those who do not ask for the key. */
Test(handshake_raw_keys, an_identity_with_both) {
  set();
  pair.server.identities[0].certificates_n = test_identity("server-ec")->certificates_n;
  test_pair_run(&pair);
  expect_open();
  cr_expect_eq(pair.client.c.chain.raw_public_key, 1);
  pair.client.config.raw_public_keys_n = 0;
  test_pair_again(&pair, NULL);
  test_pair_pump(&pair);
  expect_open();
  cr_expect_eq(pair.client.c.chain.raw_public_key, 0);
  cr_expect_eq(pair.client.c.chain.count, 2);
}

/* A client that takes both gets a certificate from a server that has nothing else, and checks it. */
Test(handshake_raw_keys, a_server_without) {
  set();
  test_side_identities(&pair.server, "server-rsa", (char *)NULL);
  test_pair_run(&pair);
  expect_open();
  cr_expect_eq(pair.client.c.chain.raw_public_key, 0);
  test_side_identities(&pair.server, "untrusted", (char *)NULL);
  test_pair_again(&pair, NULL);
  test_pair_pump(&pair);
  expect_client(HF_ERROR_CERTIFICATE_UNKNOWN_ISSUER, HF_ALERT_UNKNOWN_CA);
}

/* Without any listed key the client does not ask, and a server that has only keys has nothing for it. */
Test(handshake_raw_keys, a_client_that_knows_none) {
  set();
  pair.client.config.raw_public_keys_n = 0;
  test_pair_run(&pair);
  expect_server(HF_ERROR_NO_SHARED_CERTIFICATE_TYPE, HF_ALERT_UNSUPPORTED_CERTIFICATE);
}

/* Not even where any certificate is accepted: nobody vouches for a key. */
Test(handshake_raw_keys, only_listed_keys) {
  set();
  test_side_trusts_key(&pair.client, "server-rsa");
  pair.client.config.accept_any_certificate = 1;
  test_pair_run(&pair);
  expect_client(HF_ERROR_RAW_PUBLIC_KEY_NOT_TRUSTED, HF_ALERT_CERTIFICATE_UNKNOWN);
}

/* Pins hold for raw keys as well. */
Test(handshake_raw_keys, pins_refuse) {
  struct hf_pin pin = test_pin("root");
  set();
  pair.client.config.pins = &pin;
  pair.client.config.pins_n = 1;
  test_pair_run(&pair);
  expect_client(HF_ERROR_CERTIFICATE_NOT_PINNED, HF_ALERT_BAD_CERTIFICATE);
  pin = test_pin("server-ec");
  test_pair_again(&pair, NULL);
  test_pair_pump(&pair);
  expect_open();
}

Test(handshake_raw_keys, of_clients) {
  set_both();
  test_pair_run(&pair);
  expect_open();
  cr_expect_eq(pair.server.c.chain.raw_public_key, 1);
  test_side_raw_key(&pair.client, "client-rsa");
  test_pair_again(&pair, NULL);
  test_pair_pump(&pair);
  expect_server(HF_ERROR_RAW_PUBLIC_KEY_NOT_TRUSTED, HF_ALERT_CERTIFICATE_UNKNOWN);
}

/* The server's certificate and the client's are of types that have nothing to do with each other. */
Test(handshake_raw_keys, one_of_each) {
  set_both();
  test_side_identities(&pair.server, "server-rsa", (char *)NULL);
  pair.client.config.raw_public_keys_n = 0;
  test_pair_run(&pair);
  expect_open();
  cr_expect_eq(pair.client.c.chain.raw_public_key, 0);
  cr_expect_eq(pair.server.c.chain.raw_public_key, 1);
  set_both();
  test_side_identities(&pair.client, "client-rsa", (char *)NULL);
  test_pair_run(&pair);
  expect_open();
  cr_expect_eq(pair.client.c.chain.raw_public_key, 1);
  cr_expect_eq(pair.server.c.chain.raw_public_key, 0);
}

/* A client whose key is not of the type that was agreed on sends none, in either form. */
Test(handshake_raw_keys, a_client_without) {
  set_both();
  pair.client.config.identities_n = 0;
  test_pair_run(&pair);
  expect_server(HF_ERROR_CLIENT_CERTIFICATE_MISSING, HF_ALERT_HANDSHAKE_FAILURE);
  pair.server.config.client_authentication = HF_CLIENT_REQUESTED;
  test_pair_again(&pair, NULL);
  test_pair_pump(&pair);
  expect_open();
}

/* The server takes certificates from authorities only, and the client has but a key: RFC 7250 4.2 lets the server end it. */
Test(handshake_raw_keys, no_type_for_the_client) {
  set_both();
  pair.server.config.raw_public_keys_n = 0;
  test_pair_run(&pair);
  expect_server(HF_ERROR_NO_SHARED_CERTIFICATE_TYPE, HF_ALERT_UNSUPPORTED_CERTIFICATE);
  pair.server.config.client_authentication = HF_CLIENT_NOT_ASKED;
  test_pair_again(&pair, NULL);
  test_pair_pump(&pair);
  expect_open();
}

/* An OCSP response is about a certificate, and there is none. */
Test(handshake_raw_keys, nothing_is_stapled_to_a_key) {
  set();
  pair.server.identities[0].ocsp_response = test_file("server-ec.ocsp", &pair.server.identities[0].ocsp_response_n);
  pair.client.config.staple = HF_STAPLE_REQUESTED;
  test_pair_run(&pair);
  expect_open();
  cr_expect_eq(test_status_agreed(&pair.client), 0);
}

/* A key needs no name; with authorities besides, a certificate would. */
Test(handshake_raw_keys, without_a_name) {
  set();
  pair.name = NULL;
  pair.client.config.anchors_n = 0;
  test_pair_run(&pair);
  expect_open();
  set();
  pair.name = NULL;
  test_pair_start(&pair);
  cr_expect_eq(hf_error_of(&pair.client.c), HF_ERROR_SERVER_NAME_MISSING);
}

Test(handshake_raw_keys, identities_that_cannot_be_used) {
  set();
  pair.server.identities[0].raw_public_key_n = 0;
  test_pair_start(&pair);
  cr_expect_eq(hf_error_of(&pair.server.c), HF_ERROR_IDENTITY_EMPTY, "neither a certificate nor a key");
  set();
  pair.server.identities[0].raw_public_key_n = 0x1000000;
  test_pair_start(&pair);
  cr_expect_eq(hf_error_of(&pair.server.c), HF_ERROR_IDENTITY_TOO_LARGE, "a key that no message can hold");
  set();
  pair.server.identities[0].ocsp_response = (const uint8_t *)"";
  pair.server.identities[0].ocsp_response_n = HF_OCSP_RESPONSE_MAX + 1;
  test_pair_start(&pair);
  cr_expect_eq(hf_error_of(&pair.server.c), HF_ERROR_IDENTITY_TOO_LARGE, "a response that no message can hold");
}

/* Sessions. */

static void again(const struct hf_session *session) {
  test_pair_again(&pair, session);
  test_pair_pump(&pair);
}

Test(handshake_raw_keys, a_session_is_resumed_under_the_same_keys_only) {
  struct hf_session session;
  set_both();
  test_pair_run(&pair);
  cr_assert(hf_session_of(&pair.client.c, &session));
  again(&session);
  expect_open();
  cr_expect(hf_is_resumed(&pair.client.c));
  test_side_trusts_key(&pair.client, "server-rsa"); /* the client's list changed: it does not offer the session */
  again(&session);
  cr_expect(!hf_is_resumed(&pair.client.c));
  expect_client(HF_ERROR_RAW_PUBLIC_KEY_NOT_TRUSTED, HF_ALERT_CERTIFICATE_UNKNOWN);
}

Test(handshake_raw_keys, a_server_whose_list_changed_resumes_nothing) {
  struct hf_session session;
  set_both();
  test_pair_run(&pair);
  cr_assert(hf_session_of(&pair.client.c, &session));
  test_side_trusts_key(&pair.server, "client-rsa");
  again(&session);
  expect_server(HF_ERROR_RAW_PUBLIC_KEY_NOT_TRUSTED, HF_ALERT_CERTIFICATE_UNKNOWN);
}

/* One that was made with a key is not resumed where only certificates count, nor the other way round. */
Test(handshake_raw_keys, sessions_of_the_two_types_do_not_mix) {
  struct hf_session session;
  set();
  pair.server.identities[0].certificates_n = test_identity("server-ec")->certificates_n;
  test_pair_run(&pair);
  cr_assert(hf_session_of(&pair.client.c, &session));
  pair.client.config.raw_public_keys_n = 0;
  again(&session);
  expect_open();
  cr_expect(!hf_is_resumed(&pair.client.c));
  cr_assert(hf_session_of(&pair.client.c, &session));
  pair.client.config.raw_public_keys_n = 1;
  again(&session);
  expect_open();
  cr_expect(!hf_is_resumed(&pair.client.c));
  cr_expect_eq(pair.client.c.chain.raw_public_key, 1);
}
