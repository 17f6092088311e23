#include "x509/key.h"
#include "generated/errors.h"
#include "generated/profile.h"
#include "parse/asn1.h"
#include "x509/algorithm.h"
#include "x509/key_head.h"

#define RSA_LEAST 256u   /* bytes of a modulus of 2048 bits */
#define EXPONENT_MOST 8u /* bytes; what is in use has 1 or 3, and the work grows with each */

/* Writes that there is no key that can be used, and why. The spans are empty ones at the beginning of `inner`. */
/*@ requires \valid(key) && error != 0;
  @ HF_TOTAL;
  @ assigns *key;
  @ ensures hf_key_sound(*key);
  @ ensures hf_key_within(*key, inner); */
static void set_none(struct hf_span inner, uint8_t error, struct hf_key_spans *key) {
  key->kind = 0u;
  key->error = error;
  key->group = 0u;
  key->point.at = inner.at;
  key->point.n = 0u;
  key->modulus.at = inner.at;
  key->modulus.n = 0u;
  key->exponent.at = inner.at;
  key->exponent.n = 0u;
}

/* Writes an RSA key whose numbers stand in `inner`. */
/*@ requires \valid(key) && 256 <= modulus.n <= HF_RSA_MAX && 0 < exponent.n <= 8;
  @ requires hf_within(modulus, inner) && hf_within(exponent, inner);
  @ HF_TOTAL;
  @ assigns *key;
  @ ensures hf_key_sound(*key);
  @ ensures hf_key_within(*key, inner); */
static void set_rsa(struct hf_span inner, struct hf_span modulus, struct hf_span exponent, struct hf_key_spans *key) {
  key->kind = HF_KEY_RSA;
  key->error = HF_OK;
  key->group = 0u;
  key->point.at = inner.at;
  key->point.n = 0u;
  key->modulus = modulus;
  key->exponent = exponent;
}

/* Writes a key on a curve. */
/*@ requires \valid(key);
  @ requires group_known(group) && point.n == share_bytes(group);
  @ HF_TOTAL;
  @ assigns *key;
  @ ensures hf_key_sound(*key);
  @ ensures hf_key_within(*key, point); */
static void set_ec(uint8_t group, struct hf_span point, struct hf_key_spans *key) {
  key->kind = HF_KEY_EC;
  key->error = HF_OK;
  key->group = group;
  key->point = point;
  key->modulus.at = point.at;
  key->modulus.n = 0u;
  key->exponent.at = point.at;
  key->exponent.n = 0u;
}

/* What is wrong with a modulus and an exponent: they cannot be those of RSA, which are odd, the exponent 3 or more; or they are
   not of a size that is taken. */
/*@ requires hf_readable(in, modulus) && hf_readable(in, exponent) && modulus.n > 0 && exponent.n > 0;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == HF_ERROR_CERTIFICATE_KEY_MALFORMED ||
  @   \result == HF_ERROR_CERTIFICATE_KEY_WEAK || \result == HF_ERROR_CERTIFICATE_KEY_UNSUPPORTED ||
  @   \result == HF_ERROR_CERTIFICATE_KEY_TOO_LARGE;
  @ ensures \result == HF_ERROR_CERTIFICATE_KEY_TOO_LARGE ==> modulus.n > HF_RSA_MAX;
  @ ensures \result == 0 ==> 256 <= modulus.n <= HF_RSA_MAX && exponent.n <= 8;
  @ ensures \result == 0 ==> in[modulus.at + modulus.n - 1] % 2 == 1 && in[exponent.at + exponent.n - 1] % 2 == 1; */
static uint8_t rsa_error(const uint8_t *in, struct hf_span modulus, struct hf_span exponent) {
  const uint8_t *n = in + modulus.at;
  const uint8_t *e = in + exponent.at;
  if (n[modulus.n - 1u] % 2u == 0u || e[exponent.n - 1u] % 2u == 0u || (exponent.n == 1u && e[0] == 1u))
    return HF_ERROR_CERTIFICATE_KEY_MALFORMED;
  if (modulus.n < RSA_LEAST || (modulus.n == RSA_LEAST && n[0] < 128u))
    return HF_ERROR_CERTIFICATE_KEY_WEAK;
  if (modulus.n > HF_RSA_MAX)
    return HF_ERROR_CERTIFICATE_KEY_TOO_LARGE;
  return exponent.n > EXPONENT_MOST ? HF_ERROR_CERTIFICATE_KEY_UNSUPPORTED : HF_OK;
}

/* RSAPublicKey, taken apart. */
struct numbers {
  struct hf_span modulus;
  struct hf_span exponent;
  uint32_t error;
};

/* RSAPublicKey (RFC 8017 A.1.1), all of `inner`. */
/*@ requires hf_readable(in, inner);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result.error == 0 ==> hf_within(\result.modulus, inner) && hf_within(\result.exponent, inner); */
static struct numbers read_numbers(const uint8_t *in, struct hf_span inner) {
  struct numbers out = {inner, inner, HF_OK};
  struct hf_asn1 a;
  out.error = hf_asn1_read(&a, in, inner, HF_READ_RSA_PUBLIC_KEY);
  if (out.error != HF_OK)
    return out;
  out.modulus = hf_asn1_magnitude(in, a.kept[HF_AT_RSA_PUBLIC_KEY_MODULUS]);
  out.exponent = hf_asn1_magnitude(in, a.kept[HF_AT_RSA_PUBLIC_KEY_EXPONENT]);
  return out;
}

/* The key of RSAPublicKey. */
/*@ requires \valid(key) && hf_readable(in, inner) && \separated(key, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *key;
  @ ensures \result == 0 ==> hf_key_within(*key, inner);
  @ ensures \result == 0 ==> hf_key_sound(*key); */
static uint8_t read_rsa(const uint8_t *in, struct hf_span inner, struct hf_key_spans *key) {
  struct numbers k = read_numbers(in, inner);
  uint8_t error;
  if (k.error != HF_OK || k.modulus.n == 0u || k.exponent.n == 0u)
    return HF_ERROR_CERTIFICATE_KEY_MALFORMED;
  error = rsa_error(in, k.modulus, k.exponent);
  if (error == HF_ERROR_CERTIFICATE_KEY_MALFORMED)
    return error;
  if (error == HF_OK)
    set_rsa(inner, k.modulus, k.exponent, key);
  else
    set_none(inner, error, key);
  return HF_OK;
}

/* What is wrong with a point, all of `inner`: it is none of its curve, or on a curve or of a form that is not taken. */
/*@ requires hf_readable(in, inner) && inner.n > 0;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == HF_ERROR_CERTIFICATE_KEY_MALFORMED ||
  @   \result == HF_ERROR_CERTIFICATE_KEY_UNSUPPORTED;
  @ ensures \result == 0 ==> in[inner.at] == 4;
  @ ensures \result == 0 ==> group_known(group) && inner.n == share_bytes(group); */
static uint8_t point_error(const uint8_t *in, uint8_t group, struct hf_span inner) {
  if (hf_key_point_size(group) == 0u || in[inner.at] == 2u || in[inner.at] == 3u)
    return HF_ERROR_CERTIFICATE_KEY_UNSUPPORTED;
  if (in[inner.at] != 4u || inner.n != hf_key_point_size(group))
    return HF_ERROR_CERTIFICATE_KEY_MALFORMED;
  return hf_point_check(group, in + inner.at, inner.n) == 0 ? HF_OK : HF_ERROR_CERTIFICATE_KEY_MALFORMED;
}

/* The curves of the set NamedCurves; 0: another. */
/*@ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == (id == HF_ID_NAMED_CURVES_SECP256R1 ? HF_GROUP_SECP256R1 :
  @   id == HF_ID_NAMED_CURVES_SECP384R1 ? HF_GROUP_SECP384R1 : id == HF_ID_NAMED_CURVES_SECP521R1 ? HF_GROUP_SECP521R1 : 0); */
static uint8_t group_of(uint32_t id) {
  if (id == HF_ID_NAMED_CURVES_SECP256R1)
    return HF_GROUP_SECP256R1;
  if (id == HF_ID_NAMED_CURVES_SECP384R1)
    return HF_GROUP_SECP384R1;
  return id == HF_ID_NAMED_CURVES_SECP521R1 ? HF_GROUP_SECP521R1 : 0u;
}

/* A point, all of `inner`, on a curve (RFC 5480 2.1.1, 2.2). */
/*@ requires \valid(key) && hf_readable(in, inner) && \separated(key, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *key;
  @ ensures \result == 0 ==> hf_key_within(*key, inner);
  @ ensures \result == 0 ==> hf_key_sound(*key); */
static uint8_t read_ec(const uint8_t *in, uint32_t curve, struct hf_span inner, struct hf_key_spans *key) {
  uint8_t group = group_of(curve);
  uint8_t error = inner.n == 0u ? (uint8_t)HF_ERROR_CERTIFICATE_KEY_MALFORMED : point_error(in, group, inner);
  if (error == HF_ERROR_CERTIFICATE_KEY_MALFORMED)
    return error;
  if (error == HF_OK)
    set_ec(group, inner, key);
  else
    set_none(inner, error, key);
  return HF_OK;
}

/* SubjectPublicKeyInfo, taken apart. */
struct info {
  struct hf_span rest;       /* behind it */
  struct hf_span key;        /* the octets of its BIT STRING */
  struct hf_span identifier; /* its AlgorithmIdentifier, the element */
  struct hf_span pss;        /* RSASSA-PSS-params, the element; empty: none */
  uint32_t unused_bits;
  uint32_t algorithm; /* HF_ID_PUBLIC_KEY_ALGORITHMS_... */
  uint32_t curve;     /* HF_ID_NAMED_CURVES_... */
  uint32_t error;
};

/*@ requires hf_readable(in, rest);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures hf_left_of(\result.rest, rest);
  @ ensures \result.error == 0 ==> hf_within(\result.key, rest) && hf_within(\result.identifier, rest) &&
  @   hf_within(\result.pss, rest) && \result.rest.n < rest.n; */
static struct info take_info(const uint8_t *in, struct hf_span rest) {
  struct info out = {rest, {rest.at, 0u}, {rest.at, 0u}, {rest.at, 0u}, 0u, 0u, 0u, HF_OK};
  struct hf_asn1 a;
  out.error = hf_asn1_take(&a, in, &rest, HF_READ_SUBJECT_PUBLIC_KEY_INFO);
  out.rest = rest;
  out.key = a.kept[HF_AT_SUBJECT_PUBLIC_KEY_INFO_KEY];
  out.identifier = a.kept[HF_AT_SUBJECT_PUBLIC_KEY_INFO_IDENTIFIER];
  out.pss = a.kept[HF_AT_SUBJECT_PUBLIC_KEY_INFO_PSS];
  out.unused_bits = a.numbers[HF_VALUE_SUBJECT_PUBLIC_KEY_INFO_UNUSED_BITS];
  out.algorithm = a.numbers[HF_VALUE_SUBJECT_PUBLIC_KEY_INFO_ALGORITHM];
  out.curve = a.numbers[HF_VALUE_SUBJECT_PUBLIC_KEY_INFO_CURVE];
  return out;
}

/* A key for RSASSA-PSS alone (RFC 4055 1.2, 3.3). Without parameters it takes any hash function. */
/*@ requires \valid(key) && hf_readable(in, info.key) && hf_readable(in, info.pss) && \separated(key, in + (0 .. 0xffffffff));
  @ requires hf_within(info.key, rest) && hf_within(info.identifier, rest);
  @ HF_TOTAL;
  @ assigns *key;
  @ ensures \result == 0 ==> hf_key_within(*key, rest);
  @ ensures \result == 0 ==> hf_key_sound(*key); */
static uint8_t read_pss(const uint8_t *in, struct hf_span rest, struct info info, struct hf_key_spans *key) {
  const uint8_t hash = info.pss.n == 0u ? 0u : hf_pss_key_hash(in, info.pss);
  uint8_t error = read_rsa(in, info.key, key);
  (void)rest;
  if (error != HF_OK || key->kind == 0u)
    return error;
  if ((hash == 0u && info.pss.n != 0u) || info.identifier.n > HF_POINT_MAX) {
    set_none(info.key, HF_ERROR_CERTIFICATE_KEY_UNSUPPORTED, key);
  } else {
    key->kind = HF_KEY_RSA_PSS;
    key->group = hash;
    key->point = info.identifier;
  }
  return HF_OK;
}

uint8_t hf_key_take(const uint8_t *in, struct hf_span *rest, struct hf_key_spans *key) {
  const struct hf_span whole = *rest;
  struct info info;
  if (HF_HAS_X509 == 0u && HF_HAS_RSA_KEYS == 0u)
    return hf_key_by_head(in, rest, key);
  info = take_info(in, whole);
  rest->at = info.rest.at;
  rest->n = info.rest.n;
  if (info.error != HF_OK)
    return HF_ERROR_CERTIFICATE_KEY_MALFORMED;
  if (info.algorithm == 0u) {
    set_none(info.key, HF_ERROR_CERTIFICATE_KEY_UNSUPPORTED, key);
    return HF_OK;
  }
  if (info.unused_bits != 0u)
    return HF_ERROR_CERTIFICATE_KEY_MALFORMED;
  if (info.algorithm == HF_ID_PUBLIC_KEY_ALGORITHMS_EC_PUBLIC_KEY)
    return read_ec(in, info.curve, info.key, key);
  if (HF_HAS_RSA_KEYS != 0u && info.algorithm == HF_ID_PUBLIC_KEY_ALGORITHMS_RSASSA_PSS)
    return read_pss(in, whole, info, key);
  if (HF_HAS_RSA_KEYS != 0u)
    return read_rsa(in, info.key, key);
  set_none(info.key, HF_ERROR_CERTIFICATE_KEY_UNSUPPORTED, key);
  return HF_OK;
}

void hf_key_place(const uint8_t *in, const struct hf_key_spans *spans, struct hf_public_key *key) {
  key->modulus = in + spans->modulus.at;
  key->exponent = in + spans->exponent.at;
  key->point = in + spans->point.at;
  key->modulus_n = spans->modulus.n;
  key->exponent_n = spans->exponent.n;
  key->point_n = spans->point.n;
  key->group = spans->group;
  key->kind = spans->kind;
}
