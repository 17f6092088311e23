/* caught-by: secp384r1/nothing_left
   What was drawn before a failure is copied, and the copy stays. */
#include "wrong.h"

struct source {
  const struct hf_random *random;
  volatile uint8_t copy[64];
};

static int fill(void *context, uint8_t *out, size_t n) {
  struct source *s = context;
  const int answer = s->random->fill(s->random->context, out, n);
  for (size_t i = 0; i < n && i < sizeof s->copy; i++)
    s->copy[i] = out[i];
  return answer;
}

int hf_ecdh_generate(uint32_t group, const struct hf_random *random, uint8_t *scalar, uint8_t *point) {
  struct source s = {.random = random};
  const struct hf_random other = {fill, &s};
  return right_hf_ecdh_generate(group, &other, scalar, point);
}
