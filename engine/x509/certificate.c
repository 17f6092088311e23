#include "x509/certificate.h"
#include "generated/errors.h"
#include "x509/algorithm.h"
#include "x509/extension.h"
#include "x509/name.h"
#include "x509/validity.h"

#define SERIAL_MOST 20u /* octets (RFC 5280 4.1.2.2) */

/* Empties *c: nothing is there, nothing is limited. */
/*@ requires \valid(c) && whole.at + whole.n <= 0xffffffff;
  @ terminates \true; exits \false;
  @ assigns c->whole, c->alternative_names, c->constraints, c->key_id, c->authority_key_id, c->has, c->critical, c->usage,
  @   c->purposes, c->is_ca, c->path_limit, c->must_staple, c->explicit_policy, c->unknown_critical, c->defect,
  @   c->nonconforming;
  @ ensures c->whole.at == whole.at && c->whole.n == whole.n && hf_extended(c) && c->is_ca == 0 && c->unknown_critical == 0 && c->defect == 0; */
static void clear(struct hf_span whole, struct hf_certificate *c) {
  struct hf_span none;
  none.at = whole.at;
  none.n = 0u;
  c->whole = whole;
  c->alternative_names = none;
  c->constraints = none;
  c->key_id = none;
  c->authority_key_id = none;
  c->has = 0u;
  c->critical = 0u;
  c->usage = 0xffu;
  c->purposes = 0xffu;
  c->is_ca = 0u;
  c->path_limit = 0u;
  c->must_staple = 0u;
  c->explicit_policy = 0u;
  c->unknown_critical = 0u;
  c->defect = HF_OK;
  c->nonconforming = HF_OK;
}

/* Takes [0] EXPLICIT Version DEFAULT v1: 2 or 3 when it is there. */
/*@ requires \valid(rest) && hf_readable(in, *rest) && hf_apart(in, rest);
  @ requires \valid(version) && \separated(version, in + (0 .. 0xffffffff)) && \separated(rest, version);
  @ terminates \true; exits \false;
  @ assigns *rest, *version;
  @ ensures hf_left(*rest, \old(*rest));
  @ ensures 1 <= *version <= 3; */
static uint8_t take_version(const uint8_t *in, struct hf_span *rest, uint8_t *version) {
  struct hf_span outer;
  uint8_t present;
  uint8_t number = 0u;
  uint8_t error = hf_der_optional(in, rest, HF_DER_CONTEXT_CONSTRUCTED, &outer, &present);
  *version = 1u;
  if (error != HF_OK || present == 0u)
    return error;
  error = hf_der_small(in, &outer, &number);
  if (error != HF_OK || outer.n != 0u)
    return HF_ERROR_CERTIFICATE_MALFORMED;
  if (number != 1u && number != 2u)
    return HF_ERROR_CERTIFICATE_VERSION_WRONG;
  *version = (uint8_t)(number + 1u);
  return HF_OK;
}

/* Takes CertificateSerialNumber. That it is not positive or too long is a defect, which old anchors have. */
/*@ requires \valid(rest) && hf_readable(in, *rest) && hf_apart(in, rest);
  @ requires \valid(c) && \separated(c, in + (0 .. 0xffffffff)) && \separated(rest, c);
  @ terminates \true; exits \false;
  @ assigns *rest, c->serial, c->defect;
  @ ensures hf_left(*rest, \old(*rest));
  @ ensures \result == 0 ==> hf_within(c->serial, \old(*rest)) && hf_is_integer(in + c->serial.at, c->serial.n);
  @ ensures \result == 0 && c->defect == 0 ==> c->serial.n <= SERIAL_MOST && in[c->serial.at] < 128; */
static uint8_t take_serial(const uint8_t *in, struct hf_span *rest, struct hf_certificate *c) {
  uint8_t error = hf_der_integer(in, rest, &c->serial);
  if (error != HF_OK)
    return error;
  if (in[c->serial.at] >= 128u || c->serial.n > SERIAL_MOST || (c->serial.n == 1u && in[c->serial.at] == 0u))
    c->defect = HF_ERROR_CERTIFICATE_SERIAL_WRONG;
  return HF_OK;
}

/* Takes a Name, the element. */
/*@ requires \valid(rest) && hf_readable(in, *rest) && hf_apart(in, rest);
  @ requires \valid(name) && hf_apart(in, name) && \separated(rest, name);
  @ terminates \true; exits \false;
  @ assigns *rest, *name;
  @ ensures hf_left(*rest, \old(*rest));
  @ ensures \result == 0 ==> hf_within(*name, \old(*rest)); */
static uint8_t take_name(const uint8_t *in, struct hf_span *rest, struct hf_span *name) {
  struct hf_tlv element;
  uint8_t error = hf_der_next(in, rest, &element);
  if (error != HF_OK)
    return error;
  *name = element.whole;
  return hf_name_check(in, element.whole);
}

/* Takes the key, and keeps where its SubjectPublicKeyInfo stands. */
/*@ requires \valid(rest) && hf_readable(in, *rest) && hf_apart(in, rest);
  @ requires \valid(c) && \separated(c, in + (0 .. 0xffffffff)) && \separated(rest, c);
  @ terminates \true; exits \false;
  @ assigns *rest, c->key, c->key_info;
  @ ensures hf_left(*rest, \old(*rest)) && hf_within(c->key_info, \old(*rest));
  @ ensures \result == 0 ==> hf_key_within(c->key, \old(*rest)) && hf_key_sound(c->key); */
static uint8_t take_key(const uint8_t *in, struct hf_span *rest, struct hf_certificate *c) {
  struct hf_span before = *rest;
  uint8_t error = hf_key_take(in, rest, &c->key);
  c->key_info.at = before.at;
  c->key_info.n = before.n - rest->n;
  return error;
}

/* Takes issuerUniqueID and subjectUniqueID, which versions 2 and 3 may have (RFC 5280 4.1.2.8). */
/*@ requires \valid(rest) && hf_readable(in, *rest) && hf_apart(in, rest);
  @ terminates \true; exits \false;
  @ assigns *rest;
  @ ensures hf_left(*rest, \old(*rest)); */
static uint8_t take_unique_ids(const uint8_t *in, struct hf_span *rest, uint8_t version) {
  struct hf_span id;
  uint8_t has_issuer = 0u;
  uint8_t has_subject = 0u;
  uint8_t error = hf_der_optional(in, rest, HF_DER_CONTEXT + 1u, &id, &has_issuer);
  if (error == HF_OK)
    error = hf_der_optional(in, rest, HF_DER_CONTEXT + 2u, &id, &has_subject);
  if (error == HF_OK && version == 1u && (has_issuer == 1u || has_subject == 1u))
    return HF_ERROR_CERTIFICATE_VERSION_WRONG;
  return error;
}

/* Takes [3] EXPLICIT Extensions, which version 3 may have. */
/*@ requires \valid(rest) && hf_readable(in, *rest) && hf_apart(in, rest);
  @ requires \valid(c) && \separated(c, in + (0 .. 0xffffffff)) && \separated(rest, c);
  @ requires hf_within(*rest, c->whole) && hf_extended(c) && c->is_ca <= 1 && c->unknown_critical <= 1;
  @ terminates \true; exits \false;
  @ assigns *rest, c->alternative_names, c->constraints, c->key_id, c->authority_key_id, c->has, c->critical, c->usage,
  @   c->purposes, c->is_ca, c->path_limit, c->must_staple, c->explicit_policy, c->unknown_critical, c->defect;
  @ ensures hf_left(*rest, \old(*rest));
  @ ensures hf_extended(c) && c->is_ca <= 1 && c->unknown_critical <= 1; */
static uint8_t take_extensions(const uint8_t *in, struct hf_span *rest, struct hf_certificate *c) {
  struct hf_span outer;
  uint8_t present;
  uint8_t error = hf_der_optional(in, rest, HF_DER_CONTEXT_CONSTRUCTED + 3u, &outer, &present);
  /*@ assert c->whole.at == \at(c->whole.at, Pre); */
  /*@ assert c->whole.n == \at(c->whole.n, Pre); */
  /*@ assert hf_extended(c); */
  /*@ assert c->is_ca <= 1; */
  /*@ assert c->unknown_critical <= 1; */
  /*@ assert hf_within(outer, \at(*rest, Pre)); */
  /*@ assert hf_left(*rest, \at(*rest, Pre)); */
  /*@ assert hf_within(outer, c->whole); */
  if (error != HF_OK || present == 0u)
    return error;
  if (c->version != 3u)
    return HF_ERROR_CERTIFICATE_VERSION_WRONG;
  return hf_extensions_read(in, outer, c);
}

/* Takes the algorithm that stands inside: *scheme is what it is, *whole the element. */
/*@ requires \valid(rest) && hf_readable(in, *rest) && hf_apart(in, rest);
  @ requires \valid(whole) && hf_apart(in, whole) && \separated(rest, whole);
  @ requires \valid(scheme) && \separated(scheme, in + (0 .. 0xffffffff)) && \separated(rest, scheme);
  @ requires \separated(whole, scheme);
  @ terminates \true; exits \false;
  @ assigns *rest, *scheme, *whole;
  @ ensures hf_left(*rest, \old(*rest)) && hf_within(*whole, \old(*rest));
  @ ensures \result == 0 ==> hf_scheme_sound(*scheme); */
static uint8_t take_algorithm(const uint8_t *in, struct hf_span *rest, uint16_t *scheme, struct hf_span *whole) {
  struct hf_span before = *rest;
  uint8_t error = hf_signature_algorithm_take(in, rest, scheme);
  whole->at = before.at;
  whole->n = before.n - rest->n;
  return error;
}

/* The fields of TBSCertificate up to the validity. *algorithm is that inside. */
/*@ requires \valid(rest) && hf_readable(in, *rest) && hf_apart(in, rest);
  @ requires \valid(c) && \separated(c, in + (0 .. 0xffffffff)) && \separated(rest, c);
  @ requires \valid(algorithm) && hf_apart(in, algorithm) && \separated(rest, algorithm) && \separated(c, algorithm);
  @ terminates \true; exits \false;
  @ assigns *rest, *algorithm, c->version, c->serial, c->scheme, c->issuer, c->defect;
  @ ensures hf_left(*rest, \old(*rest));
  @ ensures \result == 0 ==> 1 <= c->version <= 3 && hf_scheme_sound(c->scheme);
  @ ensures \result == 0 ==> hf_within(c->serial, \old(*rest)) && hf_within(c->issuer, \old(*rest));
  @ ensures \result == 0 ==> hf_within(*algorithm, \old(*rest)); */
static uint8_t take_first_fields(const uint8_t *in, struct hf_span *rest, struct hf_certificate *c,
                                 struct hf_span *algorithm) {
  uint8_t error = take_version(in, rest, &c->version);
  /*@ assert hf_left(*rest, \at(*rest, Pre)); */
  if (error == HF_OK)
    error = take_serial(in, rest, c);
  /*@ assert hf_left(*rest, \at(*rest, Pre)); */
  /*@ assert error == 0 ==> hf_within(c->serial, \at(*rest, Pre)); */
  if (error == HF_OK)
    error = take_algorithm(in, rest, &c->scheme, algorithm);
  /*@ assert hf_left(*rest, \at(*rest, Pre)); */
  /*@ assert error == 0 ==> hf_within(c->serial, \at(*rest, Pre)) && hf_within(*algorithm, \at(*rest, Pre)); */
  if (error == HF_OK)
    error = take_name(in, rest, &c->issuer);
  return error;
}

/* Those from there to the key. */
/*@ requires \valid(rest) && hf_readable(in, *rest) && hf_apart(in, rest);
  @ requires \valid(c) && \separated(c, in + (0 .. 0xffffffff)) && \separated(rest, c);
  @ terminates \true; exits \false;
  @ assigns *rest, c->not_before, c->not_after, c->subject, c->key, c->key_info, c->defect;
  @ ensures hf_left(*rest, \old(*rest));
  @ ensures \result == 0 ==> hf_times_sound(c) && hf_key_sound(c->key);
  @ ensures \result == 0 ==> hf_within(c->subject, \old(*rest)) && hf_within(c->key_info, \old(*rest)) &&
  @   hf_key_within(c->key, \old(*rest)); */
static uint8_t take_last_fields(const uint8_t *in, struct hf_span *rest, struct hf_certificate *c) {
  uint8_t error = hf_validity_take(in, rest, c);
  if (error == HF_OK)
    error = take_name(in, rest, &c->subject);
  if (error == HF_OK)
    error = take_key(in, rest, c);
  return error;
}

/* TBSCertificate, all of rest (RFC 5280 4.1.2). */
/*@ requires hf_readable(in, rest) && \valid(c) && \separated(c, in + (0 .. 0xffffffff));
  @ requires \valid(algorithm) && hf_apart(in, algorithm) && \separated(c, algorithm);
  @ requires hf_within(rest, c->whole) && hf_extended(c) && c->is_ca <= 1 && c->unknown_critical <= 1;
  @ terminates \true; exits \false;
  @ assigns *algorithm, c->version, c->serial, c->scheme, c->issuer, c->not_before, c->not_after, c->subject, c->key,
  @   c->key_info, c->alternative_names, c->constraints, c->key_id, c->authority_key_id, c->has, c->critical, c->usage,
  @   c->purposes, c->is_ca, c->path_limit, c->must_staple, c->explicit_policy, c->unknown_critical, c->defect;
  @ ensures hf_extended(c) && c->is_ca <= 1 && c->unknown_critical <= 1;
  @ ensures \result == 0 ==> hf_fields_within(c);
  @ ensures \result == 0 ==> hf_key_sound(c->key);
  @ ensures \result == 0 ==> hf_times_sound(c) && hf_scheme_sound(c->scheme) && 1 <= c->version <= 3;
  @ ensures \result == 0 ==> hf_within(*algorithm, rest); */
static uint8_t read_signed_part(const uint8_t *in, struct hf_span rest, struct hf_certificate *c,
                                struct hf_span *algorithm) {
  uint8_t error = take_first_fields(in, &rest, c, algorithm);
  /*@ assert c->whole.at == \at(c->whole.at, Pre); */
  /*@ assert c->whole.n == \at(c->whole.n, Pre); */
  /*@ assert hf_extended(c); */
  /*@ assert hf_left(rest, \at(rest, Pre)); */
  /*@ assert error == 0 ==> hf_within(c->serial, c->whole); */
  /*@ assert error == 0 ==> hf_within(c->issuer, c->whole); */
  if (error == HF_OK)
    error = take_last_fields(in, &rest, c);
  /*@ assert c->whole.at == \at(c->whole.at, Pre); */
  /*@ assert c->whole.n == \at(c->whole.n, Pre); */
  /*@ assert hf_extended(c); */
  /*@ assert hf_left(rest, \at(rest, Pre)); */
  /*@ assert error == 0 ==> hf_fields_within(c); */
  if (error == HF_OK)
    error = take_unique_ids(in, &rest, c->version);
  /*@ assert c->whole.at == \at(c->whole.at, Pre); */
  /*@ assert c->whole.n == \at(c->whole.n, Pre); */
  /*@ assert hf_extended(c); */
  /*@ assert hf_left(rest, \at(rest, Pre)); */
  /*@ assert error == 0 ==> hf_fields_within(c) && hf_within(*algorithm, \at(rest, Pre)); */
  if (error == HF_OK)
    error = take_extensions(in, &rest, c);
  return error == HF_OK && rest.n != 0u ? HF_ERROR_CERTIFICATE_MALFORMED : error;
}

/* signatureAlgorithm and signatureValue (RFC 5280 4.1.1.2, 4.1.1.3): what follows TBSCertificate. */
/*@ requires hf_readable(in, rest) && hf_readable(in, algorithm) && \valid(c) && \separated(c, in + (0 .. 0xffffffff));
  @ terminates \true; exits \false;
  @ assigns c->signature;
  @ ensures \result == 0 ==> hf_within(c->signature, rest); */
static uint8_t read_signature(const uint8_t *in, struct hf_span rest, struct hf_certificate *c,
                              struct hf_span algorithm) {
  struct hf_tlv outer;
  uint8_t unused;
  uint8_t error = hf_der_next(in, &rest, &outer);
  if (error != HF_OK)
    return error;
  if (hf_same_bytes(in, outer.whole, in, algorithm) == 0u)
    return HF_ERROR_CERTIFICATE_ALGORITHM_DIFFERS;
  error = hf_der_bits(in, &rest, &c->signature, &unused);
  return error == HF_OK && (rest.n != 0u || unused != 0u) ? HF_ERROR_CERTIFICATE_MALFORMED : error;
}

/* What must hold between the fields, whoever issued it. */
/*@ requires \valid_read(c) && hf_readable(in, c->issuer) && hf_readable(in, c->subject);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures \result == 0 ==> c->issuer.n > 2;
  @ ensures \result == 0 && c->is_ca == 1 ==> c->subject.n > 2; */
static uint8_t check_together(const uint8_t *in, const struct hf_certificate *c) {
  if (hf_name_is_empty(in, c->issuer) == 1u)
    return HF_ERROR_CERTIFICATE_NAME_EMPTY;
  if (hf_name_is_empty(in, c->subject) == 1u) {
    if (c->is_ca == 1u || (c->has & HF_HAS_ALTERNATIVE_NAMES) == 0u)
      return HF_ERROR_CERTIFICATE_NAME_EMPTY;
    if ((c->critical & HF_HAS_ALTERNATIVE_NAMES) == 0u)
      return HF_ERROR_CERTIFICATE_CRITICALITY_WRONG;
  }
  if ((c->has & HF_HAS_NAME_CONSTRAINTS) != 0u && c->is_ca == 0u)
    return HF_ERROR_CERTIFICATE_CONSTRAINTS_WRONG;
  if ((c->has & HF_HAS_KEY_USAGE) != 0u && (c->usage & HF_USAGE_KEY_CERT_SIGN) != 0u && c->is_ca == 0u)
    return HF_ERROR_CERTIFICATE_USAGE_MISSING;
  return HF_OK;
}

/* Takes the outer SEQUENCE, which is all there is. */
/*@ requires hf_readable(in, whole) && \valid(inner) && hf_apart(in, inner);
  @ terminates \true; exits \false;
  @ assigns *inner;
  @ ensures \result == 0 ==> hf_within(*inner, whole) && in[whole.at] == HF_DER_SEQUENCE &&
  @   hf_der_element(in + whole.at, whole.n);
  @ ensures \result == 0 ==> whole.n == 1 + hf_der_length_octets(in[whole.at + 1]) + hf_der_length(in + whole.at); */
static uint8_t take_contents(const uint8_t *in, struct hf_span whole, struct hf_span *inner) {
  struct hf_tlv element;
  uint8_t error = hf_der_next(in, &whole, &element);
  if (error != HF_OK || whole.n != 0u || element.tag != HF_DER_SEQUENCE)
    return HF_ERROR_CERTIFICATE_MALFORMED;
  inner->at = element.value.at;
  inner->n = element.value.n;
  return HF_OK;
}

/* TBSCertificate, signatureAlgorithm, signatureValue: all of inner. */
/*@ requires hf_readable(in, inner) && \valid(c) && \separated(c, in + (0 .. 0xffffffff));
  @ requires hf_within(inner, c->whole) && hf_extended(c) && c->is_ca <= 1 && c->unknown_critical <= 1;
  @ terminates \true; exits \false;
  @ assigns c->signed_part, c->signature, c->version, c->serial, c->scheme, c->issuer, c->not_before, c->not_after,
  @   c->subject, c->key, c->key_info, c->alternative_names, c->constraints, c->key_id, c->authority_key_id, c->has, c->critical, c->usage,
  @   c->purposes, c->is_ca, c->path_limit, c->must_staple, c->explicit_policy, c->unknown_critical, c->defect;
  @ ensures hf_extended(c) && c->is_ca <= 1 && c->unknown_critical <= 1;
  @ ensures \result == 0 ==> hf_fields_within(c);
  @ ensures \result == 0 ==> hf_within(c->signed_part, c->whole);
  @ ensures \result == 0 ==> hf_within(c->signature, c->whole);
  @ ensures \result == 0 ==> hf_key_sound(c->key);
  @ ensures \result == 0 ==> hf_times_sound(c) && hf_scheme_sound(c->scheme) && 1 <= c->version <= 3; */
static uint8_t read_contents(const uint8_t *in, struct hf_span inner, struct hf_certificate *c) {
  struct hf_span algorithm;
  struct hf_tlv signed_part;
  uint8_t error = hf_der_next(in, &inner, &signed_part);
  if (error != HF_OK || signed_part.tag != HF_DER_SEQUENCE)
    return HF_ERROR_CERTIFICATE_MALFORMED;
  /*@ assert hf_within(signed_part.whole, c->whole); */
  /*@ assert hf_within(signed_part.value, c->whole); */
  /*@ assert hf_within(inner, c->whole); */
  c->signed_part = signed_part.whole;
  /*@ assert hf_extended(c); */
  /*@ assert hf_within(c->signed_part, c->whole); */
  error = read_signed_part(in, signed_part.value, c, &algorithm);
  /*@ assert c->whole.at == \at(c->whole.at, Pre); */
  /*@ assert c->whole.n == \at(c->whole.n, Pre); */
  /*@ assert hf_extended(c); */
  /*@ assert hf_within(c->signed_part, c->whole); */
  /*@ assert hf_within(inner, c->whole); */
  return error == HF_OK ? read_signature(in, inner, c, algorithm) : error;
}

uint8_t hf_certificate_read(const uint8_t *in, struct hf_span whole, struct hf_certificate *c) {
  struct hf_span inner;
  uint8_t error = take_contents(in, whole, &inner);
  clear(whole, c);
  /*@ assert error == 0 ==> hf_within(inner, c->whole); */
  if (error == HF_OK)
    error = read_contents(in, inner, c);
  /*@ assert c->whole.at == whole.at; */
  /*@ assert c->whole.n == whole.n; */
  /*@ assert error == 0 ==> hf_readable(in, c->issuer); */
  /*@ assert error == 0 ==> hf_readable(in, c->subject); */
  if (error == HF_OK)
    error = check_together(in, c);
  if (error != HF_OK)
    return error;
  c->is_self_issued = hf_name_same(in, c->issuer, in, c->subject);
  c->nonconforming = hf_certificate_duties(c);
  return HF_OK;
}
