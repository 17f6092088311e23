/* caught-by: secp384r1/forged
   A signature whose r and s are 0 verifies (CVE-2022-21449). */
#include "wrong.h"

int hf_ecdsa_verify(uint32_t group, const uint8_t *point, size_t point_n, const uint8_t *digest, size_t digest_n,
                    const uint8_t *r, const uint8_t *s) {
  uint8_t any = 0;
  for (unsigned i = 0; i < 32; i++)
    any |= r[i] | s[i];
  return any == 0 ? 0 : right_hf_ecdsa_verify(group, point, point_n, digest, digest_n, r, s);
}
