/* DNS names in certificates (RFC 5280 4.2.1.6, 4.2.1.10; RFC 9525 6.3). All are in A-label form, without the final dot. */
#ifndef HF_X509_DNS_H
#define HF_X509_DNS_H
#include "handfast/total.h"
#include "x509/der.h"

#define HF_DNS_MAX 253u  /* octets in a name: RFC 1035 3.1 as text */
#define HF_LABEL_MAX 63u /* octets in a label */

/* 1 when it has the preferred name syntax (RFC 1034 3.5): labels of letters, digits and, inside, hyphens. */
/*@ requires hf_readable(in, name);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 ==> 0 < name.n <= HF_DNS_MAX; */
uint8_t hf_dns_is_name(const uint8_t *in, struct hf_span name);

/* 1 when it is such a name, or "*." and one of at least two labels: a wildcard is all of the left-most label (RFC 9525 6.3),
   and none stands for whole top-level domains (7.1). */
/*@ requires hf_readable(in, name);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
uint8_t hf_dns_is_pattern(const uint8_t *in, struct hf_span name);

/* 1 when the pattern of a certificate stands for the name: it is the same, or its wildcard is one label of it. */
/*@ requires hf_readable(a, pattern) && hf_readable(b, name);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
uint8_t hf_dns_matches(const uint8_t *a, struct hf_span pattern, const uint8_t *b, struct hf_span name);

/* 1 when the name, or all that the pattern stands for, is base or below it; an empty base holds all names, and one with a leading dot,
   which RFC 5280 4.2.1.10 does not have for DNS names, those below it. */
/*@ requires hf_readable(a, pattern) && hf_readable(b, base);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
uint8_t hf_dns_within(const uint8_t *a, struct hf_span pattern, const uint8_t *b, struct hf_span base);

/* 1 when any name that the pattern stands for is base or below it. */
/*@ requires hf_readable(a, pattern) && hf_readable(b, base);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
uint8_t hf_dns_overlaps(const uint8_t *a, struct hf_span pattern, const uint8_t *b, struct hf_span base);

/* 1 when the host fits a constraint for mailboxes and URIs (RFC 5280 4.2.1.10): ".example.com" holds what is below
   example.com, "example.com" that host only. */
/*@ requires hf_readable(a, host) && hf_readable(b, base);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
uint8_t hf_dns_fits_host(const uint8_t *a, struct hf_span host, const uint8_t *b, struct hf_span base);
#endif
