#include "x509/certificate.h"
#include "generated/errors.h"
#include "generated/profile.h"
#include "parse/asn1.h"
#include "x509/algorithm.h"
#include "x509/extension.h"
#include "x509/name.h"
#include "x509/validity.h"

#define SERIAL_MOST 20u /* octets (RFC 5280 4.1.2.2) */

/* What contracts say of the spans in *c while others are written: field by field, as solvers follow it. */
#define IN(s, w) ((w).at <= (s).at && (s).at + (s).n <= (w).at + (w).n)
#define FIELDS_IN(c, w)                                                                                                \
  (IN((c)->signed_part, w) && IN((c)->signature, w) && IN((c)->serial, w) && IN((c)->issuer, w) &&                     \
   IN((c)->subject, w) && IN((c)->key_info, w) && IN((c)->key.modulus, w) && IN((c)->key.exponent, w) &&               \
   IN((c)->key.point, w))
#define KEY_SOUND(k)                                                                                                   \
  ((k).modulus.n <= HF_RSA_MAX && (k).exponent.n <= 8 && (k).point.n <= HF_POINT_MAX &&                                \
   ((k).kind == 0 ? (k).error != 0 : (k).error == 0) &&                                                                \
   ((k).kind == 0 ||                                                                                                   \
    (((k).kind == HF_KEY_RSA || (k).kind == HF_KEY_RSA_PSS) && (k).modulus.n >= 256 && (k).exponent.n > 0) ||          \
    ((k).kind == HF_KEY_EC && group_known((k).group) && (k).point.n == share_bytes((k).group))))

/* Empties what extensions say, but their spans: nothing is there, nothing is limited. */
/*@ requires \valid(c);
  @ HF_TOTAL;
  @ assigns c->has, c->critical, c->usage, c->purposes, c->is_ca, c->path_limit, c->must_staple, c->explicit_policy,
  @   c->inhibit_mapping, c->inhibit_any, c->unknown_critical, c->defect, c->nonconforming;
  @ ensures c->is_ca == 0 && c->unknown_critical == 0 && c->defect == 0; */
static void clear(struct hf_certificate *c) {
  c->has = 0u;
  c->critical = 0u;
  c->usage = 0xffu;
  c->purposes = 0xffu;
  c->is_ca = 0u;
  c->path_limit = 0u;
  c->must_staple = 0u;
  c->explicit_policy = 0u;
  c->inhibit_mapping = 0u;
  c->inhibit_any = 0u;
  c->unknown_critical = 0u;
  c->defect = HF_OK;
  c->nonconforming = HF_OK;
}

/* Writes where the fields stand. */
/*@ requires \valid(c) && \valid_read(a) && \separated(a, c) && hf_asn1_inside(a, whole.at, whole.n);
  @ HF_TOTAL;
  @ assigns c->whole, c->signed_part, c->signature, c->serial, c->issuer, c->subject, c->key_info;
  @ ensures c->whole.at == whole.at && c->whole.n == whole.n;
  @ ensures hf_within(c->signed_part, whole) && hf_within(c->signature, whole) && hf_within(c->serial, whole) &&
  @   hf_within(c->issuer, whole) && hf_within(c->subject, whole) && hf_within(c->key_info, whole); */
static void place(struct hf_span whole, const struct hf_asn1 *a, struct hf_certificate *c) {
  c->whole.at = whole.at;
  c->whole.n = whole.n;
  c->signed_part = a->kept[HF_AT_CERTIFICATE_SIGNED_PART];
  c->signature = a->kept[HF_AT_CERTIFICATE_SIGNATURE];
  c->serial = a->kept[HF_AT_CERTIFICATE_SERIAL];
  c->issuer = a->kept[HF_AT_CERTIFICATE_ISSUER];
  c->subject = a->kept[HF_AT_CERTIFICATE_SUBJECT];
  c->key_info = a->kept[HF_AT_CERTIFICATE_KEY_INFO];
}

/* Empties the spans that extensions set. */
/*@ requires \valid(c);
  @ HF_TOTAL;
  @ assigns c->alternative_names, c->constraints, c->key_id, c->authority_key_id, c->policies, c->mappings, c->crl_points;
  @ ensures hf_extended(c); */
static void place_none(struct hf_certificate *c) {
  const struct hf_span none = {c->whole.at, 0u};
  c->alternative_names = none;
  c->constraints = none;
  c->key_id = none;
  c->authority_key_id = none;
  c->policies = none;
  c->mappings = none;
  c->crl_points = none;
}

/* Version: v1, which is never written, 2 or 3; and which of the fields it may have (RFC 5280 4.1.2.1, 4.1.2.8, 4.1.2.9). */
/*@ requires \valid(c) && \valid_read(a) && \separated(a, c) && hf_readable(in, whole) && hf_asn1_inside(a, whole.at, whole.n);
  @ requires \separated(c, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns c->version;
  @ ensures \result == 0 ==> 1 <= c->version <= 3; */
static uint8_t read_version(const uint8_t *in, struct hf_span whole, const struct hf_asn1 *a,
                            struct hf_certificate *c) {
  struct hf_span version = a->kept[HF_AT_CERTIFICATE_VERSION];
  (void)whole;
  c->version = 1u;
  if (version.n != 0u) {
    if (version.n != 1u || (in[version.at] != 1u && in[version.at] != 2u))
      return HF_ERROR_CERTIFICATE_VERSION_WRONG;
    c->version = (uint8_t)(in[version.at] + 1u);
  }
  if (c->version == 1u && hf_asn1_marks(a, HF_MARK_CERTIFICATE_UNIQUE_ID) % 2u == 1u)
    return HF_ERROR_CERTIFICATE_VERSION_WRONG;
  return c->version != 3u && a->kept[HF_AT_CERTIFICATE_EXTENSIONS].n != 0u ? HF_ERROR_CERTIFICATE_VERSION_WRONG : HF_OK;
}

/* That a serial number is not positive or too long is a defect, which some that are in use have. */
/*@ requires hf_readable(in, serial);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == HF_OK || \result == HF_ERROR_CERTIFICATE_SERIAL_WRONG; */
static uint8_t serial_defect(const uint8_t *in, struct hf_span serial) {
  if (serial.n == 0u || in[serial.at] >= 128u || serial.n > SERIAL_MOST || (serial.n == 1u && in[serial.at] == 0u))
    return HF_ERROR_CERTIFICATE_SERIAL_WRONG;
  return HF_OK;
}

/* What is said of the signature: both algorithms are the same (RFC 5280 4.1.1.2), and it is whole octets. */
/*@ requires \valid(c) && \valid_read(a) && \separated(a, c) && hf_readable(in, whole) && hf_asn1_inside(a, whole.at, whole.n);
  @ requires \separated(c, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns c->scheme;
  @ ensures hf_scheme_sound(c->scheme); */
static uint8_t read_signature(const uint8_t *in, struct hf_span whole, const struct hf_asn1 *a,
                              struct hf_certificate *c) {
  (void)whole;
  c->scheme = hf_certificate_scheme(in, a->numbers[HF_VALUE_CERTIFICATE_ALGORITHM], a->kept[HF_AT_CERTIFICATE_PSS]);
  if (hf_same_bytes(in, a->kept[HF_AT_CERTIFICATE_OUTER_ALGORITHM], in, a->kept[HF_AT_CERTIFICATE_ALGORITHM]) == 0u)
    return HF_ERROR_CERTIFICATE_ALGORITHM_DIFFERS;
  return a->numbers[HF_VALUE_CERTIFICATE_UNUSED_BITS] != 0u ? HF_ERROR_CERTIFICATE_MALFORMED : HF_OK;
}

/* The public key, of which there is the element. */
/*@ requires \valid(c) && hf_readable(in, info) && \separated(c, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns c->key;
  @ ensures \result == 0 ==> hf_key_within(c->key, info) && KEY_SOUND(c->key); */
static uint8_t read_key(const uint8_t *in, struct hf_span info, struct hf_certificate *c) {
  struct hf_key_spans key;
  uint8_t error = hf_key_take(in, &info, &key);
  if (error == HF_OK)
    c->key = key;
  return error;
}

/* The fields but for the key and the extensions: *extensions is the latter, empty when there are none. */
/*@ requires hf_readable(in, whole) && \valid(c) && \separated(c, in + (0 .. 0xffffffff));
  @ requires \valid(extensions) && \separated(extensions, in + (0 .. 0xffffffff)) && \separated(extensions, c);
  @ HF_TOTAL;
  @ assigns *c, *extensions;
  @ ensures \result == 0 ==> hf_within(*extensions, whole) && c->whole.at == whole.at && c->whole.n == whole.n;
  @ ensures \result == 0 ==> c->is_ca == 0 && c->unknown_critical == 0 && hf_times_sound(c) && 1 <= c->version <= 3;
  @ ensures \result == 0 ==> hf_scheme_sound(c->scheme);
  @ ensures \result == 0 ==> hf_within(c->signed_part, whole) && hf_within(c->signature, whole) && hf_within(c->serial, whole) &&
  @   hf_within(c->issuer, whole) && hf_within(c->subject, whole) && hf_within(c->key_info, whole); */
static uint8_t read_fields(const uint8_t *in, struct hf_span whole, struct hf_certificate *c,
                           struct hf_span *extensions) {
  struct hf_asn1 a;
  uint32_t refused = hf_asn1_read(&a, in, whole, HF_READ_CERTIFICATE);
  uint8_t error;
  if (refused != HF_OK)
    return (uint8_t)(refused % 256u);
  clear(c);
  place(whole, &a, c);
  c->defect = serial_defect(in, a.kept[HF_AT_CERTIFICATE_SERIAL]);
  error = read_version(in, whole, &a, c);
  if (error == HF_OK)
    error = hf_validity_read(in, a.kept[HF_AT_CERTIFICATE_NOT_BEFORE], a.kept[HF_AT_CERTIFICATE_NOT_AFTER], c);
  if (error == HF_OK)
    error = read_signature(in, whole, &a, c);
  *extensions = a.kept[HF_AT_CERTIFICATE_EXTENSIONS];
  return error;
}

/* What must hold between the fields, whoever issued it. */
/*@ requires \valid_read(c) && hf_readable(in, issuer) && hf_readable(in, subject);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 ==> issuer.n > 2;
  @ ensures \result == 0 && c->is_ca == 1 ==> subject.n > 2; */
static uint8_t check_together(const uint8_t *in, struct hf_span issuer, struct hf_span subject,
                              const struct hf_certificate *c) {
  if (hf_name_is_empty(in, issuer) == 1u)
    return HF_ERROR_CERTIFICATE_NAME_EMPTY;
  if (hf_name_is_empty(in, subject) == 1u && (c->is_ca == 1u || (c->has & HF_HAS_ALTERNATIVE_NAMES) == 0u))
    return HF_ERROR_CERTIFICATE_NAME_EMPTY;
  return (c->has & HF_HAS_NAME_CONSTRAINTS) != 0u && c->is_ca == 0u ? HF_ERROR_CERTIFICATE_CONSTRAINTS_WRONG : HF_OK;
}

/* What fields say together that RFC 5280 forbids, and that is plain all the same: names beside an empty subject that are not critical
   (4.2.1.6), keyCertSign without cA (4.2.1.9), which makes no authority. HF_OK: nothing. */
/*@ requires \valid_read(c) && hf_readable(in, subject);
  @ HF_TOTAL;
  @ assigns \nothing; */
static uint8_t defect_together(const uint8_t *in, struct hf_span subject, const struct hf_certificate *c) {
  if (hf_name_is_empty(in, subject) == 1u && (c->critical & HF_HAS_ALTERNATIVE_NAMES) == 0u)
    return HF_ERROR_CERTIFICATE_CRITICALITY_WRONG;
  return (c->has & HF_HAS_KEY_USAGE) != 0u && (c->usage & HF_USAGE_KEY_CERT_SIGN) != 0u && c->is_ca == 0u
             ? HF_ERROR_CERTIFICATE_USAGE_MISSING
             : HF_OK;
}

/* Looks at all of it together, and notes what follows from it. */
/*@ requires \valid(c) && hf_readable(in, issuer) && hf_readable(in, subject);
  @ requires c->issuer.n == issuer.n;
  @ requires FIELDS_IN(c, c->whole) && KEY_SOUND(c->key);
  @ requires hf_extended(c);
  @ requires hf_times_sound(c) && hf_scheme_sound(c->scheme) && 1 <= c->version <= 3;
  @ requires c->is_ca <= 1 && c->unknown_critical <= 1;
  @ HF_TOTAL;
  @ assigns c->is_self_issued, c->nonconforming, c->defect;
  @ ensures \result == 0 ==> c->issuer.n > 2;
  @ ensures \result == 0 ==> hf_fields_within(c);
  @ ensures \result == 0 ==> hf_extended(c);
  @ ensures \result == 0 ==> hf_key_sound(c->key);
  @ ensures \result == 0 ==> hf_within(c->signed_part, c->whole) && hf_within(c->signature, c->whole);
  @ ensures \result == 0 ==> hf_certificate_sound(c); */
static uint8_t finish(const uint8_t *in, struct hf_span issuer, struct hf_span subject, struct hf_certificate *c) {
  uint8_t error = check_together(in, issuer, subject, c);
  if (error != HF_OK)
    return error;
  error = defect_together(in, subject, c);
  if (error != HF_OK)
    c->defect = error;
  c->is_self_issued = hf_name_same(in, issuer, in, subject);
  c->nonconforming = hf_certificate_duties(c);
  /*@ assert hf_within(c->serial, c->whole) && hf_within(c->issuer, c->whole); */
  /*@ assert hf_within(c->subject, c->whole) && hf_within(c->key_info, c->whole); */
  /*@ assert hf_key_within(c->key, c->whole); */
  /*@ assert hf_fields_within(c); */
  /*@ assert hf_key_sound(c->key); */
  /*@ assert hf_extended(c); */
  return HF_OK;
}

uint8_t hf_certificate_read(const uint8_t *in, struct hf_span whole, struct hf_certificate *c) {
  struct hf_span extensions = {0u, 0u};
  uint8_t error = HF_HAS_X509 == 0u ? HF_ERROR_PART_MISSING : read_fields(in, whole, c, &extensions);
  if (error != HF_OK)
    return error;
  error = read_key(in, c->key_info, c);
  if (error != HF_OK)
    return error;
  place_none(c);
  if (extensions.n != 0u)
    error = hf_extensions_read(in, extensions, c);
  return error == HF_OK ? finish(in, c->issuer, c->subject, c) : error;
}
