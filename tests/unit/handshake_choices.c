/* What is offered, allowed and chosen, in both roles: whatever both sides allow is agreed on, by the server's preference, and nothing
   else is ever taken. Suites, groups, signature schemes, application protocols, versions, compression. Extensions and types of
   certificates are in handshake_answers.c. */
#include "crypto/signature.h"
#include "generated/registry.h"
#include "support/edit.h"
#include "support/inside.h"
#include "support/wire.h"
#include <criterion/criterion.h>
#include <string.h>

static struct test_pair pair;
static uint16_t ours[32], theirs[32];

static void set(void) {
  test_pair_set(&pair);
  test_wire_watch(&pair, NULL);
}

static void expect(enum hf_error client, enum hf_error server, const char *what, unsigned a, unsigned b) {
  cr_expect_eq(hf_error_of(&pair.client.c), client, "%s %x, %x: %s", what, a, b, test_describe(&pair.client));
  cr_expect_eq(hf_error_of(&pair.server.c), server, "%s %x, %x: %s", what, a, b, test_describe(&pair.server));
  cr_expect_eq(test_both_open(&pair), client == HF_OK && server == HF_OK, "%s %x, %x", what, a, b);
}

static const uint8_t *seen(int from_server, uint8_t type) {
  size_t n;
  return test_wire_message(from_server, type, &n);
}

static int is_tls13(size_t row) {
  return hf_cipher_suites[row].key_exchange == HF_KEY_EXCHANGE_ANY;
}

/* Every suite of the client against every one of the server. */
Test(handshake_choices, suites) {
  for (size_t i = 0; i < HF_CIPHER_SUITES; i++) {
    for (size_t k = 0; k < HF_CIPHER_SUITES; k++) {
      set();
      pair.client.config.versions = pair.server.config.versions = 0;
      ours[0] = hf_cipher_suites[i].code;
      theirs[0] = hf_cipher_suites[k].code;
      pair.client.config.cipher_suites = ours;
      pair.server.config.cipher_suites = theirs;
      pair.client.config.cipher_suites_n = pair.server.config.cipher_suites_n = 1;
      test_pair_run(&pair);
      enum hf_error other = is_tls13(i) == is_tls13(k) ? HF_ERROR_NO_SHARED_CIPHER_SUITE : HF_ERROR_VERSION_UNSUPPORTED;
      expect(i == k ? HF_OK : HF_ERROR_PEER_ALERT, i == k ? HF_OK : other, "suites", ours[0], theirs[0]);
      cr_expect(i != k || (hf_cipher_suite(&pair.client.c) == ours[0] && hf_cipher_suite(&pair.server.c) == ours[0]));
    }
  }
}

/* The client's order is turned round: the server's decides. What only one of them has is passed over. */
Test(handshake_choices, the_servers_order_of_suites) {
  for (size_t i = 0; i + 2 < HF_CIPHER_SUITES; i++) {
    set();
    pair.client.config.versions = pair.server.config.versions = 0;
    for (size_t k = 0; k < 3; k++)
      theirs[k] = hf_cipher_suites[i + k].code;
    ours[0] = theirs[2];
    ours[1] = theirs[1];
    pair.client.config.cipher_suites = ours;
    pair.client.config.cipher_suites_n = 2;
    pair.server.config.cipher_suites = theirs;
    pair.server.config.cipher_suites_n = 3;
    test_pair_run(&pair);
    expect(HF_OK, HF_OK, "order", ours[0], ours[1]);
    cr_expect_eq(hf_cipher_suite(&pair.client.c), theirs[1]);
  }
}

static uint16_t answer;

static void answer_suite(const struct test_side *from, uint8_t *m, size_t *n) {
  (void)n;
  if (!from->is_server || m[0] != TEST_SERVER_HELLO)
    return;
  m[test_hello_after_session(m)] = (uint8_t)(answer >> 8);
  m[test_hello_after_session(m) + 1] = (uint8_t)answer;
}

/* A server that answers with what was not offered: each suite that the engine has, the signalling values, and others. */
Test(handshake_choices, suites_that_were_not_offered) {
  static const uint16_t others[] = {0,      5,     10, HF_TLS_EMPTY_RENEGOTIATION_INFO_SCSV, HF_TLS_FALLBACK_SCSV,
                                    0x1301, 0xffff};
  for (size_t i = 0; i < HF_CIPHER_SUITES + sizeof others / sizeof others[0]; i++) {
    answer = i < HF_CIPHER_SUITES ? hf_cipher_suites[i].code : others[i - HF_CIPHER_SUITES];
    set();
    test_wire_watch(&pair, answer_suite);
    ours[0] = HF_TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA;
    pair.client.config.cipher_suites = ours;
    pair.client.config.cipher_suites_n = 1;
    test_pair_run(&pair);
    if (answer == ours[0])
      expect(HF_OK, HF_OK, "answer", answer, 0);
    else
      expect(HF_ERROR_CIPHER_SUITE_NOT_OFFERED, HF_ERROR_PEER_ALERT, "answer", answer, 0);
  }
}

/* A suite without a certificate for it is no suite that can be chosen. */
Test(handshake_choices, suites_for_which_there_is_no_certificate) {
  static const char *const names[] = {"server-rsa", "server-ec"};
  for (size_t i = 0; i < HF_CIPHER_SUITES; i++) {
    if (is_tls13(i))
      continue; /* any certificate will do */
    for (int ec = 0; ec <= 1; ec++) {
      int fits = (hf_cipher_suites[i].authentication == HF_KEY_EC) == ec;
      set();
      test_side_identities(&pair.server, names[ec], (char *)NULL);
      ours[0] = hf_cipher_suites[i].code;
      pair.client.config.cipher_suites = ours;
      pair.client.config.cipher_suites_n = 1;
      test_pair_run(&pair);
      expect(fits ? HF_OK : HF_ERROR_PEER_ALERT, fits ? HF_OK : HF_ERROR_NO_SHARED_CIPHER_SUITE, names[ec], ours[0], 0);
    }
  }
}

/* Each list of groups of the client against each of the server: 0 none said (both and x25519), 1 P-256, 2 P-384, 3 and 4 both, in either order. */
static size_t group_list(unsigned kind, uint16_t *list) {
  size_t n = 0;
  if (kind == 1 || kind == 3)
    list[n++] = HF_GROUP_SECP256R1;
  if (kind >= 2)
    list[n++] = HF_GROUP_SECP384R1;
  if (kind == 4)
    list[n++] = HF_GROUP_SECP256R1;
  return n;
}

static uint16_t group_expected(unsigned client, unsigned server) {
  unsigned has[] = {3, 1, 2, 3, 3}, both = has[client] & has[server];
  if (client == 0 && server == 0)
    return HF_GROUP_X25519;
  if (both == 3)
    return server == 4 ? HF_GROUP_SECP384R1 : HF_GROUP_SECP256R1;
  return both == 0 ? 0 : both == 1 ? HF_GROUP_SECP256R1 : HF_GROUP_SECP384R1;
}

Test(handshake_choices, groups) {
  static const uint16_t ecdhe[] = {HF_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256};
  for (unsigned c = 0; c < 5; c++) {
    for (unsigned s = 0; s < 5; s++) {
      uint16_t group = group_expected(c, s);
      set();
      pair.client.config.cipher_suites = ecdhe;
      pair.client.config.cipher_suites_n = 1;
      pair.client.config.groups_n = group_list(c, ours);
      pair.client.config.groups = c ? ours : NULL;
      pair.server.config.groups_n = group_list(s, theirs);
      pair.server.config.groups = s ? theirs : NULL;
      test_pair_run(&pair);
      expect(group ? HF_OK : HF_ERROR_PEER_ALERT, group ? HF_OK : HF_ERROR_NO_SHARED_CIPHER_SUITE, "groups", c, s);
      cr_expect(!group || memcmp(seen(1, TEST_SERVER_KEY_EXCHANGE) + 5, (uint8_t[]){0, (uint8_t)group}, 2) == 0);
    }
  }
}

/* A list may have more groups than there are here: others are passed over, wherever they stand. Without one that both have there is
   no ECDHE. */
Test(handshake_choices, groups_that_are_not_ours) {
  static const uint16_t longer[] = {0x0100, 0x001e, 0x0019, HF_GROUP_SECP384R1}; /* ffdhe2048, x448, secp521r1 */
  for (unsigned n = 3; n <= 4; n++) {
    set();
    pair.server.config.groups = longer;
    pair.server.config.groups_n = n;
    test_pair_run(&pair);
    expect(HF_OK, HF_OK, "groups", 0, n);
    cr_expect_eq(hf_group(&pair.server.c), n == 4 ? HF_GROUP_SECP384R1 : 0);
    cr_expect_eq(seen(1, TEST_SERVER_KEY_EXCHANGE) != NULL, n == 4);
  }
}

/* Each scheme of the client against each of the server, with each kind of key: ServerKeyExchange is signed with the one that both
   have and that fits the key. */
static const char *const keys[] = {"server-rsa", "server-ec", "server-pss"};
static const char *const clients[] = {"client-rsa", "client-ec", "client-pss"};
static const uint8_t kinds[] = {HF_KEY_RSA, HF_KEY_EC, HF_KEY_RSA_PSS};

static void set_schemes(struct test_side *s, uint16_t *list, uint16_t scheme) {
  list[0] = scheme;
  s->config.signature_schemes = list;
  s->config.signature_schemes_n = 1;
}

static void check_schemes(unsigned key, uint16_t client, uint16_t server) {
  int fits = client == server && hf_scheme_key_kind(client) == kinds[key];
  set();
  test_side_identities(&pair.server, keys[key], (char *)NULL);
  pair.server.config.forbid_rsa_key_exchange = 1;
  set_schemes(&pair.client, ours, client);
  set_schemes(&pair.server, theirs, server);
  test_pair_run(&pair);
  expect(fits ? HF_OK : HF_ERROR_PEER_ALERT, fits ? HF_OK : HF_ERROR_NO_SHARED_CIPHER_SUITE, keys[key], client, server);
  const uint8_t *m = fits ? seen(1, TEST_SERVER_KEY_EXCHANGE) : NULL;
  cr_expect(!fits || (m[8 + m[7]] == client / 256 && m[9 + m[7]] == client % 256));
}

Test(handshake_choices, schemes) {
  for (size_t i = 0; i < HF_SIGNATURE_SCHEMES; i++)
    for (size_t k = 0; k < HF_SIGNATURE_SCHEMES; k++)
      for (unsigned key = 0; key < 3; key++)
        check_schemes(key, hf_signature_schemes[i], hf_signature_schemes[k]);
}

static uint8_t signed_by;

static void answer_scheme(const struct test_side *from, uint8_t *m, size_t *n) {
  (void)n;
  if (from->is_server != (signed_by == TEST_SERVER_KEY_EXCHANGE) || m[0] != signed_by)
    return;
  uint8_t *at = signed_by == TEST_SERVER_KEY_EXCHANGE ? m + 8 + m[7] : m + 4;
  at[0] = (uint8_t)(answer >> 8);
  at[1] = (uint8_t)answer;
}

/* Signatures that name what was not asked for: each scheme of the engine, and schemes that it does not have. What was asked for,
   but is not how it was made, is forged. */
static void name_schemes(uint8_t message, enum hf_error forged) {
  static const uint16_t others[] = {0x0201, 0x0203, 0x0401, 0x0807, 0, 0xffff};
  signed_by = message;
  for (size_t i = 0; i < HF_SIGNATURE_SCHEMES + 6; i++) {
    int client_proves = message == TEST_CERTIFICATE_VERIFY;
    answer = i < HF_SIGNATURE_SCHEMES ? hf_signature_schemes[i] : others[i - HF_SIGNATURE_SCHEMES];
    set();
    test_wire_watch(&pair, answer_scheme);
    pair.framing = TEST_ONE_MESSAGE;
    test_side_identities(&pair.server, "server-rsa", (char *)NULL);
    test_side_identities(&pair.client, "client-rsa", (char *)NULL);
    pair.server.config.client_authentication = client_proves ? HF_CLIENT_REQUIRED : HF_CLIENT_NOT_ASKED;
    pair.server.config.forbid_rsa_key_exchange = 1;
    ours[0] = theirs[0] = HF_SCHEME_RSA_PSS_RSAE_SHA256;
    ours[1] = theirs[1] = HF_SCHEME_RSA_PSS_RSAE_SHA384;
    pair.client.config.signature_schemes = ours;
    pair.server.config.signature_schemes = theirs;
    pair.client.config.signature_schemes_n = pair.server.config.signature_schemes_n = 2;
    test_pair_run(&pair);
    enum hf_error error = answer == ours[0]   ? HF_OK
                          : answer == ours[1] ? forged
                                              : HF_ERROR_SIGNATURE_SCHEME_NOT_OFFERED;
    const struct test_side *judge = client_proves ? &pair.server : &pair.client;
    cr_expect_eq(hf_error_of(&judge->c), error, "%u by %04x: %s", message, answer, test_describe(judge));
  }
}

Test(handshake_choices, schemes_that_were_not_offered) {
  name_schemes(TEST_SERVER_KEY_EXCHANGE, HF_ERROR_SERVER_KEY_EXCHANGE_FORGED);
}

Test(handshake_choices, schemes_that_were_not_asked_for) {
  name_schemes(TEST_CERTIFICATE_VERIFY, HF_ERROR_CERTIFICATE_VERIFY_FORGED);
}

/* A client signs with what both allow, or gives no certificate. */
Test(handshake_choices, schemes_of_the_client) {
  for (size_t i = 0; i < HF_SIGNATURE_SCHEMES; i++) {
    for (unsigned key = 0; key < 3; key++) {
      uint16_t scheme = hf_signature_schemes[i];
      int fits = hf_scheme_key_kind(scheme) == kinds[key];
      set();
      test_side_identities(&pair.client, clients[key], (char *)NULL);
      pair.server.config.client_authentication = HF_CLIENT_REQUIRED;
      set_schemes(&pair.server, theirs, scheme);
      test_pair_run(&pair);
      expect(fits ? HF_OK : HF_ERROR_PEER_ALERT, fits ? HF_OK : HF_ERROR_CLIENT_CERTIFICATE_MISSING, "client", scheme,
             key);
      const uint8_t *m = fits ? seen(0, TEST_CERTIFICATE_VERIFY) : NULL;
      cr_expect(!fits || m[4] * 256 + m[5] == scheme);
    }
  }
}

/* Protocols: bit i of a set is p0, p1, p2; the server's order decides. */
static size_t protocol_list(unsigned set_of, int backwards, uint8_t *list) {
  size_t n = 0;
  for (unsigned i = 0; i < 3; i++) {
    unsigned name = backwards ? 2 - i : i;
    if (set_of & 1u << name) {
      const uint8_t entry[] = {2, 'p', (uint8_t)('0' + name)};
      memcpy(list + n, entry, 3);
      n += 3;
    }
  }
  return n;
}

Test(handshake_choices, protocols) {
  static uint8_t client[9], server[9];
  for (unsigned c = 0; c < 8; c++) {
    for (unsigned s = 0; s < 8; s++) {
      unsigned both = c & s;
      size_t n = 0;
      set();
      pair.client.config.application_protocols = client;
      pair.server.config.application_protocols = server;
      pair.client.config.application_protocols_n = protocol_list(c, 1, client);
      pair.server.config.application_protocols_n = protocol_list(s, 0, server);
      test_pair_run(&pair);
      int fails = c && s && !both;
      expect(fails ? HF_ERROR_PEER_ALERT : HF_OK, fails ? HF_ERROR_NO_APPLICATION_PROTOCOL : HF_OK, "protocols", c, s);
      const uint8_t *name = hf_application_protocol(&pair.client.c, &n);
      uint8_t first = both & 1 ? '0' : both & 2 ? '1' : '2';
      cr_expect(fails || (both ? n == 2 && name[1] == first : n == 0), "%u, %u", c, s);
    }
  }
}

/* Versions: a client's is the highest that it speaks; a server's is the one. */
static void say_version(const struct test_side *from, uint8_t *m, size_t *n) {
  (void)n;
  if (m[0] == (signed_by ? TEST_SERVER_HELLO : TEST_CLIENT_HELLO) && from->is_server == signed_by) {
    m[4] = (uint8_t)(answer >> 8);
    m[5] = (uint8_t)answer;
  }
}

Test(handshake_choices, versions) {
  static const uint16_t versions[] = {0,      0x0200, 0x0300, 0x0301, 0x0302, 0x0303,
                                      0x0304, 0x03ff, 0x0403, 0xfefd, 0xffff};
  for (size_t i = 0; i < sizeof versions / sizeof versions[0]; i++) {
    answer = versions[i];
    for (signed_by = 0; signed_by <= 1; signed_by++) {
      int fits = signed_by ? answer == 0x0303 : answer >= 0x0303;
      set();
      test_wire_watch(&pair, say_version);
      test_pair_run(&pair);
      /* A client's alert is in the version that the server seemed to speak, which this one does not. */
      enum hf_error heard =
          signed_by && answer >= 0x0300 && answer < 0x0303 ? HF_ERROR_RECORD_VERSION_WRONG : HF_ERROR_PEER_ALERT;
      if (fits)
        expect(HF_OK, HF_OK, "version", answer, signed_by);
      else
        expect(signed_by ? HF_ERROR_VERSION_UNSUPPORTED : HF_ERROR_PEER_ALERT,
               signed_by ? heard : HF_ERROR_VERSION_UNSUPPORTED, "version", answer, signed_by);
    }
  }
}

static uint8_t methods[3];
static size_t methods_n;

static void say_compression(const struct test_side *from, uint8_t *m, size_t *n) {
  if (from->is_server && m[0] == TEST_SERVER_HELLO)
    m[test_hello_compression(m)] = methods_n == 0 ? methods[0] : m[test_hello_compression(m)];
  if (!from->is_server && m[0] == TEST_CLIENT_HELLO && methods_n > 0)
    test_set_compressions(m, n, methods, methods_n);
}

Test(handshake_choices, compression) {
  static const uint8_t lists[][4] = {{1, 0}, {2, 0, 1}, {2, 1, 0}, {3, 64, 1, 0}, {1, 1}, {2, 1, 64}};
  for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
    set();
    methods_n = lists[i][0];
    memcpy(methods, lists[i] + 1, 3);
    test_wire_watch(&pair, say_compression);
    test_pair_run(&pair);
    expect(i < 4 ? HF_OK : HF_ERROR_PEER_ALERT, i < 4 ? HF_OK : HF_ERROR_COMPRESSION_MISSING, "methods", (unsigned)i,
           0);
  }
  for (unsigned method = 0; method < 256; method++) {
    set();
    methods_n = 0;
    methods[0] = (uint8_t)method;
    test_wire_watch(&pair, say_compression);
    test_pair_run(&pair);
    expect(method ? HF_ERROR_COMPRESSION_NOT_OFFERED : HF_OK, method ? HF_ERROR_PEER_ALERT : HF_OK, "method", method,
           0);
  }
}
