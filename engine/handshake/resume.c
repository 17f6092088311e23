/* A session that may be resumed: whom it was made with goes into the chain's buffer, as a record at its end and, when the session
   kept it, the chain itself at its beginning. */
#include "crypto/bytes.h"
#include "generated/errors.h"
#include "handshake/peer.h"
#include "ports/ports.h"
#include "session/peer.h"

void hf_peer_forget(struct hf_connection *c) {
  c->record_n = 0u;
  c->chain.count = 0u;
  c->chain.used = 0u;
  c->chain.raw_public_key = 0u;
}

/* 1 when the chain begins with what the peer showed, of which this is the digest: its certificate, or its key. */
/*@ requires \valid_read(c) && hf_peer_chain_sound(c) && \valid_read(shown + (0 .. HF_DIGEST - 1));
  @ terminates \true; exits \false; assigns \nothing; ensures \result == 0 || \result == 1; */
static uint8_t begins_with(const struct hf_connection *c, const uint8_t *shown, uint8_t raw_public_key) {
  struct hf_hash h;
  uint8_t digest[HF_DIGEST];
  struct hf_span whole = {0u, HF_DIGEST};
  if (c->chain.count == 0u || c->chain.raw_public_key != raw_public_key)
    return 0u;
  hf_hash_start(&h, HF_HASH_SHA256);
  hf_hash_update(&h, &c->chain.buffer[c->chain.start[0]], c->chain.length[0]);
  hf_hash_finish(&h, digest);
  return hf_same_bytes(digest, whole, shown, whole);
}

/*@ requires hf_configured(c) && hf_peer_chain_sound(c) && HF_SESSION_GIVEN(c, session) && session->chain != \null;
  @ terminates \true; exits \false; assigns HF_PEER_CHANGES(c);
  @ HF_CONFIG_STAYS(c); ensures hf_peer_chain_sound(c); */
static void copy_chain(struct hf_connection *c, const struct hf_session *session) {
  (void)hf_chain_copy(&c->chain, session->chain);
}

/* The chain, if it is the peer's. */
/*@ requires hf_sound(c) && HF_SESSION_GIVEN(c, session);
  @ terminates \true; exits \false; assigns HF_PEER_CHANGES(c); HF_STAYS_SOUND(c); */
static void restore_chain(struct hf_connection *c, const struct hf_session *session, uint8_t kind) {
  uint8_t raw = kind == HF_PEER_RAW_PUBLIC_KEY ? 1u : 0u;
  if (session->chain == NULL || kind == HF_PEER_ANONYMOUS)
    return;
  copy_chain(c, session);
  if (begins_with(c, &session->peer[raw == 1u ? HF_PEER_KEY_AT : HF_PEER_CERTIFICATE_AT], raw) == 0u)
    hf_peer_forget(c);
}

/*@ requires hf_configured(c) && hf_peer_chain_sound(c) && HF_SESSION_GIVEN(c, session);
  @ requires session->peer_n <= HF_PEER_BYTES && session->peer_n <= c->chain.size;
  @ terminates \true; exits \false; assigns c->record_n, c->chain.buffer[0 .. c->chain.size - 1];
  @ HF_CONFIG_STAYS(c); ensures hf_peer_chain_sound(c);
  @ ensures c->record_n == \old(session->peer_n); */
static void write_record(struct hf_connection *c, const struct hf_session *session) {
  uint16_t n = session->peer_n;
  hf_copy(&c->chain.buffer[c->chain.size - n], session->peer, n);
  c->record_n = n;
}

/* The record, which goes before the chain where both do not fit. */
/*@ requires hf_sound(c) && HF_SESSION_GIVEN(c, session) && session->peer_n <= HF_PEER_BYTES;
  @ terminates \true; exits \false; assigns HF_PEER_CHANGES(c); HF_STAYS_SOUND(c);
  @ ensures \result == 0 || \result == 1; */
static uint8_t keep_record(struct hf_connection *c, const struct hf_session *session) {
  if (session->peer_n > c->chain.size)
    return 0u;
  if (c->chain.used > c->chain.size - session->peer_n)
    hf_peer_forget(c);
  write_record(c, session);
  return 1u;
}

uint8_t hf_peer_restore(struct hf_connection *c, const struct hf_session *session) {
  uint8_t kind =
      session->peer_n > HF_PEER_BYTES ? (uint8_t)HF_PEER_SENSELESS : hf_peer_kind(session->peer, session->peer_n);
  hf_peer_forget(c);
  if (kind == HF_PEER_SENSELESS)
    return 0u;
  if (kind == HF_PEER_ANONYMOUS)
    return 1u;
  restore_chain(c, session, kind);
  return keep_record(c, session);
}

/* The caller's policy sees the chain; without one it cannot be asked, unless it would not be asked of this peer at all. */
/*@ requires \valid_read(c) && \valid_read(c->config) && \valid_read(peer);
  @ terminates \true; exits \false; assigns \nothing; ensures \result == 0 || \result == 1;
  @ ensures \result == 1 && c->config->certificate_policy != \null ==> peer->kind == HF_PEER_ANONYMOUS || c->chain.count > 0; */
static uint8_t policy_agrees(const struct hf_connection *c, const struct hf_peer *peer) {
  if (c->config->certificate_policy == NULL || peer->kind == HF_PEER_ANONYMOUS)
    return 1u;
  if (c->chain.count == 0u)
    return 0u;
  return hf_port_certificate_policy(c->config, &c->chain) == HF_OK ? 1u : 0u;
}

uint8_t hf_peer_stands(const struct hf_connection *c) {
  struct hf_peer peer;
  /*@ assert hf_lists_sound(c->config); */
  /*@ assert hf_trust_sound(c->config); */
  /*@ assert hf_trust_keys_sound(c->config); */
  /*@ assert hf_name_sound(c->server_name); */
  /*@ assert hf_peer_chain_sound(c); */
  if (hf_peer_recall(c, &peer) == 0u || hf_peer_is_sound(&peer) == 0u)
    return 0u;
  /*@ assert hf_lists_sound(c->config); */
  /*@ assert hf_trust_sound(c->config); */
  /*@ assert hf_trust_keys_sound(c->config); */
  /*@ assert hf_name_sound(c->server_name); */
  if (hf_peer_holds(c, &peer) == 0u)
    return 0u;
  return policy_agrees(c, &peer);
}
