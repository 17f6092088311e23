/* What holds still beside a writer on the stack, which is made and written: handshake/outside.h has the same of a connection. What is
   stored in memory is no part of it, and what could be read can be read. There is no C here. */
#ifndef HF_CONNECTION_BESIDE_H
#define HF_CONNECTION_BESIDE_H
#include "connection/sound.h"

/*@ // What can be read is what could be, and sizes and addresses outside of the connection are as they were: so is what is said
  @ // of them.
  @ predicate hf_beside_same{A, B}(struct hf_writer *w) =
  @   (\forall uint64_t *p; \base_addr{A}(p) != \base_addr{B}(w) ==> \at(*p, A) == \at(*p, B)) &&
  @   (\forall uint16_t *p; \base_addr{A}(p) != \base_addr{B}(w) ==> \at(*p, A) == \at(*p, B)) &&
  @   (\forall uint8_t **p; \base_addr{A}(p) != \base_addr{B}(w) ==> \at(*p, A) == \at(*p, B)) &&
  @   (\forall uint8_t *p, integer n; \valid_read{A}(p + (0 .. n - 1)) ==> \valid_read{B}(p + (0 .. n - 1))) &&
  @   (\forall uint64_t *p, integer n; \valid_read{A}(p + (0 .. n - 1)) ==> \valid_read{B}(p + (0 .. n - 1))) &&
  @   (\forall uint8_t **p, integer n; \valid_read{A}(p + (0 .. n - 1)) ==> \valid_read{B}(p + (0 .. n - 1)));
  @ lemma hf_anchor_keys_beside{A, B}: \forall struct hf_writer *w, struct hf_trust_anchor *a, integer n;
  @   hf_beside_same{A, B}(w) ==> \base_addr{B}(w) != \base_addr{A}(a) ==> hf_anchor_keys_sound{A}(a, n) ==>
  @   hf_anchor_keys_sound{B}(a, n);
  @ lemma hf_anchor_parts_beside{A, B}: \forall struct hf_writer *w, struct hf_trust_anchor *a, integer n;
  @   hf_beside_same{A, B}(w) ==> \base_addr{B}(w) != \base_addr{A}(a) ==> hf_anchor_parts_sound{A}(a, n) ==>
  @   hf_anchor_parts_sound{B}(a, n);
  @ lemma hf_crls_beside{A, B}: \forall struct hf_writer *w, struct hf_crl *a, integer n;
  @   hf_beside_same{A, B}(w) ==> \base_addr{B}(w) != \base_addr{A}(a) ==> hf_crls_sound{A}(a, n) ==> hf_crls_sound{B}(a, n);
  @ lemma hf_identities_sound_beside{A, B}: \forall struct hf_writer *w, struct hf_identity *a, integer n;
  @   hf_beside_same{A, B}(w) ==> \base_addr{B}(w) != \base_addr{A}(a) ==> hf_identities_sound{A}(a, n) ==>
  @   hf_identities_sound{B}(a, n);
  @ lemma hf_identity_keys_beside{A, B}: \forall struct hf_writer *w, struct hf_identity *a, integer n;
  @   hf_beside_same{A, B}(w) ==> \base_addr{B}(w) != \base_addr{A}(a) ==> hf_identity_keys_sound{A}(a, n) ==>
  @   hf_identity_keys_sound{B}(a, n);
  @ lemma hf_identities_apart_beside{A, B}: \forall struct hf_writer *w, struct hf_connection *c, struct hf_identity *a, integer n;
  @   hf_beside_same{A, B}(w) ==> \base_addr{B}(w) != \base_addr{A}(a) ==> hf_identities_apart{A}(c, a, n) ==>
  @   hf_identities_apart{B}(c, a, n);
  @ // a writer that nothing of our certificates stands in
  @ predicate hf_identity_beside{L}(struct hf_writer *w, struct hf_identity *i) =
  @   (i->certificates_n > 0 ==>
  @      \base_addr(w) != \base_addr(i->certificates) && \base_addr(w) != \base_addr(i->certificate_sizes)) &&
  @   (i->ocsp_response_n > 0 ==> \base_addr(w) != \base_addr(i->ocsp_response)) &&
  @   (i->raw_public_key_n > 0 ==> \base_addr(w) != \base_addr(i->raw_public_key)) &&
  @   (\forall integer j; 0 <= j < i->certificates_n && i->certificate_sizes[j] > 0 ==>
  @      \base_addr(w) != \base_addr(i->certificates[j]));
  @ predicate hf_identities_beside{L}(struct hf_writer *w, struct hf_identity *p, integer n) =
  @   \forall integer k; 0 <= k < n ==> hf_identity_beside(w, p + k);
  @ lemma hf_identities_still_beside{A, B}: \forall struct hf_writer *w, struct hf_identity *a, integer n;
  @   hf_beside_same{A, B}(w) ==> \base_addr{B}(w) != \base_addr{A}(a) ==> hf_identities_beside{A}(w, a, n) ==>
  @   hf_identities_beside{B}(w, a, n);
  @ lemma hf_output_apart_beside{A, B}: \forall struct hf_writer *w, struct hf_config *g, uint8_t *out, integer n;
  @   hf_beside_same{A, B}(w) ==> \base_addr{B}(w) != \base_addr{A}(g) ==>
  @   \base_addr{B}(w) != \base_addr{A}(\at(g->identities, A)) ==>
  @   hf_identities_beside{A}(w, \at(g->identities, A), \at(g->identities_n, A)) ==> hf_output_apart{A}(out, n, g) ==>
  @   hf_output_apart{B}(out, n, g);
  @ lemma hf_unwritten_beside{L}: \forall struct hf_writer *w, struct hf_identity *i, uint8_t *out, integer room;
  @   hf_identity_beside(w, i) ==> hf_chain_clear(out, room, i) ==> w->out == out ==> w->room == room ==>
  @   hf_chain_unwritten(w, i);
  @ lemma hf_identity_certificates_beside{A, B}: \forall struct hf_writer *w, struct hf_identity *a, integer n;
  @   hf_beside_same{A, B}(w) ==> \base_addr{B}(w) != \base_addr{A}(a) ==> hf_identities_beside{B}(w, a, n) ==>
  @   hf_identity_certificates_sound{A}(a, n) ==> hf_identity_certificates_sound{B}(a, n);
  @*/
#endif
