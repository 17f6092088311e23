#define _GNU_SOURCE /* memmem */
#include "support/secrets.h"
#include "crypto/gcm.h"
#include "crypto/hmac.h"
#include "generated/registry.h"
#include "keys/master.h"
#include "support/edit.h"
#include "support/wire.h"
#include <stdlib.h>
#include <string.h>

#define LONGEST 512u
#define SLOTS 65536u
#define RUN 8u /* so many bytes in a row are no chance */

/* All runs of all secrets, as numbers, in a table with open addressing: memory is gone through once. */
static struct {
  uint64_t run;
  const char *name; /* NULL: free */
} runs[SLOTS];
static size_t runs_n;
static size_t secrets_n;

void test_secrets_clear(void) {
  memset(runs, 0, sizeof runs);
  runs_n = secrets_n = 0;
}

size_t test_secrets_n(void) {
  return secrets_n;
}

/* Where the run is, or would be. */
static size_t slot_of(uint64_t run) {
  size_t at = (size_t)((run * 0x9e3779b97f4a7c15u) >> 40) % SLOTS;
  while (runs[at].name != NULL && runs[at].run != run)
    at = (at + 1) % SLOTS;
  return at;
}

static uint64_t run_at(const uint8_t *p) {
  uint64_t run;
  memcpy(&run, p, RUN);
  return run;
}

/* A run with many zeroes says nothing: what is unused is zero, too; and four bytes with zeroes before or behind them are any number
   that a compiler keeps for a moment. */
static int says_something(const uint8_t *run) {
  static const uint8_t none[4];
  unsigned zeroes = 0;
  for (size_t i = 0; i < RUN; i++)
    zeroes += run[i] == 0;
  return zeroes <= RUN / 2 && memcmp(run, none, 4) != 0 && memcmp(run + 4, none, 4) != 0;
}

static void add_runs(const char *name, const uint8_t *bytes, size_t n) {
  for (size_t at = 0; at + RUN <= n; at++) {
    if (!says_something(bytes + at))
      continue;
    if (++runs_n > SLOTS / 2)
      abort();
    size_t slot = slot_of(run_at(bytes + at));
    runs[slot].run = run_at(bytes + at);
    runs[slot].name = name;
  }
}

void test_secrets_add(const char *name, const void *secret, size_t n) {
  const uint8_t *bytes = secret;
  uint8_t turned[LONGEST];
  if (n < RUN)
    return;
  if (n > LONGEST)
    abort();
  for (size_t i = 0; i < n / 4 * 4; i++)
    turned[i] = bytes[i / 4 * 4 + 3 - i % 4];
  add_runs(name, bytes, n);
  add_runs(name, turned, n / 4 * 4);
  secrets_n++;
}

const char *test_secret_in(const void *memory, size_t n) {
  const uint8_t *bytes = memory;
  for (size_t at = 0; at + RUN <= n; at++) {
    size_t slot = slot_of(run_at(bytes + at));
    if (runs[slot].name != NULL)
      return runs[slot].name;
  }
  return NULL;
}

int test_bytes_in(const void *memory, size_t n, const void *bytes, size_t bytes_n) {
  return memmem(memory, n, bytes, bytes_n) != NULL;
}

const char *test_secret_kept(const struct test_side *s) {
  const char *found = test_secret_in(&s->c, sizeof s->c);
  found = found ? found : test_secret_in(s->in, sizeof s->in);
  found = found ? found : test_secret_in(s->out, sizeof s->out);
  return found ? found : test_secret_in(s->chain, sizeof s->chain);
}

static int kept_forms; /* also what is made of keys, in the form in which a connection keeps it */

/* What is made of a key that encrypts. */
static void add_cipher_key(const struct hf_cipher_suite_row *suite, const uint8_t *key) {
  struct hf_aes aes;
  uint8_t h[16];
  test_secrets_add("a key", key, suite->key_n);
  if (suite->protection == HF_PROTECTION_CHACHA20_POLY1305 || !kept_forms)
    return;
  memset(&aes, 0, sizeof aes);
  (void)hf_aes_encrypt_start(&aes, key, suite->key_n);
  test_secrets_add("the schedule of an AES key that encrypts", &aes, sizeof aes);
  memset(&aes, 0, sizeof aes);
  (void)hf_aes_decrypt_start(&aes, key, suite->key_n);
  test_secrets_add("the schedule of an AES key that decrypts", &aes, sizeof aes);
  if (suite->protection == HF_PROTECTION_GCM && hf_gcm_start(&aes, h, key, suite->key_n) == 0)
    test_secrets_add("GCM's hash key", h, sizeof h);
}

static void add_state(const char *name, const struct hf_midstate *m, uint8_t hash) {
  uint32_t packed[8];
  for (size_t i = 0; i < 8; i++)
    packed[i] = (uint32_t)m->half[i];
  if (kept_forms)
    test_secrets_add(name, m, sizeof *m);
  test_secrets_add(name, packed, hash == HF_HASH_SHA1 ? 20 : 32);
}

static void add_mac_key(const struct hf_cipher_suite_row *suite, const uint8_t *key) {
  struct hf_hmac_key k;
  if (suite->mac_n == 0)
    return;
  test_secrets_add("a MAC key", key, suite->mac_n);
  memset(&k, 0, sizeof k);
  hf_hmac_key(&k, suite->mac_hash, key, suite->mac_n);
  add_state("an HMAC's inner state", &k.inner, suite->mac_hash);
  add_state("an HMAC's outer state", &k.outer, suite->mac_hash);
}

/* RFC 5246 6.3: MAC keys, keys, IVs. */
static void add_keys(const struct hf_cipher_suite_row *suite, const uint8_t *master) {
  size_t n, block_n = 2u * ((size_t)suite->mac_n + suite->key_n + suite->iv_n);
  uint8_t block[HF_KEY_BLOCK_MAX];
  const uint8_t *client = test_wire_message(0, TEST_CLIENT_HELLO, &n);
  const uint8_t *server = test_wire_message(1, TEST_SERVER_HELLO, &n);
  hf_key_block(suite->prf_hash, master, server + 6, client + 6, block, block_n);
  test_secrets_add("the key block", block, block_n - 2u * suite->iv_n);
  for (size_t i = 0; i < 2; i++) {
    add_mac_key(suite, block + i * suite->mac_n);
    add_cipher_key(suite, block + 2u * suite->mac_n + i * suite->key_n);
    if (kept_forms)
      test_secrets_add("an IV", block + 2u * ((size_t)suite->mac_n + suite->key_n) + i * suite->iv_n, suite->iv_n);
  }
}

/* What both agree on, by the client's scalar and the server's point (RFC 8422 5.10). */
static void add_agreed(const uint8_t *scalar) {
  size_t n;
  uint8_t x[HF_SCALAR_MAX];
  const uint8_t *m = test_wire_message(1, TEST_SERVER_KEY_EXCHANGE, &n);
  uint16_t group = (uint16_t)(m[5] * 256 + m[6]);
  if (hf_ecdh_agree(group, scalar, m + 8, m[7], x) != 0)
    abort();
  test_secrets_add("the pre-master secret", x, group == HF_GROUP_SECP384R1 ? 48 : 32);
}

static const struct hf_cipher_suite_row *suite_agreed(const uint8_t *hello) {
  const uint8_t *code = hello + test_hello_after_session(hello);
  for (size_t i = 0; i < HF_CIPHER_SUITES; i++)
    if (hf_cipher_suites[i].code == code[0] * 256 + code[1])
      return &hf_cipher_suites[i];
  abort();
}

/* All that was drawn and is not for all to see, from the draw `first` on: IVs are. */
static void add_drawn(const struct test_draws *d, size_t first) {
  for (size_t i = first; i < d->n; i++)
    if (d->size[i] > 16)
      test_secrets_add("what was drawn", test_draw(d, i), d->size[i]);
}

/* The pre-master secret, as far as the client has drawn it. */
static void add_pre_master(const struct hf_cipher_suite_row *suite, const struct test_draws *client) {
  if (client->n < 2 || client->size[1] < 32)
    return;
  if (suite->key_exchange == HF_KEY_EXCHANGE_RSA)
    test_secrets_add("the pre-master secret", test_draw(client, 1) + 2, 46);
  else
    add_agreed(test_draw(client, 1));
}

static void gather(const struct test_pair *p, const struct test_draws *client, const struct test_draws *server) {
  size_t n;
  const uint8_t *hello = test_wire_message(1, TEST_SERVER_HELLO, &n);
  const struct hf_cipher_suite_row *suite = hello ? suite_agreed(hello) : NULL;
  test_secrets_clear();
  add_drawn(client, 1); /* behind the hello's random bytes, and a server's session ID */
  add_drawn(server, p->server.config.sessions ? 2 : 1);
  if (suite)
    add_pre_master(suite, client);
  if (!p->client.key_logged && !p->server.key_logged)
    return;
  const uint8_t *master = p->client.key_logged ? p->client.master_secret : p->server.master_secret;
  test_secrets_add("the master secret", master, 48);
  add_keys(suite, master);
}

void test_secrets_gather(const struct test_pair *p, const struct test_draws *client, const struct test_draws *server) {
  kept_forms = 1;
  gather(p, client, server);
}

void test_secrets_gather_for_stack(const struct test_pair *p, const struct test_draws *client,
                                   const struct test_draws *server) {
  kept_forms = 0;
  gather(p, client, server);
}
