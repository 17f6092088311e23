#include "support/scenarios.h"
#include "generated/machine.h"
#include "generated/registry.h"
#include "support/edit.h"
#include "support/identities.h"
#include "support/ticket_keys.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* What is offered, and asked for. */

static const uint16_t rsa_only[] = {HF_TLS_RSA_WITH_AES_128_GCM_SHA256, HF_TLS_RSA_WITH_AES_256_CBC_SHA256};
static const uint16_t ecdhe_rsa_only[] = {HF_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
                                          HF_TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384};
static const uint16_t ecdhe_ecdsa_only[] = {HF_TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256};
static const uint16_t cbc_only[] = {HF_TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA};
static const uint16_t p256[] = {HF_GROUP_SECP256R1};
static const uint8_t http[] = {8, 'h', 't', 't', 'p', '/', '1', '.', '1', 2, 'h', '2'};
static const uint8_t other[] = {5, 'o', 't', 'h', 'e', 'r'};

static void suites(struct test_pair *p, const uint16_t *list, size_t n) {
  p->client.config.cipher_suites = list;
  p->client.config.cipher_suites_n = n;
}

static void rsa(struct test_pair *p) {
  suites(p, rsa_only, 2);
}

static void ecdhe_rsa(struct test_pair *p) {
  suites(p, ecdhe_rsa_only, 2);
}

static void ecdhe_ecdsa(struct test_pair *p) {
  suites(p, ecdhe_ecdsa_only, 1);
}

static void cbc(struct test_pair *p) {
  suites(p, cbc_only, 1);
}

static void request(struct test_pair *p) {
  p->server.config.client_authentication = HF_CLIENT_REQUESTED;
}

static void request_rsa(struct test_pair *p) {
  rsa(p);
  request(p);
}

static void require_nothing_given(struct test_pair *p) {
  ecdhe_rsa(p);
  p->server.config.client_authentication = HF_CLIENT_REQUIRED;
}

static void mutual(struct test_pair *p) {
  require_nothing_given(p);
  test_side_identities(&p->client, "client-rsa", (char *)NULL);
}

static void mutual_ec(struct test_pair *p) {
  require_nothing_given(p);
  test_side_identities(&p->client, "client-ec", (char *)NULL);
}

static void mutual_rsa(struct test_pair *p) {
  mutual(p);
  rsa(p);
}

static void untrusted_client(struct test_pair *p) {
  require_nothing_given(p);
  test_side_identities(&p->client, "untrusted-client", (char *)NULL);
  p->server.config.omit_authorities = 1; /* told the names, the client would show none */
}

static void untrusted_server(struct test_pair *p) {
  test_side_identities(&p->server, "untrusted", (char *)NULL);
}

static void one_group(struct test_pair *p) {
  ecdhe_rsa(p);
  p->client.config.groups = p256;
  p->client.config.groups_n = 1;
}

static void nothing_shared(struct test_pair *p) {
  rsa(p);
  p->server.config.forbid_rsa_key_exchange = 1;
}

static uint8_t refuse_hello(void *context, const struct hf_client_hello *hello) {
  (void)context;
  (void)hello;
  return HF_ERROR_SERVER_NAME_UNKNOWN;
}

static void unwanted(struct test_pair *p) {
  p->server.config.client_hello_policy = refuse_hello;
}

static void protocols(struct test_pair *p, const uint8_t *server, size_t n) {
  p->client.config.application_protocols = http;
  p->client.config.application_protocols_n = sizeof http;
  p->server.config.application_protocols = server;
  p->server.config.application_protocols_n = n;
}

static void shared_protocol(struct test_pair *p) {
  protocols(p, http, sizeof http);
}

static void no_shared_protocol(struct test_pair *p) {
  protocols(p, other, sizeof other);
}

/* RFC 6066 8: the server has an OCSP response for each certificate, and the client wants one. Responses say when they were made. */
static void staple(struct test_pair *p, const char *name, const char *response) {
  p->now = (int64_t)time(NULL);
  p->server.identities[0] = test_stapled(name, response);
  p->server.config.identities_n = 1;
  p->client.config.staple = HF_STAPLE_REQUIRED;
}

static void stapled(struct test_pair *p) {
  staple(p, "server-rsa", "server-rsa.ocsp");
}

static void stapled_ecdsa(struct test_pair *p) {
  staple(p, "server-ec", "server-ec.ocsp");
}

static void stapled_rsa(struct test_pair *p) {
  rsa(p);
  stapled(p);
}

static void stapled_mutual(struct test_pair *p) {
  mutual(p);
  stapled(p);
}

static void stapled_revoked(struct test_pair *p) {
  staple(p, "server-rsa", "server-rsa-revoked.ocsp");
}

static void stapled_revoked_mutual(struct test_pair *p) {
  mutual(p);
  stapled_revoked(p);
}

/* RFC 7250: the server has a raw public key, and the client asks for it. */
static void raw_server(struct test_pair *p) {
  test_side_raw_key(&p->server, "server-ec");
  test_side_trusts_key(&p->client, "server-ec");
}

/* Both sides have nothing but raw public keys. */
static void raw_both(struct test_pair *p) {
  raw_server(p);
  p->server.config.client_authentication = HF_CLIENT_REQUIRED;
  test_side_raw_key(&p->client, "client-rsa");
  test_side_trusts_key(&p->server, "client-rsa");
}

static void raw_both_rsa(struct test_pair *p) {
  rsa(p);
  raw_both(p);
  test_side_raw_key(&p->server, "server-rsa");
  test_side_trusts_key(&p->client, "server-rsa");
}

static void raw_untrusted_server(struct test_pair *p) {
  raw_server(p);
  test_side_trusts_key(&p->client, "client-ec");
}

static void raw_untrusted_client(struct test_pair *p) {
  raw_both(p);
  test_side_trusts_key(&p->server, "server-rsa");
}

/* The client takes nothing but raw public keys, and the server has none. */
static void raw_not_there(struct test_pair *p) {
  test_side_trusts_key(&p->client, "server-ec");
  p->client.config.anchors_n = 0;
}

static void staple_missing(struct test_pair *p) {
  p->client.config.staple = HF_STAPLE_REQUIRED;
}

static void staple_missing_mutual(struct test_pair *p) {
  mutual(p);
  staple_missing(p);
}

/* A full handshake, and then the same with its session. */
static void resumed(struct test_pair *p) {
  static struct hf_session session;
  int (*tamper)(struct test_side *, uint8_t *, size_t *, size_t) = p->tamper;
  if (!p->client.config.cipher_suites)
    ecdhe_rsa(p);
  p->tamper = NULL;
  test_pair_run(p);
  if (!hf_session_of(&p->client.c, &session))
    abort();
  p->offer = &session;
  p->tamper = tamper;
}

/* RFC 5077: the server seals sessions. */
static void ticket(struct test_pair *p) {
  ecdhe_rsa(p);
  p->server.config.ticket_keys = &test_ticket_keys;
}

static void ticket_resumed(struct test_pair *p) {
  ticket(p);
  resumed(p);
}

/* Another key seals now than that of the client's ticket. */
static void ticket_renewed(struct test_pair *p) {
  ticket(p);
  p->server.config.ticket_keys = &test_ticket_keys_before;
  resumed(p);
  p->server.config.ticket_keys = &test_ticket_keys;
}

/* Messages changed on their way. */

static int from_server(const struct test_side *from, const uint8_t *message, uint8_t type) {
  return from->is_server && message[0] == type;
}

static int from_client(const struct test_side *from, const uint8_t *message, uint8_t type) {
  return !from->is_server && message[0] == type;
}

#define TAMPER(name, side, type)                                                                                       \
  static void name##_edit(uint8_t *m, size_t *n);                                                                      \
  static int name(struct test_side *from, uint8_t *m, size_t *n, size_t room) {                                        \
    (void)room;                                                                                                        \
    if (from_##side(from, m, type)) {                                                                                  \
      name##_edit(m, n);                                                                                               \
      from->pair->tampered++;                                                                                          \
    }                                                                                                                  \
    return 1;                                                                                                          \
  }                                                                                                                    \
  static void name##_edit(uint8_t *m, size_t *n)

TAMPER(server_version, server, TEST_SERVER_HELLO) {
  (void)n;
  m[5] = 2;
}

TAMPER(server_suite, server, TEST_SERVER_HELLO) {
  (void)n;
  memcpy(m + test_hello_after_session(m), "\x00\x05", 2);
}

TAMPER(server_compression, server, TEST_SERVER_HELLO) {
  (void)n;
  m[test_hello_compression(m)] = 1;
}

TAMPER(server_points, server, TEST_SERVER_HELLO) {
  test_set_extension(m, n, HF_EXTENSION_EC_POINT_FORMATS, (const uint8_t *)"\x01\x01", 2);
}

TAMPER(server_renegotiation, server, TEST_SERVER_HELLO) {
  test_set_extension(m, n, HF_EXTENSION_RENEGOTIATION_INFO, (const uint8_t *)"\x01\x00", 2);
}

TAMPER(server_other_suite, server, TEST_SERVER_HELLO) {
  (void)n;
  memcpy(m + test_hello_after_session(m), "\xc0\x30", 2);
}

TAMPER(server_no_master_secret, server, TEST_SERVER_HELLO) {
  test_remove_extension(m, n, HF_EXTENSION_EXTENDED_MASTER_SECRET);
}

TAMPER(server_protocol, server, TEST_SERVER_HELLO) {
  test_set_extension(m, n, HF_EXTENSION_APPLICATION_LAYER_PROTOCOL_NEGOTIATION, (const uint8_t *)"\x00\x03\x02xx", 5);
}

TAMPER(server_no_certificate, server, TEST_CERTIFICATE) {
  test_set_body(m, n, (const uint8_t *)"\0\0", 3);
}

TAMPER(share_forged, server, TEST_SERVER_KEY_EXCHANGE) {
  m[*n - 1] ^= 1;
}

/* ServerKeyExchange: curve type, group (2), point with its length byte, scheme (2), signature. */
TAMPER(share_scheme, server, TEST_SERVER_KEY_EXCHANGE) {
  (void)n;
  memcpy(m + 8 + m[7], "\x02\x01", 2);
}

TAMPER(share_group, server, TEST_SERVER_KEY_EXCHANGE) {
  (void)n;
  memcpy(m + 5, "\x00\x18", 2);
}

TAMPER(client_version, client, TEST_CLIENT_HELLO) {
  (void)n;
  m[5] = 1;
}

TAMPER(client_fallback, client, TEST_CLIENT_HELLO) {
  (void)n;
  m[5] = 2;
  memcpy(m + test_hello_after_session(m) + 2, "\x56\x00", 2);
}

TAMPER(client_compression, client, TEST_CLIENT_HELLO) {
  (void)n;
  m[test_hello_compression(m) + 1] = 1;
}

TAMPER(client_points, client, TEST_CLIENT_HELLO) {
  test_set_extension(m, n, HF_EXTENSION_EC_POINT_FORMATS, (const uint8_t *)"\x02\x01\x02", 3);
}

TAMPER(client_renegotiation, client, TEST_CLIENT_HELLO) {
  test_set_extension(m, n, HF_EXTENSION_RENEGOTIATION_INFO, (const uint8_t *)"\x01\x00", 2);
}

TAMPER(client_no_master_secret, client, TEST_CLIENT_HELLO) {
  test_remove_extension(m, n, HF_EXTENSION_EXTENDED_MASTER_SECRET);
}

TAMPER(proof_forged, client, TEST_CERTIFICATE_VERIFY) {
  m[*n - 1] ^= 1;
}

TAMPER(proof_scheme, client, TEST_CERTIFICATE_VERIFY) {
  (void)n;
  memcpy(m + 4, "\x02\x01", 2);
}

/* What is done when all has settled. */

static void client_closes(struct test_pair *p) {
  hf_close(&p->client.c);
}

static void server_closes(struct test_pair *p) {
  hf_close(&p->server.c);
}

static void data_both_ways(struct test_pair *p) {
  (void)hf_write(&p->client.c, (const uint8_t *)"ping", 4);
  (void)hf_write(&p->server.c, (const uint8_t *)"pong", 4);
}

#include "scenarios13.inc"

#define FAILS(what) HF_ERROR_##what
const struct scenario scenarios[] = {
/* The newer version first: a state of both is looked into in a connection that may speak it. */
#include "scenarios13_rows.inc"
/* then the older */
#include "scenarios.inc"
};
const size_t scenarios_n = sizeof scenarios / sizeof scenarios[0];

const struct scenario *scenario_named(const char *name) {
  for (size_t i = 0; i < scenarios_n; i++)
    if (strcmp(scenarios[i].name, name) == 0)
      return &scenarios[i];
  fprintf(stderr, "no scenario is called %s\n", name);
  abort();
}

void scenario_start(const struct scenario *s, struct test_pair *p) {
  test_pair_set(p);
  p->framing = TEST_ONE_MESSAGE;
  p->closes = 1;
  p->tamper = s->tamper;
  if (s->set)
    s->set(p);
  test_pair_start(p);
}

void scenario_run(const struct scenario *s, struct test_pair *p) {
  scenario_start(s, p);
  test_pair_pump(p);
  if (s->after) {
    s->after(p);
    test_pair_pump(p);
  }
}

int scenario_reach(const struct scenario *s, struct test_pair *p, int server, uint32_t state) {
  struct test_side *side = server ? &p->server : &p->client;
  scenario_start(s, p);
  if (test_pair_run_to(p, side, state))
    return 1;
  if (s->after)
    s->after(p);
  return test_pair_run_to(p, side, state);
}
