#include "connection/usable.h"
#include "generated/errors.h"
#include "handshake/choose.h"
#include <stdbool.h>

/*@ requires \valid_read(buffers); HF_TOTAL; assigns \nothing;
  @ ensures \result <==> buffers->in != \null && HF_IN_LEAST <= buffers->in_size <= HF_BUFFER_MAX &&
  @   buffers->out != \null && HF_OUT_LEAST <= buffers->out_size <= HF_BUFFER_MAX; */
static bool buffers_suffice(const struct hf_buffers *buffers) {
  if (buffers->in == NULL || buffers->in_size < HF_IN_LEAST || buffers->in_size > HF_BUFFER_MAX)
    return false;
  if (buffers->out == NULL || buffers->out_size < HF_OUT_LEAST || buffers->out_size > HF_BUFFER_MAX)
    return false;
  return true;
}

/* RFC 6066 4 knows four lengths; 0: none is asked for. */
/*@ HF_TOTAL; assigns \nothing; */
static bool fragment_length_usable(uint32_t length) {
  return length == 0u || length == 512u || length == 1024u || length == 2048u || length == 4096u;
}

/* Each identity has something to show, and what fits into a message. */
/*@ requires hf_config_sound(config);
  @ HF_TOTAL; assigns \nothing; */
static bool identities_usable(const struct hf_config *config) {
  /*@ loop invariant 0 <= i <= config->identities_n; loop assigns i; loop variant config->identities_n - i; */
  for (size_t i = 0u; i < config->identities_n; i++) {
    const struct hf_identity *identity = &config->identities[i];
    if (identity->certificates_n == 0u && identity->raw_public_key_n == 0u)
      return false;
    if (identity->raw_public_key_n > 0xffffffu || identity->ocsp_response_n > HF_OCSP_RESPONSE_MAX)
      return false;
  }
  return true;
}

bool hf_is_aimless(const struct hf_config *config, const char *server_name) {
  if (server_name != NULL || config->accept_any_certificate != 0u)
    return false;
  return config->raw_public_keys_n == 0u || config->anchors_n != 0u;
}

/* The lists that a configuration gives must be there when they are not empty, and short enough for the bits that note them. */
/*@ requires hf_config_sound(config); HF_TOTAL; assigns \nothing; */
static bool config_usable(const struct hf_config *config) {
  if (config->random.fill == NULL || config->now == NULL)
    return false;
  if (config->application_protocols_n > 65535u || config->identities_n > 255u)
    return false;
  if (!fragment_length_usable(config->max_fragment_length) || !identities_usable(config))
    return false;
  return hf_allowed_suites(config) != 0u;
}

enum hf_error hf_usable(const struct hf_config *config, const struct hf_buffers *buffers) {
  if (!buffers_suffice(buffers))
    return HF_ERROR_BUFFER_TOO_SMALL;
  return config_usable(config) ? HF_OK : HF_ERROR_CONFIGURATION_UNUSABLE;
}
