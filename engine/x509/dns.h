/* DNS names in certificates (RFC 5280 4.2.1.6, 4.2.1.10; RFC 9525 6.3). All are in A-label form, without the final dot. */
#ifndef HF_X509_DNS_H
#define HF_X509_DNS_H
#include "handfast/total.h"
#include "x509/der.h"
#include "x509/folded.h"

#define HF_DNS_MAX 253u  /* octets in a name: RFC 1035 3.1 as text */
#define HF_LABEL_MAX 63u /* octets in a label */

/*@ // RFC 1034 3.5, RFC 1123 2.1: letters, digits and, inside, hyphens
  @ predicate hf_in_label(integer c) = 0x61 <= c <= 0x7a || 0x41 <= c <= 0x5a || 0x30 <= c <= 0x39 || c == 0x2d;
  @ predicate hf_is_label{L}(uint8_t *p, integer n) =
  @   0 < n <= HF_LABEL_MAX && p[0] != 0x2d && p[n - 1] != 0x2d && (\forall integer i; 0 <= i < n ==> hf_in_label(p[i]));
  @ predicate hf_no_dot{L}(uint8_t *p, integer from, integer to) = \forall integer i; from <= i < to ==> p[i] != 0x2e;
  @ // the octets from `from' to `to' are what stands between two dots, or a dot and an end, of n
  @ predicate hf_label_at{L}(uint8_t *p, integer n, integer from, integer to) =
  @   0 <= from <= to <= n && (from == 0 || p[from - 1] == 0x2e) && (to == n || p[to] == 0x2e) && hf_no_dot(p, from, to);
  @ // all of them are labels
  @ predicate hf_is_dns_name{L}(uint8_t *p, integer n) = 0 < n <= HF_DNS_MAX &&
  @   (\forall integer from, to; hf_label_at(p, n, from, to) ==> hf_is_label(p + from, to - from));
  @ predicate hf_has_wildcard{L}(uint8_t *p, integer n) = n >= 2 && p[0] == 0x2a && p[1] == 0x2e;
  @ // a name, or "*." and a name of at least two labels
  @ predicate hf_is_dns_pattern{L}(uint8_t *p, integer n) = n <= HF_DNS_MAX &&
  @   (hf_has_wildcard(p, n) ? hf_is_dns_name(p + 2, n - 2) && !hf_no_dot(p + 2, 0, n - 2) : hf_is_dns_name(p, n));
  @ // RFC 9525 6.3: each label is the same but for the case of ASCII letters; the wildcard is one whole label, the first
  @ predicate hf_dns_stands_for{L}(uint8_t *p, integer n, uint8_t *name, integer name_n) =
  @   hf_has_wildcard(p, n)
  @   ? \exists integer k; 0 < k < name_n && hf_no_dot(name, 0, k) && name[k] == 0x2e &&
  @       name_n - k == n - 1 && hf_same_letters(p + 1, name + k, n - 1)
  @   : name_n == n && hf_same_letters(p, name, n); */

/* 1 when it has the preferred name syntax (RFC 1034 3.5): labels of letters, digits and, inside, hyphens. */
/*@ requires hf_readable(in, name);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 <==> hf_is_dns_name(in + name.at, name.n);
  @ ensures \result == 1 ==> 0 < name.n <= HF_DNS_MAX; */
uint8_t hf_dns_is_name(const uint8_t *in, struct hf_span name);

/* 1 when it is such a name, or "*." and one of at least two labels: a wildcard is all of the left-most label (RFC 9525 6.3),
   and none stands for whole top-level domains (7.1). */
/*@ requires hf_readable(in, name);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 <==> hf_is_dns_pattern(in + name.at, name.n); */
uint8_t hf_dns_is_pattern(const uint8_t *in, struct hf_span name);

/* 1 when the pattern of a certificate stands for the name: it is the same, or its wildcard is one label of it. */
/*@ requires hf_readable(a, pattern) && hf_readable(b, name);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 <==> hf_dns_stands_for(a + pattern.at, pattern.n, b + name.at, name.n); */
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
