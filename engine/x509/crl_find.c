/* The entries of a revocation list (RFC 5280 5.1.2.6, 5.3). */
#include "generated/errors.h"
#include "x509/crl.h"
#include "x509/extension.h"
#include "x509/oid.h"
#include "x509/time.h"

#define MALFORMED ((uint8_t)HF_ERROR_CRL_MALFORMED)

/* certificateIssuer (5.3.3): the entry is about another authority's certificate, and so are those behind it. */
static const struct hf_oid indirect[] = {{3u, 1u, {0x55, 0x1d, 0x1d}}};

/* crlEntryExtensions, all of rest, which has one or more of them. */
/*@ requires hf_readable(in, rest);
  @ HF_TOTAL;
  @ assigns \nothing; */
static uint8_t check_extensions(const uint8_t *in, struct hf_span rest) {
  struct hf_extension_parts one;
  /*@ loop invariant hf_left_of(rest, \at(rest, Pre));
    @ loop assigns rest, one;
    @ loop variant rest.n; */
  while (rest.n > 0u) {
    if (hf_extension_take(in, &rest, &one) != HF_OK)
      return MALFORMED;
    if (one.critical != 0u || hf_oid_find(in, one.oid, indirect, 1u) != 0u)
      return HF_ERROR_CRL_EXTENSION_CRITICAL;
  }
  return HF_OK;
}

/* crlEntryExtensions, all of rest, when it is there. */
/*@ requires hf_readable(in, rest);
  @ HF_TOTAL;
  @ assigns \nothing; */
static uint8_t check_rest(const uint8_t *in, struct hf_span rest) {
  struct hf_span extensions;
  if (rest.n == 0u)
    return HF_OK;
  if (hf_der_take(in, &rest, HF_DER_SEQUENCE, &extensions) != HF_OK || rest.n != 0u || extensions.n == 0u)
    return MALFORMED;
  return check_extensions(in, extensions);
}

/* One entry, all of it: { userCertificate, revocationDate, crlEntryExtensions OPTIONAL }. */
/*@ requires hf_readable(in, entry) && \valid(serial) && hf_apart(in, serial);
  @ HF_TOTAL;
  @ assigns *serial;
  @ ensures \result != MALFORMED ==> hf_within(*serial, entry); */
static uint8_t read_entry(const uint8_t *in, struct hf_span entry, struct hf_span *serial) {
  struct hf_span number;
  int64_t date;
  if (hf_der_integer(in, &entry, &number) != HF_OK || hf_time_take(in, &entry, 1u, &date) != HF_OK)
    return MALFORMED;
  serial->at = number.at;
  serial->n = number.n;
  return check_rest(in, entry);
}

/* Takes one entry. */
/*@ requires hf_readable(in, *rest) && \valid(rest) && \valid(serial) && \separated(rest, serial);
  @ requires hf_apart(in, rest) && hf_apart(in, serial);
  @ HF_TOTAL;
  @ assigns *rest, *serial;
  @ ensures hf_left_of(*rest, \old(*rest));
  @ ensures \result != MALFORMED ==> hf_within(*serial, \old(*rest)) && rest->n < \old(rest->n); */
static uint8_t take_entry(const uint8_t *in, struct hf_span *rest, struct hf_span *serial) {
  struct hf_span entry;
  if (hf_der_take(in, rest, HF_DER_SEQUENCE, &entry) != HF_OK)
    return MALFORMED;
  return read_entry(in, entry, serial);
}

uint8_t hf_crl_find(const uint8_t *in, struct hf_span revoked, const uint8_t *serial_in, struct hf_span serial,
                    uint8_t *named) {
  struct hf_span one;
  uint8_t found = 0u;
  uint8_t unusable = HF_OK;
  uint8_t error = HF_OK;
  /*@ loop invariant hf_left_of(revoked, \at(revoked, Pre)) && found <= 1;
    @ loop assigns revoked, one, found, unusable, error;
    @ loop variant error == MALFORMED ? 0 : revoked.n + 1; */
  while (revoked.n > 0u && error != MALFORMED) {
    error = take_entry(in, &revoked, &one);
    if (error != MALFORMED && hf_same_bytes(in, one, serial_in, serial) == 1u)
      found = 1u;
    if (error != HF_OK)
      unusable = error;
  }
  *named = found;
  return unusable;
}
