/* Each limit of the handshake, at it, below it and above it. tests/limits says which limit is tested where, and that none is without
   a test; those of records are in limits_records.c, those of certificates in limits_x509.c. */
#include "handshake/limits.h"
#include "generated/machine.h"
#include "generated/registry.h"
#include "session/cache.h"
#include "support/attack.h"
#include "support/edit.h"
#include "support/identities.h"
#include "support/limit.h"
#include "support/wire.h"
#include <criterion/criterion.h>
#include <string.h>

#define P (&attack_pair)
static size_t asked;    /* for the hooks */
static int server_role; /* 1: the server's */

/* The length in the header of a handshake message; its body is not there yet. */
static uint8_t message_of(size_t n) {
  const uint8_t header[4] = {TEST_CLIENT_HELLO, (uint8_t)(n >> 16), (uint8_t)(n >> 8), (uint8_t)n};
  attack_set(attack_ecdhe);
  test_pair_start(P);
  (void)test_inject(&P->server, HF_CONTENT_HANDSHAKE, header, 4);
  return (uint8_t)hf_error_of(&P->server.c);
}

Test(limits, messages) {
  limit_most(message_of, HF_MESSAGE_MAX, HF_ERROR_MESSAGE_TOO_LONG);
}

/* RFC 5246 7.4.1.2: session IDs of 0 to 32 bytes, in either hello. */
static void set_session_id(uint8_t *m, size_t *n) {
  size_t old = 1 + (size_t)m[TEST_HELLO_SESSION];
  uint8_t body[2048];
  size_t rest = *n - TEST_HELLO_SESSION - old;
  memcpy(body, m + 4, TEST_HELLO_SESSION - 4);
  body[TEST_HELLO_SESSION - 4] = (uint8_t)asked;
  memset(body + TEST_HELLO_SESSION - 3, 9, asked);
  memcpy(body + TEST_HELLO_SESSION - 3 + asked, m + TEST_HELLO_SESSION + old, rest);
  test_set_body(m, n, body, TEST_HELLO_SESSION - 3 + asked + rest);
}

static void name_session(const struct test_side *from, uint8_t *m, size_t *n) {
  if (from->is_server == server_role && m[0] == (server_role ? TEST_SERVER_HELLO : TEST_CLIENT_HELLO))
    set_session_id(m, n);
}

static uint8_t session_id_of(size_t n) {
  asked = n;
  attack_set(attack_ecdhe);
  test_wire_watch(P, name_session);
  test_pair_run(P);
  cr_expect_eq(test_both_open(P), n <= 32);
  return (uint8_t)hf_error_of(server_role ? &P->client.c : &P->server.c);
}

Test(limits, session_ids) {
  for (server_role = 0; server_role <= 1; server_role++) {
    limit_most(session_id_of, HF_SESSION_ID_MAX, HF_ERROR_MESSAGE_RANGE);
    cr_expect_eq(session_id_of(0), HF_OK);
    cr_expect_eq(session_id_of(1), HF_OK);
  }
}

/* The session cache: how many it keeps, and for how long. */
static struct hf_cache_entry entries[8];
static uint8_t kept_with(size_t n) {
  struct hf_cache cache;
  struct hf_session s = {.session_id_n = 32}, out;
  hf_cache_start(&cache, entries, 8, 100);
  for (size_t i = 0; i < n; i++) {
    s.session_id[0] = (uint8_t)i;
    hf_cache_put(&cache, &s);
  }
  s.session_id[0] = 0;
  return hf_cache_find(&cache, s.session_id, 32, 0, &out) ? HF_OK : HF_ERROR_BUFFER_TOO_SMALL;
}

static uint8_t kept_after(size_t seconds) {
  struct hf_cache cache;
  struct hf_session s = {.session_id_n = 32, .created = 1000}, out;
  hf_cache_start(&cache, entries, 8, 100);
  hf_cache_put(&cache, &s);
  return hf_cache_find(&cache, s.session_id, 32, 1000 + (int64_t)seconds, &out) ? HF_OK : HF_ERROR_TRUNCATED;
}

Test(limits, session_cache) {
  limit_most(kept_with, 8, HF_ERROR_BUFFER_TOO_SMALL);
  limit_most(kept_after, 100, HF_ERROR_TRUNCATED);
}

/* Names: of the server (RFC 6066 3; 255 bytes are kept of it), of application protocols (RFC 7301 3.1). */
static void name_server(const struct test_side *from, uint8_t *m, size_t *n) {
  uint8_t data[5 + 300];
  if (from->is_server || m[0] != TEST_CLIENT_HELLO)
    return;
  data[0] = (uint8_t)((asked + 3) >> 8);
  data[1] = (uint8_t)(asked + 3);
  data[2] = 0;
  data[3] = (uint8_t)(asked >> 8);
  data[4] = (uint8_t)asked;
  memset(data + 5, 'a', asked);
  test_set_extension(m, n, HF_EXTENSION_SERVER_NAME, data, 5 + asked);
}

static uint8_t server_name_of(size_t n) {
  asked = n;
  attack_set(attack_ecdhe);
  test_wire_watch(P, name_server);
  test_pair_run(P);
  return (uint8_t)hf_error_of(&P->server.c);
}

static uint8_t protocol_of(size_t n) {
  static uint8_t list[257];
  attack_set(attack_ecdhe);
  list[0] = (uint8_t)n;
  memset(list + 1, 'p', n);
  P->client.config.application_protocols = P->server.config.application_protocols = list;
  P->client.config.application_protocols_n = P->server.config.application_protocols_n = n + 1;
  test_pair_run(P);
  return (uint8_t)hf_error_of(&P->server.c);
}

Test(limits, names) {
  limit_most(server_name_of, 255, HF_ERROR_EXTENSION_MALFORMED);
  cr_expect_eq(protocol_of(1), HF_OK);
  cr_expect_eq(protocol_of(254), HF_OK);
  cr_expect_eq(protocol_of(255), HF_OK);
  cr_expect_neq(protocol_of(0), HF_OK);
}

/* The vectors of a ClientHello (RFC 5246 7.4.1.2): suites, of which there is one at least; compression methods, 1 to 255. */
static int of_methods;
static void lengthen(const struct test_side *from, uint8_t *m, size_t *n) {
  static uint16_t suites[2000];
  uint8_t methods[255] = {0};
  if (from->is_server || m[0] != TEST_CLIENT_HELLO)
    return;
  for (size_t i = 0; i < 2000; i++)
    suites[i] = attack_ecdhe[0];
  if (of_methods)
    test_set_compressions(m, n, methods, asked);
  else
    test_set_suites(m, n, suites, asked);
}

static uint8_t vector_of(size_t n) {
  asked = n;
  attack_set(attack_ecdhe);
  test_wire_watch(P, lengthen);
  test_pair_run(P);
  cr_expect_eq(test_both_open(P), n > 0);
  return (uint8_t)hf_error_of(&P->server.c);
}

Test(limits, vectors_of_a_hello) {
  for (of_methods = 0; of_methods <= 1; of_methods++) {
    limit_least(vector_of, 1, HF_ERROR_MESSAGE_RANGE);
    cr_expect_eq(vector_of(255), HF_OK);
  }
  of_methods = 0;
  cr_expect_eq(vector_of(2000), HF_OK);
}

/* Extensions of a ClientHello that nobody knows. */
static void add_unknown(const struct test_side *from, uint8_t *m, size_t *n) {
  if (!from->is_server && m[0] == TEST_CLIENT_HELLO)
    for (size_t i = 0; i < asked; i++)
      test_set_extension(m, n, (unsigned)(0x4000 + i), (const uint8_t *)"", 0);
}

static uint8_t unknown_extensions_of(size_t n) {
  asked = n;
  attack_set(attack_ecdhe);
  P->server.buffers.chain_size = 0;
  test_wire_watch(P, add_unknown);
  test_pair_run(P);
  return (uint8_t)hf_error_of(&P->server.c);
}

/* Without the chain's buffer, where a longer list of them would be kept. */
Test(limits, unknown_extensions) {
  limit_most(unknown_extensions_of, HF_UNKNOWN_EXTENSIONS_MAX, HF_ERROR_BUFFER_TOO_SMALL);
}

/* What a configuration may have: certificates of ours, bytes of protocol names, bytes of a stapled response and of a raw key. */
static struct hf_identity many[257];
static int field;
/* n bytes of names, of one letter each; the first has two where n is odd. */
static const uint8_t *names_of(size_t n) {
  static uint8_t list[65537];
  size_t first = n % 2;
  for (size_t i = 0; i < n; i++)
    list[i] = i % 2 == first ? 1 : 'a';
  if (first == 1)
    memcpy(list, "\2aa", 3);
  return list;
}
static uint8_t configured(size_t n) {
  static uint8_t bytes[0x1000001];
  attack_set(attack_ecdhe);
  struct hf_config *c = &P->server.config;
  for (size_t i = 0; i < 257; i++)
    many[i] = *test_identity("server-rsa");
  c->identities = many;
  c->identities_n = field == 0 ? n : 1;
  c->application_protocols = names_of(field == 1 ? n : 0);
  many[0].ocsp_response = many[0].raw_public_key = bytes;
  c->application_protocols_n = field == 1 ? n : 0;
  many[0].ocsp_response_n = field == 2 ? n : 0;
  many[0].raw_public_key_n = field == 3 ? n : 0;
  return (uint8_t)hf_server_start(&P->server.c, c, &P->server.buffers);
}

Test(limits, configurations) {
  static const struct {
    size_t most;
    enum hf_error error;
  } limits[] = {{255, HF_ERROR_IDENTITIES_TOO_MANY},
                {65535, HF_ERROR_APPLICATION_PROTOCOLS_TOO_LONG},
                {HF_OCSP_RESPONSE_MAX, HF_ERROR_IDENTITY_TOO_LARGE},
                {0xffffff, HF_ERROR_IDENTITY_TOO_LARGE}};
  for (field = 0; field < 4; field++)
    limit_most(configured, limits[field].most, limits[field].error);
}

/* A key share of another size than its group's (RFC 8422 5.4): the client's, and the server's. */
static uint8_t share_type;
static void cut_share(const struct test_side *from, uint8_t *m, size_t *n) {
  size_t at = share_type == TEST_CLIENT_KEY_EXCHANGE ? 4 : 7;
  uint8_t body[1024];
  (void)from;
  if (m[0] != share_type)
    return;
  size_t old = m[at], rest = *n - at - 1 - old;
  memcpy(body, m + 4, *n - 4);
  body[at - 4] = (uint8_t)asked;
  memset(body + at - 3 + old, 1, asked > old ? asked - old : 0);
  memcpy(body + at - 3 + asked, m + at + 1 + old, rest);
  test_set_body(m, n, body, at - 3 + asked + rest);
}

static uint8_t share_of(size_t n) {
  asked = n;
  attack_set(attack_ecdhe);
  test_wire_watch(P, cut_share);
  test_pair_run(P);
  return (uint8_t)hf_error_of(share_type == TEST_CLIENT_KEY_EXCHANGE ? &P->server.c : &P->client.c);
}

Test(limits, key_shares) {
  static const struct {
    uint8_t type;
    enum hf_error other; /* what is said of another size: the server's is signed */
  } sides[] = {{TEST_CLIENT_KEY_EXCHANGE, HF_ERROR_POINT_INVALID},
               {TEST_SERVER_KEY_EXCHANGE, HF_ERROR_SERVER_KEY_EXCHANGE_FORGED}};
  for (size_t i = 0; i < 2; i++) {
    share_type = sides[i].type;
    for (size_t n = 1; n <= HF_POINT_MAX; n++)
      cr_expect_eq(share_of(n), n != 65 ? sides[i].other : HF_OK, "%zu bytes", n);
    cr_expect_eq(share_of(HF_POINT_MAX + 1), HF_ERROR_MESSAGE_RANGE);
    cr_expect_eq(share_of(0), HF_ERROR_MESSAGE_RANGE);
  }
}
