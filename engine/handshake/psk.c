/* What both sides do with a pre-shared key; a server's choice of one. */
#include "handshake/psk.h"
#include "crypto/bytes.h"
#include "crypto/ct.h"
#include "crypto/hmac.h"
#include "generated/errors.h"
#include "generated/kept.h"
#include "generated/machine.h"
#include "generated/steps.h"
#include "handshake/binding.h"
#include "handshake/hello_parts.h"
#include "handshake/limits.h"
#include "handshake/offers.h"
#include "handshake/session_core.h"
#include "handshake/suite.h"
#include "keys/schedule.h"
#include "ports/ports.h"
#include "session/sealed.h"

/* The hash of the suite that the session was made with, which is that of its key. */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing; ensures \result \in {HF_HASH_SHA256, HF_HASH_SHA384}; */
static uint32_t session_hash(const struct hf_connection *c) {
  uint32_t row = hf_suite_row(hf_suite_bit(c->session.cipher_suite));
  return hf_cipher_suites[row].prf_hash == HF_HASH_SHA384 ? HF_HASH_SHA384 : HF_HASH_SHA256;
}

uint32_t hf_psk_hash(const struct hf_connection *c) {
  if (c->parameters.psk != HF_PSK_EXTERNAL)
    return session_hash(c);
  return c->external_psk.sha384 ? HF_HASH_SHA384 : HF_HASH_SHA256;
}

bool hf_psk_chosen(const struct hf_connection *c, uint32_t hash) {
  return c->parameters.psk != HF_PSK_NONE && c->offers.identities == 1u && hf_psk_hash(c) == hash;
}

void hf_psk_early(const struct hf_connection *c, uint8_t *out) {
  uint32_t hash = hf_psk_hash(c);
  if (c->parameters.psk == HF_PSK_EXTERNAL)
    hf_hkdf_extract(hash, NULL, 0u, c->external_psk.key, c->external_psk.key_n, out);
  else
    hf_hkdf_extract(hash, NULL, 0u, c->session.master_secret, hf_hash_size(hash), out);
}

void hf_psk_take(struct hf_connection *c) {
  uint8_t early[HF_SECRET_SIZE];
  hf_psk_early(c, early);
  hf_copy(c->session.master_secret, early, HF_SECRET_SIZE);
  hf_wipe(early, sizeof early);
  c->session.has_master_secret = 1u;
}

void hf_psk_forget(struct hf_connection *c) {
  c->parameters.psk = HF_PSK_NONE;
  hf_wipe(c->session.master_secret, HF_MASTER_SECRET);
  c->session.has_master_secret = 0u;
  c->session.ticket_n = 0u;
  hf_peer_forget(c);
}

/* The session of the client's ticket: out of the ticket, or out of the store. */
/*@ requires hf_sound(c) && \valid(out) && \separated(out, c); HF_TOTAL;
  @ assigns *out, c->chain.buffer[0 .. c->chain.size - 1]; HF_STAYS_SOUND(c); */
static bool find(struct hf_connection *c, struct hf_session *out) {
  if (c->offers.sealed_n > c->chain.size || (c->offers.sealed_n != 0u && c->config->ticket_keys == NULL))
    return false;
  if (c->offers.sealed_n != 0u)
    return hf_session_unseal(c->config->ticket_keys, c->chain.buffer, c->offers.sealed_n, out);
  return hf_port_session_find(c, &c->exchange.secret.bytes[HF_PSK_IDENTITY_AT], HF_SESSION_ID_MAX, out);
}

/* The session that the client names, when it is there. The ID that the client will see come back stays. */
/*@ requires hf_sound(c); HF_TOTAL; assigns c->session, HF_PEER_CHANGES(c); HF_STAYS_SOUND(c); */
static bool recall(struct hf_connection *c) {
  struct hf_session session;
  uint32_t id_n = c->session.session_id_n;
  bool known = find(c, &session);
  if (known) {
    known = hf_peer_restore(c, &session);
    hf_session_take(&c->session, &session);
    hf_fill(c->session.session_id, 0u, HF_SESSION_ID_MAX);
    hf_copy(c->session.session_id, &c->kept.bytes[HF_KEPT_CLIENT_HELLO_SESSION_ID], id_n);
    c->session.session_id_n = id_n;
  }
  hf_session_wipe(&session);
  return known;
}

/* It is as young as a ticket of ours may be. All that the session was bound to must be so again, and whom it was made with be whom this configuration takes now (P9, P24, P27). */
/*@ requires hf_sound(c); HF_TOTAL; assigns \nothing; */
static bool fits(const struct hf_connection *c) {
  uint8_t binding[HF_BINDING];
  int64_t age = hf_port_now(c->config) - c->session.created;
  if (age < 0 || age > (int64_t)HF_TICKET_LIFETIME)
    return false;
  if (c->session.version != HF_TLS13 || hf_suite_bit(c->session.cipher_suite) == 0u ||
      session_hash(c) != hf_prf_hash(c))
    return false;
  hf_session_binding(c, binding);
  return hf_binding_equal(c->session.binding, binding) && hf_peer_stands(c);
}

/* True: who made the binder of n bytes knows the key, whose early secret this is (RFC 8446 4.2.11.2). */
/*@ requires \valid_read(c) && \valid_read(early + (0 .. HF_SECRET_SIZE - 1)) && \valid_read(binder + (0 .. HF_SECRET_SIZE - 1));
  @ HF_TOTAL; assigns \nothing; */
static bool is_bound(const struct hf_connection *c, bool external, const uint8_t *early, const uint8_t *binder,
                     uint32_t n) {
  uint32_t hash = hf_prf_hash(c);
  uint8_t expected[HF_SECRET_SIZE];
  if (n != (uint32_t)hf_hash_size(hash))
    return false;
  hf_binder(hash, external, early,
            &c->exchange.secret.bytes[hash == HF_HASH_SHA384 ? HF_PSK_SHA384_AT : HF_PSK_SHA256_AT], expected);
  return hf_ct_equal(expected, binder, n) == 1u;
}

/* True: a key may be looked for: what the hello says of keys was read. */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing; */
static bool is_offered(const struct hf_connection *c) {
  return hf_offered(c, HF_SEEN_PRE_SHARED_KEY) && c->offers.psk_modes != 0u &&
         c->exchange.secret.holds == HF_SECRET_PSK;
}

/* The key of a session, where the client offers one that is there and may be resumed: then its early secret is in its place. */
/*@ requires hf_sound(c); HF_TOTAL; assigns c->session, c->parameters, HF_PEER_CHANGES(c); HF_STAYS_SOUND(c); */
static bool take_session(struct hf_connection *c) {
  bool taken = c->offers.identity != 0u && recall(c) && fits(c);
  c->parameters.psk = taken ? HF_PSK_SESSION : HF_PSK_NONE;
  if (taken)
    hf_psk_take(c);
  else
    hf_psk_forget(c);
  return taken;
}

/* An external key, likewise. */
/*@ requires hf_sound(c); HF_TOTAL; assigns c->session, c->parameters; HF_STAYS_SOUND(c); */
static bool take_external(struct hf_connection *c) {
  if (c->offers.external == 0u || c->offers.external_hash != hf_prf_hash(c))
    return false;
  c->parameters.psk = HF_PSK_EXTERNAL;
  hf_copy(c->session.master_secret, &c->exchange.secret.bytes[HF_PSK_EARLY_AT], HF_SECRET_SIZE);
  c->session.has_master_secret = 1u;
  return true;
}

/* What is wrong with what was chosen, or HF_OK. A server without certificates has nothing to say to a client without a key. */
/*@ requires \valid_read(c) && \valid_read(c->config); HF_TOTAL; assigns \nothing; */
static enum hf_error refusal(const struct hf_connection *c) {
  bool external = c->parameters.psk == HF_PSK_EXTERNAL;
  uint32_t at = external ? HF_PSK_EXTERNAL_BINDER_AT : HF_PSK_BINDER_AT;
  uint32_t n = external ? c->offers.external_n : c->offers.binder_n;
  if (c->parameters.psk == HF_PSK_NONE && c->config->identities_n == 0u)
    return HF_ERROR_PSK_UNKNOWN;
  if (c->parameters.psk == HF_PSK_NONE) /* RFC 8446 4.2.3: for our certificate */
    return hf_offered(c, HF_SEEN_SIGNATURE_ALGORITHMS) ? HF_OK : HF_ERROR_EXTENSION_MISSING;
  return is_bound(c, external, c->session.master_secret, &c->exchange.secret.bytes[at], n) ? HF_OK
                                                                                           : HF_ERROR_BINDER_WRONG;
}

/* A session's key before an external one. What was read of the keys is gone behind it. */
uint32_t hf_decide_choose_psk(struct hf_connection *c) {
  bool chosen = is_offered(c) && (take_session(c) || take_external(c));
  uint32_t at = c->parameters.psk == HF_PSK_EXTERNAL ? c->offers.external : c->offers.identity;
  enum hf_error error = refusal(c);
  if (c->exchange.secret.holds == HF_SECRET_PSK) {
    hf_wipe(c->exchange.secret.bytes, HF_SECRET_MAX);
    c->exchange.secret.holds = HF_SECRET_NOTHING;
  }
  if (error != HF_OK) {
    c->machine.error = error;
    return HF_OUTCOME_CHOOSE_PSK_REFUSED;
  }
  if (!chosen)
    hf_psk_forget(c);
  c->parameters.resumed = chosen ? 1u : 0u;
  c->parameters.selected_psk = chosen ? at - 1u : 0u;
  return chosen ? HF_OUTCOME_CHOOSE_PSK_RESUMED : HF_OUTCOME_CHOOSE_PSK_FULL;
}
