/* Whether an authority may have issued what is below it in a path, and did. */
#include "generated/errors.h"
#include "x509/constraints.h"
#include "x509/crl.h"
#include "x509/path.h"
#include "x509/signed.h"

/* The authority's key identifier is the one that the certificate names, where both do (RFC 5280 4.2.1.1). */
static uint8_t key_ids_agree(const uint8_t *in, const struct hf_certificate *c, const struct hf_trust_anchor *issuer) {
  struct hf_span id;
  if (c->authority_key_id.n == 0u || issuer->key_id_n == 0u || issuer->key_id_n > 0xffffffffu)
    return 1u;
  id.at = 0u;
  id.n = (uint32_t)issuer->key_id_n;
  return hf_same_bytes(in, c->authority_key_id, issuer->key_id, id);
}

/* Intermediate certificates in the path that count for a path length: those that are not self-issued (RFC 5280 6.1.4 l). */
uint8_t hf_path_length(const struct hf_path *p) {
  uint8_t n = 0u;
  for (uint8_t i = 1u; i < p->n; i++) {
    if (p->at[i].is_self_issued == 0u)
      n++;
  }
  return n;
}

/* The authority's name constraints allow all names below; those of intermediate self-issued certificates do not count (RFC 5280
   6.1.3 b, c). */
static uint8_t names_allowed(const struct hf_chain *v, struct hf_path *p, uint8_t *culprit) {
  struct hf_span value;
  uint8_t error = HF_OK;
  if (p->issuer.constraints_n == 0u)
    return HF_OK;
  if (p->issuer.constraints_n > 0xffffffu)
    return HF_ERROR_CERTIFICATE_TOO_COMPLEX;
  value.at = 0u;
  value.n = (uint32_t)p->issuer.constraints_n;
  for (uint8_t i = 0u; i < p->n && error == HF_OK; i++) {
    *culprit = p->place[i];
    if (i == 0u || p->at[i].is_self_issued == 0u)
      error = hf_constraints_allow(p->issuer.constraints, value, v->buffer, &p->at[i], &p->comparisons);
  }
  return error;
}

/* What is cheap. */
static uint8_t check_relation(const struct hf_chain *v, struct hf_path *p, uint8_t *culprit) {
  const struct hf_certificate *last = &p->at[p->n - 1u];
  *culprit = p->place[p->n - 1u];
  if (key_ids_agree(v->buffer, last, &p->issuer) == 0u)
    return HF_ERROR_CERTIFICATE_AUTHORITY_KEY_ID_WRONG;
  if (p->issuer.path_limit != 0u && hf_path_length(p) >= p->issuer.path_limit)
    return HF_ERROR_CERTIFICATE_PATH_TOO_LONG;
  return names_allowed(v, p, culprit);
}

/* The signature of the last certificate, which takes one of those that may be checked. */
static uint8_t check_signature(const struct hf_chain *v, struct hf_path *p) {
  const struct hf_certificate *last = &p->at[p->n - 1u];
  if (p->signatures == 0u)
    return HF_ERROR_CERTIFICATE_TOO_COMPLEX;
  p->signatures = p->signatures - 1u;
  return hf_signed_check(v->buffer, last->signed_part, last->scheme, last->signature, &p->issuer.key);
}

uint8_t hf_path_issued(const struct hf_chain *v, const struct hf_verify *how, struct hf_path *p) {
  uint8_t culprit = HF_NO_PLACE;
  uint8_t error = check_relation(v, p, &culprit);
  if (error == HF_OK)
    error = check_signature(v, p);
  if (error == HF_OK)
    error = hf_crl_status(how, v->buffer, &p->at[p->n - 1u], &p->issuer, p->n == 1u ? 1u : 0u, &p->signatures);
  if (error != HF_OK)
    hf_path_note(p, error, culprit);
  return error == HF_OK ? 1u : 0u;
}
