/* The entries of a revocation list (RFC 5280 5.1.2.6, 5.3). */
#include "generated/errors.h"
#include "parse/asn1.h"
#include "x509/crl.h"
#include "x509/name.h"
#include "x509/time.h"

#define MALFORMED ((uint8_t)HF_ERROR_CRL_MALFORMED)

#define REMOVE_FROM_CRL 8u

/* One entry, and what follows it. */
struct entry {
  struct hf_span serial; /* the octets of its INTEGER */
  struct hf_span issuer; /* the contents of certificateIssuer (5.3.3); empty: none */
  struct hf_span rest;
  uint32_t reason;   /* 0: none is given */
  uint32_t critical; /* an extension that is not known is critical */
  uint8_t error;
};

/* The first entry of rest. */
/*@ requires hf_readable(in, rest);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures hf_left_of(\result.rest, rest) && hf_within(\result.serial, rest) && hf_within(\result.issuer, rest);
  @ ensures \result.error == HF_OK ==> \result.rest.n < rest.n; */
static struct entry next_entry(const uint8_t *in, struct hf_span rest) {
  struct entry one = {{rest.at, 0u}, {rest.at, 0u}, rest, 0u, 0u, MALFORMED};
  struct hf_span left = {rest.at, rest.n};
  struct hf_span date;
  struct hf_asn1 a;
  int64_t seconds;
  if (hf_asn1_take(&a, in, &left, HF_READ_REVOKED_CERTIFICATE) != HF_OK)
    return one;
  date = a.kept[HF_AT_REVOKED_CERTIFICATE_DATE];
  if (hf_time_take(in, &date, 1u, &seconds) != HF_OK)
    return one;
  one.serial = a.kept[HF_AT_REVOKED_CERTIFICATE_SERIAL];
  one.issuer = a.kept[HF_AT_REVOKED_CERTIFICATE_ISSUER];
  one.rest.at = left.at;
  one.rest.n = left.n;
  one.reason = a.numbers[HF_VALUE_REVOKED_CERTIFICATE_REASON];
  one.critical = hf_asn1_marks(&a, HF_MARK_REVOKED_CERTIFICATE_CRITICAL) % 2u;
  one.error = HF_OK;
  return one;
}

/* 1 when the issuer of the certificate may be among the names. */
/*@ requires hf_readable(in, names) && hf_readable(c_in, issuer);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint32_t may_be_among(const uint8_t *in, struct hf_span names, const uint8_t *c_in, struct hf_span issuer) {
  struct hf_asn1_one one;
  /*@ loop invariant hf_within(names, \at(names, Pre));
    @ loop assigns names, one;
    @ loop variant names.n; */
  while (names.n > 0u) {
    one = hf_asn1_next(in, names, HF_READ_GENERAL_NAME, HF_AT_GENERAL_NAME_DIRECTORY);
    if (one.error != HF_OK)
      return 1u;
    if (one.value.n > 0u && hf_name_compare(in, one.value, c_in, issuer) != HF_DIFFERENT)
      return 1u;
    names = one.rest;
  }
  return 0u;
}

/* Entries are about certificates of the list's issuer; in an indirect list, behind a certificateIssuer, of that one. Where a list that is
   none has a certificateIssuer, nobody can tell, and it must not be used. */
struct hf_crl_entries hf_crl_find(const uint8_t *in, const struct hf_crl_parts *list, const uint8_t *c_in,
                                  const struct hf_certificate *c) {
  struct hf_crl_entries said = {HF_OK, 0u, 0u};
  struct hf_span revoked = {list->revoked.at, list->revoked.n};
  struct entry one;
  uint32_t is_ours = hf_name_compare(in, list->issuer, c_in, c->issuer) != HF_DIFFERENT ? 1u : 0u;
  /*@ loop invariant hf_left_of(revoked, \at(list->revoked, Pre)) && said.named <= 1 && said.removed <= 1;
    @ loop assigns revoked, one, is_ours, said;
    @ loop variant said.error == MALFORMED ? 0 : revoked.n + 1; */
  while (revoked.n > 0u && said.error != MALFORMED) {
    one = next_entry(in, revoked);
    revoked = one.rest;
    if (one.error != HF_OK) {
      said.error = MALFORMED;
      continue;
    }
    if (one.issuer.n != 0u)
      is_ours = list->is_indirect == 0u ? 1u : may_be_among(in, one.issuer, c_in, c->issuer);
    if (one.critical == 1u || (one.issuer.n != 0u && list->is_indirect == 0u))
      said.error = HF_ERROR_CRL_EXTENSION_CRITICAL;
    if (is_ours == 0u || hf_same_bytes(in, one.serial, c_in, c->serial) == 0u)
      continue;
    if (one.reason == REMOVE_FROM_CRL && list->base_number.n != 0u)
      said.removed = 1u;
    else
      said.named = 1u;
  }
  return said;
}
