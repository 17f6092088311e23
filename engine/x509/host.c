#include "x509/host.h"
#include "generated/errors.h"
#include "x509/address.h"

/* A character as an octet. */
/*@ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == (c < 0 ? c + 256 : c); */
static uint8_t octet_of(char c) {
  int value = c;
  return (uint8_t)(value < 0 ? value + 256 : value);
}

/* Copies the text, at most HF_DNS_MAX + 1 octets; host->n is its size, more than HF_DNS_MAX when it is too long. */
/*@ requires hf_text(name) && \valid(host) && \separated(host, name + (0 .. HF_DNS_MAX + 2));
  @ HF_TOTAL;
  @ assigns host->octets[0 .. HF_DNS_MAX + 2], host->n;
  @ ensures host->n <= HF_DNS_MAX + 2; */
static void copy_text(const char *name, struct hf_host *host) {
  uint32_t n = 0u;
  /*@ loop invariant 0 <= n <= HF_DNS_MAX + 2;
    @ loop invariant \forall integer k; 0 <= k < n ==> name[k] != 0;
    @ loop assigns n, host->octets[0 .. HF_DNS_MAX + 2];
    @ loop variant HF_DNS_MAX + 2 - n; */
  while (n < HF_DNS_MAX + 2u && name[n] != '\0') {
    host->octets[n] = octet_of(name[n]);
    n++;
  }
  host->n = n;
}

uint8_t hf_host_read(const char *name, struct hf_host *host) {
  uint8_t address[HF_ADDRESS_MAX];
  struct hf_span text;
  uint32_t n;
  copy_text(name, host);
  text.at = 0u;
  text.n = host->n;
  host->is_address = 0u;
  n = hf_address_read(host->octets, text, address);
  if (n > 0u) {
    /*@ loop invariant 0 <= i <= n;
      @ loop assigns i, host->octets[0 .. 15];
      @ loop variant n - i; */
    for (uint32_t i = 0u; i < n; i++)
      host->octets[i] = address[i];
    host->n = n;
    host->is_address = 1u;
    return HF_OK;
  }
  if (text.n > 1u && host->octets[text.n - 1u] == '.')
    text.n = text.n - 1u;
  host->n = text.n;
  return hf_dns_is_name(host->octets, text) == 1u ? HF_OK : (uint8_t)HF_ERROR_CERTIFICATE_NAME_WRONG;
}

/*@ requires hf_bytes_readable(p, 0, n) && hf_bytes_readable(q, 0, q_n);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 <==> hf_same_octets(p, n, q, q_n); */
static uint8_t are_same(const uint8_t *p, uint32_t n, const uint8_t *q, uint32_t q_n) {
  struct hf_span these = {0u, n};
  struct hf_span those = {0u, q_n};
  return hf_same_bytes(p, these, q, those);
}

/* 1 when the name of a certificate, with this tag and these contents, is for the host. */
/*@ requires \valid_read(host) && host->n <= HF_DNS_MAX && hf_readable(in, name);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 <==> HF_NAME_IS_FOR(host, tag, in + name.at, name.n); */
static uint8_t is_for(const struct hf_host *host, uint8_t tag, const uint8_t *in, struct hf_span name) {
  struct hf_span own = {0u, host->n};
  if (host->is_address != 0u)
    return tag == HF_GENERAL_ADDRESS ? are_same(in + name.at, name.n, host->octets, host->n) : (uint8_t)0u;
  if (tag != HF_GENERAL_DNS || hf_dns_is_pattern(in, name) == 0u)
    return 0u;
  return hf_dns_matches(in, name, host->octets, own);
}

uint8_t hf_host_check(const struct hf_host *host, const uint8_t *in, struct hf_span names) {
  struct hf_tlv name;
  /*@ loop invariant hf_left_of(names, \at(names, Pre)) && host->n == \at(host->n, Pre);
    @ loop assigns names, name;
    @ loop variant names.n; */
  while (names.n > 0u) {
    if (hf_der_next(in, &names, &name) != HF_OK)
      return HF_ERROR_CERTIFICATE_NAME_WRONG;
    /*@ assert value: name.value.at == name.whole.at + hf_der_before(in + name.whole.at); */
    /*@ assert here: HF_FIRST_IS_FOR(host, in + name.whole.at) <==>
      @   HF_NAME_IS_FOR(host, name.tag, in + name.value.at, name.value.n); */
    if (is_for(host, name.tag, in, name.value) == 1u)
      return HF_OK;
  }
  return HF_ERROR_CERTIFICATE_NAME_WRONG;
}
