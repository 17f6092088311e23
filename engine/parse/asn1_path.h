/* What people call the place of a refusal: the fields on the way to it, and the section of an RFC. For messages to people alone. */
#ifndef HF_PARSE_ASN1_PATH_H
#define HF_PARSE_ASN1_PATH_H
#include "parse/asn1.h"

struct hf_asn1_name {
  const char *field;   /* "serialNumber"; "[]": an element of a list; empty: what stands inside the one before */
  const char *section; /* "RFC5280 4.1.2" */
};
extern const struct hf_asn1_name hf_asn1_names[HF_ASN1_ROWS];

/* Writes where a reading was refused, as "tbsCertificate.extensions[].extnValue.cA (RFC5280 4.2.1.9)", and a NUL, into the n bytes of
   out; what does not fit is left out. HF_ASN1_PATH holds any. in: what was read. */
#define HF_ASN1_PATH 512u
/*@ requires \valid_read(a) && \valid(out + (0 .. n - 1)) && n >= 1;
  @ HF_TOTAL;
  @ assigns out[0 .. n - 1]; */
void hf_asn1_path(const struct hf_asn1 *a, const uint8_t *in, char *out, size_t n);
#endif
