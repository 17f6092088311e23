/* What works on secrets leaves none on the stack: each piece of work is done on a stack of its own, which is then searched. What
   libtomcrypt's functions leave of keys that they were given, in frames of theirs, is not ours to wipe (support/secrets.h).
   Address sanitizers keep variables elsewhere: there is nothing to see with them. */
#ifndef __SANITIZE_ADDRESS__
#include "crypto/bytes.h"
#include "generated/machine.h"
#include "generated/registry.h"
#include "generated/steps.h"
#include "keys/master.h"
#include "support/secrets.h"
#include "support/wire.h"
#include <criterion/criterion.h>
#include <pthread.h>
#include <string.h>

#define STACK (1u << 20)
static _Alignas(4096) uint8_t stack[STACK];
static struct test_pair pair;
static struct test_draws client, server, drawn;
static uint8_t secret[64], other[64], out[128], point[HF_POINT_MAX];

static void *run(void *work) {
  void (*const *f)(void) = work;
  (*f)();
  return NULL;
}

/* Does the work, and answers which of the secrets noted it leaves behind. */
static const char *left_by(void (*work)(void)) {
  pthread_attr_t attributes;
  pthread_t thread;
  memset(stack, 0, sizeof stack);
  cr_assert_eq(pthread_attr_init(&attributes), 0);
  cr_assert_eq(pthread_attr_setstack(&attributes, stack, sizeof stack), 0);
  cr_assert_eq(pthread_create(&thread, &attributes, run, &work), 0);
  cr_assert_eq(pthread_join(thread, NULL), 0);
  return test_secret_in(stack, sizeof stack);
}

static void leaves_it(void) {
  volatile uint8_t copy[64];
  for (size_t i = 0; i < sizeof copy; i++)
    copy[i] = secret[i];
}

static void work_master(void) {
  hf_master_secret(HF_HASH_SHA256, secret, 48, other, other + 32, out);
}
static void work_extended(void) {
  hf_extended_master_secret(HF_HASH_SHA384, secret, 48, other, 48, out);
}
static void work_key_block(void) {
  hf_key_block(HF_HASH_SHA256, secret, other, other + 32, out, sizeof out);
}
static void work_verify_data(void) {
  hf_verify_data(HF_HASH_SHA256, secret, 1, other, 32, out);
}
static void work_generate(void) {
  struct hf_random source = test_draws_source(&drawn);
  cr_assert_eq(hf_ecdh_generate(HF_GROUP_SECP256R1, &source, secret, point), 0);
}
static void work_agree(void) {
  cr_assert_eq(hf_ecdh_agree(HF_GROUP_SECP256R1, secret, point, 65, out), 0);
}
/* The HMAC key that a secret is made into; and its inner and outer blocks. */
static void note_hmac(uint8_t hash, size_t n) {
  static struct hf_hmac_key k;
  uint8_t pads[2][128];
  hf_hmac_key(&k, hash, secret, n);
  test_secrets_add("an HMAC's inner state", &k.inner, sizeof k.inner);
  test_secrets_add("an HMAC's outer state", &k.outer, sizeof k.outer);
  for (size_t i = 0; i < n; i++) {
    pads[0][i] = secret[i] ^ 0x36;
    pads[1][i] = secret[i] ^ 0x5c;
  }
  test_secrets_add("an HMAC's inner key", pads[0], n);
  test_secrets_add("an HMAC's outer key", pads[1], n);
}

static void fill(void) {
  struct test_random r = {55};
  test_random_fill(&r, secret, sizeof secret);
  test_random_fill(&r, other, sizeof other);
}

Test(secrets_stack, key_derivation) {
  static const struct {
    const char *name;
    void (*work)(void);
    uint8_t hash;
    size_t out_n;
  } works[] = {{"hf_master_secret", work_master, HF_HASH_SHA256, 48},
               {"hf_extended_master_secret", work_extended, HF_HASH_SHA384, 48},
               {"hf_key_block", work_key_block, HF_HASH_SHA256, 128},
               {"hf_verify_data", work_verify_data, HF_HASH_SHA256, 0}};
  fill();
  test_secrets_clear();
  test_secrets_add("the secret", secret, 48);
  cr_assert_not_null(left_by(leaves_it), "the search finds nothing");
  for (size_t i = 0; i < sizeof works / sizeof works[0]; i++) {
    test_secrets_clear();
    test_secrets_add("the secret", secret, 48);
    note_hmac(works[i].hash, 48);
    works[i].work();
    test_secrets_add("what is made", out, works[i].out_n);
    const char *left = left_by(works[i].work);
    cr_expect_null(left, "%s leaves %s", works[i].name, left);
  }
}

/* Two runs with the same draws: the first says what to look for. */
Test(secrets_stack, ephemeral_keys) {
  const char *left;
  fill();
  test_draws_start(&drawn, 301);
  work_generate();
  test_secrets_clear();
  test_secrets_add("the scalar", secret, 32);
  test_draws_start(&drawn, 301);
  left = left_by(work_generate);
  cr_expect_null(left, "hf_ecdh_generate leaves %s", left);
  work_agree();
  test_secrets_add("the shared secret", out, 32);
  left = left_by(work_agree);
  cr_expect_null(left, "hf_ecdh_agree leaves %s", left);
}

static struct hf_private_key inner;
static int late;

static enum hf_key_answer answers_late(void *context, const uint8_t *in, size_t n, uint8_t *to) {
  return late ? HF_KEY_PENDING : inner.rsa_private(context, in, n, to);
}

static void work_recover(void) {
  cr_assert_eq(hf_decide_recover_pre_master_secret(&pair.server.c), HF_EVENT_OUTCOME_0);
}

/* RFC 5246 7.4.7.1: neither the pre-master secret nor its stand-in. The step is done alone: its key answers only then. */
Test(secrets_stack, recovered_pre_master_secret) {
  static const uint16_t suite[] = {HF_TLS_RSA_WITH_AES_128_GCM_SHA256};
  test_pair_set(&pair);
  test_wire_watch(&pair, NULL);
  test_draws_start(&client, 302);
  test_draws_start(&server, 303);
  pair.client.config.random = test_draws_source(&client);
  pair.server.config.random = test_draws_source(&server);
  pair.client.config.cipher_suites = suite;
  pair.client.config.cipher_suites_n = 1;
  inner = pair.server.identities[0].private_key;
  pair.server.identities[0].private_key.rsa_private = answers_late;
  late = 1;
  test_pair_run(&pair);
  cr_assert_eq(hf_status(&pair.server.c), HF_STATUS_PENDING);
  late = 0;
  struct test_draws before = server;
  struct hf_connection connection = pair.server.c;
  work_recover();
  test_secrets_gather_for_stack(&pair, &client, &server);
  server = before;
  pair.server.c = connection;
  const char *left = left_by(work_recover);
  cr_expect_null(left, "%s is left", left);
}
#endif
