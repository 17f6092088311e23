#include "outcome.h"
#include "operations.h"
#include "oracle.h"
#include "parse/parse.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void reset(struct outcome *o) {
  memset(o, 0, offsetof(struct outcome, c));
  o->c.n = 0;
}

static size_t next_chunk(size_t left, uint32_t most) {
  size_t n = most == WHOLE ? left : 1 + any(most);
  return n < left ? n : left;
}

/* A copy of just the chunk's size, so that a sanitizer sees every byte read beyond it. */
static uint8_t *copy_of(const uint8_t *in, size_t n) {
  uint8_t *chunk = malloc(n);
  if (chunk == NULL)
    abort();
  memcpy(chunk, in, n);
  return chunk;
}

void run_tables(struct outcome *o, uint32_t entry, const uint8_t *in, size_t n, uint32_t most) {
  struct hf_parser p = {0};
  struct hf_kept k = {{0}};
  reset(o);
  hf_parse_start(&p, entry);
  while (o->taken < n && p.row != 0) {
    size_t some = next_chunk(n - o->taken, most);
    uint8_t *chunk = copy_of(in + o->taken, some);
    o->taken += hf_parse(&p, &k, &o->c, chunk, some);
    free(chunk);
  }
  o->complete = p.row == 0;
  o->error = p.error;
  memcpy(o->numbers, p.numbers, sizeof o->numbers);
  memcpy(o->bytes, k.bytes, sizeof o->bytes);
}

void run_ragel(struct outcome *o, uint32_t entry, const uint8_t *in, size_t n, uint32_t most) {
  static struct g2 g;
  reset(o);
  g2_start(&g, entry);
  while (o->taken < n && !g.stopped) {
    size_t some = next_chunk(n - o->taken, most);
    uint8_t *chunk = copy_of(in + o->taken, some);
    o->taken += g2_run(&g, entry, &o->c, chunk, some);
    free(chunk);
  }
  o->complete = g.stopped;
  o->error = g.error;
  memcpy(o->numbers, g.numbers, sizeof o->numbers);
  memcpy(o->bytes, g.bytes, sizeof o->bytes);
}

void run_oracle(struct outcome *o, uint32_t entry, const uint8_t *in, size_t n) {
  static struct oracle oracle;
  uint8_t *all = copy_of(in, n);
  reset(o);
  oracle_read(&oracle, entry, all, n, &o->c);
  free(all);
  o->complete = oracle.complete;
  o->error = oracle.error;
  o->taken = oracle.pos;
  memcpy(o->numbers, oracle.numbers, sizeof o->numbers);
  memcpy(o->bytes, oracle.bytes, sizeof o->bytes);
}

/* Of a run of bytes that is refused, a parser takes what the chunk has of it: how much cannot be compared. */
static const char *difference(const struct outcome *a, const struct outcome *b) {
  if (a->complete != b->complete || a->error != b->error)
    return "verdict";
  if (a->taken != b->taken && a->error != BYTE_REFUSED)
    return "position";
  if (a->c.n != b->c.n || memcmp(a->c.log, b->c.log, a->c.n) != 0)
    return "events";
  if (memcmp(a->numbers, b->numbers, sizeof a->numbers) != 0)
    return "numbers kept";
  return memcmp(a->bytes, b->bytes, sizeof a->bytes) == 0 ? NULL : "bytes kept";
}

int is_same(const struct outcome *a, const struct outcome *b) {
  const char *what = difference(a, b);
  if (what == NULL)
    return 1;
  printf("other %s: complete %d %d, error %d %d, taken %zu %zu, log %zu %zu\n", what, a->complete, b->complete,
         a->error, b->error, a->taken, b->taken, a->c.n, b->c.n);
  return 0;
}
