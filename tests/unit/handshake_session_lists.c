/* Revocation lists and sessions (P9c): what a list says of the peer is asked again before a session is resumed, without a signature. */
#include "session_now.inc"
#include "support/issue.h"
#include "x509/certificate.h"

#define HOUR 3600

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

Test(handshake_session_lists, p09c_revoked_since) {
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

Test(handshake_session_lists, p09c_lists_that_stay) {
  for (int server = 0; server < 2; server++) {
    set(server, TEST_NOW);
    make_list(0, "intermediate-ec", NULL, NULL, 0, TEST_NOW + HOUR);
    first();
    expect_open(1, "the same list");
    clock_of_checker = TEST_NOW + HOUR;
    expect_open(1, "on its last second");
    make_list(1, "intermediate", NULL, "server-rsa", 0, TEST_NOW + HOUR);
    expect_open(0, "and one of somebody else's, which a full handshake looks at");
    first();
    expect_open(1, "both of them");
    clock_of_checker++;
    expect_refused(HF_ERROR_CRL_EXPIRED, "after it");
  }
}

/* Without its signature no new list is believed, whatever it says: a full handshake looks. */
Test(handshake_session_lists, p09c_a_new_list_is_looked_at) {
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

Test(handshake_session_lists, p09c_lists_demanded_since) {
  for (int server = 0; server < 2; server++) {
    set(server, TEST_NOW);
    first();
    checker->config.crl_policy = HF_CRL_PEER;
    expect_refused(HF_ERROR_CRL_MISSING, "none for the peer's");
    set(server, TEST_NOW);
    make_list(0, "intermediate-ec", NULL, NULL, 0, TEST_NOW + HOUR);
    first();
    checker->config.crl_policy = HF_CRL_PEER;
    expect_open(0, "there is one, as a full handshake finds");
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
