/* Reading the names of authorities in a CertificateRequest (RFC 5246 7.4.4): which of our certificates is issued by one of them?
   A name is compared with the issuers of all of them while it arrives, in any chunks, so that it may be as long as it likes. */
#include "generated/errors.h"
#include "generated/events.h"
#include "generated/profile.h"
#include "handshake/authorities.h"
#include "handshake/offers.h"
#include "x509/outline.h"
#include <stdbool.h>

struct hf_span hf_issuer_of(const uint8_t *der, size_t n) {
  struct hf_span whole = {0u, 0u};
  if (n > 0xffffffu)
    return whole;
  whole.n = (uint32_t)n;
  return hf_outline_take(der, whole).issuer;
}

/* True: n octets of the issuer are these, from `at` on. */
/*@ requires \valid_read(der + (0 .. der_n - 1)) && \valid_read(in + (0 .. n - 1)); HF_TOTAL;
  @ assigns \nothing; */
static bool goes_on(const uint8_t *der, size_t der_n, uint32_t at, const uint8_t *in, uint32_t n) {
  struct hf_span issuer = hf_issuer_of(der, der_n);
  if (at > issuer.n || n > issuer.n - at)
    return false;
  /*@ loop invariant 0 <= i <= n; loop invariant \forall integer k; 0 <= k < i ==> der[issuer.at + at + k] == in[k];
    @ loop assigns i; loop variant n - i; */
  for (uint32_t i = 0u; i < n; i++) {
    if (der[issuer.at + at + i] != in[i])
      return false;
  }
  return true;
}

/* Those certificates of an identity, of which the first has this bit, whose issuer has this size. */
/*@ requires \valid_read(identity) && \valid_read(identity->certificates + (0 .. identity->certificates_n - 1));
  @ requires \valid_read(identity->certificate_sizes + (0 .. identity->certificates_n - 1));
  @ requires \forall integer j; 0 <= j < identity->certificates_n ==>
  @   \valid_read(identity->certificates[j] + (0 .. identity->certificate_sizes[j] - 1));
  @ HF_TOTAL; assigns \nothing; */
static uint32_t of_size(const struct hf_identity *identity, uint32_t bit, uint32_t size) {
  uint32_t some = 0u;
  /*@ loop invariant 0 <= j <= identity->certificates_n; loop assigns j, bit, some;
    @ loop variant identity->certificates_n - j; */
  for (size_t j = 0u; j < identity->certificates_n; j++) {
    if (hf_issuer_of(identity->certificates[j], identity->certificate_sizes[j]).n == size)
      some = some | bit;
    bit = bit % 0x80000000u * 2u;
  }
  return some;
}

/* Likewise, those of `left` whose issuer goes on like this. */
/*@ requires \valid_read(identity) && \valid_read(identity->certificates + (0 .. identity->certificates_n - 1));
  @ requires \valid_read(identity->certificate_sizes + (0 .. identity->certificates_n - 1));
  @ requires \forall integer j; 0 <= j < identity->certificates_n ==>
  @   \valid_read(identity->certificates[j] + (0 .. identity->certificate_sizes[j] - 1));
  @ requires \valid_read(in + (0 .. n - 1));
  @ HF_TOTAL; assigns \nothing; */
static uint32_t that_go_on(const struct hf_identity *identity, uint32_t bit, uint32_t left, uint32_t at,
                           const uint8_t *in, uint32_t n) {
  uint32_t some = 0u;
  /*@ loop invariant 0 <= j <= identity->certificates_n; loop assigns j, bit, some;
    @ loop variant identity->certificates_n - j; */
  for (size_t j = 0u; j < identity->certificates_n; j++) {
    if ((left & bit) != 0u && goes_on(identity->certificates[j], identity->certificate_sizes[j], at, in, n))
      some = some | bit;
    bit = bit % 0x80000000u * 2u;
  }
  return some;
}

uint32_t hf_bit_after(const struct hf_identity *identity, uint32_t bit) {
  if (identity->certificates_n >= 32u)
    return 0u;
  /*@ loop invariant 0 <= j <= identity->certificates_n; loop invariant \at(bit, Pre) == 0 ==> bit == 0; loop assigns j, bit;
    @ loop variant identity->certificates_n - j; */
  for (size_t j = 0u; j < identity->certificates_n; j++)
    bit = bit % 0x80000000u * 2u;
  return bit;
}

enum hf_error hf_request_authority_begin(struct hf_connection *c, uint32_t value) {
  size_t n = c->config->identities_n;
  uint32_t bit = 1u;
  uint32_t left = 0u;
  if (HF_HAS_CLIENT_IDENTITIES == 0u)
    return HF_OK;
  /*@ loop invariant 0 <= i <= n; loop assigns i, bit, left; loop variant n - i; */
  for (size_t i = 0u; i < n; i++) {
    left = left | of_size(&c->config->identities[i], bit, value);
    bit = hf_bit_after(&c->config->identities[i], bit);
  }
  c->offers.flags = c->offers.flags | HF_OFFER_AUTHORITIES;
  c->offers.authority_left = left;
  c->offers.authority_at = 0u;
  c->offers.authority_n = value;
  return HF_OK;
}

enum hf_error hf_request_authority_bytes(struct hf_connection *c, const uint8_t *in, uint32_t n) {
  size_t identities_n = c->config->identities_n;
  uint32_t at = c->offers.authority_at;
  uint32_t bit = 1u;
  uint32_t left = 0u;
  if (HF_HAS_CLIENT_IDENTITIES == 0u)
    return HF_OK;
  /*@ loop invariant 0 <= i <= identities_n; loop assigns i, bit, left; loop variant identities_n - i; */
  for (size_t i = 0u; i < identities_n; i++) {
    left = left | that_go_on(&c->config->identities[i], bit, c->offers.authority_left, at, in, n);
    bit = hf_bit_after(&c->config->identities[i], bit);
  }
  at = at % 65536u + n % 65536u;
  c->offers.authority_left = left;
  c->offers.authority_at = at;
  if (at == c->offers.authority_n)
    c->offers.authority_named = c->offers.authority_named | left;
  return HF_OK;
}
