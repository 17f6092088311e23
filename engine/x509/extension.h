/* The extensions of a certificate (RFC 5280 4.2). */
#ifndef HF_X509_EXTENSION_H
#define HF_X509_EXTENSION_H
#include "x509/certificate.h"

/* Reads Extensions, all of value, into *c: the values of those that spec/registry/oids.csv knows, the names of the rest only to see that
   none is there twice. HF_OK, or the rule that one of them breaks. */
/*@ requires hf_readable(in, value) && \valid(c) && \separated(c, in + (0 .. 0xffffffff));
  @ requires hf_within(value, c->whole) && hf_extended(c) && c->is_ca <= 1 && c->unknown_critical <= 1;
  @ HF_TOTAL;
  @ assigns c->alternative_names, c->constraints, c->key_id, c->authority_key_id, c->has, c->critical, c->usage, c->purposes,
  @   c->is_ca, c->path_limit, c->must_staple, c->explicit_policy, c->unknown_critical, c->defect;
  @ ensures hf_extended(c) && c->is_ca <= 1 && c->unknown_critical <= 1;
  @ ensures \old(c->unknown_critical) == 1 ==> c->unknown_critical == 1; */
uint8_t hf_extensions_read(const uint8_t *in, struct hf_span value, struct hf_certificate *c);
#endif
