/* The extensions of a certificate (RFC 5280 4.2). */
#ifndef HF_X509_EXTENSION_H
#define HF_X509_EXTENSION_H
#include "x509/certificate.h"

/*@ // a span that was read from value, or that nobody touched
  @ predicate hf_from(struct hf_span now, struct hf_span before, struct hf_span value) =
  @   now == before || hf_within(now, value); */

/* One extension, taken apart. */
struct hf_extension_parts {
  struct hf_span oid;
  struct hf_span value; /* what stands in its OCTET STRING */
  uint8_t critical;
};

/* Takes one Extension: { extnID, critical BOOLEAN DEFAULT FALSE, extnValue OCTET STRING }.
   HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED. */
/*@ requires hf_readable(in, *rest) && \valid(rest) && \valid(out);
  @ requires hf_apart(in, rest) && \separated(out, in + (0 .. 0xffffffff)) && \separated(rest, out);
  @ terminates \true; exits \false;
  @ assigns *rest, *out;
  @ ensures hf_left(*rest, \old(*rest));
  @ ensures \result == 0 ==> hf_within(out->oid, \old(*rest)) && hf_within(out->value, \old(*rest)) &&
  @   out->critical <= 1 && rest->n < \old(rest->n); */
uint8_t hf_extension_take(const uint8_t *in, struct hf_span *rest, struct hf_extension_parts *out);

/* Reads Extensions, all of value, into *c: the values of those that are known, the names of the rest only to see that none
   is there twice. HF_OK, or the rule that one of them breaks. */
/*@ requires hf_readable(in, value) && \valid(c) && \separated(c, in + (0 .. 0xffffffff));
  @ terminates \true; exits \false;
  @ assigns *c;
  @ ensures hf_extension_frame{Pre, Post}(c, value); */
uint8_t hf_extensions_read(const uint8_t *in, struct hf_span value, struct hf_certificate *c);

/* Readers of one extension: all of value is what stands in its OCTET STRING. */
uint8_t hf_extension_basic_constraints(const uint8_t *in, struct hf_span value, struct hf_certificate *c); /* 4.2.1.9 */
uint8_t hf_extension_key_usage(const uint8_t *in, struct hf_span value, struct hf_certificate *c);         /* 4.2.1.3 */
uint8_t hf_extension_purposes(const uint8_t *in, struct hf_span value, struct hf_certificate *c); /* 4.2.1.12 */
uint8_t hf_extension_alternative_names(const uint8_t *in, struct hf_span value, struct hf_certificate *c); /* 4.2.1.6 */
uint8_t hf_extension_constraints(const uint8_t *in, struct hf_span value, struct hf_certificate *c);      /* 4.2.1.10 */
uint8_t hf_extension_authority_key_id(const uint8_t *in, struct hf_span value, struct hf_certificate *c); /* 4.2.1.1 */
uint8_t hf_extension_subject_key_id(const uint8_t *in, struct hf_span value, struct hf_certificate *c);   /* 4.2.1.2 */
uint8_t hf_extension_features(const uint8_t *in, struct hf_span value, struct hf_certificate *c);         /* RFC 7633 */
uint8_t hf_extension_policies(const uint8_t *in, struct hf_span value);                                   /* 4.2.1.4 */
uint8_t hf_extension_policy_mappings(const uint8_t *in, struct hf_span value);                            /* 4.2.1.5 */
uint8_t hf_extension_policy_constraints(const uint8_t *in, struct hf_span value,
                                        struct hf_certificate *c);                /* 4.2.1.11 */
uint8_t hf_extension_inhibit_any_policy(const uint8_t *in, struct hf_span value); /* 4.2.1.14 */
uint8_t hf_extension_information_access(const uint8_t *in, struct hf_span value); /* 4.2.2.1 */
uint8_t hf_extension_crl_points(const uint8_t *in, struct hf_span value);         /* 4.2.1.13 */
#endif
