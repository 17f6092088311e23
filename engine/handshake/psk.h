/* Pre-shared keys of sessions (RFC 8446 4.2.11, 4.6.1). */
#ifndef HF_HANDSHAKE_PSK_H
#define HF_HANDSHAKE_PSK_H
#include "handshake/peer.h"
#include <stdbool.h>

/* The hash of the suite that the session was made with, which is that of its key. */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing; ensures \result \in {HF_HASH_SHA256, HF_HASH_SHA384}; */
uint32_t hf_psk_hash(const struct hf_connection *c);

/* True: the server chose the pre-shared key that was offered, whose hash is this one. */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing; */
bool hf_psk_chosen(const struct hf_connection *c, uint32_t hash);

/* No session is resumed: its secret is gone, and whom it was made with. */
/*@ requires hf_sound(c); HF_TOTAL; assigns c->session, HF_PEER_CHANGES(c); HF_STAYS_SOUND(c); */
void hf_psk_forget(struct hf_connection *c);

/* Client: the binder for the hello as it will be sent, in c->exchange.finished, where a ticket is offered in it. */
/*@ requires hf_sound(c); HF_TOTAL; assigns c->exchange.finished; HF_STAYS_SOUND(c); */
void hf_psk_bind(struct hf_connection *c);

/* Server: n bytes of a ClientHello, up to where it was read, go into the transcript; on their way the digests of what stands before the
   binders are kept. */
/*@ requires hf_sound(c) && \valid_read(in + (0 .. n - 1)) && \separated(c, in + (0 .. n - 1));
  @ HF_TOTAL; assigns c->transcript, c->exchange.secret; HF_STAYS_SOUND(c); */
void hf_psk_hash_hello(struct hf_connection *c, const uint8_t *in, uint32_t n);
#endif
