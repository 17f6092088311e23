/* The parts of a certificate (RFC 5280 4.1), taken one after the other. */
#include "x509/certificate_parts.h"
#include "generated/errors.h"
#include "x509/algorithm.h"
#include "x509/name.h"
#include "x509/validity.h"

#define SERIAL_MOST 20u /* octets (RFC 5280 4.1.2.2) */

/* Something taken off the front of a span: what it is, what follows it. Passed by value, so that nothing else changes. */
struct taken {
  struct hf_span value;
  struct hf_span rest;
  uint8_t error;
};

/*@ predicate taken_from(struct taken t, struct hf_span s) = hf_within(t.value, s) && hf_left_of(t.rest, s); */

/* Takes [0] EXPLICIT Version DEFAULT v1: 2 or 3 when it is there. */
/*@ requires hf_readable(in, rest) && \valid(version) && \separated(version, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *version;
  @ ensures taken_from(\result, rest);
  @ ensures 1 <= *version <= 3; */
static struct taken take_version(const uint8_t *in, struct hf_span rest, uint8_t *version) {
  struct taken t = {rest, rest, HF_OK};
  struct hf_span outer;
  uint8_t present = 0u;
  uint8_t number = 0u;
  *version = 1u;
  t.error = hf_der_optional(in, &rest, HF_DER_CONTEXT_CONSTRUCTED, &outer, &present);
  if (t.error != HF_OK || present == 0u)
    return t;
  t.rest = rest;
  if (hf_der_small(in, &outer, &number) != HF_OK || outer.n != 0u)
    t.error = HF_ERROR_CERTIFICATE_MALFORMED;
  else if (number != 1u && number != 2u)
    t.error = HF_ERROR_CERTIFICATE_VERSION_WRONG;
  else
    *version = (uint8_t)(number + 1u);
  return t;
}

/* Takes CertificateSerialNumber. */
/*@ requires hf_readable(in, rest);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures taken_from(\result, rest);
  @ ensures \result.error == 0 ==> hf_is_integer(in + \result.value.at, \result.value.n); */
static struct taken take_serial(const uint8_t *in, struct hf_span rest) {
  struct taken t = {rest, rest, HF_OK};
  struct hf_span value;
  t.error = hf_der_integer(in, &rest, &value);
  if (t.error != HF_OK)
    return t;
  t.value = value;
  t.rest = rest;
  return t;
}

/* That a serial number is not positive or too long is a defect, which some that are in use have. */
/*@ requires hf_readable(in, serial) && serial.n > 0;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 ==> serial.n <= SERIAL_MOST && in[serial.at] < 128; */
static uint8_t serial_defect(const uint8_t *in, struct hf_span serial) {
  if (in[serial.at] >= 128u || serial.n > SERIAL_MOST || (serial.n == 1u && in[serial.at] == 0u))
    return HF_ERROR_CERTIFICATE_SERIAL_WRONG;
  return HF_OK;
}

/* Takes a Name, the element. */
/*@ requires hf_readable(in, rest);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures taken_from(\result, rest); */
static struct taken take_name(const uint8_t *in, struct hf_span rest) {
  struct taken t = {rest, rest, HF_OK};
  struct hf_tlv element;
  t.error = hf_der_next(in, &rest, &element);
  if (t.error != HF_OK)
    return t;
  t.value = element.whole;
  t.rest = rest;
  t.error = hf_name_check(in, t.value);
  return t;
}

/* Takes the algorithm that stands inside, the element: *scheme is what it is. */
/*@ requires hf_readable(in, rest) && \valid(scheme) && \separated(scheme, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *scheme;
  @ ensures taken_from(\result, rest);
  @ ensures \result.error == 0 ==> hf_scheme_sound(*scheme); */
static struct taken take_algorithm(const uint8_t *in, struct hf_span rest, uint16_t *scheme) {
  struct taken t = {rest, rest, HF_OK};
  struct hf_span left = rest;
  t.error = hf_signature_algorithm_take(in, &left, scheme);
  t.value.n = rest.n - left.n;
  t.rest = left;
  return t;
}

/* Takes Validity, its times into *c. */
/*@ requires hf_readable(in, rest) && \valid(c) && \separated(c, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns c->not_before, c->not_after, c->defect;
  @ ensures taken_from(\result, rest);
  @ ensures \result.error == 0 ==> hf_times_sound(c); */
static struct taken take_validity(const uint8_t *in, struct hf_span rest, struct hf_certificate *c) {
  struct taken t = {rest, rest, HF_OK};
  t.error = hf_validity_take(in, &rest, c);
  t.rest = rest;
  return t;
}

/* The key, the element that it stands in, and what follows. */
struct taken_key {
  struct hf_key_spans key;
  struct taken info;
};

/* Takes SubjectPublicKeyInfo. */
/*@ requires hf_readable(in, rest);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures taken_from(\result.info, rest);
  @ ensures \result.info.error == 0 ==> hf_key_sound(\result.key);
  @ ensures \result.info.error == 0 ==> hf_key_within(\result.key, rest); */
static struct taken_key take_key(const uint8_t *in, struct hf_span rest) {
  struct taken_key t = {.info = {rest, rest, HF_OK}};
  struct hf_key_spans key;
  struct hf_span left = rest;
  t.info.error = hf_key_take(in, &left, &key);
  if (t.info.error != HF_OK)
    return t;
  t.info.value.n = rest.n - left.n;
  t.info.rest = left;
  t.key = key;
  return t;
}

/* Takes issuerUniqueID and subjectUniqueID, which versions 2 and 3 may have (RFC 5280 4.1.2.8). */
/*@ requires \valid(rest) && hf_readable(in, *rest) && hf_apart(in, rest);
  @ HF_TOTAL;
  @ assigns *rest;
  @ ensures hf_left_of(*rest, \old(*rest)); */
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

/* What follows the key, all of rest: the contents of [3] EXPLICIT Extensions, which version 3 may have; empty when there are
   none. */
/*@ requires hf_readable(in, rest);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures hf_within(\result.value, rest); */
static struct taken take_last(const uint8_t *in, struct hf_span rest, uint8_t version) {
  struct taken t = {{rest.at, 0u}, {rest.at, rest.n}, HF_OK};
  struct hf_span outer;
  uint8_t present = 0u;
  t.error = take_unique_ids(in, &rest, version);
  if (t.error == HF_OK)
    t.error = hf_der_optional(in, &rest, HF_DER_CONTEXT_CONSTRUCTED + 3u, &outer, &present);
  if (t.error != HF_OK)
    return t;
  if (present == 1u && (version != 3u || outer.n == 0u)) {
    t.error = version != 3u ? HF_ERROR_CERTIFICATE_VERSION_WRONG : HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED;
    return t;
  }
  if (rest.n != 0u)
    t.error = HF_ERROR_CERTIFICATE_MALFORMED;
  else if (present == 1u)
    t.value = outer;
  return t;
}

/* The fields of TBSCertificate up to the issuer. */
/*@ requires hf_readable(in, rest) && \valid(c) && \separated(c, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns c->version, c->scheme, c->defect;
  @ ensures 1 <= c->version <= 3;
  @ ensures \result.error == 0 ==> hf_scheme_sound(c->scheme);
  @ ensures \result.error == 0 ==> hf_within(\result.serial, rest) && hf_within(\result.algorithm, rest) &&
  @   hf_within(\result.issuer, rest) && hf_within(\result.last, rest); */
static struct hf_parts take_first_fields(const uint8_t *in, struct hf_span rest, struct hf_certificate *c) {
  struct hf_parts p = {.last = rest};
  struct taken t = take_version(in, rest, &c->version);
  p.error = t.error;
  if (p.error != HF_OK)
    return p;
  t = take_serial(in, t.rest);
  p.error = t.error;
  if (p.error != HF_OK)
    return p;
  p.serial = t.value;
  c->defect = serial_defect(in, t.value);
  t = take_algorithm(in, t.rest, &c->scheme);
  p.error = t.error;
  if (p.error != HF_OK)
    return p;
  p.algorithm = t.value;
  t = take_name(in, t.rest);
  p.issuer = t.value;
  p.last = t.rest;
  p.error = t.error;
  return p;
}

/* All of them to the key, all of rest; p.last is what follows. */
/*@ requires hf_readable(in, rest) && \valid(c) && \separated(c, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns c->version, c->scheme, c->defect, c->not_before, c->not_after;
  @ ensures 1 <= c->version <= 3;
  @ ensures \result.error == 0 ==> hf_scheme_sound(c->scheme);
  @ ensures \result.error == 0 ==> hf_times_sound(c);
  @ ensures \result.error == 0 ==> hf_key_sound(\result.key);
  @ ensures \result.error == 0 ==> hf_parts_fields_within(\result, rest); */
static struct hf_parts take_fields(const uint8_t *in, struct hf_span rest, struct hf_certificate *c) {
  struct hf_parts p = take_first_fields(in, rest, c);
  struct taken t;
  struct taken_key k;
  if (p.error != HF_OK)
    return p;
  t = take_validity(in, p.last, c);
  p.error = t.error;
  if (p.error != HF_OK)
    return p;
  t = take_name(in, t.rest);
  p.subject = t.value;
  p.error = t.error;
  if (p.error != HF_OK)
    return p;
  k = take_key(in, t.rest);
  p.key = k.key;
  p.key_info = k.info.value;
  p.last = k.info.rest;
  p.error = k.info.error;
  return p;
}

/* signatureAlgorithm and signatureValue (RFC 5280 4.1.1.2, 4.1.1.3), all of rest: the octets of the signature. */
/*@ requires hf_readable(in, rest) && hf_readable(in, algorithm);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result.error == 0 ==> hf_within(\result.value, rest); */
static struct taken read_signature(const uint8_t *in, struct hf_span rest, struct hf_span algorithm) {
  struct taken t = {rest, rest, HF_OK};
  struct hf_tlv outer;
  struct hf_span bits;
  uint8_t unused;
  t.error = hf_der_next(in, &rest, &outer);
  if (t.error != HF_OK)
    return t;
  if (hf_same_bytes(in, outer.whole, in, algorithm) == 0u) {
    t.error = HF_ERROR_CERTIFICATE_ALGORITHM_DIFFERS;
    return t;
  }
  t.error = hf_der_bits(in, &rest, &bits, &unused);
  if (t.error != HF_OK)
    return t;
  t.value = bits;
  if (rest.n != 0u || unused != 0u)
    t.error = HF_ERROR_CERTIFICATE_MALFORMED;
  return t;
}

struct hf_sequence hf_sequence_take(const uint8_t *in, struct hf_span rest) {
  struct hf_sequence s = {rest, rest, rest, HF_ERROR_CERTIFICATE_MALFORMED};
  struct hf_tlv element;
  if (hf_der_next(in, &rest, &element) != HF_OK || element.tag != HF_DER_SEQUENCE)
    return s;
  s.whole = element.whole;
  s.value = element.value;
  s.rest = rest;
  s.error = HF_OK;
  return s;
}

struct hf_parts hf_parts_take(const uint8_t *in, struct hf_span inner, struct hf_certificate *c) {
  struct hf_parts p = {.error = HF_ERROR_CERTIFICATE_MALFORMED};
  struct hf_sequence s = hf_sequence_take(in, inner);
  struct taken t;
  if (s.error != HF_OK)
    return p;
  p = take_fields(in, s.value, c);
  if (p.error != HF_OK)
    return p;
  p.signed_part = s.whole;
  t = read_signature(in, s.rest, p.algorithm);
  p.signature = t.value;
  p.error = t.error;
  if (p.error != HF_OK)
    return p;
  t = take_last(in, p.last, c->version);
  p.last = t.value;
  p.error = t.error;
  return p;
}
