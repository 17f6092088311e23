#include "support/random.h"

uint64_t test_random_next(struct test_random *r) {
  uint64_t z = (r->state += 0x9e3779b97f4a7c15u);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

int test_random_fill(void *context, uint8_t *out, size_t n) {
  struct test_random *r = context;
  for (size_t i = 0; i < n; i++)
    out[i] = (uint8_t)(test_random_next(r) >> 56);
  return 0;
}

struct hf_random test_random_source(struct test_random *r) {
  struct hf_random source = {test_random_fill, r};
  return source;
}
