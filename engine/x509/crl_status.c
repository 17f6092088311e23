/* What revocation lists say of a certificate (RFC 5280 6.3.3, as far as full lists go). */
#include "generated/errors.h"
#include "x509/crl.h"
#include "x509/name.h"
#include "x509/signed.h"

/* What must hold of a list beside its signature. */
/*@ requires \valid_read(list) && \valid_read(issuer);
  @ terminates \true; exits \false;
  @ assigns \nothing; */
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
  @ terminates \true; exits \false;
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

/* What a list that was read says of the certificate with this serial number; HF_OK: nothing. */
/*@ requires \valid_read(list) && hf_readable(der, list->signed_part) && hf_readable(der, list->signature);
  @ requires hf_readable(der, list->revoked) && hf_readable(in, serial);
  @ requires \valid_read(issuer) && public_key_readable(&issuer->key) && \valid(signatures);
  @ requires list->scheme == 0 || scheme_hash(list->scheme) != 0;
  @ terminates \true; exits \false;
  @ assigns *signatures;
  @ ensures *signatures <= \old(*signatures); */
static uint8_t look_up(const uint8_t *der, const struct hf_crl_parts *list, const uint8_t *in, struct hf_span serial,
                       const struct hf_trust_anchor *issuer, uint32_t *signatures) {
  struct hf_span revoked = {list->revoked.at, list->revoked.n};
  uint8_t error = check_signature(der, list->signed_part, list->scheme, list->signature, &issuer->key, signatures);
  return error == HF_OK ? hf_crl_find(der, revoked, in, serial) : error;
}

/* The certificate that is asked about: its bytes, its issuer, and its serial number among them. */
struct subject {
  const uint8_t *in;
  struct hf_span issuer;
  struct hf_span serial;
};

/* What one list says: HF_OK not revoked, HF_ERROR_CERTIFICATE_REVOKED, HF_ERROR_CRL_MISSING when it is by another issuer, or why
   it cannot be used. */
/*@ requires \valid_read(list) && \valid_read(list->der + (0 .. list->n - 1));
  @ requires hf_readable(of.in, of.issuer) && hf_readable(of.in, of.serial);
  @ requires \valid_read(issuer) && public_key_readable(&issuer->key) && \valid(signatures);
  @ requires \separated(signatures, list->der + (0 .. list->n - 1));
  @ terminates \true; exits \false;
  @ assigns *signatures;
  @ ensures *signatures <= \old(*signatures); */
static uint8_t ask(const struct hf_crl *list, int64_t now, struct subject of, const struct hf_trust_anchor *issuer,
                   uint32_t *signatures) {
  struct hf_crl_parts parts;
  struct hf_span whole;
  uint8_t error;
  if (list->n > HF_CRL_MAX)
    return HF_ERROR_CRL_MALFORMED;
  whole.at = 0u;
  whole.n = (uint32_t)list->n;
  if (hf_crl_read(list->der, whole, &parts) != HF_OK)
    return HF_ERROR_CRL_MALFORMED;
  if (hf_name_same(list->der, parts.issuer, of.in, of.issuer) == 0u)
    return HF_ERROR_CRL_MISSING;
  error = check_list(&parts, issuer, now);
  return error == HF_OK ? look_up(list->der, &parts, of.in, of.serial, issuer, signatures) : error;
}

uint8_t hf_crl_status(const struct hf_verify *how, const uint8_t *in, const struct hf_certificate *c,
                      const struct hf_trust_anchor *issuer, uint8_t is_peer, uint32_t *signatures) {
  uint8_t demanded = how->crl_policy == HF_CRL_ALL || (how->crl_policy == HF_CRL_PEER && is_peer == 1u) ? 1u : 0u;
  uint8_t verdict = HF_ERROR_CRL_MISSING;
  uint8_t answer;
  const struct subject of = {in, {c->issuer.at, c->issuer.n}, {c->serial.at, c->serial.n}};
  /*@ loop invariant 0 <= i <= how->crls_n && *signatures <= \at(*signatures, Pre);
    @ loop invariant how->crls_n == 0 ==> verdict == HF_ERROR_CRL_MISSING;
    @ loop assigns i, verdict, answer, *signatures;
    @ loop variant how->crls_n - i; */
  for (size_t i = 0u; i < how->crls_n; i++) {
    answer = ask(&how->crls[i], how->now, of, issuer, signatures);
    if (answer == HF_ERROR_CERTIFICATE_REVOKED || answer == HF_ERROR_CRL_MALFORMED)
      return answer;
    if (answer == HF_OK || verdict == HF_ERROR_CRL_MISSING)
      verdict = answer;
  }
  return verdict == HF_ERROR_CRL_MISSING && demanded == 0u ? (uint8_t)HF_OK : verdict;
}
