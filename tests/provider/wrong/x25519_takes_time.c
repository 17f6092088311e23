/* caught-by: constant-time/x25519
   The way goes by a bit of the scalar. */
#include "wrong.h"

int hf_ecdh_agree(uint32_t group, const uint8_t *scalar, const uint8_t *point, size_t point_n, uint8_t *x) {
  static volatile unsigned taken;
  if ((scalar[5] & 1u) != 0)
    taken++;
  return right_hf_ecdh_agree(group, scalar, point, point_n, x);
}
