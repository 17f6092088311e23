/* Curves and point formats in hellos (RFC 8422 5.1, 5.2). */
#include "generated/machine.h"
#include "generated/registry.h"
#include "support/attack.h"
#include "support/edit.h"
#include "support/inside.h"
#include <criterion/criterion.h>
#include <string.h>

/* What a hello is given: each extension as it is, or NULL for none. */
struct change {
  const char *formats;
  size_t formats_n;
  const char *groups;
  size_t groups_n;
};
static struct change wanted;
static uint8_t changed;

static void set(uint8_t *message, size_t *n, unsigned type, const char *data, size_t data_n) {
  if (data == NULL)
    (void)test_remove_extension(message, n, type);
  else
    test_set_extension(message, n, type, (const uint8_t *)data, data_n);
}

static int change(struct test_side *from, uint8_t *message, size_t *n, size_t room) {
  (void)room;
  if (message[0] != changed)
    return 1;
  set(message, n, HF_EXTENSION_EC_POINT_FORMATS, wanted.formats, wanted.formats_n);
  set(message, n, HF_EXTENSION_SUPPORTED_GROUPS, wanted.groups, wanted.groups_n);
  from->pair->tampered++;
  return 1;
}

static void run(uint8_t hello, const uint16_t *suite, struct change to) {
  attack_set(suite);
  wanted = to;
  changed = hello;
  attack_pair.tamper = change;
  test_pair_run(&attack_pair);
  cr_assert_eq(attack_pair.tampered, 1);
}

static void run_client(const uint16_t *suite, struct change to) {
  run(TEST_CLIENT_HELLO, suite, to);
}

static void run_server(const uint16_t *suite, struct change to) {
  run(TEST_SERVER_HELLO, suite, to);
}

/* The handshake goes on to its end, where the two have hashed different hellos. */
static void expect_taken(const uint16_t *suite) {
  cr_expect_eq(hf_error_of(&attack_pair.server.c), HF_ERROR_RECORD_MAC_WRONG, "%s; %s",
               test_describe(&attack_pair.client), test_describe(&attack_pair.server));
  cr_expect_eq(test_suite(&attack_pair.server), suite[0]);
}

Test(handshake_points, a_client_with_a_curve_knows_uncompressed_points) {
  static const struct change bad[] = {
      {"\1\1", 2, "\0\2\0\x17", 4},         /* ansiX962_compressed_prime */
      {"\2\1\2", 3, "\0\2\0\x18", 4},       /* and char2 */
      {"\1\xff", 2, "\0\4\0\x1d\0\x17", 6}, /* something unknown */
      {"\1\1", 2, "\0\2\0\x19", 4},         /* a curve of RFC 8422 that this engine does not have */
      {"\1\1", 2, "\0\2\0\x1d", 4},         {"\1\1", 2, "\0\2\0\x1e", 4},
  };
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    const uint16_t *suites[] = {attack_ecdhe, attack_rsa}; /* an RSA suite is no way out */
    for (size_t k = 0; k < 2; k++) {
      run_client(suites[k], bad[i]);
      attack_must_fail(&attack_pair.server, HF_ERROR_POINT_FORMATS_WRONG);
      cr_expect_eq(test_alert(&attack_pair.client), HF_ALERT_ILLEGAL_PARAMETER);
    }
  }
}

Test(handshake_points, what_a_client_may_say) {
  run_client(attack_ecdhe, (struct change){NULL, 0, "\0\2\0\x17", 4}); /* nothing means uncompressed */
  expect_taken(attack_ecdhe);
  run_client(attack_ecdhe, (struct change){"\2\1\0", 3, "\0\2\0\x17", 4}); /* it need not stand first */
  expect_taken(attack_ecdhe);
  run_client(attack_rsa, (struct change){"\1\1", 2, "\0\2\1\0", 4}); /* no curve but ffdhe2048: no points at all */
  expect_taken(attack_rsa);
  run_client(attack_rsa, (struct change){"\1\1", 2, NULL, 0});
  expect_taken(attack_rsa);
}

Test(handshake_points, an_empty_list_of_formats) {
  run_client(attack_ecdhe, (struct change){"\0", 1, "\0\2\0\x17", 4});
  attack_must_fail(&attack_pair.server, HF_ERROR_MESSAGE_RANGE);
  cr_expect_eq(test_alert(&attack_pair.client), HF_ALERT_DECODE_ERROR);
  run_server(attack_ecdhe, (struct change){"\0", 1, NULL, 0});
  attack_must_fail(&attack_pair.client, HF_ERROR_MESSAGE_RANGE);
  cr_expect_eq(test_alert(&attack_pair.server), HF_ALERT_DECODE_ERROR);
}

Test(handshake_points, a_server_lists_uncompressed_points) {
  run_server(attack_ecdhe, (struct change){"\2\1\2", 3, NULL, 0});
  attack_must_fail(&attack_pair.client, HF_ERROR_POINT_FORMATS_WRONG);
  cr_expect_eq(test_alert(&attack_pair.server), HF_ALERT_ILLEGAL_PARAMETER);
}

/* RFC 8446 4.2.7: some servers send it in TLS 1.2. Nothing follows from it. */
Test(handshake_points, a_server_may_send_supported_groups) {
  static const char *const lists[] = {"\0\2\0\x17", "\0\2\xfa\xfa", "\0\2\0\x1d"};
  for (size_t i = 0; i < 3; i++) {
    run_server(attack_ecdhe, (struct change){"\1\0", 2, lists[i], 4});
    expect_taken(attack_ecdhe);
    cr_expect_eq(test_group(&attack_pair.client), HF_GROUP_SECP256R1);
  }
}

Test(handshake_points, supported_groups_of_a_server_has_its_form) {
  static const struct {
    struct change change;
    enum hf_error error;
  } bad[] = {
      {{"\1\0", 2, "", 0}, HF_ERROR_MESSAGE_LENGTH},
      {{"\1\0", 2, "\0\0", 2}, HF_ERROR_MESSAGE_RANGE},
      {{"\1\0", 2, "\0\3\0\x17\0", 5}, HF_ERROR_MESSAGE_RANGE},
      {{"\1\0", 2, "\0\4\0\x17", 4}, HF_ERROR_MESSAGE_LENGTH},
      {{"\1\0", 2, "\0\2\0\x17\0", 5}, HF_ERROR_MESSAGE_TRAILING},
  };
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    run_server(attack_ecdhe, bad[i].change);
    attack_must_fail(&attack_pair.client, bad[i].error);
    cr_expect_eq(test_alert(&attack_pair.server), HF_ALERT_DECODE_ERROR);
  }
}

static int twice(struct test_side *from, uint8_t *message, size_t *n, size_t room) {
  (void)room;
  if (message[0] != TEST_SERVER_HELLO)
    return 1;
  test_set_extension(message, n, HF_EXTENSION_SUPPORTED_GROUPS, (const uint8_t *)"\0\2\0\x17", 4);
  test_set_extension(message, n, 0xfffe, (const uint8_t *)"\0\2\0\x17", 4);
  message[*n - 8] = 0;
  message[*n - 7] = HF_EXTENSION_SUPPORTED_GROUPS;
  from->pair->tampered++;
  return 1;
}

Test(handshake_points, supported_groups_of_a_server_twice) {
  attack_set(attack_ecdhe);
  attack_pair.tamper = twice;
  test_pair_run(&attack_pair);
  cr_assert_eq(attack_pair.tampered, 1);
  attack_must_fail(&attack_pair.client, HF_ERROR_EXTENSION_TWICE);
}

/* What the client did not send, a server may not answer: neither of the two. */
Test(handshake_points, a_client_without_curves_hears_of_none) {
  static const uint16_t none[1];
  for (int i = 0; i < 2; i++) {
    attack_set(attack_rsa);
    attack_pair.client.config.groups = none;
    attack_pair.client.config.groups_n = 0;
    wanted = i == 0 ? (struct change){NULL, 0, "\0\2\0\x17", 4} : (struct change){"\1\0", 2, NULL, 0};
    changed = TEST_SERVER_HELLO;
    attack_pair.tamper = change;
    test_pair_run(&attack_pair);
    attack_must_fail(&attack_pair.client, HF_ERROR_EXTENSION_UNSOLICITED);
    cr_expect_eq(test_alert(&attack_pair.server), HF_ALERT_UNSUPPORTED_EXTENSION);
  }
}
