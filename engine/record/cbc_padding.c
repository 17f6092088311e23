/* Every byte that padding could cover is looked at, whatever the padding is. */
#include "crypto/ct.h"
#include "record/cbc_check.h"

uint32_t hf_cbc_padding(const uint8_t *plain, uint32_t n, uint32_t mac_n, uint32_t *content_n) {
  uint8_t padding = plain[n - 1u];
  uint32_t room = n - mac_n - 1u;
  uint32_t most = room < HF_CBC_PADDING_MAX ? room : HF_CBC_PADDING_MAX;
  uint32_t wrong = hf_ct_less(room, padding);
  /*@ loop invariant 1 <= i <= most + 1;
    @ loop invariant wrong <= i;
    @ loop invariant wrong == 0 <==>
        (padding <= room && \forall integer k; 1 <= k < i && k <= padding ==> plain[n - 1 - k] == padding);
    @ loop assigns i, wrong;
    @ loop variant most + 1 - i; */
  for (uint32_t i = 1u; i <= most; i++) {
    uint32_t covered = 1u - hf_ct_less(padding, i);
    wrong += covered * hf_ct_differs(plain[n - 1u - i], padding);
  }
  uint32_t good = hf_ct_is_zero(wrong);
  *content_n = room - good * padding;
  return good;
}
