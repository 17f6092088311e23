#include "handshake/offers.h"
#include "generated/errors.h"
#include "generated/registry.h"
#include "handshake/unknown_extensions.h"
#include <stdbool.h>

enum hf_error hf_extension_once(struct hf_connection *c, uint32_t type) {
  uint32_t bit = hf_extension_bit(type);
  if (bit == 0u && c->offers.unknown_n != 0u && c->exchange.key_block.holds != HF_KEY_BLOCK_TYPES)
    return HF_ERROR_MESSAGE_TABLE;
  if (bit == 0u)
    return hf_unknown_extension_once(c, type % 65536u);
  if ((c->offers.extensions & bit) != 0u)
    return HF_ERROR_EXTENSION_TWICE;
  c->offers.extensions = c->offers.extensions | bit;
  return HF_OK;
}

void hf_offers_clear(struct hf_offers *offers) {
  offers->cipher_suites = 0u;
  offers->extensions = 0u;
  offers->signature_schemes = 0u;
  offers->certificate_schemes = 0u;
  offers->groups = 0u;
  offers->version = 0u;
  offers->server_name_n = 0u;
  offers->protocol_at = 0u;
  offers->protocol_n = 0u;
  offers->name_wanted = 0u;
  offers->flags = 0u;
  offers->max_fragment_length = 0u;
  offers->record_size_limit = 0u;
  offers->certificate_types = 0u;
  offers->server_types = 0u;
  offers->client_types = 0u;
  offers->unknown_n = 0u;
  offers->versions = 0u;
  offers->selected = 0u;
  offers->share_group = 0u;
  offers->share_n = 0u;
  offers->share_taken = 0u;
  offers->shares = 0u;
  offers->psk_modes = 0u;
  offers->identities = 0u;
  offers->identity = 0u;
  offers->sealed_n = 0u;
  offers->identity_size = 0u;
  offers->identity_n = 0u;
  offers->external = 0u;
  offers->external_hash = 0u;
  offers->external_n = 0u;
  offers->external_asked = 0u;
  offers->binders_at = 0u;
  offers->binders = 0u;
  offers->binder_n = 0u;
  offers->hello_n = 0u;
  offers->cookie_at = 0u;
  offers->cookie_n = 0u;
  offers->status_passed = 0u;
  offers->ticket_n = 0u;
  offers->ticket_came = 0u;
  offers->ticket_age = 0u;
  offers->hello_at = 0u;
  offers->authority_named = 0u;
  offers->authority_left = 0u;
  offers->authority_at = 0u;
  offers->authority_n = 0u;
}

uint32_t hf_suite_bit(uint32_t code) {
  uint32_t bit = 1u;
  /*@ loop invariant 0 <= i <= HF_CIPHER_SUITES; loop assigns i, bit; loop variant HF_CIPHER_SUITES - i; */
  for (uint32_t i = 0u; i < HF_CIPHER_SUITES; i++) {
    if (hf_cipher_suites[i].code == code)
      return bit;
    bit = bit % 0x80000000u * 2u;
  }
  return 0u;
}

uint32_t hf_suite_row(uint32_t bit) {
  uint32_t row = 0u;
  /*@ loop invariant 0 <= row < HF_CIPHER_SUITES; loop assigns row, bit; loop variant HF_CIPHER_SUITES - row; */
  while (bit > 1u && row + 1u < HF_CIPHER_SUITES) {
    bit = bit / 2u;
    row = row + 1u;
  }
  return row;
}

uint32_t hf_group_bit(uint32_t code) {
  uint32_t bit = 1u;
  /*@ loop invariant 0 <= i <= HF_GROUPS && group_bit(code) == bit_from(&hf_groups[0], HF_GROUPS, HF_GROUPS - i, code, bit);
    @ loop assigns i, bit; loop variant HF_GROUPS - i; */
  for (uint32_t i = 0u; i < HF_GROUPS; i++) {
    if (hf_groups[i] == code)
      return bit;
    bit = bit % 0x80000000u * 2u;
  }
  return 0u;
}

uint32_t hf_scheme_bit(uint32_t code) {
  uint32_t bit = 1u;
  /*@ loop invariant 0 <= i <= HF_SIGNATURE_SCHEMES;
    @ loop invariant scheme_bit(code) ==
        bit_from(&hf_signature_schemes[0], HF_SIGNATURE_SCHEMES, HF_SIGNATURE_SCHEMES - i, code, bit);
    @ loop assigns i, bit; loop variant HF_SIGNATURE_SCHEMES - i; */
  for (uint32_t i = 0u; i < HF_SIGNATURE_SCHEMES; i++) {
    if (hf_signature_schemes[i] == code)
      return bit;
    bit = bit % 0x80000000u * 2u;
  }
  return 0u;
}

/*@ requires \valid_read(a + (0 .. n - 1)) && \valid_read(b + (0 .. n - 1)); HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <==> (\forall integer i; 0 <= i < n ==> a[i] == b[i]); */
static bool same(const uint8_t *a, const uint8_t *b, size_t n) {
  /*@ loop invariant 0 <= i <= n; loop invariant \forall integer k; 0 <= k < i ==> a[k] == b[k];
    @ loop assigns i; loop variant n - i; */
  for (size_t i = 0u; i < n; i++) {
    if (a[i] != b[i])
      return false;
  }
  return true;
}

size_t hf_protocol_find(const uint8_t *list, size_t n, const uint8_t *name, size_t name_n) {
  size_t at = 0u;
  /*@ loop invariant 0 <= at <= n; loop assigns at; loop variant n - at; */
  while (at < n) {
    size_t length = list[at];
    if (length >= n - at)
      return n;
    if (length == name_n && same(&list[at + 1u], name, name_n))
      return at;
    at = at + 1u + length;
  }
  return n;
}
