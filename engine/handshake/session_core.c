#include "handshake/session_core.h"
#include "crypto/bytes.h"
#include "session/peer.h"
#include <stdbool.h>

void hf_session_take(struct hf_session_core *core, const struct hf_session *session) {
  hf_copy(core->session_id, session->session_id, HF_SESSION_ID_MAX);
  hf_copy(core->master_secret, session->master_secret, HF_MASTER_SECRET);
  hf_copy(core->binding, session->binding, HF_BINDING);
  core->created = session->created;
  core->version = session->version;
  core->cipher_suite = session->cipher_suite;
  core->session_id_n = session->session_id_n;
  core->extended_master_secret = session->extended_master_secret;
  core->encrypt_then_mac = session->encrypt_then_mac;
  core->max_fragment_length = session->max_fragment_length;
  core->has_master_secret = 1u;
  core->by_ticket = 0u;
  core->ticket_n = 0u; /* until there is a place for it */
  core->ticket_lifetime = session->ticket_lifetime;
  core->ticket_age_add = session->ticket_age_add;
}

/*@ requires \valid_read(core) && \valid(out) && \separated(core, out);
  @ HF_TOTAL;
  @ assigns out->session_id[0 .. HF_SESSION_ID_MAX - 1], out->master_secret[0 .. HF_MASTER_SECRET - 1];
  @ assigns out->binding[0 .. HF_BINDING - 1], out->created, out->version, out->cipher_suite, out->session_id_n;
  @ assigns out->extended_master_secret, out->encrypt_then_mac, out->max_fragment_length;
  @ ensures out->session_id_n == core->session_id_n;
  @ ensures \forall integer i; 0 <= i < HF_MASTER_SECRET ==> out->master_secret[i] == core->master_secret[i]; */
static void give_core(const struct hf_session_core *core, struct hf_session *out) {
  hf_copy(out->session_id, core->session_id, HF_SESSION_ID_MAX);
  hf_copy(out->master_secret, core->master_secret, HF_MASTER_SECRET);
  hf_copy(out->binding, core->binding, HF_BINDING);
  out->created = core->created;
  out->version = core->version;
  out->cipher_suite = core->cipher_suite;
  out->session_id_n = core->session_id_n;
  out->extended_master_secret = core->extended_master_secret;
  out->encrypt_then_mac = core->encrypt_then_mac;
  out->max_fragment_length = core->max_fragment_length;
}

/* Who the peer is: 1; 0: it cannot be told, and is nobody. */
/*@ HF_PEER_ASKED(c);
  @ requires hf_peer_chain_sound(c);
  @ requires \valid(out) && \base_addr(out) != \base_addr(c) && \base_addr(out) != \base_addr(c->config);
  @ requires \base_addr(out) != \base_addr(c->config->anchors) && \base_addr(out) != \base_addr(c->config->crls);
  @ requires \base_addr(out) != \base_addr(c->chain.buffer);
  @ HF_TOTAL;
  @ assigns out->peer[0 .. HF_PEER_BYTES - 1], out->peer_n;
  @ ensures out->peer_n <= HF_PEER_BYTES; */
static bool give_peer(const struct hf_connection *c, struct hf_session *out) {
  struct hf_peer peer;
  bool known = hf_peer_recall(c, &peer);
  hf_fill(out->peer, 0u, HF_PEER_BYTES);
  out->peer_n = 0u;
  if (!known || !hf_peer_is_sound(&peer))
    return false;
  hf_peer_write(&peer, out->peer);
  out->peer_n = (uint32_t)hf_peer_size(&peer);
  return true;
}

/* Where it stands: at the end of the chain's buffer, before the peer's record. */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing;
  @ ensures \result + n <= c->chain.size || n > c->chain.size - c->chain.used; */
static uint32_t ticket_place(const struct hf_connection *c, uint32_t n) {
  return c->chain.size - c->peer.record_n - n;
}

bool hf_ticket_fits(const struct hf_connection *c, uint32_t n) {
  uint32_t used = c->chain.used + c->peer.record_n;
  return c->chain.used <= c->chain.size && c->peer.record_n <= c->chain.size - c->chain.used &&
         n <= c->chain.size - used;
}

uint8_t *hf_ticket_at(const struct hf_connection *c, uint32_t n) {
  return &c->chain.buffer[ticket_place(c, n)];
}

void hf_ticket_restore(struct hf_connection *c, const struct hf_session *session) {
  uint32_t n = session->ticket_n;
  if (n == 0u || n > HF_TICKET_MAX || !hf_ticket_fits(c, n))
    return;
  hf_copy(hf_ticket_at(c, n), session->ticket, n);
  c->session.ticket_n = n;
}

/*@ requires \valid_read(c) && \valid(out); HF_TOTAL;
  @ assigns out->ticket_n, out->ticket_lifetime, out->ticket_age_add, out->ticket[0 .. HF_TICKET_MAX - 1];
  @ ensures out->ticket_n <= HF_TICKET_MAX; */
static void give_ticket(const struct hf_connection *c, struct hf_session *out) {
  uint32_t n =
      c->session.ticket_n <= HF_TICKET_MAX && hf_ticket_fits(c, c->session.ticket_n) ? c->session.ticket_n : 0u;
  hf_fill(out->ticket, 0u, HF_TICKET_MAX);
  hf_copy(out->ticket, n != 0u ? hf_ticket_at(c, n) : NULL, n);
  out->ticket_n = n;
  out->ticket_lifetime = c->session.ticket_lifetime;
  out->ticket_age_add = c->session.ticket_age_add;
}

bool hf_session_give(const struct hf_connection *c, struct hf_session *out) {
  bool known = give_peer(c, out);
  give_core(&c->session, out);
  give_ticket(c, out);
  out->chain = c->config->keep_peer_chain != 0u && c->chain.count != 0u ? &c->chain : NULL;
  return known;
}
