/* Taking bytes from a secret place without an address that depends on it. */
#ifndef HANDFAST_RECORD_CBC_WINDOW_H
#define HANDFAST_RECORD_CBC_WINDOW_H
#include "record/cbc_check.h"

/* If bit is 1, window[0 .. n-1] = what stands step bytes further; if it is 0, nothing changes. Out of line, so that no
   compiler sees where the bit comes from and makes a branch of it. */
/*@ requires bit <= 1 && 1 <= step && step + n <= HF_CBC_WINDOW && \valid(window + (0 .. step + n - 1));
  @ HF_TOTAL;
  @ assigns window[0 .. n - 1];
  @ ensures bit == 1 ==> \forall integer i; 0 <= i < n ==> window[i] == \old(window[step + i]);
  @ ensures bit == 0 ==> \forall integer i; 0 <= i < n ==> window[i] == \old(window[i]); */
void hf_cbc_slide(uint32_t bit, uint8_t *window, uint32_t step, uint32_t n);
#endif
