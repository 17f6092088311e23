/* Is the peer who its certificate says it is? (RFC 5246 7.4.2, 7.4.6; RFC 5280 6) */
#include "generated/errors.h"
#include "generated/machine.h"
#include "generated/steps.h"
#include "handshake/choose.h"
#include "handshake/offers.h"
#include "handshake/suite.h"
#include "handshake/verify.h"
#include "ports/ports.h"
#include "x509/chain.h"

/* HF_OK, or why there is no path from the chain to an anchor; then what was found is remembered. The caller's policy is asked
   last: it sees only what was verified. */
/*@ requires \valid(c) && \valid_read(c->config); terminates \true; exits \false;
  @ assigns c->anchor, c->path_n, c->issuer; */
static uint8_t verify_path(struct hf_connection *c) {
  struct hf_verify how;
  struct hf_report found = {0};
  uint8_t error = HF_OK;
  if (c->config->accept_any_certificate == 0u) {
    hf_verify_asked(c, &how);
    error = hf_chain_report(&c->chain, &how, &found);
  }
  hf_path_remember(c, &found);
  return error == HF_OK ? hf_port_certificate_policy(c->config, &c->chain) : error;
}

/* The key must be one that the suite authenticates with, on a group that was offered. */
/*@ requires \valid(c) && \valid_read(c->config); terminates \true; exits \false; assigns \nothing; */
static uint8_t key_fits(const struct hf_connection *c) {
  const struct hf_public_key *key = &c->peer_key;
  if (c->is_server == 0u && key->kind != hf_suite(c)->authentication)
    return 0u;
  if (key->kind == HF_KEY_EC)
    return (hf_group_bit(key->group) & hf_allowed_groups(c->config)) != 0u ? 1u : 0u;
  return 1u;
}

/* An hf_error; HF_OK: the key in the chain's first certificate is the peer's, now in c->peer_key. */
/*@ requires \valid(c) && \valid_read(c->config); terminates \true; exits \false; assigns c->peer_key, c->anchor, c->path_n, c->issuer; */
static uint8_t check_peer(struct hf_connection *c) {
  uint8_t error = hf_chain_key(&c->chain, &c->peer_key);
  if (error == HF_OK && key_fits(c) == 0u)
    error = HF_ERROR_CERTIFICATE_KEY_UNSUPPORTED;
  return error == HF_OK ? verify_path(c) : error;
}

uint8_t hf_decide_verify_server_certificate(struct hf_connection *c) {
  if (c->chain.count == 0u)
    return HF_OUTCOME_VERIFY_SERVER_CERTIFICATE_ABSENT;
  c->error = check_peer(c);
  return c->error == HF_OK ? HF_OUTCOME_VERIFY_SERVER_CERTIFICATE_TRUSTED
                           : HF_OUTCOME_VERIFY_SERVER_CERTIFICATE_REFUSED;
}

uint8_t hf_decide_verify_client_certificate(struct hf_connection *c) {
  if (c->chain.count == 0u)
    return c->config->client_authentication == HF_CLIENT_REQUIRED ? HF_OUTCOME_VERIFY_CLIENT_CERTIFICATE_MISSING
                                                                  : HF_OUTCOME_VERIFY_CLIENT_CERTIFICATE_ABSENT;
  c->error = check_peer(c);
  return c->error == HF_OK ? HF_OUTCOME_VERIFY_CLIENT_CERTIFICATE_TRUSTED
                           : HF_OUTCOME_VERIFY_CLIENT_CERTIFICATE_REFUSED;
}
