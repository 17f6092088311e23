#include "handshake/choose.h"
#include "crypto/signature.h"
#include "generated/registry.h"
#include "handshake/offers.h"
#include "handshake/version.h"
#include <stdbool.h>

uint32_t hf_preferred_suite(const struct hf_config *config, size_t k) {
  if (config->cipher_suites != NULL)
    return k < config->cipher_suites_n ? config->cipher_suites[k] : 0u;
  return k < HF_CIPHER_SUITES ? hf_cipher_suites[k].code : 0u;
}

uint32_t hf_preferred_scheme(const struct hf_config *config, size_t k) {
  if (config->signature_schemes != NULL)
    return k < config->signature_schemes_n ? config->signature_schemes[k] : 0u;
  return k < HF_SIGNATURE_SCHEMES ? hf_signature_schemes[k] : 0u;
}

uint32_t hf_preferred_group(const struct hf_config *config, size_t k) {
  if (config->groups != NULL)
    return k < config->groups_n ? config->groups[k] : 0u;
  return k < HF_GROUPS ? hf_groups[k] : 0u;
}

/* Suites of a version that is not wanted are taken out. */
/*@ HF_TOTAL; assigns \nothing; */
static uint32_t of_versions(uint32_t suites, uint32_t versions) {
  uint32_t bit = 1u;
  /*@ loop invariant 0 <= i <= HF_CIPHER_SUITES; loop assigns i, bit, suites; loop variant HF_CIPHER_SUITES - i; */
  for (uint32_t i = 0u; i < HF_CIPHER_SUITES; i++) {
    uint32_t version = hf_suite_is_tls13(&hf_cipher_suites[i]) ? HF_VERSION_TLS13 : HF_VERSION_TLS12;
    if ((versions & version) == 0u)
      suites = suites & ~bit;
    bit = bit % 0x80000000u * 2u;
  }
  return suites;
}

/*@ HF_TOTAL; assigns \nothing; */
static uint32_t forward_secret(uint32_t suites) {
  uint32_t bit = 1u;
  /*@ loop invariant 0 <= i <= HF_CIPHER_SUITES; loop assigns i, bit, suites; loop variant HF_CIPHER_SUITES - i; */
  for (uint32_t i = 0u; i < HF_CIPHER_SUITES; i++) {
    if (hf_cipher_suites[i].key_exchange == HF_KEY_EXCHANGE_RSA)
      suites = suites & ~bit;
    bit = bit % 0x80000000u * 2u;
  }
  return suites;
}

uint32_t hf_allowed_suites(const struct hf_config *config) {
  uint32_t suites = 0u;
  size_t n = config->cipher_suites != NULL ? config->cipher_suites_n : HF_CIPHER_SUITES;
  /*@ loop invariant 0 <= k <= n; loop assigns k, suites; loop variant n - k; */
  for (size_t k = 0u; k < n; k++)
    suites = suites | hf_suite_bit(hf_preferred_suite(config, k));
  if (config->versions != 0u)
    suites = of_versions(suites, config->versions);
  return config->forbid_rsa_key_exchange != 0u ? forward_secret(suites) : suites;
}

bool hf_suites_exchange(uint32_t suites, uint32_t key_exchange) {
  bool found = false;
  /*@ loop invariant 0 <= i <= HF_CIPHER_SUITES; loop invariant suites != 0 || \at(suites, Pre) != 0 || !found;
    @ loop invariant \at(suites, Pre) == 0 ==> suites == 0; loop assigns i, found, suites; loop variant HF_CIPHER_SUITES - i; */
  for (uint32_t i = 0u; i < HF_CIPHER_SUITES; i++) {
    if (suites % 2u == 1u && hf_cipher_suites[i].key_exchange == key_exchange)
      found = true;
    suites = suites / 2u;
  }
  return found;
}

uint32_t hf_allowed_schemes(const struct hf_config *config) {
  uint32_t schemes = 0u;
  size_t n = config->signature_schemes != NULL ? config->signature_schemes_n : HF_SIGNATURE_SCHEMES;
  /*@ loop invariant 0 <= k <= n; loop assigns k, schemes; loop variant n - k; */
  for (size_t k = 0u; k < n; k++)
    schemes = schemes | hf_scheme_bit(hf_preferred_scheme(config, k));
  return schemes;
}

uint32_t hf_allowed_groups(const struct hf_config *config) {
  uint32_t groups = 0u;
  size_t n = config->groups != NULL ? config->groups_n : HF_GROUPS;
  /*@ loop invariant 0 <= k <= n; loop assigns k, groups; loop variant n - k; */
  for (size_t k = 0u; k < n; k++)
    groups = groups | hf_group_bit(hf_preferred_group(config, k));
  return groups;
}

uint32_t hf_choose_scheme(const struct hf_config *config, const struct hf_public_key *key, uint32_t offered) {
  size_t n = config->signature_schemes != NULL ? config->signature_schemes_n : HF_SIGNATURE_SCHEMES;
  /*@ loop invariant 0 <= k <= n && n == schemes_n(config);
    @ loop invariant \forall integer j; 0 <= j < k ==> !scheme_fits(key, offered, preferred_scheme(config, j));
    @ loop assigns k; loop variant n - k; */
  for (size_t k = 0u; k < n; k++) {
    uint32_t scheme = hf_preferred_scheme(config, k);
    if ((hf_scheme_bit(scheme) & offered) != 0u && hf_scheme_fits(scheme, key->kind, key->group))
      return scheme;
  }
  return 0u;
}

/* The group whose curve a scheme of TLS 1.3 names; 0: none (RFC 8446 4.2.3). */
/*@ HF_TOTAL; assigns \nothing; */
static uint32_t scheme_group(uint32_t scheme) {
  if (scheme == HF_SCHEME_ECDSA_SECP256R1_SHA256)
    return HF_GROUP_SECP256R1;
  if (scheme == HF_SCHEME_ECDSA_SECP384R1_SHA384)
    return HF_GROUP_SECP384R1;
  return scheme == HF_SCHEME_ECDSA_SECP521R1_SHA512 ? HF_GROUP_SECP521R1 : 0u;
}

bool hf_scheme_fits13(uint32_t scheme, uint32_t key_kind, uint32_t group) {
  if (!hf_scheme_fits(scheme, key_kind, group))
    return false;
  return key_kind == HF_KEY_EC ? scheme_group(scheme) == group : hf_scheme_is_pss(scheme);
}

uint32_t hf_choose_scheme13(const struct hf_config *config, const struct hf_public_key *key, uint32_t offered) {
  size_t n = config->signature_schemes != NULL ? config->signature_schemes_n : HF_SIGNATURE_SCHEMES;
  /*@ loop invariant 0 <= k <= n; loop assigns k; loop variant n - k; */
  for (size_t k = 0u; k < n; k++) {
    uint32_t scheme = hf_preferred_scheme(config, k);
    if ((hf_scheme_bit(scheme) & offered) != 0u && hf_scheme_fits13(scheme, key->kind, key->group))
      return scheme;
  }
  return 0u;
}

uint32_t hf_choose_group(const struct hf_config *config, uint32_t offered) {
  size_t n = config->groups != NULL ? config->groups_n : HF_GROUPS;
  /*@ loop invariant 0 <= k <= n && n == groups_n(config);
    @ loop invariant \forall integer j; 0 <= j < k ==> !group_fits(offered, preferred_group(config, j));
    @ loop assigns k; loop variant n - k; */
  for (size_t k = 0u; k < n; k++) {
    uint32_t group = hf_preferred_group(config, k);
    if ((hf_group_bit(group) & offered) != 0u)
      return group;
  }
  return 0u;
}

size_t hf_scheme_list(const struct hf_config *config, uint16_t *out) {
  size_t at = 0u;
  /*@ loop invariant 0 <= at <= HF_SIGNATURE_SCHEMES; loop assigns at, out[0 .. HF_SIGNATURE_SCHEMES - 1];
    @ loop variant HF_SIGNATURE_SCHEMES - at; */
  while (at < HF_SIGNATURE_SCHEMES && hf_preferred_scheme(config, at) != 0u) {
    out[at] = (uint16_t)(hf_preferred_scheme(config, at) % 65536u);
    at = at + 1u;
  }
  return at;
}
