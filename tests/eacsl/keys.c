/* sources: engine/crypto/[a-oq-w]*.c engine/crypto/pkcs1.c engine/crypto/pss.c engine/keys/*.c */
#include "check.h"
#include "crypto/bytes.h"
#include "keys/master.h"
#include "keys/prf.h"

static uint8_t secret[48];
static uint8_t out[160];

int main(void) {
  static const uint8_t label[4] = {0x74, 0x65, 0x73, 0x74};
  static const uint8_t seed[64] = {1, 2, 3};
  const uint8_t hashes[2] = {HF_HASH_SHA256, HF_HASH_SHA384};
  hf_fill(secret, 7, sizeof secret);
  for (int i = 0; i < 2; i++) {
    uint8_t hash = hashes[i];
    hf_prf(hash, secret, 48, label, 4, seed, 32, seed + 32, 32, out, 100);
    hf_prf(hash, secret, 48, label, 4, seed, 32, seed + 32, 0, out, 1);
    hf_master_secret(hash, secret, 48, seed, seed + 32, out);
    hf_extended_master_secret(hash, secret, 48, seed, hash == HF_HASH_SHA256 ? 32 : 48, out + 48);
    check(out[0] != out[48] || out[1] != out[49] || out[2] != out[50], "the two master secrets differ");
    hf_key_block(hash, secret, seed, seed + 32, out, 104);
    hf_verify_data(hash, secret, 1, seed, hash == HF_HASH_SHA256 ? 32 : 48, out);
    hf_verify_data(hash, secret, 0, seed, hash == HF_HASH_SHA256 ? 32 : 48, out + 12);
    check(out[0] != out[12] || out[1] != out[13] || out[2] != out[14], "the two sides differ");
  }
  report();
  return 0;
}
