#include "x509/extension.h"
#include "generated/errors.h"
#include "x509/oid.h"

/* The extensions that are known; 2 to the power of the id is the bit HF_HAS_... */
enum extension {
  EXTENSION_UNKNOWN,
  EXTENSION_AUTHORITY_KEY_ID,
  EXTENSION_SUBJECT_KEY_ID,
  EXTENSION_KEY_USAGE,
  EXTENSION_ALTERNATIVE_NAMES,
  EXTENSION_BASIC_CONSTRAINTS,
  EXTENSION_NAME_CONSTRAINTS,
  EXTENSION_PURPOSES,
  EXTENSION_POLICIES,
  EXTENSION_POLICY_MAPPINGS,
  EXTENSION_POLICY_CONSTRAINTS,
  EXTENSION_INHIBIT_ANY_POLICY,
  EXTENSION_CRL_POINTS,
  EXTENSION_INFORMATION_ACCESS,
  EXTENSION_FEATURES
};

static const struct hf_oid extensions[] = {
    {3u, EXTENSION_AUTHORITY_KEY_ID, {0x55, 0x1d, 0x23}},
    {3u, EXTENSION_SUBJECT_KEY_ID, {0x55, 0x1d, 0x0e}},
    {3u, EXTENSION_KEY_USAGE, {0x55, 0x1d, 0x0f}},
    {3u, EXTENSION_ALTERNATIVE_NAMES, {0x55, 0x1d, 0x11}},
    {3u, EXTENSION_BASIC_CONSTRAINTS, {0x55, 0x1d, 0x13}},
    {3u, EXTENSION_NAME_CONSTRAINTS, {0x55, 0x1d, 0x1e}},
    {3u, EXTENSION_PURPOSES, {0x55, 0x1d, 0x25}},
    {3u, EXTENSION_POLICIES, {0x55, 0x1d, 0x20}},
    {3u, EXTENSION_POLICY_MAPPINGS, {0x55, 0x1d, 0x21}},
    {3u, EXTENSION_POLICY_CONSTRAINTS, {0x55, 0x1d, 0x24}},
    {3u, EXTENSION_INHIBIT_ANY_POLICY, {0x55, 0x1d, 0x36}},
    {3u, EXTENSION_CRL_POINTS, {0x55, 0x1d, 0x1f}},
    {8u, EXTENSION_INFORMATION_ACCESS, {0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x01, 0x01}},
    {8u, EXTENSION_FEATURES, {0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x01, 0x18}},
};
#define EXTENSIONS_N 14u

/* These must not be critical (RFC 5280 4.2.1.1, 4.2.1.2, 4.2.2.1). */
#define NEVER_CRITICAL (HF_HAS_AUTHORITY_KEY_ID | HF_HAS_SUBJECT_KEY_ID | HF_HAS_INFORMATION_ACCESS)

/* Takes the flag. *written: 1 when it is there and FALSE all the same (X.690 11.5). */
/*@ requires \valid(rest) && \valid(critical) && \valid(written) && hf_readable(in, *rest);
  @ requires \separated(rest, critical) && \separated(rest, written) && \separated(critical, written);
  @ requires hf_apart(in, rest) && \separated(critical, in + (0 .. 0xffffffff));
  @ requires \separated(written, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *rest, *critical, *written;
  @ ensures hf_left_of(*rest, \old(*rest));
  @ ensures *critical <= 1 && *written <= 1; */
static uint8_t take_critical(const uint8_t *in, struct hf_span *rest, uint8_t *critical, uint8_t *written) {
  uint8_t value = 0u;
  *critical = 0u;
  *written = 0u;
  if (hf_der_at(in, rest, HF_DER_BOOLEAN) == 0u)
    return HF_OK;
  if (hf_der_boolean(in, rest, &value) != HF_OK)
    return HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED;
  *critical = value;
  *written = (uint8_t)(1u - value);
  return HF_OK;
}

/* Reads one extension, all of inner being its contents. */
/*@ requires \valid(out) && hf_readable(in, inner) && \separated(out, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *out;
  @ ensures \result == 0 ==> hf_within(out->oid, inner);
  @ ensures \result == 0 ==> hf_within(out->value, inner);
  @ ensures \result == 0 ==> out->critical <= 1; */
static uint8_t read_parts(const uint8_t *in, struct hf_span inner, struct hf_extension_parts *out) {
  struct hf_span oid;
  struct hf_span value;
  uint8_t critical;
  uint8_t written;
  if (hf_oid_take(in, &inner, &oid) != HF_OK || take_critical(in, &inner, &critical, &written) != HF_OK)
    return HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED;
  if (hf_der_take(in, &inner, HF_DER_OCTET_STRING, &value) != HF_OK || inner.n != 0u)
    return HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED;
  out->oid = oid;
  out->value = value;
  out->critical = critical;
  out->written = written;
  return HF_OK;
}

uint8_t hf_extension_take(const uint8_t *in, struct hf_span *rest, struct hf_extension_parts *out) {
  struct hf_span inner;
  if (hf_der_take(in, rest, HF_DER_SEQUENCE, &inner) != HF_OK)
    return HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED;
  return read_parts(in, inner, out);
}

/* 1 when another extension with the identifier is among those to come. */
/*@ requires hf_readable(in, rest) && hf_readable(in, oid);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint8_t comes_again(const uint8_t *in, struct hf_span rest, struct hf_span oid) {
  struct hf_extension_parts one;
  /*@ loop invariant hf_left_of(rest, \at(rest, LoopEntry));
    @ loop assigns rest, one;
    @ loop variant rest.n; */
  while (rest.n > 0u) {
    if (hf_extension_take(in, &rest, &one) != HF_OK)
      return 0u;
    if (hf_same_bytes(in, oid, in, one.oid) == 1u)
      return 1u;
  }
  return 0u;
}

/* The extensions whose form is all that is looked at. */
/*@ requires hf_readable(in, value) && \valid(c) && \separated(c, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns c->explicit_policy; */
static uint8_t read_form(const uint8_t *in, uint8_t id, struct hf_span value, struct hf_certificate *c) {
  switch (id) {
  case EXTENSION_POLICIES:
    return hf_extension_policies(in, value, (c->critical & HF_HAS_POLICIES) != 0u ? 1u : 0u);
  case EXTENSION_POLICY_MAPPINGS:
    return hf_extension_policy_mappings(in, value);
  case EXTENSION_POLICY_CONSTRAINTS:
    return hf_extension_policy_constraints(in, value, c);
  case EXTENSION_INHIBIT_ANY_POLICY:
    return hf_extension_inhibit_any_policy(in, value);
  case EXTENSION_CRL_POINTS:
    return hf_extension_crl_points(in, value);
  case EXTENSION_INFORMATION_ACCESS:
    return hf_extension_information_access(in, value);
  default:
    return HF_OK;
  }
}

/* Reads the value of a known extension. */
/*@ requires hf_readable(in, value) && \valid(c) && \separated(c, in + (0 .. 0xffffffff));
  @ requires hf_within(value, c->whole) && hf_extended(c) && c->is_ca <= 1;
  @ HF_TOTAL;
  @ assigns c->alternative_names, c->constraints, c->key_id, c->authority_key_id, c->usage, c->purposes, c->is_ca,
  @   c->path_limit, c->must_staple, c->explicit_policy, c->defect;
  @ ensures hf_extended(c);
  @ ensures c->is_ca <= 1; */
static uint8_t read_value(const uint8_t *in, uint8_t id, struct hf_span value, struct hf_certificate *c) {
  if (id == EXTENSION_AUTHORITY_KEY_ID)
    return hf_extension_authority_key_id(in, value, c);
  if (id == EXTENSION_SUBJECT_KEY_ID)
    return hf_extension_subject_key_id(in, value, c);
  if (id == EXTENSION_KEY_USAGE)
    return hf_extension_key_usage(in, value, c);
  if (id == EXTENSION_ALTERNATIVE_NAMES)
    return hf_extension_alternative_names(in, value, c);
  if (id == EXTENSION_BASIC_CONSTRAINTS)
    return hf_extension_basic_constraints(in, value, c);
  if (id == EXTENSION_NAME_CONSTRAINTS)
    return hf_extension_constraints(in, value, c);
  if (id == EXTENSION_PURPOSES)
    return hf_extension_purposes(in, value, c);
  if (id == EXTENSION_FEATURES)
    return hf_extension_features(in, value, c);
  return read_form(in, id, value, c);
}

/* 2 to the power of an id. */
static const uint16_t extension_bits[16] = {1u,   2u,   4u,    8u,    16u,   32u,   64u,    128u,
                                            256u, 512u, 1024u, 2048u, 4096u, 8192u, 16384u, 32768u};

/* Notes that the extension is there. */
/*@ requires \valid(c) && hf_extended(c);
  @ HF_TOTAL;
  @ assigns c->has, c->critical;
  @ ensures hf_extended(c);
  @ ensures c->whole.at == \old(c->whole.at) && c->whole.n == \old(c->whole.n); */
static uint8_t note(uint8_t id, uint8_t critical, struct hf_certificate *c) {
  uint32_t bit = extension_bits[id % 16u];
  if ((c->has & bit) != 0u)
    return HF_ERROR_CERTIFICATE_EXTENSION_TWICE;
  c->has = c->has | bit;
  if (critical == 1u)
    c->critical = c->critical | bit;
  return (c->critical & NEVER_CRITICAL) != 0u ? HF_ERROR_CERTIFICATE_CRITICALITY_WRONG : HF_OK;
}

/* Notes an extension that is not known; rest are those behind it. */
/*@ requires hf_readable(in, one.oid) && hf_readable(in, rest) && \valid(c);
  @ HF_TOTAL;
  @ assigns c->unknown_critical;
  @ ensures c->unknown_critical == \old(c->unknown_critical) || c->unknown_critical == 1; */
static uint8_t note_unknown(const uint8_t *in, struct hf_extension_parts one, struct hf_span rest,
                            struct hf_certificate *c) {
  if (one.critical == 1u)
    c->unknown_critical = 1u;
  return comes_again(in, rest, one.oid) == 1u ? HF_ERROR_CERTIFICATE_EXTENSION_TWICE : HF_OK;
}

/* Notes a known extension and reads it. */
/*@ requires hf_readable(in, one.value) && \valid(c) && \separated(c, in + (0 .. 0xffffffff));
  @ requires hf_within(one.value, c->whole) && hf_extended(c) && c->is_ca <= 1;
  @ HF_TOTAL;
  @ assigns c->alternative_names, c->constraints, c->key_id, c->authority_key_id, c->has, c->critical, c->usage, c->purposes,
  @   c->is_ca, c->path_limit, c->must_staple, c->explicit_policy, c->defect;
  @ ensures hf_extended(c);
  @ ensures c->is_ca <= 1; */
static uint8_t read_known(const uint8_t *in, uint8_t id, struct hf_extension_parts one, struct hf_certificate *c) {
  uint8_t error = note(id, one.critical, c);
  return error == HF_OK ? read_value(in, id, one.value, c) : error;
}

/* Reads one extension; rest are those behind it. */
/*@ requires hf_readable(in, one.oid) && hf_readable(in, one.value) && hf_readable(in, rest);
  @ requires \valid(c) && \separated(c, in + (0 .. 0xffffffff));
  @ requires hf_within(one.value, c->whole) && hf_extended(c) && c->is_ca <= 1;
  @ HF_TOTAL;
  @ assigns c->alternative_names, c->constraints, c->key_id, c->authority_key_id, c->has, c->critical, c->usage, c->purposes,
  @   c->is_ca, c->path_limit, c->must_staple, c->explicit_policy, c->unknown_critical, c->defect;
  @ ensures hf_extended(c);
  @ ensures c->is_ca <= 1;
  @ ensures c->unknown_critical == \old(c->unknown_critical) || c->unknown_critical == 1; */
static uint8_t read_extension(const uint8_t *in, struct hf_extension_parts one, struct hf_span rest,
                              struct hf_certificate *c) {
  uint8_t id = hf_oid_find(in, one.oid, extensions, EXTENSIONS_N);
  if (one.written == 1u)
    c->defect = HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED;
  if (id == EXTENSION_UNKNOWN)
    return note_unknown(in, one, rest, c);
  return read_known(in, id, one, c);
}

/* Takes one extension and reads it. */
/*@ requires \valid(rest) && hf_readable(in, *rest) && hf_apart(in, rest);
  @ requires \valid(c) && \separated(c, in + (0 .. 0xffffffff)) && \separated(c, rest);
  @ requires hf_within(*rest, c->whole) && hf_extended(c) && c->is_ca <= 1;
  @ HF_TOTAL;
  @ assigns *rest, c->alternative_names, c->constraints, c->key_id, c->authority_key_id, c->has,
  @   c->critical, c->usage, c->purposes, c->is_ca, c->path_limit, c->must_staple, c->explicit_policy,
  @   c->unknown_critical, c->defect;
  @ ensures hf_left_of(*rest, \old(*rest));
  @ ensures c->whole.at == \old(c->whole.at) && c->whole.n == \old(c->whole.n);
  @ ensures hf_extended(c);
  @ ensures c->is_ca <= 1;
  @ ensures c->unknown_critical == \old(c->unknown_critical) || c->unknown_critical == 1; */
static uint8_t take_and_read(const uint8_t *in, struct hf_span *rest, struct hf_certificate *c) {
  struct hf_extension_parts one;
  uint8_t error = hf_extension_take(in, rest, &one);
  /*@ assert c->whole.at == \at(c->whole.at, Pre); */
  /*@ assert c->whole.n == \at(c->whole.n, Pre); */
  /*@ assert hf_extended(c); */
  /*@ assert c->is_ca <= 1; */
  /*@ assert hf_left_of(*rest, \at(*rest, Pre)); */
  if (error != HF_OK)
    return error;
  /*@ assert hf_within(one.value, \at(*rest, Pre)); */
  /*@ assert hf_within(one.value, c->whole); */
  return read_extension(in, one, *rest, c);
}

/* All of rest as extensions, one behind the other. */
/*@ requires hf_readable(in, rest) && \valid(c) && \separated(c, in + (0 .. 0xffffffff));
  @ requires hf_within(rest, c->whole) && hf_extended(c) && c->is_ca <= 1 && c->unknown_critical <= 1;
  @ HF_TOTAL;
  @ assigns c->alternative_names, c->constraints, c->key_id, c->authority_key_id, c->has, c->critical, c->usage, c->purposes,
  @   c->is_ca, c->path_limit, c->must_staple, c->explicit_policy, c->unknown_critical, c->defect;
  @ ensures hf_extended(c);
  @ ensures c->is_ca <= 1 && c->unknown_critical <= 1;
  @ ensures \old(c->unknown_critical) == 1 ==> c->unknown_critical == 1; */
static uint8_t read_all(const uint8_t *in, struct hf_span rest, struct hf_certificate *c) {
  uint32_t n = 0u;
  uint8_t error = HF_OK;
  /*@ loop invariant hf_left_of(rest, \at(rest, Pre)) && n <= HF_EXTENSIONS_MAX;
    @ loop invariant c->whole.at == \at(c->whole.at, Pre) && c->whole.n == \at(c->whole.n, Pre);
    @ loop invariant hf_extended(c);
    @ loop invariant c->is_ca <= 1;
    @ loop invariant c->unknown_critical == \at(c->unknown_critical, Pre) || c->unknown_critical == 1;
    @ loop assigns rest, n, error, c->alternative_names, c->constraints, c->key_id, c->authority_key_id, c->has,
    @   c->critical, c->usage, c->purposes, c->is_ca, c->path_limit, c->must_staple, c->explicit_policy,
    @   c->unknown_critical, c->defect;
    @ loop variant HF_EXTENSIONS_MAX - n; */
  while (rest.n > 0u && error == HF_OK) {
    if (n == HF_EXTENSIONS_MAX)
      return HF_ERROR_CERTIFICATE_TOO_COMPLEX;
    error = take_and_read(in, &rest, c);
    n++;
  }
  return error;
}

/* The contents of Extensions, all of value; empty when it is not that. */
/*@ requires hf_readable(in, value);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures hf_within(\result, value); */
static struct hf_span contents(const uint8_t *in, struct hf_span value) {
  struct hf_span none = {value.at, 0u};
  struct hf_span inner;
  if (hf_der_take(in, &value, HF_DER_SEQUENCE, &inner) != HF_OK || value.n != 0u)
    return none;
  return inner;
}

uint8_t hf_extensions_read(const uint8_t *in, struct hf_span value, struct hf_certificate *c) {
  struct hf_span all = contents(in, value);
  return all.n > 0u ? read_all(in, all, c) : (uint8_t)HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED;
}
