#include "handshake/unknown_extensions.h"
#include "crypto/bytes.h"
#include "generated/errors.h"
#include <stdbool.h>

/*@ requires type <= 65535; HF_TOTAL; assigns \nothing; ensures \result == hf_bit(type % 8); */
static uint32_t bit_of(uint32_t type) {
  static const uint8_t powers[8] = {1u, 2u, 4u, 8u, 16u, 32u, 64u, 128u};
  return powers[type % 8u];
}

/* Notes the type; True: it was there. */
/*@ requires type <= 65535 && \valid(bits + (0 .. HF_EXTENSIONS_SIZE - 1)); HF_TOTAL;
  @ assigns bits[type / 8];
  @ ensures \result <==> \old(hf_in_set(bits, type)); ensures hf_in_set(bits, type); */
static bool put(uint8_t *bits, uint32_t type) {
  uint32_t byte = bits[type / 8u];
  uint32_t bit = bit_of(type);
  if (byte / bit % 2u == 1u)
    return true;
  /*@ assert room: byte + bit <= 255; */
  /*@ assert next: (byte + bit) / bit == byte / bit + 1; */
  /*@ assert odd: (byte + bit) / bit % 2 == 1; */
  bits[type / 8u] = (uint8_t)(byte + bit);
  /*@ assert noted: bits[type / 8] == byte + bit; */
  return false;
}

/*@ requires n <= HF_UNKNOWN_EXTENSIONS_MAX && \valid_read(list + (0 .. HF_KEY_BLOCK_MAX - 1)); HF_TOTAL;
  @ assigns \nothing; ensures \result <==> hf_in_list(list, n, type); */
static bool is_listed(const uint8_t *list, uint32_t n, uint32_t type) {
  /*@ loop invariant 0 <= i <= n;
    @ loop invariant \forall integer k; 0 <= k < i ==> !hf_stands(list, k, type);
    @ loop assigns i; loop variant n - i; */
  for (uint32_t i = 0u; i < n; i++) {
    uint32_t one = hf_read16(&list[2u * i]);
    /*@ assert value: hf_stands(list, i, type) <==> one == type; */
    if (one == type)
      return true;
  }
  return false;
}

/* A set of those that are listed. */
/*@ requires \valid(bits + (0 .. HF_EXTENSIONS_SIZE - 1)) && \valid_read(list + (0 .. HF_KEY_BLOCK_MAX - 1));
  @ requires \separated(bits + (0 .. HF_EXTENSIONS_SIZE - 1), list + (0 .. HF_KEY_BLOCK_MAX - 1));
  @ HF_TOTAL; assigns bits[0 .. HF_EXTENSIONS_SIZE - 1]; */
static void put_listed(uint8_t *bits, const uint8_t *list) {
  /*@ loop invariant 0 <= i <= HF_EXTENSIONS_SIZE; loop assigns i, bits[0 .. HF_EXTENSIONS_SIZE - 1];
    @ loop variant HF_EXTENSIONS_SIZE - i; */
  for (uint32_t i = 0u; i < HF_EXTENSIONS_SIZE; i++)
    bits[i] = 0u;
  /*@ loop invariant 0 <= i <= HF_UNKNOWN_EXTENSIONS_MAX;
    @ loop assigns i, bits[0 .. HF_EXTENSIONS_SIZE - 1];
    @ loop variant HF_UNKNOWN_EXTENSIONS_MAX - i; */
  for (uint32_t i = 0u; i < HF_UNKNOWN_EXTENSIONS_MAX; i++)
    (void)put(bits, hf_read16(&list[2u * i]));
}

/* One more than stand in the list: from now on the set has all of them. */
/*@ requires \valid(c) && hf_peer_chain_sound(c) && c->chain.size >= HF_EXTENSIONS_SIZE && type <= 65535;
  @ HF_TOTAL;
  @ assigns c->offers.unknown_n, c->chain.buffer[0 .. c->chain.size - 1];
  @ ensures c->offers.unknown_n > HF_UNKNOWN_EXTENSIONS_MAX && hf_in_set(c->chain.buffer, type); */
static void leave_list(struct hf_connection *c, uint32_t type) {
  put_listed(c->chain.buffer, c->exchange.key_block.bytes);
  (void)put(c->chain.buffer, type);
  c->offers.unknown_n = HF_UNKNOWN_EXTENSIONS_MAX + 1u;
}

enum hf_error hf_unknown_extension_once(struct hf_connection *c, uint32_t type) {
  uint32_t n = c->offers.unknown_n;
  if (n <= HF_UNKNOWN_EXTENSIONS_MAX && is_listed(c->exchange.key_block.bytes, n, type))
    return HF_ERROR_EXTENSION_TWICE;
  if (n < HF_UNKNOWN_EXTENSIONS_MAX) {
    c->exchange.key_block.holds = HF_KEY_BLOCK_TYPES;
    hf_write16(&c->exchange.key_block.bytes[2u * n], (uint16_t)type);
    c->offers.unknown_n = n + 1u;
    /*@ assert last: hf_stands(&c->exchange.key_block.bytes[0], n, type) && c->offers.unknown_n == n + 1; */
    return HF_OK;
  }
  if (c->chain.size < HF_EXTENSIONS_SIZE)
    return HF_ERROR_BUFFER_TOO_SMALL;
  if (n > HF_UNKNOWN_EXTENSIONS_MAX)
    return put(c->chain.buffer, type) ? HF_ERROR_EXTENSION_TWICE : HF_OK;
  leave_list(c, type);
  return HF_OK;
}
