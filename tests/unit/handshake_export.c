/* What an application derives from a connection (RFC 5705, RFC 5929): both sides have the same, it is what the RFC says, and it is
   there only while it is safe. */
#include "generated/registry.h"
#include "keys/master.h"
#include "support/edit.h"
#include "support/secrets.h"
#include "support/wire.h"
#include <criterion/criterion.h>
#include <string.h>

#define LABEL "EXPORTER-handfast"
static const uint8_t label[] = LABEL;
#define LABEL_N (sizeof label - 1)

static struct test_pair pair;
static struct hf_session session;
static uint16_t suite;
static uint8_t value[HF_PRF_MAX + 1], other[HF_PRF_MAX];

static void strip(const struct test_side *from, uint8_t *m, size_t *n) {
  if (!from->is_server && m[0] == TEST_CLIENT_HELLO)
    (void)test_remove_extension(m, n, HF_EXTENSION_EXTENDED_MASTER_SECRET);
}

#define FIRST_OF_TLS12 3 /* row of hf_cipher_suites[] */

static void set(uint16_t one, test_edit edit) {
  test_pair_set(&pair);
  test_wire_watch(&pair, edit);
  suite = one;
  pair.client.config.cipher_suites = &suite;
  pair.client.config.cipher_suites_n = 1;
  pair.client.config.export_keys = pair.server.config.export_keys = 1;
}

static void run(void) {
  test_pair_run(&pair);
  cr_assert(test_both_open(&pair), "%s; %s", test_describe(&pair.client), test_describe(&pair.server));
}

static void resume(void) {
  cr_assert(hf_session_of(&pair.client.c, &session));
  test_wire_watch(&pair, NULL);
  test_pair_again(&pair, &session);
  test_pair_pump(&pair);
  cr_assert(test_both_open(&pair) && hf_is_resumed(&pair.client.c) && hf_is_resumed(&pair.server.c));
}

static enum hf_error ask(const struct test_side *s) {
  return hf_export(&s->c, label, LABEL_N, NULL, 0, value, 20);
}

static uint8_t hash_of(uint16_t code) {
  for (size_t i = FIRST_OF_TLS12; i < HF_CIPHER_SUITES; i++)
    if (hf_cipher_suites[i].code == code)
      return hf_cipher_suites[i].prf_hash;
  return 0;
}

/* RFC 5705 4, from what was logged and what went over the wire. */
static void expected(const uint8_t *context, size_t context_n, uint8_t *out, size_t n) {
  static uint8_t seed[66 + 65535];
  size_t seed_n = 64, hello_n;
  memcpy(seed, test_wire_message(0, TEST_CLIENT_HELLO, &hello_n) + 6, 32);
  memcpy(seed + 32, test_wire_message(1, TEST_SERVER_HELLO, &hello_n) + 6, 32);
  if (context != NULL) {
    seed[64] = (uint8_t)(context_n >> 8);
    seed[65] = (uint8_t)context_n;
    memcpy(seed + 66, context, context_n);
    seed_n = 66 + context_n;
  }
  hf_prf(hash_of(suite), pair.client.master_secret, 48, label, LABEL_N, seed, seed_n, seed, 0, out, n);
}

static void expect_value(const uint8_t *context, size_t context_n, size_t n, const char *what) {
  expected(context, context_n, other, n);
  for (int server = 0; server < 2; server++) {
    memset(value, 0xee, n + 1);
    cr_assert_eq(hf_export(server ? &pair.server.c : &pair.client.c, label, LABEL_N, context, context_n, value, n),
                 HF_OK, "%s", what);
    cr_expect_arr_eq(value, other, n, "%s, %zu bytes of context, %zu", what, context_n, n);
    cr_expect_eq(value[n], 0xee, "%s", what);
  }
}

static void expect_values(const char *what) {
  static uint8_t context[65535] = {1, 2, 3};
  static const size_t sizes[] = {1, 20, 32, 48, 100, HF_PRF_MAX};
  for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
    expect_value(NULL, 0, sizes[i], what);
    expect_value(context, 0, sizes[i], what);
    expect_value(context, 300, sizes[i], what);
  }
  expect_value(context, sizeof context, 32, what);
}

Test(handshake_export, is_what_the_rfc_says) {
  for (size_t i = FIRST_OF_TLS12; i < HF_CIPHER_SUITES; i++) {
    set(hf_cipher_suites[i].code, NULL);
    run();
    expect_values("full");
    resume();
    expect_values("resumed");
  }
}

/* Each part of what is asked for, and each connection, has another value. */
Test(handshake_export, all_that_is_asked_for_counts) {
  uint8_t values[6][20];
  static const uint8_t context[] = "context";
  set(HF_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, NULL);
  run();
  const struct hf_connection *c = &pair.client.c;
  cr_assert_eq(hf_export(c, label, LABEL_N, NULL, 0, values[0], 20), HF_OK);
  cr_assert_eq(hf_export(c, label, LABEL_N, context, 0, values[1], 20), HF_OK);
  cr_assert_eq(hf_export(c, label, LABEL_N, context, 6, values[2], 20), HF_OK);
  cr_assert_eq(hf_export(c, label, LABEL_N, context, 7, values[3], 20), HF_OK);
  cr_assert_eq(hf_export(c, label, LABEL_N - 1, NULL, 0, values[4], 20), HF_OK);
  cr_assert_eq(hf_export(c, label, LABEL_N, NULL, 99, value, 20), HF_OK, "a size of no context is not looked at");
  cr_expect_arr_eq(value, values[0], 20);
  resume();
  cr_assert_eq(hf_export(c, label, LABEL_N, NULL, 0, values[5], 20), HF_OK);
  for (size_t i = 0; i < 6; i++)
    for (size_t k = 0; k < i; k++)
      cr_expect_arr_neq(values[i], values[k], 20, "%zu, %zu", i, k);
}

Test(handshake_export, labels_and_sizes_that_are_refused) {
  static const char *const labels[] = {
      "", "client finished", "server finished", "master secret", "key expansion", "extended master secret"};
  static uint8_t context[65536];
  set(HF_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, NULL);
  run();
  memset(value, 0xee, sizeof value);
  for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
    const uint8_t *p = (const uint8_t *)labels[i];
    size_t n = strlen(labels[i]);
    cr_expect_eq(hf_export(&pair.client.c, p, n, NULL, 0, value, 20), HF_ERROR_EXPORT_LABEL_WRONG, "%s", labels[i]);
    cr_expect_eq(hf_export(&pair.client.c, p, n, context, 9, value, 20), HF_ERROR_EXPORT_LABEL_WRONG, "%s", labels[i]);
    cr_expect_eq(value[0], 0xee, "%s", labels[i]);
    if (n > 0)
      cr_expect_eq(hf_export(&pair.client.c, p, n - 1, NULL, 0, other, 20), HF_OK, "%s", labels[i]);
  }
  cr_expect_eq(hf_export(&pair.client.c, label, LABEL_N, context, 65536, value, 20), HF_ERROR_EXPORT_TOO_LONG);
  cr_expect_eq(hf_export(&pair.client.c, label, LABEL_N, NULL, 0, value, HF_PRF_MAX + 1), HF_ERROR_EXPORT_TOO_LONG);
  cr_expect_eq(hf_export(&pair.client.c, label, LABEL_N, NULL, 0, value, 0), HF_OK);
  cr_expect_eq(value[0], 0xee);
}

/* The verify_data of the first Finished, made once more from the messages on the wire. */
static void expect_unique(int resumed, const char *what) {
  uint8_t digest[HF_HASH_MAX], first[12], hash = hash_of(suite);
  test_wire_digest(hash, resumed ? TEST_SERVER_HELLO : TEST_CLIENT_KEY_EXCHANGE, digest);
  hf_verify_data(hash, pair.client.master_secret, resumed ? 0 : 1, digest, hf_hash_size(hash), first);
  for (int server = 0; server < 2; server++) {
    uint8_t unique[HF_TLS_UNIQUE] = {0};
    cr_assert_eq(hf_tls_unique(server ? &pair.server.c : &pair.client.c, unique), HF_OK, "%s", what);
    cr_expect_arr_eq(unique, first, 12, "%s, server %d", what, server);
  }
}

/* It needs nothing to be kept. */
Test(handshake_export, tls_unique_is_the_first_finished) {
  for (size_t i = FIRST_OF_TLS12; i < HF_CIPHER_SUITES; i++) {
    set(hf_cipher_suites[i].code, NULL);
    pair.client.config.export_keys = pair.server.config.export_keys = 0;
    run();
    expect_unique(0, "full");
    resume();
    expect_unique(1, "resumed");
  }
}

static void expect_refused(const struct test_side *s, enum hf_error keys, enum hf_error unique, const char *what) {
  uint8_t out[12];
  memset(value, 0xee, 20);
  memset(out, 0xee, 12);
  cr_expect_eq(ask(s), keys, "%s: %s", what, hf_error_name(ask(s)));
  cr_expect_eq(hf_tls_unique(&s->c, out), unique, "%s", what);
  for (size_t i = 0; i < 20; i++)
    cr_assert_eq(value[i], 0xee, "%s", what);
  for (size_t i = 0; i < 12; i++)
    cr_assert(unique == HF_OK || out[i] == 0xee, "%s", what);
}

static int keeps(const struct test_side *s) {
  return test_bytes_in(&s->c, sizeof s->c, s->master_secret, 16);
}

/* In each state in which a side waits, with the keys derived or not. */
Test(handshake_export, p28_nothing_before_the_handshake_is_complete) {
  uint32_t states[TEST_TRACE];
  for (int resumed = 0; resumed < 2; resumed++) {
    for (int server = 0; server < 2; server++) {
      struct test_side *s = server ? &pair.server : &pair.client;
      size_t n = 0, waits = 0;
      set(HF_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, NULL);
      run();
      if (resumed)
        resume();
      for (size_t i = 0; i < s->trace_n; i++)
        states[n++] = s->trace[i].before;
      for (size_t i = 0; i < n; i++) {
        if (resumed)
          test_pair_again(&pair, &session);
        else
          test_pair_start(&pair);
        if (!test_pair_run_to(&pair, s, states[i]) || hf_status(&s->c) != HF_STATUS_HANDSHAKING)
          continue;
        waits++;
        expect_refused(s, HF_ERROR_HANDSHAKE_NOT_COMPLETE, HF_ERROR_HANDSHAKE_NOT_COMPLETE, "waiting");
      }
      cr_assert_geq(waits, resumed ? 2 : 4);
    }
  }
}

Test(handshake_export, p28_nothing_of_a_connection_that_failed) {
  for (int server = 0; server < 2; server++) {
    struct test_side *s = server ? &pair.server : &pair.client;
    set(HF_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, NULL);
    run();
    cr_expect(keeps(s));
    hf_end_of_input(&s->c);
    expect_refused(s, HF_ERROR_TRUNCATED, HF_ERROR_TRUNCATED, "failed");
    cr_expect_not(keeps(s));
    test_pair_start(&pair);
    expect_refused(s, HF_ERROR_HANDSHAKE_NOT_COMPLETE, HF_ERROR_HANDSHAKE_NOT_COMPLETE, "begun anew");
  }
}

/* A close is no failure; a wipe ends it, also of a connection that closed in order. */
Test(handshake_export, p28_until_it_is_wiped) {
  uint8_t before[20];
  set(HF_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, NULL);
  run();
  cr_assert_eq(ask(&pair.client), HF_OK);
  memcpy(before, value, 20);
  hf_close(&pair.client.c);
  hf_close(&pair.server.c);
  test_pair_pump(&pair);
  for (int server = 0; server < 2; server++) {
    struct test_side *s = server ? &pair.server : &pair.client;
    cr_assert_eq(hf_status(&s->c), HF_STATUS_CLOSED);
    cr_assert_eq(ask(s), HF_OK);
    cr_expect_arr_eq(value, before, 20);
    hf_wipe_connection(&s->c);
    cr_assert_eq(hf_status(&s->c), HF_STATUS_CLOSED);
    expect_refused(s, HF_ERROR_EXPORT_NOT_KEPT, HF_ERROR_EXPORT_NOT_KEPT, "wiped");
    cr_expect_not(keeps(s));
  }
}

/* RFC 7627 5.4: and nothing is kept for what is never given. */
Test(handshake_export, p28_nothing_without_extended_master_secret) {
  set(HF_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, strip);
  run();
  for (int server = 0; server < 2; server++) {
    struct test_side *s = server ? &pair.server : &pair.client;
    expect_refused(s, HF_ERROR_EXTENDED_MASTER_SECRET_DROPPED, HF_ERROR_EXTENDED_MASTER_SECRET_DROPPED, "without");
    cr_expect_not(keeps(s));
  }
}

/* A client keeps its master secret for the session all the same; a server does not. */
Test(handshake_export, p28_only_where_the_configuration_says_so) {
  set(HF_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, NULL);
  pair.client.config.export_keys = pair.server.config.export_keys = 0;
  run();
  expect_refused(&pair.client, HF_ERROR_EXPORT_NOT_KEPT, HF_OK, "client");
  expect_refused(&pair.server, HF_ERROR_EXPORT_NOT_KEPT, HF_OK, "server");
  cr_expect_not(keeps(&pair.server));
  pair.client.config.export_keys = pair.server.config.export_keys = 1;
  expect_refused(&pair.server, HF_ERROR_EXPORT_NOT_KEPT, HF_OK, "told too late");
}

/* Where no session can be resumed, too: a server without a store gives its clients none. */
Test(handshake_export, without_a_session) {
  set(HF_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, NULL);
  pair.server.config.sessions = NULL;
  run();
  cr_assert_not(hf_session_of(&pair.client.c, &session));
  expect_values("no session");
}
