/* A session is resumed only while a full handshake would be taken too: the same is asked of the peer again, in either role, and what no
   longer holds leads to a full handshake. P9a to P9f. */
#include "generated/registry.h"
#include "support/identities.h"
#include "support/issue.h"
#include "support/pair.h"
#include "x509/certificate.h"
#include <criterion/criterion.h>
#include <string.h>
#include <time.h>

#define LAST_SECOND 2398377599 /* 2045-12-31T23:59:59Z: the certificates of the tests end */
#define HOUR 3600

static struct test_pair pair;
static struct hf_session session;
static struct test_side *checker; /* who looks at the other one's certificate */
static const char *shown;         /* the identity that it looks at */
static int64_t clock_of_checker;
static struct hf_trust_anchor anchors[8];

static int64_t its_clock(void *context) {
  return *(int64_t *)context;
}

/* A client that looks at a server, or a server that looks at a client, with a clock of its own. */
static void set(int server, int64_t now) {
  test_pair_set(&pair);
  test_side_identities(&pair.server, "server-ec", (char *)NULL);
  shown = "server-ec";
  checker = &pair.client;
  if (server) {
    shown = "client-ec";
    checker = &pair.server;
    test_side_identities(&pair.client, shown, (char *)NULL);
    pair.server.config.client_authentication = HF_CLIENT_REQUIRED;
  }
  clock_of_checker = now;
  checker->config.now = its_clock;
  checker->config.now_context = &clock_of_checker;
  memcpy(anchors, checker->config.anchors, checker->config.anchors_n * sizeof *anchors);
  checker->config.anchors = anchors;
}

static void first(void) {
  pair.offer = NULL;
  test_pair_run(&pair);
  cr_assert(test_both_open(&pair), "%s; %s", test_describe(&pair.client), test_describe(&pair.server));
  cr_assert(!hf_is_resumed(&pair.client.c));
  cr_assert(hf_session_of(&pair.client.c, &session));
}

static void again(void) {
  test_pair_again(&pair, &session);
  test_pair_pump(&pair);
}

static void expect_open(int resumed, const char *what) {
  again();
  cr_expect(test_both_open(&pair), "%s: %s; %s", what, test_describe(&pair.client), test_describe(&pair.server));
  cr_expect_eq(hf_is_resumed(&pair.client.c), resumed, "%s: client", what);
  cr_expect_eq(hf_is_resumed(&pair.server.c), resumed, "%s: server", what);
}

/* A full handshake is made, and what it checks is refused. */
static void expect_refused(enum hf_error error, const char *what) {
  again();
  cr_expect_eq(hf_error_of(&checker->c), error, "%s: %s", what, test_describe(checker));
  cr_expect_not(hf_is_resumed(&checker->c), "%s", what);
}

Test(handshake_session_now, p09a_expired_since) {
  for (int server = 0; server < 2; server++) {
    set(server, LAST_SECOND - 10);
    for (size_t i = 0; i < checker->config.anchors_n; i++) /* the path alone ends */
      anchors[i].not_before = anchors[i].not_after = 0;
    first();
    clock_of_checker = LAST_SECOND;
    expect_open(1, "on the last second");
    clock_of_checker = LAST_SECOND + 1;
    expect_refused(HF_ERROR_CERTIFICATE_EXPIRED, "after it");
  }
}

Test(handshake_session_now, p09a_not_yet_valid) {
  set(0, TEST_NOW);
  first();
  clock_of_checker = 1700000000; /* 2023 */
  for (size_t i = 0; i < checker->config.anchors_n; i++)
    anchors[i].not_before = anchors[i].not_after = 0;
  expect_refused(HF_ERROR_CERTIFICATE_NOT_YET_VALID, "a clock that was set back");
}

/* Where the path is cut: another anchor in the place of the one that it ended at, in what makes it another one. */
static void change_anchor(int how) {
  for (size_t i = 0; i < checker->config.anchors_n; i++) {
    struct hf_trust_anchor *a = &anchors[i];
    if (how == 1)
      a->key = test_identity("server-ec384")->public_key;
    else if (how == 2)
      a->path_limit = 1;
    else if (how == 3)
      a->not_after = TEST_NOW - 1;
    else if (how == 4)
      a->constraints = (const uint8_t *)"\x30\x0b\xa0\x09\x30\x07\x82\x05" "a.com", a->constraints_n = 13;
    else if (how == 5)
      a->name = (const uint8_t *)"\x30", a->name_n = 2;
  }
}

Test(handshake_session_now, p09b_anchor_taken_out) {
  for (int server = 0; server < 2; server++) {
    set(server, TEST_NOW);
    first();
    expect_open(1, "the same");
    checker->config.anchors_n = 1; /* that of the RSA certificates stays */
    expect_refused(HF_ERROR_CERTIFICATE_UNKNOWN_ISSUER, "the anchor is gone");
    checker->config.anchors_n = 0;
    expect_refused(HF_ERROR_CERTIFICATE_UNKNOWN_ISSUER, "all are gone");
  }
}

Test(handshake_session_now, p09b_anchor_changed) {
  static const enum hf_error errors[] = {HF_OK, HF_ERROR_CERTIFICATE_SIGNATURE_WRONG, HF_ERROR_CERTIFICATE_PATH_TOO_LONG,
                                         HF_ERROR_CERTIFICATE_EXPIRED, HF_ERROR_CERTIFICATE_NAME_CONSTRAINED,
                                         HF_ERROR_CERTIFICATE_UNKNOWN_ISSUER};
  for (int server = 0; server < 2; server++)
    for (int how = 1; how < 6; how++) {
      set(server, TEST_NOW);
      first();
      change_anchor(how);
      expect_refused(errors[how], hf_error_name(errors[how]));
    }
}

Test(handshake_session_now, p09b_anchors_in_another_order) {
  for (int server = 0; server < 2; server++) {
    set(server, TEST_NOW);
    first();
    struct hf_trust_anchor kept = anchors[0];
    anchors[0] = anchors[1];
    anchors[1] = kept;
    anchors[2] = kept;
    checker->config.anchors_n = 3;
    expect_open(1, "the anchor is found wherever it stands");
    checker->config.anchors_n = 1;
    expect_open(1, "alone");
  }
}

/* Revocation lists. */

static struct der lists[4];
static struct hf_crl crls[4];

/* A list by this issuer, under this name (its own when NULL), signed by it, that names certificate i of a chain, or none. */
static void make_list(size_t at, const char *issuer, const char *name, const char *revoked, unsigned i, int64_t end) {
  static struct der part;
  const struct hf_identity *by = test_identity(issuer);
  size_t n;
  struct hf_certificate c;
  part.n = part.depth = 0;
  der_open(&part, 0x30);
  der_number(&part, 1);
  issue_algorithm(&part, issue_scheme(&by->public_key));
  issue_name(&part, name ? name : issuer);
  der_time(&part, TEST_NOW - HOUR, 0);
  der_time(&part, end, 0);
  if (revoked) {
    const uint8_t *der = test_certificate(revoked, i, &n);
    cr_assert_eq(hf_certificate_read(der, (struct hf_span){0, (uint32_t)n}, &c), HF_OK);
    der_open(&part, 0x30);
    der_open(&part, 0x30);
    der_put(&part, 0x02, der + c.serial.at, c.serial.n);
    der_time(&part, TEST_NOW - 2 * HOUR, 0);
    der_close(&part);
    der_close(&part);
  }
  der_close(&part);
  lists[at].n = lists[at].depth = 0;
  der_open(&lists[at], 0x30);
  der_raw(&lists[at], part.bytes, part.n);
  issue_signature(&lists[at], &part, by, issue_scheme(&by->public_key));
  der_close(&lists[at]);
  crls[at] = (struct hf_crl){lists[at].bytes, lists[at].n};
  checker->config.crls = crls;
  checker->config.crls_n = at + 1;
}

Test(handshake_session_now, p09c_revoked_since) {
  for (int server = 0; server < 2; server++) {
    set(server, TEST_NOW);
    first();
    make_list(0, "intermediate-ec", NULL, shown, 0, TEST_NOW + HOUR);
    expect_refused(HF_ERROR_CERTIFICATE_REVOKED, "the peer's own");
    set(server, TEST_NOW);
    first();
    make_list(0, "root-ec", NULL, shown, 1, TEST_NOW + HOUR);
    expect_refused(HF_ERROR_CERTIFICATE_REVOKED, "its authority's");
    set(server, TEST_NOW);
    first();
    make_list(0, "intermediate-ec", "Intermediate-EC ", shown, 0, TEST_NOW + HOUR);
    expect_refused(HF_ERROR_CERTIFICATE_REVOKED, "under the same name, written in another way");
    set(server, TEST_NOW);
    make_list(0, "intermediate-ec", NULL, NULL, 0, TEST_NOW + HOUR);
    first();
    make_list(0, "intermediate-ec", NULL, shown, 0, TEST_NOW + HOUR);
    expect_refused(HF_ERROR_CERTIFICATE_REVOKED, "by a new list in the place of one that did not");
  }
}

Test(handshake_session_now, p09c_lists_that_stay) {
  for (int server = 0; server < 2; server++) {
    set(server, TEST_NOW);
    make_list(0, "intermediate-ec", NULL, NULL, 0, TEST_NOW + HOUR);
    first();
    expect_open(1, "the same list");
    clock_of_checker = TEST_NOW + HOUR;
    expect_open(1, "on its last second");
    make_list(1, "intermediate", NULL, "server-rsa", 0, TEST_NOW + HOUR);
    expect_open(1, "and one of somebody else's");
    clock_of_checker++;
    expect_refused(HF_ERROR_CRL_EXPIRED, "after it");
  }
}

/* Without its signature no new list is believed, whatever it says: a full handshake looks. */
Test(handshake_session_now, p09c_a_new_list_is_looked_at) {
  for (int server = 0; server < 2; server++) {
    set(server, TEST_NOW);
    first();
    make_list(0, "intermediate-ec", NULL, NULL, 0, TEST_NOW + HOUR);
    expect_open(0, "a list that does not name it");
    first();
    expect_open(1, "which the next session knows");
    lists[0].bytes[lists[0].n - 5] ^= 1;
    expect_refused(HF_ERROR_CRL_SIGNATURE_WRONG, "one that is not signed");
    lists[0].bytes[lists[0].n - 5] ^= 1;
    first();
    crls[0].n--;
    expect_refused(HF_ERROR_CRL_MALFORMED, "one that is cut");
    set(server, TEST_NOW);
    first();
    make_list(0, "intermediate", NULL, NULL, 0, TEST_NOW + HOUR);
    crls[0].n--;
    expect_refused(HF_ERROR_CRL_MALFORMED, "another's that is cut");
    crls[0].n = (size_t)HF_CRL_MAX + 1;
    expect_refused(HF_ERROR_CRL_MALFORMED, "one that is too long");
  }
}

Test(handshake_session_now, p09c_lists_demanded_since) {
  for (int server = 0; server < 2; server++) {
    set(server, TEST_NOW);
    first();
    checker->config.crl_policy = HF_CRL_PEER;
    expect_refused(HF_ERROR_CRL_MISSING, "none for the peer's");
    set(server, TEST_NOW);
    make_list(0, "intermediate-ec", NULL, NULL, 0, TEST_NOW + HOUR);
    first();
    checker->config.crl_policy = HF_CRL_PEER;
    expect_open(1, "there is one");
    checker->config.crl_policy = HF_CRL_ALL;
    expect_refused(HF_ERROR_CRL_MISSING, "none for its authority's");
    set(server, TEST_NOW);
    make_list(0, "intermediate-ec", NULL, NULL, 0, TEST_NOW + HOUR);
    checker->config.crl_policy = HF_CRL_PEER;
    first();
    checker->config.crls_n = 0;
    expect_refused(HF_ERROR_CRL_MISSING, "it was taken away");
  }
}

/* The caller's policy. */

static unsigned asked;
static unsigned certificates_seen;
static uint8_t policy_answer;

static uint8_t policy(void *context, const struct hf_chain *chain) {
  (void)context;
  asked++;
  certificates_seen = chain->count;
  return policy_answer;
}

Test(handshake_session_now, p09d_policy_refuses_since) {
  for (int server = 0; server < 2; server++) {
    set(server, TEST_NOW);
    policy_answer = HF_OK;
    checker->config.certificate_policy = policy;
    first();
    policy_answer = HF_ERROR_CERTIFICATE_REFUSED;
    expect_refused(HF_ERROR_CERTIFICATE_REFUSED, "a policy that changed its mind");
    set(server, TEST_NOW);
    first();
    checker->config.certificate_policy = policy;
    expect_refused(HF_ERROR_CERTIFICATE_REFUSED, "a policy that is new");
  }
}

Test(handshake_session_now, p09d_policy_without_a_chain) {
  for (int server = 0; server < 2; server++) {
    set(server, TEST_NOW);
    policy_answer = HF_OK;
    checker->config.certificate_policy = policy;
    first();
    expect_open(0, "it is asked with what a full handshake brings");
    cr_expect_eq(certificates_seen, 2);
  }
}

/* A client without a certificate, from a server that asks for none: there is nothing to ask a policy about. */
Test(handshake_session_now, p09d_policy_about_nobody) {
  test_pair_set(&pair);
  pair.server.config.certificate_policy = policy;
  policy_answer = HF_ERROR_CERTIFICATE_REFUSED;
  asked = 0;
  first();
  expect_open(1, "nobody");
  cr_expect_eq(asked, 0);
}

/* One thing changes: the client had its certificate at hand all the time. */
Test(handshake_session_now, p09e_client_certificate_required_since) {
  static const enum hf_client_authentication now[] = {HF_CLIENT_REQUIRED, HF_CLIENT_REQUESTED};
  for (int i = 0; i < 2; i++) {
    set(1, TEST_NOW);
    pair.server.config.client_authentication = HF_CLIENT_NOT_ASKED;
    first();
    cr_assert_eq(hf_peer_chain(&pair.server.c)->count, 0);
    pair.server.config.client_authentication = now[i];
    expect_open(0, "a client certificate is asked for now");
    cr_expect_eq(hf_peer_chain(&pair.server.c)->count, 2);
  }
}

/* Whatever a store says: where certificates are required, nobody is resumed who showed none. */
Test(handshake_session_now, p09e_nobody_where_somebody_is_required) {
  set(1, TEST_NOW);
  first();
  for (size_t i = 0; i < TEST_CACHE; i++)
    pair.entries[i].session.peer.kind = HF_PEER_ANONYMOUS;
  expect_open(0, "a session of nobody");
  first();
  for (size_t i = 0; i < TEST_CACHE; i++)
    pair.entries[i].session.peer.verified = 0;
  expect_open(0, "a session of somebody who was not verified");
  set(0, TEST_NOW);
  first();
  session.peer.kind = HF_PEER_ANONYMOUS;
  expect_open(0, "a server that showed nothing");
}

/* A staple: required, and good until nextUpdate. */
Test(handshake_session_now, p09f_staple_out_of_date) {
  set(0, (int64_t)time(NULL));
  test_side_identities(&pair.server, "server-rsa", (char *)NULL);
  pair.server.identities[0] = test_stapled("server-rsa", "server-rsa.ocsp");
  pair.now = clock_of_checker;
  pair.client.config.staple = HF_STAPLE_REQUIRED;
  first();
  cr_assert_gt(session.peer.status_until, clock_of_checker);
  expect_open(1, "a response that is good still");
  clock_of_checker = session.peer.status_until;
  expect_open(1, "on its last second");
  clock_of_checker++;
  expect_refused(HF_ERROR_OCSP_EXPIRED, "after it");
  clock_of_checker = pair.now;
  session.peer.status_until = 0;
  expect_open(0, "no response was checked, and one is required");
}

/* A session for one address is none for another: no server name in the hello tells them apart. */
Test(handshake_session_now, p09_another_address) {
  set(0, TEST_NOW);
  pair.name = "127.0.0.1";
  first();
  expect_open(1, "the same");
  pair.name = "127.0.0.2";
  expect_refused(HF_ERROR_CERTIFICATE_NAME_WRONG, "another one");
}

Test(handshake_session_now, p09_a_group_that_is_no_longer_allowed) {
  static const uint16_t other[] = {HF_GROUP_SECP384R1};
  set(0, TEST_NOW);
  test_side_identities(&pair.server, "server-ec", "server-ec384", (char *)NULL);
  first();
  pair.client.config.groups = other;
  pair.client.config.groups_n = 1;
  expect_open(0, "its key is on a curve that is no longer taken");
}

/* What a store or a file gives may be anything. */
Test(handshake_session_now, a_peer_that_makes_no_sense) {
  for (int i = 0; i < 6; i++) {
    set(1, TEST_NOW);
    first();
    struct hf_peer *p = NULL;
    for (size_t k = 0; k < TEST_CACHE; k++)
      if (pair.entries[k].used)
        p = &pair.entries[k].session.peer;
    cr_assert_not_null(p);
    if (i == 0)
      p->certificates_n = HF_PATH_MAX + 1;
    else if (i == 1)
      p->subject_n = HF_PEER_NAMES_MAX + 1;
    else if (i == 2)
      p->alternative_names_n = 0xffff;
    else if (i == 3)
      p->kind = 3;
    else if (i == 4)
      p->not_before = -1;
    else
      p->verified = 2;
    expect_open(0, "a store that gives nonsense");
  }
}

/* Where the record of the peer has no room, a full handshake is made, which may have as little. */
Test(handshake_session_now, no_room_for_the_record) {
  for (int server = 0; server < 2; server++) {
    set(server, TEST_NOW);
    first();
    checker->buffers.chain_size = 128 + 2 * 85 + session.peer.subject_n + session.peer.alternative_names_n;
    if (server)
      checker->buffers.chain_size = 128 + 2 * 85 + 2 * 256; /* enough for each */
    expect_open(1, "room enough");
    checker->buffers.chain_size = 128;
    expect_refused(HF_ERROR_CERTIFICATE_TOO_LARGE, "none");
    checker->buffers.chain = NULL;
    checker->buffers.chain_size = 0;
    expect_refused(HF_ERROR_CERTIFICATE_TOO_LARGE, "none at all");
  }
}
