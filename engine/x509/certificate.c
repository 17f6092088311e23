#include "x509/certificate.h"
#include "generated/errors.h"
#include "x509/certificate_parts.h"
#include "x509/extension.h"
#include "x509/name.h"

/* What contracts say of the spans in *c while others are written: field by field, as solvers follow it. */
#define IN(s, w) ((w).at <= (s).at && (s).at + (s).n <= (w).at + (w).n)
#define FIELDS_IN(c, w)                                                                                                \
  (IN((c)->signed_part, w) && IN((c)->signature, w) && IN((c)->serial, w) && IN((c)->issuer, w) &&                     \
   IN((c)->subject, w) && IN((c)->key_info, w) && IN((c)->key.modulus, w) && IN((c)->key.exponent, w) &&               \
   IN((c)->key.point, w))
#define KEY_SOUND(k)                                                                                                   \
  ((k).modulus.n <= HF_RSA_MAX && (k).exponent.n <= 8 && (k).point.n <= HF_POINT_MAX &&                                \
   ((k).kind == 0 ? (k).error != 0 : (k).error == 0) &&                                                                \
   ((k).kind == 0 || ((k).kind == HF_KEY_RSA && (k).modulus.n >= 256 && (k).exponent.n > 0) ||                         \
    ((k).kind == HF_KEY_EC && (k).point.n == ((k).group == HF_GROUP_SECP256R1 ? 65 : 97) &&                            \
     ((k).group == HF_GROUP_SECP256R1 || (k).group == HF_GROUP_SECP384R1))))

/* Empties what extensions say, but their spans: nothing is there, nothing is limited. */
/*@ requires \valid(c);
  @ HF_TOTAL;
  @ assigns c->has, c->critical, c->usage, c->purposes, c->is_ca, c->path_limit, c->must_staple, c->explicit_policy,
  @   c->unknown_critical, c->defect, c->nonconforming;
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
  c->unknown_critical = 0u;
  c->defect = HF_OK;
  c->nonconforming = HF_OK;
}

/* Writes the parts into *c, of which `whole` is all. */
/*@ requires \valid(c) && hf_parts_within(p, whole) && hf_key_sound(p.key);
  @ HF_TOTAL;
  @ assigns c->whole, c->signed_part, c->signature, c->serial, c->issuer, c->subject, c->key_info, c->key;
  @ ensures c->issuer.n == p.issuer.n;
  @ ensures c->whole.at == whole.at && c->whole.n == whole.n;
  @ ensures FIELDS_IN(c, whole);
  @ ensures KEY_SOUND(c->key); */
static void place(struct hf_span whole, struct hf_parts p, struct hf_certificate *c) {
  c->whole.at = whole.at;
  c->whole.n = whole.n;
  c->signed_part.at = p.signed_part.at;
  c->signed_part.n = p.signed_part.n;
  c->signature.at = p.signature.at;
  c->signature.n = p.signature.n;
  c->serial.at = p.serial.at;
  c->serial.n = p.serial.n;
  c->issuer.at = p.issuer.at;
  c->issuer.n = p.issuer.n;
  c->subject.at = p.subject.at;
  c->subject.n = p.subject.n;
  c->key_info.at = p.key_info.at;
  c->key_info.n = p.key_info.n;
  c->key.modulus.at = p.key.modulus.at;
  c->key.modulus.n = p.key.modulus.n;
  c->key.exponent.at = p.key.exponent.at;
  c->key.exponent.n = p.key.exponent.n;
  c->key.point.at = p.key.point.at;
  c->key.point.n = p.key.point.n;
  c->key.group = p.key.group;
  c->key.kind = p.key.kind;
  c->key.error = p.key.error;
}

/* Empties the spans that extensions set. */
/*@ requires \valid(c);
  @ HF_TOTAL;
  @ assigns c->alternative_names, c->constraints, c->key_id, c->authority_key_id;
  @ ensures hf_extended(c); */
static void place_none(struct hf_certificate *c) {
  uint32_t at = c->whole.at;
  c->alternative_names.at = at;
  c->alternative_names.n = 0u;
  c->constraints.at = at;
  c->constraints.n = 0u;
  c->key_id.at = at;
  c->key_id.n = 0u;
  c->authority_key_id.at = at;
  c->authority_key_id.n = 0u;
}

/* Reads the extensions; last.n 0: there are none. */
/*@ requires hf_readable(in, last) && \valid(c) && \separated(c, in + (0 .. 0xffffffff));
  @ requires IN(last, c->whole) && hf_extended(c) && c->is_ca <= 1 && c->unknown_critical <= 1;
  @ HF_TOTAL;
  @ assigns c->alternative_names, c->constraints, c->key_id, c->authority_key_id, c->has, c->critical, c->usage, c->purposes,
  @   c->is_ca, c->path_limit, c->must_staple, c->explicit_policy, c->unknown_critical, c->defect;
  @ ensures hf_extended(c);
  @ ensures c->is_ca <= 1 && c->unknown_critical <= 1; */
static uint8_t read_extensions(const uint8_t *in, struct hf_span last, struct hf_certificate *c) {
  return last.n > 0u ? hf_extensions_read(in, last, c) : (uint8_t)HF_OK;
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
  if (hf_name_is_empty(in, subject) == 1u) {
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

/* Looks at all of it together, and notes what follows from it. */
/*@ requires \valid(c) && hf_readable(in, issuer) && hf_readable(in, subject);
  @ requires c->issuer.n == issuer.n;
  @ requires FIELDS_IN(c, c->whole) && KEY_SOUND(c->key);
  @ requires hf_extended(c);
  @ requires hf_times_sound(c) && hf_scheme_sound(c->scheme) && 1 <= c->version <= 3;
  @ requires c->is_ca <= 1 && c->unknown_critical <= 1;
  @ HF_TOTAL;
  @ assigns c->is_self_issued, c->nonconforming;
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

/* Reads the certificate, the contents of which are inner. */
/*@ requires hf_readable(in, whole) && \valid(c) && \separated(c, in + (0 .. 0xffffffff));
  @ requires hf_within(inner, whole);
  @ HF_TOTAL;
  @ assigns *c;
  @ ensures \result == 0 ==> c->whole.at == whole.at && c->whole.n == whole.n;
  @ ensures \result == 0 ==> c->issuer.n > 2;
  @ ensures \result == 0 ==> hf_fields_within(c);
  @ ensures \result == 0 ==> hf_extended(c) && hf_within(c->signed_part, c->whole) && hf_within(c->signature, c->whole);
  @ ensures \result == 0 ==> hf_key_sound(c->key);
  @ ensures \result == 0 ==> hf_certificate_sound(c); */
static uint8_t read_whole(const uint8_t *in, struct hf_span whole, struct hf_span inner, struct hf_certificate *c) {
  struct hf_parts p;
  uint8_t error;
  clear(c);
  p = hf_parts_take(in, inner, c);
  if (p.error != HF_OK)
    return p.error;
  /*@ assert hf_within(p.issuer, whole) && hf_within(p.subject, whole); */
  /*@ assert hf_readable(in, p.issuer); */
  /*@ assert hf_readable(in, p.subject); */
  place(whole, p, c);
  place_none(c);
  error = read_extensions(in, p.last, c);
  return error == HF_OK ? finish(in, p.issuer, p.subject, c) : error;
}

/*@ predicate octet_same{L1,L2}(uint8_t *p, integer i, integer n) = i < n ==> \at(p[i], L1) == \at(p[i], L2);
  @ // the octets of its header say what an element is
  @ lemma header_same{L1,L2}: \forall uint8_t *p, integer n; hf_der_element{L1}(p, n) ==>
  @   octet_same{L1,L2}(p, 0, n) ==> octet_same{L1,L2}(p, 1, n) ==> octet_same{L1,L2}(p, 2, n) ==>
  @   octet_same{L1,L2}(p, 3, n) ==> octet_same{L1,L2}(p, 4, n) ==>
  @   hf_der_element{L2}(p, n) && hf_der_length{L1}(p) == hf_der_length{L2}(p); */
uint8_t hf_certificate_read(const uint8_t *in, struct hf_span whole, struct hf_certificate *c) {
  struct hf_sequence s = hf_sequence_take(in, whole);
  uint8_t error;
  if (s.error != HF_OK || s.rest.n != 0u)
    return HF_ERROR_CERTIFICATE_MALFORMED;
  error = read_whole(in, whole, s.value, c);
  /*@ assert octet_same{Pre,Here}(in + whole.at, 0, whole.n); */
  /*@ assert octet_same{Pre,Here}(in + whole.at, 1, whole.n); */
  /*@ assert octet_same{Pre,Here}(in + whole.at, 2, whole.n); */
  /*@ assert octet_same{Pre,Here}(in + whole.at, 3, whole.n); */
  /*@ assert octet_same{Pre,Here}(in + whole.at, 4, whole.n); */
  /*@ assert hf_der_element(in + whole.at, whole.n); */
  /*@ assert whole.n == 1 + hf_der_length_octets(in[whole.at + 1]) + hf_der_length(in + whole.at); */
  return error;
}
