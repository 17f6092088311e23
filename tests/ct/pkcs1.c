/* Recovering the pre-master secret (RFC 5246 7.4.7.1): the whole block that RSA gives is secret, well formed or not. */
#include "crypto/rsa.h"
#include "ct/secret.h"
#include <stdio.h>
#include <string.h>

#define K 256u

static void well_formed(uint8_t *em) {
  em[0] = 0;
  em[1] = 2;
  memset(em + 2, 0x55, K - 2);
  em[K - 49] = 0;
  em[K - 48] = 3;
  em[K - 47] = 3;
}

/* Recovers from a block in which byte `at` is xored with `flip`; 0 when the right one of the two came out. */
static int recover(size_t at, uint8_t flip) {
  static uint8_t em[K];
  static uint8_t random[48];
  static uint8_t out[48];
  static uint8_t expected[48];
  well_formed(em);
  em[at] ^= flip;
  memset(random, 0xaa, sizeof random);
  memcpy(expected, flip && at < K - 46 ? random : em + K - 48, 48);
  secret(em, sizeof em);
  secret(random, sizeof random);
  hf_pkcs1_recover(em, K, 3, 3, random, out);
  reveal(out, sizeof out);
  return memcmp(out, expected, sizeof out);
}

int main(void) {
  int wrong = recover(0, 0);
  for (size_t at = 0; at < K; at++)
    wrong |= recover(at, 0x55);
  if (wrong)
    puts("pkcs1: the wrong secret came out");
  return wrong ? 1 : 0;
}
