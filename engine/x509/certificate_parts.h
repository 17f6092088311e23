/* A certificate, taken apart by value: nothing changes while its parts are looked for, but for what is no span. */
#ifndef HF_X509_CERTIFICATE_PARTS_H
#define HF_X509_CERTIFICATE_PARTS_H
#include "x509/certificate.h"

/* One SEQUENCE, the contents of which are `value`. */
struct hf_sequence {
  struct hf_span whole;
  struct hf_span value;
  struct hf_span rest;
  uint8_t error;
};

/*@ requires hf_readable(in, rest);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result.error == 0 ==>
  @   hf_within(\result.whole, rest) && hf_within(\result.value, rest) && hf_left_of(\result.rest, rest);
  @ ensures \result.error == 0 ==> in[rest.at] == HF_DER_SEQUENCE && hf_der_element(in + rest.at, rest.n) &&
  @   rest.n - \result.rest.n == 1 + hf_der_length_octets(in[rest.at + 1]) + hf_der_length(in + rest.at); */
struct hf_sequence hf_sequence_take(const uint8_t *in, struct hf_span rest);

/* TBSCertificate, taken apart, but for what stands in *c at once. */
struct hf_parts {
  struct hf_span signed_part;
  struct hf_span signature;
  struct hf_span serial;
  struct hf_span algorithm;
  struct hf_span issuer;
  struct hf_span subject;
  struct hf_span key_info;
  struct hf_span last;
  struct hf_key_spans key;
  uint8_t error;
};

/*@ predicate hf_parts_fields_within(struct hf_parts p, struct hf_span s) =
  @   hf_within(p.serial, s) && hf_within(p.issuer, s) && hf_within(p.subject, s) && hf_within(p.key_info, s) &&
  @   hf_key_within(p.key, s) && hf_within(p.algorithm, s) && hf_within(p.last, s);
  @ predicate hf_parts_within(struct hf_parts p, struct hf_span s) =
  @   hf_parts_fields_within(p, s) && hf_within(p.signed_part, s) && hf_within(p.signature, s); */

/* TBSCertificate, signatureAlgorithm, signatureValue: all of inner. */
/*@ requires hf_readable(in, inner) && \valid(c) && \separated(c, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns c->version, c->scheme, c->defect, c->not_before, c->not_after;
  @ ensures \result.error == 0 ==> 1 <= c->version <= 3 && hf_scheme_sound(c->scheme);
  @ ensures \result.error == 0 ==> hf_times_sound(c);
  @ ensures \result.error == 0 ==> hf_key_sound(\result.key);
  @ ensures \result.error == 0 ==> hf_parts_within(\result, inner); */
struct hf_parts hf_parts_take(const uint8_t *in, struct hf_span inner, struct hf_certificate *c);
#endif
