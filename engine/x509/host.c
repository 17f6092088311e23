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

/* 1 when the name of a certificate is for the host. */
/*@ requires \valid_read(host) && host->n <= HF_DNS_MAX && hf_readable(in, name->value) && \valid_read(name);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 <==> hf_name_is_for(host, name->tag, in + name->value.at, name->value.n); */
static uint8_t is_for(const struct hf_host *host, const uint8_t *in, const struct hf_tlv *name) {
  struct hf_span span;
  span.at = 0u;
  span.n = host->n;
  if (host->is_address != 0u)
    return name->tag == HF_GENERAL_ADDRESS ? hf_same_bytes(in, name->value, host->octets, span) : 0u;
  if (name->tag != HF_GENERAL_DNS || hf_dns_is_pattern(in, name->value) == 0u)
    return 0u;
  return hf_dns_matches(in, name->value, host->octets, span);
}

uint8_t hf_host_check(const struct hf_host *host, const uint8_t *in, struct hf_span names) {
  struct hf_tlv name;
  /*@ loop invariant hf_left_of(names, \at(names, Pre));
    @ loop invariant hf_one_is_for(host, in + names.at, names.n) <==> \at(hf_one_is_for(host, in + names.at, names.n), Pre);
    @ loop assigns names, name;
    @ loop variant names.n; */
  while (names.n > 0u) {
    if (hf_der_next(in, &names, &name) != HF_OK)
      return HF_ERROR_CERTIFICATE_NAME_WRONG;
    if (is_for(host, in, &name) == 1u)
      return HF_OK;
  }
  return HF_ERROR_CERTIFICATE_NAME_WRONG;
}
