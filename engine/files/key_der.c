#include "handfast/files.h"
#include "x509/der.h"

#define PARAMETERS HF_DER_CONTEXT_CONSTRUCTED
#define KEY_MAX_BYTES 16384u

static const char nothing[] = "there is no key, or nothing to fill";
static const char malformed[] = "it is not well-formed DER";
static const char no_name[] = "its curve has no name (explicit parameters)";

static const uint8_t rsa_oid[] = {0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01};
static const uint8_t rsa_pss_oid[] = {0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0a};
static const uint8_t ec_oid[] = {0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01};
static const uint8_t p256_oid[] = {0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07};
static const uint8_t p384_oid[] = {0x2b, 0x81, 0x04, 0x00, 0x22};

/* The version of the structure, one of two. */
static int take_version(const uint8_t *in, struct hf_span *rest, uint8_t one, uint8_t other) {
  uint8_t version = 0;
  return hf_der_small(in, rest, &version) == 0 && (version == one || version == other) ? 0 : -1;
}

static int take_outer(const uint8_t *in, struct hf_span all, struct hf_span *body) {
  return hf_der_take(in, &all, HF_DER_SEQUENCE, body) == 0 && all.n == 0 ? 0 : -1;
}

static int is(const uint8_t *in, const struct hf_span *part, const uint8_t *oid, size_t n) {
  size_t i = 0;
  while (part->n == n && i < n && in[part->at + i] == oid[i])
    i++;
  return part->n == n && i == n;
}

static const char *find_group(const uint8_t *in, const struct hf_span *oid, uint16_t *group) {
  if (is(in, oid, p256_oid, sizeof p256_oid))
    *group = HF_GROUP_SECP256R1;
  else if (is(in, oid, p384_oid, sizeof p384_oid))
    *group = HF_GROUP_SECP384R1;
  else
    return "its curve is neither P-256 (secp256r1) nor P-384 (secp384r1)";
  return NULL;
}

static const char *rsa_key(const uint8_t *in, struct hf_span all, struct hf_key_der *out) {
  struct hf_span key;
  struct hf_span number;
  if (take_outer(in, all, &key) != 0 || take_version(in, &key, 0, 0) != 0)
    return malformed;
  for (int i = 0; i < 8; i++)
    if (hf_der_unsigned(in, &key, &number) != 0)
      return malformed;
  *out = (struct hf_key_der){in + all.at, all.n, 0, HF_KEY_RSA};
  return key.n == 0 ? NULL : malformed;
}

/* The curve that the key itself names, if it does; it must be the one known from outside, if there is one. */
static const char *take_group(const uint8_t *in, struct hf_span *key, uint16_t *group) {
  struct hf_span parameters;
  struct hf_span oid;
  uint16_t named = 0;
  uint8_t present;
  if (hf_der_optional(in, key, PARAMETERS, &parameters, &present) != 0)
    return malformed;
  if (!present)
    return *group == 0 ? "it does not name its curve" : NULL;
  if (hf_der_take(in, &parameters, HF_DER_OID, &oid) != 0)
    return no_name;
  const char *why = find_group(in, &oid, &named);
  if (why == NULL && *group != 0 && named != *group)
    why = "it names two different curves";
  *group = named;
  return why;
}

/* ECPrivateKey; group is 0 when only the key itself can tell it. */
static const char *ec_key(const uint8_t *in, struct hf_span all, uint16_t group, struct hf_key_der *out) {
  struct hf_span key;
  struct hf_span scalar;
  if (take_outer(in, all, &key) != 0 || take_version(in, &key, 1, 1) != 0 ||
      hf_der_take(in, &key, HF_DER_OCTET_STRING, &scalar) != 0)
    return malformed;
  const char *why = take_group(in, &key, &group);
  if (why == NULL && scalar.n != (group == HF_GROUP_SECP256R1 ? 32u : 48u))
    why = "its scalar has not the size of its curve";
  *out = (struct hf_key_der){in + scalar.at, scalar.n, group, HF_KEY_EC};
  return why;
}

static const char *by_algorithm(const uint8_t *in, struct hf_span algorithm, struct hf_span key,
                                struct hf_key_der *out) {
  struct hf_span oid;
  struct hf_span curve;
  uint16_t group = 0;
  if (hf_der_take(in, &algorithm, HF_DER_OID, &oid) != 0)
    return malformed;
  if (is(in, &oid, rsa_oid, sizeof rsa_oid))
    return rsa_key(in, key, out);
  if (is(in, &oid, rsa_pss_oid, sizeof rsa_pss_oid))
    return "it is an RSASSA-PSS key; the cipher suites of TLS 1.2 with RSA want an rsaEncryption key";
  if (!is(in, &oid, ec_oid, sizeof ec_oid))
    return "it is neither an RSA nor an EC key";
  if (hf_der_take(in, &algorithm, HF_DER_OID, &curve) != 0)
    return no_name;
  const char *why = find_group(in, &curve, &group);
  return why != NULL ? why : ec_key(in, key, group, out);
}

static struct hf_span whole(size_t n) {
  return (struct hf_span){0, n > KEY_MAX_BYTES ? 0 : (uint32_t)n};
}

const char *hf_key_pkcs1(const uint8_t *der, size_t n, struct hf_key_der *out) {
  return der == NULL || out == NULL ? nothing : rsa_key(der, whole(n), out);
}

const char *hf_key_sec1(const uint8_t *der, size_t n, struct hf_key_der *out) {
  return der == NULL || out == NULL ? nothing : ec_key(der, whole(n), 0, out);
}

/* Version 1 adds the public key at the end (RFC 5958); attributes and it are not read. */
const char *hf_key_pkcs8(const uint8_t *der, size_t n, struct hf_key_der *out) {
  struct hf_span info;
  struct hf_span algorithm;
  struct hf_span key;
  if (der == NULL || out == NULL)
    return nothing;
  if (take_outer(der, whole(n), &info) != 0 || take_version(der, &info, 0, 1) != 0 ||
      hf_der_take(der, &info, HF_DER_SEQUENCE, &algorithm) != 0 ||
      hf_der_take(der, &info, HF_DER_OCTET_STRING, &key) != 0)
    return malformed;
  return by_algorithm(der, algorithm, key, out);
}

/* Behind the version: PKCS#8 has a sequence, PKCS#1 an integer, SEC1 an octet string. */
const char *hf_key_find(const uint8_t *der, size_t n, struct hf_key_der *out) {
  struct hf_span body;
  uint8_t version;
  if (der == NULL || out == NULL)
    return nothing;
  if (take_outer(der, whole(n), &body) != 0 || hf_der_small(der, &body, &version) != 0 || body.n == 0u)
    return malformed;
  if (der[body.at] == HF_DER_SEQUENCE)
    return hf_key_pkcs8(der, n, out);
  return der[body.at] == HF_DER_INTEGER ? hf_key_pkcs1(der, n, out) : hf_key_sec1(der, n, out);
}
