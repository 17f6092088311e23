/* Of which certificates a revocation list speaks (RFC 5280 5.2.5). */
#include "generated/errors.h"
#include "parse/asn1.h"
#include "x509/crl.h"

/* At most one of the "only" is TRUE; else, as where it was not understood, it may be about any. */
uint8_t hf_crl_scope(const uint8_t *in, struct hf_span value) {
  struct hf_asn1 a;
  uint32_t users;
  uint32_t authorities;
  uint32_t attributes;
  if (hf_asn1_read(&a, in, value, HF_READ_ISSUING_DISTRIBUTION_POINT) != HF_OK)
    return HF_CRL_SCOPE_ALL;
  users = hf_asn1_marks(&a, HF_MARK_ISSUING_DISTRIBUTION_POINT_USERS) % 2u;
  authorities = hf_asn1_marks(&a, HF_MARK_ISSUING_DISTRIBUTION_POINT_AUTHORITIES) % 2u;
  attributes = hf_asn1_marks(&a, HF_MARK_ISSUING_DISTRIBUTION_POINT_ATTRIBUTES) % 2u;
  if (users + authorities + attributes != 1u)
    return HF_CRL_SCOPE_ALL;
  return users == 1u ? HF_CRL_SCOPE_USERS : authorities == 1u ? HF_CRL_SCOPE_AUTHORITIES : HF_CRL_SCOPE_ATTRIBUTES;
}
