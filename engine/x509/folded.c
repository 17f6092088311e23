#include "x509/folded.h"
#include "x509/character.h"

uint8_t hf_lower(uint8_t c) {
  return c >= 0x41u && c <= 0x5au ? (uint8_t)(c + 32u) : c;
}

/* A letter of ASCII or Latin-1 made small; all else as it is. */
/*@ requires code <= HF_CHARACTER_END;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures \result == ((0x41 <= code <= 0x5a) || (0xc0 <= code <= 0xde && code != 0xd7) ? code + 32 : code); */
static uint32_t small(uint32_t code) {
  return (code >= 0x41u && code <= 0x5au) || (code >= 0xc0u && code <= 0xdeu && code != 0xd7u) ? code + 32u : code;
}

/* 1 for a character that no rule of RFC 4518 makes another, but for its case: printable ASCII, and the letters of Latin-1 but sharp s. */
/*@ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 ==> code <= 0xfe; */
static uint8_t is_plain(uint32_t code) {
  return (code >= 0x20u && code <= 0x7eu) ||
                 (code >= 0xc0u && code <= 0xfeu && code != 0xd7u && code != 0xdfu && code != 0xf7u)
             ? 1u
             : 0u;
}

/* 1 when all characters of the string are plain. */
/*@ requires hf_readable(in, string);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint8_t all_plain(const uint8_t *in, struct hf_span string, uint8_t tag) {
  struct hf_character c;
  /*@ loop invariant hf_within(string, \at(string, Pre));
    @ loop assigns string, c;
    @ loop variant string.n; */
  while (string.n > 0u) {
    c = hf_character_at(in, string, tag);
    if (is_plain(c.code) == 0u)
      return 0u;
    string.at = string.at + c.n;
    string.n = string.n - c.n;
  }
  return 1u;
}

/* Takes the spaces at the front; what follows them. */
/*@ requires \valid(rest) && hf_readable(in, *rest) && \separated(rest, in + (0 .. 0xffffffff));
  @ terminates \true; exits \false;
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
  @ terminates \true; exits \false;
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

/* 1 when two characters that are not the same make strings different whatever follows: both are printable ASCII, and no space. */
/*@ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures \result == (0x21 <= a <= 0x7e && 0x21 <= b <= 0x7e ? 1 : 0); */
static uint8_t tells_apart(uint32_t a, uint32_t b) {
  return a >= 0x21u && a <= 0x7eu && b >= 0x21u && b <= 0x7eu ? 1u : 0u;
}

uint8_t hf_strings_compare(const uint8_t *a, struct hf_span a_string, uint8_t a_tag, const uint8_t *b,
                           struct hf_span b_string, uint8_t b_tag) {
  uint8_t plain = all_plain(a, a_string, a_tag) == 1u && all_plain(b, b_string, b_tag) == 1u ? 1u : 0u;
  uint8_t a_begun = 0u;
  uint8_t b_begun = 0u;
  uint32_t next = 0u;
  uint32_t other;
  /*@ loop invariant hf_within(a_string, \at(a_string, Pre)) && hf_within(b_string, \at(b_string, Pre));
    @ loop invariant a_begun <= 1 && b_begun <= 1;
    @ loop assigns a_string, b_string, a_begun, b_begun, next, other;
    @ loop variant next == HF_CHARACTER_END ? 0 : a_string.n + 1; */
  while (next != HF_CHARACTER_END) {
    next = next_folded(a, &a_string, a_tag, &a_begun);
    other = next_folded(b, &b_string, b_tag, &b_begun);
    if (next == HF_CHARACTER_UNKNOWN)
      return HF_UNDECIDED;
    if (next != other)
      return plain == 1u || tells_apart(next, other) == 1u ? HF_DIFFERENT : HF_UNDECIDED;
  }
  return HF_SAME;
}

uint8_t hf_lower_same(const uint8_t *a, struct hf_span a_string, const uint8_t *b, struct hf_span b_string) {
  if (a_string.n != b_string.n)
    return 0u;
  /*@ loop invariant 0 <= i <= a_string.n;
    @ loop assigns i;
    @ loop variant a_string.n - i; */
  for (uint32_t i = 0u; i < a_string.n; i++) {
    if (hf_lower(a[a_string.at + i]) != hf_lower(b[b_string.at + i]))
      return 0u;
  }
  return 1u;
}
