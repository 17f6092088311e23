#include "connection/usable.h"
#include "crypto/signature.h"
#include "generated/errors.h"
#include "generated/profile.h"
#include "handshake/choose.h"
#include <stdbool.h>

/*@ requires \valid_read(buffers); HF_TOTAL; assigns \nothing;
  @ ensures \result == HF_OK <==> buffers->in != \null && HF_IN_LEAST <= buffers->in_size <= HF_BUFFER_MAX &&
  @   buffers->out != \null && HF_OUT_LEAST <= buffers->out_size <= HF_BUFFER_MAX; */
static enum hf_error buffers_usable(const struct hf_buffers *buffers) {
  if (buffers->in == NULL || buffers->out == NULL)
    return HF_ERROR_ARGUMENT_MISSING;
  if (buffers->in_size < HF_IN_LEAST || buffers->out_size < HF_OUT_LEAST)
    return HF_ERROR_BUFFER_TOO_SMALL;
  if (buffers->in_size > HF_BUFFER_MAX || buffers->out_size > HF_BUFFER_MAX)
    return HF_ERROR_BUFFER_TOO_LARGE;
  return HF_OK;
}

/* RFC 6066 4 knows four lengths; 0: none is asked for. */
/*@ HF_TOTAL; assigns \nothing; */
static bool fragment_length_usable(uint32_t length) {
  return length == 0u || length == 512u || length == 1024u || length == 2048u || length == 4096u;
}

/* Each identity has something to show, what fits into a message, and a key whose signatures have room. */
/*@ requires hf_config_sound(config);
  @ HF_TOTAL; assigns \nothing; */
static enum hf_error identities_usable(const struct hf_config *config) {
  if (config->identities_n > 255u)
    return HF_ERROR_IDENTITIES_TOO_MANY;
  if (HF_HAS_CLIENT_IDENTITIES == 0u && HF_HAS_SERVER == 0u) /* hf_client_start takes none */
    return HF_OK;
  /*@ loop invariant 0 <= i <= config->identities_n; loop assigns i; loop variant config->identities_n - i; */
  for (size_t i = 0u; i < config->identities_n; i++) {
    const struct hf_identity *identity = &config->identities[i];
    if (identity->certificates_n == 0u && identity->raw_public_key_n == 0u)
      return HF_ERROR_IDENTITY_EMPTY;
    if ((HF_HAS_X509 == 0u && identity->certificates_n != 0u) ||
        (HF_HAS_RSA_KEYS == 0u && hf_key_is_rsa(identity->public_key.kind)))
      return HF_ERROR_PART_MISSING;
    if (identity->raw_public_key_n > 0xffffffu || identity->ocsp_response_n > HF_OCSP_RESPONSE_MAX)
      return HF_ERROR_IDENTITY_TOO_LARGE;
    if (hf_key_is_rsa(identity->public_key.kind) && identity->public_key.modulus_n > HF_RSA_HANDSHAKE_MAX)
      return HF_ERROR_IDENTITY_KEY_TOO_LARGE;
  }
  return HF_OK;
}

bool hf_is_aimless(const struct hf_config *config, const char *server_name) {
  if (HF_HAS_X509 == 0u || server_name != NULL || config->accept_any_certificate != 0u)
    return false;
  return config->raw_public_keys_n == 0u || config->anchors_n != 0u;
}

/* Each name has its length before it, of 1 to 255 bytes, and the list ends where the last one does (RFC 7301 3.1). */
/*@ requires n <= 65535 && (n == 0 || \valid_read(list + (0 .. n - 1)));
  @ HF_TOTAL; assigns \nothing; */
static bool protocols_usable(const uint8_t *list, size_t n) {
  size_t at = 0u;
  /*@ loop invariant 0 <= at <= n + 255; loop assigns at; loop variant n - at; */
  while (at < n && list[at] != 0u)
    at = at + 1u + list[at];
  return at == n;
}

/* What is chosen by a number has a value that is one of its choices: of a mistake nothing is made that may be weaker than was meant. */
/*@ requires \valid_read(config); HF_TOTAL; assigns \nothing;
  @ ensures \result ==> config->client_authentication <= HF_CLIENT_REQUIRED && config->staple <= HF_STAPLE_REQUIRED &&
  @   config->crl_policy <= HF_CRL_ALL && config->versions <= HF_VERSION_TLS12 + HF_VERSION_TLS13; */
static bool values_usable(const struct hf_config *config) {
  if ((uint32_t)config->client_authentication > (uint32_t)HF_CLIENT_REQUIRED ||
      (uint32_t)config->staple > (uint32_t)HF_STAPLE_REQUIRED || config->crl_policy > HF_CRL_ALL)
    return false;
  if (config->record_size_limit != 0u &&
      (config->record_size_limit < HF_RECORD_SIZE_LEAST || config->record_size_limit > HF_RECORD_SIZE_MOST))
    return false;
  if (config->versions > HF_VERSION_TLS12 + HF_VERSION_TLS13 || config->key_shares > 2u)
    return false;
  return config->tickets <= 2u || config->tickets == HF_NO_TICKETS;
}

/* False: it asks for a part that the profile leaves out (spec/registry/parts.csv), or trusts in nothing that is there. */
/*@ requires \valid_read(config); HF_TOTAL; assigns \nothing;
  @ ensures \result <==>
  @   (HF_HAS_X509 == 1 || (config->anchors_n == 0 && config->accept_any_certificate == 0 &&
  @     (config->raw_public_keys_n != 0 || config->external_psk != \null))) &&
  @   (HF_HAS_REVOCATION == 1 || (config->staple == HF_STAPLE_NOT_ASKED && config->crls_n == 0 && config->crl_policy == HF_CRL_WHERE_GIVEN)) &&
  @   (HF_HAS_CERTIFICATE_POLICIES == 1 || config->policy_rules == \null); */
static bool parts_suffice(const struct hf_config *config) {
  if (HF_HAS_X509 == 0u && (config->anchors_n != 0u || config->accept_any_certificate != 0u))
    return false;
  if (HF_HAS_X509 == 0u && config->raw_public_keys_n == 0u && config->external_psk == NULL)
    return false;
  if (HF_HAS_REVOCATION == 0u &&
      (config->staple != HF_STAPLE_NOT_ASKED || config->crls_n != 0u || config->crl_policy != HF_CRL_WHERE_GIVEN))
    return false;
  return HF_HAS_CERTIFICATE_POLICIES != 0u || config->policy_rules == NULL;
}

/* What every connection asks of a configuration; its lists are short enough for the bits that note them. */
/*@ requires hf_config_sound(config); HF_TOTAL; assigns \nothing; */
static enum hf_error config_usable(const struct hf_config *config) {
  if (config->random.fill == NULL)
    return HF_ERROR_RANDOM_SOURCE_MISSING;
  if (config->now == NULL)
    return HF_ERROR_CLOCK_MISSING;
  if ((HF_HAS_APPLICATION_PROTOCOLS == 0u && config->application_protocols_n != 0u) ||
      (HF_HAS_MAX_FRAGMENT_LENGTH == 0u && config->max_fragment_length != 0u) ||
      (HF_HAS_RECORD_SIZE_LIMIT == 0u && config->record_size_limit != 0u))
    return HF_ERROR_PART_MISSING;
  if (config->application_protocols_n > 65535u)
    return HF_ERROR_APPLICATION_PROTOCOLS_TOO_LONG;
  if (HF_HAS_APPLICATION_PROTOCOLS != 0u &&
      !protocols_usable(config->application_protocols, config->application_protocols_n))
    return HF_ERROR_APPLICATION_PROTOCOLS_MALFORMED;
  if (!values_usable(config))
    return HF_ERROR_CONFIGURATION_VALUE_WRONG;
  if (HF_HAS_MAX_FRAGMENT_LENGTH != 0u && !fragment_length_usable(config->max_fragment_length))
    return HF_ERROR_MAX_FRAGMENT_LENGTH_WRONG;
  if (hf_allowed_suites(config) == 0u)
    return HF_ERROR_CIPHER_SUITE_MISSING;
  return parts_suffice(config) ? identities_usable(config) : HF_ERROR_PART_MISSING;
}

enum hf_error hf_usable(const struct hf_config *config, const struct hf_buffers *buffers) {
  enum hf_error error = buffers_usable(buffers);
  return error == HF_OK ? config_usable(config) : error;
}
