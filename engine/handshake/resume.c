/* A session that may be resumed: whom it was made with goes into the chain's buffer, as a record at its end and, when the session
   kept it, the chain itself at its beginning. */
#include "crypto/bytes.h"
#include "generated/errors.h"
#include "handshake/peer.h"
#include "ports/ports.h"
#include "session/peer.h"
#include "x509/chain_copy.h"
#include <stdbool.h>

void hf_peer_forget(struct hf_connection *c) {
  c->peer.record_n = 0u;
  c->chain.count = 0u;
  c->chain.used = 0u;
  c->chain.raw_public_key = 0u;
}

/* 1 when the chain begins with what the peer showed, of which this is the digest: its certificate, or its key. */
/*@ requires \valid_read(c) && hf_peer_chain_sound(c) && \valid_read(shown + (0 .. HF_DIGEST - 1));
  @ HF_TOTAL; assigns \nothing; */
static bool begins_with(const struct hf_connection *c, const uint8_t *shown, uint32_t raw_public_key) {
  struct hf_hash h;
  uint8_t digest[HF_DIGEST];
  struct hf_span whole = {0u, HF_DIGEST};
  if (c->chain.count == 0u || c->chain.raw_public_key != raw_public_key)
    return false;
  hf_hash_start(&h, HF_HASH_SHA256);
  hf_hash_update(&h, &c->chain.buffer[c->chain.start[0]], c->chain.length[0]);
  hf_hash_finish(&h, digest);
  return hf_same_bytes(digest, whole, shown, whole);
}

/* clang-format off */
#define HF_RESTORES(c, session)                                                                                        \
  requires \valid(c) && hf_peer_chain_sound(c) && HF_SESSION_GIVEN(c, session);                                        \
  HF_TOTAL;                                                                                      \
  ensures hf_peer_chain_sound(c)
/* clang-format on */

/* The chain, if the session has one and it is the peer's. */
/*@ HF_RESTORES(c, session);
  @ assigns HF_CHAIN_CHANGES(c); */
static void restore_chain(struct hf_connection *c, const struct hf_session *session, uint32_t kind) {
  uint32_t raw = kind == HF_PEER_RAW_PUBLIC_KEY ? 1u : 0u;
  uint32_t is_peers = 0u;
  if (session->chain != NULL)
    is_peers = hf_chain_fill(&c->chain, session->chain);
  if (is_peers == 1u)
    is_peers = begins_with(c, &session->peer[raw == 1u ? HF_PEER_KEY_AT : HF_PEER_CERTIFICATE_AT], raw);
  c->chain.count = is_peers == 1u ? c->chain.count : 0u;
  c->chain.used = is_peers == 1u ? c->chain.used : 0u;
  c->chain.raw_public_key = is_peers == 1u ? raw : 0u;
}

/* The record, which goes before the chain where both do not fit. */
/*@ requires session->peer_n <= HF_PEER_BYTES && session->peer_n <= c->chain.size;
  @ HF_RESTORES(c, session);
  @ assigns c->peer.record_n, c->chain.count, c->chain.used, c->chain.raw_public_key, c->chain.buffer[0 .. c->chain.size - 1];
  @ ensures c->peer.record_n == \old(session->peer_n); */
static void restore_record(struct hf_connection *c, const struct hf_session *session) {
  uint32_t n = session->peer_n;
  uint32_t fits = c->chain.used <= c->chain.size - n ? 1u : 0u;
  c->chain.count = fits == 1u ? c->chain.count : 0u;
  c->chain.used = fits == 1u ? c->chain.used : 0u;
  c->chain.raw_public_key = fits == 1u ? c->chain.raw_public_key : 0u;
  hf_copy(&c->chain.buffer[c->chain.size - n], session->peer, n);
  c->peer.record_n = n;
}

bool hf_peer_restore(struct hf_connection *c, const struct hf_session *session) {
  uint32_t kind = HF_PEER_SENSELESS;
  hf_peer_forget(c);
  if (session->peer_n <= HF_PEER_BYTES)
    kind = hf_peer_kind(session->peer, session->peer_n);
  if (kind == HF_PEER_ANONYMOUS)
    return true;
  if (kind == HF_PEER_SENSELESS || session->peer_n > c->chain.size)
    return false;
  restore_chain(c, session, kind);
  restore_record(c, session);
  return true;
}

/* The caller's policy sees the chain; without one it cannot be asked, unless it would not be asked of this peer at all. */
/*@ requires \valid_read(c) && \valid_read(c->config) && \valid_read(peer);
  @ HF_TOTAL; assigns \nothing;
  @ ensures \result && c->config->certificate_policy != \null ==> peer->kind == HF_PEER_ANONYMOUS || c->chain.count > 0; */
static bool policy_agrees(const struct hf_connection *c, const struct hf_peer *peer) {
  if (c->config->certificate_policy == NULL || peer->kind == HF_PEER_ANONYMOUS)
    return true;
  if (c->chain.count == 0u)
    return false;
  return hf_port_certificate_policy(c->config, &c->chain) == HF_OK;
}

bool hf_peer_stands(const struct hf_connection *c) {
  struct hf_peer peer;
  /*@ assert hf_lists_sound(c->config); */
  /*@ assert hf_trust_sound(c->config); */
  /*@ assert hf_trust_keys_sound(c->config); */
  /*@ assert hf_name_sound(c->server_name); */
  /*@ assert hf_peer_chain_sound(c); */
  if (!hf_peer_recall(c, &peer) || !hf_peer_is_sound(&peer))
    return false;
  /*@ assert hf_lists_sound(c->config); */
  /*@ assert hf_trust_sound(c->config); */
  /*@ assert hf_trust_keys_sound(c->config); */
  /*@ assert hf_name_sound(c->server_name); */
  if (!hf_peer_holds(c, &peer))
    return false;
  return policy_agrees(c, &peer);
}
