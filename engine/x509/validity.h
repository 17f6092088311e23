/* When a certificate is valid (RFC 5280 4.1.2.5). */
#ifndef HF_X509_VALIDITY_H
#define HF_X509_VALIDITY_H
#include "x509/certificate.h"

/* Takes Validity, both of its times into *c: HF_OK, or an hf_error. A time in the wrong one of the two forms is noted in
   c->defect, which is refused where the question is strict. */
/*@ requires \valid(rest) && hf_readable(in, *rest) && hf_apart(in, rest);
  @ requires \valid(c) && \separated(c, in + (0 .. 0xffffffff)) && \separated(rest, c);
  @ HF_TOTAL;
  @ assigns *rest, c->not_before, c->not_after, c->defect;
  @ ensures hf_left_of(*rest, \old(*rest));
  @ ensures c->defect == \old(c->defect) || c->defect != 0;
  @ ensures \result == 0 ==> hf_times_sound(c); */
uint8_t hf_validity_take(const uint8_t *in, struct hf_span *rest, struct hf_certificate *c);
#endif
