/* Resumption by session ID (RFC 5246 7.3): what is resumed, what falls back to a full handshake, what is refused. P9. */
#include "generated/registry.h"
#include "support/edit.h"
#include "support/pair.h"
#include <criterion/criterion.h>
#include <string.h>

static struct test_pair pair;
static struct hf_session session;

static void first(void) {
  test_pair_run(&pair);
  cr_assert(test_both_open(&pair), "%s; %s", test_describe(&pair.client), test_describe(&pair.server));
  cr_assert(!hf_is_resumed(&pair.client.c));
  cr_assert(hf_session_of(&pair.client.c, &session));
}

static void again(int resumed, const char *what) {
  test_pair_again(&pair, &session);
  test_pair_pump(&pair);
  cr_assert(test_both_open(&pair), "%s: %s; %s", what, test_describe(&pair.client), test_describe(&pair.server));
  cr_assert_eq(hf_is_resumed(&pair.client.c), resumed, "%s: client", what);
  cr_assert_eq(hf_is_resumed(&pair.server.c), resumed, "%s: server", what);
  cr_assert_arr_eq(pair.client.master_secret, pair.server.master_secret, 48);
}

Test(handshake_session, hit) {
  test_pair_set(&pair);
  first();
  again(1, "a session in the cache");
  if (test_versions() != HF_VERSION_TLS13)
    cr_assert_arr_eq(pair.client.master_secret, session.master_secret, 48);
  again(1, "and once more");
}

Test(handshake_session, the_resumed_session_can_be_offered_again) {
  test_pair_set(&pair);
  first();
  again(1, "first");
  cr_assert(hf_session_of(&pair.client.c, &session));
  again(1, "second");
}

Test(handshake_session, miss) {
  test_pair_set(&pair);
  first();
  session.session_id[0] ^= 1;
  session.ticket[0] ^= 1;
  again(0, "another ID, or another ticket");
}

Test(handshake_session, no_store) {
  test_pair_set(&pair);
  first();
  pair.server.config.sessions = NULL;
  again(0, "no store");
}

Test(handshake_session, expired) {
  test_pair_set(&pair);
  first();
  pair.now += 3600;
  again(1, "on its last second");
  pair.now += 3602;
  again(0, "too old");
}

Test(handshake_session, clock_gone_back) {
  test_pair_set(&pair);
  first();
  pair.now -= 100000;
  again(0, "from the future");
}

Test(handshake_session, pushed_out) {
  static struct hf_session kept;
  test_pair_set(&pair);
  first();
  kept = session;
  for (unsigned i = 0; i < TEST_CACHE; i++) {
    pair.offer = NULL;
    first();
  }
  session = kept;
  again(0, "the least recently used is out");
}

Test(handshake_session, used_stays) {
  static struct hf_session kept;
  test_pair_set(&pair);
  first();
  kept = session;
  for (unsigned i = 0; i < 2 * TEST_CACHE; i++) {
    pair.offer = NULL;
    first();
    session = kept;
    again(1, "used all the time");
  }
}

Test(handshake_session, p09_another_name) {
  test_pair_set(&pair);
  first();
  pair.name = "server.example";
  again(0, "another server name");
}

Test(handshake_session, p09_another_protocol) {
  static const uint8_t both[] = {2, 'h', '2', 2, 'h', '3'};
  test_pair_set(&pair);
  pair.client.config.application_protocols = both;
  pair.client.config.application_protocols_n = 3;
  pair.server.config.application_protocols = both;
  pair.server.config.application_protocols_n = 6;
  first();
  again(1, "the same protocol");
  pair.client.config.application_protocols = both + 3;
  again(0, "another protocol");
}

Test(handshake_session, p09_client_authentication_became_required) {
  test_pair_set(&pair);
  first();
  pair.server.config.client_authentication = HF_CLIENT_REQUIRED;
  test_side_identities(&pair.client, "client-ec", (char *)NULL);
  again(0, "a client certificate is needed now");
  cr_assert_gt(hf_peer_chain(&pair.server.c)->count, 0);
}

/* Nothing else changes: the client had its certificate before, and offers the session. */
Test(handshake_session, p09_client_authentication_became_required_alone) {
  test_pair_set(&pair);
  test_side_identities(&pair.client, "client-ec", (char *)NULL);
  first();
  pair.server.config.client_authentication = HF_CLIENT_REQUIRED;
  again(0, "a client certificate is needed now");
  cr_assert_gt(hf_peer_chain(&pair.server.c)->count, 0);
}

/* The same with a client that has none: it does not get in. */
Test(handshake_session, p09_client_authentication_became_required_of_one_without) {
  test_pair_set(&pair);
  first();
  pair.server.config.client_authentication = HF_CLIENT_REQUIRED;
  test_pair_again(&pair, &session);
  test_pair_pump(&pair);
  cr_assert_eq(hf_error_of(&pair.server.c),
               test_versions() == HF_VERSION_TLS13 ? HF_ERROR_CERTIFICATE_REQUIRED
                                                   : HF_ERROR_CLIENT_CERTIFICATE_MISSING,
               "%s", test_describe(&pair.server));
}

/* In TLS 1.3 the suite's hash must be the same (RFC 8446 4.6.1). */
static const uint16_t *of_version(const uint16_t *suites) {
  return suites + (test_versions() == HF_VERSION_TLS13);
}
static const uint16_t olds[] = {HF_TLS_RSA_WITH_AES_128_CBC_SHA, HF_TLS_AES_128_GCM_SHA256};
static const uint16_t news[] = {HF_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, HF_TLS_AES_256_GCM_SHA384};

Test(handshake_session, p09_suite_no_longer_allowed) {
  const uint16_t *old = of_version(olds), *new = of_version(news);
  test_pair_set(&pair);
  pair.client.config.cipher_suites = old;
  pair.client.config.cipher_suites_n = 1;
  first();
  pair.client.config.cipher_suites = NULL;
  pair.server.config.cipher_suites = new;
  pair.server.config.cipher_suites_n = 1;
  again(0, "the server no longer has the suite");
  cr_assert_eq(hf_cipher_suite(&pair.client.c), new[0]);
}

Test(handshake_session, p09_client_no_longer_offers_the_suite) {
  const uint16_t *old = of_version(olds), *new = of_version(news);
  test_pair_set(&pair);
  pair.client.config.cipher_suites = old;
  pair.client.config.cipher_suites_n = 1;
  first();
  pair.client.config.cipher_suites = new;
  again(0, "the client no longer offers the suite");
}

static int strip_master_secret(struct test_side *from, uint8_t *message, size_t *n, size_t room) {
  (void)room;
  if (!from->is_server && message[0] == TEST_CLIENT_HELLO)
    test_remove_extension(message, n, HF_EXTENSION_EXTENDED_MASTER_SECRET);
  return 1;
}

/* RFC 7627 5.3: a session with the extended master secret is not resumed by a hello without it. */
Test(handshake_session, p09_extended_master_secret_dropped) {
  test_pair_set(&pair);
  first();
  pair.tamper = strip_master_secret;
  test_pair_again(&pair, &session);
  test_pair_pump(&pair);
  cr_assert_eq(hf_error_of(&pair.server.c), HF_ERROR_EXTENDED_MASTER_SECRET_DROPPED);
}

/* RFC 5246 7.2.2: the session of a connection that failed is not resumed. */
Test(handshake_session, not_after_a_fatal_alert) {
  static const uint8_t fatal[] = {2, HF_ALERT_INTERNAL_ERROR};
  test_pair_set(&pair);
  first();
  (void)test_inject(&pair.server, HF_CONTENT_ALERT, fatal, 2);
  cr_assert_eq(hf_status(&pair.server.c), HF_STATUS_FAILED);
  again(0, "the session of a failed connection");
}

/* Nobody who merely saw the ID can make the server forget the session. */
Test(handshake_session, a_stranger_cannot_spend_it) {
  static struct hf_session stolen;
  test_pair_set(&pair);
  first();
  stolen = session;
  memset(stolen.master_secret, 1, sizeof stolen.master_secret);
  test_pair_again(&pair, &stolen);
  test_pair_pump(&pair);
  cr_assert_eq(hf_status(&pair.server.c), HF_STATUS_FAILED);
  again(1, "its owner");
}

Test(handshake_session, no_session_of_an_unfinished_handshake) {
  struct hf_session none;
  test_pair_set(&pair);
  test_pair_start(&pair);
  cr_assert_not(hf_session_of(&pair.client.c, &none));
}
