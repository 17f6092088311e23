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

/* serialNumber, all of rest. */
/*@ requires hf_readable(in, rest) && \valid(one) && \separated(one, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns one->serial;
  @ ensures \result == 0 ==> hf_within(one->serial, rest); */
static uint8_t read_serial(const uint8_t *in, struct hf_span rest, struct hf_ocsp_single *one) {
  struct hf_span serial;
  if (hf_der_integer(in, &rest, &serial) != HF_OK || rest.n != 0u)
    return MALFORMED;
  one->serial.at = serial.at;
  one->serial.n = serial.n;
  return HF_OK;
}

/* issuerKeyHash, serialNumber, all of rest. */
/*@ requires hf_readable(in, rest) && \valid(one) && \separated(one, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns one->key_hash, one->serial;
  @ ensures \result == 0 ==> hf_within(one->key_hash, rest);
  @ ensures \result == 0 ==> hf_within(one->serial, rest); */
static uint8_t read_key_hash(const uint8_t *in, struct hf_span rest, struct hf_ocsp_single *one) {
  struct hf_span hash;
  if (hf_der_take(in, &rest, HF_DER_OCTET_STRING, &hash) != HF_OK)
    return MALFORMED;
  one->key_hash.at = hash.at;
  one->key_hash.n = hash.n;
  return read_serial(in, rest, one);
}

/* issuerNameHash, issuerKeyHash, serialNumber, all of rest. */
/*@ requires hf_readable(in, rest) && \valid(one) && \separated(one, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns one->name_hash, one->key_hash, one->serial;
  @ ensures \result == 0 ==> hf_within(one->name_hash, rest);
  @ ensures \result == 0 ==> hf_within(one->key_hash, rest);
  @ ensures \result == 0 ==> hf_within(one->serial, rest); */
static uint8_t read_hashes(const uint8_t *in, struct hf_span rest, struct hf_ocsp_single *one) {
  struct hf_span hash;
  if (hf_der_take(in, &rest, HF_DER_OCTET_STRING, &hash) != HF_OK)
    return MALFORMED;
  one->name_hash.at = hash.at;
  one->name_hash.n = hash.n;
  return read_key_hash(in, rest, one);
}

/* CertID, all of id: { hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber }. */
/*@ requires hf_readable(in, id) && \valid(one) && \separated(one, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns one->name_hash, one->key_hash, one->serial, one->hash;
  @ ensures \result == 0 ==> hf_within(one->name_hash, id);
  @ ensures \result == 0 ==> hf_within(one->key_hash, id);
  @ ensures \result == 0 ==> hf_within(one->serial, id); */
static uint8_t read_id(const uint8_t *in, struct hf_span id, struct hf_ocsp_single *one) {
  struct hf_span parameters;
  uint8_t hash;
  if (hf_algorithm_take(in, &id, hashes, HASHES_N, &hash, &parameters) != HF_OK)
    return MALFORMED;
  one->hash = hash;
  return read_hashes(in, id, one);
}

/* Takes CertID. */
/*@ requires hf_readable(in, *rest) && \valid(rest) && \valid(one) && \separated(rest, one);
  @ requires hf_apart(in, rest) && \separated(one, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *rest, one->name_hash, one->key_hash, one->serial, one->hash;
  @ ensures hf_left_of(*rest, \old(*rest));
  @ ensures \result == 0 ==> hf_within(one->name_hash, \old(*rest));
  @ ensures \result == 0 ==> hf_within(one->key_hash, \old(*rest));
  @ ensures \result == 0 ==> hf_within(one->serial, \old(*rest)); */
static uint8_t take_id(const uint8_t *in, struct hf_span *rest, struct hf_ocsp_single *one) {
  struct hf_span id;
  if (hf_der_take(in, rest, HF_DER_SEQUENCE, &id) != HF_OK)
    return MALFORMED;
  return read_id(in, id, one);
}

/* [0] EXPLICIT CRLReason, all of outer. */
/*@ requires hf_readable(in, outer);
  @ HF_TOTAL;
  @ assigns \nothing; */
static uint8_t check_reason(const uint8_t *in, struct hf_span outer) {
  struct hf_span reason;
  if (hf_der_take(in, &outer, HF_DER_ENUMERATED, &reason) != HF_OK || outer.n != 0u || reason.n != 1u)
    return MALFORMED;
  return in[reason.at] <= REASON_MOST && in[reason.at] != REASON_NONE ? HF_OK : MALFORMED;
}

/* RevokedInfo, all of info: { revocationTime, revocationReason [0] EXPLICIT CRLReason OPTIONAL }. */
/*@ requires hf_readable(in, info);
  @ HF_TOTAL;
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
  @ HF_TOTAL;
  @ assigns *rest, one->status;
  @ ensures hf_left_of(*rest, \old(*rest)); */
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
  @ HF_TOTAL;
  @ assigns *rest, one->this_update, one->next_update, one->has_next;
  @ ensures hf_left_of(*rest, \old(*rest));
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

/* SingleResponse, all of single. */
/*@ requires hf_readable(in, single) && \valid(one) && \separated(one, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *one;
  @ ensures \result == 0 ==> hf_within(one->name_hash, single);
  @ ensures \result == 0 ==> hf_within(one->key_hash, single);
  @ ensures \result == 0 ==> hf_within(one->serial, single);
  @ ensures \result == 0 ==> hf_single_dated(*one); */
static uint8_t read_single(const uint8_t *in, struct hf_span single, struct hf_ocsp_single *one) {
  uint8_t critical;
  if (take_id(in, &single, one) != HF_OK)
    return MALFORMED;
  if (take_status(in, &single, one) != HF_OK)
    return MALFORMED;
  if (take_times(in, &single, one) != HF_OK)
    return MALFORMED;
  if (hf_ocsp_extensions_take(in, &single, &critical) != HF_OK)
    return MALFORMED;
  one->critical = critical;
  return single.n == 0u ? HF_OK : MALFORMED;
}

uint8_t hf_ocsp_single_take(const uint8_t *in, struct hf_span *rest, struct hf_ocsp_single *one) {
  struct hf_span single;
  if (hf_der_take(in, rest, HF_DER_SEQUENCE, &single) != HF_OK)
    return MALFORMED;
  return read_single(in, single, one);
}
