/* The tables against themselves in other chunks, against Ragel's own C of the same grammars, and against a reader that was
   written by hand. */
#include "outcome.h"
#include "samples.h"
#include <stdio.h>

#define INPUTS 60000u /* for each entry */

static struct sample sample;
static struct outcome whole, other;

static void dump(void) {
  printf("%zu bytes:", sample.n);
  for (size_t i = 0; i < sample.n && i < 300; i++)
    printf(" %02x", sample.bytes[i]);
  printf("\n");
}

/* Well formed messages are taken whole, and however they are cut. */
static int read_in_chunks(uint32_t entry, uint32_t kind) {
  make_sample(&sample, entry, kind);
  run_tables(&whole, entry, sample.bytes, sample.n, WHOLE);
  if (!whole.complete || whole.error != HF_OK || whole.taken != sample.n) {
    printf("a well formed message is not taken: error %d at %zu\n", whole.error, whole.taken);
    return 0;
  }
  for (uint32_t turn = 0; turn < 12; turn++) {
    run_tables(&other, entry, sample.bytes, sample.n, turn == 0 ? 1 : 2 + turn * turn);
    if (!is_same(&whole, &other))
      return 0;
  }
  return 1;
}

static void test_chunks(const struct entry_name *e) {
  char which[60];
  for (uint32_t kind = 0; kind < kinds_of(e->entry); kind++) {
    int ok = 1;
    for (int i = 0; i < 50 && ok; i++)
      ok = read_in_chunks(e->entry, kind);
    if (!ok)
      dump();
    (void)snprintf(which, sizeof which, "%s, message %u", e->name, kind);
    check(ok, "the same in any chunks", which);
  }
}

/* A message that may be wrong; now and then, mere noise. */
static void make_any(uint32_t entry) {
  make_sample(&sample, entry, any(kinds_of(entry)));
  for (uint32_t n = any(4); n > 0; n--)
    spoil(&sample);
  if (any(50) != 0)
    return;
  sample.n = 1 + any(300);
  for (size_t i = any(2); i < sample.n; i++)
    sample.bytes[i] = (uint8_t)any(256);
}

struct count {
  unsigned taken, refused, cut;
};

static int read_by_all(uint32_t entry, struct count *count) {
  static const uint32_t chunks[] = {WHOLE, 1, 4, 60};
  make_any(entry);
  run_tables(&whole, entry, sample.bytes, sample.n, chunks[any(4)]);
  count->cut += !whole.complete;
  count->taken += whole.complete && whole.error == HF_OK;
  count->refused += whole.error != HF_OK;
  run_ragel(&other, entry, sample.bytes, sample.n, chunks[any(4)]);
  if (!is_same(&whole, &other)) {
    printf("this was Ragel's C\n");
    return 0;
  }
  run_oracle(&other, entry, sample.bytes, sample.n);
  return is_same(&whole, &other);
}

static void test_entry(const struct entry_name *e) {
  struct count count = {0};
  int ok = 1;
  for (uint32_t i = 0; i < INPUTS && ok; i++)
    ok = read_by_all(e->entry, &count);
  if (!ok)
    dump();
  printf("%s: %u taken, %u refused, %u cut short\n", e->name, count.taken, count.refused, count.cut);
  check(ok, "tables, Ragel's C and the oracle say the same", e->name);
  check(count.taken > INPUTS / 50 && count.refused + count.cut > INPUTS / 50, "enough of each verdict", e->name);
}

void test_inputs(void) {
  for (uint32_t i = 0; i < ENTRIES; i++) {
    test_chunks(&entry_names[i]);
    test_entry(&entry_names[i]);
  }
}
