/* Between a session, as callers and stores hold it, and what a connection holds of it. */
#ifndef HF_HANDSHAKE_SESSION_CORE_H
#define HF_HANDSHAKE_SESSION_CORE_H
#include "handshake/peer.h"
#include <stdbool.h>

/* What a connection holds of this session. */
/*@ requires \valid(core) && \valid_read(session) && \separated(core, session);
  @ HF_TOTAL; assigns *core;
  @ ensures core->session_id_n == session->session_id_n && core->created == session->created;
  @ ensures core->version == session->version && core->cipher_suite == session->cipher_suite;
  @ ensures core->extended_master_secret == session->extended_master_secret;
  @ ensures core->encrypt_then_mac == session->encrypt_then_mac && core->has_master_secret == 1 &&
  @   core->max_fragment_length == session->max_fragment_length;
  @ ensures \forall integer i; 0 <= i < HF_SESSION_ID_MAX ==> core->session_id[i] == session->session_id[i];
  @ ensures \forall integer i; 0 <= i < HF_MASTER_SECRET ==> core->master_secret[i] == session->master_secret[i];
  @ ensures \forall integer i; 0 <= i < HF_BINDING ==> core->binding[i] == session->binding[i]; */
void hf_session_take(struct hf_session_core *core, const struct hf_session *session);

/* A ticket of n bytes has its place at the end of the chain's buffer, before the record of the peer: true: there is room for it. */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing;
  @ ensures \result ==> n <= c->chain.size - c->peer.record_n - c->chain.used; */
bool hf_ticket_fits(const struct hf_connection *c, uint32_t n);
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing; */
uint8_t *hf_ticket_at(const struct hf_connection *c, uint32_t n);
/* The ticket of a session that is offered, if there is room. */
/*@ requires \valid(c) && \valid_read(session); HF_TOTAL; assigns c->session.ticket_n, c->chain.buffer[0 .. c->chain.size - 1]; */
void hf_ticket_restore(struct hf_connection *c, const struct hf_session *session);

/* The session of a connection, and whom it was made with: 1; 0: that cannot be told, and it must not be resumed. out->chain is the
   connection's own, where the configuration wants sessions to keep it. */
/*@ HF_PEER_ASKED(c);
  @ requires hf_peer_chain_sound(c);
  @ requires \valid(out) && \base_addr(out) != \base_addr(c) && \base_addr(out) != \base_addr(c->config);
  @ requires \base_addr(out) != \base_addr(c->config->anchors) && \base_addr(out) != \base_addr(c->config->crls);
  @ requires \base_addr(out) != \base_addr(c->chain.buffer);
  @ HF_TOTAL; assigns *out; ensures out->session_id_n == c->session.session_id_n; */
bool hf_session_give(const struct hf_connection *c, struct hf_session *out);
#endif
