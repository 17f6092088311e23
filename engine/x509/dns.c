#include "x509/dns.h"

/*@ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == (0x61 <= c <= 0x7a || 0x41 <= c <= 0x5a || 0x30 <= c <= 0x39 ? 1 : 0); */
static uint8_t is_letter_or_digit(uint8_t c) {
  return (c >= 0x61u && c <= 0x7au) || (c >= 0x41u && c <= 0x5au) || (c >= 0x30u && c <= 0x39u) ? 1u : 0u;
}

/* Where the next dot of the n octets at p stands, from this place on; n: there is none. */
/*@ requires from <= n && \valid_read(p + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures from <= \result <= n && hf_no_dot(p, from, \result);
  @ ensures \result < n ==> p[\result] == 0x2e; */
static uint32_t next_dot(const uint8_t *p, uint32_t from, uint32_t n) {
  /*@ loop invariant from <= i <= n && hf_no_dot(p, from, i);
    @ loop assigns i;
    @ loop variant n - i; */
  for (uint32_t i = from; i < n; i++) {
    if (p[i] == '.')
      return i;
  }
  return n;
}

/* 1 when the n octets at p are a label. */
/*@ requires \valid_read(p + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 <==> hf_is_label(p, n); */
static uint8_t is_label(const uint8_t *p, uint32_t n) {
  if (n == 0u || n > HF_LABEL_MAX || p[0] == '-' || p[n - 1u] == '-')
    return 0u;
  /*@ loop invariant 0 <= i <= n && (\forall integer k; 0 <= k < i ==> hf_in_label(p[k]));
    @ loop assigns i;
    @ loop variant n - i; */
  for (uint32_t i = 0u; i < n; i++) {
    if (is_letter_or_digit(p[i]) == 0u && p[i] != '-')
      return 0u;
  }
  return 1u;
}

/*@ // what stands between dots, and begins before `at', are labels
  @ predicate hf_labels_before{L}(uint8_t *p, integer n, integer at) =
  @   \forall integer from, to; hf_label_at(p, n, from, to) && from < at ==> hf_is_label(p + from, to - from); */

/* The labels of a name of n octets at p; 0: it is not one. */
/*@ requires \valid_read(p + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <= HF_DNS_MAX;
  @ ensures \result > 0 <==> hf_is_dns_name(p, n);
  @ ensures \result >= 2 <==> hf_is_dns_name(p, n) && !hf_no_dot(p, 0, n); */
static uint32_t count_labels(const uint8_t *p, uint32_t n) {
  uint32_t labels = 0u;
  uint32_t at = 0u;
  uint32_t end;
  if (n == 0u || n > HF_DNS_MAX)
    return 0u;
  /*@ loop invariant labels <= at <= n && (at == 0 ? labels == 0 : labels > 0 && p[at - 1] == 0x2e);
    @ loop invariant hf_labels_before(p, n, at);
    @ loop assigns labels, at, end;
    @ loop variant n - at; */
  while (at < n) {
    end = next_dot(p, at, n);
    /*@ assert hf_label_at(p, n, at, end); */
    if (is_label(p + at, end - at) == 0u)
      return 0u;
    labels++;
    /*@ assert hf_labels_before(p, n, end + 1); */
    if (end == n)
      return labels;
    at = end + 1u;
  }
  /*@ assert hf_label_at(p, n, n, n); */
  return 0u;
}

uint8_t hf_dns_is_name(const uint8_t *in, struct hf_span name) {
  return count_labels(in + name.at, name.n) > 0u ? 1u : 0u;
}

/*@ requires hf_readable(in, name);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 <==> hf_has_wildcard(in + name.at, name.n); */
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
    return count_labels(in + name.at + 2u, name.n - 2u) >= 2u ? 1u : 0u;
  return hf_dns_is_name(in, name);
}

/* 1 when n octets at p, "*" and the rest of a name, stand for the name of name_n: its first label is one, and the rest is the same. */
/*@ requires hf_has_wildcard(p, n) && hf_bytes_readable(p, 0, n) && hf_bytes_readable(name, 0, name_n);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 <==> hf_dns_stands_for(p, n, name, name_n); */
static uint8_t wildcard_matches(const uint8_t *p, uint32_t n, const uint8_t *name, uint32_t name_n) {
  uint32_t label = next_dot(name, 0u, name_n);
  struct hf_span behind = {1u, n - 1u};
  struct hf_span parent = {label, name_n - label};
  /*@ assert \forall integer k; 0 < k < name_n && hf_no_dot(name, 0, k) && name[k] == 0x2e ==> k == label; */
  return label > 0u ? hf_lower_same(p, behind, name, parent) : 0u;
}

uint8_t hf_dns_matches(const uint8_t *a, struct hf_span pattern, const uint8_t *b, struct hf_span name) {
  if (has_wildcard(a, pattern) == 1u)
    return wildcard_matches(a + pattern.at, pattern.n, b + name.at, name.n);
  return hf_lower_same(a, pattern, b, name);
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
