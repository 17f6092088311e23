/* Whom a connection is with, after a resumption as after a full handshake; and the chain, where sessions keep it. */
#include "session/peer.h"
#include "support/identities.h"
#include "support/pair.h"
#include "x509/certificate.h"
#include <criterion/criterion.h>
#include <string.h>

static struct test_pair pair;
static struct hf_session session;
static struct test_side *checker;
static const char *shown;
static uint8_t chains[TEST_CACHE][4096];
static uint8_t kept_bytes[4096];
static struct hf_chain kept;

static void set(int server) {
  test_pair_set(&pair);
  test_side_identities(&pair.server, "server-ec", (char *)NULL);
  shown = server ? "client-ec" : "server-ec";
  checker = server ? &pair.server : &pair.client;
  if (server) {
    test_side_identities(&pair.client, shown, (char *)NULL);
    pair.server.config.client_authentication = HF_CLIENT_REQUIRED;
  }
}

static void keep_chains(void) {
  checker->config.keep_peer_chain = 1;
  hf_cache_keep_chains(&pair.cache, chains[0], sizeof chains[0]);
  memset(&kept, 0, sizeof kept);
  kept.buffer = kept_bytes;
  kept.size = sizeof kept_bytes;
}

/* A full handshake, after which the caller keeps the session, and the chain if it comes with it. */
static void first(void) {
  pair.offer = NULL;
  test_pair_run(&pair);
  cr_assert(test_both_open(&pair), "%s; %s", test_describe(&pair.client), test_describe(&pair.server));
  cr_assert(hf_session_of(&pair.client.c, &session));
  if (session.chain) {
    cr_assert_eq(hf_chain_copy(&kept, session.chain), 1);
    session.chain = &kept;
  }
}

static void again(int resumed, const char *what) {
  memset(pair.client.chain, 0xee, sizeof pair.client.chain);
  memset(pair.server.chain, 0xee, sizeof pair.server.chain);
  test_pair_again(&pair, &session);
  test_pair_pump(&pair);
  cr_assert(test_both_open(&pair), "%s: %s; %s", what, test_describe(&pair.client), test_describe(&pair.server));
  cr_assert_eq(hf_is_resumed(&pair.server.c), resumed, "%s", what);
}

static void digest_of(const uint8_t *in, size_t n, uint8_t out[32]) {
  struct hf_hash h;
  hf_hash_start(&h, HF_HASH_SHA256);
  hf_hash_update(&h, in, n);
  hf_hash_finish(&h, out);
}

/* *p is what the identity's own two certificates say. */
static void expect_is(const struct hf_peer *p, const char *name) {
  struct hf_pin pin = test_pin(name);
  cr_expect_eq(p->kind, HF_PEER_CERTIFICATE);
  cr_expect_eq(p->verified, 1);
  cr_assert_eq(p->certificates_n, 2);
  cr_expect_arr_eq(p->key, pin.sha256, 32);
  for (unsigned i = 0; i < 2; i++) {
    struct hf_certificate c;
    uint8_t digest[32];
    size_t n;
    const uint8_t *der = test_certificate(name, i, &n);
    digest_of(der, n, digest);
    cr_assert_eq(hf_certificate_read(der, (struct hf_span){0, (uint32_t)n}, &c), HF_OK);
    cr_expect_arr_eq(p->certificates[i].sha256, digest, 32);
    cr_assert_eq(p->certificates[i].serial_n, c.serial.n);
    cr_expect_arr_eq(p->certificates[i].serial, der + c.serial.at, c.serial.n);
    cr_expect_eq(p->not_before, c.not_before);
    cr_expect_eq(p->not_after, c.not_after);
    if (i > 0)
      continue;
    cr_assert_eq(p->subject_n, c.subject.n);
    cr_assert_eq(p->alternative_names_n, c.alternative_names.n);
    cr_expect_arr_eq(p->names, der + c.subject.at, c.subject.n);
    cr_expect_arr_eq(p->names + c.subject.n, der + c.alternative_names.at, c.alternative_names.n);
  }
}

Test(handshake_session_identity, is_there_after_a_resumption) {
  for (int server = 0; server < 2; server++) {
    struct hf_peer before, after;
    set(server);
    first();
    cr_assert_eq(hf_peer_of(&checker->c, &before), 1);
    expect_is(&before, shown);
    for (int turn = 0; turn < 3; turn++) {
      again(1, "resumed");
      cr_assert_eq(hf_peer_of(&checker->c, &after), 1);
      cr_expect_arr_eq(&after, &before, sizeof after);
      cr_expect_eq(hf_peer_chain(&checker->c)->count, 0);
      cr_assert(hf_session_of(&pair.client.c, &session));
    }
  }
}

/* A client whose own identity is another one now is not taken for who it was. */
Test(handshake_session_identity, a_client_that_became_another) {
  struct hf_peer p;
  set(1);
  first();
  test_side_identities(&pair.client, "client-rsa", (char *)NULL);
  again(0, "another certificate");
  cr_assert_eq(hf_peer_of(&pair.server.c, &p), 1);
  expect_is(&p, "client-rsa");
  test_side_identities(&pair.client, "client-ec", (char *)NULL);
  again(1, "the same again");
  set(1);
  first();
  test_side_identities(&pair.client, "client-ec", "client-rsa", (char *)NULL);
  again(0, "one more");
}

Test(handshake_session_identity, names_of_issuers_are_told_apart) {
  struct hf_peer p;
  set(0);
  first();
  cr_assert_eq(hf_peer_of(&checker->c, &p), 1);
  cr_expect_arr_neq(p.certificates[0].issuer, p.certificates[1].issuer, 32);
}

Test(handshake_session_identity, nobody) {
  struct hf_peer p;
  set(0);
  memset(&p, 0xff, sizeof p);
  cr_expect_eq(hf_peer_of(&pair.server.c, &p), 0, "not begun");
  first();
  cr_assert_eq(hf_peer_of(&pair.server.c, &p), 1);
  cr_expect_eq(p.kind, HF_PEER_ANONYMOUS);
  again(1, "resumed");
  cr_assert_eq(hf_peer_of(&pair.server.c, &p), 1);
  cr_expect_eq(p.kind, HF_PEER_ANONYMOUS);
  hf_wipe_connection(&pair.server.c);
  cr_expect_eq(hf_peer_of(&pair.server.c, &p), 0, "wiped");
}

Test(handshake_session_identity, none_before_the_handshake_is_over) {
  struct hf_peer p;
  set(1);
  test_pair_start(&pair);
  for (int i = 0; i < 2; i++) {
    cr_expect_eq(hf_peer_of(&pair.server.c, &p), 0);
    cr_expect_eq(p.kind, HF_PEER_ANONYMOUS);
    test_pair_again(&pair, &session);
  }
}

Test(handshake_session_identity, raw_public_key) {
  for (int server = 0; server < 2; server++) {
    struct hf_peer before, after;
    struct hf_pin pin;
    set(server);
    test_side_raw_key(checker->peer, shown);
    test_side_trusts_key(checker, shown);
    checker->config.anchors_n = 0;
    pin = test_pin(shown);
    keep_chains();
    first();
    cr_assert_eq(hf_peer_of(&checker->c, &before), 1);
    cr_expect_eq(before.kind, HF_PEER_RAW_PUBLIC_KEY);
    cr_expect_arr_eq(before.key, pin.sha256, 32);
    again(1, "resumed");
    cr_assert_eq(hf_peer_of(&checker->c, &after), 1);
    cr_expect_arr_eq(&after, &before, sizeof after);
    cr_expect_eq(hf_peer_chain(&checker->c)->count, 1);
    cr_expect_eq(hf_peer_chain(&checker->c)->raw_public_key, 1);
    for (size_t i = 0; i < TEST_CACHE; i++)
      pair.entries[i].session.peer[HF_PEER_KEY_AT] ^= 1;
    session.peer[HF_PEER_KEY_AT] ^= 1;
    again(0, "the key of somebody who is not trusted");
  }
}

Test(handshake_session_identity, any_certificate) {
  struct hf_peer p;
  set(0);
  test_side_identities(&pair.server, "untrusted", (char *)NULL);
  pair.client.config.accept_any_certificate = 1;
  first();
  again(1, "whoever it is");
  cr_assert_eq(hf_peer_of(&pair.client.c, &p), 1);
  cr_expect_eq(p.kind, HF_PEER_CERTIFICATE);
  cr_expect_eq(p.verified, 0);
  cr_expect_eq(p.certificates_n, 1);
  pair.client.config.accept_any_certificate = 0;
  test_pair_again(&pair, &session);
  test_pair_pump(&pair);
  cr_expect_eq(hf_error_of(&pair.client.c), HF_ERROR_CERTIFICATE_UNKNOWN_ISSUER);
}

static void expect_chain(const char *what) {
  const struct hf_chain *chain = hf_peer_chain(&checker->c);
  cr_assert_eq(chain->count, 2, "%s", what);
  cr_expect_eq(chain->raw_public_key, 0);
  for (unsigned i = 0; i < 2; i++) {
    size_t n;
    const uint8_t *der = test_certificate(shown, i, &n);
    cr_assert_eq(chain->length[i], n, "%s", what);
    cr_expect_arr_eq(chain->buffer + chain->start[i], der, n, "%s", what);
  }
}

Test(handshake_session_identity, chain_is_given_back) {
  for (int server = 0; server < 2; server++) {
    set(server);
    keep_chains();
    first();
    again(1, "resumed");
    expect_chain("resumed");
    cr_assert(hf_session_of(&pair.client.c, &session));
    if (!server)
      cr_assert_eq(hf_chain_copy(&kept, session.chain), 1);
    session.chain = server ? NULL : &kept;
    again(1, "once more");
    expect_chain("once more");
  }
}

static unsigned seen;
static uint8_t see(void *context, const struct hf_chain *chain) {
  (void)context;
  seen += chain->count;
  return HF_OK;
}

Test(handshake_session_identity, policy_is_asked_with_the_kept_chain) {
  for (int server = 0; server < 2; server++) {
    set(server);
    keep_chains();
    checker->config.certificate_policy = see;
    first();
    seen = 0;
    again(1, "a policy that agrees");
    cr_expect_eq(seen, 2, "asked once, with both");
    expect_chain("resumed");
  }
}

static uint8_t refuse(void *context, const struct hf_chain *chain) {
  (void)context;
  seen += chain->count;
  return HF_ERROR_CERTIFICATE_REFUSED;
}

Test(handshake_session_identity, policy_may_refuse_the_kept_chain) {
  for (int server = 0; server < 2; server++) {
    set(server);
    keep_chains();
    first();
    checker->config.certificate_policy = refuse;
    seen = 0;
    test_pair_again(&pair, &session);
    test_pair_pump(&pair);
    cr_expect_eq(hf_error_of(&checker->c), HF_ERROR_CERTIFICATE_REFUSED, "%s", test_describe(checker));
    cr_expect_eq(seen, 4, "asked of the session, and of the full handshake that follows");
  }
}

/* A chain of somebody else's, or of nobody's, is not taken for the peer's; nor is one for which there is no room. */
Test(handshake_session_identity, chain_that_is_not_the_peers) {
  for (int server = 0; server < 2; server++)
    for (int how = 0; how < 3; how++) {
      set(server);
      keep_chains();
      first();
      for (size_t i = 0; i < TEST_CACHE; i++)
        if (pair.entries[i].used && how == 0)
          pair.entries[i].chain.buffer[40] ^= 1;
        else if (pair.entries[i].used && how == 1)
          pair.entries[i].chain.raw_public_key = 1;
      if (how == 0)
        kept_bytes[40] ^= 1;
      else if (how == 1)
        kept.raw_public_key = 1;
      else
        checker->buffers.chain_size = 900;
      again(1, "resumed");
      cr_expect_eq(hf_peer_chain(&checker->c)->count, 0);
      struct hf_peer p;
      cr_assert_eq(hf_peer_of(&checker->c, &p), 1);
      expect_is(&p, shown);
      cr_expect(!session.chain || server || session.chain == &kept);
    }
}

/* Sessions whose chain has no room in the cache are sessions without. */
Test(handshake_session_identity, cache_with_little_room) {
  set(1);
  keep_chains();
  hf_cache_keep_chains(&pair.cache, chains[0], 600);
  first();
  again(1, "resumed");
  cr_expect_eq(hf_peer_chain(&pair.server.c)->count, 0);
  hf_cache_keep_chains(&pair.cache, NULL, 0);
  first();
  again(1, "resumed");
  cr_expect_eq(hf_peer_chain(&pair.server.c)->count, 0);
}

/* A full handshake that follows an offer which the server does not take begins with nobody. */
Test(handshake_session_identity, nothing_is_left_of_a_session_that_is_not_resumed) {
  for (int server = 0; server < 2; server++) {
    struct hf_peer p;
    set(server);
    keep_chains();
    first();
    hf_cache_wipe(&pair.cache);
    again(0, "forgotten");
    expect_chain("forgotten");
    cr_assert_eq(hf_peer_of(&checker->c, &p), 1);
    expect_is(&p, shown);
  }
}
