/* A random source that remembers what it gave, draw by draw: so a test can say where each byte must be seen. */
#ifndef SUPPORT_DRAWS_H
#define SUPPORT_DRAWS_H
#include "support/random.h"

#define DRAWS 128u
#define DRAWN_BYTES 8192u

struct test_draws {
  struct test_random random;
  uint8_t bytes[DRAWN_BYTES];
  size_t used;
  size_t at[DRAWS];
  size_t size[DRAWS];
  size_t n;
};

/* The seed must not be that of another source whose bytes are told apart from these. */
void test_draws_start(struct test_draws *d, uint64_t seed);
struct hf_random test_draws_source(struct test_draws *d);
const uint8_t *test_draw(const struct test_draws *d, size_t i);
/* The sizes of all draws, as text: "32 48 256". In a static buffer. */
const char *test_draw_sizes(const struct test_draws *d);
/* Makes a source that gives these n bytes again, once. */
struct test_replay {
  const uint8_t *bytes;
  size_t left;
};
struct hf_random test_replay_source(struct test_replay *r);
#endif
