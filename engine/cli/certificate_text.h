/* What stands in a certificate, as text for people: names, times. What a peer could have chosen is made printable. */
#ifndef HANDFAST_CLI_CERTIFICATE_TEXT_H
#define HANDFAST_CLI_CERTIFICATE_TEXT_H
#include "x509/certificate.h"

#define CLI_TEXT_MAX 512u

/* A Name: "CN=example.org, O=Example", or "(empty)". */
void cli_name_text(const uint8_t *in, struct hf_span name, char out[CLI_TEXT_MAX]);
/* The names of subjectAltName: "DNS:example.org, IP:192.0.2.1", or "no name". Cut with "..." when there are many. */
void cli_alternative_names_text(const uint8_t *in, struct hf_span names, char out[CLI_TEXT_MAX]);
/* "2026-01-31T23:59:59Z". */
void cli_time_text(int64_t seconds, char out[32]);

/* The field of a certificate that breaks a rule of form, with its section of an RFC; "" when its fields are as they should be, but do not
   go together. */
void cli_refusal_text(const uint8_t *der, size_t n, char out[2 * CLI_TEXT_MAX]);
#endif
