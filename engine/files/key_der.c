#include "generated/errors.h"
#include "generated/registry.h"
#include "handfast/files.h"
#include "handfast/x509.h"
#include "parse/asn1.h"

#define KEY_MAX_BYTES 16384u

static const char nothing[] = "there is no key, or nothing to fill";
static const char malformed[] = "it is not well-formed DER";

/* Reads all of it so; NULL, or why not. */
static const char *read_as(struct hf_asn1 *a, const uint8_t *in, struct hf_span all, uint32_t entry) {
  return hf_asn1_read(a, in, all, entry) == HF_OK ? NULL : malformed;
}

static const char *rsa_key(const uint8_t *in, struct hf_span all, uint8_t kind, struct hf_key_der *out) {
  struct hf_asn1 a;
  if (read_as(&a, in, all, HF_READ_RSA_PRIVATE_KEY) != NULL || a.numbers[HF_VALUE_RSA_PRIVATE_KEY_VERSION] != 0)
    return malformed;
  *out = (struct hf_key_der){in + all.at, all.n, 0, kind};
  return NULL;
}

/* The curve that ECParameters, all of it, name. It must be the one known from outside, if there is one. */
static const char *take_group(const uint8_t *in, struct hf_span parameters, uint16_t *group) {
  static const uint16_t groups[] = {0, HF_GROUP_SECP256R1, HF_GROUP_SECP384R1,
                                    HF_GROUP_SECP521R1}; /* by HF_ID_NAMED_CURVES_... */
  struct hf_asn1 a;
  if (read_as(&a, in, parameters, HF_READ_EC_PARAMETERS) != NULL)
    return "its curve has no name (explicit parameters)";
  uint32_t curve = a.numbers[HF_VALUE_EC_PARAMETERS_CURVE];
  uint16_t named = curve <= HF_ID_NAMED_CURVES_SECP521R1 ? groups[curve] : 0;
  if (named == 0)
    return "its curve is none of P-256 (secp256r1), P-384 (secp384r1) and P-521 (secp521r1)";
  if (*group != 0 && named != *group)
    return "it names two different curves";
  *group = named;
  return NULL;
}

/* Bytes of a private key of a curve (RFC 5915 3). */
static uint32_t scalar_size(uint16_t group) {
  if (group == HF_GROUP_SECP521R1)
    return 66u;
  return group == HF_GROUP_SECP384R1 ? 48u : 32u;
}

/* ECPrivateKey; group is 0 when only the key itself can tell it. */
static const char *ec_key(const uint8_t *in, struct hf_span all, uint16_t group, struct hf_key_der *out) {
  struct hf_asn1 a;
  const char *why = NULL;
  if (read_as(&a, in, all, HF_READ_EC_PRIVATE_KEY) != NULL || a.numbers[HF_VALUE_EC_PRIVATE_KEY_VERSION] != 1)
    return malformed;
  struct hf_span scalar = a.kept[HF_AT_EC_PRIVATE_KEY_KEY];
  struct hf_span parameters = a.kept[HF_AT_EC_PRIVATE_KEY_PARAMETERS];
  if (parameters.n != 0)
    why = take_group(in, parameters, &group);
  else if (group == 0)
    why = "it does not name its curve";
  if (why == NULL && scalar.n != scalar_size(group))
    why = "its scalar has not the size of its curve";
  *out = (struct hf_key_der){in + scalar.at, scalar.n, group, HF_KEY_EC};
  return why;
}

static struct hf_span whole(size_t n) {
  return (struct hf_span){0, n > KEY_MAX_BYTES ? 0 : (uint32_t)n};
}

const char *hf_key_pkcs1(const uint8_t *der, size_t n, struct hf_key_der *out) {
  return der == NULL || out == NULL ? nothing : rsa_key(der, whole(n), HF_KEY_RSA, out);
}

const char *hf_key_sec1(const uint8_t *der, size_t n, struct hf_key_der *out) {
  return der == NULL || out == NULL ? nothing : ec_key(der, whole(n), 0, out);
}

/* Version 1 adds the public key at the end (RFC 5958); attributes and it are not looked at. */
const char *hf_key_pkcs8(const uint8_t *der, size_t n, struct hf_key_der *out) {
  struct hf_asn1 a;
  uint16_t group = 0;
  if (der == NULL || out == NULL)
    return nothing;
  if (read_as(&a, der, whole(n), HF_READ_PRIVATE_KEY) != NULL || a.numbers[HF_VALUE_PRIVATE_KEY_VERSION] > 1)
    return malformed;
  struct hf_span key = a.kept[HF_AT_PRIVATE_KEY_KEY];
  switch (a.numbers[HF_VALUE_PRIVATE_KEY_ALGORITHM]) {
  case HF_ID_PRIVATE_KEY_ALGORITHMS_RSA_ENCRYPTION:
    return rsa_key(der, key, HF_KEY_RSA, out);
  case HF_ID_PRIVATE_KEY_ALGORITHMS_RSASSA_PSS: /* what its parameters leave it to sign with, its certificate says too */
    return rsa_key(der, key, HF_KEY_RSA_PSS, out);
  case HF_ID_PRIVATE_KEY_ALGORITHMS_EC_PUBLIC_KEY: {
    const char *why = take_group(der, a.kept[HF_AT_PRIVATE_KEY_PARAMETERS], &group);
    return why != NULL ? why : ec_key(der, key, group, out);
  }
  default:
    return "it is neither an RSA nor an EC key";
  }
}

/* Each has its own second field: a sequence, an integer, an octet string. So bytes are one of them at most. */
const char *hf_key_find(const uint8_t *der, size_t n, struct hf_key_der *out) {
  struct hf_asn1 a;
  if (der == NULL || out == NULL)
    return nothing;
  if (read_as(&a, der, whole(n), HF_READ_PRIVATE_KEY) == NULL)
    return hf_key_pkcs8(der, n, out);
  if (read_as(&a, der, whole(n), HF_READ_RSA_PRIVATE_KEY) == NULL)
    return hf_key_pkcs1(der, n, out);
  return hf_key_sec1(der, n, out);
}
