/* caught-by: sha384/midstates
   A state that goes on from a midstate counts from nothing. */
#include "wrong.h"

void hf_hash_restore(struct hf_hash *h, uint32_t id, const struct hf_midstate *m, uint64_t bytes) {
  (void)bytes;
  right_hf_hash_restore(h, id, m, 0);
}
