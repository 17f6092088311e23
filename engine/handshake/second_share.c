#include "handshake/second_share.h"
#include "crypto/bytes.h"
#include "generated/registry.h"
#include "handshake/choose.h"
#include "handshake/offers.h"
#include "handshake/suite.h"

/* The next group of the configuration that is not the first, and has its room; 0: none. */
/*@ requires \valid_read(c) && hf_choices_sound(c->config); HF_TOTAL; assigns \nothing;
  @ ensures \result == 0 || (exchange_known(\result) && share_bytes(\result) <= HF_SECOND_SHARE_MAX &&
  @   group_bytes(\result) <= HF_SECOND_SCALAR_MAX && \result != c->parameters.group); */
static uint32_t next_group(const struct hf_connection *c) {
  uint32_t allowed = hf_allowed_groups(c->config) & ~hf_group_bit(c->parameters.group);
  uint32_t group = hf_choose_group(c->config, allowed);
  if (!hf_group_known(group) || group == c->parameters.group)
    return 0u;
  return hf_share_size(group) <= HF_SECOND_SHARE_MAX && hf_group_size(group) <= HF_SECOND_SCALAR_MAX ? group : 0u;
}

enum hf_error hf_second_share_make(struct hf_connection *c) {
  uint8_t *bytes = c->exchange.secret.bytes;
  uint32_t group = HF_GROUPS > 1u && c->config->key_shares >= 2u ? next_group(c) : 0u;
  c->parameters.second_group = group;
  if (HF_GROUPS == 1u || group == 0u ||
      hf_ecdh_generate(group, &c->config->random, &bytes[HF_SECOND_SCALAR_AT], &bytes[HF_SECOND_SHARE_AT]) == 0)
    return HF_OK;
  c->parameters.second_group = 0u;
  return HF_ERROR_PROVIDER_FAILED;
}

void hf_second_share_settle(struct hf_connection *c, uint32_t group) {
  uint8_t *bytes = c->exchange.secret.bytes;
  uint32_t second = c->parameters.second_group;
  c->parameters.second_group = 0u;
  if (HF_GROUPS == 1u || second == 0u)
    return;
  if (second == group) {
    hf_copy(&bytes[HF_SCALAR_AT], &bytes[HF_SECOND_SCALAR_AT], HF_SECOND_SCALAR_MAX);
    c->parameters.group = group;
  }
  hf_wipe(bytes, HF_SECOND_SCALAR_AT + HF_SECOND_SCALAR_MAX);
}
