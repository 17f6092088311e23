/* The MAC is brought to the front of a copy of the fragment's end by a barrel shifter: 128 bytes or none, then 64 or none,
   and so on. What is moved and where from does not depend on where the MAC stands. */
#include "record/cbc_window.h"

/*@ // The window's first n bytes are those that stood `moved` bytes behind them.
  predicate hf_moved{L1,L2}(uint8_t *window, integer moved, integer n) =
    \forall integer i; 0 <= i < n ==> \at(window[i], L2) == \at(window[moved + i], L1);
  lemma hf_moved_on{L1,L2,L3}: \forall uint8_t *window, integer moved, step, m, n; 0 <= step && n + step <= m ==>
    hf_moved{L1,L2}(window, moved, m) ==> hf_moved{L2,L3}(window, step, n) ==> hf_moved{L1,L3}(window, moved + step, n);
*/

/* One stage of the shifter. most: the shift is at most this; a stage beyond it has nothing to do. */
/*@ requires mac_n <= HF_MAC_MAX && 1 <= step <= 128 && bit <= 1 && (most < step ==> bit == 0);
  @ requires \valid(window + (0 .. HF_CBC_WINDOW - 1));
  @ HF_TOTAL;
  @ assigns window[0 .. mac_n + step - 2];
  @ ensures hf_moved{Pre,Post}(window, bit * step, mac_n + step - 1); */
static void stage(uint8_t *window, uint32_t mac_n, uint32_t most, uint32_t step, uint32_t bit) {
  if (most >= step)
    hf_cbc_slide(bit, window, step, mac_n + step - 1u);
}

/* The window's bytes from `shift` on to its front, mac_n of them. most: the largest shift that the fragment's length allows. */
/*@ requires 1 <= mac_n <= HF_MAC_MAX && shift <= most && shift <= 255;
  @ requires \valid(window + (0 .. HF_CBC_WINDOW - 1));
  @ HF_TOTAL;
  @ assigns window[0 .. HF_CBC_WINDOW - 1];
  @ ensures hf_moved{Pre,Post}(window, shift, mac_n); */
static void bring(uint8_t *window, uint32_t mac_n, uint32_t most, uint32_t shift) {
  stage(window, mac_n, most, 128u, shift / 128u);
  /*@ assert m128: hf_moved{Pre,Here}(window, shift / 128 * 128, mac_n + 127); */
  /*@ ghost At128: ; */
  stage(window, mac_n, most, 64u, shift / 64u % 2u);
  /*@ assert h64: shift / 64 * 64 == shift / 128 * 128 + shift / 64 % 2 * 64; */
  /*@ assert s64: hf_moved{At128,Here}(window, shift / 64 % 2 * 64, mac_n + 63); */
  /*@ assert m64: hf_moved{Pre,Here}(window, shift / 64 * 64, mac_n + 63); */
  /*@ ghost At64: ; */
  stage(window, mac_n, most, 32u, shift / 32u % 2u);
  /*@ assert h32: shift / 32 * 32 == shift / 64 * 64 + shift / 32 % 2 * 32; */
  /*@ assert s32: hf_moved{At64,Here}(window, shift / 32 % 2 * 32, mac_n + 31); */
  /*@ assert m32: hf_moved{Pre,Here}(window, shift / 32 * 32, mac_n + 31); */
  /*@ ghost At32: ; */
  stage(window, mac_n, most, 16u, shift / 16u % 2u);
  /*@ assert h16: shift / 16 * 16 == shift / 32 * 32 + shift / 16 % 2 * 16; */
  /*@ assert s16: hf_moved{At32,Here}(window, shift / 16 % 2 * 16, mac_n + 15); */
  /*@ assert m16: hf_moved{Pre,Here}(window, shift / 16 * 16, mac_n + 15); */
  /*@ ghost At16: ; */
  stage(window, mac_n, most, 8u, shift / 8u % 2u);
  /*@ assert h8: shift / 8 * 8 == shift / 16 * 16 + shift / 8 % 2 * 8; */
  /*@ assert s8: hf_moved{At16,Here}(window, shift / 8 % 2 * 8, mac_n + 7); */
  /*@ assert m8: hf_moved{Pre,Here}(window, shift / 8 * 8, mac_n + 7); */
  /*@ ghost At8: ; */
  stage(window, mac_n, most, 4u, shift / 4u % 2u);
  /*@ assert h4: shift / 4 * 4 == shift / 8 * 8 + shift / 4 % 2 * 4; */
  /*@ assert s4: hf_moved{At8,Here}(window, shift / 4 % 2 * 4, mac_n + 3); */
  /*@ assert m4: hf_moved{Pre,Here}(window, shift / 4 * 4, mac_n + 3); */
  /*@ ghost At4: ; */
  stage(window, mac_n, most, 2u, shift / 2u % 2u);
  /*@ assert h2: shift / 2 * 2 == shift / 4 * 4 + shift / 2 % 2 * 2; */
  /*@ assert s2: hf_moved{At4,Here}(window, shift / 2 % 2 * 2, mac_n + 1); */
  /*@ assert m2: hf_moved{Pre,Here}(window, shift / 2 * 2, mac_n + 1); */
  /*@ ghost At2: ; */
  stage(window, mac_n, most, 1u, shift % 2u);
  /*@ assert h1: shift == shift / 2 * 2 + shift % 2 * 1; */
  /*@ assert s1: hf_moved{At2,Here}(window, shift % 2 * 1, mac_n + 0); */
  /*@ assert e1: hf_moved{Pre,Here}(window, shift / 2 * 2 + shift % 2, mac_n); */
  /*@ assert m1: hf_moved{Pre,Here}(window, shift, mac_n); */
}

void hf_cbc_find_mac(const uint8_t *plain, uint32_t n, uint32_t mac_n, uint32_t content_n, uint8_t *window) {
  uint32_t from = n > mac_n + 256u ? n - mac_n - 256u : 0u;
  uint32_t held = n - from;
  hf_copy(window, plain + from, held);
  hf_fill(window + held, 0u, HF_CBC_WINDOW - held);
  /*@ assert filled: \forall integer i; 0 <= i < held ==> window[i] == \at(plain[\at(from, Here) + i], Pre); */
  bring(window, mac_n, held - mac_n - 1u, content_n - from);
}
