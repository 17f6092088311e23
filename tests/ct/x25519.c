/* X25519: the private scalar and the shared secret are secret, whatever the scalar. What is not: the public value, and whether the shared
   secret is all zeroes (if so the peer is refused). */
#include "crypto/x25519.h"
#include "ct/secret.h"
#include <stdio.h>
#include <string.h>

static int agrees(const uint8_t secret_scalar[32]) {
  uint8_t scalar[32], own[32], x[32], again[32] = {5}, five[32] = {5};
  memcpy(scalar, secret_scalar, 32);
  secret(scalar, sizeof scalar);
  hf_x25519_public(own, scalar);
  reveal(own, sizeof own);
  hf_x25519_public(x, five);
  bool made = hf_x25519_agree(x, scalar, x);
  reveal(x, sizeof x);
  reveal(&made, sizeof made);
  return made && hf_x25519_agree(again, again, own) && memcmp(x, again, sizeof x) == 0;
}

int main(void) {
  static const uint8_t bytes[] = {0x00, 0xff, 0xa5, 0x5a, 0x0f};
  uint8_t scalar[32];
  int right = 1;
  for (size_t i = 0; i < sizeof bytes; i++) {
    memset(scalar, bytes[i], sizeof scalar);
    scalar[7 * i % 32] ^= 0x3c;
    right &= agrees(scalar);
  }
  if (!right)
    puts("x25519: a wrong answer");
  return !right;
}
