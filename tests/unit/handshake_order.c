/* What must always hold (spec/properties.ltl), shown by what breaks it: attacks on the order of messages that worked
   elsewhere. Each test is named after its property. P1 is in handshake_rows.c, P8 and up in handshake_properties.c. */
#include "generated/machine.h"
#include "generated/registry.h"
#include "support/attack.h"
#include "support/edit.h"
#include "support/events.h"
#include <criterion/criterion.h>

/* CVE-2014-0224: ChangeCipherSpec before there are keys. */
Test(handshake_order, p02_early_change_cipher_spec) {
  static const uint8_t client_states[] = {HF_CLIENT_AWAIT_SERVER_HELLO, HF_CLIENT_AWAIT_CERTIFICATE,
                                          HF_CLIENT_AWAIT_SERVER_KEY_EXCHANGE, HF_CLIENT_AWAIT_SERVER_HELLO_DONE};
  static const uint8_t server_states[] = {HF_SERVER_AWAIT_CLIENT_HELLO, HF_SERVER_AWAIT_CLIENT_KEY_EXCHANGE_ECDHE};
  for (size_t i = 0; i < sizeof client_states; i++) {
    attack_set(attack_ecdhe);
    attack_run_to(&attack_pair.client, client_states[i]);
    test_happen(&attack_pair.client, HF_EVENT_RECV_CHANGE_CIPHER_SPEC, 0);
    attack_must_fail(&attack_pair.client, HF_ERROR_UNEXPECTED_MESSAGE);
  }
  for (size_t i = 0; i < sizeof server_states; i++) {
    attack_set(attack_ecdhe);
    attack_run_to(&attack_pair.server, server_states[i]);
    test_happen(&attack_pair.server, HF_EVENT_RECV_CHANGE_CIPHER_SPEC, 0);
    attack_must_fail(&attack_pair.server, HF_ERROR_UNEXPECTED_MESSAGE);
  }
}

Test(handshake_order, p02_second_change_cipher_spec) {
  attack_set(attack_ecdhe);
  attack_run_to(&attack_pair.server, HF_SERVER_AWAIT_FINISHED);
  test_happen(&attack_pair.server, HF_EVENT_RECV_CHANGE_CIPHER_SPEC, 0);
  attack_must_fail(&attack_pair.server, HF_ERROR_UNEXPECTED_MESSAGE);
  attack_set(attack_ecdhe);
  test_pair_run(&attack_pair);
  cr_assert(test_both_open(&attack_pair));
  test_happen(&attack_pair.client, HF_EVENT_RECV_CHANGE_CIPHER_SPEC, 0);
  attack_must_fail(&attack_pair.client, HF_ERROR_UNEXPECTED_MESSAGE);
}

Test(handshake_order, p02_change_cipher_spec_of_another_value) {
  static const uint8_t wrong[] = {2};
  static const uint8_t twice[] = {1, 1};
  attack_set(attack_ecdhe);
  attack_run_to(&attack_pair.server, HF_SERVER_AWAIT_CHANGE_CIPHER_SPEC);
  (void)test_inject(&attack_pair.server, HF_CONTENT_CHANGE_CIPHER_SPEC, wrong, 1);
  attack_must_fail(&attack_pair.server, HF_ERROR_MESSAGE_VALUE);
  attack_set(attack_ecdhe);
  attack_run_to(&attack_pair.server, HF_SERVER_AWAIT_CHANGE_CIPHER_SPEC);
  (void)test_inject(&attack_pair.server, HF_CONTENT_CHANGE_CIPHER_SPEC, twice, 2);
  cr_assert_eq(hf_status(&attack_pair.server.c), HF_STATUS_FAILED, "%s", test_describe(&attack_pair.server));
}

/* The keys change between two messages, never inside one: or its second half would count as protected. */
Test(handshake_order, p02_keys_change_inside_a_message) {
  static const uint8_t half_finished[] = {TEST_FINISHED, 0, 0, 12, 0, 0};
  static const uint8_t half_request[] = {0, 0, 0};
  attack_set(attack_ecdhe);
  attack_run_to(&attack_pair.client, HF_CLIENT_AWAIT_CHANGE_CIPHER_SPEC);
  (void)test_inject(&attack_pair.client, HF_CONTENT_HANDSHAKE, half_request, 3);
  test_happen(&attack_pair.client, HF_EVENT_RECV_CHANGE_CIPHER_SPEC, 0);
  attack_must_fail(&attack_pair.client, HF_ERROR_KEY_CHANGE_INSIDE_MESSAGE);
  attack_set(attack_ecdhe);
  attack_run_to(&attack_pair.server, HF_SERVER_AWAIT_CHANGE_CIPHER_SPEC);
  (void)test_inject(&attack_pair.server, HF_CONTENT_HANDSHAKE, half_finished, sizeof half_finished);
  attack_must_fail(&attack_pair.server, HF_ERROR_UNEXPECTED_MESSAGE);
}

/* SKIP-TLS: the server sends Finished although it proved nothing. */
Test(handshake_order, p03_finished_before_authentication) {
  static const uint32_t states[] = {HF_CLIENT_AWAIT_CERTIFICATE, HF_CLIENT_AWAIT_SERVER_KEY_EXCHANGE,
                                    HF_CLIENT_AWAIT_SERVER_HELLO_DONE};
  for (size_t i = 0; i < sizeof states / sizeof states[0]; i++) {
    attack_set(attack_ecdhe);
    attack_run_to(&attack_pair.client, states[i]);
    test_happen(&attack_pair.client, HF_EVENT_RECV_FINISHED, 0);
    attack_must_fail(&attack_pair.client, HF_ERROR_UNEXPECTED_MESSAGE);
  }
}

Test(handshake_order, p03_certificate_skipped) {
  attack_set(attack_ecdhe);
  attack_run_without(1, TEST_CERTIFICATE);
  attack_must_fail(&attack_pair.client, HF_ERROR_UNEXPECTED_MESSAGE);
}

Test(handshake_order, p03_wrong_name) {
  attack_set(attack_ecdhe);
  attack_pair.name = "another.example";
  test_pair_run(&attack_pair);
  attack_must_fail(&attack_pair.client, HF_ERROR_CERTIFICATE_NAME_WRONG);
}

Test(handshake_order, p03_each_bad_certificate_is_refused) {
  static const char *const names[] = {"expired", "future", "wrong-name", "untrusted",
                                      "not-ca",  "sha1",   "purpose"}; /* a wrong usage: handshake_leaf */
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    test_pair_set(&attack_pair);
    test_side_identities(&attack_pair.server, names[i], (char *)NULL);
    test_pair_run(&attack_pair);
    cr_assert_eq(hf_status(&attack_pair.client.c), HF_STATUS_FAILED, "%s: %s", names[i],
                 test_describe(&attack_pair.client));
    cr_assert_eq(hf_status(&attack_pair.server.c), HF_STATUS_FAILED, "%s: %s", names[i],
                 test_describe(&attack_pair.server));
    cr_assert_eq(hf_error_of(&attack_pair.server.c), HF_ERROR_PEER_ALERT, "%s: %s", names[i],
                 test_describe(&attack_pair.server));
  }
}

/* A client that gives a certificate and never proves that it is its own. */
Test(handshake_order, p04_certificate_verify_skipped) {
  attack_set_mutual(attack_ecdhe);
  attack_run_without(0, TEST_CERTIFICATE_VERIFY);
  attack_must_fail(&attack_pair.server, HF_ERROR_UNEXPECTED_MESSAGE);
}

Test(handshake_order, p04_certificate_skipped) {
  attack_set_mutual(attack_ecdhe);
  attack_run_without(0, TEST_CERTIFICATE);
  attack_must_fail(&attack_pair.server, HF_ERROR_UNEXPECTED_MESSAGE);
}

Test(handshake_order, p04_server_certificate_used_by_a_client) {
  attack_set_mutual(attack_ecdhe);
  test_side_identities(&attack_pair.client, "server-rsa", (char *)NULL);
  test_pair_run(&attack_pair);
  cr_assert_eq(hf_status(&attack_pair.server.c), HF_STATUS_FAILED, "%s", test_describe(&attack_pair.server));
}

Test(handshake_order, p05_certificate_verify_before_key_exchange) {
  attack_set_mutual(attack_ecdhe);
  attack_run_to(&attack_pair.server, HF_SERVER_CERTIFIED_AWAIT_CLIENT_KEY_EXCHANGE_ECDHE);
  test_happen(&attack_pair.server, HF_EVENT_RECV_CERTIFICATE_VERIFY, 0);
  attack_must_fail(&attack_pair.server, HF_ERROR_UNEXPECTED_MESSAGE);
}

Test(handshake_order, p06_application_data_before_finished) {
  attack_set(attack_ecdhe);
  attack_run_to(&attack_pair.server, HF_SERVER_AWAIT_FINISHED);
  test_happen(&attack_pair.server, HF_EVENT_RECV_APPLICATION_DATA, 0);
  attack_must_fail(&attack_pair.server, HF_ERROR_UNEXPECTED_MESSAGE);
  attack_set(attack_ecdhe);
  attack_run_to(&attack_pair.client, HF_CLIENT_AWAIT_FINISHED);
  test_happen(&attack_pair.client, HF_EVENT_RECV_APPLICATION_DATA, 0);
  attack_must_fail(&attack_pair.client, HF_ERROR_UNEXPECTED_MESSAGE);
}

Test(handshake_order, p06_nothing_is_written_before_finished) {
  attack_set(attack_ecdhe);
  test_pair_start(&attack_pair);
  cr_assert_eq(hf_write(&attack_pair.client.c, (const uint8_t *)"early", 5), 0);
  cr_assert(test_pair_run_to(&attack_pair, &attack_pair.client, HF_CLIENT_AWAIT_FINISHED));
  cr_assert_eq(hf_write(&attack_pair.client.c, (const uint8_t *)"early", 5), 0);
  test_pair_pump(&attack_pair);
  cr_assert(test_both_open(&attack_pair));
}

/* FREAK: a key in ServerKeyExchange although the suite has none; and the other way round, none where there must be one. */
Test(handshake_order, p07_server_key_exchange_for_rsa) {
  attack_set(attack_rsa);
  attack_run_to(&attack_pair.client, HF_CLIENT_AWAIT_SERVER_HELLO_DONE);
  test_happen(&attack_pair.client, HF_EVENT_RECV_SERVER_KEY_EXCHANGE, 0);
  attack_must_fail(&attack_pair.client, HF_ERROR_UNEXPECTED_MESSAGE);
}

Test(handshake_order, p07_server_key_exchange_skipped) {
  attack_set(attack_ecdhe);
  attack_run_without(1, TEST_SERVER_KEY_EXCHANGE);
  attack_must_fail(&attack_pair.client, HF_ERROR_UNEXPECTED_MESSAGE);
}
