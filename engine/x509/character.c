#include "x509/character.h"

#define TELETEX_STRING 0x14u
#define NUMERIC_STRING 0x12u
#define VISIBLE_STRING 0x1au
#define UNIVERSAL_STRING 0x1cu
#define BMP_STRING 0x1eu

uint8_t hf_is_string(uint8_t tag) {
  switch (tag) {
  case HF_DER_UTF8_STRING:
  case HF_DER_PRINTABLE_STRING:
  case HF_DER_IA5_STRING:
  case TELETEX_STRING:
  case NUMERIC_STRING:
  case VISIBLE_STRING:
  case UNIVERSAL_STRING:
  case BMP_STRING:
    return 1u;
  default:
    return 0u;
  }
}

uint8_t hf_is_narrow(uint8_t tag) {
  return tag != UNIVERSAL_STRING && tag != BMP_STRING ? 1u : 0u;
}

/* A character of n octets. A surrogate is half of one (ISO 10646), and there are none beyond the last plane. */
/*@ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result.code <= HF_CHARACTER_UNKNOWN && \result.n == n; */
static struct hf_character character(uint32_t code, uint32_t n) {
  struct hf_character c = {code, n};
  if (code > 0x10ffffu || (code >= 0xd800u && code <= 0xdfffu))
    c.code = HF_CHARACTER_UNKNOWN;
  return c;
}

/* The octets of a character of UTF-8 that begins so (RFC 3629 4); 0: none does. */
/*@ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <= 4;
  @ ensures \result == 1 <==> first < 0x80;
  @ ensures \result == 2 <==> 0xc2 <= first < 0xe0;
  @ ensures \result == 3 <==> 0xe0 <= first < 0xf0;
  @ ensures \result == 4 <==> 0xf0 <= first < 0xf5; */
static uint32_t utf8_size(uint8_t first) {
  if (first < 0x80u)
    return 1u;
  if (first < 0xc2u || first > 0xf4u)
    return 0u;
  return first < 0xe0u ? 2u : first < 0xf0u ? 3u : 4u;
}

/* The least code point that needs so many octets. */
/*@ HF_TOTAL;
  @ assigns \nothing; */
static uint32_t utf8_least(uint32_t size) {
  return size == 4u ? 0x10000u : size == 3u ? 0x800u : 0u;
}

/* What the first octet gives to the code point. */
/*@ requires first < 0x80 <==> size == 1;
  @ requires size == 2 ==> 0xc0 <= first < 0xe0;
  @ requires size == 3 ==> 0xe0 <= first < 0xf0;
  @ requires size == 4 ==> 0xf0 <= first < 0xf5;
  @ requires 1 <= size <= 4;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result < 128 && (size > 1 ==> \result < 32); */
static uint32_t utf8_first(uint8_t first, uint32_t size) {
  if (size == 1u)
    return first;
  return size == 2u ? first - 0xc0u : size == 3u ? first - 0xe0u : first - 0xf0u;
}

/* The character at the front of the n octets of UTF-8 at p. */
/*@ requires n > 0 && \valid_read(p + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result.code <= HF_CHARACTER_UNKNOWN && \result.n <= n;
  @ ensures \result.code < HF_CHARACTER_UNKNOWN ==> \result.n > 0; */
static struct hf_character utf8(const uint8_t *p, uint32_t n) {
  const struct hf_character unknown = {HF_CHARACTER_UNKNOWN, 0u};
  uint32_t size = utf8_size(p[0]);
  uint32_t code;
  if (size == 0u || size > n)
    return unknown;
  code = utf8_first(p[0], size);
  /*@ loop invariant 1 <= i <= size;
    @ loop invariant (i == 1 ==> code < 128) && (size > 1 && i == 1 ==> code < 32) && (i == 2 ==> code < 2048) &&
    @   (i == 3 ==> code < 131072) && (i == 4 ==> code < 8388608);
    @ loop assigns i, code;
    @ loop variant size - i; */
  for (uint32_t i = 1u; i < size; i++) {
    if (p[i] < 0x80u || p[i] > 0xbfu)
      return unknown;
    code = code * 64u + (p[i] - 0x80u);
  }
  return code < utf8_least(size) ? unknown : character(code, size);
}

/* One octet: of TeletexString only the lower half is the same everywhere, of the others there is no upper half. */
/*@ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result.code <= HF_CHARACTER_UNKNOWN && \result.n == 1; */
static struct hf_character narrow(uint8_t octet) {
  return character(octet < 0x80u ? octet : HF_CHARACTER_UNKNOWN, 1u);
}

/* The character at the front of the n octets at p, each character having `size` of them, 2 or 4 (X.690 8.23.7, 8.23.8). */
/*@ requires n > 0 && \valid_read(p + (0 .. n - 1)) && (size == 2 || size == 4);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result.code <= HF_CHARACTER_UNKNOWN && \result.n <= n;
  @ ensures \result.code < HF_CHARACTER_UNKNOWN ==> \result.n > 0; */
static struct hf_character wide(const uint8_t *p, uint32_t n, uint32_t size) {
  const struct hf_character unknown = {HF_CHARACTER_UNKNOWN, 0u};
  if (n < size)
    return unknown;
  if (size == 2u)
    return character((uint32_t)p[0] * 256u + p[1], 2u);
  return character((uint32_t)p[0] * 16777216u + (uint32_t)p[1] * 65536u + (uint32_t)p[2] * 256u + p[3], 4u);
}

struct hf_character hf_character_at(const uint8_t *in, struct hf_span string, uint8_t tag) {
  const struct hf_character end = {HF_CHARACTER_END, 0u};
  if (string.n == 0u)
    return end;
  if (tag == HF_DER_UTF8_STRING)
    return utf8(in + string.at, string.n);
  if (hf_is_narrow(tag) == 0u)
    return wide(in + string.at, string.n, tag == BMP_STRING ? 2u : 4u);
  return narrow(in[string.at]);
}
