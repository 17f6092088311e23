/* When a certificate is valid (RFC 5280 4.1.2.5). */
#ifndef HF_X509_VALIDITY_H
#define HF_X509_VALIDITY_H
#include "x509/certificate.h"

/* Reads notBefore and notAfter, each the element of a Time, into *c: HF_OK, or an hf_error. A time in the wrong one of the two forms is
   noted in c->defect, which is refused where the question is strict. */
/*@ requires hf_readable(in, not_before) && hf_readable(in, not_after) && \valid(c) && \separated(c, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns c->not_before, c->not_after, c->defect;
  @ ensures c->defect == \old(c->defect) || c->defect != 0;
  @ ensures \result == 0 ==> hf_times_sound(c); */
uint8_t hf_validity_read(const uint8_t *in, struct hf_span not_before, struct hf_span not_after,
                         struct hf_certificate *c);
#endif
