#include "files/base64.h"

#define NO_VALUE 64u

/* The key may be a private one, but it is in a file of ours on a machine of ours: no constant time here. */
static uint32_t value(char c) {
  if (c >= 'A' && c <= 'Z')
    return (uint32_t)(c - 'A');
  if (c >= 'a' && c <= 'z')
    return (uint32_t)(c - 'a') + 26u;
  if (c >= '0' && c <= '9')
    return (uint32_t)(c - '0') + 52u;
  return c == '+' ? 62u : c == '/' ? 63u : NO_VALUE;
}

int hf_base64_is(char c) {
  return value(c) != NO_VALUE || c == '=';
}

static size_t padding(const char *in, size_t n) {
  if (n < 4 || in[n - 1] != '=')
    return 0;
  return in[n - 2] == '=' ? 2 : 1;
}

/* Four characters, the last `pads` of them padding, to 3 - pads bytes; -1 when they are none. */
static int quantum(const char *in, size_t pads, uint8_t out[3]) {
  uint32_t all = 0;
  for (size_t i = 0; i < 4; i++) {
    uint32_t v = i < 4 - pads ? value(in[i]) : 0;
    if (v == NO_VALUE)
      return -1;
    all = all * 64u + v;
  }
  out[0] = (uint8_t)(all >> 16);
  out[1] = (uint8_t)(all >> 8);
  out[2] = (uint8_t)all;
  return (pads >= 1 && out[2] != 0) || (pads == 2 && out[1] != 0) ? -1 : 0;
}

const char *hf_base64_decode(const char *in, size_t n, uint8_t *out, size_t *out_n) {
  size_t pads = padding(in, n);
  *out_n = 0;
  if (n % 4 != 0)
    return "the base64 text does not end at a multiple of 4 characters";
  for (size_t at = 0; at < n; at += 4) {
    uint8_t three[3];
    size_t here = at + 4 == n ? pads : 0;
    if (quantum(in + at, here, three) != 0)
      return here > 0 ? "the base64 text does not end properly" : "a character that is not base64";
    for (size_t i = 0; i < 3 - here; i++)
      out[*out_n + i] = three[i];
    *out_n += 3 - here;
  }
  return NULL;
}
