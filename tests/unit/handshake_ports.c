/* What reaches the engine from its caller: private keys that answer later or never, a random source that fails, a policy
   that refuses, and configurations that cannot be used. */
#include "generated/registry.h"
#include "session/cache.h"
#include "support/inside.h"
#include "support/pair.h"
#include <criterion/criterion.h>
#include <string.h>

static struct test_pair pair;

/* A key that says pending a number of times before each answer. */
struct slow_key {
  struct hf_private_key key;
  int waits;
  int left;
  int asked;
  int fails;
};

static struct slow_key slow[2];

static enum hf_key_answer first(struct slow_key *s) {
  s->asked++;
  if (s->left > 0) {
    s->left--;
    return HF_KEY_PENDING;
  }
  s->left = s->waits;
  return s->fails ? HF_KEY_FAILED : HF_KEY_DONE;
}

static enum hf_key_answer slow_rsa(void *context, const uint8_t *in, size_t n, uint8_t *out) {
  struct slow_key *s = context;
  enum hf_key_answer answer = first(s);
  return answer == HF_KEY_DONE ? s->key.rsa_private(s->key.context, in, n, out) : answer;
}

static enum hf_key_answer slow_ecdsa(void *context, const uint8_t *digest, size_t n, uint8_t *r, uint8_t *sig) {
  struct slow_key *s = context;
  enum hf_key_answer answer = first(s);
  return answer == HF_KEY_DONE ? s->key.ecdsa_sign(s->key.context, digest, n, r, sig) : answer;
}

static void slow_down(struct test_side *side, struct slow_key *s, int waits, int fails) {
  memset(s, 0, sizeof *s);
  s->key = side->identities[0].private_key;
  s->waits = s->left = waits;
  s->fails = fails;
  side->identities[0].private_key.context = s;
  side->identities[0].private_key.rsa_private = slow_rsa;
  side->identities[0].private_key.ecdsa_sign = slow_ecdsa;
}

static void set(const uint16_t *suite, const char *server, const char *client) {
  test_pair_set(&pair);
  pair.client.config.cipher_suites = suite;
  pair.client.config.cipher_suites_n = suite ? 1 : 0;
  test_side_identities(&pair.server, server, (char *)NULL);
  if (!client)
    return;
  test_side_identities(&pair.client, client, (char *)NULL);
  pair.server.config.client_authentication = HF_CLIENT_REQUIRED;
}

static const uint16_t rsa[] = {HF_TLS_RSA_WITH_AES_128_GCM_SHA256};
static const struct {
  const uint16_t *suite;
  const char *server;
  const char *client;
} kinds[] = {
    {rsa, "server-rsa", NULL},    {NULL, "server-rsa", NULL},         {NULL, "server-ec", NULL},
    {NULL, "server-ec384", NULL}, {NULL, "server-rsa", "client-rsa"}, {NULL, "server-ec", "client-ec"},
};

/* Pumps, and resumes whoever is pending, one at a time. */
static void resume_until_open(void) {
  for (int i = 0; i < 50 && !test_both_open(&pair); i++) {
    struct hf_connection *pending[] = {&pair.server.c, &pair.client.c};
    for (int k = 0; k < 2; k++) {
      if (hf_status(pending[k]) == HF_STATUS_PENDING)
        hf_resume(pending[k]);
    }
    test_pair_pump(&pair);
  }
}

Test(handshake_ports, pending_private_keys) {
  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
    set(kinds[i].suite, kinds[i].server, kinds[i].client);
    slow_down(&pair.server, &slow[0], 3, 0);
    if (kinds[i].client)
      slow_down(&pair.client, &slow[1], 2, 0);
    test_pair_run(&pair);
    cr_assert_eq(hf_status(&pair.server.c), HF_STATUS_PENDING, "kind %zu: %s", i, test_describe(&pair.server));
    cr_assert_eq(hf_receive(&pair.server.c, (const uint8_t *)"", 1), 0, "nothing is taken while a key is awaited");
    resume_until_open();
    cr_assert(test_both_open(&pair), "kind %zu: %s; %s", i, test_describe(&pair.client), test_describe(&pair.server));
    cr_assert_eq(slow[0].asked, 4, "kind %zu: asked %d times", i, slow[0].asked);
    cr_assert(!kinds[i].client || slow[1].asked == 3, "kind %zu: asked %d times", i, slow[1].asked);
    cr_assert_arr_eq(pair.client.master_secret, pair.server.master_secret, 48);
  }
}

Test(handshake_ports, private_key_fails) {
  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
    set(kinds[i].suite, kinds[i].server, kinds[i].client);
    slow_down(&pair.server, &slow[0], 0, 1);
    test_pair_run(&pair);
    cr_assert_eq(hf_status(&pair.server.c), HF_STATUS_FAILED, "kind %zu: %s", i, test_describe(&pair.server));
    cr_assert_neq(hf_status(&pair.client.c), HF_STATUS_OPEN);
    cr_assert(test_is_wiped(&pair.server.c));
  }
}

Test(handshake_ports, client_key_fails) {
  set(NULL, "server-rsa", "client-ec");
  slow_down(&pair.client, &slow[1], 0, 1);
  test_pair_run(&pair);
  cr_assert_eq(hf_error_of(&pair.client.c), HF_ERROR_PRIVATE_KEY_FAILED, "%s", test_describe(&pair.client));
  cr_assert_eq(test_alert(&pair.server), HF_ALERT_INTERNAL_ERROR);
}

/* A key that answers with a wrong result: the signature must not leave, or must not be believed. */
static enum hf_key_answer wrong_rsa(void *context, const uint8_t *in, size_t n, uint8_t *out) {
  (void)context;
  memmove(out, in, n);
  out[n - 1] ^= 1;
  return HF_KEY_DONE;
}

Test(handshake_ports, private_key_is_wrong) {
  set(NULL, "server-rsa", NULL);
  pair.server.identities[0].private_key.rsa_private = wrong_rsa;
  test_pair_run(&pair);
  cr_assert_neq(hf_status(&pair.client.c), HF_STATUS_OPEN);
  cr_assert_eq(hf_status(&pair.server.c), HF_STATUS_FAILED);
}

static int draws_left;

static int failing_random(void *context, uint8_t *out, size_t n) {
  (void)context;
  memset(out, 0x5a, n);
  return draws_left-- > 0 ? 0 : -1;
}

/* The source fails at its first, second, ... draw: an error each time, never a handshake on constant bytes. */
Test(handshake_ports, random_fails) {
  for (int side = 0; side < 2; side++) {
    int failures = 0;
    for (int draws = 0; draws < 12; draws++) {
      set(NULL, "server-ec", NULL);
      struct test_side *s = side ? &pair.server : &pair.client;
      s->config.random.fill = failing_random;
      draws_left = draws;
      test_pair_run(&pair);
      if (test_both_open(&pair))
        break;
      failures++;
      cr_assert_eq(hf_status(&s->c), HF_STATUS_FAILED, "%d draws: %s", draws, test_describe(s));
      cr_assert(test_is_wiped(&s->c));
    }
    cr_assert_geq(failures, 2);
  }
}

static uint8_t refuse(void *context, const struct hf_chain *chain) {
  *(unsigned *)context = chain->count;
  return HF_ERROR_CERTIFICATE_REFUSED;
}

static uint8_t agree(void *context, const struct hf_chain *chain) {
  *(unsigned *)context = chain->count;
  return HF_OK;
}

Test(handshake_ports, certificate_policy_refuses) {
  unsigned seen = 0;
  set(NULL, "server-rsa", NULL);
  pair.client.config.certificate_policy = refuse;
  pair.client.config.certificate_policy_context = &seen;
  test_pair_run(&pair);
  cr_assert_eq(hf_error_of(&pair.client.c), HF_ERROR_CERTIFICATE_REFUSED);
  cr_assert_eq(seen, 2);
}

Test(handshake_ports, certificate_policy_cannot_accept) {
  unsigned seen = 0;
  set(NULL, "untrusted", NULL);
  pair.client.config.certificate_policy = agree;
  pair.client.config.certificate_policy_context = &seen;
  test_pair_run(&pair);
  cr_assert_eq(hf_error_of(&pair.client.c), HF_ERROR_CERTIFICATE_UNKNOWN_ISSUER);
}

Test(handshake_ports, accept_any_certificate) {
  set(NULL, "untrusted", NULL);
  pair.client.config.accept_any_certificate = 1;
  pair.name = NULL;
  test_pair_run(&pair);
  cr_assert(test_both_open(&pair), "%s", test_describe(&pair.client));
}

/* A store that gives a session whose ID has another length than the one asked for; no client can have it. */
static unsigned found_length;
static int find_of_length(void *context, const uint8_t *id, size_t n, int64_t now, struct hf_session *out) {
  int found = hf_cache_find((struct hf_cache *)context, id, n, now, out);
  out->session_id_n = (uint8_t)found_length;
  return found;
}

Test(handshake_ports, session_id_of_another_length) {
  for (found_length = 0; found_length < 256; found_length++) {
    struct hf_session session;
    set(rsa, "server-rsa", NULL);
    test_pair_run(&pair);
    cr_assert(test_both_open(&pair));
    cr_assert(hf_session_of(&pair.client.c, &session));
    pair.store.find = find_of_length;
    pair.offer = &session;
    test_pair_run(&pair);
    cr_assert(test_both_open(&pair), "%u: %s", found_length, test_describe(&pair.server));
    cr_assert_eq(hf_is_resumed(&pair.server.c), found_length == 32, "%u", found_length);
  }
}

static enum hf_error start_client(void) {
  return hf_client_start(&pair.client.c, &pair.client.config, &pair.client.buffers, pair.name, pair.offer);
}

static enum hf_error start_server(void) {
  return hf_server_start(&pair.server.c, &pair.server.config, &pair.server.buffers);
}

Test(handshake_ports, unusable_configurations) {
  static const uint16_t unknown[] = {0x1234};
  test_pair_set(&pair);
  cr_expect_eq(start_client(), HF_OK);
  cr_expect_eq(start_server(), HF_OK);
  pair.name = NULL;
  cr_expect_neq(start_client(), HF_OK, "no name, and not any certificate");
  test_pair_set(&pair);
  pair.client.config.random.fill = NULL;
  cr_expect_neq(start_client(), HF_OK, "no random source");
  test_pair_set(&pair);
  pair.client.config.now = NULL;
  cr_expect_neq(start_client(), HF_OK, "no clock");
  test_pair_set(&pair);
  pair.server.config.identities_n = 0;
  cr_expect_neq(start_server(), HF_OK, "a server without identity");
  test_pair_set(&pair);
  pair.client.config.cipher_suites = unknown;
  pair.client.config.cipher_suites_n = 1;
  cr_expect_neq(start_client(), HF_OK, "no suite that the engine has");
  test_pair_set(&pair);
  pair.client.buffers.in_size = 100;
  cr_expect_eq(start_client(), HF_ERROR_BUFFER_TOO_SMALL, "an input buffer too small");
  test_pair_set(&pair);
  pair.client.buffers.out_size = HF_OUT_LEAST - 1;
  cr_expect_neq(start_client(), HF_OK, "an output buffer too small");
  cr_expect_eq(hf_status(&pair.client.c), HF_STATUS_FAILED);
  test_pair_set(&pair);
  pair.client.config.max_fragment_length = 700;
  cr_expect_neq(start_client(), HF_OK, "no such max_fragment_length");
}

Test(handshake_ports, chain_buffer_too_small) {
  set(NULL, "server-rsa", NULL);
  pair.client.buffers.chain_size = 800;
  test_pair_run(&pair);
  cr_assert_eq(hf_error_of(&pair.client.c), HF_ERROR_CHAIN_BUFFER_TOO_SMALL);
}

/* Where names and the error numbers are from one source, every error has a line and a name. */
Test(handshake_ports, every_error_has_words) {
  for (unsigned e = 0; e < 256; e++) {
    cr_assert_not_null(hf_strerror((enum hf_error)e));
    cr_assert_not_null(hf_error_name((enum hf_error)e));
  }
  cr_assert_str_eq(hf_error_name(HF_ERROR_FINISHED_DIFFERENT), "finished_different");
}
