/* What an OCSP response says of one certificate (RFC 6960 4.2.1). */
#include "generated/errors.h"
#include "handfast/provider.h"
#include "parse/asn1.h"
#include "x509/ocsp_response.h"

#define MALFORMED ((uint8_t)HF_ERROR_OCSP_MALFORMED)

/* The hash functions of the set CertIDHashes; 0: another. */
/*@ HF_TOTAL;
  @ assigns \nothing; */
static uint8_t hash_of(uint32_t id) {
  if (id == HF_ID_CERT_ID_HASHES_SHA1)
    return HF_HASH_SHA1;
  return id == HF_ID_CERT_ID_HASHES_SHA256 ? HF_HASH_SHA256 : 0u;
}

/* What the certificate is said to be; of a revoked one, the time of that must be one. */
/*@ requires \valid(one) && \valid_read(a) && \separated(a, one) && hf_readable(in, whole) && hf_asn1_inside(a, whole.at, whole.n);
  @ requires \separated(one, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns one->status; */
static uint8_t read_status(const uint8_t *in, struct hf_span whole, const struct hf_asn1 *a,
                           struct hf_ocsp_single *one) {
  struct hf_span time = a->kept[HF_AT_SINGLE_RESPONSE_REVOCATION_TIME];
  int64_t revoked_at;
  (void)whole;
  one->status = hf_asn1_marks(a, HF_MARK_SINGLE_RESPONSE_GOOD) % 2u == 1u ? HF_OCSP_GOOD : HF_OCSP_UNKNOWN;
  if (hf_asn1_marks(a, HF_MARK_SINGLE_RESPONSE_REVOKED) % 2u == 0u)
    return HF_OK;
  one->status = HF_OCSP_REVOKED;
  return hf_ocsp_time_take(in, &time, &revoked_at) == HF_OK ? HF_OK : MALFORMED;
}

/* thisUpdate, and nextUpdate, which may be missing and is not before it. */
/*@ requires \valid(one) && \valid_read(a) && \separated(a, one) && hf_readable(in, whole) && hf_asn1_inside(a, whole.at, whole.n);
  @ requires \separated(one, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns one->this_update, one->next_update, one->has_next;
  @ ensures \result == 0 ==> hf_single_dated(*one); */
static uint8_t read_times(const uint8_t *in, struct hf_span whole, const struct hf_asn1 *a,
                          struct hf_ocsp_single *one) {
  struct hf_span this_update = a->kept[HF_AT_SINGLE_RESPONSE_THIS_UPDATE];
  struct hf_span next_update = a->kept[HF_AT_SINGLE_RESPONSE_NEXT_UPDATE];
  uint8_t has_next = next_update.n != 0u ? 1u : 0u;
  (void)whole;
  one->next_update = 0;
  one->has_next = has_next;
  if (hf_ocsp_time_take(in, &this_update, &one->this_update) != HF_OK)
    return MALFORMED;
  if (has_next == 1u && hf_ocsp_time_take(in, &next_update, &one->next_update) != HF_OK)
    return MALFORMED;
  return has_next == 1u && one->next_update < one->this_update ? MALFORMED : (uint8_t)HF_OK;
}

uint8_t hf_ocsp_single_take(const uint8_t *in, struct hf_span *rest, struct hf_ocsp_single *one) {
  struct hf_span whole = {rest->at, rest->n};
  struct hf_asn1 a;
  if (hf_asn1_take(&a, in, rest, HF_READ_SINGLE_RESPONSE) != HF_OK)
    return MALFORMED;
  if (read_status(in, whole, &a, one) != HF_OK || read_times(in, whole, &a, one) != HF_OK)
    return MALFORMED;
  one->name_hash = a.kept[HF_AT_SINGLE_RESPONSE_NAME_HASH];
  one->key_hash = a.kept[HF_AT_SINGLE_RESPONSE_KEY_HASH];
  one->serial = a.kept[HF_AT_SINGLE_RESPONSE_SERIAL];
  one->hash = hash_of(a.numbers[HF_VALUE_SINGLE_RESPONSE_HASH]);
  one->critical = (uint8_t)(hf_asn1_marks(&a, HF_MARK_SINGLE_RESPONSE_CRITICAL) % 2u);
  return HF_OK;
}
