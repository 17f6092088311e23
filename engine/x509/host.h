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

/*@ predicate hf_same_octets{L}(uint8_t *p, integer n, uint8_t *q, integer q_n) =
  @   n == q_n && (\forall integer i; 0 <= i < n ==> p[i] == q[i]);
  @ // RFC 9525 6: a name of a certificate, with this tag and n octets at p, is for the host. Of an address it is that iPAddress, octet
  @ // by octet (6.5), and no pattern; of a DNS name it is a dNSName that stands for it.
  @ predicate hf_name_is_for{L}(integer is_address, uint8_t *host, integer host_n, integer tag, uint8_t *p, integer n) =
  @   is_address != 0
  @   ? tag == HF_GENERAL_ADDRESS && hf_same_octets(p, n, host, host_n)
  @   : tag == HF_GENERAL_DNS && hf_is_dns_pattern(p, n) && hf_dns_stands_for(p, n, host, host_n);
  @ // the element at p is such a name
  @ predicate hf_first_is_for{L}(integer is_address, uint8_t *host, integer host_n, uint8_t *p) =
  @   hf_name_is_for(is_address, host, host_n, p[0], p + hf_der_before(p), hf_der_length(p));
  @ // one of the elements in n octets at in + at is
  @ predicate hf_one_is_for{L}(integer is_address, uint8_t *host, integer host_n, uint8_t *in, integer at, integer n) =
  @   \exists integer k; at <= k < at + n && hf_der_element(in + k, at + n - k) &&
  @     hf_first_is_for(is_address, host, host_n, in + k); */
/* clang-format off */
#define HF_NAME_IS_FOR(h, tag, name, name_n) hf_name_is_for((h)->is_address, &(h)->octets[0], (h)->n, tag, name, name_n)
#define HF_FIRST_IS_FOR(h, element) hf_first_is_for((h)->is_address, &(h)->octets[0], (h)->n, element)
#define HF_ONE_IS_FOR(h, in, from, in_n) hf_one_is_for((h)->is_address, &(h)->octets[0], (h)->n, in, from, in_n)
/* clang-format on */

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
  @ ensures P29: \result == 0 ==> HF_ONE_IS_FOR(host, in, names.at, names.n);
  @ ensures \result == 0 || \result == HF_ERROR_CERTIFICATE_NAME_WRONG; */
uint8_t hf_host_check(const struct hf_host *host, const uint8_t *in, struct hf_span names);
#endif
