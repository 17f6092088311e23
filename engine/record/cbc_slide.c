#include "record/cbc_window.h"

void hf_cbc_slide(uint32_t bit, uint8_t *window, uint32_t step, uint32_t n) {
  /*@ loop invariant 0 <= i <= n;
    @ loop invariant \forall integer k; 0 <= k < i ==>
        window[k] == (bit == 1 ? \at(window[step + k], Pre) : \at(window[k], Pre));
    @ loop invariant \forall integer k; i <= k < step + n ==> window[k] == \at(window[k], Pre);
    @ loop assigns i, window[0 .. n - 1];
    @ loop variant n - i; */
  for (uint32_t i = 0u; i < n; i++)
    window[i] = (uint8_t)(bit * window[step + i] + (1u - bit) * window[i]);
}
