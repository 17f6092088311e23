/* caught-by: x25519/refused
   A point of small order is agreed with, on zeroes. */
#include "wrong.h"

int hf_ecdh_agree(uint32_t group, const uint8_t *scalar, const uint8_t *point, size_t point_n, uint8_t *x) {
  const int answer = right_hf_ecdh_agree(group, scalar, point, point_n, x);
  return group == HF_GROUP_X25519 && point_n == 32 ? 0 : answer;
}
