#include "handshake/peer.h"
#include "generated/errors.h"
#include "generated/profile.h"
#include "handshake/verify.h"
#include "session/peer.h"
#include "x509/key.h"
#include "x509/peer_record.h"
#include "x509/pins.h"
#include <stdbool.h>

/* The certificates that came in this handshake. */
/*@ HF_PEER_ASKED(c);
  @ requires hf_peer_chain_sound(c);
  @ requires \valid(out) && \base_addr(out) != \base_addr(c) && \base_addr(out) != \base_addr(c->config);
  @ requires \base_addr(out) != \base_addr(c->config->anchors) && \base_addr(out) != \base_addr(c->config->crls);
  @ requires \base_addr(out) != \base_addr(c->chain.buffer);
  @ HF_TOTAL; assigns *out; */
static bool record_path(const struct hf_connection *c, struct hf_peer *out) {
  struct hf_verify how;
  struct hf_report found;
  /*@ assert hf_lists_sound(c->config); */
  /*@ assert hf_trust_sound(c->config); */
  /*@ assert hf_trust_keys_sound(c->config); */
  /*@ assert hf_name_sound(c->server_name); */
  hf_path_recall(c, &found);
  hf_verify_asked(c, &how);
  if (hf_chain_record(&c->chain, &how, &found, out) == 0u)
    return false;
  out->status_until = out->verified != 0u ? c->peer.status_until : 0;
  return true;
}

/* The raw public key that came in this handshake. */
/*@ requires \valid_read(c) && hf_peer_chain_sound(c) && \valid(out) && \base_addr(out) != \base_addr(c);
  @ requires \base_addr(out) != \base_addr(c->chain.buffer);
  @ HF_TOTAL; assigns *out; */
static bool record_key(const struct hf_connection *c, struct hf_peer *out) {
  struct hf_key_place place;
  struct hf_public_key key;
  if (hf_chain_raw_key(&c->chain, &place) != HF_OK)
    return false;
  hf_chain_key_at(&c->chain, &place, &key);
  hf_key_pin(&key, out->key);
  out->kind = HF_PEER_RAW_PUBLIC_KEY;
  return true;
}

bool hf_peer_recall(const struct hf_connection *c, struct hf_peer *out) {
  hf_peer_clear(out);
  if (c->peer.record_n > c->chain.size)
    return false;
  if (c->peer.record_n != 0u)
    return hf_peer_read(out, &c->chain.buffer[c->chain.size - c->peer.record_n], c->peer.record_n);
  if (c->chain.count == 0u)
    return true;
  return HF_HAS_X509 != 0u && c->chain.raw_public_key == 0u ? record_path(c, out) : record_key(c, out);
}

/* A staple that was checked must be good still; where one is required, one must have been. That the certificate demands one need
   not be asked again: then it came. */
/*@ requires \valid_read(c) && \valid_read(c->config) && \valid_read(peer); HF_TOTAL; assigns \nothing;
  @ ensures c->is_server == 0 && peer->status_until == 0 && c->config->staple == HF_STAPLE_REQUIRED ==> !\result;
  @ ensures c->is_server == 0 && 0 < peer->status_until < now ==> !\result; */
static bool status_holds(const struct hf_connection *c, const struct hf_peer *peer, int64_t now) {
  if (c->is_server != 0u)
    return true;
  if (peer->status_until == 0)
    return c->config->staple != HF_STAPLE_REQUIRED;
  return now <= peer->status_until;
}

/* Certificates: as they are verified, or accepted without. */
/*@ HF_PEER_ASKED(c);
  @ requires \valid_read(peer) && peer->certificates_n <= HF_PEER_PATH_MAX;
  @ HF_TOTAL; assigns \nothing;
  @ ensures \result && peer->verified == 0 ==> c->config->accept_any_certificate != 0;
  @ ensures \result && peer->verified == 1 ==> c->config->anchors_n > 0; */
static bool certificates_hold(const struct hf_connection *c, const struct hf_peer *peer) {
  struct hf_verify how;
  if (peer->verified != 1u)
    return c->config->accept_any_certificate != 0u && peer->verified == 0u;
  /*@ assert hf_lists_sound(c->config); */
  /*@ assert hf_trust_sound(c->config); */
  /*@ assert hf_trust_keys_sound(c->config); */
  /*@ assert hf_name_sound(c->server_name); */
  hf_verify_asked(c, &how);
  if (hf_path_stands(peer, &how) == 0u)
    return false;
  return status_holds(c, peer, how.now);
}

bool hf_peer_holds(const struct hf_connection *c, const struct hf_peer *peer) {
  const struct hf_config *config = c->config;
  if (peer->kind == HF_PEER_ANONYMOUS)
    return c->is_server != 0u && config->client_authentication != HF_CLIENT_REQUIRED;
  if (peer->kind == HF_PEER_RAW_PUBLIC_KEY)
    return hf_pin_listed(peer->key, config->raw_public_keys, config->raw_public_keys_n);
  return HF_HAS_X509 != 0u && peer->kind == HF_PEER_CERTIFICATE && certificates_hold(c, peer);
}
