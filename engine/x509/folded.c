#include "x509/folded.h"

#define END 256u /* what comes after the last octet */

uint8_t hf_lower(uint8_t c) {
  return c >= 0x41u && c <= 0x5au ? (uint8_t)(c + 32u) : c;
}

/* Takes the spaces at the front. */
/*@ requires \valid(rest) && hf_readable(in, *rest) && \separated(rest, in + (0 .. 0xffffffff));
  @ terminates \true; exits \false;
  @ assigns *rest;
  @ ensures hf_within(*rest, \old(*rest));
  @ ensures rest->n <= \old(rest->n); */
static void skip_spaces(const uint8_t *in, struct hf_span *rest) {
  /*@ loop invariant hf_within(*rest, \at(*rest, Pre)) && rest->n <= \at(rest->n, Pre);
    @ loop assigns *rest;
    @ loop variant rest->n; */
  while (rest->n > 0u && in[rest->at] == ' ') {
    rest->at = rest->at + 1u;
    rest->n = rest->n - 1u;
  }
}

/* The next octet of a string as it is compared: small, one space for many, END at last. *begun: whether one was taken. */
/*@ requires \valid(rest) && \valid(begun) && hf_readable(in, *rest) && *begun <= 1;
  @ requires \separated(rest, in + (0 .. 0xffffffff)) && \separated(begun, in + (0 .. 0xffffffff)) &&
  @          \separated(rest, begun);
  @ terminates \true; exits \false;
  @ assigns *rest, *begun;
  @ ensures hf_within(*rest, \old(*rest)) && *begun <= 1;
  @ ensures \result == END || rest->n < \old(rest->n);
  @ ensures \result <= END; */
static uint32_t next_folded(const uint8_t *in, struct hf_span *rest, uint8_t *begun) {
  uint32_t before = rest->n;
  uint8_t c;
  skip_spaces(in, rest);
  if (rest->n == 0u)
    return END;
  if (rest->n < before && *begun == 1u)
    return ' ';
  c = in[rest->at];
  rest->at = rest->at + 1u;
  rest->n = rest->n - 1u;
  *begun = 1u;
  return hf_lower(c);
}

uint8_t hf_folded_same(const uint8_t *a, struct hf_span a_string, const uint8_t *b, struct hf_span b_string) {
  uint8_t a_begun = 0u;
  uint8_t b_begun = 0u;
  uint32_t next = 0u;
  /*@ loop invariant hf_within(a_string, \at(a_string, Pre)) && hf_within(b_string, \at(b_string, Pre));
    @ loop invariant a_begun <= 1 && b_begun <= 1;
    @ loop assigns a_string, b_string, a_begun, b_begun, next;
    @ loop variant next == END ? 0 : a_string.n + 1; */
  while (next != END) {
    next = next_folded(a, &a_string, &a_begun);
    if (next != next_folded(b, &b_string, &b_begun))
      return 0u;
  }
  return 1u;
}

void hf_folded_hash(struct hf_hash *h, const uint8_t *in, struct hf_span string) {
  uint8_t begun = 0u;
  uint8_t one[1];
  uint32_t next = next_folded(in, &string, &begun);
  /*@ loop invariant hf_within(string, \at(string, Pre)) && begun <= 1 && next <= END;
    @ loop assigns string, begun, next, one[0], h->word[0 .. 25];
    @ loop variant next == END ? 0 : string.n + 1; */
  while (next != END) {
    one[0] = (uint8_t)(next % 256u);
    hf_hash_update(h, one, 1u);
    next = next_folded(in, &string, &begun);
  }
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
