/* Who a peer is, as bytes of as many as are needed: in a session file, and in the buffer of a connection's chain. */
#ifndef HANDFAST_SESSION_PEER_H
#define HANDFAST_SESSION_PEER_H
#include "handfast/session.h"
#include <stdbool.h>

/*@ // Sizes that the fields hold.
  @ predicate hf_peer_sound(struct hf_peer *p) =
  @   p->certificates_n <= HF_PEER_PATH_MAX && p->subject_n + p->alternative_names_n <= HF_PEER_NAMES_MAX &&
  @   0 <= p->not_before && 0 <= p->not_after && 0 <= p->status_until;
  @ logic integer hf_peer_length(struct hf_peer *p) =
  @   128 + 85 * p->certificates_n + p->subject_n + p->alternative_names_n; */

/* 1 when the fields hold what they may: what a store or a caller gave may be anything. */
/*@ requires \valid_read(peer);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result ==> hf_peer_sound(peer) && peer->kind <= HF_PEER_RAW_PUBLIC_KEY && peer->verified <= 1;
  @ ensures \result ==>
  @   \forall integer k; 0 <= k < peer->certificates_n ==> peer->certificates[k].serial_n <= HF_SERIAL_MAX; */
bool hf_peer_is_sound(const struct hf_peer *peer);

/* Nobody: all zeroes, which is HF_PEER_ANONYMOUS. */
/*@ requires \valid(peer);
  @ HF_TOTAL;
  @ assigns *peer;
  @ ensures peer->kind == HF_PEER_ANONYMOUS && peer->certificates_n == 0 && peer->verified == 0;
  @ ensures peer->not_before == 0 && peer->not_after == 0 && peer->status_until == 0;
  @ ensures peer->subject_n == 0 && peer->alternative_names_n == 0; */
void hf_peer_clear(struct hf_peer *peer);

/* Bytes that hf_peer_write writes. */
/*@ requires \valid_read(peer) && hf_peer_sound(peer);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == hf_peer_length(peer) && 128 <= \result <= HF_PEER_BYTES; */
uint32_t hf_peer_size(const struct hf_peer *peer);

/* Writes hf_peer_size(peer) bytes. */
/*@ requires \valid_read(peer) && hf_peer_sound(peer) && \valid(out + (0 .. hf_peer_length(peer) - 1));
  @ requires \separated(peer, out + (0 .. hf_peer_length(peer) - 1));
  @ HF_TOTAL;
  @ assigns out[0 .. hf_peer_length(peer) - 1]; */
void hf_peer_write(const struct hf_peer *peer, uint8_t *out);

/* 1 when n bytes may be what hf_peer_write made: *peer is what they say; else 0. */
/*@ requires \valid(peer) && \valid_read(in + (0 .. n - 1)) && \separated(peer, in + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns *peer;
  @ ensures \result ==> hf_peer_sound(peer) && peer->kind <= HF_PEER_RAW_PUBLIC_KEY;
  @ ensures \result ==> n == hf_peer_length(peer); */
bool hf_peer_read(struct hf_peer *peer, const uint8_t *in, uint32_t n);

/* HF_PEER_... of what hf_peer_write may have made; HF_PEER_SENSELESS of all other bytes. */
#define HF_PEER_SENSELESS 255u
/*@ requires \valid_read(in + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == HF_PEER_SENSELESS || \result <= HF_PEER_RAW_PUBLIC_KEY;
  @ ensures \result != HF_PEER_SENSELESS ==> 128 <= n <= HF_PEER_BYTES; */
uint8_t hf_peer_kind(const uint8_t *in, uint32_t n);

/* Where in those bytes the digest stands of what the peer showed: of its raw public key, of its certificate. */
#define HF_PEER_KEY_AT 32u
#define HF_PEER_CERTIFICATE_AT 128u
#endif
