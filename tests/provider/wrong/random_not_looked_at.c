/* caught-by: secp256r1/failing
   Whether the source fails is not asked. */
#include "wrong.h"

static int fill(void *context, uint8_t *out, size_t n) {
  const struct hf_random *random = context;
  (void)random->fill(random->context, out, n);
  return 0;
}

int hf_ecdh_generate(uint32_t group, const struct hf_random *random, uint8_t *scalar, uint8_t *point) {
  const struct hf_random deaf = {fill, (void *)(uintptr_t)random};
  return right_hf_ecdh_generate(group, &deaf, scalar, point);
}
