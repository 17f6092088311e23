/* The extensions that path validation uses. */
#include "generated/errors.h"
#include "x509/constraints.h"
#include "x509/extension.h"
#include "x509/general_name.h"
#include "x509/oid.h"

#define MALFORMED ((uint8_t)HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED)

/* BasicConstraints: { cA BOOLEAN DEFAULT FALSE, pathLenConstraint INTEGER OPTIONAL }. A length above 254 is no limit. */
uint8_t hf_extension_basic_constraints(const uint8_t *in, struct hf_span value, struct hf_certificate *c) {
  struct hf_span inner;
  struct hf_span length;
  uint8_t is_ca = 0u;
  c->is_ca = 0u;
  c->path_limit = 0u;
  if (hf_der_take(in, &value, HF_DER_SEQUENCE, &inner) != HF_OK || value.n != 0u)
    return MALFORMED;
  if (hf_der_at(in, &inner, HF_DER_BOOLEAN) == 1u && (hf_der_boolean(in, &inner, &is_ca) != HF_OK || is_ca == 0u))
    return MALFORMED;
  c->is_ca = is_ca;
  if (inner.n == 0u)
    return HF_OK;
  if (hf_der_unsigned(in, &inner, &length) != HF_OK || inner.n != 0u)
    return MALFORMED;
  if (length.n == 1u && in[length.at] < 255u)
    c->path_limit = (uint8_t)(in[length.at] + 1u);
  return HF_OK;
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

/* ExtKeyUsageSyntax: one or more purposes. */
uint8_t hf_extension_purposes(const uint8_t *in, struct hf_span value, struct hf_certificate *c) {
  struct hf_span inner;
  struct hf_span oid;
  uint32_t found = 0u;
  uint8_t error = hf_der_take(in, &value, HF_DER_SEQUENCE, &inner);
  if (error != HF_OK || value.n != 0u || inner.n == 0u)
    return MALFORMED;
  /*@ loop invariant hf_left(inner, \at(inner, LoopEntry));
    @ loop assigns inner, oid, found;
    @ loop variant inner.n; */
  while (inner.n > 0u) {
    if (hf_oid_take(in, &inner, &oid) != HF_OK)
      return MALFORMED;
    found = found | hf_oid_find(in, oid, purposes, PURPOSES_N);
  }
  c->purposes = (uint8_t)(found % 256u);
  return HF_OK;
}

uint8_t hf_extension_alternative_names(const uint8_t *in, struct hf_span value, struct hf_certificate *c) {
  struct hf_span names;
  if (hf_der_take(in, &value, HF_DER_SEQUENCE, &names) != HF_OK || value.n != 0u)
    return HF_ERROR_CERTIFICATE_ALTERNATIVE_NAME_WRONG;
  if (hf_general_names_are_sound(in, names) == 0u)
    return HF_ERROR_CERTIFICATE_ALTERNATIVE_NAME_WRONG;
  c->alternative_names = names;
  return HF_OK;
}

uint8_t hf_extension_constraints(const uint8_t *in, struct hf_span value, struct hf_certificate *c) {
  c->constraints = value;
  return hf_constraints_check(in, value);
}

/* AuthorityKeyIdentifier: { [0] keyIdentifier, [1] authorityCertIssuer, [2] authorityCertSerialNumber }, the last two both or
   neither. */
uint8_t hf_extension_authority_key_id(const uint8_t *in, struct hf_span value, struct hf_certificate *c) {
  struct hf_span inner;
  struct hf_span id;
  struct hf_span other;
  uint8_t has_id;
  uint8_t has_issuer;
  uint8_t has_serial;
  if (hf_der_take(in, &value, HF_DER_SEQUENCE, &inner) != HF_OK || value.n != 0u)
    return MALFORMED;
  if (hf_der_optional(in, &inner, HF_DER_CONTEXT, &id, &has_id) != HF_OK || (has_id == 1u && id.n == 0u))
    return MALFORMED;
  if (hf_der_optional(in, &inner, HF_DER_CONTEXT_CONSTRUCTED + 1u, &other, &has_issuer) != HF_OK)
    return MALFORMED;
  if (hf_der_optional(in, &inner, HF_DER_CONTEXT + 2u, &other, &has_serial) != HF_OK)
    return MALFORMED;
  if (inner.n != 0u || has_issuer != has_serial)
    return MALFORMED;
  c->authority_key_id = id;
  return HF_OK;
}

uint8_t hf_extension_subject_key_id(const uint8_t *in, struct hf_span value, struct hf_certificate *c) {
  struct hf_span id;
  if (hf_der_take(in, &value, HF_DER_OCTET_STRING, &id) != HF_OK || value.n != 0u || id.n == 0u)
    return MALFORMED;
  c->key_id = id;
  return HF_OK;
}

/* TLS features: extension numbers that the server's hello must answer; 5 is status_request. */
uint8_t hf_extension_features(const uint8_t *in, struct hf_span value, struct hf_certificate *c) {
  struct hf_span inner;
  struct hf_span number;
  uint8_t error = hf_der_take(in, &value, HF_DER_SEQUENCE, &inner);
  if (error != HF_OK || value.n != 0u || inner.n == 0u)
    return MALFORMED;
  /*@ loop invariant hf_left(inner, \at(inner, LoopEntry));
    @ loop invariant c->must_staple == \at(c->must_staple, Pre) || c->must_staple == 1;
    @ loop assigns inner, number, c->must_staple;
    @ loop variant inner.n; */
  while (inner.n > 0u) {
    if (hf_der_unsigned(in, &inner, &number) != HF_OK)
      return MALFORMED;
    if (number.n == 1u && in[number.at] == 5u)
      c->must_staple = 1u;
  }
  return HF_OK;
}
