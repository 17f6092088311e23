/* A session is copied field by field: its gaps stay out, and the bytes behind a short session ID are zero. */
#ifndef HANDFAST_SESSION_COPY_H
#define HANDFAST_SESSION_COPY_H
#include "handfast/session.h"

/*@ requires \valid(to) && \valid_read(from) && \separated(to, from);
  @ requires from->session_id_n <= HF_SESSION_ID_MAX;
  @ terminates \true; exits \false;
  @ assigns *to;
  @ ensures to->created == from->created && to->version == from->version && to->cipher_suite == from->cipher_suite;
  @ ensures to->session_id_n == from->session_id_n;
  @ ensures to->extended_master_secret == from->extended_master_secret;
  @ ensures to->encrypt_then_mac == from->encrypt_then_mac;
  @ ensures \forall integer i; 0 <= i < to->session_id_n ==> to->session_id[i] == from->session_id[i];
  @ ensures \forall integer i; to->session_id_n <= i < HF_SESSION_ID_MAX ==> to->session_id[i] == 0;
  @ ensures \forall integer i; 0 <= i < HF_MASTER_SECRET ==> to->master_secret[i] == from->master_secret[i];
  @ ensures \forall integer i; 0 <= i < HF_BINDING ==> to->binding[i] == from->binding[i]; */
void hf_session_copy(struct hf_session *to, const struct hf_session *from);
#endif
