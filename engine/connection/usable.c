#include "connection/usable.h"
#include "crypto/signature.h"
#include "generated/errors.h"
#include "generated/profile.h"
#include "handshake/choose.h"
#include <stdbool.h>

/*@ HF_TOTAL; assigns \nothing; ensures \result.error == error && \result.field == field; */
static struct hf_fault fault(enum hf_error error, enum hf_field field) {
  const struct hf_fault f = {error, field};
  return f;
}

/*@ requires \valid_read(buffers); HF_TOTAL; assigns \nothing;
  @ ensures \result.error == HF_OK <==> buffers->in != \null && HF_IN_LEAST <= buffers->in_size <= HF_BUFFER_MAX &&
  @   buffers->out != \null && HF_OUT_LEAST <= buffers->out_size <= HF_BUFFER_MAX; */
static struct hf_fault of_buffers(const struct hf_buffers *buffers) {
  if (buffers->in == NULL)
    return fault(HF_ERROR_ARGUMENT_MISSING, HF_FIELD_IN);
  if (buffers->out == NULL)
    return fault(HF_ERROR_ARGUMENT_MISSING, HF_FIELD_OUT);
  if (buffers->in_size < HF_IN_LEAST)
    return fault(HF_ERROR_BUFFER_TOO_SMALL, HF_FIELD_IN_SIZE);
  if (buffers->out_size < HF_OUT_LEAST)
    return fault(HF_ERROR_BUFFER_TOO_SMALL, HF_FIELD_OUT_SIZE);
  if (buffers->in_size > HF_BUFFER_MAX)
    return fault(HF_ERROR_BUFFER_TOO_LARGE, HF_FIELD_IN_SIZE);
  if (buffers->out_size > HF_BUFFER_MAX)
    return fault(HF_ERROR_BUFFER_TOO_LARGE, HF_FIELD_OUT_SIZE);
  return fault(HF_OK, HF_FIELD_NONE);
}

/* RFC 6066 4 knows four lengths; 0: none is asked for. */
/*@ HF_TOTAL; assigns \nothing; */
static bool fragment_length_usable(uint32_t length) {
  return length == 0u || length == 512u || length == 1024u || length == 2048u || length == 4096u;
}

/* It has something to show, what fits into a message, and a key whose signatures have room. */
/*@ requires \valid_read(identity); HF_TOTAL; assigns \nothing; */
static struct hf_fault of_identity(const struct hf_identity *identity) {
  if (identity->certificates_n == 0u && identity->raw_public_key_n == 0u)
    return fault(HF_ERROR_IDENTITY_EMPTY, HF_FIELD_IDENTITY_CERTIFICATES);
  if (HF_HAS_X509 == 0u && identity->certificates_n != 0u)
    return fault(HF_ERROR_PART_MISSING, HF_FIELD_IDENTITY_CERTIFICATES);
  if (HF_HAS_RSA_KEYS == 0u && hf_key_is_rsa(identity->public_key.kind))
    return fault(HF_ERROR_PART_MISSING, HF_FIELD_IDENTITY_PUBLIC_KEY);
  if (identity->raw_public_key_n > 0xffffffu)
    return fault(HF_ERROR_IDENTITY_TOO_LARGE, HF_FIELD_IDENTITY_RAW_PUBLIC_KEY);
  if (identity->ocsp_response_n > HF_OCSP_RESPONSE_MAX)
    return fault(HF_ERROR_IDENTITY_TOO_LARGE, HF_FIELD_IDENTITY_OCSP_RESPONSE);
  if (hf_key_is_rsa(identity->public_key.kind) && identity->public_key.modulus_n > HF_RSA_HANDSHAKE_MAX)
    return fault(HF_ERROR_IDENTITY_KEY_TOO_LARGE, HF_FIELD_IDENTITY_PUBLIC_KEY);
  return fault(HF_OK, HF_FIELD_NONE);
}

/*@ requires hf_config_sound(config);
  @ HF_TOTAL; assigns \nothing; */
static struct hf_fault of_identities(const struct hf_config *config) {
  struct hf_fault f = fault(HF_OK, HF_FIELD_NONE);
  if (config->identities_n > 255u)
    return fault(HF_ERROR_IDENTITIES_TOO_MANY, HF_FIELD_IDENTITIES);
  if (HF_HAS_CLIENT_IDENTITIES == 0u && HF_HAS_SERVER == 0u) /* hf_client_start takes none */
    return f;
  /*@ loop invariant 0 <= i <= config->identities_n; loop assigns i, f; loop variant config->identities_n - i; */
  for (size_t i = 0u; i < config->identities_n && f.error == HF_OK; i++)
    f = of_identity(&config->identities[i]);
  return f;
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

/* What is chosen by a number has a value that is one of its choices: of a mistake nothing is made that may be weaker than was meant. The
   field that has another; or none. */
/*@ requires \valid_read(config); HF_TOTAL; assigns \nothing;
  @ ensures \result == HF_FIELD_NONE ==> config->client_authentication <= HF_CLIENT_REQUIRED && config->staple <= HF_STAPLE_REQUIRED &&
  @   config->crl_policy <= HF_CRL_ALL && config->versions <= HF_VERSION_TLS12 + HF_VERSION_TLS13; */
static enum hf_field value_wrong(const struct hf_config *config) {
  if ((uint32_t)config->client_authentication > (uint32_t)HF_CLIENT_REQUIRED)
    return HF_FIELD_CLIENT_AUTHENTICATION;
  if ((uint32_t)config->staple > (uint32_t)HF_STAPLE_REQUIRED)
    return HF_FIELD_STAPLE;
  if (config->crl_policy > HF_CRL_ALL)
    return HF_FIELD_CRL_POLICY;
  if (config->record_size_limit != 0u &&
      (config->record_size_limit < HF_RECORD_SIZE_LEAST || config->record_size_limit > HF_RECORD_SIZE_MOST))
    return HF_FIELD_RECORD_SIZE_LIMIT;
  if (config->versions > HF_VERSION_TLS12 + HF_VERSION_TLS13)
    return HF_FIELD_VERSIONS;
  if (config->key_shares > 2u)
    return HF_FIELD_KEY_SHARES;
  return config->tickets <= 2u || config->tickets == HF_NO_TICKETS ? HF_FIELD_NONE : HF_FIELD_TICKETS;
}

/* What asks for a part that the profile leaves out (spec/registry/parts.csv), but for what trusts; or none. */
/*@ requires \valid_read(config); HF_TOTAL; assigns \nothing;
  @ ensures \result == HF_FIELD_NONE ==>
  @   (HF_HAS_REVOCATION == 1 || (config->staple == HF_STAPLE_NOT_ASKED && config->crls_n == 0 && config->crl_policy == HF_CRL_WHERE_GIVEN)) &&
  @   (HF_HAS_CERTIFICATE_POLICIES == 1 || config->policy_rules == \null); */
static enum hf_field part_missing(const struct hf_config *config) {
  if (HF_HAS_APPLICATION_PROTOCOLS == 0u && config->application_protocols_n != 0u)
    return HF_FIELD_APPLICATION_PROTOCOLS;
  if (HF_HAS_MAX_FRAGMENT_LENGTH == 0u && config->max_fragment_length != 0u)
    return HF_FIELD_MAX_FRAGMENT_LENGTH;
  if (HF_HAS_RECORD_SIZE_LIMIT == 0u && config->record_size_limit != 0u)
    return HF_FIELD_RECORD_SIZE_LIMIT;
  if (HF_HAS_REVOCATION == 0u && config->staple != HF_STAPLE_NOT_ASKED)
    return HF_FIELD_STAPLE;
  if (HF_HAS_REVOCATION == 0u && config->crls_n != 0u)
    return HF_FIELD_CRLS;
  if (HF_HAS_REVOCATION == 0u && config->crl_policy != HF_CRL_WHERE_GIVEN)
    return HF_FIELD_CRL_POLICY;
  if (HF_HAS_CERTIFICATE_POLICIES == 0u && config->policy_rules != NULL)
    return HF_FIELD_POLICY_RULES;
  return HF_FIELD_NONE;
}

/* Where there are no certificates: what asks for them, or that nothing is trusted that is there; or none. */
/*@ requires \valid_read(config); HF_TOTAL; assigns \nothing;
  @ ensures \result == HF_FIELD_NONE ==>
  @   (HF_HAS_X509 == 1 || (config->anchors_n == 0 && config->accept_any_certificate == 0 &&
  @     (config->raw_public_keys_n != 0 || config->external_psk != \null))); */
static enum hf_field trust_missing(const struct hf_config *config) {
  if (HF_HAS_X509 != 0u)
    return HF_FIELD_NONE;
  if (config->anchors_n != 0u)
    return HF_FIELD_ANCHORS;
  if (config->accept_any_certificate != 0u)
    return HF_FIELD_ACCEPT_ANY_CERTIFICATE;
  return config->raw_public_keys_n == 0u && config->external_psk == NULL ? HF_FIELD_RAW_PUBLIC_KEYS : HF_FIELD_NONE;
}

/* Names of application protocols and sizes of records. */
/*@ requires hf_config_sound(config); HF_TOTAL; assigns \nothing; */
static struct hf_fault of_extensions(const struct hf_config *config) {
  if (config->application_protocols_n > 65535u)
    return fault(HF_ERROR_APPLICATION_PROTOCOLS_TOO_LONG, HF_FIELD_APPLICATION_PROTOCOLS);
  if (HF_HAS_APPLICATION_PROTOCOLS != 0u &&
      !protocols_usable(config->application_protocols, config->application_protocols_n))
    return fault(HF_ERROR_APPLICATION_PROTOCOLS_MALFORMED, HF_FIELD_APPLICATION_PROTOCOLS);
  if (HF_HAS_MAX_FRAGMENT_LENGTH != 0u && !fragment_length_usable(config->max_fragment_length))
    return fault(HF_ERROR_MAX_FRAGMENT_LENGTH_WRONG, HF_FIELD_MAX_FRAGMENT_LENGTH);
  return fault(HF_OK, HF_FIELD_NONE);
}

/* What every connection asks of a configuration; its lists are short enough for the bits that note them. */
/*@ requires hf_config_sound(config); HF_TOTAL; assigns \nothing; */
static struct hf_fault of_config(const struct hf_config *config) {
  struct hf_fault f = of_extensions(config);
  enum hf_field part = part_missing(config), value = value_wrong(config), trust = trust_missing(config);
  if (config->random.fill == NULL)
    return fault(HF_ERROR_RANDOM_SOURCE_MISSING, HF_FIELD_RANDOM);
  if (config->now == NULL)
    return fault(HF_ERROR_CLOCK_MISSING, HF_FIELD_NOW);
  if (part != HF_FIELD_NONE)
    return fault(HF_ERROR_PART_MISSING, part);
  if (f.error != HF_OK)
    return f;
  if (value != HF_FIELD_NONE)
    return fault(HF_ERROR_CONFIGURATION_VALUE_WRONG, value);
  if (hf_allowed_suites(config) == 0u)
    return fault(HF_ERROR_CIPHER_SUITE_MISSING, HF_FIELD_CIPHER_SUITES);
  return trust != HF_FIELD_NONE ? fault(HF_ERROR_PART_MISSING, trust) : of_identities(config);
}

struct hf_fault hf_usable(const struct hf_config *config, const struct hf_buffers *buffers) {
  struct hf_fault f = of_buffers(buffers);
  return f.error == HF_OK ? of_config(config) : f;
}
