/* X25519 (RFC 7748 5): key agreement on curve25519. All numbers are 32 bytes, little-endian. The same steps for all scalars and points;
   what depended on them is wiped from the stack. */
#ifndef HANDFAST_CRYPTO_X25519_H
#define HANDFAST_CRYPTO_X25519_H
#include "handfast/total.h"
#include <stdbool.h>
#include <stdint.h>

#define HF_X25519_BYTES 32u

/* The public value of a private scalar, which may be any 32 bytes. */
/*@ requires \valid(point + (0 .. 31)) && \valid_read(scalar + (0 .. 31));
  @ HF_TOTAL;
  @ assigns point[0 .. 31];
  @*/
void hf_x25519_public(uint8_t point[32], const uint8_t scalar[32]);

/* x = the shared secret of a scalar and the peer's public value, any 32 bytes. Answers false where it is all zeroes: the peer's value is
   a point of small order, and no key agreement has taken place (RFC 7748 6.1, RFC 8422 5.11). `x` may be scalar or point. */
/*@ requires \valid(x + (0 .. 31)) && \valid_read(scalar + (0 .. 31)) && \valid_read(point + (0 .. 31));
  @ HF_TOTAL;
  @ assigns x[0 .. 31];
  @*/
bool hf_x25519_agree(uint8_t x[32], const uint8_t scalar[32], const uint8_t point[32]);
#endif
