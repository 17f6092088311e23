/* Extensions that the engine does not know must come once only, too (RFC 5246 7.4.1.4), and there may be thousands of them. */
#ifndef HF_HANDSHAKE_UNKNOWN_EXTENSIONS_H
#define HF_HANDSHAKE_UNKNOWN_EXTENSIONS_H
#include "handshake/sound.h"

/*@ // A bit for each type: 2 to the power of its number within its byte.
  @ logic integer hf_bit(integer i) =
  @   i == 0 ? 1 : i == 1 ? 2 : i == 2 ? 4 : i == 3 ? 8 : i == 4 ? 16 : i == 5 ? 32 : i == 6 ? 64 : 128;
  @ predicate hf_in_set{L}(uint8_t *bits, integer type) = bits[type / 8] / hf_bit(type % 8) % 2 == 1;
  @ // The first of them stand in a list.
  @ predicate hf_stands{L}(uint8_t *list, integer i, integer type) = list[2 * i] * 256 + list[2 * i + 1] == type;
  @ predicate hf_in_list{L}(uint8_t *list, integer n, integer type) =
  @   \exists integer i; 0 <= i < n && hf_stands(list, i, type);
  @*/

/* Notes an extension of this type; HF_ERROR_EXTENSION_TWICE when one came before. The first HF_UNKNOWN_EXTENSIONS_MAX are noted
   where the key block will be, for no keys exist while a hello is read. A bit for each of all types there are is kept, from the
   next one on, where the peer's certificates will be; without HF_EXTENSIONS_SIZE bytes there it is HF_ERROR_BUFFER_TOO_SMALL. */
/*@ requires \valid(c) && hf_peer_chain_sound(c) && type <= 65535;
  @ requires c->offers.unknown_n == 0 || c->exchange.key_block.holds == HF_KEY_BLOCK_TYPES; HF_TOTAL;
  @ assigns c->offers.unknown_n, c->exchange.key_block, c->chain.buffer[0 .. c->chain.size - 1];
  @ ensures \result == HF_OK || \result == HF_ERROR_EXTENSION_TWICE || \result == HF_ERROR_BUFFER_TOO_SMALL;
  @ behavior listed:
  @   assumes c->offers.unknown_n <= HF_UNKNOWN_EXTENSIONS_MAX;
  @   ensures \result == HF_ERROR_EXTENSION_TWICE <==>
  @     \old(hf_in_list(&c->exchange.key_block.bytes[0], c->offers.unknown_n, type));
  @   ensures \old(c->offers.unknown_n) < HF_UNKNOWN_EXTENSIONS_MAX && \result == HF_OK ==>
  @     c->offers.unknown_n == \old(c->offers.unknown_n) + 1 && hf_in_list(&c->exchange.key_block.bytes[0], c->offers.unknown_n, type);
  @   ensures \old(c->offers.unknown_n) == HF_UNKNOWN_EXTENSIONS_MAX && \result == HF_OK ==>
  @     c->offers.unknown_n > HF_UNKNOWN_EXTENSIONS_MAX && hf_in_set(c->chain.buffer, type);
  @ behavior many:
  @   assumes c->offers.unknown_n > HF_UNKNOWN_EXTENSIONS_MAX && c->chain.size >= HF_EXTENSIONS_SIZE;
  @   ensures \result == HF_ERROR_EXTENSION_TWICE <==> \old(hf_in_set(c->chain.buffer, type));
  @   ensures hf_in_set(c->chain.buffer, type); */
enum hf_error hf_unknown_extension_once(struct hf_connection *c, uint32_t type);
#endif
