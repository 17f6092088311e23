/* Every byte that padding could cover is looked at, whatever the padding is. */
#include "crypto/ct.h"
#include "record/cbc_check.h"

/*@ // The bytes from the position i on are as padding of p bytes has them.
  predicate hf_alike(uint8_t *plain, integer n, integer p, integer i) =
    \forall integer j; i <= j < n && n - 1 - p <= j ==> plain[j] == p;
  // One is not.
  predicate hf_unlike(uint8_t *plain, integer n, integer p, integer i) =
    \exists integer j; i <= j < n && n - 1 - p <= j && plain[j] != p; */

/* Is the byte at distance i from the last one, which says that there are `padding` more, covered by them and not one? */
/*@ requires i <= HF_CBC_PADDING_MAX;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == (i <= padding && byte != padding ? 1 : 0); */
static uint32_t is_wrong(uint8_t byte, uint8_t padding, uint32_t i) {
  uint32_t covered = 1u - hf_ct_less(padding, i);
  return covered * hf_ct_differs(byte, padding);
}

uint32_t hf_cbc_padding(const uint8_t *plain, uint32_t n, uint32_t mac_n, uint32_t *content_n) {
  uint8_t padding = plain[n - 1u];
  uint32_t room = n - mac_n - 1u;
  uint32_t most = room < HF_CBC_PADDING_MAX ? room : HF_CBC_PADDING_MAX;
  uint32_t wrong = hf_ct_less(room, padding);
  /*@ loop invariant 1 <= i <= most + 1;
    @ loop invariant wrong <= i;
    @ loop invariant wrong == 0 ==> padding <= room && hf_alike(plain, n, padding, n - i);
    @ loop invariant wrong > 0 ==> padding > room || hf_unlike(plain, n, padding, n - i);
    @ loop assigns i, wrong;
    @ loop variant most + 1 - i; */
  for (uint32_t i = 1u; i <= most; i++)
    wrong += is_wrong(plain[n - 1u - i], padding, i);
  uint32_t good = hf_ct_is_zero(wrong);
  *content_n = room - good * padding;
  return good;
}
