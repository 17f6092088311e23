/* What must always hold (spec/properties.ltl), shown by what breaks it: attacks on what messages hold. Each test is named
   after its property. P1 is in handshake_rows.c, P2 to P7 in handshake_order.c, P9 in handshake_session.c, P13 in
   record_*.c, P18 in handshake_close.c. */
#include "generated/machine.h"
#include "generated/registry.h"
#include "support/attack.h"
#include "support/edit.h"
#include "support/events.h"
#include "support/inside.h"
#include <criterion/criterion.h>
#include <string.h>

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
  attack_set(attack_ecdhe);
  attack_pair.client.config.signature_schemes = pss;
  attack_pair.client.config.signature_schemes_n = 1;
  memcpy(signed_with, "\x04\x01", 2);
  attack_pair.tamper = resign;
  test_pair_run(&attack_pair);
  attack_must_fail(&attack_pair.client, HF_ERROR_SIGNATURE_SCHEME_NOT_OFFERED);
}

/* Offered, but for another kind of key. */
Test(handshake_properties, p08_scheme_does_not_fit_the_key) {
  attack_set(attack_ecdhe);
  memcpy(signed_with, "\x04\x03", 2);
  attack_pair.tamper = resign;
  test_pair_run(&attack_pair);
  attack_must_fail(&attack_pair.client, HF_ERROR_SIGNATURE_SCHEME_NOT_OFFERED);
}

Test(handshake_properties, p10_no_keys_of_a_zero_secret) {
  static const uint8_t zero[48];
  attack_set(attack_rsa);
  test_pair_run(&attack_pair);
  cr_assert(attack_pair.client.key_logged && memcmp(attack_pair.client.master_secret, zero, 48) != 0);
  attack_set(attack_rsa);
  attack_run_to(&attack_pair.server, HF_SERVER_AWAIT_CLIENT_KEY_EXCHANGE_RSA);
  cr_assert_not(attack_pair.server.key_logged);
  test_happen(&attack_pair.server, HF_EVENT_RECV_CHANGE_CIPHER_SPEC, 0);
  attack_must_fail(&attack_pair.server, HF_ERROR_UNEXPECTED_MESSAGE);
  cr_assert_not(attack_pair.server.key_logged);
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
  const uint16_t *suites[] = {attack_rsa, attack_rsa_cbc};
  for (int s = 0; s < 2; s++) {
    for (spoilt_byte = 1; spoilt_byte < 256; spoilt_byte += 50) {
      attack_set(suites[s]);
      attack_pair.tamper = spoil_key_exchange;
      test_pair_start(&attack_pair);
      cr_assert(test_pair_run_to(&attack_pair, &attack_pair.server, HF_SERVER_AWAIT_FINISHED), "%s",
                test_describe(&attack_pair.server));
      test_pair_pump(&attack_pair);
      attack_must_fail(&attack_pair.server, HF_ERROR_RECORD_MAC_WRONG);
      cr_assert_eq(test_alert(&attack_pair.client), HF_ALERT_BAD_RECORD_MAC);
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
  attack_set(attack_rsa);
  attack_pair.tamper = no_certificate;
  test_pair_run(&attack_pair);
  attack_must_fail(&attack_pair.client, HF_ERROR_SERVER_CERTIFICATE_MISSING);
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
  attack_pair.tamper = add_extension;
  test_pair_run(&attack_pair);
  cr_assert_eq(attack_pair.tampered, 1);
}

Test(handshake_properties, p15_unsolicited_extension) {
  attack_set(attack_ecdhe);
  run_with_extension(1, HF_EXTENSION_APPLICATION_LAYER_PROTOCOL_NEGOTIATION, "\0\x03\x02h2", 5, 0);
  attack_must_fail(&attack_pair.client, HF_ERROR_EXTENSION_UNSOLICITED);
  attack_set(attack_ecdhe);
  run_with_extension(1, 0x1234, "", 0, 0);
  attack_must_fail(&attack_pair.client, HF_ERROR_EXTENSION_UNSOLICITED);
  cr_assert_eq(test_alert(&attack_pair.server), HF_ALERT_UNSUPPORTED_EXTENSION);
}

Test(handshake_properties, p15_extension_twice) {
  attack_set(attack_ecdhe);
  run_with_extension(1, HF_EXTENSION_EXTENDED_MASTER_SECRET, "", 0, 1);
  attack_must_fail(&attack_pair.client, HF_ERROR_EXTENSION_TWICE);
  attack_set(attack_ecdhe);
  run_with_extension(0, HF_EXTENSION_EXTENDED_MASTER_SECRET, "", 0, 1);
  attack_must_fail(&attack_pair.server, HF_ERROR_EXTENSION_TWICE);
  attack_set(attack_ecdhe);
  run_with_extension(0, HF_EXTENSION_SERVER_NAME, "\0\x04\0\0\x01x", 6, 1);
  attack_must_fail(&attack_pair.server, HF_ERROR_EXTENSION_TWICE);
}

Test(handshake_properties, p15_unknown_extensions_of_a_client_are_skipped) {
  attack_set(attack_ecdhe);
  run_with_extension(0, 0x1a1a, "whatever", 8, 0);
  cr_assert_neq(hf_error_of(&attack_pair.server.c), HF_ERROR_EXTENSION_UNSOLICITED);
  cr_assert_neq(test_state(&attack_pair.server), HF_SERVER_AWAIT_CLIENT_HELLO);
}

Test(handshake_properties, p17_record_too_long) {
  static const uint8_t header[] = {HF_CONTENT_HANDSHAKE, 3, 3, 0x48, 0x01};
  attack_set(attack_ecdhe);
  test_pair_start(&attack_pair);
  (void)hf_receive(&attack_pair.server.c, header, sizeof header);
  attack_must_fail(&attack_pair.server, HF_ERROR_RECORD_TOO_LONG);
}

Test(handshake_properties, p17_plaintext_too_long) {
  static uint8_t record[5 + HF_PLAINTEXT_MAX + 1] = {HF_CONTENT_HANDSHAKE, 3, 1, 0x40, 0x01, TEST_CLIENT_HELLO};
  attack_set(attack_ecdhe);
  test_pair_start(&attack_pair);
  (void)hf_receive(&attack_pair.server.c, record, sizeof record);
  attack_must_fail(&attack_pair.server, HF_ERROR_RECORD_TOO_LONG);
}

Test(handshake_properties, p17_message_too_long) {
  static const uint8_t hello[] = {TEST_CLIENT_HELLO, 0xff, 0xff, 0xff};
  attack_set(attack_ecdhe);
  test_pair_start(&attack_pair);
  (void)test_inject(&attack_pair.server, HF_CONTENT_HANDSHAKE, hello, sizeof hello);
  attack_must_fail(&attack_pair.server, HF_ERROR_MESSAGE_TOO_LONG);
}

Test(handshake_properties, p17_unknown_record_type_and_version) {
  static const uint8_t type[] = {24, 3, 3, 0, 1, 1};
  static const uint8_t version[] = {HF_CONTENT_HANDSHAKE, 2, 0, 0, 1, 1};
  attack_set(attack_ecdhe);
  test_pair_start(&attack_pair);
  (void)hf_receive(&attack_pair.server.c, type, sizeof type);
  attack_must_fail(&attack_pair.server, HF_ERROR_RECORD_TYPE_UNKNOWN);
  attack_set(attack_ecdhe);
  attack_run_to(&attack_pair.server, HF_SERVER_AWAIT_CHANGE_CIPHER_SPEC);
  (void)hf_receive(&attack_pair.server.c, type, sizeof type);
  attack_must_fail(&attack_pair.server, HF_ERROR_RECORD_TYPE_UNKNOWN);
  test_pair_start(&attack_pair);
  (void)hf_receive(&attack_pair.server.c, version, sizeof version);
  attack_must_fail(&attack_pair.server, HF_ERROR_RECORD_VERSION_WRONG);
}

Test(handshake_properties, p17_another_record_inside_a_message) {
  static const uint8_t half[] = {TEST_CERTIFICATE, 0, 1, 0, 0};
  attack_set(attack_ecdhe);
  attack_run_to(&attack_pair.client, HF_CLIENT_AWAIT_CERTIFICATE);
  (void)test_inject(&attack_pair.client, HF_CONTENT_HANDSHAKE, half, sizeof half);
  (void)test_inject(&attack_pair.client, HF_CONTENT_APPLICATION_DATA, half, 1);
  attack_must_fail(&attack_pair.client, HF_ERROR_RECORD_INTERLEAVED);
}

/* The three ways of RFC 5746 to say that this is no renegotiation; a server that says nothing at all is old, and refused or
   taken as the engine's policy has it, but never renegotiates. */
Test(handshake_properties, p19_renegotiation_info_must_be_empty) {
  attack_set(attack_ecdhe);
  run_with_extension(0, HF_EXTENSION_RENEGOTIATION_INFO,
                     "\x0c"
                     "abcdefghijkl",
                     13, 0);
  attack_must_fail(&attack_pair.server, HF_ERROR_RENEGOTIATION_INFO_WRONG);
  attack_set(attack_ecdhe);
  run_with_extension(1, HF_EXTENSION_RENEGOTIATION_INFO,
                     "\x0c"
                     "abcdefghijkl",
                     13, 0);
  attack_must_fail(&attack_pair.client, HF_ERROR_RENEGOTIATION_INFO_WRONG);
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
  test_pair_set(&attack_pair);
  claimed_minor = minor;
  attack_pair.tamper = fall_back;
  test_pair_run(&attack_pair);
}

/* RFC 7507: a fallback is refused; the signalling value at the best version is no fallback. */
Test(handshake_properties, p20_fallback_is_seen) {
  run_fall_back(2);
  attack_must_fail(&attack_pair.server, HF_ERROR_FALLBACK_REFUSED);
  cr_assert_eq(test_alert(&attack_pair.client), HF_ALERT_INAPPROPRIATE_FALLBACK);
  run_fall_back(3);
  cr_assert_neq(hf_error_of(&attack_pair.server.c), HF_ERROR_FALLBACK_REFUSED);
  run_fall_back(4);
  cr_assert_neq(hf_error_of(&attack_pair.server.c), HF_ERROR_FALLBACK_REFUSED);
}
