/* The name that the caller wants to reach, against those of a certificate (RFC 9525). */
#ifndef HF_X509_HOST_H
#define HF_X509_HOST_H
#include "handfast/total.h"
#include "x509/der.h"
#include "x509/dns.h"

/*@ // text with its end
  @ predicate hf_text{L}(char *s) = \exists integer n; 0 <= n && \valid_read(s + (0 .. n)) && s[n] == 0; */

/* A reference identity (RFC 9525 6.1). */
struct hf_host {
  uint8_t octets[HF_DNS_MAX + 3u]; /* a DNS name without the final dot, or the address */
  uint32_t n;                      /* bytes of it */
  uint8_t is_address;
};

/* Reads what the caller gave, a DNS name or an IP address as text. HF_ERROR_CERTIFICATE_NAME_WRONG: it is neither. */
/*@ requires hf_text(name) && \valid(host) && \separated(host, name + (0 .. HF_DNS_MAX + 2));
  @ HF_TOTAL;
  @ assigns *host;
  @ ensures \result == 0 ==> host->n <= HF_DNS_MAX;
  @ ensures \result == 0 && host->is_address != 0 ==> host->n == 4 || host->n == 16; */
uint8_t hf_host_read(const char *name, struct hf_host *host);

/* HF_OK when one of the subject alternative names, the contents of that extension, is for the host; the common name is never
   looked at (RFC 9525 2). HF_ERROR_CERTIFICATE_NAME_WRONG. */
/*@ requires \valid_read(host) && host->n <= HF_DNS_MAX && hf_readable(in, names);
  @ HF_TOTAL;
  @ assigns \nothing; */
uint8_t hf_host_check(const struct hf_host *host, const uint8_t *in, struct hf_span names);
#endif
