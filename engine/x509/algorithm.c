#include "x509/algorithm.h"
#include "generated/errors.h"
#include "x509/oid.h"

enum algorithm {
  ALGORITHM_NONE,
  ALGORITHM_RSA_SHA256,
  ALGORITHM_RSA_SHA384,
  ALGORITHM_RSA_SHA512,
  ALGORITHM_RSA_PSS,
  ALGORITHM_ECDSA_SHA256,
  ALGORITHM_ECDSA_SHA384,
  ALGORITHM_ECDSA_SHA512
};

static const struct hf_oid algorithms[] = {
    {8u, ALGORITHM_ECDSA_SHA256, {0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02}},
    {8u, ALGORITHM_ECDSA_SHA384, {0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x03}},
    {8u, ALGORITHM_ECDSA_SHA512, {0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x04}},
    {9u, ALGORITHM_RSA_SHA256, {0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b}},
    {9u, ALGORITHM_RSA_SHA384, {0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0c}},
    {9u, ALGORITHM_RSA_SHA512, {0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0d}},
    {9u, ALGORITHM_RSA_PSS, {0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0a}},
};
#define ALGORITHMS_N 7u

/* Hash functions, and the mask generation function that is made of one. */
enum { HASH_NONE, HASH_SHA256, HASH_SHA384, HASH_SHA512, HASH_MGF1 };

static const struct hf_oid hashes[] = {
    {9u, HASH_SHA256, {0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01}},
    {9u, HASH_SHA384, {0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x02}},
    {9u, HASH_SHA512, {0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x03}},
    {9u, HASH_MGF1, {0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x08}},
};
#define HASHES_N 4u

/* 1 when the parameters are NULL or are left out, as RFC 4055 2.1 and 5 want it. */
/*@ requires hf_readable(in, parameters);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint8_t is_null_or_absent(const uint8_t *in, struct hf_span parameters) {
  if (parameters.n == 0u)
    return 1u;
  return parameters.n == 2u && in[parameters.at] == HF_DER_NULL && in[parameters.at + 1u] == 0u ? 1u : 0u;
}

/* Takes the AlgorithmIdentifier of a hash function; *hash is HASH_NONE for another. */
/*@ requires \valid(rest) && \valid(hash) && hf_readable(in, *rest);
  @ requires \separated(rest, in + (0 .. 0xffffffff)) && \separated(hash, in + (0 .. 0xffffffff)) &&
  @          \separated(rest, hash);
  @ HF_TOTAL;
  @ assigns *rest, *hash;
  @ ensures hf_left_of(*rest, \old(*rest)); */
static uint8_t take_hash(const uint8_t *in, struct hf_span *rest, uint8_t *hash) {
  struct hf_span parameters;
  uint8_t id;
  uint8_t error = hf_algorithm_take(in, rest, hashes, HASHES_N, &id, &parameters);
  if (error != HF_OK)
    return error;
  *hash = id != HASH_MGF1 && is_null_or_absent(in, parameters) == 1u ? id : (uint8_t)HASH_NONE;
  return HF_OK;
}

/* The mask generation function [1], which must be MGF1 with the same hash function (RFC 4055 3.1): 1, else 0. */
/*@ requires hf_readable(in, field);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint8_t is_mask_function(const uint8_t *in, struct hf_span field, uint8_t hash) {
  struct hf_span parameters;
  uint8_t id;
  uint8_t inner = HASH_NONE;
  if (hf_algorithm_take(in, &field, hashes, HASHES_N, &id, &parameters) != HF_OK || field.n != 0u || id != HASH_MGF1)
    return 0u;
  if (take_hash(in, &parameters, &inner) != HF_OK || parameters.n != 0u)
    return 0u;
  return inner == hash ? 1u : 0u;
}

/* The size of the salt [2], which must be that of the hash function: 1, else 0. */
/*@ requires hf_readable(in, field);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint8_t is_salt_size(const uint8_t *in, struct hf_span field, uint8_t hash) {
  uint8_t size = 0u;
  if (hf_der_small(in, &field, &size) != HF_OK || field.n != 0u)
    return 0u;
  return size == (hash == HASH_SHA256 ? 32u : hash == HASH_SHA384 ? 48u : 64u) ? 1u : 0u;
}

/* The scheme of RSASSA-PSS-params (RFC 4055 3.1); 0: another than is accepted. The defaults of that structure are SHA-1, so
   the first three fields must be there, and the fourth, which may only have its default, must not. */
/*@ requires hf_readable(in, parameters);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 0x0804 || \result == 0x0805 || \result == 0x0806; */
static uint16_t pss_scheme(const uint8_t *in, struct hf_span parameters) {
  struct hf_span fields;
  struct hf_span field;
  uint8_t hash = HASH_NONE;
  if (hf_der_take(in, &parameters, HF_DER_SEQUENCE, &fields) != HF_OK)
    return 0u;
  if (hf_der_take(in, &fields, HF_DER_CONTEXT_CONSTRUCTED, &field) != HF_OK || take_hash(in, &field, &hash) != HF_OK)
    return 0u;
  if (field.n != 0u || hash == HASH_NONE)
    return 0u;
  if (hf_der_take(in, &fields, HF_DER_CONTEXT_CONSTRUCTED + 1u, &field) != HF_OK ||
      is_mask_function(in, field, hash) == 0u)
    return 0u;
  if (hf_der_take(in, &fields, HF_DER_CONTEXT_CONSTRUCTED + 2u, &field) != HF_OK || is_salt_size(in, field, hash) == 0u)
    return 0u;
  if (fields.n != 0u)
    return 0u;
  return hash == HASH_SHA256 ? 0x0804u : hash == HASH_SHA384 ? 0x0805u : 0x0806u;
}

/* The code points of TLS: the hash function in the upper octet, RSA 1 or ECDSA 3 in the lower (RFC 5246 7.4.1.4.1). */
/*@ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || scheme_hash(\result) != 0; */
static uint16_t scheme_of(uint8_t id) {
  switch (id) {
  case ALGORITHM_RSA_SHA256:
    return 0x0401u;
  case ALGORITHM_RSA_SHA384:
    return 0x0501u;
  case ALGORITHM_RSA_SHA512:
    return 0x0601u;
  case ALGORITHM_ECDSA_SHA256:
    return 0x0403u;
  case ALGORITHM_ECDSA_SHA384:
    return 0x0503u;
  case ALGORITHM_ECDSA_SHA512:
    return 0x0603u;
  default:
    return 0u;
  }
}

/* 1 when the parameters fit: none for ECDSA (RFC 5758 3.2), NULL for RSA. */
/*@ requires hf_readable(in, parameters);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint8_t parameters_fit(const uint8_t *in, struct hf_span parameters, uint16_t scheme) {
  if (scheme % 256u == 3u)
    return parameters.n == 0u ? 1u : 0u;
  return is_null_or_absent(in, parameters);
}

uint8_t hf_signature_algorithm_take(const uint8_t *in, struct hf_span *rest, uint16_t *scheme) {
  struct hf_span parameters;
  uint8_t id;
  uint8_t error = hf_algorithm_take(in, rest, algorithms, ALGORITHMS_N, &id, &parameters);
  if (error != HF_OK)
    return error;
  *scheme = id == ALGORITHM_RSA_PSS ? pss_scheme(in, parameters) : scheme_of(id);
  if (*scheme != 0u && id != ALGORITHM_RSA_PSS && parameters_fit(in, parameters, *scheme) == 0u)
    error = HF_ERROR_CERTIFICATE_MALFORMED;
  return error;
}
