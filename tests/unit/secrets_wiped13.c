/* Every wipe of TLS 1.3, seen from outside: the secrets of RFC 8446 7.1 are made here once more, from what was drawn and what went over
   the wire, and searched for in all that a connection keeps. */
#include "crypto/gcm.h"
#include "generated/machine.h"
#include "generated/registry.h"
#include "keys/schedule.h"
#include "support/edit.h"
#include "support/inside.h"
#include "support/secrets.h"
#include "support/wire.h"
#include <criterion/criterion.h>
#include <string.h>

static struct test_pair pair;
static struct test_draws client, server;
static struct hf_session session;
static uint8_t external_key[32];

static const struct kind {
  const char *name;
  uint16_t suite, group, other_group; /* other_group: what the server has, for another hello */
  int mutual, resumed, external;
} kinds[] = {
    {"AES-128-GCM", HF_TLS_AES_128_GCM_SHA256, HF_GROUP_SECP256R1, 0, 0, 0, 0},
    {"AES-256-GCM, P-384, mutual", HF_TLS_AES_256_GCM_SHA384, HF_GROUP_SECP384R1, 0, 1, 0, 0},
    {"ChaCha20, X25519", HF_TLS_CHACHA20_POLY1305_SHA256, HF_GROUP_X25519, 0, 0, 0, 0},
    {"another hello", HF_TLS_AES_128_GCM_SHA256, HF_GROUP_SECP256R1, HF_GROUP_SECP384R1, 0, 0, 0},
    {"resumed", HF_TLS_AES_128_GCM_SHA256, HF_GROUP_SECP256R1, 0, 0, 1, 0},
    {"resumed, SHA-384", HF_TLS_AES_256_GCM_SHA384, HF_GROUP_SECP256R1, 0, 0, 1, 0},
    {"external key", HF_TLS_AES_128_GCM_SHA256, HF_GROUP_X25519, 0, 0, 0, 1},
    {"external key, another hello", HF_TLS_AES_128_GCM_SHA256, HF_GROUP_SECP256R1, HF_GROUP_SECP384R1, 0, 0, 1},
};
#define KINDS (sizeof kinds / sizeof kinds[0])
static const struct kind *kind_now;
static uint16_t groups[2];

/* What both sides logged (SSLKEYLOGFILE): each secret once or twice. */
static struct {
  uint8_t secret[48];
  size_t n;
} logged[32];
static size_t logged_n;

static void keep(void *context, const char *label, const uint8_t client_random[32], const uint8_t *secret, size_t n) {
  (void)context;
  (void)label;
  (void)client_random;
  cr_assert_lt(logged_n, 32);
  memcpy(logged[logged_n].secret, secret, n);
  logged[logged_n++].n = n;
}

static bool give_key(void *context, const uint8_t *identity, size_t n, struct hf_external_psk *psk) {
  (void)context;
  (void)identity;
  (void)n;
  *psk = (struct hf_external_psk){(const uint8_t *)"it", 2, external_key, sizeof external_key, false};
  return true;
}

static void set_side(struct test_side *s, const struct kind *k, struct test_draws *draws) {
  s->config.versions = HF_VERSION_TLS13;
  s->config.random = test_draws_source(draws);
  s->config.cipher_suites = &k->suite;
  s->config.cipher_suites_n = 1;
  s->config.groups = groups;
  s->config.groups_n = k->other_group ? 2 : 1;
  s->config.secret_log = keep;
  s->config.external_psk = k->external ? give_key : NULL;
}

static void start(const struct kind *k) {
  kind_now = k;
  groups[0] = k->group;
  groups[1] = k->other_group;
  test_random_fill(&(struct test_random){31}, external_key, sizeof external_key);
  test_pair_set(&pair);
  test_wire_watch(&pair, NULL);
  set_side(&pair.client, k, &client);
  set_side(&pair.server, k, &server);
  if (k->other_group) {
    pair.server.config.groups = &groups[1];
    pair.server.config.groups_n = 1;
  }
  if (k->mutual) {
    test_side_identities(&pair.client, "client-rsa", (char *)NULL);
    pair.server.config.client_authentication = HF_CLIENT_REQUIRED;
  }
  test_draws_start(&client, 301);
  test_draws_start(&server, 302);
  if (k->resumed) {
    test_pair_run(&pair);
    cr_assert(hf_session_of(&pair.client.c, &session), "%s", test_describe(&pair.client));
    pair.offer = &session;
    test_draws_start(&client, 303);
    test_draws_start(&server, 304);
  }
  logged_n = 0;
  test_pair_start(&pair);
}

/* The extension of a hello that is not tampered with; NULL: it has none. */
static const uint8_t *extension(const uint8_t *hello, size_t n, unsigned type) {
  size_t at = test_hello_after_session(hello) + 2 + 1 + 2;
  while (at + 4 <= n) {
    if ((unsigned)(hello[at] * 256 + hello[at + 1]) == type)
      return hello + at + 4;
    at += 4u + (size_t)hello[at + 2] * 256 + hello[at + 3];
  }
  return NULL;
}

static void add(const char *name, const uint8_t *secret, size_t n) {
  test_secrets_add(name, secret, n);
}

/* What both agree on, by the client's scalar and the server's share; in a static buffer. */
static const uint8_t *agreed(const uint8_t *hello, size_t n, const uint8_t *scalar, size_t *shared_n) {
  static uint8_t shared[48];
  const uint8_t *share = extension(hello, n, HF_EXTENSION_KEY_SHARE);
  cr_assert_not_null(share);
  uint16_t group = (uint16_t)(share[0] * 256 + share[1]);
  cr_assert_eq(hf_ecdh_agree(group, scalar, share + 4, (size_t)share[2] * 256 + share[3], shared), 0);
  *shared_n = group == HF_GROUP_SECP384R1 ? 48 : 32;
  return shared;
}

static void add_agreed(const uint8_t *hello, size_t n, const uint8_t *scalar) {
  size_t shared_n;
  const uint8_t *shared = agreed(hello, n, scalar, &shared_n);
  add("the shared secret", shared, shared_n);
}

/* Of a pre-shared key; without one it is no secret. */
static void add_early(void) {
  uint32_t hash = kind_now->suite == HF_TLS_AES_256_GCM_SHA384 ? HF_HASH_SHA384 : HF_HASH_SHA256;
  size_t size = hf_hash_size(hash);
  uint8_t secret[48];
  if (kind_now->resumed)
    hf_hkdf_extract(hash, NULL, 0, session.master_secret, size, secret);
  else if (kind_now->external)
    hf_hkdf_extract(hash, NULL, 0, external_key, sizeof external_key, secret);
  else
    return;
  add("the early secret", secret, size);
}

/* RFC 8446 7.1: one secret after the other. */
static void add_ladder(const uint8_t *hello, size_t n, uint32_t hash, const uint8_t *scalar) {
  static const uint8_t zeroes[48];
  size_t shared_n, size = hf_hash_size(hash);
  const uint8_t *shared = agreed(hello, n, scalar, &shared_n);
  uint8_t secret[48];
  add("the shared secret", shared, shared_n);
  const uint8_t *psk = kind_now->resumed ? session.master_secret : kind_now->external ? external_key : zeroes;
  hf_hkdf_extract(hash, NULL, 0, psk, kind_now->external ? sizeof external_key : size, secret);
  add_early();
  hf_next_secret(hash, secret, shared, shared_n);
  add("the handshake secret", secret, size);
  hf_next_secret(hash, secret, zeroes, size);
  add("the master secret", secret, size);
}

/* What a traffic secret gives (RFC 8446 7.3, 4.4.4), in the form in which a connection keeps it too. */
static void add_traffic(const struct hf_cipher_suite_row *suite, const uint8_t *secret, size_t n) {
  uint32_t hash = n == 48 ? HF_HASH_SHA384 : HF_HASH_SHA256;
  uint8_t bytes[48], iv[12], h[16];
  struct hf_aes aes;
  add("a secret that was logged", secret, n);
  hf_traffic_key(hash, secret, bytes, suite->key_n, iv);
  add("a key", bytes, suite->key_n);
  add("an IV", iv, sizeof iv);
  memset(&aes, 0, sizeof aes);
  if (suite->protection == HF_PROTECTION_GCM && hf_gcm_start(&aes, h, bytes, suite->key_n) == 0) {
    add("the schedule of an AES key", (const uint8_t *)&aes, sizeof aes);
    add("GCM's hash key", h, sizeof h);
  }
  hf_hkdf_expand_label(hash, secret, (const uint8_t *)"finished", 8, NULL, 0, bytes, n);
  add("a finished_key", bytes, n);
}

/* The scalars: a client draws its random bytes and the session ID before, a server its random bytes. What else is drawn goes over
   the wire. */
static void gather(void) {
  size_t n;
  const uint8_t *hello = test_wire_message(1, TEST_SERVER_HELLO, &n);
  size_t scalars = kind_now->other_group ? 2 : 1;
  const struct hf_cipher_suite_row *suite = NULL;
  test_secrets_clear();
  for (size_t i = 2; i < 2 + scalars && i < client.n; i++)
    add("a scalar of the client's", test_draw(&client, i), client.size[i]);
  if (server.n > 1)
    add("the server's scalar", test_draw(&server, 1), server.size[1]);
  if (kind_now->resumed)
    add("the ticket's key", session.master_secret, 48);
  for (size_t i = 0; i < HF_CIPHER_SUITES; i++)
    if (hf_cipher_suites[i].code == kind_now->suite)
      suite = &hf_cipher_suites[i];
  for (size_t i = 0; i < logged_n; i++)
    add_traffic(suite, logged[i].secret, logged[i].n);
  if (hello != NULL && logged_n > 0 && !kind_now->other_group)
    add_ladder(hello, n, suite->prf_hash, test_draw(&client, 2));
}

static void open_both(const struct kind *k) {
  start(k);
  test_pair_pump(&pair);
  cr_assert(test_both_open(&pair), "%s: %s; %s", k->name, test_describe(&pair.client), test_describe(&pair.server));
  cr_expect_eq(hf_is_resumed(&pair.server.c), k->resumed);
  cr_expect_eq(hf_uses_external_psk(&pair.server.c), k->external);
  cr_assert_eq(logged_n, 10, "%zu", logged_n);
  gather();
}

#include "secrets_ends.inc"

/* What the secrets of the handshake were made of goes when they are there. */
Test(secrets_wiped13, what_the_first_secrets_came_of) {
  for (size_t i = 0; i < KINDS; i++) {
    int reached = 0;
    note_states(i);
    for (int side = 0; side < 2; side++) {
      struct test_side *s = side ? &pair.server : &pair.client;
      for (size_t k = 0; k < states_n[side]; k++) {
        start(&kinds[i]);
        if (!test_pair_run_to(&pair, s, states[side][k]) || logged_n == 0)
          continue;
        reached++;
        gather();
        size_t all = test_secrets_n();
        logged_n = 0; /* no more than scalars, and what stands before the handshake's secret */
        gather();
        cr_assert_lt(test_secrets_n(), all);
        size_t n;
        const uint8_t *hello = test_wire_message(1, TEST_SERVER_HELLO, &n);
        if (!kinds[i].other_group)
          add_agreed(hello, n, test_draw(&client, 2));
        add_early();
        check_nothing_kept(s, kinds[i].name, "when there are secrets of the handshake");
      }
    }
    cr_assert_geq(reached, 4, "%s: %d", kinds[i].name, reached);
  }
}

/* Between two hellos a server has nothing: it does not know yet which key will be used. */
Test(secrets_wiped13, between_two_hellos) {
  for (size_t i = 0; i < KINDS; i++) {
    if (!kinds[i].other_group)
      continue;
    start(&kinds[i]);
    cr_assert(test_pair_run_to(&pair, &pair.server, HF_SERVER_AWAIT_SECOND_CLIENT_HELLO));
    gather();
    add_early();
    check_nothing_kept(&pair.server, kinds[i].name, "between two hellos");
  }
}

/* When the handshake is over, the keys in use and the secrets that the next ones come of are all that is left; and a client's ticket. */
Test(secrets_wiped13, when_open) {
  for (size_t i = 0; i < KINDS; i++) {
    open_both(&kinds[i]);
    cr_expect_not_null(test_secret_kept(&pair.client), "an open connection has its keys");
    for (int side = 0; side < 2; side++) {
      struct test_side *s = side ? &pair.server : &pair.client;
      memset(&s->c.read, 0, sizeof s->c.read);
      memset(&s->c.write, 0, sizeof s->c.write);
      memset(s->c.exchange.traffic.client, 0, sizeof s->c.exchange.traffic.client);
      memset(s->c.exchange.traffic.server, 0, sizeof s->c.exchange.traffic.server);
      check_nothing_kept(s, kinds[i].name, "when open");
    }
  }
}

/* The key of a ticket stays with who may resume by it: in the client, and in the store. */
Test(secrets_wiped13, of_a_ticket) {
  for (size_t i = 0; i < KINDS; i++) {
    open_both(&kinds[i]);
    if (kinds[i].external)
      continue;
    cr_assert(hf_session_of(&pair.client.c, &session));
    size_t n = kinds[i].suite == HF_TLS_AES_256_GCM_SHA384 ? 48 : 32;
    cr_expect(test_bytes_in(&pair.client.c, sizeof pair.client.c, session.master_secret, n));
    cr_expect_not(test_bytes_in(&pair.server.c, sizeof pair.server.c, session.master_secret, n), "%s", kinds[i].name);
  }
}

/* The exporter's secret is there for those who want it. */
Test(secrets_wiped13, with_an_exporter) {
  for (int wanted = 0; wanted < 2; wanted++) {
    start(&kinds[0]);
    pair.client.config.export_keys = pair.server.config.export_keys = (uint8_t)wanted;
    logged_n = 0;
    test_draws_start(&client, 303);
    test_draws_start(&server, 304);
    test_pair_start(&pair);
    test_pair_pump(&pair);
    cr_assert(test_both_open(&pair));
    int found = 0;
    for (size_t i = 0; i < logged_n; i++)
      found += test_bytes_in(&pair.server.c, sizeof pair.server.c, logged[i].secret, logged[i].n);
    cr_expect_eq(found, 4 + 2 * wanted, "%d", found); /* each was logged twice */
    hf_wipe_connection(&pair.server.c);
    gather();
    check_nothing_kept(&pair.server, "an exporter", "after hf_wipe_connection");
  }
}

/* RFC 8446 7.2: the old secret and its keys are gone when the next ones are there. */
Test(secrets_wiped13, after_a_change_of_keys) {
  for (size_t i = 0; i < KINDS; i++) {
    open_both(&kinds[i]);
    cr_assert_eq(hf_update_keys(&pair.client.c), HF_OK);
    test_pair_pump(&pair);
    cr_assert(test_both_open(&pair));
    if (!kinds[i].external && !kinds[i].resumed)
      memset(&pair.client.c.session, 0, sizeof pair.client.c.session);
    check_nothing_kept(&pair.client, kinds[i].name, "after a change of keys");
    check_nothing_kept(&pair.server, kinds[i].name, "after a change of keys");
  }
}

Test(secrets_wiped13, after_a_failure_in_each_state) {
  end_everywhere(fail, "after a failure");
}

Test(secrets_wiped13, after_a_fatal_alert_in_each_state) {
  end_everywhere(hear_alert, "after a fatal alert");
}

Test(secrets_wiped13, after_the_end_of_input_in_each_state) {
  end_everywhere(cut, "after the end of input");
}

Test(secrets_wiped13, by_hf_wipe_connection_in_each_state) {
  end_everywhere(wipe, "after hf_wipe_connection");
}
