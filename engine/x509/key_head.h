/* Keys on curves, told by what stands before their points. */
#ifndef HF_X509_KEY_HEAD_H
#define HF_X509_KEY_HEAD_H
#include "x509/key.h"

/* What stands before an uncompressed point in SubjectPublicKeyInfo (RFC 5480 2): the algorithm with the curve, and the BIT STRING's
   header. Of each curve there is one DER. *n bytes; of a group that is none of the three curves, those of P-256. */
/*@ requires \valid(n);
  @ HF_TOTAL;
  @ assigns *n;
  @ ensures 23 <= *n <= 26 && \valid_read(\result + (0 .. *n - 1)); */
const uint8_t *hf_key_head(uint32_t group, size_t *n);

/* Bytes of an uncompressed point on a curve that is taken; 0: on another. */
/*@ HF_TOTAL;
  @ assigns \nothing;
  @ ensures group_known(group) ==> \result == share_bytes(group);
  @ ensures !group_known(group) ==> \result == 0; */
uint32_t hf_key_point_size(uint8_t group);

/* hf_key_take for an engine that reads no other ASN.1 than this and has no RSA: all of *rest is the head of a curve and a point on
   it, or HF_ERROR_CERTIFICATE_KEY_MALFORMED. */
/*@ requires \valid(rest) && \valid(key) && hf_readable(in, *rest);
  @ requires \separated(rest, in + (0 .. 0xffffffff)) && \separated(key, in + (0 .. 0xffffffff)) && \separated(rest, key);
  @ HF_TOTAL;
  @ assigns *rest, *key;
  @ ensures \result == 0 || \result == HF_ERROR_CERTIFICATE_KEY_MALFORMED;
  @ ensures \result == 0 ==> hf_key_within(*key, \old(*rest)) && hf_key_sound(*key) && key->kind == HF_KEY_EC;
  @ ensures \result == 0 ==> rest->n == 0 && \old(rest->n) > 0;
  @ ensures hf_left_of(*rest, \old(*rest)); */
uint8_t hf_key_by_head(const uint8_t *in, struct hf_span *rest, struct hf_key_spans *key);
#endif
