/* Is the peer who its certificate says it is? (RFC 5246 7.4.2, 7.4.6; RFC 5280 6) */
#include "generated/errors.h"
#include "generated/machine.h"
#include "generated/profile.h"
#include "generated/steps.h"
#include "handshake/choose.h"
#include "handshake/offers.h"
#include "handshake/sound.h"
#include "handshake/suite.h"
#include "handshake/verify.h"
#include "handshake/version.h"
#include "ports/ports.h"
#include "x509/chain.h"
#include "x509/outline.h"
#include "x509/pins.h"
#include <stdbool.h>

/* The two questions to a chain: does it lead to an anchor, and to a pinned key? */
/*@ requires \valid_read(v) && hf_chain_sound(v);
  @ requires hf_asked(how);
  @ requires \valid_read(config);
  @ requires \valid_read(config->pins + (0 .. config->pins_n - 1));
  @ requires \valid(found) && \separated(found, v) && \separated(found, how) && \separated(found, config);
  @ requires \separated(found, v->buffer + (0 .. 0xffffffff)) && \separated(found, how->anchors + (0 .. how->anchors_n - 1));
  @ HF_TOTAL; assigns *found; */
static enum hf_error judge(const struct hf_chain *v, const struct hf_config *config, const struct hf_verify *how,
                           struct hf_report *found) {
  enum hf_error error = hf_chain_report(v, how, found);
  if (error == HF_OK && config->pins_n != 0u && hf_chain_pinned(v, how, found, config->pins, config->pins_n) == 0u)
    error = HF_ERROR_CERTIFICATE_NOT_PINNED;
  return error;
}

/* HF_OK, or why there is no path from the chain to an anchor, or none with a pinned key; then what was found is remembered. */
/*@ requires \valid(c) && \base_addr(c) != \base_addr(c->config) && hf_lists_sound(c->config) && hf_trust_sound(c->config);
  @ requires hf_trust_keys_sound(c->config) && hf_name_sound(c->server_name) && hf_peer_chain_sound(c);
  @ HF_TOTAL;
  @ assigns c->peer.anchor, c->peer.path_n, c->peer.path[0 .. HF_PATH_MAX - 1]; */
static enum hf_error verify_path(struct hf_connection *c) {
  static const struct hf_report nothing = {0};
  struct hf_report found = nothing;
  struct hf_verify how;
  enum hf_error error;
  hf_verify_asked(c, &how);
  error = judge(&c->chain, c->config, &how, &found);
  hf_path_remember(c, &found);
  return error;
}

/* True: the peer's key is one of these. */
/*@ requires \valid_read(c) && hf_peer_chain_sound(c) && hf_peer_key_sound(c) && \valid_read(pins + (0 .. n - 1));
  @ HF_TOTAL; assigns \nothing; */
static bool key_pinned(const struct hf_connection *c, const struct hf_pin *pins, size_t n) {
  struct hf_public_key key;
  hf_chain_key_at(&c->chain, &c->peer.key, &key);
  return hf_key_pinned(&key, pins, n);
}

/* A raw public key has nobody's word for it but the configuration's: also where any certificate is accepted (RFC 7250 6). */
/*@ requires hf_configured(c) && hf_peer_chain_sound(c) && hf_peer_key_sound(c);
  @ HF_TOTAL; assigns \nothing; */
static enum hf_error verify_key(const struct hf_connection *c) {
  const struct hf_config *config = c->config;
  if (!key_pinned(c, config->raw_public_keys, config->raw_public_keys_n))
    return HF_ERROR_RAW_PUBLIC_KEY_NOT_TRUSTED;
  if (config->pins_n != 0u && !key_pinned(c, config->pins, config->pins_n))
    return HF_ERROR_CERTIFICATE_NOT_PINNED;
  return HF_OK;
}

/* Where any certificate is accepted, its key still must be one that is pinned, if any are. */
/*@ requires hf_configured(c) && hf_peer_chain_sound(c) && hf_peer_key_sound(c);
  @ HF_TOTAL; assigns \nothing;
  @ ensures c->config->pins_n == 0 ==> \result == HF_OK; */
static enum hf_error verify_any(const struct hf_connection *c) {
  const struct hf_config *config = c->config;
  if (config->pins_n != 0u && !key_pinned(c, config->pins, config->pins_n))
    return HF_ERROR_CERTIFICATE_NOT_PINNED;
  return HF_OK;
}

/* The key must be one that the suite authenticates with, on a group that was offered. */
/*@ requires \valid(c) && hf_choices_sound(c->config); HF_TOTAL; assigns \nothing; */
static bool key_fits(const struct hf_connection *c) {
  const struct hf_key_place *key = &c->peer.key;
  if (hf_is_tls13(c)) /* what a key may sign with is said by CertificateVerify */
    return true;
  if (c->is_server == 0u && !hf_suite_takes_key(hf_suite(c), key->kind))
    return false;
  if (key->kind == HF_KEY_EC)
    return (hf_group_bit(key->group) & hf_allowed_groups(c->config)) != 0u;
  return true;
}

/* The key in the chain's first certificate, or the raw public key, into c->peer.key. Where any certificate is accepted, no more
   of it is read. */
/*@ requires \valid(c) && \valid_read(c->config) && hf_peer_chain_sound(c); HF_TOTAL;
  @ assigns c->peer.key;
  @ ensures hf_peer_key_sound(c); */
static enum hf_error read_key(struct hf_connection *c) {
  if (HF_HAS_X509 != 0u && c->config->accept_any_certificate != 0u && c->chain.raw_public_key == 0u)
    return hf_chain_any_key(&c->chain, &c->peer.key);
  return hf_chain_peer_key(&c->chain, &c->peer.key);
}

/* The key must be one that the handshake can work with. */
/*@ requires \valid(c) && hf_choices_sound(c->config); HF_TOTAL; assigns \nothing;
  @ ensures \result == HF_OK ==> c->peer.key.modulus_n <= HF_RSA_HANDSHAKE_MAX; */
static enum hf_error usable_key(const struct hf_connection *c) {
  if (c->peer.key.modulus_n > HF_RSA_HANDSHAKE_MAX)
    return HF_ERROR_PEER_KEY_TOO_LARGE;
  return key_fits(c) ? HF_OK : HF_ERROR_CERTIFICATE_KEY_UNSUPPORTED;
}

/* What was wrong with the key, or is with what vouches for it. */
/*@ requires hf_configured(c) && hf_peer_chain_sound(c) && hf_peer_key_sound(c) && hf_name_sound(c->server_name);
  @ HF_TOTAL;
  @ assigns c->peer.anchor, c->peer.path_n, c->peer.path[0 .. HF_PATH_MAX - 1]; */
static enum hf_error verify(struct hf_connection *c, enum hf_error error) {
  error = error == HF_OK ? usable_key(c) : error;
  if (error != HF_OK)
    return error;
  if (HF_HAS_X509 == 0u || c->chain.raw_public_key != 0u)
    return verify_key(c);
  return c->config->accept_any_certificate != 0u ? verify_any(c) : verify_path(c);
}

/* An hf_error, also in c->machine.error; HF_OK: the key in c->peer.key is the peer's. The caller's policy is asked last: it sees only
   what was verified, and can but refuse it. */
/*@ requires hf_sound(c); HF_TOTAL;
  @ assigns c->machine.error, c->peer.key, c->peer.anchor, c->peer.path_n, c->peer.path[0 .. HF_PATH_MAX - 1];
  @ ensures hf_sound(c) && \result == c->machine.error; */
static enum hf_error check_peer(struct hf_connection *c) {
  enum hf_error error = verify(c, read_key(c));
  c->machine.error = error == HF_OK ? hf_port_certificate_policy(c->config, &c->chain) : error;
  return (enum hf_error)c->machine.error;
}

uint32_t hf_decide_verify_server_certificate(struct hf_connection *c) {
  if (c->chain.count == 0u)
    return HF_OUTCOME_VERIFY_SERVER_CERTIFICATE_ABSENT;
  return check_peer(c) == HF_OK ? HF_OUTCOME_VERIFY_SERVER_CERTIFICATE_TRUSTED
                                : HF_OUTCOME_VERIFY_SERVER_CERTIFICATE_REFUSED;
}

uint32_t hf_decide_verify_client_certificate(struct hf_connection *c) {
  if (c->chain.count == 0u)
    return c->config->client_authentication == HF_CLIENT_REQUIRED ? HF_OUTCOME_VERIFY_CLIENT_CERTIFICATE_MISSING
                                                                  : HF_OUTCOME_VERIFY_CLIENT_CERTIFICATE_ABSENT;
  return check_peer(c) == HF_OK ? HF_OUTCOME_VERIFY_CLIENT_CERTIFICATE_TRUSTED
                                : HF_OUTCOME_VERIFY_CLIENT_CERTIFICATE_REFUSED;
}
