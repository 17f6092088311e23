/* Of which certificates a revocation list speaks, and for which reasons (RFC 5280 5.2.5). */
#include "generated/errors.h"
#include "parse/asn1.h"
#include "x509/crl.h"
#include "x509/reasons.h"

/* At most one of the "only" is TRUE; else it may be about any. */
/*@ requires \valid_read(a);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <= HF_CRL_SCOPE_ATTRIBUTES; */
static uint8_t scope_of(const struct hf_asn1 *a) {
  uint32_t users = hf_asn1_marks(a, HF_MARK_ISSUING_DISTRIBUTION_POINT_USERS) % 2u;
  uint32_t authorities = hf_asn1_marks(a, HF_MARK_ISSUING_DISTRIBUTION_POINT_AUTHORITIES) % 2u;
  uint32_t attributes = hf_asn1_marks(a, HF_MARK_ISSUING_DISTRIBUTION_POINT_ATTRIBUTES) % 2u;
  if (users + authorities + attributes != 1u)
    return HF_CRL_SCOPE_ALL;
  return users == 1u ? HF_CRL_SCOPE_USERS : authorities == 1u ? HF_CRL_SCOPE_AUTHORITIES : HF_CRL_SCOPE_ATTRIBUTES;
}

/* 1 when more than one of the "only" is TRUE, which leaves none (5.2.5). */
/*@ requires \valid_read(a);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint32_t is_contradictory(const struct hf_asn1 *a) {
  return hf_asn1_marks(a, HF_MARK_ISSUING_DISTRIBUTION_POINT_USERS) % 2u +
                     hf_asn1_marks(a, HF_MARK_ISSUING_DISTRIBUTION_POINT_AUTHORITIES) % 2u +
                     hf_asn1_marks(a, HF_MARK_ISSUING_DISTRIBUTION_POINT_ATTRIBUTES) % 2u >
                 1u
             ? 1u
             : 0u;
}

uint8_t hf_crl_scope(const uint8_t *in, struct hf_span value, struct hf_crl_parts *list) {
  struct hf_asn1 a;
  list->scope = HF_CRL_SCOPE_ALL;
  list->is_indirect = 0u;
  list->reasons = HF_CRL_REASONS;
  list->full_name = value;
  list->full_name.n = 0u;
  list->relative_name = list->full_name;
  if (hf_asn1_read(&a, in, value, HF_READ_ISSUING_DISTRIBUTION_POINT) != HF_OK)
    return HF_ERROR_CRL_MALFORMED;
  list->scope = scope_of(&a);
  list->is_indirect = (uint8_t)(hf_asn1_marks(&a, HF_MARK_ISSUING_DISTRIBUTION_POINT_INDIRECT) % 2u);
  list->reasons = hf_reasons_of(in, a.kept[HF_AT_ISSUING_DISTRIBUTION_POINT_REASONS]);
  list->full_name = a.kept[HF_AT_ISSUING_DISTRIBUTION_POINT_FULL_NAME];
  list->relative_name = a.kept[HF_AT_ISSUING_DISTRIBUTION_POINT_RELATIVE_NAME];
  return is_contradictory(&a) == 1u ? HF_ERROR_CRL_MALFORMED : HF_OK;
}
