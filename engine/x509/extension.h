/* The extensions of a certificate (RFC 5280 4.2). */
#ifndef HF_X509_EXTENSION_H
#define HF_X509_EXTENSION_H
#include "x509/certificate.h"

/* One extension, taken apart. */
struct hf_extension_parts {
  struct hf_span oid;
  struct hf_span value; /* what stands in its OCTET STRING */
  uint8_t critical;
  uint8_t written; /* 1: critical is FALSE and yet written, which DER does not (X.690 11.5) */
};

/* Takes one Extension: { extnID, critical BOOLEAN DEFAULT FALSE, extnValue OCTET STRING }. That the default is written is noted.
   HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED. */
/*@ requires hf_readable(in, *rest) && \valid(rest) && \valid(out);
  @ requires hf_apart(in, rest) && \separated(out, in + (0 .. 0xffffffff)) && \separated(rest, out);
  @ HF_TOTAL;
  @ assigns *rest, *out;
  @ ensures hf_left_of(*rest, \old(*rest));
  @ ensures \result == 0 ==> hf_within(out->oid, \old(*rest)) && hf_within(out->value, \old(*rest)) &&
  @   out->critical <= 1 && rest->n < \old(rest->n); */
uint8_t hf_extension_take(const uint8_t *in, struct hf_span *rest, struct hf_extension_parts *out);

/* Reads Extensions, all of value, into *c: the values of those that are known, the names of the rest only to see that none
   is there twice. HF_OK, or the rule that one of them breaks. */
/*@ requires hf_readable(in, value) && \valid(c) && \separated(c, in + (0 .. 0xffffffff));
  @ requires hf_within(value, c->whole) && hf_extended(c) && c->is_ca <= 1 && c->unknown_critical <= 1;
  @ HF_TOTAL;
  @ assigns c->alternative_names, c->constraints, c->key_id, c->authority_key_id, c->has, c->critical, c->usage, c->purposes,
  @   c->is_ca, c->path_limit, c->must_staple, c->explicit_policy, c->unknown_critical, c->defect;
  @ ensures hf_extended(c) && c->is_ca <= 1 && c->unknown_critical <= 1;
  @ ensures \old(c->unknown_critical) == 1 ==> c->unknown_critical == 1; */
uint8_t hf_extensions_read(const uint8_t *in, struct hf_span value, struct hf_certificate *c);

/* Readers of one extension: all of value is what stands in its OCTET STRING. Answers HF_OK, or what is wrong with it. */
/* RFC 5280 4.2.1.9 */
/*@ requires hf_readable(in, value) && \valid(c) && \separated(c, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns c->is_ca, c->path_limit, c->defect;
  @ ensures c->defect == \old(c->defect) || c->defect != 0;
  @ ensures c->is_ca <= 1;
  @ ensures c->path_limit != 0 ==> in[value.at + value.n - 1] + 1 == c->path_limit; */
uint8_t hf_extension_basic_constraints(const uint8_t *in, struct hf_span value, struct hf_certificate *c);
/* RFC 5280 4.2.1.3 */
/*@ requires hf_readable(in, value) && \valid(c) && \separated(c, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns c->usage, c->defect;
  @ ensures c->defect == \old(c->defect) || c->defect != 0; */
uint8_t hf_extension_key_usage(const uint8_t *in, struct hf_span value, struct hf_certificate *c);
/* RFC 5280 4.2.1.12 */
/*@ requires hf_readable(in, value) && \valid(c) && \separated(c, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns c->purposes; */
uint8_t hf_extension_purposes(const uint8_t *in, struct hf_span value, struct hf_certificate *c);
/* RFC 5280 4.2.1.6 */
/*@ requires hf_readable(in, value) && \valid(c) && \separated(c, in + (0 .. 0xffffffff));
  @ requires hf_within(value, c->whole) && hf_extended(c);
  @ HF_TOTAL;
  @ assigns c->alternative_names;
  @ ensures \result != 0 ==> c->alternative_names == \old(c->alternative_names);
  @ ensures \result == 0 ==> hf_within(c->alternative_names, value) && c->alternative_names.n > 0;
  @ ensures hf_extended(c); */
uint8_t hf_extension_alternative_names(const uint8_t *in, struct hf_span value, struct hf_certificate *c);
/* RFC 5280 4.2.1.10 */
/*@ requires hf_readable(in, value) && \valid(c) && \separated(c, in + (0 .. 0xffffffff));
  @ requires hf_within(value, c->whole) && hf_extended(c);
  @ HF_TOTAL;
  @ assigns c->constraints, c->defect;
  @ ensures c->defect == \old(c->defect) || c->defect != 0;
  @ ensures c->constraints == value;
  @ ensures hf_extended(c); */
uint8_t hf_extension_constraints(const uint8_t *in, struct hf_span value, struct hf_certificate *c);
/* RFC 5280 4.2.1.1 */
/*@ requires hf_readable(in, value) && \valid(c) && \separated(c, in + (0 .. 0xffffffff));
  @ requires hf_within(value, c->whole) && hf_extended(c);
  @ HF_TOTAL;
  @ assigns c->authority_key_id;
  @ ensures \result != 0 ==> c->authority_key_id == \old(c->authority_key_id);
  @ ensures \result == 0 ==> hf_within(c->authority_key_id, value);
  @ ensures hf_extended(c); */
uint8_t hf_extension_authority_key_id(const uint8_t *in, struct hf_span value, struct hf_certificate *c);
/* RFC 5280 4.2.1.2 */
/*@ requires hf_readable(in, value) && \valid(c) && \separated(c, in + (0 .. 0xffffffff));
  @ requires hf_within(value, c->whole) && hf_extended(c);
  @ HF_TOTAL;
  @ assigns c->key_id;
  @ ensures \result != 0 ==> c->key_id == \old(c->key_id);
  @ ensures \result == 0 ==> hf_within(c->key_id, value) && c->key_id.n > 0;
  @ ensures hf_extended(c); */
uint8_t hf_extension_subject_key_id(const uint8_t *in, struct hf_span value, struct hf_certificate *c);
/* RFC 7633 */
/*@ requires hf_readable(in, value) && \valid(c) && \separated(c, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns c->must_staple;
  @ ensures c->must_staple == \old(c->must_staple) || c->must_staple == 1; */
uint8_t hf_extension_features(const uint8_t *in, struct hf_span value, struct hf_certificate *c);
/* RFC 5280 4.2.1.4. One or more policies, none twice. HF_ERROR_CERTIFICATE_EXTENSION_CRITICAL: it is critical, and has a qualifier that
   cannot be interpreted. */
/*@ requires hf_readable(in, value);
  @ HF_TOTAL;
  @ assigns \nothing; */
uint8_t hf_extension_policies(const uint8_t *in, struct hf_span value, uint8_t critical);
/* RFC 5280 4.2.1.5 */
/*@ requires hf_readable(in, value);
  @ HF_TOTAL;
  @ assigns \nothing; */
uint8_t hf_extension_policy_mappings(const uint8_t *in, struct hf_span value);
/* RFC 5280 4.2.1.11 */
/*@ requires hf_readable(in, value) && \valid(c) && \separated(c, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns c->explicit_policy;
  @ ensures c->explicit_policy <= 1 || c->explicit_policy == \old(c->explicit_policy); */
uint8_t hf_extension_policy_constraints(const uint8_t *in, struct hf_span value, struct hf_certificate *c);
/* RFC 5280 4.2.1.14 */
/*@ requires hf_readable(in, value);
  @ HF_TOTAL;
  @ assigns \nothing; */
uint8_t hf_extension_inhibit_any_policy(const uint8_t *in, struct hf_span value);
/* RFC 5280 4.2.2.1 */
/*@ requires hf_readable(in, value);
  @ HF_TOTAL;
  @ assigns \nothing; */
uint8_t hf_extension_information_access(const uint8_t *in, struct hf_span value);
/* RFC 5280 4.2.1.13 */
/*@ requires hf_readable(in, value);
  @ HF_TOTAL;
  @ assigns \nothing; */
uint8_t hf_extension_crl_points(const uint8_t *in, struct hf_span value);
#endif
