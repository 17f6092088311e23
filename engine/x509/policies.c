/* The form of certificatePolicies, and of the qualifiers in it (RFC 5280 4.2.1.4). */
#include "generated/errors.h"
#include "x509/extension.h"
#include "x509/oid.h"

#define MALFORMED ((uint8_t)HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED)
#define POLICIES_MAX 64u
#define VISIBLE_STRING 0x1au
#define BMP_STRING 0x1eu

/* The qualifiers that are known. */
#define QUALIFIER_CPS 1u
#define QUALIFIER_NOTICE 2u
static const struct hf_oid qualifiers[] = {
    {8u, QUALIFIER_CPS, {0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x02, 0x01}},
    {8u, QUALIFIER_NOTICE, {0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x02, 0x02}},
};
#define QUALIFIERS_N 2u

/* 1 for the types of DisplayText. */
/*@ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint8_t is_display_text(uint8_t tag) {
  return tag == HF_DER_UTF8_STRING || tag == HF_DER_IA5_STRING || tag == VISIBLE_STRING || tag == BMP_STRING ? 1u : 0u;
}

/* 1 when all of numbers is INTEGERs. */
/*@ requires hf_readable(in, numbers);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint8_t are_numbers(const uint8_t *in, struct hf_span numbers) {
  struct hf_span number;
  /*@ loop invariant hf_left_of(numbers, \at(numbers, Pre));
    @ loop assigns numbers, number;
    @ loop variant numbers.n; */
  while (numbers.n > 0u) {
    if (hf_der_integer(in, &numbers, &number) != HF_OK)
      return 0u;
  }
  return 1u;
}

/* 1 when it is NoticeReference, the contents of which are inner: { organization, noticeNumbers }. */
/*@ requires hf_readable(in, inner);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint8_t is_notice_reference(const uint8_t *in, struct hf_span inner) {
  struct hf_tlv organization;
  struct hf_span numbers;
  if (hf_der_next(in, &inner, &organization) != HF_OK || is_display_text(organization.tag) == 0u)
    return 0u;
  if (hf_der_take(in, &inner, HF_DER_SEQUENCE, &numbers) != HF_OK || inner.n != 0u)
    return 0u;
  return are_numbers(in, numbers);
}

/* 1 when all of value is a UserNotice: { noticeRef OPTIONAL, explicitText OPTIONAL }. */
/*@ requires hf_readable(in, value);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint8_t is_notice(const uint8_t *in, struct hf_span value) {
  struct hf_span inner;
  struct hf_span reference;
  struct hf_tlv text;
  uint8_t present;
  if (hf_der_take(in, &value, HF_DER_SEQUENCE, &inner) != HF_OK || value.n != 0u)
    return 0u;
  if (hf_der_optional(in, &inner, HF_DER_SEQUENCE, &reference, &present) != HF_OK)
    return 0u;
  if (present == 1u && is_notice_reference(in, reference) == 0u)
    return 0u;
  if (inner.n == 0u)
    return 1u;
  return hf_der_next(in, &inner, &text) == HF_OK && inner.n == 0u ? is_display_text(text.tag) : (uint8_t)0u;
}

/* 1 when all of value is one element, and that an IA5String. */
/*@ requires hf_readable(in, value);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint8_t is_cps(const uint8_t *in, struct hf_span value) {
  struct hf_span uri;
  return hf_der_take(in, &value, HF_DER_IA5_STRING, &uri) == HF_OK && value.n == 0u ? 1u : 0u;
}

/* 1 when all of value is one element. */
/*@ requires hf_readable(in, value);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint8_t is_element(const uint8_t *in, struct hf_span value) {
  struct hf_tlv one;
  return hf_der_next(in, &value, &one) == HF_OK && value.n == 0u ? 1u : 0u;
}

/* PolicyQualifierInfo, all of inner being its contents: { policyQualifierId, qualifier ANY }. One that is not known must not stand in
   a critical extension. */
/*@ requires hf_readable(in, inner);
  @ HF_TOTAL;
  @ assigns \nothing; */
static uint8_t check_qualifier(const uint8_t *in, struct hf_span inner, uint8_t critical) {
  struct hf_span oid;
  uint8_t id;
  uint8_t good;
  if (hf_oid_take(in, &inner, &oid) != HF_OK)
    return MALFORMED;
  id = hf_oid_find(in, oid, qualifiers, QUALIFIERS_N);
  if (id == QUALIFIER_CPS)
    good = is_cps(in, inner);
  else
    good = id == QUALIFIER_NOTICE ? is_notice(in, inner) : is_element(in, inner);
  if (good == 0u)
    return MALFORMED;
  return id != QUALIFIER_CPS && id != QUALIFIER_NOTICE && critical == 1u ? HF_ERROR_CERTIFICATE_EXTENSION_CRITICAL
                                                                         : HF_OK;
}

/* policyQualifiers, all of rest: one or more. */
/*@ requires hf_readable(in, rest);
  @ HF_TOTAL;
  @ assigns \nothing; */
static uint8_t check_qualifiers(const uint8_t *in, struct hf_span rest, uint8_t critical) {
  struct hf_span inner;
  struct hf_span one;
  uint8_t error = HF_OK;
  if (hf_der_take(in, &rest, HF_DER_SEQUENCE, &inner) != HF_OK || rest.n != 0u || inner.n == 0u)
    return MALFORMED;
  /*@ loop invariant hf_left_of(inner, \at(inner, LoopEntry));
    @ loop assigns inner, one, error;
    @ loop variant inner.n; */
  while (inner.n > 0u && error == HF_OK) {
    if (hf_der_take(in, &inner, HF_DER_SEQUENCE, &one) != HF_OK)
      return MALFORMED;
    error = check_qualifier(in, one, critical);
  }
  return error;
}

/* Takes one PolicyInformation: its policy, and what follows that. */
/*@ requires \valid(rest) && \valid(policy) && \valid(more) && hf_readable(in, *rest);
  @ requires \separated(rest, policy) && \separated(rest, more) && \separated(policy, more);
  @ requires hf_apart(in, rest) && hf_apart(in, policy) && hf_apart(in, more);
  @ HF_TOTAL;
  @ assigns *rest, *policy, *more;
  @ ensures hf_left_of(*rest, \old(*rest));
  @ ensures \result == 0 ==> hf_within(*policy, \old(*rest)) && hf_within(*more, \old(*rest)) && rest->n < \old(rest->n); */
static uint8_t take_policy(const uint8_t *in, struct hf_span *rest, struct hf_span *policy, struct hf_span *more) {
  struct hf_span inner;
  struct hf_span oid;
  if (hf_der_take(in, rest, HF_DER_SEQUENCE, &inner) != HF_OK || hf_oid_take(in, &inner, &oid) != HF_OK)
    return MALFORMED;
  policy->at = oid.at;
  policy->n = oid.n;
  more->at = inner.at;
  more->n = inner.n;
  return HF_OK;
}

/* 1 when the policy is among the policies. */
/*@ requires hf_readable(in, policies) && hf_readable(in, policy);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint8_t has_policy(const uint8_t *in, struct hf_span policies, struct hf_span policy) {
  struct hf_span other;
  struct hf_span more;
  /*@ loop invariant hf_left_of(policies, \at(policies, LoopEntry));
    @ loop assigns policies, other, more;
    @ loop variant policies.n; */
  while (policies.n > 0u) {
    if (take_policy(in, &policies, &other, &more) != HF_OK)
      return 0u;
    if (hf_same_bytes(in, policy, in, other) == 1u)
      return 1u;
  }
  return 0u;
}

/* Takes one of the policies, which none that follows may be again, and reads its qualifiers. */
/*@ requires \valid(rest) && hf_readable(in, *rest) && hf_apart(in, rest);
  @ HF_TOTAL;
  @ assigns *rest;
  @ ensures hf_left_of(*rest, \old(*rest));
  @ ensures \result == 0 ==> rest->n < \old(rest->n); */
static uint8_t read_policy(const uint8_t *in, struct hf_span *rest, uint8_t critical) {
  struct hf_span policy;
  struct hf_span more;
  if (take_policy(in, rest, &policy, &more) != HF_OK || has_policy(in, *rest, policy) == 1u)
    return MALFORMED;
  return more.n == 0u ? (uint8_t)HF_OK : check_qualifiers(in, more, critical);
}

uint8_t hf_extension_policies(const uint8_t *in, struct hf_span value, uint8_t critical) {
  struct hf_span inner;
  uint32_t n = 0u;
  uint8_t error = HF_OK;
  if (hf_der_take(in, &value, HF_DER_SEQUENCE, &inner) != HF_OK || value.n != 0u || inner.n == 0u)
    return MALFORMED;
  /*@ loop invariant hf_left_of(inner, \at(inner, LoopEntry)) && n <= POLICIES_MAX;
    @ loop assigns inner, n, error;
    @ loop variant POLICIES_MAX - n; */
  while (inner.n > 0u && error == HF_OK) {
    if (n == POLICIES_MAX)
      return HF_ERROR_CERTIFICATE_TOO_COMPLEX;
    error = read_policy(in, &inner, critical);
    n++;
  }
  return error;
}
