/* Distinguished names (RFC 5280 4.1.2.4), and when two are the same (RFC 5280 7.1). */
#ifndef HF_X509_NAME_H
#define HF_X509_NAME_H
#include "x509/der.h"

#define HF_RDN_MAX 8u /* attributes in one relative distinguished name; nearly all have 1 */

/* HF_OK when all of `name`, an element, is a Name, which may be empty; HF_ERROR_CERTIFICATE_NAME_MALFORMED. */
/*@ requires hf_readable(in, name);
  @ terminates \true; exits \false;
  @ assigns \nothing; */
uint8_t hf_name_check(const uint8_t *in, struct hf_span name);

/* 1 when the Name, an element that hf_name_check took, has no attribute at all. */
/*@ requires hf_readable(in, name);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures \result == 1 <==> name.n <= 2; */
uint8_t hf_name_is_empty(const uint8_t *in, struct hf_span name);

/* 1 when two Names are the same: the same relative names in the same order, each with the same attributes in any order.
   PrintableString and UTF8String, or two IA5Strings, are compared without regard to the case of A to Z and to the number of
   spaces between words; all else must have the same bytes. Non-ASCII letters are not folded: then two names that RFC 5280
   7.1 calls the same may count as different, never the other way round. */
/*@ requires hf_readable(a, a_name) && hf_readable(b, b_name);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
uint8_t hf_name_same(const uint8_t *a, struct hf_span a_name, const uint8_t *b, struct hf_span b_name);

/* SHA-256 over a Name, an element that hf_name_check took: the same for two that hf_name_same calls the same. It may be the
   same for others too, so it only ever finds a name where there might be one. */
/*@ requires hf_readable(in, name) && \valid(out + (0 .. 31)) && \separated(out + (0 .. 31), in + (0 .. 0xffffffff));
  @ terminates \true; exits \false;
  @ assigns out[0 .. 31]; */
void hf_name_digest(const uint8_t *in, struct hf_span name, uint8_t *out);

/* 1 when the first relative names of `name` are all those of `base`: it lies in that subtree (RFC 5280 4.2.1.10). */
/*@ requires hf_readable(a, name) && hf_readable(b, base);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
uint8_t hf_name_within(const uint8_t *a, struct hf_span name, const uint8_t *b, struct hf_span base);

/* Finds the next emailAddress attribute (RFC 2985 5.2.1) in *rest, the contents of a Name: 1 and *value is its contents, *rest
   what follows its relative name; 0: there is none. */
/*@ requires \valid(rest) && \valid(value) && hf_readable(in, *rest);
  @ requires \separated(rest, in + (0 .. 0xffffffff)) && \separated(value, in + (0 .. 0xffffffff)) &&
  @          \separated(rest, value);
  @ terminates \true; exits \false;
  @ assigns *rest, *value;
  @ ensures \result == 0 || \result == 1;
  @ ensures hf_left_of(*rest, \old(*rest));
  @ ensures \result == 1 ==> hf_within(*value, \old(*rest)) && rest->n < \old(rest->n); */
uint8_t hf_name_email(const uint8_t *in, struct hf_span *rest, struct hf_span *value);
#endif
