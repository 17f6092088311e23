/* What is of its form, as far as a parser can see, but cannot be meant. */
#include "generated/machine.h"
#include "generated/registry.h"
#include "support/attack.h"
#include "support/edit.h"
#include "support/inside.h"
#include <criterion/criterion.h>
#include <string.h>

static const struct bad_extension {
  unsigned type;
  const char *data;
  size_t n;
} * added;

static int add(struct test_side *from, uint8_t *message, size_t *n, size_t room) {
  (void)room;
  if (from->is_server || message[0] != TEST_CLIENT_HELLO)
    return 1;
  test_set_extension(message, n, added->type, (const uint8_t *)added->data, added->n);
  from->pair->tampered++;
  return 1;
}

/* A name that ends before it ends, two names of one type (RFC 6066 3). */
Test(handshake_malformed, extensions_of_a_client) {
  static const struct bad_extension bad[] = {
      {HF_EXTENSION_SERVER_NAME, "\0\x06\0\0\x03\x61\0\x62", 8},
      {HF_EXTENSION_SERVER_NAME, "\0\x08\0\0\x01\x61\0\0\x01\x62", 10},
  };
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    attack_set(attack_ecdhe);
    added = &bad[i];
    attack_pair.tamper = add;
    test_pair_run(&attack_pair);
    cr_assert_eq(attack_pair.tampered, 1);
    attack_must_fail(&attack_pair.server, HF_ERROR_EXTENSION_MALFORMED);
  }
}

/* RFC 8422 5.11: a point must lie on the curve that was agreed on, and be of its size. */
Test(handshake_malformed, points) {
  static uint8_t message[4 + 1 + 65] = {TEST_CLIENT_KEY_EXCHANGE, 0, 0, 66, 65, 4, [69] = 1};
  static const uint8_t shorter[] = {TEST_CLIENT_KEY_EXCHANGE, 0, 0, 4, 3, 4, 1, 1};
  attack_set(attack_ecdhe);
  attack_run_to(&attack_pair.server, HF_SERVER_AWAIT_CLIENT_KEY_EXCHANGE_ECDHE);
  (void)test_inject(&attack_pair.server, HF_CONTENT_HANDSHAKE, message, sizeof message);
  attack_must_fail(&attack_pair.server, HF_ERROR_POINT_INVALID);
  attack_set(attack_ecdhe);
  attack_run_to(&attack_pair.server, HF_SERVER_AWAIT_CLIENT_KEY_EXCHANGE_ECDHE);
  (void)test_inject(&attack_pair.server, HF_CONTENT_HANDSHAKE, shorter, sizeof shorter);
  attack_must_fail(&attack_pair.server, HF_ERROR_POINT_INVALID);
}

/* RFC 8422 5.11: shares of each group that no honest peer sends, at both sides. Points off the curve, and of X25519 those that make a
   secret of zeroes. */
static const struct bad_share {
  uint16_t group;
  uint8_t first;
  uint8_t last;
} bad_shares[] = {{HF_GROUP_X25519, 0, 0},    {HF_GROUP_X25519, 1, 0},      {HF_GROUP_SECP256R1, 4, 1},
                  {HF_GROUP_SECP384R1, 4, 1}, {HF_GROUP_SECP521R1, 4, 1},   {HF_GROUP_SECP256R1, 2, 1},
                  {HF_GROUP_SECP256R1, 0, 0}, {HF_GROUP_SECP384R1, 3, 0xff}};

static size_t put_share(const struct bad_share *bad, uint8_t *share) {
  static const size_t sizes[] = {65, 97, 133};
  size_t n = bad->group == HF_GROUP_X25519 ? 32 : sizes[bad->group - HF_GROUP_SECP256R1];
  memset(share, 0, n);
  share[0] = bad->first;
  share[n - 1] |= bad->last;
  return n;
}

/* Both have the group, and the client the curve of the certificate too. */
static void set_group(const uint16_t *suite, const struct bad_share *bad) {
  static uint16_t groups[2];
  attack_set(suite);
  groups[0] = bad->group;
  groups[1] = HF_GROUP_SECP256R1;
  attack_pair.server.config.groups = groups;
  attack_pair.server.config.groups_n = 1;
  attack_pair.client.config.groups = groups;
  attack_pair.client.config.groups_n = 2;
}

Test(handshake_malformed, shares_of_a_client) {
  for (size_t i = 0; i < sizeof bad_shares / sizeof *bad_shares; i++) {
    uint8_t body[1 + 133];
    set_group(attack_ecdhe, &bad_shares[i]);
    attack_run_to(&attack_pair.server, HF_SERVER_AWAIT_CLIENT_KEY_EXCHANGE_ECDHE);
    cr_assert_eq(test_group(&attack_pair.server), bad_shares[i].group);
    body[0] = (uint8_t)put_share(&bad_shares[i], body + 1);
    (void)test_inject_handshake(&attack_pair.server, TEST_CLIENT_KEY_EXCHANGE, body, 1u + body[0]);
    attack_must_fail(&attack_pair.server, HF_ERROR_POINT_INVALID);
    test_pair_pump(&attack_pair);
    cr_expect_eq(test_alert(&attack_pair.client), HF_ALERT_ILLEGAL_PARAMETER);
  }
}

/* A server that means it: the share is another before it signs. */
static struct hf_private_key slow;
static int waits;
static enum hf_key_answer later(void *context, const uint8_t *digest, size_t n, uint8_t *r, uint8_t *s) {
  return waits ? HF_KEY_PENDING : slow.ecdsa_sign(context, digest, n, r, s);
}

Test(handshake_malformed, shares_of_a_server) {
  for (size_t i = 0; i < sizeof bad_shares / sizeof *bad_shares; i++) {
    static const uint16_t ecdsa[] = {HF_TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256};
    set_group(ecdsa, &bad_shares[i]);
    test_side_identities(&attack_pair.server, "server-ec", (char *)NULL);
    slow = attack_pair.server.identities[0].private_key;
    waits = 1;
    attack_pair.server.identities[0].private_key.ecdsa_sign = later;
    test_pair_run(&attack_pair);
    cr_assert_eq(hf_status(&attack_pair.server.c), HF_STATUS_PENDING, "%s", test_describe(&attack_pair.server));
    (void)put_share(&bad_shares[i], attack_pair.server.c.exchange.share);
    waits = 0;
    hf_resume(&attack_pair.server.c);
    test_pair_pump(&attack_pair);
    attack_must_fail(&attack_pair.client, HF_ERROR_POINT_INVALID);
    cr_expect_eq(test_alert(&attack_pair.server), HF_ALERT_ILLEGAL_PARAMETER);
  }
}
