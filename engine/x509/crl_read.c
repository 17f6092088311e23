/* The form of a revocation list (RFC 5280 5.1, 5.2), its entries apart. */
#include "generated/errors.h"
#include "x509/algorithm.h"
#include "x509/crl.h"
#include "x509/extension.h"
#include "x509/name.h"
#include "x509/oid.h"
#include "x509/time.h"

#define MALFORMED ((uint8_t)HF_ERROR_CRL_MALFORMED)
#define VERSION_2 1u

/* Extensions that make a list another thing than a full one, critical or not. */
#define DELTA_CRL_INDICATOR 1u        /* 5.2.4 */
#define ISSUING_DISTRIBUTION_POINT 2u /* 5.2.5 */
static const struct hf_oid restrictions[] = {
    {3u, DELTA_CRL_INDICATOR, {0x55, 0x1d, 0x1b}},
    {3u, ISSUING_DISTRIBUTION_POINT, {0x55, 0x1d, 0x1c}},
};
#define RESTRICTIONS_N 2u

/* What extensions say of a list: whether it is restricted, and to what. */
struct limits {
  uint8_t restricted;
  uint8_t scoped; /* an issuing distribution point was there */
  uint8_t scope;
};

/* Takes Version, which must be there, and signature; *algorithm is the latter, whole. */
/*@ requires hf_readable(in, *rest) && \valid(rest) && \valid(algorithm) && \valid(scheme);
  @ requires hf_apart(in, rest) && hf_apart(in, algorithm) && \separated(scheme, in + (0 .. 0xffffffff));
  @ requires \separated(rest, algorithm) && \separated(rest, scheme) && \separated(algorithm, scheme);
  @ HF_TOTAL;
  @ assigns *rest, *algorithm, *scheme;
  @ ensures hf_left_of(*rest, \old(*rest));
  @ ensures \result == 0 ==> hf_within(*algorithm, \old(*rest)) && (*scheme == 0 || scheme_hash(*scheme) != 0); */
static uint8_t take_algorithm(const uint8_t *in, struct hf_span *rest, struct hf_span *algorithm, uint16_t *scheme) {
  uint8_t version = 0u;
  if (hf_der_small(in, rest, &version) != HF_OK || version != VERSION_2)
    return MALFORMED;
  *algorithm = *rest;
  if (hf_signature_algorithm_take(in, rest, scheme) != HF_OK)
    return MALFORMED;
  algorithm->n = rest->at - algorithm->at;
  return HF_OK;
}

/* Takes thisUpdate and nextUpdate, both of which must be there (RFC 5280 5.1.2.5). */
/*@ requires hf_readable(in, *rest) && \valid(rest) && \valid(list);
  @ requires hf_apart(in, rest) && \separated(list, in + (0 .. 0xffffffff)) && \separated(rest, list);
  @ HF_TOTAL;
  @ assigns *rest, list->this_update, list->next_update;
  @ ensures hf_left_of(*rest, \old(*rest)); */
static uint8_t take_times(const uint8_t *in, struct hf_span *rest, struct hf_crl_parts *list) {
  int64_t this_update;
  int64_t next_update;
  if (hf_time_take(in, rest, 1u, &this_update) != HF_OK || hf_time_take(in, rest, 1u, &next_update) != HF_OK)
    return MALFORMED;
  list->this_update = this_update;
  list->next_update = next_update;
  return HF_OK;
}

/* Takes issuer, thisUpdate and nextUpdate. */
/*@ requires hf_readable(in, *rest) && \valid(rest) && \valid(list);
  @ requires hf_apart(in, rest) && \separated(list, in + (0 .. 0xffffffff)) && \separated(rest, list);
  @ HF_TOTAL;
  @ assigns *rest, list->issuer, list->this_update, list->next_update;
  @ ensures hf_left_of(*rest, \old(*rest));
  @ ensures \result == 0 ==> hf_within(list->issuer, \old(*rest)); */
static uint8_t take_header(const uint8_t *in, struct hf_span *rest, struct hf_crl_parts *list) {
  struct hf_tlv issuer;
  if (hf_der_next(in, rest, &issuer) != HF_OK || hf_name_check(in, issuer.whole) != HF_OK)
    return MALFORMED;
  list->issuer.at = issuer.whole.at;
  list->issuer.n = issuer.whole.n;
  return take_times(in, rest, list);
}

/* What one more extension says. Where there are two distribution points the scope cannot be told. */
/*@ requires hf_readable(in, one.oid) && hf_readable(in, one.value) && so_far.scope <= HF_CRL_SCOPE_ATTRIBUTES;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result.scope <= HF_CRL_SCOPE_ATTRIBUTES;
  @ ensures one.critical != 0 ==> \result.restricted == 1;
  @ ensures \result.restricted == so_far.restricted || \result.restricted == 1; */
static struct limits limit(const uint8_t *in, struct hf_extension_parts one, struct limits so_far) {
  struct limits now = {so_far.restricted, so_far.scoped, so_far.scope};
  uint8_t id = hf_oid_find(in, one.oid, restrictions, RESTRICTIONS_N);
  if (one.critical != 0u || id != 0u)
    now.restricted = 1u;
  if (id == ISSUING_DISTRIBUTION_POINT) {
    now.scope = now.scoped == 0u ? hf_crl_scope(in, one.value) : (uint8_t)HF_CRL_SCOPE_ALL;
    now.scoped = 1u;
  }
  return now;
}

/* [0] EXPLICIT Extensions, all of outer. */
/*@ requires hf_readable(in, outer) && \valid(limits) && \separated(limits, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *limits;
  @ ensures \result == 0 ==> limits->scope <= HF_CRL_SCOPE_ATTRIBUTES; */
static uint8_t read_extensions(const uint8_t *in, struct hf_span outer, struct limits *limits) {
  struct limits found = {0u, 0u, HF_CRL_SCOPE_ALL};
  struct hf_span inner;
  struct hf_extension_parts one;
  if (hf_der_take(in, &outer, HF_DER_SEQUENCE, &inner) != HF_OK || outer.n != 0u || inner.n == 0u)
    return MALFORMED;
  /*@ loop invariant hf_within(inner, \at(outer, Pre)) && found.scope <= HF_CRL_SCOPE_ATTRIBUTES;
    @ loop assigns inner, one, found;
    @ loop variant inner.n; */
  while (inner.n > 0u) {
    if (hf_extension_take(in, &inner, &one) != HF_OK)
      return MALFORMED;
    found = limit(in, one, found);
  }
  *limits = found;
  return HF_OK;
}

/* revokedCertificates, which is not empty when it is there, and crlExtensions: all of rest. */
/*@ requires hf_readable(in, rest) && \valid(list) && \separated(list, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns list->revoked, list->restricted, list->scope;
  @ ensures \result == 0 ==> hf_within(list->revoked, rest); */
static uint8_t read_body(const uint8_t *in, struct hf_span rest, struct hf_crl_parts *list) {
  struct limits limits = {0u, 0u, HF_CRL_SCOPE_ALL};
  struct hf_span revoked;
  struct hf_span outer;
  uint8_t present;
  if (hf_der_optional(in, &rest, HF_DER_SEQUENCE, &revoked, &present) != HF_OK || (present == 1u && revoked.n == 0u))
    return MALFORMED;
  if (hf_der_optional(in, &rest, HF_DER_CONTEXT_CONSTRUCTED, &outer, &present) != HF_OK || rest.n != 0u)
    return MALFORMED;
  if (present == 1u && read_extensions(in, outer, &limits) != HF_OK)
    return MALFORMED;
  list->revoked = revoked;
  list->restricted = limits.restricted;
  list->scope = limits.scope;
  return HF_OK;
}

/* signatureAlgorithm, the same as inside, and signatureValue: all of rest. */
/*@ requires hf_readable(in, rest) && hf_readable(in, algorithm) && \valid(signature) && hf_apart(in, signature);
  @ HF_TOTAL;
  @ assigns *signature;
  @ ensures \result == 0 ==> hf_within(*signature, rest); */
static uint8_t read_signature(const uint8_t *in, struct hf_span rest, struct hf_span algorithm,
                              struct hf_span *signature) {
  struct hf_tlv outer;
  uint8_t unused;
  if (hf_der_next(in, &rest, &outer) != HF_OK || hf_same_bytes(in, outer.whole, in, algorithm) == 0u)
    return MALFORMED;
  if (hf_der_bits(in, &rest, signature, &unused) != HF_OK)
    return MALFORMED;
  return unused == 0u && rest.n == 0u ? HF_OK : MALFORMED;
}

/* TBSCertList, all of rest; *algorithm: what it names to be signed with. */
/*@ requires hf_readable(in, rest) && \valid(list) && \valid(algorithm) && \separated(list, algorithm);
  @ requires \separated(list, in + (0 .. 0xffffffff)) && hf_apart(in, algorithm);
  @ HF_TOTAL;
  @ assigns list->scheme, list->issuer, list->this_update, list->next_update, list->revoked, list->restricted, list->scope, *algorithm;
  @ ensures \result == 0 ==> hf_within(*algorithm, rest) && hf_within(list->issuer, rest) && hf_within(list->revoked, rest) &&
  @   (list->scheme == 0 || scheme_hash(list->scheme) != 0); */
static uint8_t read_signed_part(const uint8_t *in, struct hf_span rest, struct hf_crl_parts *list,
                                struct hf_span *algorithm) {
  struct hf_span named;
  uint16_t scheme;
  if (take_algorithm(in, &rest, &named, &scheme) != HF_OK)
    return MALFORMED;
  if (take_header(in, &rest, list) != HF_OK)
    return MALFORMED;
  list->scheme = scheme;
  *algorithm = named;
  return read_body(in, rest, list);
}

/* Writes where the signature is, and what it is over. */
/*@ requires \valid(list);
  @ HF_TOTAL;
  @ assigns list->signed_part, list->signature;
  @ ensures list->signed_part.at == part.at && list->signed_part.n == part.n;
  @ ensures list->signature.at == signature.at && list->signature.n == signature.n; */
static void set_signature(struct hf_crl_parts *list, struct hf_span part, struct hf_span signature) {
  list->signed_part.at = part.at;
  list->signed_part.n = part.n;
  list->signature.at = signature.at;
  list->signature.n = signature.n;
}

/* The fields of CertificateList, all of rest. */
/*@ requires hf_readable(in, rest) && \valid(list) && \separated(list, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *list;
  @ ensures \result == 0 ==> hf_within(list->signed_part, rest);
  @ ensures \result == 0 ==> hf_within(list->signature, rest);
  @ ensures \result == 0 ==> hf_within(list->issuer, rest);
  @ ensures \result == 0 ==> hf_within(list->revoked, rest);
  @ ensures \result == 0 ==> list->scheme == 0 || scheme_hash(list->scheme) != 0; */
static uint8_t read_list(const uint8_t *in, struct hf_span rest, struct hf_crl_parts *list) {
  struct hf_span algorithm;
  struct hf_span signature;
  struct hf_tlv signed_part;
  if (hf_der_at(in, &rest, HF_DER_SEQUENCE) == 0u || hf_der_next(in, &rest, &signed_part) != HF_OK)
    return MALFORMED;
  if (read_signed_part(in, signed_part.value, list, &algorithm) != HF_OK)
    return MALFORMED;
  if (read_signature(in, rest, algorithm, &signature) != HF_OK)
    return MALFORMED;
  set_signature(list, signed_part.whole, signature);
  return HF_OK;
}

uint8_t hf_crl_read(const uint8_t *in, struct hf_span whole, struct hf_crl_parts *list) {
  struct hf_span inner;
  if (hf_der_take(in, &whole, HF_DER_SEQUENCE, &inner) != HF_OK || whole.n != 0u)
    return MALFORMED;
  return read_list(in, inner, list);
}
