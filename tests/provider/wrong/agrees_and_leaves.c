/* caught-by: secp384r1/refused
   Behind a refusal there are still bytes. */
#include "wrong.h"

int hf_ecdh_agree(uint32_t group, const uint8_t *scalar, const uint8_t *point, size_t point_n, uint8_t *x) {
  const int answer = right_hf_ecdh_agree(group, scalar, point, point_n, x);
  if (answer != 0)
    x[0] = scalar[0] | 1u;
  return answer;
}
