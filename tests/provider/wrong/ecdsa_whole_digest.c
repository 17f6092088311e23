/* caught-by: secp256r1/signatures
   Of a digest that is longer than the order the end is taken. */
#include "wrong.h"

int hf_ecdsa_verify(uint32_t group, const uint8_t *point, size_t point_n, const uint8_t *digest, size_t digest_n,
                    const uint8_t *r, const uint8_t *s) {
  const size_t most = group == HF_GROUP_SECP384R1 ? 48 : 32;
  const size_t passed = digest_n > most ? digest_n - most : 0;
  return right_hf_ecdsa_verify(group, point, point_n, digest + passed, digest_n - passed, r, s);
}
