#include "hex.h"

size_t cli_hex(const uint8_t *in, size_t n, char *out) {
  static const char digits[] = "0123456789abcdef";
  for (size_t i = 0; i < n; i++) {
    out[2 * i] = digits[in[i] / 16];
    out[2 * i + 1] = digits[in[i] % 16];
  }
  return 2 * n;
}
