/* Every draw of randomness, counted in full: how many there are and of what size in each kind of handshake; and each byte of each
   is seen where it belongs. */
#include "crypto/signature.h"
#include "generated/machine.h"
#include "generated/registry.h"
#include "handfast/software_key.h"
#include "keys/master.h"
#include "support/draws.h"
#include "support/edit.h"
#include "support/identities.h"
#include "support/mgf1.h"
#include "support/wire.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static struct test_pair pair;
static struct test_draws client, server, key_draws;
static struct hf_random key_source;
static struct hf_software_key software;
static uint8_t block[HF_RSA_MAX]; /* what the server's key decrypted last */
static struct hf_private_key inner;

static void set(const uint16_t *suite, const char *identity) {
  test_pair_set(&pair);
  test_wire_watch(&pair, NULL);
  test_draws_start(&client, 101);
  test_draws_start(&server, 102);
  pair.client.config.random = test_draws_source(&client);
  pair.server.config.random = test_draws_source(&server);
  pair.client.config.cipher_suites = suite;
  pair.client.config.cipher_suites_n = 1;
  test_side_identities(&pair.server, identity, (char *)NULL);
}

static void run(void) {
  test_pair_run(&pair);
  cr_assert(test_both_open(&pair), "%s; %s", test_describe(&pair.client), test_describe(&pair.server));
}

static const uint16_t rsa_gcm[] = {HF_TLS_RSA_WITH_AES_128_GCM_SHA256}, rsa_cbc[] = {HF_TLS_RSA_WITH_AES_128_CBC_SHA};
static const uint16_t ecdhe_gcm[] = {HF_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256};
static const uint16_t ecdhe_cbc[] = {HF_TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA};
static const uint16_t ecdsa[] = {HF_TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256};
static const uint16_t p384[] = {HF_GROUP_SECP384R1};
static const uint16_t p256[] = {HF_GROUP_SECP256R1}, x25519[] = {HF_GROUP_X25519};
static const uint16_t pss256[] = {HF_SCHEME_RSA_PSS_RSAE_SHA256, HF_SCHEME_RSA_PKCS1_SHA256};
static const uint16_t pkcs1[] = {HF_SCHEME_RSA_PKCS1_SHA256},
                      pss384[] = {HF_SCHEME_RSA_PSS_RSAE_SHA384, HF_SCHEME_RSA_PKCS1_SHA256};

/* The sizes in their order. Hellos 32, session ID 32, pre-master secret 48, PKCS #1 padding 256 (as long as the modulus), the
   random secret that stands in for a bad one 48, scalars 32 or 48, salts as long as the hash, IVs 16: one a record. */
static const struct {
  const uint16_t *suite;
  const char *identity;
  const uint16_t *group, *scheme;
  int mutual;
  const char *client, *server;
} kinds[] = {
    {rsa_gcm, "server-rsa", NULL, NULL, 0, "32 48 256", "32 32 48"},
    {rsa_cbc, "server-rsa", NULL, NULL, 0, "32 48 256 16", "32 32 48 16"},
    {ecdhe_gcm, "server-rsa", NULL, pkcs1, 0, "32 32", "32 32 32"},
    {ecdhe_gcm, "server-rsa", NULL, pss384, 0, "32 32", "32 32 32 48"},
    {ecdhe_gcm, "server-rsa", p384, pkcs1, 0, "32 48", "32 32 48"},
    {ecdhe_cbc, "server-rsa", NULL, pkcs1, 0, "32 32 16", "32 32 32 16"},
    {ecdsa, "server-ec", NULL, NULL, 0, "32 32", "32 32 32"},
    {rsa_gcm, "server-rsa", NULL, pss384, 1, "32 48 256 48", "32 32 48"},
};

Test(handshake_random, draws_of_each_kind) {
  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
    set(kinds[i].suite, kinds[i].identity);
    pair.client.config.groups = kinds[i].group;
    pair.client.config.groups_n = kinds[i].group != NULL;
    pair.client.config.signature_schemes = kinds[i].scheme;
    pair.client.config.signature_schemes_n = kinds[i].scheme != NULL;
    if (kinds[i].mutual) {
      test_side_identities(&pair.client, "client-rsa", (char *)NULL);
      pair.server.config.client_authentication = HF_CLIENT_REQUIRED;
    }
    run();
    cr_expect_str_eq(test_draw_sizes(&client), kinds[i].client, "kind %zu", i);
    cr_expect_str_eq(test_draw_sizes(&server), kinds[i].server, "kind %zu", i);
  }
}

Test(handshake_random, draws_of_a_resumption) {
  static struct hf_session session;
  set(ecdhe_gcm, "server-rsa");
  run();
  cr_assert(hf_session_of(&pair.client.c, &session));
  test_draws_start(&client, 103);
  test_draws_start(&server, 104);
  pair.offer = &session;
  run();
  cr_assert(hf_is_resumed(&pair.client.c));
  cr_expect_str_eq(test_draw_sizes(&client), "32");
  cr_expect_str_eq(test_draw_sizes(&server), "32");
}

static const uint8_t *message(int from_server, uint8_t type) {
  size_t n;
  const uint8_t *m = test_wire_message(from_server, type, &n);
  cr_assert_not_null(m, "no message %u", type);
  return m;
}

/* RFC 5246 7.4.1.2: all 32 bytes are random; gmt_unix_time tells nobody the time. */
Test(handshake_random, hellos) {
  set(ecdhe_gcm, "server-rsa");
  run();
  const uint8_t *hello = message(1, TEST_SERVER_HELLO);
  cr_expect_arr_eq(message(0, TEST_CLIENT_HELLO) + 6, test_draw(&client, 0), 32);
  cr_expect_arr_eq(hello + 6, test_draw(&server, 0), 32);
  cr_expect_eq(hello[38], 32);
  cr_expect_arr_eq(hello + 39, test_draw(&server, 1), 32);
}

static enum hf_key_answer keep_block(void *context, const uint8_t *in, size_t n, uint8_t *out) {
  enum hf_key_answer answer = inner.rsa_private(context, in, n, out);
  memcpy(block, out, n);
  return answer;
}

/* The block is what an engine that was given these bytes must make (RFC 8017 7.2.1): zeroes among them replaced. */
Test(handshake_random, pre_master_secret_and_its_padding) {
  set(rsa_gcm, "server-rsa");
  inner = pair.server.identities[0].private_key;
  pair.server.identities[0].private_key.rsa_private = keep_block;
  run();
  const uint8_t *secret = test_draw(&client, 1), *padding = test_draw(&client, 2);
  cr_expect_arr_eq(block, "\0\x02", 2);
  cr_expect_arr_eq(block + 207, "\0\x03\x03", 3);
  cr_expect_arr_eq(block + 210, secret + 2, 46);
  for (size_t i = 2; i < 207; i++)
    cr_expect(block[i] != 0 && (padding[i] == 0 || block[i] == padding[i]), "byte %zu of the padding", i);
}

static void spoil(const struct test_side *from, uint8_t *m, size_t *n) {
  if (!from->is_server && m[0] == TEST_CLIENT_KEY_EXCHANGE)
    m[*n - 1] ^= 1;
}

/* Bleichenbacher: what stands in for a bad pre-master secret is random in all its 48 bytes. */
Test(handshake_random, stand_in_for_a_bad_secret) {
  uint8_t digest[32], master[48];
  set(rsa_gcm, "server-rsa");
  test_wire_watch(&pair, spoil);
  test_pair_run(&pair);
  cr_assert_eq(hf_error_of(&pair.server.c), HF_ERROR_RECORD_MAC_WRONG);
  test_wire_digest(HF_HASH_SHA256, TEST_CLIENT_KEY_EXCHANGE, digest);
  cr_assert(pair.server.key_logged);
  cr_assert_eq(server.size[2], 48);
  hf_extended_master_secret(HF_HASH_SHA256, test_draw(&server, 2), 48, digest, 32, master);
  cr_expect_arr_eq(pair.server.master_secret, master, 48);
}

/* The scalar is the bytes drawn; the point is its own. */
static void check_share(const struct test_draws *d, size_t i, uint16_t group, const uint8_t *point) {
  uint8_t scalar[HF_SCALAR_MAX], made[HF_POINT_MAX];
  size_t size = group == HF_GROUP_SECP384R1 ? 48 : 32;
  struct test_replay replay = {test_draw(d, i), d->size[i]};
  struct hf_random source = test_replay_source(&replay);
  cr_assert_eq(d->size[i], size);
  cr_assert_eq(hf_ecdh_generate(group, &source, scalar, made), 0);
  cr_expect_arr_eq(scalar, test_draw(d, i), size);
  cr_expect_arr_eq(point, made, 2 * size + 1);
}

Test(handshake_random, ephemeral_keys) {
  for (uint16_t group = HF_GROUP_SECP256R1; group <= HF_GROUP_SECP384R1; group++) {
    set(ecdhe_gcm, "server-rsa");
    pair.client.config.groups = &group;
    pair.client.config.groups_n = 1;
    run();
    check_share(&client, 1, group, message(0, TEST_CLIENT_KEY_EXCHANGE) + 5);
    check_share(&server, 2, group, message(1, TEST_SERVER_KEY_EXCHANGE) + 8);
  }
}

/* RFC 5246 6.2.3.2: a fresh IV in each record, Finished first. */
Test(handshake_random, cbc_vectors) {
  size_t n;
  set(rsa_cbc, "server-rsa");
  test_pair_start(&pair);
  cr_assert(test_pair_run_to(&pair, &pair.server, HF_SERVER_AWAIT_FINISHED));
  const struct test_queue *q = &pair.client.wire;
  cr_assert_eq(q->bytes[q->at], HF_CONTENT_HANDSHAKE);
  cr_expect_arr_eq(q->bytes + q->at + 5, test_draw(&client, 3), 16);
  test_pair_pump(&pair);
  cr_assert(test_both_open(&pair));
  for (size_t i = 0; i < 3; i++) {
    hf_write(&pair.client.c, (const uint8_t *)"data", 4);
    const uint8_t *record = hf_output(&pair.client.c, &n);
    cr_assert_eq(client.n, 5 + i);
    cr_assert_eq(client.size[4 + i], 16);
    cr_expect_arr_eq(record + 5, test_draw(&client, 4 + i), 16);
    test_pair_pump(&pair);
  }
}

/* The server's key draws from a source of its own. */
static void load(const char *identity) {
  char file[64];
  size_t n;
  snprintf(file, sizeof file, "%s.key.der", identity);
  const uint8_t *der = test_file(file, &n);
  uint16_t group = pair.server.identities[0].public_key.group;
  test_draws_start(&key_draws, 105);
  key_source = test_draws_source(&key_draws);
  int bad = group ? hf_software_key_ec(&software, group, der + 7 + (der[1] > 127), der[6 + (der[1] > 127)], &key_source)
                  : hf_software_key_rsa(&software, der, n, &key_source);
  cr_assert_eq(bad, 0);
  pair.server.identities[0].private_key = hf_software_private_key(&software);
}

/* An ECDSA nonce is the bytes drawn: r is the x coordinate of its point (FIPS 186-4 6.3); on P-384 the factor that blinds is as long. */
Test(handshake_random, ecdsa_nonces) {
  static const char *const names[] = {"server-ec", "server-ec384"};
  for (size_t i = 0; i < 2; i++) {
    size_t size = i ? 48 : 32;
    uint8_t scalar[HF_SCALAR_MAX], point[HF_POINT_MAX], r[HF_SCALAR_MAX], s[HF_SCALAR_MAX];
    set(ecdsa, names[i]);
    load(names[i]);
    run();
    cr_assert_str_eq(test_draw_sizes(&key_draws), i ? "48 48" : "32");
    const uint8_t *m = message(1, TEST_SERVER_KEY_EXCHANGE) + 8 + 65 + 2;
    cr_assert_eq(hf_ecdsa_read(m + 2, (size_t)m[0] * 256 + m[1], size, r, s), HF_OK);
    struct test_replay replay = {test_draw(&key_draws, 0), size};
    struct hf_random source = test_replay_source(&replay);
    cr_assert_eq(hf_ecdh_generate(i ? HF_GROUP_SECP384R1 : HF_GROUP_SECP256R1, &source, scalar, point), 0);
    cr_expect_arr_eq(r, point + 1, size);
    hf_software_key_free(&software);
  }
}

/* RSA is blinded by a number as long as the modulus, whether it signs or decrypts. */
Test(handshake_random, rsa_blinding) {
  const uint16_t *suites[] = {rsa_gcm, ecdhe_gcm};
  for (size_t i = 0; i < 2; i++) {
    set(suites[i], "server-rsa");
    load("server-rsa");
    run();
    cr_expect_eq(key_draws.used, 256, "%s", test_draw_sizes(&key_draws));
    hf_software_key_free(&software);
  }
}

/* What a PSS signature says its salt is (RFC 8017 9.1.2). */
Test(handshake_random, pss_salt) {
  static const uint8_t sizes[] = {32, 48, 64};
  for (uint16_t i = 0; i < 3; i++) {
    uint16_t scheme = (uint16_t)(HF_SCHEME_RSA_PSS_RSAE_SHA256 + i);
    uint8_t em[256];
    size_t h_n = sizes[i], db_n = 256 - h_n - 1;
    set(ecdhe_gcm, "server-rsa");
    pair.client.config.signature_schemes = &scheme;
    pair.client.config.signature_schemes_n = 1;
    run();
    const struct hf_public_key *key = &pair.server.identities[0].public_key;
    const uint8_t *m = message(1, TEST_SERVER_KEY_EXCHANGE) + 8 + 65 + 4;
    cr_assert_eq(hf_rsa_public(key->modulus, 256, key->exponent, key->exponent_n, m, em), 0);
    test_mgf1(em, db_n, em + db_n, h_n, (uint8_t)(HF_HASH_SHA256 + i));
    cr_assert_eq(server.size[3], h_n);
    cr_expect_arr_eq(em + db_n - h_n, test_draw(&server, 3), h_n);
    cr_expect_eq(em[db_n - h_n - 1], 1);
  }
}

/* TLS 1.3: hellos 32, the session ID that middleboxes see 32, scalars 32 or 48, salts as long as the hash; a ticket's name and what is
   added to its age, 36. */
static const struct {
  const uint16_t *group, *other_group, *scheme;
  int mutual, tickets;
  const char *client, *server;
} kinds13[] = {
    {x25519, NULL, pss256, 0, 1, "32 32 32", "32 32 32 36"},
    {p384, NULL, pss384, 0, 2, "32 32 48", "32 48 48 36 36"},
    {p256, p384, pss256, 0, HF_NO_TICKETS, "32 32 32 48", "32 48 32"},
    {p256, NULL, pss256, 1, HF_NO_TICKETS, "32 32 32 32", "32 32 32"},
};

static void set13(size_t i) {
  static uint16_t both[2];
  set(NULL, "server-rsa");
  pair.client.config.cipher_suites_n = 0;
  pair.client.config.versions = pair.server.config.versions = HF_VERSION_TLS13;
  both[0] = kinds13[i].group[0];
  both[1] = kinds13[i].other_group != NULL ? kinds13[i].other_group[0] : 0;
  pair.client.config.groups = both;
  pair.client.config.groups_n = kinds13[i].other_group != NULL ? 2 : 1;
  pair.server.config.groups = kinds13[i].other_group != NULL ? kinds13[i].other_group : kinds13[i].group;
  pair.server.config.groups_n = 1;
  pair.client.config.signature_schemes = kinds13[i].scheme;
  pair.client.config.signature_schemes_n = 2;
  pair.server.config.tickets = (uint8_t)kinds13[i].tickets;
  if (kinds13[i].mutual) {
    test_side_identities(&pair.client, "client-rsa", (char *)NULL);
    pair.server.config.client_authentication = HF_CLIENT_REQUIRED;
  }
}

Test(handshake_random, draws_of_each_kind_of_tls13) {
  for (size_t i = 0; i < sizeof kinds13 / sizeof kinds13[0]; i++) {
    set13(i);
    run();
    cr_expect_str_eq(test_draw_sizes(&client), kinds13[i].client, "kind %zu", i);
    cr_expect_str_eq(test_draw_sizes(&server), kinds13[i].server, "kind %zu", i);
  }
}

/* The point of the hello's one share, which is 32 bytes of X25519 or an uncompressed one. */
static const uint8_t *share(int from_server, uint16_t *group) {
  size_t n;
  const uint8_t *m = test_wire_message(from_server, from_server ? TEST_SERVER_HELLO : TEST_CLIENT_HELLO, &n);
  cr_assert_not_null(m);
  size_t at = test_hello_compression(m) + (from_server ? 1u : 1u + m[test_hello_compression(m)]) + 2;
  while (m[at] * 256 + m[at + 1] != HF_EXTENSION_KEY_SHARE) {
    at += 4u + (size_t)m[at + 2] * 256 + m[at + 3];
    cr_assert_lt(at + 4, n);
  }
  at += from_server ? 4 : 6;
  *group = (uint16_t)(m[at] * 256 + m[at + 1]);
  return m + at + 4;
}

static void check_share13(const struct test_draws *d, size_t i, int from_server, uint16_t wanted) {
  uint8_t scalar[HF_SCALAR_MAX], made[HF_POINT_MAX];
  uint16_t group;
  const uint8_t *point = share(from_server, &group);
  struct test_replay replay = {test_draw(d, i), d->size[i]};
  struct hf_random source = test_replay_source(&replay);
  cr_assert_eq(group, wanted);
  cr_assert_eq(hf_ecdh_generate(group, &source, scalar, made), 0);
  cr_expect_arr_eq(scalar, test_draw(d, i), d->size[i]);
  cr_expect_arr_eq(point, made, group == HF_GROUP_X25519 ? 32 : 2 * d->size[i] + 1);
}

Test(handshake_random, hellos_and_shares_of_tls13) {
  for (size_t i = 0; i < 2; i++) {
    set13(i);
    run();
    const uint8_t *hello = message(0, TEST_CLIENT_HELLO);
    cr_expect_arr_eq(hello + 6, test_draw(&client, 0), 32);
    cr_expect_eq(hello[38], 32);
    cr_expect_arr_eq(hello + 39, test_draw(&client, 1), 32);
    cr_expect_arr_eq(message(1, TEST_SERVER_HELLO) + 6, test_draw(&server, 0), 32);
    check_share13(&client, 2, 0, kinds13[i].group[0]);
    check_share13(&server, 1, 1, kinds13[i].group[0]);
  }
}

Test(handshake_random, tickets) {
  static struct hf_session session;
  set13(0);
  run();
  const uint8_t *drawn = test_draw(&server, 3);
  cr_assert(hf_session_of(&pair.client.c, &session));
  cr_assert_eq(session.ticket_n, 32);
  cr_expect_arr_eq(session.ticket, drawn, 32);
  cr_expect_eq(session.ticket_age_add,
               (uint32_t)drawn[32] << 24 | (uint32_t)drawn[33] << 16 | (uint32_t)drawn[34] << 8 | drawn[35]);
}
