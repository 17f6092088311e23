/* A client's key shares of TLS 1.3 (hf_config.key_shares, RFC 8446 4.2.8): one or two, of which the server takes one. */
#include "generated/machine.h"
#include "generated/registry.h"
#include "handshake/suite.h"
#include "support/draws.h"
#include "support/edit.h"
#include "support/inside.h"
#include "support/scenarios.h"
#include <criterion/criterion.h>
#include <string.h>

static struct test_pair pair;
static struct test_draws drawn;
static uint16_t ours[3], theirs[3];
static uint16_t shares[4]; /* groups of the last hello's shares */
static size_t shares_n, hellos;

static uint32_t number(const uint8_t *p, size_t n) {
  uint32_t value = 0;
  for (size_t i = 0; i < n; i++)
    value = value << 8 | p[i];
  return value;
}

/* Notes the groups of the shares in each ClientHello. */
static int look(struct test_side *from, uint8_t *m, size_t *n, size_t room) {
  (void)room;
  if (from->is_server || m[0] != TEST_CLIENT_HELLO)
    return 1;
  size_t at = 38;
  at += 1u + m[at];
  at += 2u + number(m + at, 2);
  at += 1u + m[at];
  at += 2u;
  shares_n = 0;
  hellos++;
  while (at < *n && number(m + at, 2) != 51)
    at += 4u + number(m + at + 2, 2);
  cr_assert_lt(at, *n, "there is a key_share");
  size_t end = at + 6u + number(m + at + 4, 2);
  for (at += 6u; at < end; at += 4u + number(m + at + 2, 2)) {
    shares[shares_n++] = (uint16_t)number(m + at, 2);
    cr_expect_eq(number(m + at + 2, 2), hf_share_size(number(m + at, 2)));
  }
  cr_expect_eq(at, end);
  return 1;
}

static void set(uint8_t wanted, uint16_t a, uint16_t b, uint16_t of_server) {
  test_pair_set(&pair);
  ours[0] = a;
  ours[1] = b;
  ours[2] = HF_GROUP_SECP384R1;
  theirs[0] = of_server;
  pair.client.config.versions = pair.server.config.versions = HF_VERSION_TLS13;
  pair.client.config.groups = ours;
  pair.client.config.groups_n = b == 0 ? 1 : 3;
  pair.server.config.groups = theirs;
  pair.server.config.groups_n = 1;
  pair.client.config.key_shares = wanted;
  test_draws_start(&drawn, 7);
  pair.client.config.random = test_draws_source(&drawn);
  pair.tamper = look;
  hellos = 0;
}

static void run(void) {
  test_pair_run(&pair);
  cr_assert(test_both_open(&pair), "%s; %s", test_describe(&pair.client), test_describe(&pair.server));
  cr_expect_eq(pair.client.c.parameters.group, theirs[0]);
  cr_expect_eq(pair.client.c.parameters.second_group, 0);
}

#define X25519 HF_GROUP_X25519
#define P256 HF_GROUP_SECP256R1
#define P384 HF_GROUP_SECP384R1

/* Each order of each two groups, and each of them taken; the third one costs another hello. */
Test(handshake_key_shares, the_server_takes_one) {
  static const uint16_t groups[] = {X25519, P256, P384};
  for (size_t a = 0; a < 3; a++) {
    for (size_t b = 0; b < 3; b++) {
      for (size_t of = 0; of < 3 && a != b; of++) {
        set(2, groups[a], groups[b], groups[of]);
        ours[2] = groups[3 - a - b];
        run();
        cr_expect_eq(hellos, of == a || of == b ? 1 : 2, "%zu %zu %zu", a, b, of);
        cr_expect_eq(pair.client.c.parameters.retried, of == a || of == b ? 0 : 1);
        if (hellos == 1) {
          cr_assert_eq(shares_n, 2);
          cr_expect_eq(shares[0], groups[a]);
          cr_expect_eq(shares[1], groups[b]);
        } else {
          cr_assert_eq(shares_n, 1);
          cr_expect_eq(shares[0], groups[of]);
        }
      }
    }
  }
}

Test(handshake_key_shares, one_unless_two_are_wished) {
  for (uint8_t wanted = 0; wanted <= 1; wanted++) {
    set(wanted, X25519, P256, P256);
    run();
    cr_expect_eq(hellos, 2);
    set(wanted, X25519, P256, X25519);
    run();
    cr_expect_eq(shares_n, 1);
  }
  set(2, P256, 0, P256); /* there is no second group */
  run();
  cr_expect_eq(shares_n, 1);
  set(2, P256, P256, P256); /* a group twice in the list is one */
  run();
  cr_assert_eq(shares_n, 2);
  cr_expect_eq(shares[1], P384);
}

/* RFC 8446 4.1.4: a request for a group of which there was a share changes nothing, and is refused. */
Test(handshake_key_shares, a_retry_for_a_share_that_was_sent) {
  for (int second = 0; second < 2; second++) {
    set(2, X25519, P256, P384);
    pair.client.config.key_shares = 2;
    test_pair_start(&pair);
    test_side_flush(&pair.client);
    cr_assert_eq(test_pair_run_to(&pair, &pair.client, HF_CLIENT_AWAIT_SERVER_HELLO), 1);
    uint8_t body[128] = {3,    3,    0xcf, 0x21, 0xad, 0x74, 0xe5, 0x9a, 0x61, 0x11, 0xbe, 0x1d,
                         0x8c, 0x02, 0x1e, 0x65, 0xb8, 0x91, 0xc2, 0xa2, 0x11, 0x16, 0x7a, 0xbb,
                         0x8c, 0x5e, 0x07, 0x9e, 0x09, 0xe2, 0xc8, 0xa8, 0x33, 0x9c, 32};
    const uint8_t rest[] = {0x13, 0x01, 0, 0, 12, 0, 43, 0, 2, 3, 4, 0, 51, 0, 2, 0, second ? 23 : 29};
    memcpy(body + 35, pair.client.c.session.session_id, 32);
    memcpy(body + 67, rest, sizeof rest);
    (void)test_inject_handshake(&pair.client, TEST_SERVER_HELLO, body, 67 + sizeof rest);
    cr_expect_eq(hf_error_of(&pair.client.c), HF_ERROR_RETRY_NEEDLESS, "%s", test_describe(&pair.client));
    cr_expect(test_is_wiped(&pair.client.c));
  }
}

/* Both private keys, in the order in which they were drawn: random, session ID, first, second. */
static int holds(const uint8_t *secret, size_t n) {
  const uint8_t *in = (const uint8_t *)&pair.client.c;
  for (size_t i = 0; i + n <= sizeof pair.client.c; i++)
    if (memcmp(in + i, secret, n) == 0)
      return 1;
  return 0;
}
Test(handshake_key_shares, no_private_key_stays) {
  for (int of = 0; of < 4; of++) {
    set(2, P384, P256, of == 0 ? P384 : P256);
    theirs[0] = of == 2 ? X25519 : theirs[0];
    ours[2] = X25519;
    if (of == 3) { /* a server of TLS 1.2 alone, which says an application protocol before all else */
      static const uint8_t protocol[] = "\2h2";
      pair.client.config.versions = 0;
      pair.server.config.versions = HF_VERSION_TLS12;
      pair.client.config.application_protocols = pair.server.config.application_protocols = protocol;
      pair.client.config.application_protocols_n = pair.server.config.application_protocols_n = 3;
    }
    test_pair_start(&pair);
    cr_assert_eq(test_pair_run_to(&pair, &pair.client, HF_CLIENT_AWAIT_SERVER_HELLO), 1);
    cr_expect(holds(test_draw(&drawn, 2), 48), "the first share's key is there while it may be needed");
    cr_expect(holds(test_draw(&drawn, 3), 32), "and the second one's");
    if (of == 3) {
      cr_assert_eq(test_pair_run_to(&pair, &pair.client, HF_CLIENT_AWAIT_CERTIFICATE), 1, "%s",
                   test_describe(&pair.client));
    } else {
      test_pair_pump(&pair);
      cr_assert(test_both_open(&pair), "%s; %s", test_describe(&pair.client), test_describe(&pair.server));
    }
    cr_expect_not(holds(test_draw(&drawn, 2), 48), "first, %d", of);
    cr_expect_not(holds(test_draw(&drawn, 3), 32), "second, %d", of);
  }
}

/* A resumption with two shares: its binder is over both. */
Test(handshake_key_shares, resumed) {
  struct hf_session session;
  set(2, X25519, P256, P256);
  run();
  cr_assert(hf_session_of(&pair.client.c, &session));
  test_pair_again(&pair, &session);
  test_pair_pump(&pair);
  cr_assert(test_both_open(&pair));
  cr_expect(hf_is_resumed(&pair.client.c));
  cr_expect_eq(shares_n, 2);
}

/* The second key is not drawn: no hello goes out. */
static int fails_at_fourth(void *context, uint8_t *out, size_t n) {
  int *left = context;
  return (*left)-- > 0 ? test_random_fill(&(struct test_random){3}, out, n) : -1;
}
Test(handshake_key_shares, a_draw_that_fails) {
  int left;
  for (int draws = 0; draws < 4; draws++) {
    left = draws;
    set(2, X25519, P256, P256);
    pair.client.config.random = (struct hf_random){fails_at_fourth, &left};
    test_pair_run(&pair);
    cr_expect_eq(hf_error_of(&pair.client.c), draws < 2 ? HF_ERROR_RANDOM_FAILED : HF_ERROR_PROVIDER_FAILED, "%d",
                 draws);
    cr_expect(test_is_wiped(&pair.client.c));
  }
}
