/* The end of a handshake of TLS 1.3, and the tickets behind it (RFC 8446 4.6.1). A server's ticket is a session that is sealed with its
   key, or the ID of one in its store. */
#include "crypto/bytes.h"
#include "generated/encode.h"
#include "generated/errors.h"
#include "generated/events.h"
#include "generated/kept.h"
#include "generated/machine.h"
#include "generated/steps.h"
#include "handshake/hello_parts.h"
#include "handshake/kept.h"
#include "handshake/limits.h"
#include "handshake/schedule.h"
#include "handshake/session_core.h"
#include "handshake/session_steps.h"
#include "handshake/suite.h"
#include "handshake/ticket_seal.h"
#include "handshake/wipe.h"
#include "keys/schedule.h"
#include "ports/ports.h"

#define LIFETIME_MOST 604800u /* RFC 8446 4.6.1: seven days */

enum hf_error hf_do_complete13(struct hf_connection *c) {
  hf_derive_resumption(c);
  c->exports = c->config->export_keys != 0u ? HF_EXPORTS_ALL : HF_EXPORTS_NOTHING;
  if (c->config->export_keys == 0u)
    hf_wipe(c->exchange.traffic.exporter, HF_SECRET_SIZE);
  hf_wipe(c->session.master_secret, HF_MASTER_SECRET);
  c->session.has_master_secret = 0u;
  c->session.session_id_n = 0u;
  c->session.ticket_n = 0u;
  hf_wipe_handshake(c);
  return HF_OK;
}

/* True: sessions are sealed, and there is room for this one. */
/*@ requires \valid_read(c) && \valid_read(c->config); HF_TOTAL; assigns \nothing;
  @ ensures \result ==> c->config->ticket_keys != \null; */
static bool can_seal(const struct hf_connection *c) {
  return hf_can_seal(c, c->chain.count == 0u && c->peer.record_n == 0u);
}

/* How many the configuration wants: where there is a place for sessions, and a client that can use them and has no key already. */
/*@ requires \valid_read(c) && \valid_read(c->config); HF_TOTAL; assigns \nothing; */
static uint32_t wanted(const struct hf_connection *c) {
  if (c->offers.psk_modes == 0u || c->config->tickets == HF_NO_TICKETS || c->parameters.psk == HF_PSK_EXTERNAL)
    return 0u;
  if (c->config->sessions == NULL && !can_seal(c))
    return 0u;
  return c->config->tickets != 0u ? c->config->tickets : 1u;
}

uint32_t hf_decide_tickets_left(struct hf_connection *c) {
  if (c->parameters.tickets < wanted(c))
    return HF_OUTCOME_TICKETS_LEFT_YES;
  c->session.ticket_n = 0u;
  hf_wipe(c->exchange.traffic.secret, HF_SECRET_SIZE);
  return HF_OUTCOME_TICKETS_LEFT_NO;
}

/* The key of this ticket: its nonce is its number. */
/*@ requires \valid(c); HF_TOTAL; assigns c->session.master_secret[0 .. HF_MASTER_SECRET - 1]; */
static void make_key(struct hf_connection *c, const uint8_t *nonce, uint32_t n) {
  hf_fill(c->session.master_secret, 0u, HF_MASTER_SECRET);
  hf_ticket_psk(hf_prf_hash(c), c->exchange.traffic.secret, nonce, n, c->session.master_secret);
}

/* The ticket is made: sealed where that can be, or noted in the store. */
/*@ requires hf_sound(c); HF_TOTAL; assigns c->session.ticket_n, c->chain.buffer[0 .. c->chain.size - 1]; HF_STAYS_SOUND(c); */
static enum hf_error keep_session(struct hf_connection *c) {
  enum hf_error error = HF_OK;
  c->session.ticket_n = 0u;
  if (can_seal(c))
    error = hf_seal_ticket(c);
  if (error == HF_OK && c->session.ticket_n == 0u)
    hf_store_session(c);
  return error;
}

enum hf_error hf_do_make_ticket(struct hf_connection *c) {
  uint8_t nonce[1] = {(uint8_t)(c->parameters.tickets % 256u)};
  enum hf_error error;
  uint8_t drawn[HF_SESSION_ID_MAX + 4u];
  if (!hf_port_random(c->config, drawn, sizeof drawn))
    return HF_ERROR_RANDOM_FAILED;
  hf_copy(c->session.session_id, drawn, HF_SESSION_ID_MAX);
  c->session.session_id_n = HF_SESSION_ID_MAX;
  c->session.ticket_age_add = hf_read32(&drawn[HF_SESSION_ID_MAX]);
  make_key(c, nonce, 1u);
  hf_bind_session(c);
  error = keep_session(c);
  hf_wipe(c->session.master_secret, HF_MASTER_SECRET);
  c->parameters.tickets = c->parameters.tickets + 1u;
  if (c->parameters.tickets >= 2u) /* there is no other one */
    hf_wipe(c->exchange.traffic.secret, HF_SECRET_SIZE);
  return error;
}

void hf_send_new_session_ticket_tls13(struct hf_connection *c, struct hf_writer *w) {
  struct hf_out_new_session_ticket_tls13 m;
  uint8_t nonce[1] = {(uint8_t)((c->parameters.tickets - 1u) % 256u)};
  m.ticket_lifetime = HF_TICKET_LIFETIME;
  m.ticket_age_add = c->session.ticket_age_add;
  m.ticket_nonce = nonce;
  m.ticket_nonce_n = 1u;
  m.ticket = c->session.ticket_n != 0u ? hf_ticket_at(c, c->session.ticket_n) : c->session.session_id;
  m.ticket_n = c->session.ticket_n != 0u ? c->session.ticket_n : c->session.session_id_n;
  m.has_early_data = 0u;
  m.early_data = 0u;
  hf_encode_new_session_ticket_tls13(w, &m);
}

/* One that has no room is not kept, and the one before it is not either. Who has an external key needs none. */
enum hf_error hf_ticket_begin(struct hf_connection *c, uint32_t length) {
  c->session.ticket_n = 0u;
  c->offers.extensions = 0u;
  c->offers.unknown_n = 0u;
  c->offers.ticket_came = 0u;
  c->offers.ticket_n = 0u;
  if (length <= HF_TICKET_MAX && hf_ticket_fits(c, length) && c->parameters.psk != HF_PSK_EXTERNAL)
    c->offers.ticket_n = length;
  return HF_OK;
}

/* A new ticket takes the place of the one before. */
/*@ requires hf_sound(c); HF_TOTAL; assigns c->session; HF_STAYS_SOUND(c); */
static void take_ticket(struct hf_connection *c, uint32_t lifetime) {
  uint32_t nonce_n = c->parser.numbers[HF_NUMBER_NEW_SESSION_TICKET_TICKET_NONCE];
  c->session.ticket_n = lifetime != 0u && nonce_n <= 255u ? c->offers.ticket_n : 0u;
  if (c->session.ticket_n == 0u)
    return;
  c->session.ticket_lifetime = lifetime;
  c->session.ticket_age_add = c->parser.numbers[HF_NUMBER_NEW_SESSION_TICKET_TICKET_AGE_ADD];
  make_key(c, &c->kept.bytes[HF_KEPT_NEW_SESSION_TICKET_TICKET_NONCE], nonce_n);
  c->session.has_master_secret = 1u;
  hf_bind_session(c);
}

uint32_t hf_decide_check_ticket(struct hf_connection *c) {
  uint32_t lifetime = c->parser.numbers[HF_NUMBER_NEW_SESSION_TICKET_TICKET_LIFETIME];
  if (lifetime > LIFETIME_MOST || !hf_has_read(c, HF_EVENT_RECV_NEW_SESSION_TICKET)) {
    c->machine.error = HF_ERROR_TICKET_WRONG;
    return HF_OUTCOME_CHECK_TICKET_REFUSED;
  }
  take_ticket(c, lifetime);
  return HF_OUTCOME_CHECK_TICKET_ACCEPTABLE;
}
