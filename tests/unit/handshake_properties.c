/* What must always hold (spec/properties.ltl), shown by what breaks it: attacks that worked elsewhere. Each test is named
   after its property. P1 is in handshake_rows.c, P9 in handshake_session.c, P13 in record_*.c, P18 in handshake_close.c. */
#include "generated/machine.h"
#include "generated/registry.h"
#include "support/edit.h"
#include "support/events.h"
#include "support/pair.h"
#include <criterion/criterion.h>
#include <string.h>

static struct test_pair pair;
static uint8_t drop_type;
static int drop_server;

static const uint16_t rsa_suite[] = {HF_TLS_RSA_WITH_AES_128_GCM_SHA256};
static const uint16_t rsa_cbc_suite[] = {HF_TLS_RSA_WITH_AES_128_CBC_SHA};
static const uint16_t ecdhe_suite[] = {HF_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256};

static void set(const uint16_t *suite) {
  test_pair_set(&pair);
  pair.framing = TEST_ONE_MESSAGE;
  pair.client.config.cipher_suites = suite;
  pair.client.config.cipher_suites_n = 1;
}

static void set_mutual(const uint16_t *suite) {
  set(suite);
  pair.server.config.client_authentication = HF_CLIENT_REQUIRED;
  test_side_identities(&pair.client, "client-rsa", (char *)NULL);
}

static void run_to(struct test_side *s, uint8_t state) {
  test_pair_start(&pair);
  cr_assert(test_pair_run_to(&pair, s, state), "%s", test_describe(s));
  test_side_discard(s->peer);
}

static void must_fail(const struct test_side *s, enum hf_error error) {
  cr_assert_eq(hf_error_of(&s->c), error, "%s, expected %s", test_describe(s), hf_error_name(error));
  cr_assert(test_is_wiped(&s->c));
}

static int drop(struct test_side *from, uint8_t *message, size_t *n, size_t room) {
  (void)n;
  (void)room;
  return !(from->is_server == drop_server && message[0] == drop_type);
}

/* All goes on, but one message never arrives. */
static void run_without(int server, uint8_t type) {
  drop_server = server;
  drop_type = type;
  pair.tamper = drop;
  test_pair_run(&pair);
}

/* CVE-2014-0224: ChangeCipherSpec before there are keys. */
Test(handshake_properties, p02_early_change_cipher_spec) {
  static const uint8_t client_states[] = {HF_CLIENT_AWAIT_SERVER_HELLO, HF_CLIENT_AWAIT_CERTIFICATE,
                                          HF_CLIENT_AWAIT_SERVER_KEY_EXCHANGE, HF_CLIENT_AWAIT_SERVER_HELLO_DONE};
  static const uint8_t server_states[] = {HF_SERVER_AWAIT_CLIENT_HELLO, HF_SERVER_AWAIT_CLIENT_KEY_EXCHANGE_ECDHE};
  for (size_t i = 0; i < sizeof client_states; i++) {
    set(ecdhe_suite);
    run_to(&pair.client, client_states[i]);
    test_happen(&pair.client, HF_EVENT_RECV_CHANGE_CIPHER_SPEC, 0);
    must_fail(&pair.client, HF_ERROR_UNEXPECTED_MESSAGE);
  }
  for (size_t i = 0; i < sizeof server_states; i++) {
    set(ecdhe_suite);
    run_to(&pair.server, server_states[i]);
    test_happen(&pair.server, HF_EVENT_RECV_CHANGE_CIPHER_SPEC, 0);
    must_fail(&pair.server, HF_ERROR_UNEXPECTED_MESSAGE);
  }
}

Test(handshake_properties, p02_second_change_cipher_spec) {
  set(ecdhe_suite);
  run_to(&pair.server, HF_SERVER_AWAIT_FINISHED);
  test_happen(&pair.server, HF_EVENT_RECV_CHANGE_CIPHER_SPEC, 0);
  must_fail(&pair.server, HF_ERROR_UNEXPECTED_MESSAGE);
  set(ecdhe_suite);
  test_pair_run(&pair);
  cr_assert(test_both_open(&pair));
  test_happen(&pair.client, HF_EVENT_RECV_CHANGE_CIPHER_SPEC, 0);
  must_fail(&pair.client, HF_ERROR_UNEXPECTED_MESSAGE);
}

Test(handshake_properties, p02_change_cipher_spec_of_another_value) {
  static const uint8_t wrong[] = {2};
  static const uint8_t twice[] = {1, 1};
  set(ecdhe_suite);
  run_to(&pair.server, HF_SERVER_AWAIT_CHANGE_CIPHER_SPEC);
  (void)test_inject(&pair.server, HF_CONTENT_CHANGE_CIPHER_SPEC, wrong, 1);
  must_fail(&pair.server, HF_ERROR_MESSAGE_VALUE);
  set(ecdhe_suite);
  run_to(&pair.server, HF_SERVER_AWAIT_CHANGE_CIPHER_SPEC);
  (void)test_inject(&pair.server, HF_CONTENT_CHANGE_CIPHER_SPEC, twice, 2);
  cr_assert_eq(hf_status(&pair.server.c), HF_STATUS_FAILED, "%s", test_describe(&pair.server));
}

/* The keys change between two messages, never inside one: or its second half would count as protected. */
Test(handshake_properties, p02_keys_change_inside_a_message) {
  static const uint8_t half_finished[] = {TEST_FINISHED, 0, 0, 12, 0, 0};
  static const uint8_t half_request[] = {0, 0, 0};
  set(ecdhe_suite);
  run_to(&pair.client, HF_CLIENT_AWAIT_CHANGE_CIPHER_SPEC);
  (void)test_inject(&pair.client, HF_CONTENT_HANDSHAKE, half_request, 3);
  test_happen(&pair.client, HF_EVENT_RECV_CHANGE_CIPHER_SPEC, 0);
  cr_assert_eq(hf_status(&pair.client.c), HF_STATUS_FAILED, "%s", test_describe(&pair.client));
  set(ecdhe_suite);
  run_to(&pair.server, HF_SERVER_AWAIT_CHANGE_CIPHER_SPEC);
  (void)test_inject(&pair.server, HF_CONTENT_HANDSHAKE, half_finished, sizeof half_finished);
  must_fail(&pair.server, HF_ERROR_UNEXPECTED_MESSAGE);
}

/* SKIP-TLS: the server sends Finished although it proved nothing. */
Test(handshake_properties, p03_finished_before_authentication) {
  static const uint8_t states[] = {HF_CLIENT_AWAIT_CERTIFICATE, HF_CLIENT_AWAIT_SERVER_KEY_EXCHANGE,
                                   HF_CLIENT_AWAIT_SERVER_HELLO_DONE};
  for (size_t i = 0; i < sizeof states; i++) {
    set(ecdhe_suite);
    run_to(&pair.client, states[i]);
    test_happen(&pair.client, HF_EVENT_RECV_FINISHED, 0);
    must_fail(&pair.client, HF_ERROR_UNEXPECTED_MESSAGE);
  }
}

Test(handshake_properties, p03_certificate_skipped) {
  set(ecdhe_suite);
  run_without(1, TEST_CERTIFICATE);
  must_fail(&pair.client, HF_ERROR_UNEXPECTED_MESSAGE);
}

Test(handshake_properties, p03_wrong_name) {
  set(ecdhe_suite);
  pair.name = "another.example";
  test_pair_run(&pair);
  must_fail(&pair.client, HF_ERROR_CERTIFICATE_NAME_WRONG);
}

Test(handshake_properties, p03_each_bad_certificate_is_refused) {
  static const char *const names[] = {"expired", "future", "wrong-name", "untrusted",
                                      "not-ca",  "sha1",   "usage",      "purpose"};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    test_pair_set(&pair);
    test_side_identities(&pair.server, names[i], (char *)NULL);
    test_pair_run(&pair);
    cr_assert_eq(hf_status(&pair.client.c), HF_STATUS_FAILED, "%s: %s", names[i], test_describe(&pair.client));
    cr_assert_eq(hf_status(&pair.server.c), HF_STATUS_FAILED, "%s: %s", names[i], test_describe(&pair.server));
    cr_assert_eq(hf_error_of(&pair.server.c), HF_ERROR_PEER_ALERT, "%s: %s", names[i], test_describe(&pair.server));
  }
}

/* A client that gives a certificate and never proves that it is its own. */
Test(handshake_properties, p04_certificate_verify_skipped) {
  set_mutual(ecdhe_suite);
  run_without(0, TEST_CERTIFICATE_VERIFY);
  must_fail(&pair.server, HF_ERROR_UNEXPECTED_MESSAGE);
}

Test(handshake_properties, p04_certificate_skipped) {
  set_mutual(ecdhe_suite);
  run_without(0, TEST_CERTIFICATE);
  must_fail(&pair.server, HF_ERROR_UNEXPECTED_MESSAGE);
}

Test(handshake_properties, p04_server_certificate_used_by_a_client) {
  set_mutual(ecdhe_suite);
  test_side_identities(&pair.client, "server-rsa", (char *)NULL);
  test_pair_run(&pair);
  cr_assert_eq(hf_status(&pair.server.c), HF_STATUS_FAILED, "%s", test_describe(&pair.server));
}

Test(handshake_properties, p05_certificate_verify_before_key_exchange) {
  set_mutual(ecdhe_suite);
  run_to(&pair.server, HF_SERVER_CERTIFIED_AWAIT_CLIENT_KEY_EXCHANGE_ECDHE);
  test_happen(&pair.server, HF_EVENT_RECV_CERTIFICATE_VERIFY, 0);
  must_fail(&pair.server, HF_ERROR_UNEXPECTED_MESSAGE);
}

Test(handshake_properties, p06_application_data_before_finished) {
  set(ecdhe_suite);
  run_to(&pair.server, HF_SERVER_AWAIT_FINISHED);
  test_happen(&pair.server, HF_EVENT_RECV_APPLICATION_DATA, 0);
  must_fail(&pair.server, HF_ERROR_UNEXPECTED_MESSAGE);
  set(ecdhe_suite);
  run_to(&pair.client, HF_CLIENT_AWAIT_FINISHED);
  test_happen(&pair.client, HF_EVENT_RECV_APPLICATION_DATA, 0);
  must_fail(&pair.client, HF_ERROR_UNEXPECTED_MESSAGE);
}

Test(handshake_properties, p06_nothing_is_written_before_finished) {
  set(ecdhe_suite);
  test_pair_start(&pair);
  cr_assert_eq(hf_write(&pair.client.c, (const uint8_t *)"early", 5), 0);
  cr_assert(test_pair_run_to(&pair, &pair.client, HF_CLIENT_AWAIT_FINISHED));
  cr_assert_eq(hf_write(&pair.client.c, (const uint8_t *)"early", 5), 0);
  test_pair_pump(&pair);
  cr_assert(test_both_open(&pair));
}

/* FREAK: a key in ServerKeyExchange although the suite has none; and the other way round, none where there must be one. */
Test(handshake_properties, p07_server_key_exchange_for_rsa) {
  set(rsa_suite);
  run_to(&pair.client, HF_CLIENT_AWAIT_SERVER_HELLO_DONE);
  test_happen(&pair.client, HF_EVENT_RECV_SERVER_KEY_EXCHANGE, 0);
  must_fail(&pair.client, HF_ERROR_UNEXPECTED_MESSAGE);
}

Test(handshake_properties, p07_server_key_exchange_skipped) {
  set(ecdhe_suite);
  run_without(1, TEST_SERVER_KEY_EXCHANGE);
  must_fail(&pair.client, HF_ERROR_UNEXPECTED_MESSAGE);
}

static uint8_t signed_with[2];

static int resign(struct test_side *from, uint8_t *message, size_t *n, size_t room) {
  (void)n;
  (void)room;
  if (from->is_server && message[0] == TEST_SERVER_KEY_EXCHANGE)
    memcpy(message + 8 + message[7], signed_with, 2);
  return 1;
}

Test(handshake_properties, p08_scheme_not_offered) {
  static const uint16_t pss[] = {HF_SCHEME_RSA_PSS_RSAE_SHA256};
  set(ecdhe_suite);
  pair.client.config.signature_schemes = pss;
  pair.client.config.signature_schemes_n = 1;
  memcpy(signed_with, "\x04\x01", 2);
  pair.tamper = resign;
  test_pair_run(&pair);
  must_fail(&pair.client, HF_ERROR_SIGNATURE_SCHEME_NOT_OFFERED);
}

/* Offered, but for another kind of key. */
Test(handshake_properties, p08_scheme_does_not_fit_the_key) {
  set(ecdhe_suite);
  memcpy(signed_with, "\x04\x03", 2);
  pair.tamper = resign;
  test_pair_run(&pair);
  must_fail(&pair.client, HF_ERROR_SIGNATURE_SCHEME_NOT_OFFERED);
}

Test(handshake_properties, p10_no_keys_of_a_zero_secret) {
  static const uint8_t zero[48];
  set(rsa_suite);
  test_pair_run(&pair);
  cr_assert(pair.client.key_logged && memcmp(pair.client.master_secret, zero, 48) != 0);
  set(rsa_suite);
  run_to(&pair.server, HF_SERVER_AWAIT_CLIENT_KEY_EXCHANGE_RSA);
  cr_assert_not(pair.server.key_logged);
  test_happen(&pair.server, HF_EVENT_RECV_CHANGE_CIPHER_SPEC, 0);
  must_fail(&pair.server, HF_ERROR_UNEXPECTED_MESSAGE);
  cr_assert_not(pair.server.key_logged);
}

static size_t spoilt_byte;

static int spoil_key_exchange(struct test_side *from, uint8_t *message, size_t *n, size_t room) {
  (void)room;
  if (!from->is_server && message[0] == TEST_CLIENT_KEY_EXCHANGE)
    message[6 + spoilt_byte % (*n - 6)] ^= 1;
  return 1;
}

/* Bleichenbacher, ROBOT: a ciphertext that decrypts to no well-formed block ends just where a wrong secret would. */
Test(handshake_properties, p12_bad_ciphertext_fails_at_finished_only) {
  const uint16_t *suites[] = {rsa_suite, rsa_cbc_suite};
  for (int s = 0; s < 2; s++) {
    for (spoilt_byte = 1; spoilt_byte < 256; spoilt_byte += 50) {
      set(suites[s]);
      pair.tamper = spoil_key_exchange;
      test_pair_start(&pair);
      cr_assert(test_pair_run_to(&pair, &pair.server, HF_SERVER_AWAIT_FINISHED), "%s", test_describe(&pair.server));
      test_pair_pump(&pair);
      must_fail(&pair.server, HF_ERROR_RECORD_MAC_WRONG);
      cr_assert_eq(pair.client.c.peer_alert, HF_ALERT_BAD_RECORD_MAC);
    }
  }
}

static int no_certificate(struct test_side *from, uint8_t *message, size_t *n, size_t room) {
  (void)room;
  if (from->is_server && message[0] == TEST_CERTIFICATE)
    test_set_body(message, n, (const uint8_t *)"\0\0", 3);
  return 1;
}

Test(handshake_properties, p14_empty_server_certificate) {
  set(rsa_suite);
  pair.tamper = no_certificate;
  test_pair_run(&pair);
  must_fail(&pair.client, HF_ERROR_SERVER_CERTIFICATE_MISSING);
}

static unsigned added_type;
static const char *added_data;
static size_t added_n;
static int added_by_server;
static int added_beside; /* 1: as a second one of its type */

static int add_extension(struct test_side *from, uint8_t *message, size_t *n, size_t room) {
  uint8_t hello = added_by_server ? TEST_SERVER_HELLO : TEST_CLIENT_HELLO;
  (void)room;
  if (from->is_server != added_by_server || message[0] != hello)
    return 1;
  test_set_extension(message, n, added_beside ? 0xfffe : added_type, (const uint8_t *)added_data, added_n);
  if (added_beside) {
    uint8_t *type = message + *n - added_n - 4;
    type[0] = (uint8_t)(added_type >> 8);
    type[1] = (uint8_t)added_type;
  }
  from->pair->tampered++;
  return 1;
}

static void run_with_extension(int server, unsigned type, const char *data, size_t n, int beside) {
  added_by_server = server;
  added_type = type;
  added_data = data;
  added_n = n;
  added_beside = beside;
  pair.tamper = add_extension;
  test_pair_run(&pair);
  cr_assert_eq(pair.tampered, 1);
}

Test(handshake_properties, p15_unsolicited_extension) {
  set(ecdhe_suite);
  run_with_extension(1, HF_EXTENSION_APPLICATION_LAYER_PROTOCOL_NEGOTIATION, "\0\x03\x02h2", 5, 0);
  must_fail(&pair.client, HF_ERROR_EXTENSION_UNSOLICITED);
  set(ecdhe_suite);
  run_with_extension(1, 0x1234, "", 0, 0);
  must_fail(&pair.client, HF_ERROR_EXTENSION_UNSOLICITED);
  cr_assert_eq(pair.server.c.peer_alert, HF_ALERT_UNSUPPORTED_EXTENSION);
}

Test(handshake_properties, p15_extension_twice) {
  set(ecdhe_suite);
  run_with_extension(1, HF_EXTENSION_EXTENDED_MASTER_SECRET, "", 0, 1);
  must_fail(&pair.client, HF_ERROR_EXTENSION_TWICE);
  set(ecdhe_suite);
  run_with_extension(0, HF_EXTENSION_EXTENDED_MASTER_SECRET, "", 0, 1);
  must_fail(&pair.server, HF_ERROR_EXTENSION_TWICE);
  set(ecdhe_suite);
  run_with_extension(0, HF_EXTENSION_SERVER_NAME, "\0\x04\0\0\x01x", 6, 1);
  must_fail(&pair.server, HF_ERROR_EXTENSION_TWICE);
}

Test(handshake_properties, p15_unknown_extensions_of_a_client_are_skipped) {
  set(ecdhe_suite);
  run_with_extension(0, 0x1a1a, "whatever", 8, 0);
  cr_assert_neq(hf_error_of(&pair.server.c), HF_ERROR_EXTENSION_UNSOLICITED);
  cr_assert_neq(pair.server.c.state, HF_SERVER_AWAIT_CLIENT_HELLO);
}

Test(handshake_properties, p17_record_too_long) {
  static const uint8_t header[] = {HF_CONTENT_HANDSHAKE, 3, 3, 0x48, 0x01};
  set(ecdhe_suite);
  test_pair_start(&pair);
  (void)hf_receive(&pair.server.c, header, sizeof header);
  must_fail(&pair.server, HF_ERROR_RECORD_TOO_LONG);
}

Test(handshake_properties, p17_plaintext_too_long) {
  static uint8_t record[5 + HF_PLAINTEXT_MAX + 1] = {HF_CONTENT_HANDSHAKE, 3, 1, 0x40, 0x01, TEST_CLIENT_HELLO};
  set(ecdhe_suite);
  test_pair_start(&pair);
  (void)hf_receive(&pair.server.c, record, sizeof record);
  must_fail(&pair.server, HF_ERROR_RECORD_TOO_LONG);
}

Test(handshake_properties, p17_message_too_long) {
  static const uint8_t hello[] = {TEST_CLIENT_HELLO, 0xff, 0xff, 0xff};
  set(ecdhe_suite);
  test_pair_start(&pair);
  (void)test_inject(&pair.server, HF_CONTENT_HANDSHAKE, hello, sizeof hello);
  cr_assert_eq(hf_status(&pair.server.c), HF_STATUS_FAILED, "%s", test_describe(&pair.server));
}

Test(handshake_properties, p17_unknown_record_type_and_version) {
  static const uint8_t type[] = {24, 3, 3, 0, 1, 1};
  static const uint8_t version[] = {HF_CONTENT_HANDSHAKE, 2, 0, 0, 1, 1};
  set(ecdhe_suite);
  test_pair_start(&pair);
  (void)hf_receive(&pair.server.c, type, sizeof type);
  must_fail(&pair.server, HF_ERROR_RECORD_TYPE_UNKNOWN);
  set(ecdhe_suite);
  run_to(&pair.server, HF_SERVER_AWAIT_CHANGE_CIPHER_SPEC);
  (void)hf_receive(&pair.server.c, type, sizeof type);
  must_fail(&pair.server, HF_ERROR_RECORD_TYPE_UNKNOWN);
  test_pair_start(&pair);
  (void)hf_receive(&pair.server.c, version, sizeof version);
  must_fail(&pair.server, HF_ERROR_RECORD_VERSION_WRONG);
}

Test(handshake_properties, p17_another_record_inside_a_message) {
  static const uint8_t half[] = {TEST_CERTIFICATE, 0, 1, 0, 0};
  set(ecdhe_suite);
  run_to(&pair.client, HF_CLIENT_AWAIT_CERTIFICATE);
  (void)test_inject(&pair.client, HF_CONTENT_HANDSHAKE, half, sizeof half);
  (void)test_inject(&pair.client, HF_CONTENT_APPLICATION_DATA, half, 1);
  cr_assert_eq(hf_status(&pair.client.c), HF_STATUS_FAILED, "%s", test_describe(&pair.client));
}

/* The three ways of RFC 5746 to say that this is no renegotiation; a server that says nothing at all is old, and refused or
   taken as the engine's policy has it, but never renegotiates. */
Test(handshake_properties, p19_renegotiation_info_must_be_empty) {
  set(ecdhe_suite);
  run_with_extension(0, HF_EXTENSION_RENEGOTIATION_INFO,
                     "\x0c"
                     "abcdefghijkl",
                     13, 0);
  must_fail(&pair.server, HF_ERROR_RENEGOTIATION_INFO_WRONG);
  set(ecdhe_suite);
  run_with_extension(1, HF_EXTENSION_RENEGOTIATION_INFO,
                     "\x0c"
                     "abcdefghijkl",
                     13, 0);
  must_fail(&pair.client, HF_ERROR_RENEGOTIATION_INFO_WRONG);
}

static uint8_t claimed_minor;

static int fall_back(struct test_side *from, uint8_t *message, size_t *n, size_t room) {
  (void)n;
  (void)room;
  if (from->is_server || message[0] != TEST_CLIENT_HELLO)
    return 1;
  message[5] = claimed_minor;
  memcpy(message + test_hello_after_session(message) + 2, "\x56\x00", 2);
  return 1;
}

static void run_fall_back(uint8_t minor) {
  test_pair_set(&pair);
  claimed_minor = minor;
  pair.tamper = fall_back;
  test_pair_run(&pair);
}

/* RFC 7507: a fallback is refused; the signalling value at the best version is no fallback. */
Test(handshake_properties, p20_fallback_is_seen) {
  run_fall_back(2);
  must_fail(&pair.server, HF_ERROR_FALLBACK_REFUSED);
  cr_assert_eq(pair.client.c.peer_alert, HF_ALERT_INAPPROPRIATE_FALLBACK);
  run_fall_back(3);
  cr_assert_neq(hf_error_of(&pair.server.c), HF_ERROR_FALLBACK_REFUSED);
  run_fall_back(4);
  cr_assert_neq(hf_error_of(&pair.server.c), HF_ERROR_FALLBACK_REFUSED);
}
