/* Name constraints (RFC 5280 4.2.1.10). */
#ifndef HF_X509_CONSTRAINTS_H
#define HF_X509_CONSTRAINTS_H
#include "x509/certificate.h"

/* HF_OK when all of value is NameConstraints with at least one subtree; HF_ERROR_CERTIFICATE_CONSTRAINTS_WRONG. *defect: the same
   when one is written as DER or RFC 5280 does not, but plain: minimum 0, which is its default, or a DNS name with a leading dot. */
/*@ requires hf_readable(in, value) && \valid(defect) && \separated(defect, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *defect;
  @ ensures *defect == \old(*defect) || *defect != 0; */
uint8_t hf_constraints_check(const uint8_t *in, struct hf_span value, uint8_t *defect);

/* HF_OK when the constraints, all of value, allow each name of the certificate: its subject, its alternative names and, when
   it has none of those, the mail addresses in its subject. A name of a form that is constrained but not understood is not
   allowed. HF_ERROR_CERTIFICATE_NAME_CONSTRAINED; HF_ERROR_CERTIFICATE_TOO_COMPLEX: *left, the comparisons that may still be
   made, would run out. */
/*@ requires \valid_read(certificate) && \valid(left) && hf_readable(c, value);
  @ requires hf_readable(in, certificate->subject) && hf_readable(in, certificate->alternative_names);
  @ requires \separated(left, c + (0 .. 0xffffffff)) && \separated(left, in + (0 .. 0xffffffff)) &&
  @          \separated(left, certificate);
  @ HF_TOTAL;
  @ assigns *left;
  @ ensures *left <= \old(*left); */
uint8_t hf_constraints_allow(const uint8_t *c, struct hf_span value, const uint8_t *in,
                             const struct hf_certificate *certificate, uint32_t *left);
#endif
