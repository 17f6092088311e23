/* caught-by: ghash/pieces
   Of several blocks the last is forgotten. */
#include "wrong.h"

void hf_ghash(const uint8_t h[16], uint8_t y[16], const uint8_t *in, size_t n) {
  right_hf_ghash(h, y, in, n > 7 ? n - 1 : n);
}
