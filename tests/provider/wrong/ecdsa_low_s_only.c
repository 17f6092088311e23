/* caught-by: secp256r1/signatures
   Only the lower half of s is taken. */
#include "wrong.h"

int hf_ecdsa_verify(uint32_t group, const uint8_t *point, size_t point_n, const uint8_t *digest, size_t digest_n,
                    const uint8_t *r, const uint8_t *s) {
  return (s[0] & 0x80u) != 0 ? -1 : right_hf_ecdsa_verify(group, point, point_n, digest, digest_n, r, s);
}
