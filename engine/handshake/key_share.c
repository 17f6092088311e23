/* ECDHE: our share, and the secret that both shares agree on (RFC 8422 5.4, 5.7, 5.10). */
#include "crypto/bytes.h"
#include "generated/errors.h"
#include "generated/kept.h"
#include "generated/steps.h"
#include "handshake/suite.h"

uint8_t hf_do_make_key_share(struct hf_connection *c) {
  if (hf_group_known(c->parameters.group) == 0u)
    return HF_ERROR_PROVIDER_FAILED;
  if (hf_ecdh_generate(c->parameters.group, &c->config->random, &c->secret[HF_SCALAR_AT], c->share) != 0)
    return HF_ERROR_PROVIDER_FAILED;
  c->share_n = (uint16_t)(2u * hf_group_size(c->parameters.group) + 1u);
  return HF_OK;
}

/* The server reads the client's share from the message; the client took the server's when it checked its signature. */
/*@ requires \valid(c); terminates \true; exits \false; assigns c->peer_share[0 .. HF_POINT_MAX - 1];
  @ ensures \result <= HF_POINT_MAX; */
static uint32_t peer_share(struct hf_connection *c) {
  uint32_t n = c->handshake.numbers[HF_NUMBER_CLIENT_KEY_EXCHANGE_POINT];
  if (c->is_server == 0u)
    return c->peer_share_n <= HF_POINT_MAX ? c->peer_share_n : 0u;
  if (n > HF_POINT_MAX)
    return 0u;
  hf_copy(c->peer_share, &c->kept.bytes[HF_KEPT_CLIENT_KEY_EXCHANGE_POINT], n);
  return n;
}

uint8_t hf_do_agree_pre_master_secret(struct hf_connection *c) {
  uint32_t n = peer_share(c);
  uint8_t error = HF_OK;
  if (hf_group_known(c->parameters.group) == 0u || n != 2u * (uint32_t)hf_group_size(c->parameters.group) + 1u ||
      hf_ecdh_agree(c->parameters.group, &c->secret[HF_SCALAR_AT], c->peer_share, n, c->secret) != 0)
    error = HF_ERROR_POINT_INVALID;
  c->secret_n = hf_group_size(c->parameters.group);
  hf_wipe(&c->secret[HF_SCALAR_AT], HF_SCALAR_MAX);
  return error;
}

void hf_send_client_key_exchange_ecdhe(struct hf_connection *c, struct hf_writer *w) {
  struct hf_out_client_key_exchange_ecdhe m;
  m.point = c->share;
  m.point_n = c->share_n;
  hf_encode_client_key_exchange_ecdhe(w, &m);
}
