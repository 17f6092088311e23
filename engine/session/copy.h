/* A session is copied field by field: its gaps stay out, and the bytes behind a short session ID are zero. The chain is no part
   of it, and is not copied. */
#ifndef HANDFAST_SESSION_COPY_H
#define HANDFAST_SESSION_COPY_H
#include "handfast/session.h"

/*@ // All that a session is, here and there.
  @ predicate hf_session_facts_same{L1,L2}(struct hf_session *a, struct hf_session *b) =
  @   \at(a->created, L1) == \at(b->created, L2) && \at(a->version, L1) == \at(b->version, L2) &&
  @   \at(a->cipher_suite, L1) == \at(b->cipher_suite, L2) && \at(a->session_id_n, L1) == \at(b->session_id_n, L2) &&
  @   \at(a->extended_master_secret, L1) == \at(b->extended_master_secret, L2) &&
  @   \at(a->encrypt_then_mac, L1) == \at(b->encrypt_then_mac, L2) && \at(a->peer_n, L1) == \at(b->peer_n, L2) &&
  @   \at(a->max_fragment_length, L1) == \at(b->max_fragment_length, L2);
  @ predicate hf_session_bytes_same{L1,L2}(struct hf_session *a, struct hf_session *b) =
  @   (\forall integer i; 0 <= i < \at(b->session_id_n, L2) ==> \at(a->session_id[i], L1) == \at(b->session_id[i], L2)) &&
  @   (\forall integer i; 0 <= i < HF_MASTER_SECRET ==> \at(a->master_secret[i], L1) == \at(b->master_secret[i], L2)) &&
  @   (\forall integer i; 0 <= i < HF_BINDING ==> \at(a->binding[i], L1) == \at(b->binding[i], L2)) &&
  @   (\forall integer i; 0 <= i < HF_PEER_BYTES ==> \at(a->peer[i], L1) == \at(b->peer[i], L2));
  @ predicate hf_session_same{L1,L2}(struct hf_session *a, struct hf_session *b) =
  @   hf_session_facts_same{L1,L2}(a, b) && hf_session_bytes_same{L1,L2}(a, b); */

/*@ requires \valid(to) && \valid_read(from) && \separated(to, from);
  @ requires from->session_id_n <= HF_SESSION_ID_MAX;
  @ HF_TOTAL;
  @ assigns *to;
  @ ensures hf_session_facts_same{Post,Pre}(to, from) && hf_session_bytes_same{Post,Pre}(to, from);
  @ ensures to->chain == \null && to->ticket_n == \old(from->ticket_n) && to->ticket_lifetime == \old(from->ticket_lifetime);
  @ ensures to->ticket_age_add == \old(from->ticket_age_add);
  @ ensures \forall integer i; 0 <= i < HF_TICKET_MAX ==> to->ticket[i] == \old(from->ticket[i]);
  @ ensures \forall integer i; to->session_id_n <= i < HF_SESSION_ID_MAX ==> to->session_id[i] == 0; */
void hf_session_copy(struct hf_session *to, const struct hf_session *from);
#endif
