/* The MAC is brought to the front of a copy of the fragment's end by a barrel shifter: 128 bytes or none, then 64 or none,
   and so on. What is moved and where from does not depend on where the MAC stands. */
#include "record/cbc_window.h"

/*@ // The window holds what stands `moved` bytes into the fragment's end, for its first n bytes.
  predicate hf_moved(uint8_t *window, uint8_t *end, integer held, integer moved, integer n) =
    \forall integer i; 0 <= i < n && moved + i < held ==> window[i] == end[moved + i];
*/

/* One stage of the shifter. most: the shift is at most this; a stage beyond it has nothing to do. */
/*@ requires mac_n <= HF_MAC_MAX && 1 <= step <= 128 && bit <= 1 && (most < step ==> bit == 0);
  @ requires \valid(window + (0 .. HF_CBC_WINDOW - 1));
  @ terminates \true; exits \false;
  @ assigns window[0 .. mac_n + step - 2];
  @ ensures \forall integer i; 0 <= i < mac_n + step - 1 ==> window[i] == \old(window[i + bit * step]); */
static void stage(uint8_t *window, uint32_t mac_n, uint32_t most, uint32_t step, uint32_t bit) {
  if (most >= step)
    hf_cbc_slide(bit, window, step, mac_n + step - 1u);
}

void hf_cbc_find_mac(const uint8_t *plain, uint32_t n, uint32_t mac_n, uint32_t content_n, uint8_t *window) {
  uint32_t from = n > mac_n + 256u ? n - mac_n - 256u : 0u;
  uint32_t held = n - from;
  uint32_t most = held - mac_n - 1u;
  uint32_t shift = content_n - from;
  hf_copy(window, plain + from, held);
  hf_fill(window + held, 0u, HF_CBC_WINDOW - held);
  stage(window, mac_n, most, 128u, shift / 128u);
  stage(window, mac_n, most, 64u, shift / 64u % 2u);
  stage(window, mac_n, most, 32u, shift / 32u % 2u);
  stage(window, mac_n, most, 16u, shift / 16u % 2u);
  stage(window, mac_n, most, 8u, shift / 8u % 2u);
  stage(window, mac_n, most, 4u, shift / 4u % 2u);
  stage(window, mac_n, most, 2u, shift / 2u % 2u);
  stage(window, mac_n, most, 1u, shift % 2u);
}
