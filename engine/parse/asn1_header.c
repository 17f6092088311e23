#include "parse/asn1_header.h"

/* The octets that a length takes by its first one: X.690 8.1.3.4, 8.1.3.5. 0: a form that is not taken, which is the
   indefinite one and lengths of 2^24 and more. */
/*@ HF_TOTAL;
  @ assigns \nothing;
  @ ensures first <= 0x83 && first != 0x80 ==> \result == hf_der_length_octets(first);
  @ ensures first > 0x83 || first == 0x80 ==> \result == 0;
  @ ensures \result <= 4; */
static uint32_t length_octets(uint8_t first) {
  if (first < 128u)
    return 1u;
  if (first == 0x80u || first > 0x83u)
    return 0u;
  return (uint32_t)first - 127u;
}

uint32_t hf_der_contents(const uint8_t *p) {
  if (p[1] < 128u)
    return p[1];
  if (p[1] == 0x81u)
    return p[2];
  if (p[1] == 0x82u)
    return (uint32_t)p[2] * 256u + p[3];
  return (uint32_t)p[2] * 65536u + (uint32_t)p[3] * 256u + p[4];
}

/* 1 when the length at p[1], whose octets are there, is in its shortest form (X.690 10.1). */
/*@ requires \valid_read(p + (0 .. hf_der_length_octets(p[1])));
  @ requires \valid_read(p + (0 .. 1)) && p[1] != 0x80 && p[1] <= 0x83;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 <==> (p[1] < 128 || (p[1] == 0x81 ? p[2] >= 128 : p[2] != 0)); */
static uint8_t length_is_shortest(const uint8_t *p) {
  if (p[1] < 128u)
    return 1u;
  if (p[1] == 0x81u)
    return p[2] >= 128u ? 1u : 0u;
  return p[2] != 0u ? 1u : 0u;
}

uint32_t hf_der_header(const uint8_t *p, uint32_t n) {
  uint32_t octets;
  if (n < 2u || p[0] % 32u == 31u)
    return 0u;
  octets = length_octets(p[1]);
  if (octets == 0u || octets >= n || length_is_shortest(p) == 0u)
    return 0u;
  return hf_der_contents(p) <= n - 1u - octets ? 1u + octets : 0u;
}
