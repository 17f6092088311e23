/* The form of a revocation list (RFC 5280 5.1, 5.2), its entries apart. */
#include "generated/errors.h"
#include "parse/asn1.h"
#include "x509/algorithm.h"
#include "x509/crl.h"
#include "x509/extension_rules.h"
#include "x509/time.h"

#define MALFORMED ((uint8_t)HF_ERROR_CRL_MALFORMED)
#define VERSION_2 1u

/* thisUpdate and nextUpdate, both of which must be there (RFC 5280 5.1.2.5). */
/*@ requires \valid(list) && \valid_read(a) && hf_readable(in, whole) && hf_asn1_inside(a, whole.at, whole.n);
  @ requires \separated(a, list) && \separated(list, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns list->this_update, list->next_update; */
static uint8_t read_times(const uint8_t *in, struct hf_span whole, const struct hf_asn1 *a, struct hf_crl_parts *list) {
  struct hf_span this_update = a->kept[HF_AT_CERTIFICATE_LIST_THIS_UPDATE];
  struct hf_span next_update = a->kept[HF_AT_CERTIFICATE_LIST_NEXT_UPDATE];
  (void)whole;
  if (hf_time_take(in, &this_update, 1u, &list->this_update) != HF_OK ||
      hf_time_take(in, &next_update, 1u, &list->next_update) != HF_OK)
    return MALFORMED;
  return HF_OK;
}

/* What extensions say: that the list is restricted, and to what. A delta list (5.2.4) and one with an issuing distribution point are,
   critical or not. Where one extension is there twice it cannot be told to what. */
/*@ requires \valid(list) && \valid_read(a) && hf_readable(in, whole) && hf_asn1_inside(a, whole.at, whole.n);
  @ requires \separated(a, list) && \separated(list, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns list->restricted, list->scope; */
static void read_extensions(const uint8_t *in, struct hf_span whole, const struct hf_asn1 *a,
                            struct hf_crl_parts *list) {
  uint32_t known = hf_asn1_marks(a, HF_MARK_CERTIFICATE_LIST_EXTENSIONS) % 8u / 2u; /* delta list, distribution point */
  uint32_t critical = hf_asn1_marks(a, HF_MARK_CERTIFICATE_LIST_CRITICAL) % 8u;
  (void)whole;
  list->restricted = known != 0u || critical != 0u ? 1u : 0u;
  list->scope = HF_CRL_SCOPE_ALL;
  if (known >= HF_ID_CRL_EXTENSIONS_ISSUING_DISTRIBUTION_POINT &&
      hf_extensions_differ(in, a->kept[HF_AT_CERTIFICATE_LIST_EXTENSIONS]) == HF_OK)
    list->scope = hf_crl_scope(in, a->kept[HF_AT_CERTIFICATE_LIST_DISTRIBUTION_POINT]);
}

/* Where the fields are. */
/*@ requires \valid(list) && \valid_read(a) && \separated(a, list) && hf_asn1_inside(a, whole.at, whole.n);
  @ HF_TOTAL;
  @ assigns list->signed_part, list->signature, list->issuer, list->revoked;
  @ ensures hf_within(list->signed_part, whole) && hf_within(list->signature, whole) && hf_within(list->issuer, whole) &&
  @   hf_within(list->revoked, whole); */
static void place(const struct hf_asn1 *a, struct hf_span whole, struct hf_crl_parts *list) {
  (void)whole;
  list->signed_part = a->kept[HF_AT_CERTIFICATE_LIST_SIGNED_PART];
  list->signature = a->kept[HF_AT_CERTIFICATE_LIST_SIGNATURE];
  list->issuer = a->kept[HF_AT_CERTIFICATE_LIST_ISSUER];
  list->revoked = a->kept[HF_AT_CERTIFICATE_LIST_REVOKED];
}

uint8_t hf_crl_read(const uint8_t *in, struct hf_span whole, struct hf_crl_parts *list) {
  struct hf_asn1 a;
  if (hf_asn1_read(&a, in, whole, HF_READ_CERTIFICATE_LIST) != HF_OK)
    return MALFORMED;
  if (a.kept[HF_AT_CERTIFICATE_LIST_VERSION].n == 0u || a.numbers[HF_VALUE_CERTIFICATE_LIST_VERSION] != VERSION_2)
    return MALFORMED;
  if (hf_same_bytes(in, a.kept[HF_AT_CERTIFICATE_LIST_OUTER_ALGORITHM], in, a.kept[HF_AT_CERTIFICATE_LIST_ALGORITHM]) ==
      0u)
    return MALFORMED;
  if (a.numbers[HF_VALUE_CERTIFICATE_LIST_UNUSED_BITS] != 0u || read_times(in, whole, &a, list) != HF_OK)
    return MALFORMED;
  list->scheme =
      hf_certificate_scheme(in, a.numbers[HF_VALUE_CERTIFICATE_LIST_ALGORITHM], a.kept[HF_AT_CERTIFICATE_LIST_PSS]);
  read_extensions(in, whole, &a, list);
  place(&a, whole, list);
  return HF_OK;
}
