/* Whether a revocation list is one for a certificate: distribution points (RFC 5280 4.2.1.13, 6.3.3 (b), (d)). */
#include "generated/errors.h"
#include "parse/asn1.h"
#include "x509/crl.h"
#include "x509/name.h"
#include "x509/reasons.h"

uint32_t hf_reasons_of(const uint8_t *in, struct hf_span octets) {
  uint32_t all = octets.n == 0u ? HF_CRL_REASONS : 0u;
  if (octets.n > 0u)
    all = (uint32_t)in[octets.at] % 128u * 256u;
  if (octets.n > 1u)
    all += (uint32_t)in[octets.at + 1u] / 128u * 128u;
  return all;
}

uint32_t hf_reasons_both(uint32_t a, uint32_t b) {
  return a & b;
}

/* The directory name in a GeneralName that stands alone; empty: it is another name. */
/*@ requires hf_readable(in, name);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures hf_within(\result, name); */
static struct hf_span directory_of(const uint8_t *in, struct hf_span name) {
  return hf_asn1_next(in, name, HF_READ_GENERAL_NAME, HF_AT_GENERAL_NAME_DIRECTORY).value;
}

/* 1 when two GeneralNames, elements, are the same: directory names as names, all else octet by octet. */
/*@ requires hf_readable(a, x) && hf_readable(b, y);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint32_t names_same(const uint8_t *a, struct hf_span x, const uint8_t *b, struct hf_span y) {
  struct hf_span x_name = directory_of(a, x);
  struct hf_span y_name = directory_of(b, y);
  if (hf_same_bytes(a, x, b, y) == 1u)
    return 1u;
  return x_name.n > 0u && y_name.n > 0u ? hf_name_same(a, x_name, b, y_name) : (uint32_t)0u;
}

/* 1 when the GeneralName is among the GeneralNames. */
/*@ requires hf_readable(a, name) && hf_readable(b, names);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint32_t is_among(const uint8_t *a, struct hf_span name, const uint8_t *b, struct hf_span names) {
  struct hf_asn1_one one;
  /*@ loop invariant hf_within(names, \at(names, Pre));
    @ loop assigns names, one;
    @ loop variant names.n; */
  while (names.n > 0u) {
    one = hf_asn1_next(b, names, HF_READ_GENERAL_NAME, HF_AT_GENERAL_NAME_ANY);
    if (one.error != HF_OK)
      return 0u;
    if (names_same(a, name, b, one.value) == 1u)
      return 1u;
    names = one.rest;
  }
  return 0u;
}

/* 1 when two GeneralNames have a name in common. */
/*@ requires hf_readable(a, x) && hf_readable(b, y);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint32_t names_meet(const uint8_t *a, struct hf_span x, const uint8_t *b, struct hf_span y) {
  struct hf_asn1_one one;
  /*@ loop invariant hf_within(x, \at(x, Pre));
    @ loop assigns x, one;
    @ loop variant x.n; */
  while (x.n > 0u) {
    one = hf_asn1_next(a, x, HF_READ_GENERAL_NAME, HF_AT_GENERAL_NAME_ANY);
    if (one.error != HF_OK)
      return 0u;
    if (is_among(a, one.value, b, y) == 1u)
      return 1u;
    x = one.rest;
  }
  return 0u;
}

/* 1 when one of the GeneralNames is this directory name; with a relative name, this one and, behind it, that. */
/*@ requires hf_readable(a, names) && hf_readable(b, name) && hf_readable(c, relative);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint32_t has_directory(const uint8_t *a, struct hf_span names, const uint8_t *b, struct hf_span name,
                              const uint8_t *c, struct hf_span relative) {
  struct hf_asn1_one one;
  uint32_t found = 0u;
  /*@ loop invariant hf_within(names, \at(names, Pre)) && found <= 1;
    @ loop assigns names, one, found;
    @ loop variant names.n; */
  while (names.n > 0u && found == 0u) {
    one = hf_asn1_next(a, names, HF_READ_GENERAL_NAME, HF_AT_GENERAL_NAME_DIRECTORY);
    if (one.error != HF_OK)
      return 0u;
    names = one.rest;
    if (one.value.n > 0u && relative.n == 0u)
      found = hf_name_same(a, one.value, b, name);
    else if (one.value.n > 0u)
      found = hf_name_extends(a, one.value, b, name, c, relative);
  }
  return found;
}

/* A distribution point of the certificate. */
struct point {
  struct hf_span full_name;
  struct hf_span relative_name;
  struct hf_span issuer;
  uint32_t reasons;
  uint32_t error;
};

/* The first of rest, of which *rest then is what follows. */
/*@ requires \valid(rest) && hf_readable(in, *rest);
  @ HF_TOTAL;
  @ assigns *rest;
  @ ensures hf_left_of(*rest, \old(*rest));
  @ ensures \result.error == 0 ==> rest->n < \old(rest->n); */
static struct point take_point(const uint8_t *in, struct hf_span *rest) {
  struct point out = {{0u, 0u}, {0u, 0u}, {0u, 0u}, 0u, HF_OK};
  struct hf_asn1 a;
  out.error = hf_asn1_take(&a, in, rest, HF_READ_DISTRIBUTION_POINT);
  if (out.error != HF_OK)
    return out;
  out.full_name = a.kept[HF_AT_DISTRIBUTION_POINT_FULL_NAME];
  out.relative_name = a.kept[HF_AT_DISTRIBUTION_POINT_RELATIVE_NAME];
  out.issuer = a.kept[HF_AT_DISTRIBUTION_POINT_ISSUER];
  out.reasons = hf_reasons_of(in, a.kept[HF_AT_DISTRIBUTION_POINT_REASONS]);
  return out;
}

/* 6.3.3 (b) (2) (i): the list names no point, or one that the certificate's point names. Relative names are behind the same name: that
   of the list's issuer. */
/*@ requires \valid_read(list) && hf_readable(in, list->full_name) && hf_readable(in, list->relative_name);
  @ requires hf_readable(in, list->issuer) && hf_readable(c_in, point.full_name) && hf_readable(c_in, point.relative_name);
  @ requires hf_readable(c_in, point.issuer);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint32_t point_fits(const uint8_t *in, const struct hf_crl_parts *list, const uint8_t *c_in,
                           struct point point) {
  if (list->full_name.n == 0u && list->relative_name.n == 0u)
    return 1u;
  if (point.full_name.n == 0u && point.relative_name.n == 0u)
    point.full_name = point.issuer;
  if (list->full_name.n != 0u && point.relative_name.n != 0u)
    return has_directory(in, list->full_name, in, list->issuer, c_in, point.relative_name);
  if (list->full_name.n != 0u)
    return names_meet(in, list->full_name, c_in, point.full_name);
  if (point.relative_name.n != 0u)
    return hf_rdn_same(in, list->relative_name, c_in, point.relative_name);
  return has_directory(c_in, point.full_name, in, list->issuer, in, list->relative_name);
}

/* 6.3.3 (b) (1): by the certificate's issuer; or, where the point names another, by that one, as an indirect list. */
/*@ requires \valid_read(list) && hf_readable(in, list->issuer) && hf_readable(c_in, point.issuer);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint32_t issuer_fits(const uint8_t *in, const struct hf_crl_parts *list, const uint8_t *c_in, struct point point,
                            uint32_t by_issuer) {
  const struct hf_span none = {0u, 0u};
  if (point.issuer.n == 0u)
    return by_issuer;
  return list->is_indirect == 1u ? has_directory(c_in, point.issuer, in, list->issuer, in, none) : 0u;
}

/* By all distribution points of the certificate. */
/*@ requires \valid_read(list) && hf_readable(in, list->issuer) && hf_readable(in, list->full_name);
  @ requires hf_readable(in, list->relative_name) && hf_readable(c_in, points);
  @ HF_TOTAL;
  @ assigns \nothing; */
static uint32_t covered_by_points(const uint8_t *in, const struct hf_crl_parts *list, const uint8_t *c_in,
                                  struct hf_span points, uint32_t by_issuer) {
  struct point point;
  uint32_t reasons = 0u;
  /*@ loop invariant hf_within(points, \at(points, Pre));
    @ loop assigns points, point, reasons;
    @ loop variant points.n; */
  while (points.n > 0u) {
    point = take_point(c_in, &points);
    if (point.error != HF_OK)
      return reasons;
    if (issuer_fits(in, list, c_in, point, by_issuer) == 1u && point_fits(in, list, c_in, point) == 1u)
      reasons |= hf_reasons_both(point.reasons, list->reasons);
  }
  return reasons;
}

/* 1 when the list is for certificates of this kind (6.3.3 (b) (2) (ii) to (iv)). */
/*@ requires \valid_read(list);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint32_t scope_fits(const struct hf_crl_parts *list, uint8_t is_ca) {
  if (list->scope == HF_CRL_SCOPE_ATTRIBUTES)
    return 0u;
  return list->scope != (is_ca == 1u ? HF_CRL_SCOPE_USERS : HF_CRL_SCOPE_AUTHORITIES) ? 1u : 0u;
}

/* Beside its points, every certificate has one that is its issuer (6.3.3, the last paragraph). */
uint32_t hf_crl_covers(const uint8_t *in, const struct hf_crl_parts *list, const uint8_t *c_in,
                       const struct hf_certificate *c) {
  const struct hf_span none = {0u, 0u};
  uint32_t by_issuer = hf_name_compare(in, list->issuer, c_in, c->issuer) == HF_DIFFERENT ? 0u : 1u;
  uint32_t reasons;
  if (scope_fits(list, c->is_ca) == 0u)
    return 0u;
  reasons = covered_by_points(in, list, c_in, c->crl_points, by_issuer);
  if (by_issuer == 1u && ((list->full_name.n == 0u && list->relative_name.n == 0u) ||
                          has_directory(in, list->full_name, c_in, c->issuer, in, none) == 1u))
    reasons |= list->reasons;
  return by_issuer == 1u ? reasons + HF_CRL_CONCERNS : reasons;
}
