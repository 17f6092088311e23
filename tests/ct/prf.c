/* The PRF (RFC 5246 5): its secret, and all that comes out. */
#include "keys/prf.h"
#include "ct/secret.h"

int main(void) {
  static const uint8_t label[] = {'k', 'e', 'y', ' ', 'e', 'x', 'p', 'a', 'n', 's', 'i', 'o', 'n'};
  static const uint8_t seed[64];
  static uint8_t master[48];
  static uint8_t out[104];
  const uint8_t hashes[2] = {HF_HASH_SHA256, HF_HASH_SHA384};
  for (int i = 0; i < 2; i++) {
    secret(master, sizeof master);
    hf_prf(hashes[i], master, sizeof master, label, sizeof label, seed, 32, seed + 32, 32, out, sizeof out);
  }
  return 0;
}
