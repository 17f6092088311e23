#include "crypto/ct.h"

uint32_t hf_ct_is_zero(uint32_t x) {
  return 1u - (x + 0x7fffffffu) / 0x80000000u;
}

uint32_t hf_ct_differs(uint8_t x, uint8_t y) {
  const uint32_t d = 256u + (uint32_t)x - (uint32_t)y;
  return 2u - d / 256u - (512u - d) / 256u;
}

uint32_t hf_ct_less(uint32_t x, uint32_t y) {
  return 1u - (0x80000000u + x - y) / 0x80000000u;
}

uint32_t hf_ct_same(uint32_t x, uint32_t y) {
  return 1u - hf_ct_less(x, y) - hf_ct_less(y, x);
}

uint8_t hf_ct_select8(uint32_t bit, uint8_t a, uint8_t b) {
  return (uint8_t)(bit * a + (1u - bit) * b);
}

uint32_t hf_ct_select32(uint32_t bit, uint32_t a, uint32_t b) {
  return bit * a + (1u - bit) * b;
}

void hf_ct_copy(uint32_t bit, uint8_t *to, const uint8_t *from, size_t n) {
  /*@ loop invariant 0 <= i <= n;
    @ loop invariant \forall integer j; 0 <= j < i ==> to[j] == ((bit == 1) ? from[j] : \at(to[j], Pre));
    @ loop invariant \forall integer j; i <= j < n ==> to[j] == \at(to[j], Pre);
    @ loop assigns i, to[0 .. n-1];
    @ loop variant n - i; */
  for (size_t i = 0; i < n; i++)
    to[i] = hf_ct_select8(bit, from[i], to[i]);
}

uint32_t hf_ct_equal(const uint8_t *a, const uint8_t *b, size_t n) {
  uint32_t different = 0;
  /*@ loop invariant 0 <= i <= n;
    @ loop invariant different <= i;
    @ loop invariant different == 0 <==> (\forall integer k; 0 <= k < i ==> a[k] == b[k]);
    @ loop assigns i, different;
    @ loop variant n - i; */
  for (size_t i = 0; i < n; i++)
    different += hf_ct_differs(a[i], b[i]);
  return hf_ct_is_zero(different);
}
