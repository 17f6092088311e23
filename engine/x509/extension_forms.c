/* The extensions that are checked for their form, and change nothing else yet. */
#include "generated/errors.h"
#include "x509/extension.h"
#include "x509/general_name.h"
#include "x509/oid.h"

#define MALFORMED ((uint8_t)HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED)

static const struct hf_oid any_policy[] = {{4u, 1u, {0x55, 0x1d, 0x20, 0x00}}};

/* Takes a policy that is not anyPolicy. */
/*@ requires \valid(rest) && hf_readable(in, *rest) && hf_apart(in, rest);
  @ HF_TOTAL;
  @ assigns *rest;
  @ ensures hf_left_of(*rest, \old(*rest)); */
static uint8_t take_mapped(const uint8_t *in, struct hf_span *rest) {
  struct hf_span policy;
  if (hf_oid_take(in, rest, &policy) != HF_OK)
    return MALFORMED;
  return hf_oid_find(in, policy, any_policy, 1u) == 0u ? HF_OK : MALFORMED;
}

/* 1 when all of pair is two policies, neither of which is anyPolicy (RFC 5280 6.1.4 a). */
/*@ requires hf_readable(in, pair);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint8_t is_mapping(const uint8_t *in, struct hf_span pair) {
  uint8_t error = take_mapped(in, &pair);
  if (error == HF_OK)
    error = take_mapped(in, &pair);
  return (error == HF_OK && pair.n == 0u) ? 1u : 0u;
}

/* PolicyMappings: one or more pairs. */
uint8_t hf_extension_policy_mappings(const uint8_t *in, struct hf_span value) {
  struct hf_span inner;
  struct hf_span pair;
  if (hf_der_take(in, &value, HF_DER_SEQUENCE, &inner) != HF_OK || value.n != 0u || inner.n == 0u)
    return MALFORMED;
  /*@ loop invariant hf_left_of(inner, \at(inner, LoopEntry));
    @ loop assigns inner, pair;
    @ loop variant inner.n; */
  while (inner.n > 0u) {
    if (hf_der_take(in, &inner, HF_DER_SEQUENCE, &pair) != HF_OK || is_mapping(in, pair) == 0u)
      return MALFORMED;
  }
  return HF_OK;
}

/* Takes [number] IMPLICIT INTEGER (0 .. MAX) if it is there. */
/*@ requires \valid(rest) && \valid(present) && hf_readable(in, *rest) && \separated(rest, present);
  @ requires hf_apart(in, rest) && \separated(present, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *rest, *present;
  @ ensures hf_left_of(*rest, \old(*rest));
  @ ensures *present <= 1; */
static uint8_t take_skip(const uint8_t *in, struct hf_span *rest, uint8_t tag, uint8_t *present) {
  struct hf_span number;
  uint8_t error = hf_der_optional(in, rest, tag, &number, present);
  if (error != HF_OK || *present == 0u)
    return error;
  if (number.n == 0u || in[number.at] >= 128u)
    return MALFORMED;
  return number.n > 1u && in[number.at] == 0u && in[number.at + 1u] < 128u ? MALFORMED : (uint8_t)HF_OK;
}

/* PolicyConstraints: { [0] requireExplicitPolicy, [1] inhibitPolicyMapping }, not empty. */
uint8_t hf_extension_policy_constraints(const uint8_t *in, struct hf_span value, struct hf_certificate *c) {
  struct hf_span inner;
  uint8_t inhibits;
  uint8_t error = hf_der_take(in, &value, HF_DER_SEQUENCE, &inner);
  if (error != HF_OK || value.n != 0u || inner.n == 0u)
    return MALFORMED;
  error = take_skip(in, &inner, HF_DER_CONTEXT, &c->explicit_policy);
  if (error == HF_OK)
    error = take_skip(in, &inner, HF_DER_CONTEXT + 1u, &inhibits);
  return error == HF_OK && inner.n == 0u ? HF_OK : MALFORMED;
}

uint8_t hf_extension_inhibit_any_policy(const uint8_t *in, struct hf_span value) {
  struct hf_span number;
  uint8_t error = hf_der_unsigned(in, &value, &number);
  return error == HF_OK && value.n == 0u ? HF_OK : MALFORMED;
}

/* AuthorityInfoAccessSyntax, SubjectInfoAccessSyntax: one or more { accessMethod, accessLocation }. */
uint8_t hf_extension_information_access(const uint8_t *in, struct hf_span value) {
  struct hf_span inner;
  struct hf_span one;
  struct hf_span method;
  struct hf_tlv location;
  if (hf_der_take(in, &value, HF_DER_SEQUENCE, &inner) != HF_OK || value.n != 0u || inner.n == 0u)
    return MALFORMED;
  /*@ loop invariant hf_left_of(inner, \at(inner, LoopEntry));
    @ loop assigns inner, one, method, location;
    @ loop variant inner.n; */
  while (inner.n > 0u) {
    if (hf_der_take(in, &inner, HF_DER_SEQUENCE, &one) != HF_OK || hf_oid_take(in, &one, &method) != HF_OK)
      return MALFORMED;
    if (hf_der_next(in, &one, &location) != HF_OK || one.n != 0u || hf_general_name_is_sound(in, &location) == 0u)
      return MALFORMED;
  }
  return HF_OK;
}

/* One DistributionPoint: { [0] distributionPoint, [1] reasons, [2] cRLIssuer }, of which the first or the last must be there. */
/*@ requires hf_readable(in, point);
  @ HF_TOTAL;
  @ assigns \nothing; */
static uint8_t check_point(const uint8_t *in, struct hf_span point) {
  struct hf_span span;
  uint8_t has_name = 0u;
  uint8_t has_reasons = 0u;
  uint8_t has_issuer = 0u;
  uint8_t error = hf_der_optional(in, &point, HF_DER_CONTEXT_CONSTRUCTED, &span, &has_name);
  if (error == HF_OK)
    error = hf_der_optional(in, &point, HF_DER_CONTEXT + 1u, &span, &has_reasons);
  if (error == HF_OK)
    error = hf_der_optional(in, &point, HF_DER_CONTEXT_CONSTRUCTED + 2u, &span, &has_issuer);
  return error == HF_OK && point.n == 0u && (has_name == 1u || has_issuer == 1u) ? HF_OK : MALFORMED;
}

/* CRLDistributionPoints: one or more. */
uint8_t hf_extension_crl_points(const uint8_t *in, struct hf_span value) {
  struct hf_span inner;
  struct hf_span point;
  if (hf_der_take(in, &value, HF_DER_SEQUENCE, &inner) != HF_OK || value.n != 0u || inner.n == 0u)
    return MALFORMED;
  /*@ loop invariant hf_left_of(inner, \at(inner, LoopEntry));
    @ loop assigns inner, point;
    @ loop variant inner.n; */
  while (inner.n > 0u) {
    if (hf_der_take(in, &inner, HF_DER_SEQUENCE, &point) != HF_OK || check_point(in, point) != HF_OK)
      return MALFORMED;
  }
  return HF_OK;
}
