#include "setting.h"
#include "forge.h"
#include "generated/registry.h"
#include "support/identities.h"
#include "support/ticket_keys.h"
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { KX, AUTH, CERTIFIED, SESSION, STAPLE, RAW, CLIENT, SERVER, RETRY, DISGUISE, TICKETS, SEALED, ALL };
static const char *const names[ALL] = {"KX",     "AUTH",   "CERTIFIED", "SESSION",  "STAPLE",  "RAW",
                                       "CLIENT", "SERVER", "RETRY",     "DISGUISE", "TICKETS", "SEALED"};
static int is[ALL];

static const uint16_t client_suites[] = {HF_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, HF_TLS_RSA_WITH_AES_128_GCM_SHA256,
                                         HF_TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, HF_TLS_AES_128_GCM_SHA256,
                                         HF_TLS_AES_256_GCM_SHA384};
static const uint16_t rsa_suites[] = {HF_TLS_AES_128_GCM_SHA256, HF_TLS_RSA_WITH_AES_128_GCM_SHA256};
static const uint16_t ecdhe_suites[] = {HF_TLS_AES_256_GCM_SHA384, HF_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
                                        HF_TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, HF_TLS_RSA_WITH_AES_128_GCM_SHA256};
static const uint16_t p384[] = {HF_GROUP_SECP384R1};
static const uint8_t protocol[] = {2, 'h', '2'};

void setting_clear(void) {
  memset(is, 0, sizeof is);
}

int setting_read(const char *text) {
  for (size_t i = 0; i < ALL; i++) {
    size_t n = strlen(names[i]);
    if (strncmp(text, names[i], n) != 0 || text[n] != '=')
      continue;
    is[i] = atoi(text + n + 1);
    return 1;
  }
  return strcmp(text, "ALONE=0") == 0;
}

static void set_peers(struct test_pair *p) {
  test_side_identities(&p->server, "server-rsa", (char *)NULL);
  if (is[CERTIFIED])
    test_side_identities(&p->client, "client-rsa", (char *)NULL);
  p->server.config.client_authentication = (enum hf_client_authentication)is[AUTH];
  p->server.config.omit_authorities = 1;
  if (is[RAW] != 0) {
    test_side_trusts_key(&p->client, "server-rsa");
    p->client.config.anchors_n = is[RAW] == 2 ? 0 : p->client.config.anchors_n;
  }
  if (is[RAW] == 1) {
    test_side_raw_key(&p->server, "server-rsa");
    if (is[CERTIFIED])
      test_side_raw_key(&p->client, "client-rsa");
    test_side_trusts_key(&p->server, "client-rsa");
  }
}

static void set_staple(struct test_pair *p) {
  if (is[STAPLE] == 0)
    return;
  p->now = (int64_t)time(NULL); /* responses say when they were made */
  p->client.config.staple = is[STAPLE] == 1 ? HF_STAPLE_REQUESTED : HF_STAPLE_REQUIRED;
  if (is[STAPLE] != 3)
    p->server.identities[0] = test_stapled("server-rsa", "server-rsa.ocsp");
}

static void set(struct test_pair *p) {
  test_pair_set(p);
  p->client.config.versions = (uint8_t)is[CLIENT];
  p->server.config.versions = (uint8_t)is[SERVER];
  p->client.config.cipher_suites = client_suites;
  p->client.config.cipher_suites_n = 5;
  p->server.config.cipher_suites = is[KX] == 1 ? rsa_suites : ecdhe_suites;
  p->server.config.cipher_suites_n = is[KX] == 1 ? 2 : 4;
  p->server.config.tickets = is[TICKETS] ? (uint8_t)is[TICKETS] : HF_NO_TICKETS;
  if (is[SEALED]) {
    p->server.config.tickets = 0;
    p->server.config.ticket_keys = &test_ticket_keys;
  }
  if (is[RETRY]) {
    p->server.config.groups = p384;
    p->server.config.groups_n = 1;
  }
  p->server.config.client_hello_policy = forge_policy;
  p->client.config.application_protocols = p->server.config.application_protocols = protocol;
  p->client.config.application_protocols_n = p->server.config.application_protocols_n = sizeof protocol;
  set_peers(p);
  set_staple(p);
}

static int first(struct test_pair *p, struct hf_session *session) {
  uint8_t tickets = p->server.config.tickets;
  const struct hf_ticket_keys *keys = p->server.config.ticket_keys;
  p->server.config.tickets = 1;
  p->server.config.ticket_keys = is[SEALED] == 2 ? &test_ticket_keys_before : keys;
  test_pair_run(p);
  p->server.config.tickets = tickets;
  p->server.config.ticket_keys = keys;
  return test_both_open(p) && hf_session_of(&p->client.c, session);
}

/* A session that was made before, and is what SESSION says now. */
static int make_session(struct test_pair *p) {
  static struct hf_session session;
  int made;
  static struct hf_trust_anchor anchors[8];
  struct test_side *judge = is[SESSION] == 4 ? &p->server : &p->client;
  if (is[SESSION] == 0)
    return 1;
  if (is[SESSION] == 4)
    test_side_identities(&p->client, "client-ec", (char *)NULL);
  if (is[SESSION] == 5)
    test_side_identities(&p->server, "server-ec", (char *)NULL);
  if (is[SESSION] == 2) /* another policy */
    p->server.config.client_authentication = HF_CLIENT_REQUESTED;
  made = first(p, &session);
  if (is[SESSION] == 1)
    hf_cache_start(&p->cache, p->entries, TEST_CACHE, 3600);
  p->server.config.client_authentication = (enum hf_client_authentication)is[AUTH];
  if (is[SESSION] >=
      4) { /* the anchor that the certificate of then leads to is taken out: that of the RSA certificates stays */
    memcpy(anchors, judge->config.anchors, sizeof anchors[0]);
    judge->config.anchors = anchors;
    judge->config.anchors_n = 1;
    set_peers(p);
    judge->config.anchors = anchors;
    judge->config.anchors_n = 1;
  }
  p->offer = &session;
  return made;
}

int setting_prepare(struct test_pair *p) {
  set(p);
  return make_session(p);
}
