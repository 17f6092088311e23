/* What RFC 5280 4 demands of an authority that issues a certificate, beyond what path validation (6.1) looks at. */
#include "generated/errors.h"
#include "x509/certificate.h"

/* The authority key identifier: there, and with a key identifier, but for those that signed themselves, which may leave it out,
   and then name their own key (RFC 5280 4.2.1.1). */
/*@ requires \valid_read(c);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1;
  @ ensures c->authority_key_id.n > 0 ==> \result == 1; */
static uint8_t authority_key_id_is_kept(const struct hf_certificate *c) {
  if (c->is_self_issued == 1u && (c->has & HF_HAS_AUTHORITY_KEY_ID) == 0u)
    return 1u;
  return c->authority_key_id.n > 0u ? 1u : 0u;
}

/* The duties towards authorities' own certificates. */
/*@ requires \valid_read(c);
  @ HF_TOTAL;
  @ assigns \nothing; */
static uint8_t authority_duties(const struct hf_certificate *c) {
  if ((c->has & HF_HAS_SUBJECT_KEY_ID) == 0u)
    return HF_ERROR_CERTIFICATE_SUBJECT_KEY_ID_WRONG;
  if ((c->critical & HF_HAS_BASIC_CONSTRAINTS) == 0u)
    return HF_ERROR_CERTIFICATE_CRITICALITY_WRONG;
  if ((c->has & HF_HAS_KEY_USAGE) == 0u || (c->usage & HF_USAGE_KEY_CERT_SIGN) == 0u)
    return HF_ERROR_CERTIFICATE_USAGE_MISSING;
  return HF_OK;
}

uint8_t hf_certificate_duties(const struct hf_certificate *c) {
  uint32_t must = HF_HAS_NAME_CONSTRAINTS | HF_HAS_POLICY_CONSTRAINTS | HF_HAS_INHIBIT_ANY_POLICY;
  if (authority_key_id_is_kept(c) == 0u)
    return HF_ERROR_CERTIFICATE_AUTHORITY_KEY_ID_WRONG;
  if ((c->has & must) != (c->critical & must))
    return HF_ERROR_CERTIFICATE_CRITICALITY_WRONG;
  return c->is_ca == 1u ? authority_duties(c) : (uint8_t)HF_OK;
}
