#include "x509/algorithm.h"
#include "generated/errors.h"
#include "parse/asn1.h"

/* The salt of PSS has the size of the hash function's output (RFC 8446 4.2.3). */
/*@ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == (hash == HF_ID_HASH_ALGORITHMS_SHA256 ? 32 : hash == HF_ID_HASH_ALGORITHMS_SHA384 ? 48 : 64); */
static uint32_t salt_size(uint32_t hash) {
  if (hash == HF_ID_HASH_ALGORITHMS_SHA256)
    return 32u;
  return hash == HF_ID_HASH_ALGORITHMS_SHA384 ? 48u : 64u;
}

/* The scheme of RSASSA-PSS-params (RFC 4055 3.1), all of parameters; 0: another than is accepted, or none. The defaults of that structure
   are SHA-1, so the first three fields must be there, and the fourth, which may only have its default, must not. */
/*@ requires hf_readable(in, parameters);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 0x0804 || \result == 0x0805 || \result == 0x0806; */
static uint16_t pss_scheme(const uint8_t *in, struct hf_span parameters) {
  struct hf_asn1 a;
  uint32_t hash;
  if (hf_asn1_read(&a, in, parameters, HF_READ_PSS_PARAMETERS) != HF_OK)
    return 0u;
  hash = a.numbers[HF_VALUE_PSS_PARAMETERS_HASH];
  if (hash == 0u || a.numbers[HF_VALUE_PSS_PARAMETERS_MASK_HASH] != hash)
    return 0u;
  if (a.numbers[HF_VALUE_PSS_PARAMETERS_SALT] != salt_size(hash) ||
      hf_asn1_marks(&a, HF_MARK_PSS_PARAMETERS_TRAILER) % 2u == 1u)
    return 0u;
  return hash == HF_ID_HASH_ALGORITHMS_SHA256 ? 0x0804u : hash == HF_ID_HASH_ALGORITHMS_SHA384 ? 0x0805u : 0x0806u;
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
