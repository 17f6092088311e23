/* caught-by: sha256/copies
   One state for the whole process, and none in the caller's structure. */
#include "wrong.h"

static struct hf_hash state;

void hf_hash_start(struct hf_hash *h, uint32_t id) {
  h->id = id;
  right_hf_hash_start(&state, id);
}

void hf_hash_update(struct hf_hash *h, const uint8_t *in, size_t n) {
  (void)h;
  right_hf_hash_update(&state, in, n);
}

void hf_hash_finish(struct hf_hash *h, uint8_t *out) {
  (void)h;
  right_hf_hash_finish(&state, out);
}
