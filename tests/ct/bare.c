/* What the bare provider alone computes: ChaCha20-Poly1305 (RFC 8439), and SHA-1, SHA-384 and SHA-512 (FIPS 180-4). Key, data and digest
   are secret; whether a tag was right is not. */
#include "ct/secret.h"
#include "ct/support/verdict.h"
#include "handfast/provider.h"
#include <stdio.h>
#include <string.h>

static uint8_t key[32] = {1, 2, 3};
static uint8_t data[300];

/* There and back; 0 when the answer is right. */
static int aead(size_t n) {
  static const uint8_t nonce[12] = {4}, aad[5] = {5};
  uint8_t tag[16];
  memset(data, 0x5a, sizeof data);
  secret(key, sizeof key);
  secret(data, sizeof data);
  int failed = hf_chacha20_poly1305_seal(key, nonce, aad, sizeof aad, data, n, tag);
  reveal(tag, sizeof tag);
  failed |= hf_chacha20_poly1305_open(key, nonce, aad, sizeof aad, data, n, tag);
  reveal(data, sizeof data);
  for (size_t i = 0; i < sizeof data; i++)
    failed |= data[i] != 0x5a;
  tag[15] ^= 1;
  return failed | (hf_chacha20_poly1305_open(key, nonce, aad, sizeof aad, data, n, tag) == 0);
}

/* The first byte of the digest of zeroes is in `first`. */
static int hash(uint32_t id, uint8_t first) {
  struct hf_hash h, again;
  struct hf_midstate m;
  uint8_t out[HF_HASH_MAX];
  memset(data, 0, sizeof data);
  secret(data, sizeof data);
  hf_hash_start(&h, id);
  hf_hash_update(&h, data, 128);
  hf_hash_save(&h, &m);
  hf_hash_restore(&again, id, &m, 128);
  hf_hash_update(&again, data, 5);
  hf_hash_update(&again, data, sizeof data - 133);
  hf_hash_finish(&again, out);
  reveal(out, sizeof out);
  return out[0] != first;
}

int main(void) {
  verdicts_are_public = 1;
  int wrong = aead(0) | aead(16) | aead(sizeof data);
  wrong |= hash(HF_HASH_SHA1, 0xb2) | hash(HF_HASH_SHA384, 0xf4) | hash(HF_HASH_SHA512, 0x72);
  if (wrong)
    puts("bare: a wrong answer");
  return wrong;
}
