/* External pre-shared keys (RFC 8446 2.2, 4.2.11): who is known by one, with which suites, and what is refused. */
#include "crypto/hmac.h"
#include "generated/machine.h"
#include "generated/registry.h"
#include "keys/schedule.h"
#include "support/edit.h"
#include "support/inside.h"
#include "support/secrets.h"
#include <criterion/criterion.h>
#include <string.h>

static struct test_pair pair;

static uint8_t key[HF_PSK_KEY_MAX + 1];
static uint8_t identity[HF_PSK_IDENTITY_MAX + 1];

/* What a side has, and what it was asked. */
struct holder {
  struct hf_external_psk psk;
  int has;
  int asked;
  uint8_t asked_for[HF_PSK_IDENTITY_MAX];
  size_t asked_n;
};
static struct holder client, server;

static bool give(void *context, const uint8_t *wanted, size_t n, struct hf_external_psk *out) {
  struct holder *h = context;
  h->asked++;
  h->asked_n = n;
  cr_assert_leq(n, sizeof h->asked_for);
  if (wanted != NULL)
    memcpy(h->asked_for, wanted, n);
  *out = h->psk;
  return h->has && (wanted == NULL || (n == h->psk.identity_n && memcmp(wanted, h->psk.identity, n) == 0));
}

static void hold(struct holder *h, struct test_side *s, size_t identity_n, size_t key_n, bool sha384) {
  memset(h, 0, sizeof *h);
  h->has = 1;
  h->psk = (struct hf_external_psk){identity, identity_n, key, key_n, sha384};
  s->config.external_psk = give;
  s->config.external_psk_context = h;
}

/* Both have the key, and nothing else by which to know each other. */
static void set(bool sha384) {
  for (size_t i = 0; i < sizeof key; i++)
    key[i] = (uint8_t)(0xb1 + 7 * i);
  for (size_t i = 0; i < sizeof identity; i++)
    identity[i] = (uint8_t)('a' + i % 26);
  test_pair_set(&pair);
  pair.client.config.versions = pair.server.config.versions = 0;
  hold(&client, &pair.client, 11, 32, sha384);
  hold(&server, &pair.server, 11, 32, sha384);
}

static void without_certificates(void) {
  pair.server.config.identities_n = 0;
  pair.client.config.anchors_n = 0;
}

static void run(void) {
  test_pair_run(&pair);
}

static void opens(int by_key) {
  run();
  cr_assert(test_both_open(&pair), "%s; %s", test_describe(&pair.client), test_describe(&pair.server));
  cr_expect_eq(hf_uses_external_psk(&pair.client.c), by_key);
  cr_expect_eq(hf_uses_external_psk(&pair.server.c), by_key);
  cr_expect_not(hf_is_resumed(&pair.client.c));
  cr_expect_not(hf_is_resumed(&pair.server.c));
}

static void refuses(const struct test_side *s, enum hf_error error, int alert) {
  struct hf_alert heard;
  run();
  cr_expect_eq(hf_error_of(&s->c), error, "%s", test_describe(s));
  cr_expect(test_is_wiped(&s->c));
  cr_assert(hf_peer_alert(&s->peer->c, &heard), "%s", test_describe(s->peer));
  cr_expect_eq(heard.description, alert, "alert %d", heard.description);
}

/* The early secret of the key (RFC 8446 7.1). */
static size_t early_of(bool sha384, uint8_t *out) {
  uint32_t hash = sha384 ? HF_HASH_SHA384 : HF_HASH_SHA256;
  hf_hkdf_extract(hash, NULL, 0, key, client.psk.key_n, out);
  return hf_hash_size(hash);
}

static void keeps_nothing(const struct test_side *s, bool sha384) {
  uint8_t early[48];
  size_t n = early_of(sha384, early);
  cr_expect_not(test_bytes_in(&s->c, sizeof s->c, early, n), "%s", test_describe(s));
  cr_expect_not(test_bytes_in(&s->c, sizeof s->c, key, client.psk.key_n), "%s", test_describe(s));
}

Test(handshake_external_psk, opens_without_certificates) {
  struct hf_session session;
  for (size_t chunk = 0; chunk < 2; chunk++) {
    set(false);
    without_certificates();
    pair.chunk = chunk;
    opens(1);
    cr_expect_eq(hf_cipher_suite(&pair.client.c), HF_TLS_AES_128_GCM_SHA256);
    cr_expect_eq(hf_peer_chain(&pair.client.c)->count, 0);
    cr_expect_not(hf_session_of(&pair.client.c, &session));
    cr_expect_eq(client.asked, 1);
    cr_expect_eq(server.asked, 1);
    cr_expect_eq(server.asked_n, 11);
    cr_expect_arr_eq(server.asked_for, identity, 11);
    keeps_nothing(&pair.client, false);
    keeps_nothing(&pair.server, false);
  }
}

/* The key goes with its hash: the suite is chosen for it, whatever the server would like better. */
Test(handshake_external_psk, of_sha384) {
  set(true);
  opens(1);
  cr_expect_eq(hf_cipher_suite(&pair.client.c), HF_TLS_AES_256_GCM_SHA384);
  keeps_nothing(&pair.server, true);
}

Test(handshake_external_psk, a_suite_of_its_hash_is_wanted) {
  static const uint16_t aes128[] = {HF_TLS_AES_128_GCM_SHA256};
  set(true);
  pair.server.config.cipher_suites = aes128;
  pair.server.config.cipher_suites_n = 1;
  opens(0);
  keeps_nothing(&pair.server, true);
  set(true);
  pair.client.config.cipher_suites = aes128;
  pair.client.config.cipher_suites_n = 1;
  opens(0);
  cr_expect_eq(server.asked, 0, "it was offered");
}

/* Both sides must mean the same hash: the binder tells. */
Test(handshake_external_psk, the_other_hash) {
  static const uint16_t both[] = {HF_TLS_AES_256_GCM_SHA384, HF_TLS_AES_128_GCM_SHA256};
  set(false);
  server.psk.sha384 = true;
  pair.client.config.cipher_suites = both;
  pair.client.config.cipher_suites_n = 2;
  refuses(&pair.server, HF_ERROR_BINDER_WRONG, HF_ALERT_DECRYPT_ERROR);
}

Test(handshake_external_psk, of_nobody) {
  set(false);
  server.has = 0;
  opens(0);
  cr_expect_gt(hf_peer_chain(&pair.client.c)->count, 0);
  cr_expect_eq(server.asked, 1);
  set(false);
  without_certificates();
  server.has = 0;
  refuses(&pair.server, HF_ERROR_PSK_UNKNOWN, HF_ALERT_UNKNOWN_PSK_IDENTITY);
}

/* A certificate in place of the key is checked as ever. */
Test(handshake_external_psk, a_certificate_that_nobody_trusts) {
  set(false);
  server.has = 0;
  pair.client.config.anchors_n = 0;
  refuses(&pair.client, HF_ERROR_CERTIFICATE_UNKNOWN_ISSUER, HF_ALERT_UNKNOWN_CA);
}

Test(handshake_external_psk, another_key) {
  static uint8_t other[32] = {1};
  set(false);
  server.psk.key = other;
  refuses(&pair.server, HF_ERROR_BINDER_WRONG, HF_ALERT_DECRYPT_ERROR);
}

/* The ways to say that a client must show a certificate, and that it may. */
Test(handshake_external_psk, a_certificate_that_is_required) {
  set(false);
  test_side_identities(&pair.client, "client-rsa", NULL);
  pair.server.config.client_authentication = HF_CLIENT_REQUIRED;
  opens(0);
  cr_expect_eq(server.asked, 0);
  cr_expect_gt(hf_peer_chain(&pair.server.c)->count, 0);
  set(false);
  pair.server.config.client_authentication = HF_CLIENT_REQUESTED;
  opens(1);
}

Test(handshake_external_psk, after_a_retry) {
  static const uint16_t p384[] = {HF_GROUP_SECP384R1};
  for (int sha384 = 0; sha384 < 2; sha384++) {
    set(sha384);
    without_certificates();
    pair.server.config.groups = p384;
    pair.server.config.groups_n = 1;
    opens(1);
    cr_expect_eq(server.asked, 2);
    keeps_nothing(&pair.client, sha384);
    keeps_nothing(&pair.server, sha384);
  }
}

Test(handshake_external_psk, not_in_tls_1_2) {
  set(false);
  pair.server.config.versions = HF_VERSION_TLS12;
  opens(0);
  cr_expect_eq(server.asked, 0);
  set(false);
  pair.client.config.versions = HF_VERSION_TLS12;
  opens(0);
  cr_expect_eq(server.asked, 0);
}

/* A session that can be resumed is offered in its place. */
Test(handshake_external_psk, a_session_comes_first) {
  struct hf_session session;
  set(false);
  client.has = 0;
  opens(0);
  cr_assert(hf_session_of(&pair.client.c, &session));
  client.has = 1;
  server.asked = 0;
  test_pair_again(&pair, &session);
  test_pair_pump(&pair);
  cr_assert(test_both_open(&pair));
  cr_expect(hf_is_resumed(&pair.client.c));
  cr_expect_not(hf_uses_external_psk(&pair.server.c));
  cr_expect_eq(server.asked, 1, "an identity of any form may be that of a key");
}

/* An identity may have the form of a ticket. */
Test(handshake_external_psk, an_identity_like_a_ticket) {
  set(false);
  client.psk.identity_n = server.psk.identity_n = HF_SESSION_ID_MAX;
  opens(1);
  server.has = 0;
  test_pair_again(&pair, NULL);
  test_pair_pump(&pair);
  cr_assert(test_both_open(&pair));
  cr_expect_not(hf_uses_external_psk(&pair.server.c));
}

Test(handshake_external_psk, sizes) {
  static const struct {
    size_t identity_n, key_n;
    enum hf_error error;
  } sizes[] = {{1, 1, HF_OK},
               {HF_PSK_IDENTITY_MAX - 1, HF_PSK_KEY_MAX - 1, HF_OK},
               {HF_PSK_IDENTITY_MAX, HF_PSK_KEY_MAX, HF_OK},
               {0, 32, HF_ERROR_EXTERNAL_PSK_WRONG},
               {HF_PSK_IDENTITY_MAX + 1, 32, HF_ERROR_EXTERNAL_PSK_WRONG},
               {11, 0, HF_ERROR_EXTERNAL_PSK_WRONG},
               {11, HF_PSK_KEY_MAX + 1, HF_ERROR_EXTERNAL_PSK_WRONG}};
  for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
    set(false);
    without_certificates();
    hold(&client, &pair.client, sizes[i].identity_n, sizes[i].key_n, false);
    hold(&server, &pair.server, sizes[i].identity_n, sizes[i].key_n, false);
    run();
    cr_expect_eq(hf_error_of(&pair.client.c), sizes[i].error, "%zu: %s", i, test_describe(&pair.client));
    cr_expect_eq(test_both_open(&pair), sizes[i].error == HF_OK, "%zu", i);
  }
}

/* What a caller may forget: a key or identity that is not there; a server's key that has no size is none. */
Test(handshake_external_psk, nothing_where_something_should_be) {
  set(false);
  client.psk.key = NULL;
  run();
  cr_expect_eq(hf_error_of(&pair.client.c), HF_ERROR_EXTERNAL_PSK_WRONG);
  set(false);
  client.psk.identity = NULL;
  run();
  cr_expect_eq(hf_error_of(&pair.client.c), HF_ERROR_EXTERNAL_PSK_WRONG);
  set(false);
  server.psk.key_n = 0;
  opens(0);
}

/* A server without certificates and without keys has nothing to say. */
Test(handshake_external_psk, a_server_of_nothing) {
  set(false);
  without_certificates();
  pair.server.config.external_psk = NULL;
  run();
  cr_expect_eq(hf_error_of(&pair.server.c), HF_ERROR_IDENTITY_MISSING);
}

/* A server that has keys alone has nothing to say in TLS 1.2, nor to who knows no key. */
Test(handshake_external_psk, a_server_of_keys_alone) {
  set(false);
  without_certificates();
  pair.client.config.versions = HF_VERSION_TLS12;
  refuses(&pair.server, HF_ERROR_VERSION_UNSUPPORTED, HF_ALERT_PROTOCOL_VERSION);
  set(false);
  without_certificates();
  pair.server.config.versions = HF_VERSION_TLS12;
  run();
  cr_expect_eq(hf_error_of(&pair.server.c), HF_ERROR_IDENTITY_MISSING);
  set(false);
  without_certificates();
  pair.client.config.external_psk = NULL;
  refuses(&pair.server, HF_ERROR_PSK_UNKNOWN, HF_ALERT_UNKNOWN_PSK_IDENTITY);
}

/* Several identities in one hello, ours at a place among them; the binders are made anew for it. The hello is from a client that
   offered one, and hears of another number: it refuses, and the server has chosen. */
static struct {
  size_t before, after; /* strangers */
  size_t binder_n;
  size_t wrong; /* 1: all binders but ours are right; 2: ours has one byte more */
} many;

static void write16(uint8_t *out, size_t value) {
  out[0] = (uint8_t)(value >> 8);
  out[1] = (uint8_t)value;
}

static size_t write_identity(uint8_t *out, const uint8_t *id, size_t n) {
  write16(out, n);
  memcpy(out + 2, id, n);
  memset(out + 2 + n, 0, 4);
  return n + 6;
}

static int offer_many(struct test_side *from, uint8_t *m, size_t *n, size_t room) {
  static uint8_t data[8192];
  uint8_t early[48], digest[48];
  struct hf_hash hash;
  size_t all = many.before + 1 + many.after;
  size_t at = 2;
  (void)room;
  if (from->is_server || m[0] != TEST_CLIENT_HELLO)
    return 1;
  for (size_t i = 0; i < all; i++)
    at += i == many.before ? write_identity(data + at, identity, client.psk.identity_n)
                           : write_identity(data + at, (const uint8_t *)"stranger", 8);
  write16(data, at - 2);
  size_t binders = at;
  write16(data + at, all * 33);
  at += 2;
  for (size_t i = 0; i < all; i++, at += 33) {
    data[at] = 32;
    memset(data + at + 1, 0x77, 32);
  }
  test_set_extension(m, n, HF_EXTENSION_PRE_SHARED_KEY, data, at);
  (void)early_of(false, early);
  hf_hash_start(&hash, HF_HASH_SHA256);
  hf_hash_update(&hash, m, *n - (at - binders));
  hf_hash_finish(&hash, digest);
  hf_binder(HF_HASH_SHA256, true, early, digest, m + *n - (at - binders) + 2 + 33 * many.before + 1);
  m[*n - 1] ^= (uint8_t)many.wrong;
  from->pair->tampered++;
  return 1;
}

static void run_many(size_t before, size_t after, size_t wrong) {
  set(false);
  without_certificates();
  many.before = before;
  many.after = after;
  many.wrong = wrong;
  pair.tamper = offer_many;
  pair.chunk = before % 3;
  run();
  cr_assert_eq(pair.tampered, 1);
}

Test(handshake_external_psk, among_others) {
  for (size_t before = 0; before < 8; before++)
    for (size_t after = 0; after < 3; after++) {
      run_many(before, after, 0);
      enum hf_error of_another_hello = before == 0 ? HF_ERROR_RECORD_MAC_WRONG : HF_ERROR_PRE_SHARED_KEY_WRONG;
      cr_expect_eq(hf_error_of(&pair.client.c), before + after == 0 ? HF_OK : of_another_hello, "%zu: %s", before,
                   test_describe(&pair.client));
      cr_expect_eq(server.asked, (int)before + 1);
    }
  run_many(3, 0, 1);
  cr_expect_eq(hf_error_of(&pair.server.c), HF_ERROR_BINDER_WRONG);
  run_many(3, 2, 1); /* a binder that nobody asks for */
  cr_expect_eq(hf_error_of(&pair.client.c), HF_ERROR_PRE_SHARED_KEY_WRONG);
}

#define ASKED_MOST 8 /* handshake/psk_in.c */

/* A hello cannot ask without end. */
Test(handshake_external_psk, at_most_eight_are_asked_for) {
  for (int before = ASKED_MOST - 2; before <= ASKED_MOST; before++) {
    run_many((size_t)before, 100, 0);
    cr_expect_eq(server.asked, before < ASKED_MOST ? before + 1 : ASKED_MOST);
    cr_expect_eq(hf_error_of(&pair.server.c), before < ASKED_MOST ? HF_ERROR_PEER_ALERT : HF_ERROR_PSK_UNKNOWN);
  }
}

/* The key is the session: a server gives no ticket, and a client keeps none. */
static int count_tickets(struct test_side *from, uint8_t *m, size_t *n, size_t room) {
  (void)n;
  (void)room;
  from->pair->tampered += m[0] == TEST_NEW_SESSION_TICKET;
  return 1;
}

Test(handshake_external_psk, makes_no_session) {
  static const uint8_t ticket[] = {0, 0, 0, 60, 0, 0, 0, 0, 1, 0, 0, 4, 't', 'i', 'c', 'k', 0, 0};
  struct hf_session session;
  set(false);
  pair.tamper = count_tickets;
  opens(1);
  cr_expect_eq(pair.tampered, 0);
  (void)test_inject_handshake(&pair.client, TEST_NEW_SESSION_TICKET, ticket, sizeof ticket);
  cr_expect_eq(hf_error_of(&pair.client.c), HF_OK);
  cr_expect_not(hf_session_of(&pair.client.c, &session));
  set(false);
  client.has = 0;
  pair.tamper = count_tickets;
  opens(0);
  cr_expect_eq(pair.tampered, 1, "without the key there is one");
}

/* The exporter, changes of keys and the close are those of any connection. */
Test(handshake_external_psk, lives_on) {
  static const uint8_t label[] = {'E', 'X', 'P', 'O', 'R', 'T', 'E', 'R'};
  uint8_t ours[32], theirs[32];
  set(false);
  without_certificates();
  pair.client.config.export_keys = pair.server.config.export_keys = 1;
  opens(1);
  cr_assert_eq(hf_export(&pair.client.c, label, sizeof label, NULL, 0, ours, sizeof ours), HF_OK);
  cr_assert_eq(hf_export(&pair.server.c, label, sizeof label, NULL, 0, theirs, sizeof theirs), HF_OK);
  cr_expect_arr_eq(ours, theirs, sizeof ours);
  cr_expect_eq(hf_write(&pair.client.c, (const uint8_t *)"hello", 5), 5);
  test_pair_pump(&pair);
  cr_expect_eq(pair.server.received_n, 5);
}
