#include "support/draws.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void test_draws_start(struct test_draws *d, uint64_t seed) {
  memset(d, 0, sizeof *d);
  d->random.state = seed;
}

static int draw(void *context, uint8_t *out, size_t n) {
  struct test_draws *d = context;
  if (d->n == DRAWS || n > sizeof d->bytes - d->used)
    abort();
  d->at[d->n] = d->used;
  d->size[d->n++] = n;
  test_random_fill(&d->random, d->bytes + d->used, n);
  memcpy(out, d->bytes + d->used, n);
  d->used += n;
  return 0;
}

struct hf_random test_draws_source(struct test_draws *d) {
  struct hf_random source = {draw, d};
  return source;
}

const uint8_t *test_draw(const struct test_draws *d, size_t i) {
  if (i >= d->n)
    abort();
  return d->bytes + d->at[i];
}

const char *test_draw_sizes(const struct test_draws *d) {
  static char text[2][DRAWS * 5];
  static int turn;
  char *line = text[turn ^= 1];
  size_t at = 0;
  line[0] = '\0';
  for (size_t i = 0; i < d->n; i++)
    at += (size_t)snprintf(line + at, sizeof text[0] - at, "%s%zu", i ? " " : "", d->size[i]);
  return line;
}

static int replay(void *context, uint8_t *out, size_t n) {
  struct test_replay *r = context;
  if (n > r->left)
    return -1;
  memcpy(out, r->bytes, n);
  r->bytes += n;
  r->left -= n;
  return 0;
}

struct hf_random test_replay_source(struct test_replay *r) {
  struct hf_random source = {replay, r};
  return source;
}
