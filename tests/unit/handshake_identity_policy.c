/* The caller's own choice among its identities: it is told the hello and asked about each that would do, what it refuses is not shown, and
   what would not do it cannot have. */
#include "generated/registry.h"
#include "support/pair.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static struct test_pair pair;
static struct {
  int asked;
  const struct hf_identity *last;   /* asked about */
  int others;                       /* how often about another than the time before */
  const struct hf_identity *wanted; /* NULL: none */
  struct hf_client_hello hello;
  char name[256];
} told;

static bool policy(void *context, const struct hf_client_hello *hello, const struct hf_identity *identity) {
  cr_assert_eq(context, &told);
  told.others += told.asked > 0 && told.last != identity;
  told.last = identity;
  told.asked++;
  told.hello = *hello;
  snprintf(told.name, sizeof told.name, "%.*s", (int)hello->server_name_n, (const char *)hello->server_name);
  return identity == told.wanted;
}

/* Two identities, of which a client takes the second alone. */
static void set(void) {
  memset(&told, 0, sizeof told);
  test_pair_set(&pair);
  test_side_identities(&pair.server, "untrusted", "server-rsa", (char *)NULL);
  pair.server.config.identity_policy = policy;
  pair.server.config.identity_policy_context = &told;
}

Test(handshake_identity_policy, what_is_wanted_is_shown) {
  set();
  told.wanted = &pair.server.identities[1];
  test_pair_run(&pair);
  cr_assert(test_both_open(&pair), "%s; %s", test_describe(&pair.client), test_describe(&pair.server));
  cr_expect_geq(told.asked, 2);
  cr_expect_eq(told.hello.connection, &pair.server.c);
  cr_expect_str_eq(told.name, "localhost");
  cr_expect_null(told.hello.session_id);
  cr_expect_eq(told.hello.session_id_n, 0);
}

Test(handshake_identity_policy, nothing_else_is_shown) {
  set();
  told.wanted = &pair.server.identities[0];
  test_pair_run(&pair);
  cr_expect_eq(hf_error_of(&pair.client.c), HF_ERROR_CERTIFICATE_UNKNOWN_ISSUER);
  set();
  test_pair_run(&pair);
  cr_expect_eq(hf_error_of(&pair.server.c), HF_ERROR_NO_SHARED_CIPHER_SUITE);
  cr_expect_geq(told.asked, 2);
}

/* "untrusted" has an EC key, and this suite needs one for RSA. */
Test(handshake_identity_policy, what_would_not_do_is_not_asked_about) {
  static const uint16_t by_rsa[] = {HF_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256};
  set();
  cr_assert_eq(pair.server.identities[0].public_key.kind, HF_KEY_EC);
  pair.client.config.cipher_suites = by_rsa;
  pair.client.config.cipher_suites_n = 1;
  told.wanted = &pair.server.identities[0];
  test_pair_run(&pair);
  cr_expect_eq(hf_error_of(&pair.server.c), HF_ERROR_NO_SHARED_CIPHER_SUITE);
  cr_expect_gt(told.asked, 0);
  cr_expect_eq(told.last, &pair.server.identities[1]);
  cr_expect_eq(told.others, 0);
}

/* Of which connection a trace tells. */
static int of_server, of_client;
static void trace(void *context, const struct hf_trace *event) {
  (void)context;
  of_server += event->connection == &pair.server.c;
  of_client += event->connection == &pair.client.c;
}

Test(handshake_identity_policy, a_trace_tells_whose_it_is) {
  set();
  told.wanted = &pair.server.identities[1];
  pair.server.config.trace = pair.client.config.trace = trace;
  test_pair_run(&pair);
  cr_expect_gt(of_server, 10);
  cr_expect_gt(of_client, 10);
}
