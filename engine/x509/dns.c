#include "x509/dns.h"
#include "x509/folded.h"

/*@ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == (0x61 <= c <= 0x7a || 0x41 <= c <= 0x5a || 0x30 <= c <= 0x39 ? 1 : 0); */
static uint8_t is_letter_or_digit(uint8_t c) {
  return (c >= 0x61u && c <= 0x7au) || (c >= 0x41u && c <= 0x5au) || (c >= 0x30u && c <= 0x39u) ? 1u : 0u;
}

/* The octets of the label at the front of the n at p; all when there is no dot. */
/*@ requires \valid_read(p + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <= n;
  @ ensures \result < n ==> p[\result] == '.';
  @ ensures \forall integer i; 0 <= i < \result ==> p[i] != '.'; */
static uint32_t label_size(const uint8_t *p, uint32_t n) {
  /*@ loop invariant 0 <= i <= n;
    @ loop invariant \forall integer k; 0 <= k < i ==> p[k] != '.';
    @ loop assigns i;
    @ loop variant n - i; */
  for (uint32_t i = 0u; i < n; i++) {
    if (p[i] == '.')
      return i;
  }
  return n;
}

/* 1 when the n octets at p are a label. */
/*@ requires \valid_read(p + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint8_t is_label(const uint8_t *p, uint32_t n) {
  if (n == 0u || n > HF_LABEL_MAX || p[0] == '-' || p[n - 1u] == '-')
    return 0u;
  /*@ loop invariant 0 <= i <= n;
    @ loop assigns i;
    @ loop variant n - i; */
  for (uint32_t i = 0u; i < n; i++) {
    if (is_letter_or_digit(p[i]) == 0u && p[i] != '-')
      return 0u;
  }
  return 1u;
}

/* The labels of a name; 0: it is not one. */
/*@ requires hf_readable(in, name);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <= HF_DNS_MAX;
  @ ensures \result > 0 ==> 0 < name.n <= HF_DNS_MAX; */
static uint32_t count_labels(const uint8_t *in, struct hf_span name) {
  uint32_t labels = 0u;
  uint32_t n;
  if (name.n == 0u || name.n > HF_DNS_MAX)
    return 0u;
  /*@ loop invariant hf_within(name, \at(name, Pre)) && labels + name.n <= HF_DNS_MAX;
    @ loop assigns name, labels, n;
    @ loop variant name.n; */
  while (name.n > 0u) {
    n = label_size(in + name.at, name.n);
    if (is_label(in + name.at, n) == 0u)
      return 0u;
    labels++;
    if (n == name.n)
      return labels;
    name.at = name.at + n + 1u;
    name.n = name.n - n - 1u;
  }
  return 0u;
}

uint8_t hf_dns_is_name(const uint8_t *in, struct hf_span name) {
  return count_labels(in, name) > 0u ? 1u : 0u;
}

/*@ requires hf_readable(in, name);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == (name.n >= 2 && in[name.at] == '*' && in[name.at + 1] == '.' ? 1 : 0); */
static uint8_t has_wildcard(const uint8_t *in, struct hf_span name) {
  return name.n >= 2u && in[name.at] == '*' && in[name.at + 1u] == '.' ? 1u : 0u;
}

/* What follows the first n octets, n <= name.n. */
/*@ requires n <= name.n && name.at + name.n <= 0xffffffff;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result.at == name.at + n && \result.n == name.n - n; */
static struct hf_span after(struct hf_span name, uint32_t n) {
  struct hf_span rest;
  rest.at = name.at + n;
  rest.n = name.n - n;
  return rest;
}

uint8_t hf_dns_is_pattern(const uint8_t *in, struct hf_span name) {
  if (name.n > HF_DNS_MAX)
    return 0u;
  if (has_wildcard(in, name) == 1u)
    return count_labels(in, after(name, 2u)) >= 2u ? 1u : 0u;
  return hf_dns_is_name(in, name);
}

uint8_t hf_dns_matches(const uint8_t *a, struct hf_span pattern, const uint8_t *b, struct hf_span name) {
  uint32_t n;
  if (has_wildcard(a, pattern) == 0u)
    return hf_lower_same(a, pattern, b, name);
  n = label_size(b + name.at, name.n);
  return n > 0u ? hf_lower_same(a, after(pattern, 1u), b, after(name, n)) : 0u;
}

uint8_t hf_dns_within(const uint8_t *a, struct hf_span pattern, const uint8_t *b, struct hf_span base) {
  uint32_t before;
  if (base.n == 0u)
    return 1u;
  if (pattern.n < base.n)
    return 0u;
  before = pattern.n - base.n;
  if (b[base.at] != '.' && before > 0u && a[pattern.at + before - 1u] != '.')
    return 0u;
  return hf_lower_same(a, after(pattern, before), b, base);
}

uint8_t hf_dns_overlaps(const uint8_t *a, struct hf_span pattern, const uint8_t *b, struct hf_span base) {
  if (hf_dns_within(a, pattern, b, base) == 1u)
    return 1u;
  return has_wildcard(a, pattern) == 1u ? hf_dns_matches(a, pattern, b, base) : 0u;
}

uint8_t hf_dns_fits_host(const uint8_t *a, struct hf_span host, const uint8_t *b, struct hf_span base) {
  if (base.n == 0u || b[base.at] != '.')
    return hf_lower_same(a, host, b, base);
  if (host.n <= base.n)
    return 0u;
  return hf_lower_same(a, after(host, host.n - base.n), b, base);
}
