/* What people call the place of a refusal: the fields on the way to it, and the section of an RFC. For messages to people alone. */
#ifndef HANDFAST_CLI_ASN1_PATH_H
#define HANDFAST_CLI_ASN1_PATH_H
#include "parse/asn1.h"

/* Writes where a reading was refused, as "tbsCertificate.extensions[].extnValue.cA (RFC5280 4.2.1.9)", and a NUL, into the n bytes of
   out; what does not fit is left out. CLI_PATH_MAX holds any. in: what was read. */
#define CLI_PATH_MAX 512u
void cli_asn1_path(const struct hf_asn1 *a, const uint8_t *in, char *out, size_t n);
#endif
