/* caught-by: secp256r1/points
   A point is what looks like one. */
#include "wrong.h"

int hf_point_check(uint32_t group, const uint8_t *point, size_t point_n) {
  return point_n == (group == HF_GROUP_SECP521R1   ? 133u
                     : group == HF_GROUP_SECP384R1 ? 97u
                                                   : 65u) &&
                 point[0] == 4
             ? 0
             : -1;
}
