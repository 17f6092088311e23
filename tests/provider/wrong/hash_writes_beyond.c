/* caught-by: sha1/known
   The longest digest's bytes are written, whatever the function. */
#include "wrong.h"

void hf_hash_finish(struct hf_hash *h, uint8_t *out) {
  uint8_t whole[HF_HASH_MAX] = {0};
  right_hf_hash_finish(h, whole);
  memcpy(out, whole, sizeof whole);
}
