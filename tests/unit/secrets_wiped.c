/* Every wipe, seen from outside: after each end of a connection, and of its handshake, its memory and its buffers are searched for
   each secret that it had. */
#include "generated/machine.h"
#include "generated/registry.h"
#include "session/cache.h"
#include "session/peer.h"
#include "support/edit.h"
#include "support/inside.h"
#include "support/secrets.h"
#include "support/wire.h"
#include <criterion/criterion.h>
#include <string.h>

static struct test_pair pair;
static struct test_draws client, server;
static struct hf_session session;

static const struct kind {
  const char *name;
  uint16_t suite, group;
  int mutual, resumed;
} kinds[] = {
    {"RSA, GCM", HF_TLS_RSA_WITH_AES_128_GCM_SHA256, 0, 0, 0},
    {"RSA, CBC", HF_TLS_RSA_WITH_AES_128_CBC_SHA, 0, 0, 0},
    {"RSA, CBC, SHA-256, mutual", HF_TLS_RSA_WITH_AES_256_CBC_SHA256, 0, 1, 0},
    {"ECDHE, GCM, mutual", HF_TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, 0, 1, 0},
    {"ECDHE on P-384, CBC", HF_TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA, HF_GROUP_SECP384R1, 0, 0},
    {"ECDHE, ChaCha20", HF_TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256, 0, 0, 0},
    {"ECDHE, GCM, resumed", HF_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, 0, 0, 1},
    {"RSA, CBC, resumed", HF_TLS_RSA_WITH_AES_128_CBC_SHA, 0, 0, 1},
};
#define KINDS (sizeof kinds / sizeof kinds[0])

static void start(const struct kind *k) {
  test_pair_set(&pair);
  test_wire_watch(&pair, NULL);
  pair.client.config.random = test_draws_source(&client);
  pair.server.config.random = test_draws_source(&server);
  pair.client.config.cipher_suites = &k->suite;
  pair.client.config.cipher_suites_n = 1;
  pair.client.config.groups = k->group ? &k->group : NULL;
  pair.client.config.groups_n = k->group ? 1 : 0;
  if (k->mutual) {
    test_side_identities(&pair.client, "client-rsa", (char *)NULL);
    pair.server.config.client_authentication = HF_CLIENT_REQUIRED;
  }
  test_draws_start(&client, 201);
  test_draws_start(&server, 202);
  if (k->resumed) {
    test_pair_run(&pair);
    cr_assert(hf_session_of(&pair.client.c, &session));
    pair.offer = &session;
    test_draws_start(&client, 203);
    test_draws_start(&server, 204);
  }
  test_pair_start(&pair);
}

static void gather(void) {
  test_secrets_gather(&pair, &client, &server);
}

static void open_both(const struct kind *k) {
  start(k);
  test_pair_pump(&pair);
  cr_assert(test_both_open(&pair), "%s: %s; %s", k->name, test_describe(&pair.client), test_describe(&pair.server));
  test_secrets_gather(&pair, &client, &server);
  cr_assert_geq(test_secrets_n(), 6);
}

#include "secrets_ends.inc"

/* What is searched for is found where it is. */
Test(secrets_wiped, the_search_finds) {
  uint8_t memory[100] = {0};
  uint8_t secret[32];
  for (size_t i = 0; i < 32; i++)
    secret[i] = (uint8_t)(i * 7 + 1);
  test_secrets_clear();
  test_secrets_add("it", secret, 32);
  cr_expect_null(test_secret_in(memory, sizeof memory));
  for (size_t at = 0; at + 8 <= sizeof memory; at++) {
    for (size_t from = 0; from + 8 <= 32; from++) {
      memset(memory, 0, sizeof memory);
      memcpy(memory + at, secret + from, 7);
      cr_assert_null(test_secret_in(memory, sizeof memory));
      memcpy(memory + at, secret + from, 8);
      cr_assert_not_null(test_secret_in(memory, sizeof memory));
    }
  }
  open_both(&kinds[0]);
  cr_expect_not_null(test_secret_kept(&pair.client), "an open connection has its keys");
}

/* When the handshake is over, the keys in use are all that is left, and a client's master secret if it may be resumed. */
Test(secrets_wiped, when_open) {
  for (size_t i = 0; i < KINDS; i++) {
    for (int named = 0; named <= 1; named++) {
      open_both(&kinds[i]);
      if (!named && kinds[i].resumed)
        continue;
      if (!named) {
        start(&kinds[i]);
        pair.server.config.sessions = NULL;
        test_pair_start(&pair);
        test_draws_start(&client, 203);
        test_draws_start(&server, 204);
        test_pair_start(&pair);
        test_pair_pump(&pair);
        test_secrets_gather(&pair, &client, &server);
      }
      struct test_side *sides[] = {&pair.client, &pair.server};
      for (int k = 0; k < 2; k++) {
        memset(&sides[k]->c.read, 0, sizeof sides[k]->c.read);
        memset(&sides[k]->c.write, 0, sizeof sides[k]->c.write);
      }
      cr_expect_eq(hf_session_of(&pair.client.c, &session), named);
      if (named)
        memset(&pair.client.c.session, 0, sizeof pair.client.c.session);
      check_nothing_kept(&pair.client, kinds[i].name, named ? "when open" : "when open without a session");
      check_nothing_kept(&pair.server, kinds[i].name, "when open");
    }
  }
}

Test(secrets_wiped, after_a_failure_in_each_state) {
  end_everywhere(fail, "after a failure");
}

Test(secrets_wiped, after_a_fatal_alert_in_each_state) {
  end_everywhere(hear_alert, "after a fatal alert");
}

Test(secrets_wiped, after_the_end_of_input_in_each_state) {
  end_everywhere(cut, "after the end of input");
}

Test(secrets_wiped, by_hf_wipe_connection_in_each_state) {
  end_everywhere(wipe, "after hf_wipe_connection");
}

/* RFC 5246 8.1: the pre-master secret, and what it was made of, go when the master secret is made. */
Test(secrets_wiped, pre_master_secret_when_there_is_a_master_secret) {
  for (size_t i = 0; i < KINDS; i++) {
    int reached = 0;
    note_states(i);
    for (int side = 0; side < 2; side++) {
      struct test_side *s = side ? &pair.server : &pair.client;
      for (size_t k = 0; k < states_n[side]; k++) {
        start(&kinds[i]);
        if (!test_pair_run_to(&pair, s, states[side][k]) || !s->key_logged)
          continue;
        reached++;
        pair.client.key_logged = pair.server.key_logged = 0;
        test_secrets_gather(&pair, &client, &server);
        cr_assert(test_secrets_n() > 0 || kinds[i].resumed);
        check_nothing_kept(s, kinds[i].name, "when there is a master secret");
      }
    }
    cr_assert_geq(reached, 4);
  }
}

/* Both said close_notify; then the connection is the caller's to wipe. */
Test(secrets_wiped, after_the_close) {
  for (size_t i = 0; i < KINDS; i++) {
    open_both(&kinds[i]);
    hf_close(&pair.client.c);
    hf_close(&pair.server.c);
    test_pair_pump(&pair);
    cr_assert_eq(hf_status(&pair.client.c), HF_STATUS_CLOSED);
    cr_assert_eq(hf_status(&pair.server.c), HF_STATUS_CLOSED);
    hf_wipe_connection(&pair.client.c);
    hf_wipe_connection(&pair.server.c);
    check_nothing_kept(&pair.client, kinds[i].name, "after the close");
    check_nothing_kept(&pair.server, kinds[i].name, "after the close");
  }
}

/* What was read stands in the buffer no longer, whatever pieces it was read in. */
static void read_in_pieces(const uint8_t *data, size_t n, size_t piece) {
  uint8_t got[300];
  cr_assert_eq(hf_write(&pair.client.c, data, n), n);
  test_pair_pump(&pair);
  for (size_t at = 0, taken; at < n; at += taken) {
    taken = hf_read(&pair.server.c, got + at, piece < n - at ? piece : n - at);
    cr_assert_gt(taken, 0);
    for (size_t i = at < 3 ? 0 : at - 3; i + 4 <= at + taken; i++)
      cr_assert_not(test_bytes_in(pair.server.in, sizeof pair.server.in, data + i, 4), "pieces of %zu, byte %zu", piece,
                    i);
  }
  cr_assert_arr_eq(got, data, n);
  test_secrets_clear();
  test_secrets_add("data", data, n);
  cr_assert_null(test_secret_kept(&pair.server));
  cr_assert_null(test_secret_kept(&pair.client), "what was sealed is not left in the clear");
}

Test(secrets_wiped, data_that_was_read) {
  static const size_t pieces[] = {1, 2, 7, 100, 299, 300, 1000};
  struct test_random r = {77};
  uint8_t data[300];
  for (size_t kind = 0; kind < KINDS; kind++) {
    open_both(&kinds[kind]);
    pair.keep_data = 1;
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
      test_random_fill(&r, data, sizeof data);
      read_in_pieces(data, sizeof data, pieces[i]);
    }
  }
}

/* Data that nobody read is gone when the connection is. */
Test(secrets_wiped, data_that_was_not_read) {
  uint8_t data[200];
  void (*const ends[])(struct test_side *) = {wipe, NULL};
  for (size_t i = 0; i < sizeof data; i++)
    data[i] = (uint8_t)(i + 1);
  for (size_t i = 0; i < 2; i++) {
    open_both(&kinds[3]);
    pair.keep_data = 1;
    hf_write(&pair.client.c, data, sizeof data);
    test_pair_pump(&pair);
    test_secrets_clear();
    test_secrets_add("data", data, sizeof data);
    cr_assert_not_null(test_secret_kept(&pair.server));
    if (ends[i])
      ends[i](&pair.server);
    else
      hf_read(&pair.server.c, data, sizeof data);
    cr_expect_null(test_secret_kept(&pair.server), "%zu", i);
  }
}

/* A session cache of two entries: each way in which a session leaves it. */
static struct hf_cache cache;
static struct hf_cache_entry entries[2];

static struct hf_session a_session(uint8_t name) {
  struct test_random r = {name};
  struct hf_session s = {.session_id_n = 32, .created = 1000};
  struct hf_peer nobody;
  hf_peer_clear(&nobody);
  hf_peer_write(&nobody, s.peer);
  s.peer_n = (uint16_t)hf_peer_size(&nobody);
  test_random_fill(&r, s.session_id, 32);
  test_random_fill(&r, s.master_secret, 48);
  return s;
}

static void drop(const struct hf_session *s) {
  hf_cache_drop(&cache, s->session_id, 32);
}

static void let_it_expire(const struct hf_session *s) {
  struct hf_session out;
  cr_assert_not(hf_cache_find(&cache, s->session_id, 32, 5000, &out));
}

static void push_it_out(const struct hf_session *s) {
  struct hf_session others[] = {a_session(2), a_session(3)};
  (void)s;
  hf_cache_put(&cache, &others[0]);
  hf_cache_put(&cache, &others[1]);
}

static void replace_it(const struct hf_session *s) {
  struct hf_session other = a_session(4);
  memcpy(other.session_id, s->session_id, 32);
  hf_cache_put(&cache, &other);
}

static void wipe_all(const struct hf_session *s) {
  (void)s;
  hf_cache_wipe(&cache);
}

static void start_anew(const struct hf_session *s) {
  (void)s;
  hf_cache_start(&cache, entries, 2, 100);
}

Test(secrets_wiped, sessions_that_leave_the_cache) {
  void (*const ways[])(const struct hf_session *) = {drop,       let_it_expire, push_it_out,
                                                     replace_it, wipe_all,      start_anew};
  for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
    struct hf_session s = a_session(1);
    hf_cache_start(&cache, entries, 2, 100);
    hf_cache_put(&cache, &s);
    test_secrets_clear();
    test_secrets_add("its master secret", s.master_secret, 48);
    cr_assert_not_null(test_secret_in(entries, sizeof entries));
    ways[i](&s);
    cr_expect_null(test_secret_in(entries, sizeof entries), "way %zu", i);
    hf_session_wipe(&s);
    cr_expect_null(test_secret_in(&s, sizeof s));
  }
}

/* A session's file that is damaged leaves nothing of it behind. */
Test(secrets_wiped, sessions_that_are_not_read) {
  struct hf_session s = a_session(1), again;
  uint8_t bytes[HF_SESSION_BYTES];
  test_secrets_clear();
  test_secrets_add("its master secret", s.master_secret, 48);
  hf_session_write(&s, bytes);
  cr_assert_eq(hf_session_read(&again, bytes, sizeof bytes), 0);
  cr_assert_not_null(test_secret_in(&again, sizeof again));
  for (size_t i = 0; i < sizeof bytes; i++) {
    bytes[i] ^= 1;
    cr_assert_eq(hf_session_read(&again, bytes, sizeof bytes), -1, "byte %zu", i);
    cr_assert_null(test_secret_in(&again, sizeof again), "byte %zu", i);
    bytes[i] ^= 1;
  }
}
