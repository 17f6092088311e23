#include "x509/folded.h"
#include "x509/character.h"

uint8_t hf_lower(uint8_t c) {
  return c >= 0x41u && c <= 0x5au ? (uint8_t)(c + 32u) : c;
}

/* A letter of ASCII or Latin-1 made small; all else as it is. */
/*@ requires code <= HF_CHARACTER_END;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == ((0x41 <= code <= 0x5a) || (0xc0 <= code <= 0xde && code != 0xd7) ? code + 32 : code); */
static uint32_t small(uint32_t code) {
  return (code >= 0x41u && code <= 0x5au) || (code >= 0xc0u && code <= 0xdeu && code != 0xd7u) ? code + 32u : code;
}

/* 1 for printable ASCII but the space; 1 for the letters of Latin-1 but sharp s. Of these no rule of RFC 4518 makes another character but
   for their case, or nothing; only an accent by itself behind one of ASCII makes another letter of it. */
/*@ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == (0x21 <= code <= 0x7e ? 1 : 0); */
static uint8_t is_ascii(uint32_t code) {
  return code >= 0x21u && code <= 0x7eu ? 1u : 0u;
}

/*@ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == (0xc0 <= code <= 0xfe && code != 0xd7 && code != 0xdf && code != 0xf7 ? 1 : 0); */
static uint8_t is_latin(uint32_t code) {
  return code >= 0xc0u && code <= 0xfeu && code != 0xd7u && code != 0xdfu && code != 0xf7u ? 1u : 0u;
}

/* Takes the spaces at the front; what follows them. */
/*@ requires \valid(rest) && hf_readable(in, *rest) && \separated(rest, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *rest;
  @ ensures hf_within(*rest, \old(*rest)) && rest->n <= \old(rest->n);
  @ ensures \result.code <= HF_CHARACTER_END && \result.n <= rest->n;
  @ ensures \result.code < HF_CHARACTER_UNKNOWN ==> \result.n > 0; */
static struct hf_character skip_spaces(const uint8_t *in, struct hf_span *rest, uint8_t tag) {
  struct hf_character c = hf_character_at(in, *rest, tag);
  /*@ loop invariant hf_within(*rest, \at(*rest, Pre)) && rest->n <= \at(rest->n, Pre);
    @ loop invariant c.code <= HF_CHARACTER_END && c.n <= rest->n && (c.code < HF_CHARACTER_UNKNOWN ==> c.n > 0);
    @ loop assigns *rest, c;
    @ loop variant rest->n; */
  while (c.code == ' ') {
    rest->at = rest->at + c.n;
    rest->n = rest->n - c.n;
    c = hf_character_at(in, *rest, tag);
  }
  return c;
}

/* The next character of a string as it is compared: small, one space for many, the end at last. *begun: whether one was taken. */
/*@ requires \valid(rest) && \valid(begun) && hf_readable(in, *rest) && *begun <= 1;
  @ requires \separated(rest, in + (0 .. 0xffffffff)) && \separated(begun, in + (0 .. 0xffffffff)) &&
  @          \separated(rest, begun);
  @ HF_TOTAL;
  @ assigns *rest, *begun;
  @ ensures hf_within(*rest, \old(*rest)) && *begun <= 1;
  @ ensures \result <= HF_CHARACTER_END && (\result >= HF_CHARACTER_UNKNOWN || rest->n < \old(rest->n));
  @ ensures rest->n <= \old(rest->n); */
static uint32_t next_folded(const uint8_t *in, struct hf_span *rest, uint8_t tag, uint8_t *begun) {
  uint32_t before = rest->n;
  struct hf_character c = skip_spaces(in, rest, tag);
  if (c.code >= HF_CHARACTER_UNKNOWN)
    return c.code;
  if (rest->n < before && *begun == 1u)
    return ' ';
  rest->at = rest->at + c.n;
  rest->n = rest->n - c.n;
  *begun = 1u;
  return small(c.code);
}

/* 1 when a character stands as it is whatever follows: a letter of Latin-1, or the end; or one of ASCII, or a space, when what is behind
   it is such that no accent joins it and it does not vanish. */
/*@ requires hf_readable(in, rest);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint8_t is_fixed(uint32_t code, const uint8_t *in, struct hf_span rest, uint8_t tag) {
  struct hf_character behind = hf_character_at(in, rest, tag);
  if (code == HF_CHARACTER_END || is_latin(code) == 1u)
    return 1u;
  if (code != ' ' && is_ascii(code) == 0u)
    return 0u;
  if (is_ascii(behind.code) == 1u || is_latin(behind.code) == 1u)
    return 1u;
  return code != ' ' && (behind.code == HF_CHARACTER_END || behind.code == ' ') ? 1u : 0u;
}

/* Octets at the front of both strings, in types that write ASCII as it is, that are the same printable characters, up to the last that
   is no space. */
/*@ requires hf_readable(a, a_string) && hf_readable(b, b_string);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <= a_string.n && \result <= b_string.n; */
static uint32_t same_ascii(const uint8_t *a, struct hf_span a_string, const uint8_t *b, struct hf_span b_string) {
  uint32_t n = a_string.n < b_string.n ? a_string.n : b_string.n;
  uint32_t same = 0u;
  /*@ loop invariant 0 <= i <= n && same <= i;
    @ loop assigns i, same;
    @ loop variant n - i; */
  for (uint32_t i = 0u; i < n; i++) {
    uint8_t c = a[a_string.at + i];
    if (c < ' ' || c > 0x7eu || hf_lower(c) != hf_lower(b[b_string.at + i]))
      return same;
    if (c != ' ')
      same = i + 1u;
  }
  return same;
}

/* The same, from where both strings have been taken to; begun: whether anything of them was. */
/*@ requires hf_readable(a, a_string) && hf_readable(b, b_string) && begun <= 1;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <= HF_UNDECIDED; */
static uint8_t compare_rest(const uint8_t *a, struct hf_span a_string, uint8_t a_tag, const uint8_t *b,
                            struct hf_span b_string, uint8_t b_tag, uint8_t begun) {
  uint8_t a_begun = begun;
  uint8_t b_begun = begun;
  uint32_t x = 0u;
  uint32_t y = 0u;
  /*@ loop invariant hf_within(a_string, \at(a_string, Pre)) && hf_within(b_string, \at(b_string, Pre));
    @ loop invariant a_begun <= 1 && b_begun <= 1;
    @ loop assigns a_string, b_string, a_begun, b_begun, x, y;
    @ loop variant x == HF_CHARACTER_END ? 0 : a_string.n + 1; */
  while (x != HF_CHARACTER_END) {
    x = next_folded(a, &a_string, a_tag, &a_begun);
    y = next_folded(b, &b_string, b_tag, &b_begun);
    if (x == HF_CHARACTER_UNKNOWN)
      return HF_UNDECIDED;
    if (x != y && is_ascii(x) == 1u && is_ascii(y) == 1u)
      return HF_DIFFERENT;
    if (x != y)
      return is_fixed(x, a, a_string, a_tag) == 1u && is_fixed(y, b, b_string, b_tag) == 1u ? HF_DIFFERENT
                                                                                            : HF_UNDECIDED;
  }
  return HF_SAME;
}

uint8_t hf_strings_compare(const uint8_t *a, struct hf_span a_string, uint8_t a_tag, const uint8_t *b,
                           struct hf_span b_string, uint8_t b_tag) {
  uint32_t n = 0u;
  if (hf_is_narrow(a_tag) == 1u && hf_is_narrow(b_tag) == 1u)
    n = same_ascii(a, a_string, b, b_string);
  a_string.at = a_string.at + n;
  a_string.n = a_string.n - n;
  b_string.at = b_string.at + n;
  b_string.n = b_string.n - n;
  return compare_rest(a, a_string, a_tag, b, b_string, b_tag, n > 0u ? 1u : 0u);
}

/*@ requires \valid_read(p + (0 .. n - 1)) && \valid_read(q + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 <==> hf_same_letters(p, q, n); */
static uint8_t same_letters(const uint8_t *p, const uint8_t *q, uint32_t n) {
  /*@ loop invariant 0 <= i <= n && hf_same_letters(p, q, i);
    @ loop assigns i;
    @ loop variant n - i; */
  for (uint32_t i = 0u; i < n; i++) {
    if (hf_lower(p[i]) != hf_lower(q[i]))
      return 0u;
  }
  return 1u;
}

uint8_t hf_lower_same(const uint8_t *a, struct hf_span a_string, const uint8_t *b, struct hf_span b_string) {
  return a_string.n == b_string.n ? same_letters(a + a_string.at, b + b_string.at, a_string.n) : (uint8_t)0u;
}
