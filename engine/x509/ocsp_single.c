/* What an OCSP response says of one certificate (RFC 6960 4.2.1). */
#include "generated/errors.h"
#include "handfast/provider.h"
#include "x509/ocsp_response.h"
#include "x509/oid.h"

#define MALFORMED ((uint8_t)HF_ERROR_OCSP_MALFORMED)
#define REASON_MOST 10u /* aACompromise, the last of CRLReason (RFC 5280 5.3.1) */
#define REASON_NONE 7u  /* which has no seventh */

static const struct hf_oid hashes[] = {
    {5u, HF_HASH_SHA1, {0x2b, 0x0e, 0x03, 0x02, 0x1a}},
    {9u, HF_HASH_SHA256, {0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01}},
};
#define HASHES_N 2u

/* Takes CertID: { hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber }. */
/*@ requires hf_readable(in, *rest) && \valid(rest) && \valid(one) && \separated(rest, one);
  @ requires hf_apart(in, rest) && \separated(one, in + (0 .. 0xffffffff));
  @ terminates \true; exits \false;
  @ assigns *rest, one->name_hash, one->key_hash, one->serial, one->hash;
  @ ensures hf_left(*rest, \old(*rest));
  @ ensures \result == 0 ==> hf_single_within(*one, \old(*rest)) && rest->n < \old(rest->n); */
static uint8_t take_id(const uint8_t *in, struct hf_span *rest, struct hf_ocsp_single *one) {
  struct hf_span inner;
  struct hf_span parameters;
  struct hf_span name_hash;
  struct hf_span key_hash;
  struct hf_span serial;
  uint8_t hash;
  if (hf_der_take(in, rest, HF_DER_SEQUENCE, &inner) != HF_OK)
    return MALFORMED;
  if (hf_algorithm_take(in, &inner, hashes, HASHES_N, &hash, &parameters) != HF_OK)
    return MALFORMED;
  if (hf_der_take(in, &inner, HF_DER_OCTET_STRING, &name_hash) != HF_OK ||
      hf_der_take(in, &inner, HF_DER_OCTET_STRING, &key_hash) != HF_OK)
    return MALFORMED;
  if (hf_der_integer(in, &inner, &serial) != HF_OK || inner.n != 0u)
    return MALFORMED;
  one->name_hash = name_hash;
  one->key_hash = key_hash;
  one->serial = serial;
  one->hash = hash;
  return HF_OK;
}

/* [0] EXPLICIT CRLReason, all of outer. */
/*@ requires hf_readable(in, outer);
  @ terminates \true; exits \false;
  @ assigns \nothing; */
static uint8_t check_reason(const uint8_t *in, struct hf_span outer) {
  struct hf_span reason;
  if (hf_der_take(in, &outer, HF_DER_ENUMERATED, &reason) != HF_OK || outer.n != 0u || reason.n != 1u)
    return MALFORMED;
  return in[reason.at] <= REASON_MOST && in[reason.at] != REASON_NONE ? HF_OK : MALFORMED;
}

/* RevokedInfo, all of info: { revocationTime, revocationReason [0] EXPLICIT CRLReason OPTIONAL }. */
/*@ requires hf_readable(in, info);
  @ terminates \true; exits \false;
  @ assigns \nothing; */
static uint8_t check_revoked(const uint8_t *in, struct hf_span info) {
  struct hf_span outer;
  int64_t time;
  uint8_t present;
  if (hf_ocsp_time_take(in, &info, &time) != HF_OK)
    return MALFORMED;
  if (hf_der_optional(in, &info, HF_DER_CONTEXT_CONSTRUCTED, &outer, &present) != HF_OK || info.n != 0u)
    return MALFORMED;
  return present == 1u ? check_reason(in, outer) : (uint8_t)HF_OK;
}

/* Takes CertStatus: good [0], revoked [1], unknown [2]. */
/*@ requires hf_readable(in, *rest) && \valid(rest) && \valid(one) && \separated(rest, one);
  @ requires hf_apart(in, rest) && \separated(one, in + (0 .. 0xffffffff));
  @ terminates \true; exits \false;
  @ assigns *rest, one->status;
  @ ensures hf_left(*rest, \old(*rest)); */
static uint8_t take_status(const uint8_t *in, struct hf_span *rest, struct hf_ocsp_single *one) {
  struct hf_tlv status;
  if (hf_der_next(in, rest, &status) != HF_OK)
    return MALFORMED;
  if (status.tag == HF_DER_CONTEXT_CONSTRUCTED + 1u) {
    one->status = HF_OCSP_REVOKED;
    return check_revoked(in, status.value);
  }
  one->status = status.tag == HF_DER_CONTEXT ? HF_OCSP_GOOD : HF_OCSP_UNKNOWN;
  return status.value.n == 0u && (status.tag == HF_DER_CONTEXT || status.tag == HF_DER_CONTEXT + 2u) ? HF_OK
                                                                                                     : MALFORMED;
}

/* Takes thisUpdate, and nextUpdate [0] EXPLICIT, which may be missing and is not before it. */
/*@ requires hf_readable(in, *rest) && \valid(rest) && \valid(one) && \separated(rest, one);
  @ requires hf_apart(in, rest) && \separated(one, in + (0 .. 0xffffffff));
  @ terminates \true; exits \false;
  @ assigns *rest, one->this_update, one->next_update, one->has_next;
  @ ensures hf_left(*rest, \old(*rest));
  @ ensures \result == 0 ==> hf_single_dated(*one); */
static uint8_t take_times(const uint8_t *in, struct hf_span *rest, struct hf_ocsp_single *one) {
  struct hf_span outer;
  int64_t this_update = 0;
  int64_t next_update = 0;
  uint8_t has_next;
  if (hf_ocsp_time_take(in, rest, &this_update) != HF_OK)
    return MALFORMED;
  if (hf_der_optional(in, rest, HF_DER_CONTEXT_CONSTRUCTED, &outer, &has_next) != HF_OK)
    return MALFORMED;
  if (has_next == 1u && (hf_ocsp_time_take(in, &outer, &next_update) != HF_OK || outer.n != 0u))
    return MALFORMED;
  one->this_update = this_update;
  one->next_update = next_update;
  one->has_next = has_next;
  return has_next == 1u && next_update < this_update ? MALFORMED : (uint8_t)HF_OK;
}

uint8_t hf_ocsp_single_take(const uint8_t *in, struct hf_span *rest, struct hf_ocsp_single *one) {
  struct hf_span inner;
  uint8_t critical;
  if (hf_der_take(in, rest, HF_DER_SEQUENCE, &inner) != HF_OK)
    return MALFORMED;
  /*@ ghost struct hf_span all = inner; */
  /*@ assert hf_within(all, \at(*rest, Pre)); */
  if (take_id(in, &inner, one) != HF_OK)
    return MALFORMED;
  /*@ assert hf_single_within(*one, all) && hf_within(inner, all); */
  if (take_status(in, &inner, one) != HF_OK)
    return MALFORMED;
  /*@ assert hf_single_within(*one, all) && hf_within(inner, all); */
  if (take_times(in, &inner, one) != HF_OK)
    return MALFORMED;
  /*@ assert hf_single_within(*one, all) && hf_within(inner, all) && hf_single_dated(*one); */
  if (hf_ocsp_extensions_take(in, &inner, &critical) != HF_OK)
    return MALFORMED;
  one->critical = critical;
  return inner.n == 0u ? HF_OK : MALFORMED;
}
