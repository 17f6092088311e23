/* ECDHE: our share, and the secret that both shares agree on (RFC 8422 5.4, 5.7, 5.10). */
#include "crypto/bytes.h"
#include "generated/errors.h"
#include "generated/kept.h"
#include "generated/machine.h"
#include "generated/steps.h"
#include "handshake/kept.h"
#include "handshake/suite.h"
#include "handshake/version.h"
#include <stdbool.h>

/* A fresh key pair of the group, its private half at HF_SCALAR_AT. 1: made. */
/*@ requires \valid(c) && \valid_read(c->config); HF_TOTAL;
  @ assigns c->exchange.secret.bytes[HF_SCALAR_AT .. HF_SECRET_MAX - 1], c->exchange.share[0 .. HF_POINT_MAX - 1]; */
static bool draw_share(struct hf_connection *c) {
  uint32_t group = c->parameters.group;
  if (!hf_group_known(group))
    return false;
  return hf_ecdh_generate(group, &c->config->random, &c->exchange.secret.bytes[HF_SCALAR_AT], c->exchange.share) == 0;
}

enum hf_error hf_do_make_key_share(struct hf_connection *c) {
  if (!draw_share(c))
    return HF_ERROR_PROVIDER_FAILED;
  c->exchange.secret.holds = HF_SECRET_SCALAR;
  c->exchange.share_n = hf_share_size(c->parameters.group);
  return HF_OK;
}

/* The server reads the client's share from the message; the client took the server's when it checked its signature. */
/*@ requires \valid(c); HF_TOTAL; assigns c->exchange.peer_share[0 .. HF_POINT_MAX - 1];
  @ ensures \result <= HF_POINT_MAX; */
static uint32_t peer_share(struct hf_connection *c) {
  uint32_t n = c->parser.numbers[HF_NUMBER_CLIENT_KEY_EXCHANGE_POINT];
  if (c->is_server == 0u || hf_is_tls13(c))
    return c->exchange.peer_share_n <= HF_POINT_MAX ? c->exchange.peer_share_n : 0u;
  if (n > HF_POINT_MAX)
    return 0u;
  hf_copy(c->exchange.peer_share, &c->kept.bytes[HF_KEPT_CLIENT_KEY_EXCHANGE_POINT], n);
  return n;
}

/* The secret of both shares, where our private key is; that is not needed again. True: agreed. */
/*@ requires \valid(c) && c->exchange.secret.holds == HF_SECRET_SCALAR; HF_TOTAL;
  @ assigns c->exchange.secret.bytes[0 .. HF_SECRET_MAX - 1], c->exchange.peer_share[0 .. HF_POINT_MAX - 1];
  @ ensures \result == 0 || \result == 1;
  @ ensures \forall integer i; 0 <= i < HF_SCALAR_MAX ==> c->exchange.secret.bytes[HF_SCALAR_AT + i] == 0; */
static uint32_t agree(struct hf_connection *c) {
  uint32_t group = c->parameters.group;
  uint32_t n = peer_share(c);
  uint32_t agreed = 0u;
  if (hf_group_known(group) && n == hf_share_size(group) &&
      hf_ecdh_agree(group, &c->exchange.secret.bytes[HF_SCALAR_AT], c->exchange.peer_share, n,
                    c->exchange.secret.bytes) == 0)
    agreed = 1u;
  hf_wipe(&c->exchange.secret.bytes[HF_SCALAR_AT], HF_SCALAR_MAX);
  return agreed;
}

/* True: there is our private key, and the peer's share. */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing;
  @ ensures \result ==> c->exchange.secret.holds == HF_SECRET_SCALAR;
  @ ensures \result && c->is_server != 0 ==> c->machine.event == HF_EVENT_RECV_CLIENT_KEY_EXCHANGE; */
static bool can_agree(const struct hf_connection *c) {
  if (c->exchange.secret.holds != HF_SECRET_SCALAR)
    return false;
  return c->is_server == 0u || hf_has_read(c, HF_EVENT_RECV_CLIENT_KEY_EXCHANGE);
}

enum hf_error hf_do_agree_pre_master_secret(struct hf_connection *c) {
  uint32_t agreed;
  if (!can_agree(c))
    return HF_ERROR_MESSAGE_TABLE;
  agreed = agree(c);
  c->exchange.secret.holds = HF_SECRET_PRE_MASTER;
  c->exchange.secret.n = hf_group_size(c->parameters.group);
  return agreed == 1u ? HF_OK : HF_ERROR_POINT_INVALID;
}

/* TLS 1.3: both shares came in the hellos (RFC 8446 7.4). */
enum hf_error hf_do_agree_shared_secret(struct hf_connection *c) {
  uint32_t agreed;
  if (c->exchange.secret.holds != HF_SECRET_SCALAR || !hf_is_tls13(c))
    return HF_ERROR_MESSAGE_TABLE;
  agreed = agree(c);
  c->exchange.secret.holds = HF_SECRET_PRE_MASTER;
  c->exchange.secret.n = hf_group_size(c->parameters.group);
  return agreed == 1u ? HF_OK : HF_ERROR_POINT_INVALID;
}

void hf_send_client_key_exchange_ecdhe(struct hf_connection *c, struct hf_writer *w) {
  struct hf_out_client_key_exchange_ecdhe m;
  m.point = c->exchange.share;
  m.point_n = c->exchange.share_n;
  hf_encode_client_key_exchange_ecdhe(w, &m);
}
