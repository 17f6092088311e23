#include "x509/algorithm.h"
#include "crypto/hmac.h"
#include "generated/errors.h"
#include "parse/asn1.h"

/* RSASSA-PSS-params: the hash function, HF_HASH_..., 0 for others than are accepted, and the salt. */
struct pss {
  uint32_t hash;
  uint32_t salt;
};

/* By HF_ID_HASH_ALGORITHMS_...; 0: another. */
/*@ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || hash_known(\result); */
static uint32_t hash_of(uint32_t id) {
  if (id == HF_ID_HASH_ALGORITHMS_SHA256)
    return HF_HASH_SHA256;
  if (id == HF_ID_HASH_ALGORITHMS_SHA384)
    return HF_HASH_SHA384;
  return id == HF_ID_HASH_ALGORITHMS_SHA512 ? HF_HASH_SHA512 : 0u;
}

/* RSASSA-PSS-params (RFC 4055 3.1), all of parameters. Both hash functions are one, as RFC 8446 4.2.3 has it. The defaults of that
   structure are SHA-1, so the first two fields must be there; the fourth, which may only have its default, must not. */
/*@ requires hf_readable(in, parameters);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result.hash == 0 || \result.hash == 4 || \result.hash == 5 || \result.hash == 6; */
static struct pss read_pss(const uint8_t *in, struct hf_span parameters) {
  struct pss out = {0u, 0u};
  struct hf_asn1 a;
  if (hf_asn1_read(&a, in, parameters, HF_READ_PSS_PARAMETERS) != HF_OK ||
      a.numbers[HF_VALUE_PSS_PARAMETERS_MASK_HASH] != a.numbers[HF_VALUE_PSS_PARAMETERS_HASH] ||
      hf_asn1_marks(&a, HF_MARK_PSS_PARAMETERS_TRAILER) % 2u == 1u)
    return out;
  out.hash = hash_of(a.numbers[HF_VALUE_PSS_PARAMETERS_HASH]);
  out.salt = a.numbers[HF_VALUE_PSS_PARAMETERS_SALT];
  return out;
}

uint8_t hf_pss_key_hash(const uint8_t *in, struct hf_span pss) {
  const struct pss p = read_pss(in, pss);
  return (p.hash == 0u || p.salt > hf_hash_size(p.hash)) ? 0u : (uint8_t)p.hash;
}

/* The scheme of RSASSA-PSS-params; 0: another than is accepted, or none. The salt has the size of the hash function's output (RFC 8446
   4.2.3). */
/*@ requires hf_readable(in, parameters);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 0x0804 || \result == 0x0805 || \result == 0x0806; */
static uint16_t pss_scheme(const uint8_t *in, struct hf_span parameters) {
  const struct pss p = read_pss(in, parameters);
  return (p.hash == 0u || p.salt != hf_hash_size(p.hash)) ? 0u : (uint16_t)(0x0800u + p.hash);
}

/* The code points of TLS: the hash function in the upper octet, RSA 1 or ECDSA 3 in the lower (RFC 5246 7.4.1.4.1). */
uint16_t hf_certificate_scheme(const uint8_t *in, uint32_t id, struct hf_span pss) {
  switch (id) {
  case HF_ID_SIGNATURE_ALGORITHMS_SHA256_WITH_RSA_ENCRYPTION:
    return 0x0401u;
  case HF_ID_SIGNATURE_ALGORITHMS_SHA384_WITH_RSA_ENCRYPTION:
    return 0x0501u;
  case HF_ID_SIGNATURE_ALGORITHMS_SHA512_WITH_RSA_ENCRYPTION:
    return 0x0601u;
  case HF_ID_SIGNATURE_ALGORITHMS_ECDSA_WITH_SHA256:
    return 0x0403u;
  case HF_ID_SIGNATURE_ALGORITHMS_ECDSA_WITH_SHA384:
    return 0x0503u;
  case HF_ID_SIGNATURE_ALGORITHMS_ECDSA_WITH_SHA512:
    return 0x0603u;
  case HF_ID_SIGNATURE_ALGORITHMS_RSASSA_PSS:
    return pss_scheme(in, pss);
  default:
    return 0u;
  }
}
