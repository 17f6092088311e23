/* A session is resumed only while a full handshake would be taken too: the same is asked of the peer again, in either role, and what no
   longer holds leads to a full handshake. P9a to P9f; revocation lists are in handshake_session_lists.c. */
#include "generated/registry.h"
#include "session/peer.h"
#include "session_now.inc"
#include <time.h>

#define LAST_SECOND 2398377599 /* 2045-12-31T23:59:59Z: the certificates of the tests end */

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
      a->constraints = (const uint8_t *)"\x30\x0b\xa0\x09\x30\x07\x82\x05"
                                        "a.com",
      a->constraints_n = 13;
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
  static const enum hf_error errors[] = {HF_OK,
                                         HF_ERROR_CERTIFICATE_SIGNATURE_WRONG,
                                         HF_ERROR_CERTIFICATE_PATH_TOO_LONG,
                                         HF_ERROR_CERTIFICATE_EXPIRED,
                                         HF_ERROR_CERTIFICATE_NAME_CONSTRAINED,
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
    pair.entries[i].session.peer[0] = HF_PEER_ANONYMOUS;
  expect_open(0, "a session of nobody");
  first();
  for (size_t i = 0; i < TEST_CACHE; i++)
    pair.entries[i].session.peer[1] = 0;
  expect_open(0, "a session of somebody who was not verified");
  set(0, TEST_NOW);
  first();
  session.peer[0] = HF_PEER_ANONYMOUS;
  expect_open(0, "a server that showed nothing");
}

/* A staple: required, and good until nextUpdate. */
Test(handshake_session_now, p09f_staple_out_of_date) {
  struct hf_peer peer;
  set(0, (int64_t)time(NULL));
  test_side_identities(&pair.server, "server-rsa", (char *)NULL);
  pair.server.identities[0] = test_stapled("server-rsa", "server-rsa.ocsp");
  pair.now = clock_of_checker;
  pair.client.config.staple = HF_STAPLE_REQUIRED;
  first();
  cr_assert_eq(hf_peer_read(&peer, session.peer, session.peer_n), 1);
  cr_assert_gt(peer.status_until, clock_of_checker);
  pair.now = clock_of_checker = peer.status_until - 3600; /* a ticket is good for longer than that */
  first();
  expect_open(1, "a response that is good still");
  clock_of_checker = peer.status_until;
  expect_open(1, "on its last second");
  clock_of_checker++;
  expect_refused(HF_ERROR_OCSP_EXPIRED, "after it");
  clock_of_checker = pair.now;
  memset(session.peer + 24, 0, 8);
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
  static const uint16_t sizes[] = {0, 127, HF_PEER_BYTES, HF_PEER_BYTES + 1, 0xffff};
  for (int i = 0; i < 6 + (int)(sizeof sizes / sizeof *sizes); i++) {
    set(1, TEST_NOW);
    first();
    struct hf_session *s = NULL;
    for (size_t k = 0; k < TEST_CACHE; k++)
      if (pair.entries[k].used)
        s = &pair.entries[k].session;
    cr_assert_not_null(s);
    if (i == 0)
      s->peer[2] = HF_PEER_PATH_MAX + 1; /* certificates */
    else if (i == 1)
      s->peer[4] = 1, s->peer[5] = 1; /* bytes of the subject: HF_PEER_NAMES_MAX + 1 */
    else if (i == 2)
      memset(s->peer + 6, 0xff, 2); /* bytes of alternative names */
    else if (i == 3)
      s->peer[0] = HF_PEER_RAW_PUBLIC_KEY + 1;
    else if (i == 4)
      memset(s->peer + 8, 0xff, 8); /* not before: -1 */
    else if (i == 5)
      s->peer[1] = 2; /* verified */
    else
      s->peer_n = sizes[i - 6];
    expect_open(0, "a store that gives nonsense");
  }
}

/* Where the record of the peer has no room, a full handshake is made, which may have as little. */
Test(handshake_session_now, no_room_for_the_record) {
  for (int server = 0; server < 2; server++) {
    set(server, TEST_NOW);
    first();
    checker->buffers.chain_size = session.peer_n + session.ticket_n;
    if (server)
      checker->buffers.chain_size = 128 + 2 * 85 + 2 * 256; /* enough for each */
    expect_open(1, "room enough");
    checker->buffers.chain_size = 128;
    expect_refused(HF_ERROR_CHAIN_BUFFER_TOO_SMALL, "none");
    checker->buffers.chain = NULL;
    checker->buffers.chain_size = 0;
    expect_refused(HF_ERROR_CHAIN_BUFFER_TOO_SMALL, "none at all");
  }
}

/* A certificate with a harmless fault, taken then, and refused by who has become strict. */
Test(handshake_session_now, p09_strict_since) {
  set(0, TEST_NOW);
  test_side_identities(&pair.server, "loose", (char *)NULL);
  first();
  expect_open(1, "still not strict");
  checker->config.strict_certificates = 1;
  expect_refused(HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED, "strict since");
}
