/* Raw public keys (RFC 7250): hellos and keys changed on their way, and what is refused of them. */
#include "generated/machine.h"
#include "generated/registry.h"
#include "support/edit.h"
#include "support/identities.h"
#include "support/inside.h"
#include "support/pair.h"
#include <criterion/criterion.h>
#include <string.h>

#include "raw_keys.inc"

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

Test(handshake_raw_keys_changed, an_answer_to_no_question) {
  test_pair_set(&pair);
  run_changed(TEST_SERVER_HELLO, HF_EXTENSION_SERVER_CERTIFICATE_TYPE, "\2", 1);
  expect_client(HF_ERROR_EXTENSION_UNSOLICITED, HF_ALERT_UNSUPPORTED_EXTENSION);
  test_pair_set(&pair);
  run_changed(TEST_SERVER_HELLO, HF_EXTENSION_CLIENT_CERTIFICATE_TYPE, "\2", 1);
  expect_client(HF_ERROR_EXTENSION_UNSOLICITED, HF_ALERT_UNSUPPORTED_EXTENSION);
}

Test(handshake_raw_keys_changed, an_answer_that_was_not_offered) {
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
    cr_expect_eq(test_alert(&pair.server), HF_ALERT_DECODE_ERROR);
  }
}

Test(handshake_raw_keys_changed, lists_that_are_malformed) {
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
Test(handshake_raw_keys_changed, lists_with_other_types) {
  set();
  run_changed(TEST_CLIENT_HELLO, HF_EXTENSION_SERVER_CERTIFICATE_TYPE, "\4\1\3\2\xff", 5);
  cr_expect_eq(test_server_type(&pair.server), 2);
  set();
  run_changed(TEST_CLIENT_HELLO, HF_EXTENSION_SERVER_CERTIFICATE_TYPE, "\2\1\3", 3);
  expect_server(HF_ERROR_NO_SHARED_CERTIFICATE_TYPE, HF_ALERT_UNSUPPORTED_CERTIFICATE);
}

/* The order of the client's list decides, where the server has both. */
Test(handshake_raw_keys_changed, the_client_prefers) {
  static const struct {
    const char *list;
    uint8_t type;
  } cases[] = {{"\2\0\2", 0}, {"\2\2\0", 2}, {"\3\1\0\2", 0}, {"\3\2\0\2", 2}};
  for (size_t i = 0; i < 4; i++) {
    set();
    pair.server.identities[0].certificates_n = test_identity("server-ec")->certificates_n;
    run_changed(TEST_CLIENT_HELLO, HF_EXTENSION_SERVER_CERTIFICATE_TYPE, cases[i].list, 1 + (size_t)cases[i].list[0]);
    cr_expect_eq(test_server_type(&pair.server), cases[i].type, "case %zu", i);
  }
}

/* A certificate where a raw public key was agreed on is no key, whatever is in it. */
Test(handshake_raw_keys_changed, a_certificate_in_its_place) {
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
Test(handshake_raw_keys_changed, a_key_in_the_place_of_a_certificate) {
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
  cr_expect_eq(test_alert(&pair.server), HF_ALERT_BAD_CERTIFICATE);
}

Test(handshake_raw_keys_changed, a_key_with_a_wrong_length) {
  set();
  run_changed(TEST_CERTIFICATE, 0, "\0\0\2x", 4);
  expect_client(HF_ERROR_MESSAGE_LENGTH, HF_ALERT_DECODE_ERROR);
  set();
  run_changed(TEST_CERTIFICATE, 0, "\0\0\1x", 4);
  expect_client(HF_ERROR_CERTIFICATE_KEY_MALFORMED, HF_ALERT_BAD_CERTIFICATE);
}

/* A key that does not fit the suite, or is on a group that was not offered. */
Test(handshake_raw_keys_changed, a_key_of_another_kind) {
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

Test(handshake_raw_keys_changed, a_key_larger_than_the_buffer) {
  set();
  pair.client.buffers.chain_size = 90; /* the key of P-256 has 91 bytes */
  test_pair_run(&pair);
  expect_client(HF_ERROR_CHAIN_BUFFER_TOO_SMALL, HF_ALERT_INTERNAL_ERROR);
  pair.client.buffers.chain_size = 91;
  test_pair_again(&pair, NULL);
  test_pair_pump(&pair);
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

Test(handshake_raw_keys_changed, each_flipped_byte_is_refused) {
  size_t n;
  (void)test_key_info("server-ec", &n);
  for (flip_at = 0; flip_at < n; flip_at++) {
    set();
    pair.tamper = flip;
    test_pair_run(&pair);
    cr_expect_eq(pair.tampered, 1);
    cr_expect_eq(test_state(&pair.client), HF_CLIENT_FAIL_REPORTED, "byte %zu: %s", flip_at,
                 test_describe(&pair.client));
  }
}
