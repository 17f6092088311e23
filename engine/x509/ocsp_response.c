#include "x509/ocsp_response.h"
#include "generated/errors.h"
#include "parse/asn1.h"
#include "x509/algorithm.h"
#include "x509/time.h"

#define MALFORMED ((uint8_t)HF_ERROR_OCSP_MALFORMED)
#define SUCCESSFUL 0u

/* All of singles must be SingleResponses, one or more. */
/*@ requires hf_readable(in, singles);
  @ HF_TOTAL;
  @ assigns \nothing; */
static uint8_t check_singles(const uint8_t *in, struct hf_span singles) {
  struct hf_ocsp_single one;
  if (singles.n == 0u)
    return MALFORMED;
  /*@ loop invariant hf_left_of(singles, \at(singles, Pre));
    @ loop assigns singles, one;
    @ loop variant singles.n; */
  while (singles.n > 0u) {
    if (hf_ocsp_single_take(in, &singles, &one) != HF_OK)
      return MALFORMED;
  }
  return HF_OK;
}

uint8_t hf_ocsp_time_take(const uint8_t *in, struct hf_span *rest, int64_t *seconds) {
  if (hf_der_at(in, rest, HF_DER_GENERALIZED_TIME) == 0u)
    return MALFORMED;
  return hf_time_take(in, rest, 0u, seconds);
}

/* What must hold of the fields, when the response is one of the type that is read. */
/*@ requires \valid_read(a) && hf_readable(in, whole) && hf_asn1_inside(a, whole.at, whole.n);
  @ HF_TOTAL;
  @ assigns \nothing; */
static uint8_t check_fields(const uint8_t *in, struct hf_span whole, const struct hf_asn1 *a) {
  struct hf_span time = a->kept[HF_AT_OCSP_RESPONSE_PRODUCED_AT];
  int64_t produced_at;
  (void)whole;
  if (a->kept[HF_AT_OCSP_RESPONSE_VERSION].n != 0u) /* v1, which DER leaves out as the default, is the only one */
    return MALFORMED;
  if (hf_ocsp_time_take(in, &time, &produced_at) != HF_OK ||
      check_singles(in, a->kept[HF_AT_OCSP_RESPONSE_SINGLES]) != HF_OK)
    return MALFORMED;
  return a->numbers[HF_VALUE_OCSP_RESPONSE_UNUSED_BITS] == 0u ? HF_OK : MALFORMED;
}

/* Whether it is a response that says something at all (RFC 6960 4.2.1). */
/*@ requires \valid_read(a);
  @ HF_TOTAL;
  @ assigns \nothing; */
static uint8_t check_status(const struct hf_asn1 *a) {
  if (a->numbers[HF_VALUE_OCSP_RESPONSE_STATUS] != SUCCESSFUL)
    return HF_ERROR_OCSP_NOT_SUCCESSFUL;
  if (hf_asn1_marks(a, HF_MARK_OCSP_RESPONSE_BYTES) % 2u == 0u)
    return MALFORMED;
  return a->numbers[HF_VALUE_OCSP_RESPONSE_TYPE] == HF_ID_RESPONSE_TYPES_BASIC ? HF_OK : HF_ERROR_OCSP_TYPE_UNKNOWN;
}

/* Writes what is asked of it. */
/*@ requires \valid(o) && \valid_read(a) && \separated(a, o) && hf_readable(in, whole) && hf_asn1_inside(a, whole.at, whole.n);
  @ requires \separated(o, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *o;
  @ ensures hf_within(o->signed_part, whole) && hf_within(o->signature, whole) && hf_within(o->responder, whole) &&
  @   hf_within(o->singles, whole) && hf_within(o->certificates, whole);
  @ ensures o->scheme == 0 || scheme_hash(o->scheme) != 0; */
static void place(const uint8_t *in, struct hf_span whole, const struct hf_asn1 *a, struct hf_ocsp *o) {
  (void)whole;
  o->signed_part = a->kept[HF_AT_OCSP_RESPONSE_SIGNED_PART];
  o->signature = a->kept[HF_AT_OCSP_RESPONSE_SIGNATURE];
  o->responder = a->kept[HF_AT_OCSP_RESPONSE_RESPONDER];
  o->singles = a->kept[HF_AT_OCSP_RESPONSE_SINGLES];
  o->certificates = a->kept[HF_AT_OCSP_RESPONSE_CERTIFICATES];
  o->scheme = hf_certificate_scheme(in, a->numbers[HF_VALUE_OCSP_RESPONSE_ALGORITHM], a->kept[HF_AT_OCSP_RESPONSE_PSS]);
  o->responder_by = hf_asn1_marks(a, HF_MARK_OCSP_RESPONSE_BY_KEY) % 2u == 1u ? HF_OCSP_BY_KEY : HF_OCSP_BY_NAME;
  o->critical = (uint8_t)(hf_asn1_marks(a, HF_MARK_OCSP_RESPONSE_CRITICAL) % 2u);
}

uint8_t hf_ocsp_read(const uint8_t *in, struct hf_span whole, struct hf_ocsp *o) {
  struct hf_asn1 a;
  uint8_t error;
  if (hf_asn1_read(&a, in, whole, HF_READ_OCSP_RESPONSE) != HF_OK)
    return MALFORMED;
  error = check_status(&a);
  if (error == HF_OK)
    error = check_fields(in, whole, &a);
  if (error == HF_OK)
    place(in, whole, &a, o);
  return error;
}
