/* Whom a session was made with: told by what the peer sent in this handshake, or by the record that a session brought, which stands
   at the end of the chain's buffer. And whether that holds now (P9a to P9f). */
#ifndef HF_HANDSHAKE_PEER_H
#define HF_HANDSHAKE_PEER_H
#include "handshake/sound.h"
#include "x509/pins.h"
#include <stdbool.h>

/* What is read of a connection to ask about its peer: a clause for each part. */
/* clang-format off */
#define HF_PEER_ASKED(c)                                                                                               \
  requires \valid_read(c);                                                                                             \
  requires hf_lists_sound((c)->config);                                                                                \
  requires hf_trust_sound((c)->config);                                                                                \
  requires hf_trust_keys_sound((c)->config);                                                                           \
  requires hf_name_sound((c)->server_name)
/* clang-format on */

/* Who the peer is. 1; 0: it cannot be told, and *out is of no use. */
/*@ HF_PEER_ASKED(c);
  @ requires hf_peer_chain_sound(c);
  @ requires \valid(out) && \base_addr(out) != \base_addr(c) && \base_addr(out) != \base_addr(c->config);
  @ requires \base_addr(out) != \base_addr(c->config->anchors) && \base_addr(out) != \base_addr(c->config->crls);
  @ requires \base_addr(out) != \base_addr(c->chain.buffer);
  @ HF_TOTAL; assigns *out; */
bool hf_peer_recall(const struct hf_connection *c, struct hf_peer *out);

/* 1 when a session made with this peer may be resumed under the configuration, and at the time, of now; the certificate policy
   apart. */
/*@ HF_PEER_ASKED(c);
  @ requires \valid_read(peer) && peer->certificates_n <= HF_PEER_PATH_MAX;
  @ HF_TOTAL; assigns \nothing;
  @ ensures P9e: peer->kind == HF_PEER_ANONYMOUS ==>
  @   (\result <==> c->is_server != 0 && c->config->client_authentication != HF_CLIENT_REQUIRED);
  @ ensures P9: peer->kind == HF_PEER_RAW_PUBLIC_KEY ==> (\result <==> \exists integer k;
  @   0 <= k < c->config->raw_public_keys_n && hf_same_pin(&peer->key[0], &c->config->raw_public_keys[k].sha256[0]));
  @ ensures \result ==> peer->kind <= HF_PEER_RAW_PUBLIC_KEY;
  @ ensures \result && peer->kind == HF_PEER_CERTIFICATE && peer->verified == 0 ==> c->config->accept_any_certificate != 0;
  @ ensures \result && peer->kind == HF_PEER_CERTIFICATE && peer->verified == 1 ==> c->config->anchors_n > 0; */
bool hf_peer_holds(const struct hf_connection *c, const struct hf_peer *peer);

/* What resuming and forgetting a session changes besides c->session. */
/* clang-format off */
#define HF_PEER_CHANGES(c) (c)->peer.record_n, HF_CHAIN_CHANGES(c)
/* A session that somebody else holds: its chain, if it has one, can be read, and is apart from what a connection writes. */
#define HF_SESSION_GIVEN(c, s)                                                                                         \
  (\valid_read(s) && \separated(c, s) && \separated(s, (c)->chain.buffer + (0 .. (c)->chain.size - 1)) &&              \
   ((s)->chain != \null ==> hf_chain_given(c, (s)->chain, (c)->chain.buffer, (c)->chain.size)))
/* One that a client offers, or none. */
#define HF_SESSION_OFFERED(c, s) ((s) == \null || HF_SESSION_GIVEN(c, s))
/* clang-format on */
/*@ predicate hf_chain_given{L}(struct hf_connection *c, struct hf_chain *v, uint8_t *buffer, integer size) =
  @   \valid_read(v) && \separated(c, v) && v->count <= HF_CHAIN_MAX && v->size <= 0xffff &&
  @   (v->count > 0 ==> \valid_read(v->buffer + (0 .. v->size - 1))) &&
  @   (\forall integer i; 0 <= i < v->count ==> v->start[i] + v->length[i] <= v->size) &&
  @   \separated(c, v->buffer + (0 .. v->size - 1)) && \separated(v, buffer + (0 .. size - 1)) &&
  @   \separated(v->buffer + (0 .. v->size - 1), buffer + (0 .. size - 1)); */

/* Takes over whom the session was made with, and its chain if it brings one that is the peer's and fits beside: 1; 0: there is no
   room, or it makes no sense. */
/*@ requires \valid(c) && hf_peer_chain_sound(c) && HF_SESSION_GIVEN(c, session);
  @ HF_TOTAL; assigns HF_PEER_CHANGES(c);
  @ ensures hf_peer_chain_sound(c); */
bool hf_peer_restore(struct hf_connection *c, const struct hf_session *session);

/* 1 when what was taken over holds now, and the certificate policy has nothing against it. */
/*@ requires hf_sound(c);
  @ HF_TOTAL; assigns \nothing; */
bool hf_peer_stands(const struct hf_connection *c);

/* Nobody is known. */
/*@ requires \valid(c) && hf_peer_chain_sound(c);
  @ HF_TOTAL;
  @ assigns c->peer.record_n, c->chain.count, c->chain.used, c->chain.raw_public_key;
  @ ensures hf_peer_chain_sound(c) && c->chain.count == 0 && c->peer.record_n == 0; */
void hf_peer_forget(struct hf_connection *c);
#endif
