/* Sessions as tickets that a server does not keep: sealed with a key of its own (RFC 8446 4.6.1, RFC 5077 4). */
#ifndef HANDFAST_SESSION_SEALED_H
#define HANDFAST_SESSION_SEALED_H
#include "handfast/session.h"
#include <stdbool.h>

#define HF_SEALED_NONCE 12u
#define HF_SEALED_AROUND 140u /* all but the peer: the key's name, nonce, session and tag */

/*@ predicate hf_ticket_keys_valid(struct hf_ticket_keys *keys) =
  @   \valid_read(keys) && (keys->n == 0 || \valid_read(keys->key + (0 .. keys->n - 1))); */

/* True: the key is there that the ticket's first bytes name. */
/*@ requires hf_ticket_keys_valid(keys);
  @ requires \valid_read(ticket + (0 .. HF_TICKET_KEY_NAME - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result ==> keys->n > 0; */
bool hf_sealed_by(const struct hf_ticket_keys *keys, const uint8_t *ticket);

/* Seals a session, without its own ticket and chain, into out[0 .. HF_SEALED_AROUND + peer_n - 1]. A nonce must never come twice
   under one key. False: the provider cannot, and out holds nothing of the session. */
/*@ requires \valid_read(key) && \valid_read(session) && \valid_read(nonce + (0 .. HF_SEALED_NONCE - 1));
  @ requires session->peer_n <= HF_PEER_BYTES && \valid(out + (0 .. HF_SEALED_AROUND + session->peer_n - 1));
  @ requires \separated(key, out + (0 .. HF_SEALED_AROUND + session->peer_n - 1));
  @ requires \separated(session, out + (0 .. HF_SEALED_AROUND + session->peer_n - 1));
  @ requires \separated(nonce + (0 .. HF_SEALED_NONCE - 1), out + (0 .. HF_SEALED_AROUND + session->peer_n - 1));
  @ HF_TOTAL;
  @ assigns out[0 .. HF_SEALED_AROUND + session->peer_n - 1];
  @ ensures \result ==> \forall integer i; 0 <= i < HF_TICKET_KEY_NAME ==> out[i] == \old(key->name[i]);
  @ ensures \result ==> \forall integer i; 0 <= i < HF_SEALED_NONCE ==> out[HF_TICKET_KEY_NAME + i] == \old(nonce[i]); */
bool hf_session_seal(const struct hf_ticket_key *key, const uint8_t *nonce, const struct hf_session *session,
                     uint8_t *out);

/* True: ticket[0 .. n - 1] was sealed with one of the keys, and *out is the session, without an ID. What stands behind the
   head of the ticket is wiped, whatever the answer. */
/*@ requires hf_ticket_keys_valid(keys) && \separated(keys, out) && \separated(keys, ticket + (0 .. n - 1));
  @ requires \valid(ticket + (0 .. n - 1)) && \valid(out) && \separated(out, ticket + (0 .. n - 1));
  @ requires keys->n == 0 || \separated(keys->key + (0 .. keys->n - 1), ticket + (0 .. n - 1));
  @ requires keys->n == 0 || \separated(keys->key + (0 .. keys->n - 1), out);
  @ HF_TOTAL;
  @ assigns *out, ticket[0 .. n - 1];
  @ ensures out->session_id_n == 0;
  @ ensures \result ==> HF_SEALED_LEAST <= n <= HF_SEALED_MAX && out->peer_n == n - HF_SEALED_AROUND;
  @ ensures \result ==> out->chain == \null && out->ticket_n == 0 && out->created >= 0;
  @ ensures \result ==> out->extended_master_secret <= 1 && out->encrypt_then_mac <= 1 && out->max_fragment_length <= 4; */
bool hf_session_unseal(const struct hf_ticket_keys *keys, uint8_t *ticket, uint32_t n, struct hf_session *out);
#endif
