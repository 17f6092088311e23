/* Strings of names, compared as RFC 5280 7.1 wants: case and the number of spaces do not count. */
#ifndef HF_X509_FOLDED_H
#define HF_X509_FOLDED_H
#include "handfast/provider.h"
#include "x509/der.h"

/* An octet with A to Z made small. */
/*@ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures \result == (0x41 <= c <= 0x5a ? c + 32 : c); */
uint8_t hf_lower(uint8_t c);

/* 1 when two strings are the same but for the case of A to Z and spaces: those at either end count for nothing, several in a
   row for one. */
/*@ requires hf_readable(a, a_string) && hf_readable(b, b_string);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
uint8_t hf_folded_same(const uint8_t *a, struct hf_span a_string, const uint8_t *b, struct hf_span b_string);

/* Hashes a string as hf_folded_same compares it: those that it calls the same hash alike. */
/*@ requires \valid(h) && hash_known(h->id) && hf_readable(in, string) && \separated(h, in + (0 .. 0xffffffff));
  @ terminates \true; exits \false;
  @ assigns h->word[0 .. 25]; */
void hf_folded_hash(struct hf_hash *h, const uint8_t *in, struct hf_span string);

/* 1 when two strings are the same but for the case of A to Z. */
/*@ requires hf_readable(a, a_string) && hf_readable(b, b_string);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
uint8_t hf_lower_same(const uint8_t *a, struct hf_span a_string, const uint8_t *b, struct hf_span b_string);
#endif
