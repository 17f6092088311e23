#include "handshake/certificate_type.h"
#include "generated/profile.h"

uint32_t hf_types_of(const struct hf_identity *identity) {
  uint32_t types = identity->certificates_n != 0u ? HF_TYPE_X509 : 0u;
  return identity->raw_public_key_n != 0u ? types + HF_TYPE_RAW_PUBLIC_KEY + HF_TYPE_RAW_FIRST : types;
}

/*@ HF_TOTAL; assigns \nothing; ensures \result == 0 || \result == bit; */
static uint32_t either(uint32_t a, uint32_t b, uint32_t bit) {
  return ((uint32_t)a & bit) != 0u || ((uint32_t)b & bit) != 0u ? bit : 0u;
}

/*@ HF_TOTAL; assigns \nothing; ensures \result <= HF_TYPES_ALL; */
static uint32_t both(uint32_t a, uint32_t b) {
  return either(a, b, HF_TYPE_X509) + either(a, b, HF_TYPE_RAW_PUBLIC_KEY) + either(a, b, HF_TYPE_RAW_FIRST);
}

uint32_t hf_types_of_ours(const struct hf_config *config) {
  size_t n = config->identities_n;
  uint32_t types = 0u;
  /*@ loop invariant 0 <= i <= n; loop invariant types <= HF_TYPES_ALL; loop assigns i, types; loop variant n - i; */
  for (size_t i = 0u; i < n; i++)
    types = both(types, hf_types_of(&config->identities[i]));
  return types;
}

uint32_t hf_types_of_peers(const struct hf_config *config) {
  if (config->raw_public_keys_n == 0u)
    return HF_TYPE_X509;
  if (HF_HAS_X509 == 0u || (config->anchors_n == 0u && config->accept_any_certificate == 0u))
    return HF_TYPE_RAW_PUBLIC_KEY + HF_TYPE_RAW_FIRST;
  return HF_TYPES_ALL;
}

uint32_t hf_types_offered(const struct hf_connection *c, uint32_t extension, uint32_t types) {
  return (c->offers.extensions & extension) != 0u ? types : HF_TYPE_X509;
}

uint32_t hf_type_choose(uint32_t offered, uint32_t available) {
  uint32_t x509 = (uint8_t)(offered % 2u * (available % 2u));
  uint32_t raw = (uint8_t)(offered / 2u % 2u * (available / 2u % 2u));
  if (raw == 1u && (x509 == 0u || offered / 4u % 2u == 1u))
    return HF_TYPE_RAW_PUBLIC_KEY;
  return x509 == 1u ? HF_TYPE_X509 : 0u;
}

uint32_t hf_type_code(uint32_t type) {
  return type == HF_TYPE_RAW_PUBLIC_KEY ? HF_CERTIFICATE_TYPE_RAW_PUBLIC_KEY : HF_CERTIFICATE_TYPE_X509;
}

const uint8_t hf_type_codes[2] = {HF_CERTIFICATE_TYPE_RAW_PUBLIC_KEY, HF_CERTIFICATE_TYPE_X509};

const uint8_t *hf_type_list(uint32_t types, size_t *n) {
  *n = types % 2u == 1u ? 2u : 1u;
  return hf_type_codes;
}
