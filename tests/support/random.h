/* Random bytes that are the same in every run (splitmix64): for tests only. */
#ifndef SUPPORT_RANDOM_H
#define SUPPORT_RANDOM_H
#include "handfast/provider.h"

struct test_random {
  uint64_t state;
};

uint64_t test_random_next(struct test_random *r);
int test_random_fill(void *context, uint8_t *out, size_t n);
struct hf_random test_random_source(struct test_random *r);
#endif
