#include "session/copy.h"
#include "crypto/bytes.h"

void hf_session_wipe(struct hf_session *session) {
  if (session == NULL)
    return;
  hf_wipe(session->session_id, HF_SESSION_ID_MAX);
  hf_wipe(session->master_secret, HF_MASTER_SECRET);
  hf_wipe(session->binding, HF_BINDING);
  hf_wipe(session->peer, HF_PEER_BYTES);
  session->created = 0;
  session->version = 0u;
  session->cipher_suite = 0u;
  session->session_id_n = 0u;
  session->extended_master_secret = 0u;
  session->encrypt_then_mac = 0u;
  session->max_fragment_length = 0u;
  session->peer_n = 0u;
  session->chain = NULL;
  hf_wipe(session->ticket, HF_TICKET_MAX);
  session->ticket_n = 0u;
  session->ticket_lifetime = 0u;
  session->ticket_age_add = 0u;
}

/*@ requires \valid(to) && \valid_read(from) && \separated(to, from);
  @ HF_TOTAL;
  @ assigns to->master_secret[0 .. HF_MASTER_SECRET - 1], to->binding[0 .. HF_BINDING - 1], to->peer[0 .. HF_PEER_BYTES - 1],
  @   to->ticket[0 .. HF_TICKET_MAX - 1];
  @ ensures \forall integer i; 0 <= i < HF_MASTER_SECRET ==> to->master_secret[i] == \old(from->master_secret[i]);
  @ ensures \forall integer i; 0 <= i < HF_BINDING ==> to->binding[i] == \old(from->binding[i]);
  @ ensures \forall integer i; 0 <= i < HF_PEER_BYTES ==> to->peer[i] == \old(from->peer[i]);
  @ ensures \forall integer i; 0 <= i < HF_TICKET_MAX ==> to->ticket[i] == \old(from->ticket[i]); */
static void copy_buffers(struct hf_session *to, const struct hf_session *from) {
  hf_copy(to->master_secret, from->master_secret, HF_MASTER_SECRET);
  hf_copy(to->binding, from->binding, HF_BINDING);
  hf_copy(to->ticket, from->ticket, HF_TICKET_MAX);
  hf_copy(to->peer, from->peer, HF_PEER_BYTES);
}

void hf_session_copy(struct hf_session *to, const struct hf_session *from) {
  hf_fill(to->session_id, 0u, HF_SESSION_ID_MAX);
  hf_copy(to->session_id, from->session_id, from->session_id_n);
  /*@ assert zero: \forall integer i; from->session_id_n <= i < HF_SESSION_ID_MAX ==> to->session_id[i] == 0; */
  /*@ ghost Id: ; */
  copy_buffers(to, from);
  /*@ assert id: \forall integer i; 0 <= i < HF_SESSION_ID_MAX ==> to->session_id[i] == \at(to->session_id[i], Id); */
  /*@ assert master: \forall integer i; 0 <= i < HF_MASTER_SECRET ==> to->master_secret[i] == \at(from->master_secret[i], Pre); */
  /*@ assert binding: \forall integer i; 0 <= i < HF_BINDING ==> to->binding[i] == \at(from->binding[i], Pre); */
  /*@ assert peer: \forall integer i; 0 <= i < HF_PEER_BYTES ==> to->peer[i] == \at(from->peer[i], Pre); */
  to->created = from->created;
  to->version = from->version;
  to->cipher_suite = from->cipher_suite;
  to->session_id_n = from->session_id_n;
  to->extended_master_secret = from->extended_master_secret;
  to->encrypt_then_mac = from->encrypt_then_mac;
  to->max_fragment_length = from->max_fragment_length;
  to->peer_n = from->peer_n;
  to->chain = NULL;
  to->ticket_n = from->ticket_n;
  to->ticket_lifetime = from->ticket_lifetime;
  to->ticket_age_add = from->ticket_age_add;
}
