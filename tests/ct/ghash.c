/* GHASH (NIST SP 800-38D 6.4) and all of GCM around it, by the processor's instructions and in plain C: key, hash key, plaintext and tag
   are secret; whether a tag was right is not, once it is known. */
#include "crypto/gcm.h"
#include "ct/secret.h"
#include "ct/support/verdict.h"
#include "support/paths.h"
#include <stdio.h>
#include <string.h>

static uint8_t data[16 * 11];

static void hash_alone(void) {
  static uint8_t h[16] = {9, 1, 2};
  static uint8_t y[16];
  secret(h, sizeof h);
  secret(y, sizeof y);
  secret(data, sizeof data);
  hf_ghash(h, y, data, sizeof data / 16);
}

/* Seals, xors a byte of the tag with `flip`, opens: 0 when the answer is right. */
static int gcm(size_t n, uint8_t flip) {
  static uint8_t key[16] = {1, 2, 3};
  static const uint8_t nonce[12] = {4};
  static const uint8_t aad[13] = {5};
  uint8_t h[16];
  uint8_t tag[16];
  struct hf_aes aes;
  memset(data, 0x5a, sizeof data);
  secret(key, sizeof key);
  secret(data, sizeof data);
  int failed = hf_gcm_start(&aes, h, key, sizeof key);
  hf_gcm_seal(&aes, h, nonce, aad, sizeof aad, data, n, tag);
  tag[15] ^= flip;
  failed |= hf_gcm_open(&aes, h, nonce, aad, sizeof aad, data, n, tag) != (flip ? -1 : 0);
  reveal(data, sizeof data);
  return failed | (!flip && data[0] != 0x5a);
}

int main(void) {
  int wrong = 0;
  for (size_t i = 0; i < test_paths_n; i++) {
    hf_processor_allow(test_paths[i]);
    verdicts_are_public = 0;
    hash_alone();
    verdicts_are_public = 1;
    for (size_t n = 1; n <= sizeof data; n += 37)
      wrong |= gcm(n, 0) | gcm(n, 1);
  }
  if (wrong)
    puts("ghash: a wrong answer");
  return wrong;
}
