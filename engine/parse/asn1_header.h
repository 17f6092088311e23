/* Identifier and length of an element of DER (X.690 8.1, 10.1). */
#ifndef HF_PARSE_ASN1_HEADER_H
#define HF_PARSE_ASN1_HEADER_H
#include "handfast/total.h"
#include <stdint.h>

/*@ // X.690 8.1.3, 10.1: the octets of a length, and its value, when it is the shortest form
  @ logic integer hf_der_length_octets(integer first) = first < 128 ? 1 : first - 127;
  @ logic integer hf_der_length(uint8_t *p) =
  @   p[1] < 128 ? p[1] : p[1] == 0x81 ? p[2] : p[1] == 0x82 ? p[2] * 256 + p[3] :
  @   p[2] * 65536 + p[3] * 256 + p[4];
  @ logic integer hf_der_before(uint8_t *p) = 1 + hf_der_length_octets(p[1]); // the octets before the contents
  @ // what is accepted: one identifier octet, a definite length in its shortest form, contents that are there
  @ predicate hf_der_element(uint8_t *p, integer n) =
  @   n >= 2 && p[0] % 32 != 31 &&
  @   (p[1] < 128 || (p[1] == 0x81 && n >= 3 && p[2] >= 128) || (p[1] == 0x82 && n >= 4 && p[2] != 0) ||
  @    (p[1] == 0x83 && n >= 5 && p[2] != 0)) &&
  @   1 + hf_der_length_octets(p[1]) + hf_der_length(p) <= n;
  @ */

/* The octets before the contents of the element at p, of which n are there; 0: it is no element, or not all of it is there. */
/*@ requires \valid_read(p + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures hf_der_element(p, n) ==> \result != 0;
  @ ensures \result != 0 ==> hf_der_element(p, n);
  @ ensures \result != 0 ==> \result == 1 + hf_der_length_octets(p[1]) && 2 <= \result <= n && \result <= 5; */
uint32_t hf_der_header(const uint8_t *p, uint32_t n);

/* The octets of its contents, when it is one. */
/*@ requires \valid_read(p + (0 .. hf_der_length_octets(p[1])));
  @ requires \valid_read(p + (0 .. 1)) && p[1] != 0x80 && p[1] <= 0x83;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == hf_der_length(p);
  @ ensures \result <= 0xffffff; */
uint32_t hf_der_contents(const uint8_t *p);
#endif
