/* The form of a revocation list (RFC 5280 5.1, 5.2), its entries apart. */
#include "generated/errors.h"
#include "parse/asn1.h"
#include "x509/algorithm.h"
#include "x509/crl.h"
#include "x509/extension_rules.h"
#include "x509/time.h"

#define MALFORMED ((uint8_t)HF_ERROR_CRL_MALFORMED)
#define VERSION_2 1u
#define TIME_END 0x7fffffffffffffff /* the last second that there is */

/* thisUpdate and nextUpdate; the latter must be there too, for the list to be of use (RFC 5280 5.1.2.5). */
/*@ requires \valid(list) && \valid_read(a) && hf_readable(in, whole) && hf_asn1_inside(a, whole.at, whole.n);
  @ requires \separated(a, list) && \separated(list, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns list->this_update, list->next_update, list->error; */
static uint8_t read_times(const uint8_t *in, struct hf_span whole, const struct hf_asn1 *a, struct hf_crl_parts *list) {
  struct hf_span this_update = a->kept[HF_AT_CERTIFICATE_LIST_THIS_UPDATE];
  struct hf_span next_update = a->kept[HF_AT_CERTIFICATE_LIST_NEXT_UPDATE];
  (void)whole;
  if (hf_time_take(in, &this_update, 1u, &list->this_update) != HF_OK)
    return MALFORMED;
  list->next_update = TIME_END;
  if (next_update.n != 0u)
    return hf_time_take(in, &next_update, 1u, &list->next_update);
  list->error = HF_ERROR_CRL_NEXT_UPDATE_MISSING;
  return HF_OK;
}

/* Version 2, or 1, which is not written and has no extensions (5.1.2.1). */
/*@ requires \valid(list) && \valid_read(a) && \separated(a, list);
  @ HF_TOTAL;
  @ assigns list->is_version_1, list->error; */
static void read_version(const struct hf_asn1 *a, struct hf_crl_parts *list) {
  uint32_t written = a->kept[HF_AT_CERTIFICATE_LIST_VERSION].n;
  list->is_version_1 = written == 0u ? 1u : 0u;
  if (written == 0u && a->kept[HF_AT_CERTIFICATE_LIST_EXTENSIONS].n != 0u)
    list->error = HF_ERROR_CRL_VERSION_WRONG;
  if (written != 0u && a->numbers[HF_VALUE_CERTIFICATE_LIST_VERSION] != VERSION_2)
    list->error = HF_ERROR_CRL_VERSION_WRONG;
}

/* What extensions say. One that is critical and not known, or there twice, makes the list useless, and then it may be about any
   certificate. */
/*@ requires \valid(list) && \valid_read(a) && hf_readable(in, whole) && hf_asn1_inside(a, whole.at, whole.n);
  @ requires \separated(a, list) && \separated(list, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *list; */
static void read_extensions(const uint8_t *in, struct hf_span whole, const struct hf_asn1 *a,
                            struct hf_crl_parts *list) {
  struct hf_span all = a->kept[HF_AT_CERTIFICATE_LIST_EXTENSIONS];
  (void)whole;
  list->scope = HF_CRL_SCOPE_ALL;
  list->is_indirect = 0u;
  list->reasons = HF_CRL_REASONS;
  list->full_name.at = all.at;
  list->full_name.n = 0u;
  list->relative_name = list->full_name;
  if (hf_extensions_differ(in, all) != HF_OK) {
    list->error = HF_ERROR_CRL_EXTENSION_CRITICAL;
    return;
  }
  if (list->point.n != 0u && hf_crl_scope(in, list->point, list) != HF_OK)
    list->error = HF_ERROR_CRL_EXTENSION_CRITICAL;
  if (hf_asn1_marks(a, HF_MARK_CERTIFICATE_LIST_CRITICAL) % 2u == 1u)
    list->error = HF_ERROR_CRL_EXTENSION_CRITICAL;
}

/* Where the fields are. */
/*@ requires \valid(list) && \valid_read(a) && \separated(a, list) && hf_asn1_inside(a, whole.at, whole.n);
  @ HF_TOTAL;
  @ assigns list->signed_part, list->signature, list->issuer, list->revoked, list->number, list->base_number, list->point;
  @ ensures hf_within(list->signed_part, whole) && hf_within(list->signature, whole) && hf_within(list->issuer, whole) &&
  @   hf_within(list->revoked, whole); */
static void place(const struct hf_asn1 *a, struct hf_span whole, struct hf_crl_parts *list) {
  (void)whole;
  list->signed_part = a->kept[HF_AT_CERTIFICATE_LIST_SIGNED_PART];
  list->signature = a->kept[HF_AT_CERTIFICATE_LIST_SIGNATURE];
  list->issuer = a->kept[HF_AT_CERTIFICATE_LIST_ISSUER];
  list->revoked = a->kept[HF_AT_CERTIFICATE_LIST_REVOKED];
  list->number = a->kept[HF_AT_CERTIFICATE_LIST_NUMBER];
  list->base_number = a->kept[HF_AT_CERTIFICATE_LIST_BASE_NUMBER];
  list->point = a->kept[HF_AT_CERTIFICATE_LIST_DISTRIBUTION_POINT];
}

uint8_t hf_crl_read(const uint8_t *in, struct hf_span whole, struct hf_crl_parts *list) {
  struct hf_asn1 a;
  if (hf_asn1_read(&a, in, whole, HF_READ_CERTIFICATE_LIST) != HF_OK)
    return MALFORMED;
  if (hf_same_bytes(in, a.kept[HF_AT_CERTIFICATE_LIST_OUTER_ALGORITHM], in, a.kept[HF_AT_CERTIFICATE_LIST_ALGORITHM]) ==
      0u)
    return MALFORMED;
  list->error = HF_OK;
  if (a.numbers[HF_VALUE_CERTIFICATE_LIST_UNUSED_BITS] != 0u || read_times(in, whole, &a, list) != HF_OK)
    return MALFORMED;
  list->scheme =
      hf_certificate_scheme(in, a.numbers[HF_VALUE_CERTIFICATE_LIST_ALGORITHM], a.kept[HF_AT_CERTIFICATE_LIST_PSS]);
  place(&a, whole, list);
  read_extensions(in, whole, &a, list);
  read_version(&a, list);
  return HF_OK;
}
