/* P-256: the private scalar of a key pair, of a key agreement and of a signature, the nonce, and the shared secret are secret. What is not:
   whether a scalar is one of 1 .. n - 1 (if not, another is drawn, or the key is refused), the public point, and the signature. */
#include "crypto/p256.h"
#include "ct/secret.h"
#include "handfast/provider.h"
#include <stdio.h>
#include <string.h>

/* The parts of n - 1, of small numbers and of others: all digits, signs and teeth. */
static const uint8_t scalars[][4] = {
    {0, 0, 0, 1}, {0xff, 0xff, 0xff, 0xff}, {0x80, 0, 0, 0}, {0x12, 0x34, 0x56, 0x78}, {0xf8, 0x8f, 0x70, 0x07}};

static uint8_t point[65];

static void load(uint8_t scalar[32], size_t i, int whole) {
  memset(scalar, whole ? scalars[i][1] : 0, 32);
  memcpy(scalar + 28, scalars[i], 4);
  scalar[0] = whole ? 0x7f : 0;
  secret(scalar, 32);
}

static int agrees(size_t i, int whole) {
  uint8_t scalar[32], own[65], x[32], again[32];
  load(scalar, i, whole);
  bool made = hf_p256_public(own, scalar);
  reveal(own, sizeof own);
  reveal(&made, sizeof made);
  made &= hf_p256_agree(x, scalar, point, sizeof point);
  reveal(x, sizeof x);
  reveal(&made, sizeof made);
  memset(again, 0, sizeof again);
  again[31] = 5; /* the scalar of the point */
  return made && hf_p256_agree(again, again, own, sizeof own) && memcmp(x, again, sizeof x) == 0;
}

static int signs(size_t i, int whole) {
  uint8_t scalar[32], nonce[32], own[65], digest[32], r[32], s[32];
  load(scalar, i, whole);
  load(nonce, (i + 1) % 5, !whole);
  memset(digest, 0xee, sizeof digest);
  bool made = hf_p256_public(own, scalar);
  made &= hf_p256_sign(r, s, scalar, nonce, digest, sizeof digest);
  reveal(own, sizeof own);
  reveal(r, sizeof r);
  reveal(s, sizeof s);
  reveal(&made, sizeof made);
  return made && hf_p256_verify(own, sizeof own, digest, sizeof digest, r, s);
}

int main(void) {
  uint8_t five[32] = {0};
  five[31] = 5;
  int right = hf_p256_public(point, five);
  for (size_t i = 0; i < sizeof scalars / sizeof scalars[0]; i++)
    right &= agrees(i, 0) & agrees(i, 1) & signs(i, 0) & signs(i, 1);
  if (!right)
    puts("p256: a wrong answer");
  return !right;
}
