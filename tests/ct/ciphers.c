/* AES (FIPS 197), counter mode and SHA-256 (FIPS 180-4) each way that they can be computed: by the processor's instructions, as far as
   valgrind has them, and in plain C. Key, data and digest are secret. Says on its output which instructions it took. */
#include "ct/secret.h"
#include "handfast/provider.h"
#include "support/paths.h"
#include <stdio.h>
#include <string.h>

#define BLOCKS 13u

static uint8_t key[32] = {1, 2, 3};
static uint8_t data[16 * BLOCKS];
static uint8_t made[16 * BLOCKS];

/* There and back; 0 when the answer is right. */
static int aes(size_t key_n) {
  static const uint8_t nonce[12] = {4};
  struct hf_aes to;
  struct hf_aes from;
  memset(data, 0x5a, sizeof data);
  secret(key, sizeof key);
  secret(data, sizeof data);
  int failed = hf_aes_encrypt_start(&to, key, key_n) | hf_aes_decrypt_start(&from, key, key_n);
  hf_aes_encrypt(&to, data, made, BLOCKS);
  hf_aes_counter(&to, nonce, 2, made, sizeof made - 3);
  hf_aes_counter(&to, nonce, 2, made, sizeof made - 3);
  hf_aes_decrypt(&from, made, made, BLOCKS);
  reveal(made, sizeof made);
  for (size_t i = 0; i < sizeof made; i++)
    failed |= made[i] != 0x5a;
  return failed;
}

/* The first byte of the digest is in `first`. */
static int hash(uint8_t first) {
  struct hf_hash h;
  uint8_t out[32];
  memset(data, 0, sizeof data);
  secret(data, sizeof data);
  hf_hash_start(&h, HF_HASH_SHA256);
  hf_hash_update(&h, data, 5);
  hf_hash_update(&h, data + 5, sizeof data - 5);
  hf_hash_finish(&h, out);
  reveal(out, sizeof out);
  return out[0] != first;
}

int main(void) {
  int wrong = 0;
  for (size_t i = 0; i < test_paths_n; i++) {
    hf_processor_allow(test_paths[i]);
    const uint32_t taken = hf_processor();
    printf("%s%s%s%s\n", taken & HF_PROCESSOR_AES ? "aes " : "", taken & HF_PROCESSOR_CARRYLESS ? "carryless " : "",
           taken & HF_PROCESSOR_SHA256 ? "sha256 " : "", taken == 0 ? "plain" : "");
    wrong |= aes(16) | aes(24) | aes(32) | hash(0x46);
  }
  if (wrong)
    puts("ciphers: a wrong answer");
  return wrong;
}
