/* record_size_limit (RFC 8449) as it stands in hellos and in EncryptedExtensions: what each side says, and what it makes of what it hears. */
#include "generated/registry.h"
#include "support/attack.h"
#include "support/edit.h"
#include "support/inside.h"
#include <criterion/criterion.h>
#include <string.h>

#define P (&attack_pair)
static struct test_side *const sides[] = {&attack_pair.client, &attack_pair.server};
static const uint16_t suite13[] = {HF_TLS_AES_128_GCM_SHA256};
static int tls13;

static void set(uint32_t client, uint32_t server) {
  attack_set_mutual(tls13 ? suite13 : attack_ecdhe);
  for (int i = 0; i < 2; i++) {
    sides[i]->config.versions = tls13 ? HF_VERSION_TLS13 : HF_VERSION_TLS12;
  }
  P->client.config.record_size_limit = (uint16_t)client;
  P->server.config.record_size_limit = (uint16_t)server;
}

/* The value in a hello or in EncryptedExtensions; 0: none. */
static uint32_t said_in(const uint8_t *m, size_t n, size_t at) {
  for (; at + 4 <= n; at += 4u + m[at + 2] * 256u + m[at + 3])
    if (m[at] * 256u + m[at + 1] == HF_EXTENSION_RECORD_SIZE_LIMIT && m[at + 3] == 2)
      return m[at + 4] * 256u + m[at + 5];
  return 0;
}
static uint32_t said[2];
static uint32_t put; /* instead of it, where it is not 0 */
static int put_by_server;
static unsigned put_type;
static const uint8_t *put_data;
static size_t put_n;

static void put_extension(uint8_t *m, size_t *n) {
  if (m[0] != TEST_ENCRYPTED_EXTENSIONS) {
    test_set_extension(m, n, put_type, put_data, put_n);
    return;
  }
  size_t list = m[4] * 256u + m[5] + 4u + put_n;
  uint8_t more[4] = {(uint8_t)(put_type >> 8), (uint8_t)put_type, 0, (uint8_t)put_n};
  memcpy(m + *n, more, 4);
  memcpy(m + *n + 4, put_data, put_n);
  *n += 4 + put_n;
  m[2] = (uint8_t)((*n - 4) >> 8), m[3] = (uint8_t)(*n - 4);
  m[4] = (uint8_t)(list >> 8), m[5] = (uint8_t)list;
}

static int look(struct test_side *from, uint8_t *m, size_t *n, size_t room) {
  size_t at = 6;
  (void)room;
  if (from->is_server ? m[0] != (tls13 ? TEST_ENCRYPTED_EXTENSIONS : TEST_SERVER_HELLO) : m[0] != TEST_CLIENT_HELLO)
    return 1;
  if (m[0] == TEST_CLIENT_HELLO)
    at = test_hello_compression(m) + 1u + m[test_hello_compression(m)] + 2u;
  else if (m[0] == TEST_SERVER_HELLO)
    at = test_hello_compression(m) + 1u + 2u;
  said[from->is_server] = said_in(m, *n, at);
  if (put != 0 && from->is_server == put_by_server)
    put_extension(m, n);
  return 1;
}

static void run_looking(void) {
  said[0] = said[1] = 0;
  P->tamper = look; /* it makes records anew */
  P->framing = TEST_FRAGMENTS;
  P->fragment = HF_RECORD_SIZE_LEAST - 1u;
  test_pair_run(P);
}

/* A side says what it is configured with, but no more than its version and its buffer have room for. */
Test(record_size_said, what_is_said) {
  static const struct {
    uint32_t limit;
    size_t in_size;
    uint32_t said[2]; /* in TLS 1.2, 1.3 */
  } cases[] = {{HF_RECORD_SIZE_LEAST, HF_IN_SIZE, {64, 64}}, {HF_RECORD_SIZE_MOST, HF_IN_SIZE, {16384, 16385}},
               {16384, HF_IN_SIZE, {16384, 16384}},          {HF_RECORD_SIZE_MOST, HF_IN_LEAST + 5000, {5699, 5699}},
               {5700, HF_IN_LEAST + 5000, {5699, 5699}},     {5698, HF_IN_LEAST + 5000, {5698, 5698}}};
  put = 0;
  for (tls13 = 0; tls13 < 2; tls13++)
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
      set(cases[i].limit, cases[i].limit);
      for (int k = 0; k < 2; k++)
        sides[k]->buffers.in_size = cases[i].in_size;
      run_looking();
      cr_expect(test_both_open(P), "%s", test_describe(&P->client));
      for (int k = 0; k < 2; k++)
        cr_expect_eq(said[k], cases[i].said[tls13], "%zu: %u", i, said[k]);
    }
}

/* Nothing is said by a client that was not told to, nor by a server that was not asked. */
Test(record_size_said, what_is_not_said) {
  put = 0;
  for (tls13 = 0; tls13 < 2; tls13++) {
    set(0, 1000);
    run_looking();
    cr_expect(test_both_open(P) && said[0] == 0 && said[1] == 0, "%u, %u", said[0], said[1]);
    set(1000, 0);
    run_looking();
    cr_expect(test_both_open(P) && said[0] == 1000 && said[1] == 0, "%u, %u", said[0], said[1]);
  }
}

/* A side hears a value that the other did not say; what it makes of it. */
static enum hf_error hears(int of_server, uint32_t value, uint32_t configured) {
  uint8_t bytes[2] = {(uint8_t)(value >> 8), (uint8_t)value};
  set(of_server ? configured : 0, of_server ? 0 : configured);
  put = 1;
  put_by_server = of_server;
  put_type = HF_EXTENSION_RECORD_SIZE_LIMIT;
  put_data = bytes;
  put_n = 2;
  run_looking();
  return hf_error_of(&sides[1 - of_server]->c);
}

/* A server takes more than a record may have as that (RFC 8449 4): the versions to come may have more. What the handshake ends of then is
   that the client never said it. */
Test(record_size_said, values_of_a_client) {
  static const uint32_t taken[] = {HF_RECORD_SIZE_LEAST, 1000, 16384, HF_RECORD_SIZE_MOST, 16386, 65535};
  static const uint32_t refused[] = {0, 1, HF_RECORD_SIZE_LEAST - 1};
  for (tls13 = 0; tls13 < 2; tls13++) {
    for (size_t i = 0; i < 6; i++)
      cr_expect_neq(hears(0, taken[i], 1000), HF_ERROR_EXTENSION_MALFORMED, "%u", taken[i]);
    for (size_t i = 0; i < 3; i++) {
      cr_expect_eq(hears(0, refused[i], 1000), HF_ERROR_EXTENSION_MALFORMED, "%u", refused[i]);
      cr_expect_eq(test_alert(&P->client), HF_ALERT_ILLEGAL_PARAMETER);
    }
  }
}

/* A client refuses what is too small, too large for the version, and what it did not ask for (RFC 8449 4, RFC 8446 4.2). */
Test(record_size_said, values_of_a_server) {
  for (tls13 = 0; tls13 < 2; tls13++) {
    uint32_t most = tls13 ? HF_RECORD_SIZE_MOST : 16384u;
    cr_expect_neq(hears(1, HF_RECORD_SIZE_LEAST, 1000), HF_ERROR_EXTENSION_MALFORMED, "%s", test_describe(&P->client));
    cr_expect_neq(hears(1, most, 1000), HF_ERROR_EXTENSION_MALFORMED, "%s", test_describe(&P->client));
    cr_expect_eq(hears(1, HF_RECORD_SIZE_LEAST - 1u, 1000), HF_ERROR_EXTENSION_MALFORMED, "%s",
                 test_describe(&P->client));
    cr_expect_eq(hears(1, most + 1, 1000), HF_ERROR_EXTENSION_MALFORMED, "%s", test_describe(&P->client));
    cr_expect_eq(test_alert(&P->server), HF_ALERT_ILLEGAL_PARAMETER);
    cr_expect_eq(hears(1, 1000, 0), HF_ERROR_EXTENSION_UNSOLICITED, "%s", test_describe(&P->client));
  }
}

/* Beside max_fragment_length. */

/* A server that has both answers this one alone, one that has not the other. */
Test(record_size_said, a_server_ignores_the_other_extension) {
  put = 0;
  for (tls13 = 0; tls13 < 2; tls13++)
    for (int has = 0; has < 2; has++) {
      set(700, has ? 600 : 0);
      P->client.config.max_fragment_length = 512;
      run_looking();
      cr_assert(test_both_open(P), "%s", test_describe(&P->client));
      cr_expect_eq(said[1], has ? 600 : 0);
    }
}

/* So its value does not matter there (RFC 8449 5). */
Test(record_size_said, of_the_other_extension_no_value_is_wrong) {
  for (tls13 = 0; tls13 < 2; tls13++)
    for (int has = 0; has < 2; has++) {
      set(700, has ? 600 : 0);
      put = 1;
      put_by_server = 0;
      put_type = HF_EXTENSION_MAX_FRAGMENT_LENGTH;
      put_data = (const uint8_t *)"\5";
      put_n = 1;
      run_looking();
      cr_expect_eq(hf_error_of(&P->server.c) == HF_ERROR_EXTENSION_MALFORMED, !has, "%s", test_describe(&P->server));
    }
}

/* A client that hears both gives up (RFC 8449 5). */
Test(record_size_said, a_client_takes_no_two_answers) {
  for (tls13 = 0; tls13 < 2; tls13++) {
    set(700, 600);
    P->client.config.max_fragment_length = 512;
    put = 1;
    put_by_server = 1;
    put_type = HF_EXTENSION_MAX_FRAGMENT_LENGTH;
    put_data = (const uint8_t *)"\1";
    put_n = 1;
    run_looking();
    attack_must_fail(&P->client, HF_ERROR_EXTENSION_MALFORMED);
    cr_expect_eq(test_alert(&P->server), HF_ALERT_ILLEGAL_PARAMETER);
  }
}

static int another_in_second(struct test_side *from, uint8_t *m, size_t *n, size_t room) {
  (void)room;
  if (from->is_server || m[0] != TEST_CLIENT_HELLO || from->pair->tampered++ == 0 || put == 0)
    return 1;
  test_set_extension(m, n, HF_EXTENSION_RECORD_SIZE_LIMIT, put_data, 2);
  return 1;
}

/* A second hello says the same (RFC 8446 4.1.2). */
Test(record_size_said, a_second_hello_says_the_same) {
  static const uint16_t both[] = {HF_CURVE_X25519, HF_CURVE_SECP256R1}, second[] = {HF_CURVE_SECP256R1};
  tls13 = 1;
  for (int changed = 0; changed < 2; changed++) {
    set(700, 600);
    P->client.config.groups = both, P->client.config.groups_n = 2;
    P->server.config.groups = second, P->server.config.groups_n = 1;
    put = (uint32_t)changed;
    put_data = (const uint8_t *)"\3";
    P->tamper = another_in_second;
    P->framing = TEST_FRAGMENTS;
    P->fragment = 100;
    test_pair_run(P);
    cr_assert_eq(P->tampered, 2, "a second hello");
    if (changed)
      attack_must_fail(&P->server, HF_ERROR_HELLO_CHANGED);
    else
      cr_expect(test_both_open(P), "%s", test_describe(&P->server));
  }
}
