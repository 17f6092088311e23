/* What is kept of a path that was found valid, so that it can be asked again later without a signature (P9a to P9f); and that
   question. Whatever a full verification would refuse now is refused here; some of what it would take is refused here too. */
#ifndef HF_X509_PEER_RECORD_H
#define HF_X509_PEER_RECORD_H
#include "handfast/session.h"
#include "x509/certificate.h"
#include "x509/chain.h"

/* SHA-256 over a trust anchor: its name, its key, and all that limits what it vouches for but its time. */
/*@ requires \valid_read(anchor) && hf_anchor_sound(anchor) && \valid(out + (0 .. HF_DIGEST - 1));
  @ requires \separated(anchor, out + (0 .. HF_DIGEST - 1));
  @ HF_TOTAL;
  @ assigns out[0 .. HF_DIGEST - 1]; */
void hf_anchor_digest(const struct hf_trust_anchor *anchor, uint8_t *out);

/* *out is SHA-256 over crl_policy and the lists of *how, in their order, and its policy_rules. 1 when each list is well formed and good at how->now: where
   the digest is that of a full handshake, the lists were found to be signed then, and to say nothing against the path. */
/*@ requires \valid_read(how) && hf_lists_readable(how->crls, how->crls_n) && \valid(out + (0 .. HF_DIGEST - 1));
  @ requires \separated(how, out + (0 .. HF_DIGEST - 1));
  @ HF_TOTAL;
  @ assigns out[0 .. HF_DIGEST - 1];
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 ==> \forall integer k; 0 <= k < how->crls_n ==> how->crls[k].n <= HF_CRL_MAX; */
uint8_t hf_crl_record(const struct hf_verify *how, uint8_t *out);

/* Records who a chain is: its first certificate, and the path that hf_chain_report found valid, with what it was asked (*how) and
   what it found (*found); without a path, the first certificate alone, as not verified. 1; or 0, and *peer is nobody: it cannot be
   recorded. */
/*@ requires \valid_read(v) && hf_chain_sound(v) && hf_asked(how) && \valid_read(found) && \valid(peer);
  @ requires \separated(peer, v) && \separated(peer, how) && \separated(peer, found);
  @ requires \base_addr(peer) != \base_addr(v->buffer) && \base_addr(peer) != \base_addr(how->anchors);
  @ requires \base_addr(peer) != \base_addr(how->crls);
  @ HF_TOTAL;
  @ assigns *peer;
  @ ensures \result == 0 || \result == 1; */
uint8_t hf_chain_record(const struct hf_chain *v, const struct hf_verify *how, const struct hf_report *found,
                        struct hf_peer *peer);

/* 1 when the path that was recorded holds under what is asked now: none of its certificates has expired, its anchor is still one
   of them, and no list speaks against it. */
/*@ requires \valid_read(peer) && peer->certificates_n <= HF_PEER_PATH_MAX && hf_asked(how);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1;
  @ ensures P9a: \result == 1 ==> peer->not_before <= how->now <= peer->not_after;
  @ ensures \result == 1 ==> how->anchors_n > 0; */
uint8_t hf_path_stands(const struct hf_peer *peer, const struct hf_verify *how);
#endif
