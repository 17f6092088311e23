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
#include "handshake/offers.h"
#include "handshake/schedule.h"
#include "handshake/session_core.h"
#include "handshake/suite.h"
#include "handshake/transcript.h"
#include "ports/ports.h"

uint32_t hf_psk_hash(const struct hf_connection *c) {
  uint32_t row = hf_suite_row(hf_suite_bit(c->session.cipher_suite));
  return hf_cipher_suites[row].prf_hash == HF_HASH_SHA384 ? HF_HASH_SHA384 : HF_HASH_SHA256;
}

bool hf_psk_chosen(const struct hf_connection *c, uint32_t hash) {
  return c->session.ticket_n != 0u && c->session.has_master_secret != 0u && c->offers.identities == 1u &&
         hf_psk_hash(c) == hash;
}

void hf_psk_forget(struct hf_connection *c) {
  hf_wipe(c->session.master_secret, HF_MASTER_SECRET);
  c->session.has_master_secret = 0u;
  c->session.ticket_n = 0u;
  hf_peer_forget(c);
}

/* The session that the client names, when it is there. The ID that the client will see come back stays. */
/*@ requires hf_sound(c); HF_TOTAL; assigns c->session, HF_PEER_CHANGES(c); HF_STAYS_SOUND(c); */
static bool recall(struct hf_connection *c) {
  struct hf_session session;
  uint32_t id_n = c->session.session_id_n;
  bool known = hf_port_session_find(c, &c->exchange.secret.bytes[HF_PSK_IDENTITY_AT], HF_SESSION_ID_MAX, &session);
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

/* All that the session was bound to must be so again, and whom it was made with be whom this configuration takes now (P9, P24, P27). */
/*@ requires hf_sound(c); HF_TOTAL; assigns \nothing; */
static bool fits(const struct hf_connection *c) {
  uint8_t binding[HF_BINDING];
  if (c->session.version != HF_TLS13 || hf_suite_bit(c->session.cipher_suite) == 0u || hf_psk_hash(c) != hf_prf_hash(c))
    return false;
  hf_session_binding(c, binding);
  return hf_binding_equal(c->session.binding, binding) && hf_peer_stands(c);
}

/* True: the client knows the session's key: its binder says so (RFC 8446 4.2.11.2). */
/*@ requires \valid_read(c) && c->session.has_master_secret != 0; HF_TOTAL; assigns \nothing; */
static bool is_bound(const struct hf_connection *c) {
  uint32_t hash = hf_prf_hash(c);
  uint32_t n = (uint32_t)hf_hash_size(hash);
  uint8_t binder[HF_SECRET_SIZE];
  if (c->offers.binder_n != n)
    return false;
  hf_binder(hash, c->session.master_secret,
            &c->exchange.secret.bytes[hash == HF_HASH_SHA384 ? HF_PSK_SHA384_AT : HF_PSK_SHA256_AT], binder);
  return hf_ct_equal(binder, &c->exchange.secret.bytes[HF_PSK_BINDER_AT], n) == 1u;
}

/* True: there is a key that may be looked for. */
/*@ requires \valid_read(c) && \valid_read(c->config); HF_TOTAL; assigns \nothing; */
static bool is_offered(const struct hf_connection *c) {
  return hf_offered(c, HF_SEEN_PRE_SHARED_KEY) && c->offers.psk_modes != 0u && c->offers.identity != 0u &&
         c->exchange.secret.holds == HF_SECRET_PSK && c->config->sessions != NULL;
}

uint32_t hf_decide_choose_psk(struct hf_connection *c) {
  bool chosen = is_offered(c) && recall(c) && fits(c);
  if (chosen && !is_bound(c)) {
    c->machine.error = HF_ERROR_BINDER_WRONG;
    return HF_OUTCOME_CHOOSE_PSK_REFUSED;
  }
  if (!chosen)
    hf_psk_forget(c);
  c->parameters.resumed = chosen ? 1u : 0u;
  c->parameters.selected_psk = chosen ? c->offers.identity - 1u : 0u;
  return chosen ? HF_OUTCOME_CHOOSE_PSK_RESUMED : HF_OUTCOME_CHOOSE_PSK_FULL;
}
