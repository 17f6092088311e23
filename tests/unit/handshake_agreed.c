/* What a caller may ask of a handshake that is complete: each answer of either side, held against what went over the wire, and
   nothing before. */
#include "generated/registry.h"
#include "handshake/choose.h"
#include "support/edit.h"
#include "support/identities.h"
#include "support/wire.h"
#include <criterion/criterion.h>
#include <string.h>

static struct test_pair pair;
static struct hf_session session;
static uint16_t suite, group, scheme;

static void set(uint16_t one, const char *client) {
  test_pair_set(&pair);
  test_wire_watch(&pair, NULL);
  suite = one;
  pair.client.config.cipher_suites = &suite;
  pair.client.config.cipher_suites_n = 1;
  if (client == NULL)
    return;
  pair.server.config.client_authentication = HF_CLIENT_REQUESTED;
  if (*client != '\0')
    test_side_identities(&pair.client, client, (char *)NULL);
}

static void run(void) {
  test_pair_run(&pair);
  cr_assert(test_both_open(&pair), "%s; %s", test_describe(&pair.client), test_describe(&pair.server));
}

/* The scheme in front of a signature: in ServerKeyExchange behind a curve type, a group and a point; 0 without the message. */
static uint16_t seen_scheme(int from_server) {
  size_t n, at = 4;
  const uint8_t *m =
      test_wire_message(from_server, from_server ? TEST_SERVER_KEY_EXCHANGE : TEST_CERTIFICATE_VERIFY, &n);
  if (m == NULL)
    return 0;
  if (from_server)
    at += 4u + m[7];
  return (uint16_t)(m[at] * 256 + m[at + 1]);
}

static uint16_t seen_group(void) {
  size_t n;
  const uint8_t *m = test_wire_message(1, TEST_SERVER_KEY_EXCHANGE, &n);
  return m == NULL ? 0 : (uint16_t)(m[5] * 256 + m[6]);
}

static void expect_seen(const char *what) {
  const struct hf_connection *c = &pair.client.c, *s = &pair.server.c;
  cr_expect_eq(hf_group(c), seen_group(), "%s", what);
  cr_expect_eq(hf_group(s), seen_group(), "%s", what);
  cr_expect_eq(hf_signature_scheme(s), seen_scheme(1), "%s: %x", what, hf_signature_scheme(s));
  cr_expect_eq(hf_peer_signature_scheme(c), seen_scheme(1), "%s: %x", what, hf_peer_signature_scheme(c));
  cr_expect_eq(hf_signature_scheme(c), seen_scheme(0), "%s: %x", what, hf_signature_scheme(c));
  cr_expect_eq(hf_peer_signature_scheme(s), seen_scheme(0), "%s: %x", what, hf_peer_signature_scheme(s));
}

/* Each scheme of a server's signature, and each group. */
Test(handshake_agreed, group_and_the_servers_signature) {
  static const uint16_t groups[] = {HF_GROUP_SECP256R1, HF_GROUP_SECP384R1};
  int open = 0;
  for (size_t i = 0; i < HF_SIGNATURE_SCHEMES; i++) {
    for (size_t k = 0; k < 2; k++) {
      scheme = hf_signature_schemes[i];
      set(hf_scheme_fits(scheme, HF_KEY_EC, 0) ? HF_TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256
                                               : HF_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
          NULL);
      group = groups[k];
      pair.server.config.groups = &group; /* a client's certificate may be on a curve that is not its share's */
      pair.server.config.groups_n = 1;
      pair.server.config.signature_schemes = &scheme;
      pair.server.config.signature_schemes_n = 1;
      test_pair_run(&pair);
      if (!test_both_open(&pair))
        continue; /* a scheme for another hash than the key's curve has */
      open++;
      cr_assert_eq(seen_group(), group);
      cr_assert_eq(seen_scheme(1), scheme);
      expect_seen("a server's");
      cr_expect_eq(hf_group(&pair.client.c), group);
      cr_expect_eq(hf_peer_signature_scheme(&pair.client.c), scheme);
    }
  }
  cr_assert_geq(open, 2 * 6, "%d", open);
}

/* Who signs nothing has no scheme: a server with RSA key exchange, a client that shows nothing. */
Test(handshake_agreed, the_clients_signature) {
  static const char *const clients[] = {"", "client-rsa", "client-ec"};
  static const uint16_t suites[] = {HF_TLS_RSA_WITH_AES_128_GCM_SHA256, HF_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256};
  for (size_t i = 0; i < 2; i++) {
    for (size_t k = 0; k < 3; k++) {
      set(suites[i], clients[k]);
      run();
      cr_assert_eq(seen_scheme(1) != 0, i == 1);
      cr_assert_eq(seen_scheme(0) != 0, k > 0);
      expect_seen(clients[k]);
    }
  }
}

Test(handshake_agreed, nothing_is_exchanged_or_signed_in_a_resumption) {
  set(HF_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, "client-ec");
  run();
  expect_seen("full");
  cr_assert(hf_session_of(&pair.client.c, &session));
  test_pair_again(&pair, &session);
  test_pair_pump(&pair);
  cr_assert(test_both_open(&pair) && hf_is_resumed(&pair.client.c));
  for (int server = 0; server < 2; server++) {
    const struct hf_connection *c = server ? &pair.server.c : &pair.client.c;
    cr_expect_eq(hf_group(c), 0);
    cr_expect_eq(hf_signature_scheme(c), 0);
    cr_expect_eq(hf_peer_signature_scheme(c), 0);
    cr_expect_eq(hf_has_extended_master_secret(c), 1);
  }
}

static unsigned without;

static void leave_out(const struct test_side *from, uint8_t *m, size_t *n) {
  if (!from->is_server && m[0] == TEST_CLIENT_HELLO)
    (void)test_remove_extension(m, n, without);
}

Test(handshake_agreed, extended_master_secret_and_encrypt_then_mac) {
  static const unsigned left_out[] = {0xffff, HF_EXTENSION_EXTENDED_MASTER_SECRET, HF_EXTENSION_ENCRYPT_THEN_MAC};
  static const uint16_t suites[] = {HF_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, HF_TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA};
  for (size_t i = 0; i < 3; i++) {
    for (size_t k = 0; k < 2; k++) {
      without = left_out[i];
      set(suites[k], NULL);
      test_wire_watch(&pair, leave_out);
      run();
      for (int server = 0; server < 2; server++) {
        const struct hf_connection *c = server ? &pair.server.c : &pair.client.c;
        cr_expect_eq(hf_has_extended_master_secret(c), i != 1, "%zu %zu", i, k);
        cr_expect_eq(hf_has_encrypt_then_mac(c), i != 2 && k == 1, "%zu %zu", i, k);
      }
    }
  }
}

static void expect_name(const char *name, const char *what) {
  for (int server = 0; server < 2; server++) {
    size_t n = 99;
    const uint8_t *p = hf_server_name(server ? &pair.server.c : &pair.client.c, &n);
    cr_assert_eq(n, strlen(name), "%s", what);
    cr_assert_eq(p == NULL, n == 0, "%s", what);
    cr_expect(n == 0 || memcmp(p, name, n) == 0, "%s", what);
  }
}

/* A name is sent without its final dot; an address is none (RFC 6066 3). */
Test(handshake_agreed, server_name) {
  static const char *const asked[] = {"localhost", "server.example", "server.example.", "LocalHost", "127.0.0.1"};
  static const char *const sent[] = {"localhost", "server.example", "server.example", "LocalHost", ""};
  for (size_t i = 0; i < 5; i++) {
    set(HF_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, NULL);
    pair.name = asked[i];
    run();
    expect_name(sent[i], asked[i]);
    cr_assert(hf_session_of(&pair.client.c, &session));
    test_pair_again(&pair, &session);
    test_pair_pump(&pair);
    cr_assert(test_both_open(&pair) && hf_is_resumed(&pair.server.c));
    expect_name(sent[i], "resumed");
  }
}

static int tells_nothing(const struct hf_connection *c) {
  size_t n = 99;
  return hf_group(c) == 0 && hf_signature_scheme(c) == 0 && hf_peer_signature_scheme(c) == 0 &&
         hf_has_extended_master_secret(c) == 0 && hf_has_encrypt_then_mac(c) == 0 && hf_server_name(c, &n) == NULL &&
         n == 0;
}

/* In each state in which a side waits, until its handshake is complete, and after that also when it has failed. */
Test(handshake_agreed, nothing_before_the_handshake_is_complete) {
  uint32_t states[TEST_TRACE];
  for (int server = 0; server < 2; server++) {
    struct test_side *s = server ? &pair.server : &pair.client;
    size_t states_n = 0, waits = 0;
    set(HF_TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA, "client-rsa");
    run();
    cr_expect_not(tells_nothing(&s->c));
    hf_end_of_input(&s->c);
    cr_assert_eq(hf_status(&s->c), HF_STATUS_FAILED);
    cr_expect_eq(hf_group(&s->c), seen_group());
    cr_expect_eq(hf_has_encrypt_then_mac(&s->c), 1);
    for (size_t i = 0; i < s->trace_n; i++)
      states[states_n++] = s->trace[i].before;
    for (size_t i = 0; i < states_n; i++) {
      set(HF_TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA, "client-rsa");
      test_pair_start(&pair);
      if (!test_pair_run_to(&pair, s, states[i]) || hf_status(&s->c) != HF_STATUS_HANDSHAKING)
        continue;
      waits++;
      cr_expect(tells_nothing(&s->c), "state %u", states[i]);
    }
    cr_assert_geq(waits, 4);
  }
}

static void expect_alert(const struct hf_connection *c, uint8_t level, uint8_t description, const char *what) {
  struct hf_alert alert = {9, 9};
  cr_expect_eq(hf_peer_alert(c, &alert), level != 0, "%s", what);
  cr_expect_eq(alert.level, level, "%s: %u", what, alert.level);
  cr_expect_eq(alert.description, description, "%s: %u", what, alert.description);
}

Test(handshake_agreed, the_peers_last_alert) {
  set(HF_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, NULL);
  run();
  expect_alert(&pair.client.c, 0, 0, "none");
  expect_alert(&pair.server.c, 0, 0, "none");
  (void)test_inject(&pair.client, HF_CONTENT_ALERT, (const uint8_t *)"\x01\x5a", 2);
  cr_assert_eq(hf_status(&pair.client.c), HF_STATUS_OPEN);
  expect_alert(&pair.client.c, HF_ALERT_LEVEL_WARNING, HF_ALERT_USER_CANCELED, "a warning");
  (void)test_inject(&pair.client, HF_CONTENT_ALERT, (const uint8_t *)"\x02\x50", 2);
  cr_assert_eq(hf_error_of(&pair.client.c), HF_ERROR_PEER_ALERT);
  expect_alert(&pair.client.c, HF_ALERT_LEVEL_FATAL, HF_ALERT_INTERNAL_ERROR, "a fatal one, which is the last");
  hf_close(&pair.server.c);
  expect_alert(&pair.server.c, 0, 0, "its own is not the peer's");
}

/* close_notify has the number 0, and has come all the same. */
Test(handshake_agreed, close_notify_is_an_alert) {
  set(HF_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, NULL);
  run();
  hf_close(&pair.client.c);
  test_pair_pump(&pair);
  expect_alert(&pair.server.c, HF_ALERT_LEVEL_WARNING, HF_ALERT_CLOSE_NOTIFY, "close_notify");
  test_pair_start(&pair);
  expect_alert(&pair.server.c, 0, 0, "begun anew");
}

/* An alert in the clear, before anything else. */
Test(handshake_agreed, an_alert_in_the_handshake) {
  set(HF_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, NULL);
  suite = HF_TLS_RSA_WITH_AES_128_GCM_SHA256;
  pair.server.config.forbid_rsa_key_exchange = 1;
  test_pair_run(&pair);
  cr_assert_eq(hf_error_of(&pair.server.c), HF_ERROR_NO_SHARED_CIPHER_SUITE);
  expect_alert(&pair.client.c, HF_ALERT_LEVEL_FATAL, HF_ALERT_HANDSHAKE_FAILURE, "refused");
  expect_alert(&pair.server.c, 0, 0, "the one who refused");
}
