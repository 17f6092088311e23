/* Pre-shared keys of sessions (RFC 8446 4.2.11, 4.6.1). */
#ifndef HF_HANDSHAKE_PSK_H
#define HF_HANDSHAKE_PSK_H
#include "handshake/peer.h"
#include <stdbool.h>

/* True: the server chose the pre-shared key that was offered, whose hash is this one. */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing; */
bool hf_psk_chosen(const struct hf_connection *c, uint32_t hash);

/* No session is resumed: its secret is gone, and whom it was made with. */
/*@ requires hf_sound(c); HF_TOTAL; assigns c->session, HF_PEER_CHANGES(c); HF_STAYS_SOUND(c); */
void hf_psk_forget(struct hf_connection *c);
#endif
