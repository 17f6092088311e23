/* Pre-shared keys of sessions (RFC 8446 4.2.11, 4.6.1). */
#ifndef HF_HANDSHAKE_PSK_H
#define HF_HANDSHAKE_PSK_H
#include "handshake/peer.h"
#include <stdbool.h>

/* The hash of the pre-shared key that is offered, or of the session's. */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing; ensures \result \in {HF_HASH_SHA256, HF_HASH_SHA384}; */
uint32_t hf_psk_hash(const struct hf_connection *c);

/* The early secret of that key (RFC 8446 7.1), of as many bytes as its hash has; */
/*@ requires \valid_read(c) && \valid(out + (0 .. HF_SECRET_SIZE - 1)); HF_TOTAL; assigns out[0 .. HF_SECRET_SIZE - 1]; */
void hf_psk_early(const struct hf_connection *c, uint8_t *out);
/* and in the place of the session's secret, when the key was chosen. */
/*@ requires \valid(c); HF_TOTAL; assigns c->session.master_secret[0 .. HF_MASTER_SECRET - 1], c->session.has_master_secret; */
void hf_psk_take(struct hf_connection *c);

/* True: the server chose the pre-shared key that was offered, whose hash is this one. */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing; */
bool hf_psk_chosen(const struct hf_connection *c, uint32_t hash);

/* No pre-shared key is used: the session's secret is gone, and whom it was made with. */
/*@ requires hf_sound(c); HF_TOTAL; assigns c->session, c->parameters.psk, HF_PEER_CHANGES(c); HF_STAYS_SOUND(c); */
void hf_psk_forget(struct hf_connection *c);

/* Client: which key the hello offers, in c->parameters.psk: the session's, an external one that an allowed suite goes with, or none. */
/*@ requires hf_sound(c); HF_TOTAL; assigns c->parameters.psk; HF_STAYS_SOUND(c);
  @ ensures c->session.ticket_n != 0 && c->session.version == 0x0304 <==> c->parameters.psk == HF_PSK_SESSION;
  @ ensures c->parameters.psk == HF_PSK_EXTERNAL ==> c->external_psk.identity_n != 0; */
void hf_psk_choose_offer(struct hf_connection *c);

/* Client: the binder for the hello as it will be sent, in c->exchange.finished, where a key is offered in it. */
/*@ requires hf_sound(c); HF_TOTAL; assigns c->exchange.finished; HF_STAYS_SOUND(c); */
void hf_psk_bind(struct hf_connection *c);

/* Server: n bytes of a ClientHello, up to where it was read, go into the transcript; on their way the digests of what stands before the
   binders are kept. */
/*@ requires hf_sound(c) && \valid_read(in + (0 .. n - 1)) && \separated(c, in + (0 .. n - 1));
  @ HF_TOTAL; assigns c->transcript, c->exchange.secret; HF_STAYS_SOUND(c); */
void hf_psk_hash_hello(struct hf_connection *c, const uint8_t *in, uint32_t n);
#endif
