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

/* A modulus and an exponent that can be those of RSA: both odd, the exponent 3 or more. */
/*@ requires \valid(key) && hf_readable(in, key->modulus) && hf_readable(in, key->exponent);
  @ requires \separated(key, in + (0 .. 0xffffffff));
  @ requires key->modulus.n > 0 && key->exponent.n > 0;
  @ terminates \true; exits \false;
  @ assigns key->error, key->kind, key->modulus.n, key->exponent.n; 
  @ ensures key->modulus.n <= \old(key->modulus.n) && key->exponent.n <= \old(key->exponent.n);
  @ ensures \result == 0 ==> key->modulus.n <= HF_RSA_MAX && key->exponent.n <= 8; */
static uint8_t check_rsa(const uint8_t *in, struct hf_key_spans *key) {
  const uint8_t *n = in + key->modulus.at;
  const uint8_t *e = in + key->exponent.at;
  if (n[key->modulus.n - 1u] % 2u == 0u || e[key->exponent.n - 1u] % 2u == 0u || (key->exponent.n == 1u && e[0] == 1u))
    return HF_ERROR_CERTIFICATE_KEY_MALFORMED;
  key->kind = HF_KEY_RSA;
  if (key->modulus.n < RSA_LEAST || (key->modulus.n == RSA_LEAST && n[0] < 128u))
    key->error = HF_ERROR_CERTIFICATE_KEY_WEAK;
  else if (key->modulus.n > HF_RSA_MAX || key->exponent.n > EXPONENT_MOST)
    key->error = HF_ERROR_CERTIFICATE_KEY_UNSUPPORTED;
  if (key->error != HF_OK) {
    key->kind = 0u;
    key->modulus.n = 0u;
    key->exponent.n = 0u;
  }
  return HF_OK;
}

/* RSAPublicKey (RFC 8017 A.1.1), all of `inner`. */
/*@ requires \valid(key) && hf_readable(in, inner) && \separated(key, in + (0 .. 0xffffffff));
  @ terminates \true; exits \false;
  @ assigns key->error, key->kind, key->modulus, key->exponent;
  @ ensures \result == 0 ==> hf_within(key->modulus, inner) && hf_within(key->exponent, inner);
  @ ensures \result == 0 ==> key->modulus.n <= HF_RSA_MAX && key->exponent.n <= 8; */
static uint8_t read_rsa(const uint8_t *in, struct hf_span inner, struct hf_key_spans *key) {
  struct hf_span numbers;
  uint8_t error = hf_der_take(in, &inner, HF_DER_SEQUENCE, &numbers);
  if (error == HF_OK)
    error = hf_der_unsigned(in, &numbers, &key->modulus);
  if (error == HF_OK)
    error = hf_der_unsigned(in, &numbers, &key->exponent);
  if (error != HF_OK || numbers.n != 0u || inner.n != 0u)
    return HF_ERROR_CERTIFICATE_KEY_MALFORMED;
  return check_rsa(in, key);
}

/* A point, all of `inner`, on the curve that the parameters name (RFC 5480 2.1.1, 2.2). */
/*@ requires \valid(key) && hf_readable(in, inner) && hf_readable(in, parameters);
  @ requires \separated(key, in + (0 .. 0xffffffff));
  @ terminates \true; exits \false;
  @ assigns key->error, key->kind, key->point, key->group;
  @ ensures \result == 0 ==> (hf_within(key->point, inner) && key->point.n <= HF_POINT_MAX) ||
  @                          key->point == \old(key->point); */
static uint8_t read_ec(const uint8_t *in, struct hf_span parameters, struct hf_span inner, struct hf_key_spans *key) {
  struct hf_span oid;
  uint8_t error = hf_oid_take(in, &parameters, &oid);
  uint8_t group;
  if (error != HF_OK || parameters.n != 0u || inner.n == 0u)
    return HF_ERROR_CERTIFICATE_KEY_MALFORMED;
  group = hf_oid_find(in, oid, curves, CURVES_N);
  key->error = HF_ERROR_CERTIFICATE_KEY_UNSUPPORTED;
  if (group == 0u || in[inner.at] == 2u || in[inner.at] == 3u)
    return HF_OK;
  if (in[inner.at] != 4u || inner.n != (group == HF_GROUP_SECP256R1 ? 65u : 97u))
    return HF_ERROR_CERTIFICATE_KEY_MALFORMED;
  key->error = HF_OK;
  key->kind = HF_KEY_EC;
  key->group = group;
  key->point = inner;
  return HF_OK;
}

uint8_t hf_key_take(const uint8_t *in, struct hf_span *rest, struct hf_key_spans *key) {
  struct hf_span inner;
  struct hf_span parameters;
  struct hf_span bits;
  uint8_t algorithm;
  uint8_t unused;
  uint8_t error = hf_der_take(in, rest, HF_DER_SEQUENCE, &inner);
  if (error == HF_OK)
    error = hf_algorithm_take(in, &inner, keys, KEYS_N, &algorithm, &parameters);
  if (error == HF_OK)
    error = hf_der_bits(in, &inner, &bits, &unused);
  if (error != HF_OK || inner.n != 0u)
    return HF_ERROR_CERTIFICATE_KEY_MALFORMED;
  key->kind = 0u;
  key->error = HF_OK;
  key->group = 0u;
  key->point.at = bits.at;
  key->point.n = 0u;
  key->modulus = key->point;
  key->exponent = key->point;
  if (algorithm != KEY_NONE && unused != 0u)
    return HF_ERROR_CERTIFICATE_KEY_MALFORMED;
  if (algorithm == KEY_RSA)
    return parameters.n == 2u && in[parameters.at] == HF_DER_NULL ? read_rsa(in, bits, key)
                                                                  : (uint8_t)HF_ERROR_CERTIFICATE_KEY_MALFORMED;
  if (algorithm == KEY_EC)
    return read_ec(in, parameters, bits, key);
  key->error = HF_ERROR_CERTIFICATE_KEY_UNSUPPORTED;
  return HF_OK;
}

void hf_key_place(const uint8_t *in, const struct hf_key_spans *spans, struct hf_public_key *key) {
  key->modulus = in + spans->modulus.at;
  key->exponent = in + spans->exponent.at;
  key->point = in + spans->point.at;
  key->modulus_n = (uint16_t)spans->modulus.n;
  key->exponent_n = (uint16_t)spans->exponent.n;
  key->point_n = (uint16_t)spans->point.n;
  key->group = spans->group;
  key->kind = spans->kind;
}

uint8_t hf_same_key(const struct hf_public_key *a, const struct hf_public_key *b) {
  struct hf_span modulus_a = {0u, a->modulus_n};
  struct hf_span modulus_b = {0u, b->modulus_n};
  struct hf_span exponent_a = {0u, a->exponent_n};
  struct hf_span exponent_b = {0u, b->exponent_n};
  struct hf_span point_a = {0u, a->point_n};
  struct hf_span point_b = {0u, b->point_n};
  if (a->kind != b->kind || a->group != b->group)
    return 0u;
  if (hf_same_bytes(a->modulus, modulus_a, b->modulus, modulus_b) == 0u)
    return 0u;
  if (hf_same_bytes(a->exponent, exponent_a, b->exponent, exponent_b) == 0u)
    return 0u;
  return hf_same_bytes(a->point, point_a, b->point, point_b);
}
