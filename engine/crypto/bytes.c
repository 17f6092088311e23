#include "crypto/bytes.h"

uint16_t hf_read16(const uint8_t *p) {
  return (uint16_t)((uint32_t)p[0] * 256u + (uint32_t)p[1]);
}

uint32_t hf_read24(const uint8_t *p) {
  return (uint32_t)p[0] * 65536u + (uint32_t)p[1] * 256u + (uint32_t)p[2];
}

uint32_t hf_read32(const uint8_t *p) {
  return (uint32_t)p[0] * 16777216u + (uint32_t)p[1] * 65536u + (uint32_t)p[2] * 256u + (uint32_t)p[3];
}

uint64_t hf_read64(const uint8_t *p) {
  return (uint64_t)hf_read32(p) * 4294967296u + (uint64_t)hf_read32(p + 4);
}

void hf_write16(uint8_t *p, uint16_t v) {
  p[0] = (uint8_t)(v / 256u);
  p[1] = (uint8_t)(v % 256u);
}

void hf_write24(uint8_t *p, uint32_t v) {
  p[0] = (uint8_t)(v / 65536u);
  p[1] = (uint8_t)(v / 256u % 256u);
  p[2] = (uint8_t)(v % 256u);
}

void hf_write32(uint8_t *p, uint32_t v) {
  p[0] = (uint8_t)(v / 16777216u);
  p[1] = (uint8_t)(v / 65536u % 256u);
  p[2] = (uint8_t)(v / 256u % 256u);
  p[3] = (uint8_t)(v % 256u);
}

void hf_write64(uint8_t *p, uint64_t v) {
  hf_write32(p, (uint32_t)(v / 4294967296u));
  hf_write32(p + 4, (uint32_t)(v % 4294967296u));
}

/* `restrict` lets the compiler make one memcpy of the loop. */
void hf_copy(uint8_t *restrict to, const uint8_t *restrict from, size_t n) {
  /*@ loop invariant 0 <= i <= n;
    @ loop invariant \forall integer j; 0 <= j < i ==> to[j] == from[j];
    @ loop invariant \forall integer j; 0 <= j < n ==> from[j] == \at(from[j], Pre);
    @ loop assigns i, to[0 .. n-1];
    @ loop variant n - i; */
  for (size_t i = 0; i < n; i++)
    to[i] = from[i];
}

void hf_fill(uint8_t *to, uint8_t value, size_t n) {
  /*@ loop invariant 0 <= i <= n;
    @ loop invariant \forall integer j; 0 <= j < i ==> to[j] == value;
    @ loop assigns i, to[0 .. n-1];
    @ loop variant n - i; */
  for (size_t i = 0; i < n; i++)
    to[i] = value;
}
