/* The extensions that path validation uses. */
#include "generated/errors.h"
#include "x509/constraints.h"
#include "x509/extension.h"
#include "x509/general_name.h"
#include "x509/oid.h"

#define MALFORMED ((uint8_t)HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED)

/* All of value is one SEQUENCE; *inner is its contents. */
/*@ requires hf_readable(in, value) && \valid(inner) && hf_apart(in, inner);
  @ HF_TOTAL;
  @ assigns *inner;
  @ ensures \result == 0 ==> hf_within(*inner, value);
  @ ensures \result == 0 ==> inner->at + inner->n == value.at + value.n; */
static uint8_t take_contents(const uint8_t *in, struct hf_span value, struct hf_span *inner) {
  struct hf_tlv element;
  if (hf_der_next(in, &value, &element) != HF_OK || element.tag != HF_DER_SEQUENCE || value.n != 0u)
    return MALFORMED;
  inner->at = element.value.at;
  inner->n = element.value.n;
  return HF_OK;
}

/* cA BOOLEAN DEFAULT FALSE; *written: 1 when it is there and FALSE all the same, which is a defect (X.690 11.5). */
/*@ requires \valid(rest) && \valid(is_ca) && \valid(written) && hf_readable(in, *rest);
  @ requires \separated(rest, is_ca) && \separated(rest, written) && \separated(is_ca, written) && hf_apart(in, rest);
  @ requires \separated(is_ca, in + (0 .. 0xffffffff)) && \separated(written, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *rest, *is_ca, *written;
  @ ensures hf_left_of(*rest, \old(*rest)) && *is_ca <= 1 && *written <= 1; */
static uint8_t take_is_ca(const uint8_t *in, struct hf_span *rest, uint8_t *is_ca, uint8_t *written) {
  uint8_t value = 0u;
  *is_ca = 0u;
  *written = 0u;
  if (hf_der_at(in, rest, HF_DER_BOOLEAN) == 0u)
    return HF_OK;
  if (hf_der_boolean(in, rest, &value) != HF_OK)
    return MALFORMED;
  *is_ca = value;
  *written = (uint8_t)(1u - value);
  return HF_OK;
}

/* pathLenConstraint INTEGER OPTIONAL, all of inner: one more than it. One above 254 is no limit: 0, as when it is not there. */
/*@ requires hf_readable(in, inner) && \valid(limit) && \separated(limit, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *limit;
  @ ensures \result == 0 && inner.n == 0 ==> *limit == 0;
  @ ensures *limit != 0 ==> *limit == in[inner.at + inner.n - 1] + 1; */
static uint8_t read_limit(const uint8_t *in, struct hf_span inner, uint8_t *limit) {
  struct hf_span length;
  *limit = 0u;
  if (inner.n == 0u)
    return HF_OK;
  if (hf_der_unsigned(in, &inner, &length) != HF_OK || inner.n != 0u)
    return MALFORMED;
  /*@ assert length.at + length.n == \at(inner.at, Pre) + \at(inner.n, Pre); */
  if (length.n == 1u && in[length.at] < 255u)
    *limit = (uint8_t)(in[length.at] + 1u);
  return HF_OK;
}

/* BasicConstraints: { cA BOOLEAN DEFAULT FALSE, pathLenConstraint INTEGER OPTIONAL }. */
uint8_t hf_extension_basic_constraints(const uint8_t *in, struct hf_span value, struct hf_certificate *c) {
  struct hf_span inner;
  uint8_t is_ca = 0u;
  uint8_t limit = 0u;
  uint8_t written = 0u;
  uint8_t error = take_contents(in, value, &inner);
  if (error == HF_OK)
    error = take_is_ca(in, &inner, &is_ca, &written);
  if (error == HF_OK)
    error = read_limit(in, inner, &limit);
  if (written == 1u)
    c->defect = MALFORMED;
  c->is_ca = is_ca;
  c->path_limit = limit;
  return error;
}

/* KeyUsage: named bits, of which at least one is set. That the last is not set is a defect (X.690 11.2.2). */
uint8_t hf_extension_key_usage(const uint8_t *in, struct hf_span value, struct hf_certificate *c) {
  struct hf_span bits;
  uint8_t unused;
  uint8_t last;
  uint8_t error = hf_der_bits(in, &value, &bits, &unused);
  if (error != HF_OK || value.n != 0u || bits.n == 0u || bits.n > 2u)
    return MALFORMED;
  last = in[bits.at + bits.n - 1u];
  if (in[bits.at] == 0u && last == 0u)
    return MALFORMED;
  if (((uint32_t)last >> unused) % 2u == 0u)
    c->defect = MALFORMED;
  c->usage = in[bits.at];
  return HF_OK;
}

static const struct hf_oid purposes[] = {
    {8u, HF_PURPOSES_SERVER, {0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x01}},
    {8u, HF_PURPOSES_CLIENT, {0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x02}},
    {8u, HF_PURPOSES_OCSP, {0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x09}},
    {4u, HF_PURPOSES_ANY, {0x55, 0x1d, 0x25, 0x00}},
};
#define PURPOSES_N 4u

/* Takes one purpose: its bit, 0 when it is another. */
/*@ requires \valid(rest) && \valid(bit) && hf_readable(in, *rest) && \separated(rest, bit);
  @ requires hf_apart(in, rest) && \separated(bit, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *rest, *bit;
  @ ensures hf_left_of(*rest, \old(*rest));
  @ ensures \result == 0 ==> rest->n < \old(rest->n); */
static uint8_t take_purpose(const uint8_t *in, struct hf_span *rest, uint8_t *bit) {
  struct hf_span oid;
  uint8_t error = hf_oid_take(in, rest, &oid);
  if (error != HF_OK)
    return MALFORMED;
  *bit = hf_oid_find(in, oid, purposes, PURPOSES_N);
  return HF_OK;
}

/* ExtKeyUsageSyntax: one or more purposes. */
uint8_t hf_extension_purposes(const uint8_t *in, struct hf_span value, struct hf_certificate *c) {
  struct hf_span inner;
  uint32_t found = 0u;
  uint8_t bit = 0u;
  if (take_contents(in, value, &inner) != HF_OK || inner.n == 0u)
    return MALFORMED;
  /*@ loop invariant hf_left_of(inner, \at(inner, LoopEntry));
    @ loop assigns inner, bit, found;
    @ loop variant inner.n; */
  while (inner.n > 0u) {
    if (take_purpose(in, &inner, &bit) != HF_OK)
      return MALFORMED;
    found = found | bit;
  }
  c->purposes = (uint8_t)(found % 256u);
  return HF_OK;
}

/* A span that an extension says, or what is wrong with it. */
struct said {
  struct hf_span span;
  uint8_t error;
};

/* The contents of GeneralNames, all of value. */
/*@ requires hf_readable(in, value);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result.error == 0 ==> hf_within(\result.span, value) && \result.span.n > 0; */
static struct said read_names(const uint8_t *in, struct hf_span value) {
  struct said names = {value, HF_OK};
  struct hf_span inner;
  if (hf_der_take(in, &value, HF_DER_SEQUENCE, &inner) != HF_OK || value.n != 0u ||
      hf_general_names_are_sound(in, inner) == 0u)
    names.error = HF_ERROR_CERTIFICATE_ALTERNATIVE_NAME_WRONG;
  else
    names.span = inner;
  return names;
}

uint8_t hf_extension_alternative_names(const uint8_t *in, struct hf_span value, struct hf_certificate *c) {
  struct said names = read_names(in, value);
  if (names.error == HF_OK)
    c->alternative_names = names.span;
  return names.error;
}

uint8_t hf_extension_constraints(const uint8_t *in, struct hf_span value, struct hf_certificate *c) {
  uint8_t defect = HF_OK;
  uint8_t error = hf_constraints_check(in, value, &defect);
  c->constraints = value;
  if (defect != HF_OK)
    c->defect = defect;
  return error;
}

/* authorityCertIssuer and authorityCertSerialNumber, all of inner: both or neither. */
/*@ requires hf_readable(in, inner);
  @ HF_TOTAL;
  @ assigns \nothing; */
static uint8_t check_issuer(const uint8_t *in, struct hf_span inner) {
  struct hf_span other;
  uint8_t has_issuer = 0u;
  uint8_t has_serial = 0u;
  uint8_t error = hf_der_optional(in, &inner, HF_DER_CONTEXT_CONSTRUCTED + 1u, &other, &has_issuer);
  if (error == HF_OK)
    error = hf_der_optional(in, &inner, HF_DER_CONTEXT + 2u, &other, &has_serial);
  return error == HF_OK && inner.n == 0u && has_issuer == has_serial ? HF_OK : MALFORMED;
}

/* Takes keyIdentifier, which is not empty when it is there. */
/*@ requires \valid(rest) && \valid(id) && hf_readable(in, *rest) && \separated(rest, id);
  @ requires hf_apart(in, rest) && hf_apart(in, id);
  @ HF_TOTAL;
  @ assigns *rest, *id;
  @ ensures hf_left_of(*rest, \old(*rest)) && hf_within(*id, \old(*rest)); */
static uint8_t take_key_id(const uint8_t *in, struct hf_span *rest, struct hf_span *id) {
  uint8_t present;
  uint8_t error = hf_der_optional(in, rest, HF_DER_CONTEXT, id, &present);
  return error == HF_OK && (present == 0u || id->n > 0u) ? HF_OK : MALFORMED;
}

/* AuthorityKeyIdentifier: { [0] keyIdentifier, [1] authorityCertIssuer, [2] authorityCertSerialNumber }. */
/*@ requires hf_readable(in, value);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result.error == 0 ==> hf_within(\result.span, value); */
static struct said read_authority_key_id(const uint8_t *in, struct hf_span value) {
  struct said id = {value, HF_OK};
  struct hf_span inner;
  struct hf_span span;
  id.error = take_contents(in, value, &inner);
  if (id.error == HF_OK)
    id.error = take_key_id(in, &inner, &span);
  if (id.error == HF_OK)
    id.error = check_issuer(in, inner);
  if (id.error == HF_OK)
    id.span = span;
  return id;
}

uint8_t hf_extension_authority_key_id(const uint8_t *in, struct hf_span value, struct hf_certificate *c) {
  struct said id = read_authority_key_id(in, value);
  if (id.error == HF_OK)
    c->authority_key_id = id.span;
  return id.error;
}

/* SubjectKeyIdentifier: an OCTET STRING, not empty. */
/*@ requires hf_readable(in, value);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result.error == 0 ==> hf_within(\result.span, value) && \result.span.n > 0; */
static struct said read_subject_key_id(const uint8_t *in, struct hf_span value) {
  struct said id = {value, HF_OK};
  struct hf_span span;
  if (hf_der_take(in, &value, HF_DER_OCTET_STRING, &span) != HF_OK || value.n != 0u || span.n == 0u)
    id.error = MALFORMED;
  else
    id.span = span;
  return id;
}

uint8_t hf_extension_subject_key_id(const uint8_t *in, struct hf_span value, struct hf_certificate *c) {
  struct said id = read_subject_key_id(in, value);
  if (id.error == HF_OK)
    c->key_id = id.span;
  return id.error;
}

/* Takes the number of a TLS extension; *is_status: 1 when it is 5, status_request. */
/*@ requires \valid(rest) && \valid(is_status) && hf_readable(in, *rest) && \separated(rest, is_status);
  @ requires hf_apart(in, rest) && \separated(is_status, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *rest, *is_status;
  @ ensures hf_left_of(*rest, \old(*rest));
  @ ensures \result == 0 ==> rest->n < \old(rest->n) && *is_status <= 1; */
static uint8_t take_feature(const uint8_t *in, struct hf_span *rest, uint8_t *is_status) {
  struct hf_span number;
  if (hf_der_unsigned(in, rest, &number) != HF_OK)
    return MALFORMED;
  *is_status = number.n == 1u && in[number.at] == 5u ? 1u : 0u;
  return HF_OK;
}

/* TLS features: extension numbers that the server's hello must answer. */
uint8_t hf_extension_features(const uint8_t *in, struct hf_span value, struct hf_certificate *c) {
  struct hf_span inner;
  uint8_t is_status = 0u;
  if (take_contents(in, value, &inner) != HF_OK || inner.n == 0u)
    return MALFORMED;
  /*@ loop invariant hf_left_of(inner, \at(inner, LoopEntry));
    @ loop invariant c->must_staple == \at(c->must_staple, Pre) || c->must_staple == 1;
    @ loop assigns inner, is_status, c->must_staple;
    @ loop variant inner.n; */
  while (inner.n > 0u) {
    if (take_feature(in, &inner, &is_status) != HF_OK)
      return MALFORMED;
    if (is_status == 1u)
      c->must_staple = 1u;
  }
  return HF_OK;
}
