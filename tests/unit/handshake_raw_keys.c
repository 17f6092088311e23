/* Raw public keys (RFC 7250): how their types are agreed on, and that nothing but a listed key is ever trusted. */
#include "generated/machine.h"
#include "generated/registry.h"
#include "support/edit.h"
#include "support/events.h"
#include "support/identities.h"
#include "support/pair.h"
#include <criterion/criterion.h>
#include <string.h>

static struct test_pair pair;

static void set(void) {
  test_pair_set(&pair);
  test_side_raw_key(&pair.server, "server-ec");
  test_side_trusts_key(&pair.client, "server-ec");
}

static void set_both(void) {
  set();
  pair.server.config.client_authentication = HF_CLIENT_REQUIRED;
  test_side_raw_key(&pair.client, "client-ec");
  test_side_trusts_key(&pair.server, "client-ec");
}

static void expect_open(void) {
  cr_expect(test_both_open(&pair), "%s; %s", test_describe(&pair.client), test_describe(&pair.server));
}

static void expect_client(enum hf_error error, uint8_t alert) {
  cr_expect_eq(hf_error_of(&pair.client.c), error, "%s", test_describe(&pair.client));
  cr_expect_eq(pair.server.c.peer_alert, alert, "%s", test_describe(&pair.server));
  cr_expect(test_is_wiped(&pair.client.c));
}

static void expect_server(enum hf_error error, uint8_t alert) {
  cr_expect_eq(hf_error_of(&pair.server.c), error, "%s", test_describe(&pair.server));
  cr_expect_eq(pair.client.c.peer_alert, alert, "%s", test_describe(&pair.client));
  cr_expect(test_is_wiped(&pair.server.c));
}

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
  cr_expect_eq(pair.client.c.parameters.status_request, 0);
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
  cr_expect_eq(hf_error_of(&pair.client.c), HF_ERROR_CONFIGURATION_UNUSABLE);
}

Test(handshake_raw_keys, identities_that_cannot_be_used) {
  set();
  pair.server.identities[0].raw_public_key_n = 0;
  test_pair_start(&pair);
  cr_expect_eq(hf_error_of(&pair.server.c), HF_ERROR_CONFIGURATION_UNUSABLE, "neither a certificate nor a key");
  set();
  pair.server.identities[0].raw_public_key_n = 0x1000000;
  test_pair_start(&pair);
  cr_expect_eq(hf_error_of(&pair.server.c), HF_ERROR_CONFIGURATION_UNUSABLE, "a key that no message can hold");
  set();
  pair.server.identities[0].ocsp_response_n = HF_OCSP_RESPONSE_MAX + 1;
  test_pair_start(&pair);
  cr_expect_eq(hf_error_of(&pair.server.c), HF_ERROR_CONFIGURATION_UNUSABLE, "a response that no message can hold");
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

/* Hellos and keys changed on their way. */

static uint8_t changed_type;
static unsigned changed_extension; /* 0: the body */
static const uint8_t *bytes;
static size_t bytes_n;

static int change(struct test_side *from, uint8_t *m, size_t *n, size_t room) {
  (void)room;
  if (m[0] != changed_type || from->is_server != (changed_type != TEST_CLIENT_HELLO))
    return 1;
  if (changed_extension)
    test_set_extension(m, n, changed_extension, bytes, bytes_n);
  else
    test_set_body(m, n, bytes, bytes_n);
  pair.tampered++;
  return 1;
}

static void run_changed(uint8_t type, unsigned extension, const char *what, size_t n) {
  changed_type = type;
  changed_extension = extension;
  bytes = (const uint8_t *)what;
  bytes_n = n;
  pair.tamper = change;
  test_pair_run(&pair);
  cr_expect_eq(pair.tampered, 1);
}

Test(handshake_raw_keys, an_answer_to_no_question) {
  test_pair_set(&pair);
  run_changed(TEST_SERVER_HELLO, HF_EXTENSION_SERVER_CERTIFICATE_TYPE, "\2", 1);
  expect_client(HF_ERROR_EXTENSION_UNSOLICITED, HF_ALERT_UNSUPPORTED_EXTENSION);
  test_pair_set(&pair);
  run_changed(TEST_SERVER_HELLO, HF_EXTENSION_CLIENT_CERTIFICATE_TYPE, "\2", 1);
  expect_client(HF_ERROR_EXTENSION_UNSOLICITED, HF_ALERT_UNSUPPORTED_EXTENSION);
}

Test(handshake_raw_keys, an_answer_that_was_not_offered) {
  static const unsigned extensions[] = {HF_EXTENSION_SERVER_CERTIFICATE_TYPE, HF_EXTENSION_CLIENT_CERTIFICATE_TYPE};
  for (size_t i = 0; i < 2; i++) {
    set_both();
    run_changed(TEST_SERVER_HELLO, extensions[i], "\1", 1); /* OpenPGP */
    expect_client(HF_ERROR_CERTIFICATE_TYPE_NOT_OFFERED, HF_ALERT_ILLEGAL_PARAMETER);
    set_both();
    pair.client.config.anchors_n = 0; /* raw public keys only */
    run_changed(TEST_SERVER_HELLO, extensions[i], "\0", 1);
    expect_client(HF_ERROR_CERTIFICATE_TYPE_NOT_OFFERED, HF_ALERT_ILLEGAL_PARAMETER);
    set_both();
    run_changed(TEST_SERVER_HELLO, extensions[i], "\2\2", 2);
    expect_client(HF_ERROR_MESSAGE_TRAILING, HF_ALERT_DECODE_ERROR);
    set_both();
    run_changed(TEST_SERVER_HELLO, extensions[i], "", 0);
    cr_expect_eq(pair.server.c.peer_alert, HF_ALERT_DECODE_ERROR);
  }
}

Test(handshake_raw_keys, lists_that_are_malformed) {
  static const unsigned extensions[] = {HF_EXTENSION_SERVER_CERTIFICATE_TYPE, HF_EXTENSION_CLIENT_CERTIFICATE_TYPE};
  for (size_t i = 0; i < 2; i++) {
    set_both();
    run_changed(TEST_CLIENT_HELLO, extensions[i], "\0", 1);
    expect_server(HF_ERROR_MESSAGE_RANGE, HF_ALERT_DECODE_ERROR);
    set_both();
    run_changed(TEST_CLIENT_HELLO, extensions[i], "\2\2", 2);
    expect_server(HF_ERROR_MESSAGE_LENGTH, HF_ALERT_DECODE_ERROR);
    set_both();
    run_changed(TEST_CLIENT_HELLO, extensions[i], "\1\2\0", 3);
    expect_server(HF_ERROR_MESSAGE_TRAILING, HF_ALERT_DECODE_ERROR);
  }
}

/* Types that the engine does not know are passed over; with nothing else in the list, nothing is shared. */
Test(handshake_raw_keys, lists_with_other_types) {
  set();
  run_changed(TEST_CLIENT_HELLO, HF_EXTENSION_SERVER_CERTIFICATE_TYPE, "\4\1\3\2\xff", 5);
  cr_expect_eq(pair.server.c.parameters.server_type, 2);
  set();
  run_changed(TEST_CLIENT_HELLO, HF_EXTENSION_SERVER_CERTIFICATE_TYPE, "\2\1\3", 3);
  expect_server(HF_ERROR_NO_SHARED_CERTIFICATE_TYPE, HF_ALERT_UNSUPPORTED_CERTIFICATE);
}

/* The order of the client's list decides, where the server has both. */
Test(handshake_raw_keys, the_client_prefers) {
  static const struct {
    const char *list;
    uint8_t type;
  } cases[] = {{"\2\0\2", 0}, {"\2\2\0", 2}, {"\3\1\0\2", 0}, {"\3\2\0\2", 2}};
  for (size_t i = 0; i < 4; i++) {
    set();
    pair.server.identities[0].certificates_n = test_identity("server-ec")->certificates_n;
    run_changed(TEST_CLIENT_HELLO, HF_EXTENSION_SERVER_CERTIFICATE_TYPE, cases[i].list, 1 + (size_t)cases[i].list[0]);
    cr_expect_eq(pair.server.c.parameters.server_type, cases[i].type, "case %zu", i);
  }
}

/* A certificate where a raw public key was agreed on is no key, whatever is in it. */
Test(handshake_raw_keys, a_certificate_in_its_place) {
  size_t n;
  uint8_t body[4096] = {0};
  const uint8_t *der = test_certificate("server-ec", 0, &n);
  body[1] = (uint8_t)(n >> 8);
  body[2] = (uint8_t)n;
  memcpy(body + 3, der, n);
  set();
  run_changed(TEST_CERTIFICATE, 0, (const char *)body, n + 3);
  expect_client(HF_ERROR_CERTIFICATE_KEY_MALFORMED, HF_ALERT_BAD_CERTIFICATE);
}

/* And a key where a certificate was agreed on is no certificate. */
Test(handshake_raw_keys, a_key_in_the_place_of_a_certificate) {
  size_t n;
  uint8_t body[512] = {0};
  const uint8_t *info = test_key_info("server-ec", &n);
  body[2] = (uint8_t)(n + 3);
  body[5] = (uint8_t)n;
  memcpy(body + 6, info, n);
  test_pair_set(&pair);
  test_side_identities(&pair.server, "server-ec", (char *)NULL);
  pair.client.config.accept_any_certificate = 1;
  run_changed(TEST_CERTIFICATE, 0, (const char *)body, n + 6);
  cr_expect_eq(hf_status(&pair.client.c), HF_STATUS_FAILED);
  cr_expect_eq(pair.server.c.peer_alert, HF_ALERT_BAD_CERTIFICATE);
}

Test(handshake_raw_keys, a_key_with_a_wrong_length) {
  set();
  run_changed(TEST_CERTIFICATE, 0, "\0\0\2x", 4);
  expect_client(HF_ERROR_MESSAGE_LENGTH, HF_ALERT_DECODE_ERROR);
  set();
  run_changed(TEST_CERTIFICATE, 0, "\0\0\1x", 4);
  expect_client(HF_ERROR_CERTIFICATE_KEY_MALFORMED, HF_ALERT_BAD_CERTIFICATE);
}

/* A key that does not fit the suite, or is on a group that was not offered. */
Test(handshake_raw_keys, a_key_of_another_kind) {
  size_t n;
  uint8_t body[600] = {0};
  const uint8_t *info = test_key_info("server-rsa", &n);
  body[1] = (uint8_t)(n >> 8);
  body[2] = (uint8_t)n;
  memcpy(body + 3, info, n);
  set();
  test_side_trusts_key(&pair.client, "server-rsa");
  run_changed(TEST_CERTIFICATE, 0, (const char *)body, n + 3);
  expect_client(HF_ERROR_CERTIFICATE_KEY_UNSUPPORTED, HF_ALERT_UNSUPPORTED_CERTIFICATE);
}

Test(handshake_raw_keys, a_key_larger_than_the_buffer) {
  set();
  pair.client.buffers.chain_size = 90; /* the key of P-256 has 91 bytes */
  test_pair_run(&pair);
  expect_client(HF_ERROR_CERTIFICATE_TOO_LARGE, HF_ALERT_BAD_CERTIFICATE);
  pair.client.buffers.chain_size = 91;
  again(NULL);
  expect_open();
}

static size_t flip_at;

static int flip(struct test_side *from, uint8_t *m, size_t *n, size_t room) {
  (void)room;
  if (m[0] == TEST_CERTIFICATE && from->is_server && 7 + flip_at < *n) {
    m[7 + flip_at] ^= (uint8_t)(1u << flip_at % 8);
    pair.tampered++;
  }
  return 1;
}

Test(handshake_raw_keys, each_flipped_byte_is_refused) {
  size_t n;
  (void)test_key_info("server-ec", &n);
  for (flip_at = 0; flip_at < n; flip_at++) {
    set();
    pair.tamper = flip;
    test_pair_run(&pair);
    cr_expect_eq(pair.tampered, 1);
    cr_expect_eq(pair.client.c.state, HF_CLIENT_FAIL_REPORTED, "byte %zu: %s", flip_at, test_describe(&pair.client));
  }
}
