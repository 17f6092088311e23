/* Strings of names, compared as RFC 5280 7.1 wants: by their characters, whatever type they are written in; case and the number of
   spaces do not count. */
#ifndef HF_X509_FOLDED_H
#define HF_X509_FOLDED_H
#include "handfast/total.h"
#include "x509/der.h"

#define HF_DIFFERENT 0u
#define HF_SAME 1u
#define HF_UNDECIDED 2u /* cannot be told here: it counts against the certificate, whatever is asked */

/*@ logic integer hf_small(integer c) = 0x41 <= c <= 0x5a ? c + 32 : c;
  @ // n octets of each, the same but for the case of A to Z
  @ predicate hf_same_letters{L}(uint8_t *p, uint8_t *q, integer n) =
  @   \forall integer i; 0 <= i < n ==> hf_small(p[i]) == hf_small(q[i]); */

/* An octet with A to Z made small. */
/*@ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == hf_small(c); */
uint8_t hf_lower(uint8_t c);

/* Compares two strings of the types with these identifier octets: HF_SAME, HF_DIFFERENT or HF_UNDECIDED. The letters of ASCII and
   Latin-1 have no case; spaces at either end count for nothing, several in a row for one. Nothing is made of other characters: where
   two strings part at one (a letter of another script, an accent by itself, the upper half of TeletexString, octets that are no
   character), RFC 4518 might call them the same still, and so they are HF_UNDECIDED. */
/*@ requires hf_readable(a, a_string) && hf_readable(b, b_string);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <= HF_UNDECIDED; */
uint8_t hf_strings_compare(const uint8_t *a, struct hf_span a_string, uint8_t a_tag, const uint8_t *b,
                           struct hf_span b_string, uint8_t b_tag);

/* 1 when two strings are the same but for the case of A to Z. */
/*@ requires hf_readable(a, a_string) && hf_readable(b, b_string);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 <==> a_string.n == b_string.n && hf_same_letters(a + a_string.at, b + b_string.at, a_string.n); */
uint8_t hf_lower_same(const uint8_t *a, struct hf_span a_string, const uint8_t *b, struct hf_span b_string);
#endif
