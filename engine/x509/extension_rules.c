#include "x509/extension_rules.h"
#include "generated/errors.h"
#include "parse/asn1.h"
#include "x509/certificate.h"
#include "x509/general_name.h"

#define MALFORMED ((uint8_t)HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED)
#define POLICIES_MAX 64u
#define STATUS_REQUEST 5u /* the TLS extension (RFC 6066 8) */

/* 1 when an element of the list has the same bytes in its slot. */
/*@ requires hf_readable(in, list) && hf_readable(in, value) && slot < HF_ASN1_SLOTS;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint8_t has_same(const uint8_t *in, struct hf_span list, uint32_t state, uint32_t slot, struct hf_span value) {
  struct hf_asn1_one other;
  /*@ loop invariant hf_within(list, \at(list, Pre));
    @ loop assigns list, other;
    @ loop variant list.n; */
  while (list.n > 0u) {
    other = hf_asn1_next(in, list, state, slot);
    if (other.error != HF_OK)
      return 0u;
    if (hf_same_bytes(in, value, in, other.value) == 1u)
      return 1u;
    list = other.rest;
  }
  return 0u;
}

/* HF_OK when no two elements of the list have the same bytes in the slot, and they are at most so many. */
/*@ requires hf_readable(in, list) && slot < HF_ASN1_SLOTS;
  @ HF_TOTAL;
  @ assigns \nothing; */
static uint8_t check_differ(const uint8_t *in, struct hf_span list, uint32_t state, uint32_t slot, uint32_t most,
                            uint8_t same) {
  struct hf_asn1_one one;
  uint32_t n = 0u;
  /*@ loop invariant hf_within(list, \at(list, Pre)) && n <= most;
    @ loop assigns list, one, n;
    @ loop variant list.n; */
  while (list.n > 0u) {
    if (n == most)
      return HF_ERROR_CERTIFICATE_TOO_COMPLEX;
    one = hf_asn1_next(in, list, state, slot);
    if (one.error != HF_OK || has_same(in, one.rest, state, slot, one.value) == 1u)
      return same;
    list = one.rest;
    n++;
  }
  return HF_OK;
}

uint8_t hf_extensions_differ(const uint8_t *in, struct hf_span list) {
  return check_differ(in, list, HF_READ_EXTENSION, HF_AT_EXTENSION_ID, HF_EXTENSIONS_MAX,
                      HF_ERROR_CERTIFICATE_EXTENSION_TWICE);
}

uint8_t hf_extension_names(const uint8_t *in, struct hf_span list) {
  return list.n == 0u || hf_general_names_are_sound(in, list) == 1u
             ? (uint8_t)HF_OK
             : (uint8_t)HF_ERROR_CERTIFICATE_ALTERNATIVE_NAME_WRONG;
}

uint8_t hf_extension_policies(const uint8_t *in, struct hf_span list) {
  return check_differ(in, list, HF_READ_POLICY_INFORMATION, HF_AT_POLICY_INFORMATION_POLICY, POLICIES_MAX, MALFORMED);
}

uint8_t hf_extension_crl_points(const uint8_t *in, struct hf_span list) {
  struct hf_asn1_one one;
  /*@ loop invariant hf_within(list, \at(list, Pre));
    @ loop assigns list, one;
    @ loop variant list.n; */
  while (list.n > 0u) {
    one = hf_asn1_next(in, list, HF_READ_DISTRIBUTION_POINT, 0u);
    if (one.error != HF_OK || one.marks == 0u) /* HF_MARK_DISTRIBUTION_POINT_NAME, _ISSUER */
      return MALFORMED;
    list = one.rest;
  }
  return HF_OK;
}

uint8_t hf_extension_information_access(const uint8_t *in, struct hf_span list) {
  struct hf_asn1_one one;
  struct hf_tlv location;
  /*@ loop invariant hf_within(list, \at(list, Pre));
    @ loop assigns list, one, location;
    @ loop variant list.n; */
  while (list.n > 0u) {
    one = hf_asn1_next(in, list, HF_READ_ACCESS_DESCRIPTION, HF_AT_ACCESS_DESCRIPTION_LOCATION);
    if (one.error != HF_OK || hf_der_next(in, &one.value, &location) != HF_OK ||
        hf_general_name_is_sound(in, &location) == 0u)
      return MALFORMED;
    list = one.rest;
  }
  return HF_OK;
}

uint8_t hf_extension_has_status_request(const uint8_t *in, struct hf_span list) {
  struct hf_asn1_one one;
  uint8_t found = 0u;
  /*@ loop invariant hf_within(list, \at(list, Pre)) && found <= 1;
    @ loop assigns list, one, found;
    @ loop variant list.n; */
  while (list.n > 0u) {
    one = hf_asn1_next(in, list, HF_READ_FEATURE, HF_AT_FEATURE_NUMBER);
    if (one.error != HF_OK)
      return found;
    if (one.value.n == 1u && in[one.value.at] == STATUS_REQUEST)
      found = 1u;
    list = one.rest;
  }
  return found;
}
