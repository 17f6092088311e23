/* What stands outside of a connection is as it was: for the proofs of functions that write hash states, sequence numbers, sessions
   and the like, and must show that the configuration is still sound. A function that asks for \valid(c) alone ensures
   hf_outside_same after the call that writes; the lemmas do the rest in the function around it. There is no C here. */
#ifndef HF_HANDSHAKE_OUTSIDE_H
#define HF_HANDSHAKE_OUTSIDE_H
#include "handshake/sound.h"

/*@ // What can be read is what could be, and sizes and addresses outside of the connection are as they were: so is what is said
  @ // of them.
  @ predicate hf_outside_same{A, B}(struct hf_connection *c) =
  @   (\forall uint64_t *p; \base_addr{A}(p) != \base_addr{A}(c) ==> \at(*p, A) == \at(*p, B)) &&
  @   (\forall uint16_t *p; \base_addr{A}(p) != \base_addr{A}(c) ==> \at(*p, A) == \at(*p, B)) &&
  @   (\forall uint8_t **p; \base_addr{A}(p) != \base_addr{A}(c) ==> \at(*p, A) == \at(*p, B)) &&
  @   (\forall uint8_t *p, integer n; \valid_read{A}(p + (0 .. n - 1)) ==> \valid_read{B}(p + (0 .. n - 1))) &&
  @   (\forall uint64_t *p, integer n; \valid_read{A}(p + (0 .. n - 1)) ==> \valid_read{B}(p + (0 .. n - 1))) &&
  @   (\forall uint8_t **p, integer n; \valid_read{A}(p + (0 .. n - 1)) ==> \valid_read{B}(p + (0 .. n - 1)));
  @ lemma hf_anchor_keys_same{A, B}: \forall struct hf_connection *c, struct hf_trust_anchor *a, integer n;
  @   hf_outside_same{A, B}(c) ==> \base_addr{A}(c) != \base_addr{A}(a) ==> hf_anchor_keys_sound{A}(a, n) ==>
  @   hf_anchor_keys_sound{B}(a, n);
  @ lemma hf_anchor_parts_same{A, B}: \forall struct hf_connection *c, struct hf_trust_anchor *a, integer n;
  @   hf_outside_same{A, B}(c) ==> \base_addr{A}(c) != \base_addr{A}(a) ==> hf_anchor_parts_sound{A}(a, n) ==>
  @   hf_anchor_parts_sound{B}(a, n);
  @ lemma hf_crls_same{A, B}: \forall struct hf_connection *c, struct hf_crl *a, integer n;
  @   hf_outside_same{A, B}(c) ==> \base_addr{A}(c) != \base_addr{A}(a) ==> hf_crls_sound{A}(a, n) ==> hf_crls_sound{B}(a, n);
  @ lemma hf_identities_same{A, B}: \forall struct hf_connection *c, struct hf_identity *a, integer n;
  @   hf_outside_same{A, B}(c) ==> \base_addr{A}(c) != \base_addr{A}(a) ==> hf_identities_sound{A}(a, n) ==>
  @   hf_identities_sound{B}(a, n);
  @ lemma hf_identity_keys_same{A, B}: \forall struct hf_connection *c, struct hf_identity *a, integer n;
  @   hf_outside_same{A, B}(c) ==> \base_addr{A}(c) != \base_addr{A}(a) ==> hf_identity_keys_sound{A}(a, n) ==>
  @   hf_identity_keys_sound{B}(a, n);
  @ lemma hf_identities_apart_same{A, B}: \forall struct hf_connection *c, struct hf_identity *a, integer n;
  @   hf_outside_same{A, B}(c) ==> \base_addr{A}(c) != \base_addr{A}(a) ==> hf_identities_apart{A}(c, a, n) ==>
  @   hf_identities_apart{B}(c, a, n);
  @ lemma hf_identity_certificates_same{A, B}: \forall struct hf_connection *c, struct hf_identity *a, integer n;
  @   hf_outside_same{A, B}(c) ==> \base_addr{A}(c) != \base_addr{A}(a) ==> hf_identities_apart{A}(c, a, n) ==>
  @   hf_identity_certificates_sound{A}(a, n) ==> hf_identity_certificates_sound{B}(a, n);
  @*/
#endif
