#include "x509/key.h"
#include "generated/errors.h"
#include "x509/oid.h"

enum { KEY_NONE, KEY_RSA, KEY_EC };

static const struct hf_oid keys[] = {
    {7u, KEY_EC, {0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01}},
    {9u, KEY_RSA, {0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01}},
};
#define KEYS_N 2u

static const struct hf_oid curves[] = {
    {8u, HF_GROUP_SECP256R1, {0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07}},
    {5u, HF_GROUP_SECP384R1, {0x2b, 0x81, 0x04, 0x00, 0x22}},
};
#define CURVES_N 2u

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
  @ requires (group == HF_GROUP_SECP256R1 && point.n == 65) || (group == HF_GROUP_SECP384R1 && point.n == 97);
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
  @   \result == HF_ERROR_CERTIFICATE_KEY_WEAK || \result == HF_ERROR_CERTIFICATE_KEY_UNSUPPORTED;
  @ ensures \result == 0 ==> 256 <= modulus.n <= HF_RSA_MAX && exponent.n <= 8;
  @ ensures \result == 0 ==> in[modulus.at + modulus.n - 1] % 2 == 1 && in[exponent.at + exponent.n - 1] % 2 == 1; */
static uint8_t rsa_error(const uint8_t *in, struct hf_span modulus, struct hf_span exponent) {
  const uint8_t *n = in + modulus.at;
  const uint8_t *e = in + exponent.at;
  if (n[modulus.n - 1u] % 2u == 0u || e[exponent.n - 1u] % 2u == 0u || (exponent.n == 1u && e[0] == 1u))
    return HF_ERROR_CERTIFICATE_KEY_MALFORMED;
  if (modulus.n < RSA_LEAST || (modulus.n == RSA_LEAST && n[0] < 128u))
    return HF_ERROR_CERTIFICATE_KEY_WEAK;
  return modulus.n > HF_RSA_MAX || exponent.n > EXPONENT_MOST ? HF_ERROR_CERTIFICATE_KEY_UNSUPPORTED : HF_OK;
}

/* RSAPublicKey (RFC 8017 A.1.1), all of `inner`, taken apart. */
/*@ requires \valid(modulus) && \valid(exponent) && hf_readable(in, inner) && \separated(modulus, exponent);
  @ requires hf_apart(in, modulus) && hf_apart(in, exponent);
  @ HF_TOTAL;
  @ assigns *modulus, *exponent;
  @ ensures \result == 0 ==> hf_within(*modulus, inner) && hf_within(*exponent, inner) && modulus->n > 0 && exponent->n > 0; */
static uint8_t take_numbers(const uint8_t *in, struct hf_span inner, struct hf_span *modulus,
                            struct hf_span *exponent) {
  struct hf_span numbers;
  if (hf_der_take(in, &inner, HF_DER_SEQUENCE, &numbers) != HF_OK || inner.n != 0u)
    return HF_ERROR_CERTIFICATE_KEY_MALFORMED;
  if (hf_der_unsigned(in, &numbers, modulus) != HF_OK)
    return HF_ERROR_CERTIFICATE_KEY_MALFORMED;
  if (hf_der_unsigned(in, &numbers, exponent) != HF_OK || numbers.n != 0u)
    return HF_ERROR_CERTIFICATE_KEY_MALFORMED;
  return HF_OK;
}

/* The key of RSAPublicKey. */
/*@ requires \valid(key) && hf_readable(in, inner) && \separated(key, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *key;
  @ ensures \result == 0 ==> hf_key_within(*key, inner);
  @ ensures \result == 0 ==> hf_key_sound(*key); */
static uint8_t read_rsa(const uint8_t *in, struct hf_span inner, struct hf_key_spans *key) {
  struct hf_span modulus;
  struct hf_span exponent;
  uint8_t error = take_numbers(in, inner, &modulus, &exponent);
  if (error == HF_OK)
    error = rsa_error(in, modulus, exponent);
  if (error == HF_ERROR_CERTIFICATE_KEY_MALFORMED)
    return error;
  if (error == HF_OK)
    set_rsa(inner, modulus, exponent, key);
  else
    set_none(inner, error, key);
  return HF_OK;
}

/* Bytes of an uncompressed point on a curve that is taken; 0: on another. */
/*@ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == (group == HF_GROUP_SECP256R1 ? 65 : group == HF_GROUP_SECP384R1 ? 97 : 0); */
static uint32_t point_size(uint8_t group) {
  if (group == HF_GROUP_SECP256R1)
    return 65u;
  return group == HF_GROUP_SECP384R1 ? 97u : 0u;
}

/* What is wrong with a point, all of `inner`: it is none of its curve, or on a curve or of a form that is not taken. */
/*@ requires hf_readable(in, inner) && inner.n > 0;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == HF_ERROR_CERTIFICATE_KEY_MALFORMED ||
  @   \result == HF_ERROR_CERTIFICATE_KEY_UNSUPPORTED;
  @ ensures \result == 0 ==> in[inner.at] == 4;
  @ ensures \result == 0 ==> inner.n == (group == HF_GROUP_SECP256R1 ? 65 : 97) &&
  @   (group == HF_GROUP_SECP256R1 || group == HF_GROUP_SECP384R1); */
static uint8_t point_error(const uint8_t *in, uint8_t group, struct hf_span inner) {
  if (point_size(group) == 0u || in[inner.at] == 2u || in[inner.at] == 3u)
    return HF_ERROR_CERTIFICATE_KEY_UNSUPPORTED;
  if (in[inner.at] != 4u || inner.n != point_size(group))
    return HF_ERROR_CERTIFICATE_KEY_MALFORMED;
  return hf_point_check(group, in + inner.at, inner.n) == 0 ? HF_OK : HF_ERROR_CERTIFICATE_KEY_MALFORMED;
}

/* A point, all of `inner`, on the curve that the parameters name (RFC 5480 2.1.1, 2.2). */
/*@ requires \valid(key) && hf_readable(in, inner) && hf_readable(in, parameters);
  @ requires \separated(key, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *key;
  @ ensures \result == 0 ==> hf_key_within(*key, inner);
  @ ensures \result == 0 ==> hf_key_sound(*key); */
static uint8_t read_ec(const uint8_t *in, struct hf_span parameters, struct hf_span inner, struct hf_key_spans *key) {
  struct hf_span oid;
  uint8_t error = hf_oid_take(in, &parameters, &oid);
  uint8_t group;
  if (error != HF_OK || parameters.n != 0u || inner.n == 0u)
    return HF_ERROR_CERTIFICATE_KEY_MALFORMED;
  group = hf_oid_find(in, oid, curves, CURVES_N);
  error = point_error(in, group, inner);
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
  struct hf_span parameters;
  struct hf_span bits;
  uint8_t algorithm;
  uint8_t unused;
};

/*@ requires \valid(out);
  @ HF_TOTAL;
  @ assigns *out;
  @ ensures out->parameters.at == info.parameters.at && out->parameters.n == info.parameters.n;
  @ ensures out->bits.at == info.bits.at && out->bits.n == info.bits.n;
  @ ensures out->algorithm == info.algorithm && out->unused == info.unused; */
static void put_info(struct info info, struct info *out) {
  out->parameters.at = info.parameters.at;
  out->parameters.n = info.parameters.n;
  out->bits.at = info.bits.at;
  out->bits.n = info.bits.n;
  out->algorithm = info.algorithm;
  out->unused = info.unused;
}

/* All of inner being its contents. */
/*@ requires \valid(out) && hf_readable(in, inner) && \separated(out, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *out;
  @ ensures \result == 0 ==> hf_within(out->parameters, inner);
  @ ensures \result == 0 ==> hf_within(out->bits, inner); */
static uint8_t read_info(const uint8_t *in, struct hf_span inner, struct info *out) {
  struct info info;
  if (hf_algorithm_take(in, &inner, keys, KEYS_N, &info.algorithm, &info.parameters) != HF_OK)
    return HF_ERROR_CERTIFICATE_KEY_MALFORMED;
  /*@ assert hf_within(info.parameters, \at(inner, Pre)); */
  if (hf_der_bits(in, &inner, &info.bits, &info.unused) != HF_OK || inner.n != 0u)
    return HF_ERROR_CERTIFICATE_KEY_MALFORMED;
  /*@ assert hf_within(info.parameters, \at(inner, Pre)); */
  /*@ assert hf_within(info.bits, \at(inner, Pre)); */
  put_info(info, out);
  return HF_OK;
}

/*@ requires \valid(rest) && \valid(out) && hf_readable(in, *rest) && \separated(rest, out);
  @ requires hf_apart(in, rest) && \separated(out, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *rest, *out;
  @ ensures hf_left_of(*rest, \old(*rest));
  @ ensures \result == 0 ==> hf_within(out->parameters, \old(*rest));
  @ ensures \result == 0 ==> hf_within(out->bits, \old(*rest));
  @ ensures \result == 0 ==> rest->n < \old(rest->n); */
static uint8_t take_info(const uint8_t *in, struct hf_span *rest, struct info *out) {
  struct hf_span inner;
  if (hf_der_take(in, rest, HF_DER_SEQUENCE, &inner) != HF_OK)
    return HF_ERROR_CERTIFICATE_KEY_MALFORMED;
  /*@ assert hf_within(inner, \at(*rest, Pre)); */
  return read_info(in, inner, out);
}

/* The parameters of RSA are NULL (RFC 3279 2.3.1). */
/*@ requires hf_readable(in, parameters);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == (parameters.n == 2 && in[parameters.at] == HF_DER_NULL ? 1 : 0); */
static uint8_t is_null(const uint8_t *in, struct hf_span parameters) {
  return parameters.n == 2u && in[parameters.at] == HF_DER_NULL ? 1u : 0u;
}

uint8_t hf_key_take(const uint8_t *in, struct hf_span *rest, struct hf_key_spans *key) {
  struct info info;
  uint8_t error = take_info(in, rest, &info);
  if (error != HF_OK)
    return error;
  if (info.algorithm == KEY_NONE) {
    set_none(info.bits, HF_ERROR_CERTIFICATE_KEY_UNSUPPORTED, key);
    return HF_OK;
  }
  if (info.unused != 0u || (info.algorithm == KEY_RSA && is_null(in, info.parameters) == 0u))
    return HF_ERROR_CERTIFICATE_KEY_MALFORMED;
  return info.algorithm == KEY_RSA ? read_rsa(in, info.bits, key) : read_ec(in, info.parameters, info.bits, key);
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
