/* The entries of a revocation list (RFC 5280 5.1.2.6, 5.3). */
#include "generated/errors.h"
#include "parse/asn1.h"
#include "x509/crl.h"
#include "x509/time.h"

#define MALFORMED ((uint8_t)HF_ERROR_CRL_MALFORMED)

/* One entry, and what follows it. */
struct entry {
  struct hf_span serial; /* the octets of its INTEGER */
  struct hf_span rest;
  uint8_t error;
};

/* What the marks of an entry say: the list must not be used when one of its extensions is critical, or is certificateIssuer (5.3.3), for
   it is about another authority's certificate then, and so are those behind it. */
/*@ requires \valid_read(a);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == HF_OK || \result == HF_ERROR_CRL_EXTENSION_CRITICAL; */
static uint8_t extensions_error(const struct hf_asn1 *a) {
  uint32_t is_indirect =
      hf_asn1_marks(a, HF_MARK_REVOKED_CERTIFICATE_EXTENSIONS + HF_ID_CRL_ENTRY_EXTENSIONS_CERTIFICATE_ISSUER) % 2u;
  uint32_t critical = hf_asn1_marks(a, HF_MARK_REVOKED_CERTIFICATE_CRITICAL) % 4u; /* of any, of certificateIssuer */
  return is_indirect == 1u || critical != 0u ? HF_ERROR_CRL_EXTENSION_CRITICAL : HF_OK;
}

/* The first entry of rest. */
/*@ requires hf_readable(in, rest);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures hf_left_of(\result.rest, rest) && hf_within(\result.serial, rest);
  @ ensures \result.error != MALFORMED ==> \result.rest.n < rest.n; */
static struct entry next_entry(const uint8_t *in, struct hf_span rest) {
  struct entry one = {{rest.at, 0u}, rest, MALFORMED};
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
  one.rest.at = left.at;
  one.rest.n = left.n;
  one.error = extensions_error(&a);
  return one;
}

uint8_t hf_crl_find(const uint8_t *in, struct hf_span revoked, const uint8_t *serial_in, struct hf_span serial,
                    uint8_t *named) {
  struct entry one;
  uint8_t found = 0u;
  uint8_t unusable = HF_OK;
  uint8_t error = HF_OK;
  /*@ loop invariant hf_left_of(revoked, \at(revoked, Pre)) && found <= 1;
    @ loop assigns revoked, one, found, unusable, error;
    @ loop variant error == MALFORMED ? 0 : revoked.n + 1; */
  while (revoked.n > 0u && error != MALFORMED) {
    one = next_entry(in, revoked);
    error = one.error;
    if (error != MALFORMED && hf_same_bytes(in, one.serial, serial_in, serial) == 1u)
      found = 1u;
    revoked = one.rest;
    if (error != HF_OK)
      unusable = error;
  }
  *named = found;
  return unusable;
}
