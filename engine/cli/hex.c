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

/* The value of a digit of either case; -1: it is none. */
static int digit_of(char c) {
  const char *at = c == 0 ? NULL : strchr(digits, tolower((unsigned char)c));
  return at == NULL ? -1 : (int)(at - digits);
}

int cli_unhex(const char *text, size_t n, uint8_t *out) {
  if (n % 2 != 0)
    return -1;
  for (size_t i = 0; i < n / 2; i++) {
    int high = digit_of(text[2 * i]), low = digit_of(text[2 * i + 1]);
    if (high < 0 || low < 0)
      return -1;
    out[i] = (uint8_t)(high * 16 + low);
  }
  return 0;
}
