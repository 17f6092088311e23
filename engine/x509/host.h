/* The name that the caller wants to reach, against those of a certificate (RFC 9525). */
#ifndef HF_X509_HOST_H
#define HF_X509_HOST_H
#include "handfast/total.h"
#include "x509/der.h"
#include "x509/dns.h"
#include "x509/general_name.h"

/*@ // text with its end
  @ predicate hf_text{L}(char *s) = \exists integer n; 0 <= n && \valid_read(s + (0 .. n)) && s[n] == 0; */

/* A reference identity (RFC 9525 6.1). */
struct hf_host {
  uint8_t octets[HF_DNS_MAX + 3u]; /* a DNS name without the final dot, or the address */
  uint32_t n;                      /* bytes of it */
  uint8_t is_address;
};

/*@ // RFC 9525 6: the presented identifier, a name with this tag whose contents are n octets at p, is for the host. An address is
  @ // that iPAddress, octet by octet (6.5); a DNS name is no address's.
  @ predicate hf_name_is_for{L}(struct hf_host *host, integer tag, uint8_t *p, integer n) =
  @   host->is_address != 0
  @   ? tag == HF_GENERAL_ADDRESS && n == host->n && (\forall integer i; 0 <= i < n ==> p[i] == host->octets[i])
  @   : tag == HF_GENERAL_DNS && hf_is_dns_pattern(p, n) && hf_dns_stands_for(p, n, &host->octets[0], host->n);
  @ // one of the names at p, an element each, is for the host
  @ predicate hf_one_is_for{L}(struct hf_host *host, uint8_t *p, integer n) =
  @   n > 0 && hf_der_element(p, n) &&
  @   (hf_name_is_for(host, p[0], p + hf_der_before(p), hf_der_length(p)) ||
  @    hf_one_is_for(host, p + (hf_der_before(p) + hf_der_length(p)), n - hf_der_before(p) - hf_der_length(p))); */

/* Reads what the caller gave, a DNS name or an IP address as text. HF_ERROR_CERTIFICATE_NAME_WRONG: it is neither. */
/*@ requires hf_text(name) && \valid(host) && \separated(host, name + (0 .. HF_DNS_MAX + 2));
  @ HF_TOTAL;
  @ assigns *host;
  @ ensures \result == 0 ==> host->n <= HF_DNS_MAX;
  @ ensures \result == 0 && host->is_address != 0 ==> host->n == 4 || host->n == 16;
  @ ensures \result == 0 && host->is_address == 0 ==> hf_is_dns_name(&host->octets[0], host->n); */
uint8_t hf_host_read(const char *name, struct hf_host *host);

/* HF_OK when one of the subject alternative names, the contents of that extension, is for the host; the common name is never
   looked at (RFC 9525 2). HF_ERROR_CERTIFICATE_NAME_WRONG. */
/*@ requires \valid_read(host) && host->n <= HF_DNS_MAX && hf_readable(in, names);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures P29: \result == 0 <==> hf_one_is_for(host, in + names.at, names.n);
  @ ensures \result == 0 || \result == HF_ERROR_CERTIFICATE_NAME_WRONG; */
uint8_t hf_host_check(const struct hf_host *host, const uint8_t *in, struct hf_span names);
#endif
