/* AES, GCM and SHA-256 on ARMv8: the standards' answers each way, and both ways against each other on inputs of all lengths. Says which
   instructions it took; exit status 0 when all is right, and 3 when there are none to take. */
#include "crypto/gcm.h"
#include "provider/own/processor.h"
#include "provider/own/sha256.h"
#include <stdio.h>
#include <string.h>

#define MOST 600u
static const uint32_t ways[2] = {HF_PROCESSOR_ALL, 0};
static int wrong;

static void check(int right, const char *what) {
  if (!right)
    printf("wrong: %s\n", what);
  wrong |= !right;
}

static void fill(uint8_t *out, size_t n) {
  static uint32_t state = 1;
  for (size_t i = 0; i < n; i++) {
    state = state * 1664525u + 1013904223u;
    out[i] = (uint8_t)(state >> 24);
  }
}

/* FIPS 197 C: the first four bytes of each answer. */
static void known(size_t key_n, uint32_t want) {
  uint8_t key[32], plain[16], out[16];
  struct hf_aes k;
  for (uint8_t i = 0; i < 32; i++)
    key[i] = i;
  for (uint8_t i = 0; i < 16; i++)
    plain[i] = (uint8_t)(0x11 * i);
  check(hf_aes_encrypt_start(&k, key, key_n) == 0, "key");
  hf_aes_encrypt(&k, plain, out, 1);
  check(((uint32_t)out[0] << 24 | (uint32_t)out[1] << 16 | (uint32_t)out[2] << 8 | out[3]) == want, "FIPS 197 C");
  check(hf_aes_decrypt_start(&k, key, key_n) == 0, "key");
  hf_aes_decrypt(&k, out, out, 1);
  check(memcmp(out, plain, 16) == 0, "decrypted");
}

/* FIPS 180-4's example. */
static void abc(void) {
  static const uint8_t want[8] = {0xba, 0x78, 0x16, 0xbf, 0x8f, 0x01, 0xcf, 0xea};
  struct hf_hash h;
  uint8_t out[32];
  hf_sha256_start(&h);
  hf_sha256_update(&h, (const uint8_t *)"abc", 3);
  hf_sha256_finish(&h, out);
  check(memcmp(out, want, sizeof want) == 0, "FIPS 180-4");
}

static void compare(size_t key_n, size_t n) {
  uint8_t key[32], in[MOST], made[2][MOST], tag[2][16], digest[2][32], h[16], aad[29];
  fill(key, sizeof key);
  fill(in, sizeof in);
  fill(aad, sizeof aad);
  for (int i = 0; i < 2; i++) {
    struct hf_aes k, from;
    struct hf_hash hash;
    uint8_t block[16 * 11];
    hf_processor_allow(ways[i]);
    check(hf_gcm_start(&k, h, key, key_n) == 0 && hf_aes_decrypt_start(&from, key, key_n) == 0, "keys");
    memcpy(made[i], in, n);
    hf_gcm_seal(&k, h, in, aad, sizeof aad, made[i], n, tag[i]);
    hf_aes_encrypt(&k, in, block, 11);
    hf_aes_decrypt(&from, block, block, 11);
    check(memcmp(block, in, sizeof block) == 0, "eleven blocks, there and back");
    hf_sha256_start(&hash);
    hf_sha256_update(&hash, in, n);
    hf_sha256_finish(&hash, digest[i]);
  }
  check(memcmp(made[0], made[1], n) == 0, "counter mode");
  check(memcmp(tag[0], tag[1], 16) == 0, "GHASH");
  check(memcmp(digest[0], digest[1], 32) == 0, "SHA-256");
}

int main(void) {
  const uint32_t all = hf_processor();
  printf("instructions: %u\n", (unsigned)all);
  for (int i = 0; i < 2; i++) {
    hf_processor_allow(ways[i]);
    known(16, 0x69c4e0d8u);
    known(24, 0xdda97ca4u);
    known(32, 0x8ea2b7cau);
    abc();
  }
  for (size_t n = 0; n <= MOST; n++)
    compare(16 + n % 3 * 8, n);
  if (wrong)
    return 1;
  return all == HF_PROCESSOR_ALL ? 0 : 3;
}
