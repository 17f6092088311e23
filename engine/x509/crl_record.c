/* Revocation lists, asked again without a signature. A list can be believed only when it is one that was: so all that is asked of
   the lists by the issuers of a path is that they are those of then, and are still good. A new one leads to a full handshake,
   which checks its signature. */
#include "crypto/bytes.h"
#include "generated/errors.h"
#include "x509/crl.h"
#include "x509/name.h"
#include "x509/path.h"
#include "x509/peer_record.h"

/*@ requires \valid_read(a + (0 .. HF_DIGEST - 1)) && \valid_read(b + (0 .. HF_DIGEST - 1));
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint8_t same(const uint8_t *a, const uint8_t *b) {
  struct hf_span whole = {0u, HF_DIGEST};
  return hf_same_bytes(a, whole, b, whole);
}

/* Notes which certificates the issuer of a list issued; 1: any. */
/*@ requires \valid_read(issuer + (0 .. HF_DIGEST - 1)) && \valid_read(certificates + (0 .. n - 1)) && n <= HF_PATH_MAX;
  @ requires \valid(listed + (0 .. HF_PATH_MAX - 1)) && \separated(listed + (0 .. HF_PATH_MAX - 1), certificates + (0 .. n - 1));
  @ requires \separated(listed + (0 .. HF_PATH_MAX - 1), issuer + (0 .. HF_DIGEST - 1));
  @ terminates \true; exits \false;
  @ assigns listed[0 .. HF_PATH_MAX - 1];
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 0 ==> \forall integer k; 0 <= k < n ==> listed[k] == \old(listed[k]); */
static uint8_t note_issued(const uint8_t *issuer, const struct hf_peer_certificate *certificates, uint32_t n,
                           uint8_t *listed) {
  uint8_t any = 0u;
  /*@ loop invariant 0 <= i <= n && any <= 1;
    @ loop invariant any == 0 ==> \forall integer k; 0 <= k < n ==> listed[k] == \at(listed[k], Pre);
    @ loop assigns i, any, listed[0 .. HF_PATH_MAX - 1];
    @ loop variant n - i; */
  for (uint32_t i = 0u; i < n; i++) {
    if (same(issuer, certificates[i].issuer) == 1u) {
      listed[i] = 1u;
      any = 1u;
    }
  }
  return any;
}

/* One list: hashed when an issuer of the certificates made it. 0: it cannot be read, or is not good now. */
/*@ requires \valid_read(list) && \valid_read(list->der + (0 .. list->n - 1)) && \valid(h) && hash_known(h->id);
  @ requires \valid_read(certificates + (0 .. n - 1)) && n <= HF_PATH_MAX && \valid(listed + (0 .. HF_PATH_MAX - 1));
  @ requires \separated(listed + (0 .. HF_PATH_MAX - 1), certificates + (0 .. n - 1));
  @ requires \separated(h, list->der + (0 .. list->n - 1)) && \separated(h, listed + (0 .. HF_PATH_MAX - 1));
  @ requires \separated(h, certificates + (0 .. n - 1)) && \separated(h, list);
  @ requires \separated(list, listed + (0 .. HF_PATH_MAX - 1));
  @ requires \separated(listed + (0 .. HF_PATH_MAX - 1), list->der + (0 .. list->n - 1));
  @ terminates \true; exits \false;
  @ assigns h->word[0 .. 25], listed[0 .. HF_PATH_MAX - 1];
  @ ensures \result == 0 || \result == 1; */
static uint8_t take_list(const struct hf_crl *list, int64_t now, const struct hf_peer_certificate *certificates,
                         uint32_t n, struct hf_hash *h, uint8_t *listed) {
  struct hf_crl_parts parts;
  struct hf_span whole;
  uint8_t issuer[HF_DIGEST];
  uint8_t size[4];
  if (list->n > HF_CRL_MAX)
    return 0u;
  whole.at = 0u;
  whole.n = (uint32_t)list->n;
  if (hf_crl_read(list->der, whole, &parts) != HF_OK)
    return 0u;
  hf_name_digest(list->der, parts.issuer, issuer);
  if (note_issued(issuer, certificates, n, listed) == 0u)
    return 1u;
  hf_write32(size, whole.n);
  hf_hash_update(h, size, 4u);
  hf_hash_update(h, list->der, whole.n);
  return hf_valid_at(now, parts.this_update, parts.next_update) == HF_OK ? 1u : 0u;
}

/* 1 when each certificate is listed that must be. */
/*@ requires \valid_read(listed + (0 .. HF_PATH_MAX - 1)) && n <= HF_PATH_MAX;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 && policy == HF_CRL_ALL ==> \forall integer k; 0 <= k < n ==> listed[k] != 0;
  @ ensures \result == 1 && policy == HF_CRL_PEER && n > 0 ==> listed[0] != 0; */
static uint8_t listed_as_wanted(const uint8_t *listed, uint32_t n, uint8_t policy) {
  /*@ loop invariant 0 <= i <= n;
    @ loop invariant policy == HF_CRL_ALL ==> \forall integer k; 0 <= k < i ==> listed[k] != 0;
    @ loop invariant policy == HF_CRL_PEER && i > 0 ==> listed[0] != 0;
    @ loop assigns i;
    @ loop variant n - i; */
  for (uint32_t i = 0u; i < n; i++) {
    if (listed[i] == 0u && (policy == HF_CRL_ALL || (policy == HF_CRL_PEER && i == 0u)))
      return 0u;
  }
  return 1u;
}

uint8_t hf_crl_record(const struct hf_verify *how, const struct hf_peer_certificate *certificates, uint32_t n,
                      uint8_t *out) {
  struct hf_hash h;
  uint8_t listed[HF_PATH_MAX];
  uint8_t good = 1u;
  hf_fill(listed, 0u, HF_PATH_MAX);
  hf_hash_start(&h, HF_HASH_SHA256);
  /*@ loop invariant 0 <= i <= how->crls_n && good <= 1 && hash_known(h.id);
    @ loop invariant i == 0 ==> \forall integer k; 0 <= k < HF_PATH_MAX ==> listed[k] == 0;
    @ loop assigns i, good, h.word[0 .. 25], listed[0 .. HF_PATH_MAX - 1];
    @ loop variant how->crls_n - i; */
  for (size_t i = 0u; i < how->crls_n; i++) {
    if (take_list(&how->crls[i], how->now, certificates, n, &h, listed) == 0u)
      good = 0u;
  }
  hf_hash_finish(&h, out);
  return good == 1u ? listed_as_wanted(listed, n, how->crl_policy) : (uint8_t)0u;
}
