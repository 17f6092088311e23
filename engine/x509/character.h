/* The characters of ASN.1's string types, by their Unicode code points. */
#ifndef HF_X509_CHARACTER_H
#define HF_X509_CHARACTER_H
#include "handfast/total.h"
#include "x509/der.h"

#define HF_CHARACTER_UNKNOWN 0x110000u /* no character, or which one cannot be told */
#define HF_CHARACTER_END 0x110001u     /* what comes after the last */

struct hf_character {
  uint32_t code; /* its code point, or HF_CHARACTER_... */
  uint32_t n;    /* its octets */
};

/* 1 for the string types that names are written in: those of DirectoryString (RFC 5280 4.1.2.4), and IA5String, NumericString and
   VisibleString. */
/*@ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
uint8_t hf_is_string(uint8_t tag);

/* 1 for a type that writes each character of ASCII as its octet. */
/*@ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
uint8_t hf_is_narrow(uint8_t tag);

/* The character at the front of a string of this type. */
/*@ requires hf_readable(in, string);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result.code <= HF_CHARACTER_END && \result.n <= string.n;
  @ ensures \result.code < HF_CHARACTER_UNKNOWN ==> \result.n > 0;
  @ ensures \result.code == HF_CHARACTER_END <==> string.n == 0; */
struct hf_character hf_character_at(const uint8_t *in, struct hf_span string, uint8_t tag);
#endif
