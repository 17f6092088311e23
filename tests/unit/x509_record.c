/* What of a chain is recorded for later: the whole of it, or nothing. */
#define _GNU_SOURCE
#include "generated/errors.h"
#include "support/identities.h"
#include "x509/chain.h"
#include "x509/peer_record.h"
#include <criterion/criterion.h>
#include <string.h>

static struct hf_chain chain;
static uint8_t buffer[4096];

/* A chain of one certificate, whose path was not sought. */
static uint8_t record(const uint8_t *der, size_t n, struct hf_peer *peer) {
  const struct hf_verify how = {.now = 1};
  const struct hf_report found = {0};
  hf_chain_start(&chain, buffer, sizeof buffer);
  cr_assert_eq(hf_chain_certificate(&chain, (uint32_t)n), HF_OK);
  cr_assert_eq(hf_chain_bytes(&chain, der, (uint32_t)n), HF_OK);
  return hf_chain_record(&chain, &how, &found, peer);
}

/* A certificate that can be read, but whose key is none that is known here: nobody can be told by it again. */
Test(x509_record, a_key_that_is_not_known) {
  static uint8_t der[4096];
  struct hf_peer peer;
  size_t n;
  const uint8_t *whole = test_certificate("server-ec", 0, &n);
  cr_assert_leq(n, sizeof der);
  memcpy(der, whole, n);
  cr_expect_eq(record(der, n, &peer), 1);
  cr_expect_eq(peer.kind, HF_PEER_CERTIFICATE);
  cr_expect_eq(peer.certificates_n, 1);
  uint8_t *curve = memmem(der, n, "\x2a\x86\x48\xce\x3d\x03\x01\x07", 8); /* prime256v1 */
  cr_assert_not_null(curve);
  curve[7] = 6; /* prime239v3 */
  cr_expect_eq(record(der, n, &peer), 0);
  cr_expect_eq(peer.kind, HF_PEER_ANONYMOUS);
  cr_expect_eq(peer.certificates_n, 0);
}
