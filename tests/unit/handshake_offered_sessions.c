/* A session is offered only where it could be resumed, and kept only where it may be: seen in the hellos. */
#include "generated/registry.h"
#include "support/edit.h"
#include "support/identities.h"
#include "support/wire.h"
#include <criterion/criterion.h>
#include <string.h>

static struct test_pair pair;
static struct hf_session session;
static struct hf_pin pin;

static size_t id_in(int from_server) {
  size_t n;
  const uint8_t *m = test_wire_message(from_server, from_server ? TEST_SERVER_HELLO : TEST_CLIENT_HELLO, &n);
  cr_assert_not_null(m);
  return m[TEST_HELLO_SESSION];
}

static void set(void) {
  test_pair_set(&pair);
  test_wire_watch(&pair, NULL);
}

static void nothing(struct test_pair *p) {
  (void)p;
}
static void other_version(struct test_pair *p) {
  (void)p;
  session.version = 0x0302;
}
static void unknown_suite(struct test_pair *p) {
  (void)p;
  session.cipher_suite = 0x1234;
}
static void other_suites(struct test_pair *p) {
  static const uint16_t suites[] = {HF_TLS_RSA_WITH_AES_128_CBC_SHA};
  p->client.config.cipher_suites = suites;
  p->client.config.cipher_suites_n = 1;
}
static void not_bound(struct test_pair *p) {
  (void)p;
  session.binding[31] ^= 1;
}
static void without_extended_secret(struct test_pair *p) {
  (void)p;
  session.extended_master_secret = 0;
}
static void other_name(struct test_pair *p) {
  p->name = "server.example";
}
static void other_protocols(struct test_pair *p) {
  p->client.config.application_protocols = (const uint8_t *)"\2h2";
  p->client.config.application_protocols_n = 3;
}
static void any_certificate(struct test_pair *p) {
  p->client.config.accept_any_certificate = 1;
}
static void stapled(struct test_pair *p) {
  p->client.config.staple = HF_STAPLE_REQUESTED;
}
static void short_fragments(struct test_pair *p) {
  p->client.config.max_fragment_length = 2048;
}
static void pinned(struct test_pair *p) {
  pin = test_pin("root-ec");
  p->client.config.pins = &pin;
  p->client.config.pins_n = 1;
}
static void raw_keys(struct test_pair *p) {
  test_side_trusts_key(&p->client, "server-ec");
}

Test(handshake_offered_sessions, only_under_the_policy_that_made_them) {
  static const struct {
    const char *name;
    void (*change)(struct test_pair *p);
    int offered;
  } cases[] = {{"nothing", nothing, 1},
               {"the version", other_version, 0},
               {"an unknown suite", unknown_suite, 0},
               {"the suites allowed", other_suites, 0},
               {"the binding", not_bound, 0},
               {"the extended master secret", without_extended_secret, 0},
               {"the server's name", other_name, 0},
               {"the protocols", other_protocols, 0},
               {"accept_any_certificate", any_certificate, 0},
               {"staple", stapled, 0},
               {"max_fragment_length", short_fragments, 0},
               {"pins", pinned, 0},
               {"raw public keys", raw_keys, 0}};
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    set();
    test_pair_run(&pair);
    cr_assert(test_both_open(&pair));
    cr_assert(hf_session_of(&pair.client.c, &session));
    cases[i].change(&pair);
    test_pair_again(&pair, &session);
    test_pair_pump(&pair);
    cr_expect_eq(id_in(0), cases[i].offered ? 32 : 0, "%s is another: the session is offered", cases[i].name);
    cr_expect(test_both_open(&pair), "%s: %s", cases[i].name, test_describe(&pair.client));
    cr_expect_eq(hf_is_resumed(&pair.client.c), cases[i].offered, "%s", cases[i].name);
  }
}

static int names_session;
static void strip(const struct test_side *from, uint8_t *m, size_t *n) {
  if (m[0] == TEST_CLIENT_HELLO)
    (void)test_remove_extension(m, n, HF_EXTENSION_EXTENDED_MASTER_SECRET);
  if (!from->is_server || m[0] != TEST_SERVER_HELLO || !names_session)
    return;
  uint8_t body[1024];
  size_t rest = *n - TEST_HELLO_SESSION - 1;
  memcpy(body, m + 4, TEST_HELLO_SESSION - 4);
  body[TEST_HELLO_SESSION - 4] = 32;
  memset(body + TEST_HELLO_SESSION - 3, 5, 32);
  memcpy(body + TEST_HELLO_SESSION + 29, m + TEST_HELLO_SESSION + 1, rest);
  test_set_body(m, n, body, TEST_HELLO_SESSION + 29 + rest);
}

/* RFC 7627 5.4: a session without the extended master secret is not resumed. So a server gives it no name and does not keep it; and
   when a server does name it, the client does not keep it. */
Test(handshake_offered_sessions, none_without_the_extended_master_secret) {
  for (names_session = 0; names_session <= 1; names_session++) {
    set();
    test_wire_watch(&pair, strip);
    test_pair_run(&pair);
    cr_assert(test_both_open(&pair), "%s; %s", test_describe(&pair.client), test_describe(&pair.server));
    cr_expect_eq(id_in(1), names_session ? 32 : 0);
    cr_expect_eq(hf_session_of(&pair.client.c, &session), 0);
    for (size_t i = 0; i < TEST_CACHE; i++)
      cr_expect_eq(pair.entries[i].used, 0);
  }
}

/* RFC 5246 7.2.2: who can read the hello of another can offer its session and fail: the session stays. The peer itself, when its
   connection fails, takes the session with it. */
Test(handshake_offered_sessions, only_the_peer_itself_ends_its_session) {
  set();
  test_pair_run(&pair);
  cr_assert(hf_session_of(&pair.client.c, &session));
  test_pair_again(&pair, &session);
  test_pair_pump(&pair);
  cr_assert(hf_is_resumed(&pair.server.c));
  test_pair_again(&pair, &session);
  test_side_flush(&pair.client);
  (void)hf_receive(&pair.server.c, pair.client.wire.bytes + pair.client.wire.at,
                   pair.client.wire.n - pair.client.wire.at);
  (void)hf_receive(&pair.server.c, (const uint8_t *)"\x15\x03\x03\0\2\2\x28", 7);
  cr_assert_eq(hf_error_of(&pair.server.c), HF_ERROR_PEER_ALERT, "%s", test_describe(&pair.server));
  test_pair_again(&pair, &session);
  test_pair_pump(&pair);
  cr_assert(hf_is_resumed(&pair.server.c), "a stranger's alert took the session away");
  (void)test_inject(&pair.server, HF_CONTENT_ALERT, (const uint8_t *)"\2\x28", 2);
  cr_assert_eq(hf_error_of(&pair.server.c), HF_ERROR_PEER_ALERT);
  test_pair_again(&pair, &session);
  test_pair_pump(&pair);
  cr_assert(test_both_open(&pair));
  cr_expect_not(hf_is_resumed(&pair.server.c));
}

static int bad;
static void set_ciphertext(const struct test_side *from, uint8_t *m, size_t *n) {
  const uint8_t *modulus = pair.server.identities[0].public_key.modulus;
  uint8_t body[2 + 300] = {1, 0};
  size_t size = bad == 5 ? 255 : bad == 6 ? 257 : bad == 7 ? 0 : 256;
  if (from->is_server || m[0] != TEST_CLIENT_KEY_EXCHANGE)
    return;
  memcpy(body + 2, m + 6, 256);
  if (bad == 0)
    memset(body + 2, 0xff, 256);
  if (bad == 1 || bad == 2)
    memcpy(body + 2, modulus, 256);
  body[257] = (uint8_t)(body[257] - (bad == 2));
  if (bad == 3 || bad == 4)
    memset(body + 2, 0, 256);
  body[257] = (uint8_t)(body[257] + (bad == 4));
  body[0] = (uint8_t)(size / 256);
  body[1] = (uint8_t)size;
  test_set_body(m, n, body, 2 + size);
}

/* RFC 5246 7.4.7.1: ciphertexts that no client makes (all ones, the modulus, one less, 0, 1, one byte short or long, none): all of
   them end where a wrong secret does. */
Test(handshake_offered_sessions, ciphertexts_that_no_client_makes) {
  static const uint16_t rsa[] = {HF_TLS_RSA_WITH_AES_128_GCM_SHA256};
  for (bad = 0; bad < 8; bad++) {
    set();
    test_wire_watch(&pair, set_ciphertext);
    pair.client.config.cipher_suites = rsa;
    pair.client.config.cipher_suites_n = 1;
    test_pair_run(&pair);
    cr_expect_eq(pair.tampered, 1);
    cr_expect_eq(hf_error_of(&pair.server.c), HF_ERROR_RECORD_MAC_WRONG, "%d: %s", bad, test_describe(&pair.server));
  }
}
