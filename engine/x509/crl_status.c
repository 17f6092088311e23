/* What revocation lists say of a certificate (RFC 5280 6.3.3, as far as full lists go). */
#include "generated/errors.h"
#include "x509/crl.h"
#include "x509/name.h"
#include "x509/signed.h"

/* What must hold of a list beside its signature. */
/*@ requires \valid_read(list) && \valid_read(issuer);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures list->restricted != 0 ==> \result != 0; */
static uint8_t check_list(const struct hf_crl_parts *list, const struct hf_trust_anchor *issuer, int64_t now) {
  if (issuer->no_crl_sign != 0u)
    return HF_ERROR_CRL_USAGE_WRONG;
  if (list->restricted != 0u)
    return HF_ERROR_CRL_EXTENSION_CRITICAL;
  if (now < list->this_update)
    return HF_ERROR_CRL_NOT_YET_VALID;
  if (now > list->next_update)
    return HF_ERROR_CRL_EXPIRED;
  return list->scheme == 0u ? (uint8_t)HF_ERROR_CRL_ALGORITHM_WEAK : (uint8_t)HF_OK;
}

/* The signature of a list, by the key of the certificate's own issuer. */
/*@ requires hf_readable(der, part) && hf_readable(der, signature) && (scheme == 0 || scheme_hash(scheme) != 0);
  @ requires public_key_readable(key) && \valid(signatures);
  @ HF_TOTAL;
  @ assigns *signatures;
  @ ensures *signatures <= \old(*signatures); */
static uint8_t check_signature(const uint8_t *der, struct hf_span part, uint16_t scheme, struct hf_span signature,
                               const struct hf_public_key *key, uint32_t *signatures) {
  uint8_t error;
  if (*signatures == 0u)
    return HF_ERROR_CERTIFICATE_TOO_COMPLEX;
  error = hf_signed_check(der, part, scheme, signature, key);
  *signatures = *signatures - 1u;
  return error == HF_OK ? (uint8_t)HF_OK : (uint8_t)HF_ERROR_CRL_SIGNATURE_WRONG;
}

/* The certificate that is asked about: its bytes, its issuer, and its serial number among them. */
struct subject {
  const uint8_t *in;
  struct hf_span issuer;
  struct hf_span serial;
  uint8_t is_ca;
};

/* Why a list that was read gives no status; HF_OK: it does. entries: what was said of those. */
/*@ requires \valid_read(list) && hf_readable(der, list->signed_part) && hf_readable(der, list->signature);
  @ requires \valid_read(issuer) && public_key_readable(&issuer->key) && \valid(signatures);
  @ requires list->scheme == 0 || scheme_hash(list->scheme) != 0;
  @ HF_TOTAL;
  @ assigns *signatures;
  @ ensures *signatures <= \old(*signatures);
  @ ensures entries != 0 || list->restricted != 0 ==> \result != 0; */
static uint8_t list_error(const uint8_t *der, const struct hf_crl_parts *list, uint8_t entries, int64_t now,
                          const struct hf_trust_anchor *issuer, uint32_t *signatures) {
  uint8_t error = check_list(list, issuer, now);
  if (error == HF_OK)
    error = entries;
  if (error != HF_OK)
    return error;
  return check_signature(der, list->signed_part, list->scheme, list->signature, &issuer->key, signatures);
}

/* 1 when the list speaks of such a certificate as far as it can be told, and holds still. */
/*@ requires \valid_read(list);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint8_t concerns(const struct hf_crl_parts *list, uint8_t is_ca, int64_t now) {
  if (now > list->next_update || list->scope == HF_CRL_SCOPE_ATTRIBUTES)
    return 0u;
  return list->scope != (is_ca == 1u ? HF_CRL_SCOPE_USERS : HF_CRL_SCOPE_AUTHORITIES) ? 1u : 0u;
}

/* What one list says: HF_OK not revoked, HF_ERROR_CERTIFICATE_REVOKED, HF_ERROR_CRL_MISSING when it is by another issuer, or why
   it cannot be used. is_last: whatever other lists say, the certificate is not good. */
struct answer {
  uint8_t error;
  uint8_t is_last;
};

/* The answer of a list by the issuer, or by one whose name may be the same. */
/*@ requires \valid_read(list) && hf_readable(der, list->signed_part) && hf_readable(der, list->signature);
  @ requires hf_readable(der, list->revoked) && hf_readable(of.in, of.serial);
  @ requires \valid_read(issuer) && public_key_readable(&issuer->key) && \valid(signatures);
  @ requires list->scheme == 0 || scheme_hash(list->scheme) != 0;
  @ HF_TOTAL;
  @ assigns *signatures;
  @ ensures *signatures <= \old(*signatures); */
static struct answer look_up(const uint8_t *der, const struct hf_crl_parts *list, int64_t now, struct subject of,
                             const struct hf_trust_anchor *issuer, uint32_t *signatures) {
  struct hf_span revoked = {list->revoked.at, list->revoked.n};
  struct answer answer = {HF_ERROR_CRL_MALFORMED, 1u};
  uint8_t named;
  uint8_t entries = hf_crl_find(der, revoked, of.in, of.serial, &named);
  if (entries == HF_ERROR_CRL_MALFORMED)
    return answer;
  answer.error = list_error(der, list, entries, now, issuer, signatures);
  answer.is_last = named == 1u ? concerns(list, of.is_ca, now) : (uint8_t)0u;
  if (answer.error == HF_OK && named == 1u)
    answer.error = HF_ERROR_CERTIFICATE_REVOKED;
  return answer;
}

/*@ requires \valid_read(list) && \valid_read(list->der + (0 .. list->n - 1));
  @ requires hf_readable(of.in, of.issuer) && hf_readable(of.in, of.serial);
  @ requires \valid_read(issuer) && public_key_readable(&issuer->key) && \valid(signatures);
  @ requires \separated(signatures, list->der + (0 .. list->n - 1));
  @ HF_TOTAL;
  @ assigns *signatures;
  @ ensures *signatures <= \old(*signatures); */
static struct answer ask(const struct hf_crl *list, int64_t now, struct subject of,
                         const struct hf_trust_anchor *issuer, uint32_t *signatures) {
  struct answer answer = {HF_ERROR_CRL_MALFORMED, 1u};
  struct hf_crl_parts parts;
  struct hf_span whole;
  if (list->n > HF_CRL_MAX)
    return answer;
  whole.at = 0u;
  whole.n = (uint32_t)list->n;
  if (hf_crl_read(list->der, whole, &parts) != HF_OK)
    return answer;
  answer.error = HF_ERROR_CRL_MISSING;
  answer.is_last = 0u;
  if (hf_name_compare(list->der, parts.issuer, of.in, of.issuer) == HF_DIFFERENT)
    return answer;
  return look_up(list->der, &parts, now, of, issuer, signatures);
}

uint8_t hf_crl_status(const struct hf_verify *how, const uint8_t *in, const struct hf_certificate *c,
                      const struct hf_trust_anchor *issuer, uint8_t is_peer, uint32_t *signatures) {
  uint8_t demanded = how->crl_policy == HF_CRL_ALL || (how->crl_policy == HF_CRL_PEER && is_peer == 1u) ? 1u : 0u;
  uint8_t verdict = HF_ERROR_CRL_MISSING;
  struct answer answer;
  const struct subject of = {in, {c->issuer.at, c->issuer.n}, {c->serial.at, c->serial.n}, c->is_ca};
  /*@ loop invariant 0 <= i <= how->crls_n && *signatures <= \at(*signatures, Pre);
    @ loop invariant how->crls_n == 0 ==> verdict == HF_ERROR_CRL_MISSING;
    @ loop assigns i, verdict, answer, *signatures;
    @ loop variant how->crls_n - i; */
  for (size_t i = 0u; i < how->crls_n; i++) {
    answer = ask(&how->crls[i], how->now, of, issuer, signatures);
    if (answer.is_last == 1u)
      return answer.error;
    if (answer.error == HF_OK || verdict == HF_ERROR_CRL_MISSING)
      verdict = answer.error;
  }
  return verdict == HF_ERROR_CRL_MISSING && demanded == 0u ? (uint8_t)HF_OK : verdict;
}
