/* ClientHellos as long as they can be, with as many extensions as there is room for (RFC 5246 7.4.1.2, 7.4.1.4). */
#include "generated/machine.h"
#include "generated/registry.h"
#include "support/attack.h"
#include "support/edit.h"
#include "support/inside.h"
#include <criterion/criterion.h>
#include <string.h>

#define LONGEST (2 + 32 + 33 + 2 + 65534 + 1 + 255 + 2 + 65535)
#define MOST 16383u /* extensions of four bytes in 65,535 */

static uint8_t hello[4 + LONGEST + 1];
static size_t hello_n;
static uint16_t types[MOST];

static void put16(size_t value) {
  hello[hello_n++] = (uint8_t)(value >> 8);
  hello[hello_n++] = (uint8_t)value;
}

/* All before the extensions: suites_n suites, the last of which the server has, and methods_n compression methods. */
static void begin(size_t suites_n, size_t methods_n) {
  memset(hello, 0x5a, sizeof hello);
  hello_n = 4;
  put16(0x0303);
  hello_n += 32;
  hello[hello_n++] = 32;
  hello_n += 32;
  put16(2 * suites_n);
  hello_n += 2 * (suites_n - 1);
  put16(HF_TLS_RSA_WITH_AES_128_GCM_SHA256);
  hello[hello_n++] = (uint8_t)methods_n;
  hello_n += methods_n - 1;
  hello[hello_n++] = 0;
}

/* The first n of types[]; the last extension has `more` bytes, the others none. */
static void extensions(size_t n, size_t more) {
  put16(4 * n + more);
  for (size_t i = 0; i < n; i++) {
    put16(types[i]);
    put16(i + 1 == n ? more : 0);
  }
  hello_n += more;
  hello[0] = TEST_CLIENT_HELLO;
  hello[1] = (uint8_t)((hello_n - 4) >> 16);
  hello[2] = (uint8_t)((hello_n - 4) >> 8);
  hello[3] = (uint8_t)(hello_n - 4);
}

static void give(size_t fragment) {
  for (size_t at = 0; at < hello_n; at += fragment)
    (void)test_inject(&attack_pair.server, HF_CONTENT_HANDSHAKE, hello + at,
                      hello_n - at < fragment ? hello_n - at : fragment);
}

static void start(void) {
  attack_set(attack_rsa);
  test_pair_start(&attack_pair);
}

static void expect_taken(void) {
  cr_expect_eq(test_state(&attack_pair.server), HF_SERVER_AWAIT_CLIENT_KEY_EXCHANGE_RSA, "%s",
               test_describe(&attack_pair.server));
}

static void unknown_types(void) {
  for (size_t i = 0; i < MOST; i++)
    types[i] = (uint16_t)(0x1000 + 3 * i);
}

Test(handshake_long_hello, the_longest_is_taken) {
  static const size_t fragments[] = {HF_PLAINTEXT_MAX, 1000};
  for (size_t i = 0; i < 2; i++) {
    start();
    unknown_types();
    begin(32767, 255);
    extensions(MOST, 3);
    cr_assert_eq(hello_n, 4 + LONGEST);
    give(fragments[i]);
    expect_taken();
  }
}

Test(handshake_long_hello, one_byte_more_is_not) {
  static const uint8_t header[] = {TEST_CLIENT_HELLO, (LONGEST + 1) >> 16, ((LONGEST + 1) >> 8) % 256,
                                   (LONGEST + 1) % 256};
  start();
  (void)test_inject(&attack_pair.server, HF_CONTENT_HANDSHAKE, header, sizeof header);
  attack_must_fail(&attack_pair.server, HF_ERROR_MESSAGE_TOO_LONG);
}

/* Two of one type, at any two places among n. */
Test(handshake_long_hello, twice_is_seen_wherever_it_is) {
  static const struct {
    size_t n, first, second;
  } places[] = {{2, 0, 1},       {64, 0, 63},    {65, 0, 64},      {65, 63, 64},         {66, 64, 65},
                {1000, 10, 999}, {1000, 70, 71}, {MOST, 0, 16382}, {MOST, 16381, 16382}, {MOST, 100, 9000}};
  for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
    start();
    unknown_types();
    types[places[i].second] = types[places[i].first];
    begin(1, 1);
    extensions(places[i].n, 0);
    give(HF_PLAINTEXT_MAX);
    cr_expect_eq(hf_error_of(&attack_pair.server.c), HF_ERROR_EXTENSION_TWICE, "%zu: %zu, %zu: %s", places[i].n,
                 places[i].first, places[i].second, test_describe(&attack_pair.server));
  }
}

/* Types that lie side by side share a byte of the set; each bit is its own. */
Test(handshake_long_hello, neighbours_are_not_the_same) {
  start();
  for (size_t i = 0; i < MOST; i++)
    types[i] = (uint16_t)(0x4000 + i);
  begin(1, 1);
  extensions(MOST, 0);
  give(HF_PLAINTEXT_MAX);
  expect_taken();
}

Test(handshake_long_hello, a_known_one_twice_among_thousands) {
  start();
  unknown_types();
  types[5] = types[16000] = HF_EXTENSION_EXTENDED_MASTER_SECRET;
  begin(1, 1);
  extensions(MOST, 0);
  give(HF_PLAINTEXT_MAX);
  attack_must_fail(&attack_pair.server, HF_ERROR_EXTENSION_TWICE);
}

/* Without room for the set: a limit, and an alert that does not blame the peer. */
Test(handshake_long_hello, a_small_buffer_takes_64) {
  static const struct {
    size_t n, size;
    int taken;
  } tries[] = {{64, 0, 1}, {65, 0, 0}, {64, 8191, 1}, {65, 8191, 0}, {65, 8192, 1}, {MOST, 8192, 1}};
  for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
    attack_set(attack_rsa);
    attack_pair.server.buffers.chain = tries[i].size ? attack_pair.server.chain : NULL;
    attack_pair.server.buffers.chain_size = tries[i].size;
    test_pair_start(&attack_pair);
    unknown_types();
    begin(1, 1);
    extensions(tries[i].n, 0);
    give(HF_PLAINTEXT_MAX);
    if (tries[i].taken) {
      expect_taken();
      continue;
    }
    attack_must_fail(&attack_pair.server, HF_ERROR_BUFFER_TOO_SMALL);
    test_side_flush(&attack_pair.server);
    cr_expect_eq(attack_pair.server.wire.bytes[attack_pair.server.wire.n - 1], HF_ALERT_INTERNAL_ERROR);
  }
}

/* The certificates of a client come after its hello, into the same buffer. */
static int many(struct test_side *from, uint8_t *message, size_t *n, size_t room) {
  (void)room;
  for (unsigned i = 0; !from->is_server && message[0] == TEST_CLIENT_HELLO && i < 200; i++)
    test_set_extension(message, n, 0x4000 + i, (const uint8_t *)"", 0);
  return 1;
}

Test(handshake_long_hello, the_clients_certificate_comes_after_it) {
  attack_set_mutual(attack_ecdhe);
  attack_pair.tamper = many;
  test_pair_run(&attack_pair);
  cr_expect_eq(hf_peer_chain(&attack_pair.server.c)->count, 2);
  cr_expect_eq(hf_error_of(&attack_pair.server.c), HF_ERROR_CERTIFICATE_VERIFY_FORGED, "%s",
               test_describe(&attack_pair.server));
}
