/* Exclusive or of two bytes. It is never more than a byte, but the provers do not know: the remainder, which costs nothing,
   tells them. */
#ifndef HANDFAST_CRYPTO_XOR_H
#define HANDFAST_CRYPTO_XOR_H
#include "handfast/logic.h"
#include <stdint.h>

/*@ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == HF_XOR8(a, b);
  @*/
static inline uint8_t hf_xor8(uint8_t a, uint8_t b) {
  return (uint8_t)(((uint32_t)a ^ (uint32_t)b) % 256u);
}
#endif
