/* What is of its form, as far as a parser can see, but cannot be meant. */
#include "generated/machine.h"
#include "generated/registry.h"
#include "support/attack.h"
#include "support/edit.h"
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
