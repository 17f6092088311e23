#include "hex.h"
#include <ctype.h>
#include <string.h>

static const char digits[] = "0123456789abcdef";

size_t cli_hex(const uint8_t *in, size_t n, char *out) {
  for (size_t i = 0; i < n; i++) {
    out[2 * i] = digits[in[i] / 16];
    out[2 * i + 1] = digits[in[i] % 16];
  }
  return 2 * n;
}

int cli_unhex(const char *text, size_t n, uint8_t *out) {
  if (n % 2 != 0)
    return -1;
  for (size_t i = 0; i < n / 2; i++) {
    const char *high = memchr(digits, tolower((unsigned char)text[2 * i]), 16);
    const char *low = memchr(digits, tolower((unsigned char)text[2 * i + 1]), 16);
    if (high == NULL || low == NULL)
      return -1;
    out[i] = (uint8_t)((high - digits) * 16 + (low - digits));
  }
  return 0;
}
