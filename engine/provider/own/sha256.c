#include "sha256.h"
#include "crypto/sha256.h"
#include "instructions.h"
#include "processor.h"
#include <string.h>

/* What the words of a struct hf_hash hold, in bytes: they are copied from there and to there, for they are no words of 32 bits. */
#define STATE 0u
#define LENGTH 32u /* bytes taken, 64 bits */
#define BLOCK 40u  /* the last LENGTH % 64 of them */

_Static_assert(BLOCK + HF_SHA256_BLOCK <= sizeof(((struct hf_hash *)0)->word), "it fits");
_Static_assert(4 * HF_SHA256_WORDS <= sizeof(((struct hf_midstate *)0)->half), "midstates fit");

static uint8_t *at(struct hf_hash *h, size_t offset) {
  return (uint8_t *)h->word + offset;
}

static uint64_t length_of(const struct hf_hash *h) {
  uint64_t length;
  memcpy(&length, (const uint8_t *)h->word + LENGTH, sizeof length);
  return length;
}

static void set_length(struct hf_hash *h, uint64_t length) {
  memcpy(at(h, LENGTH), &length, sizeof length);
}

static void compress(uint32_t *state, const uint8_t *in, size_t n) {
#if HF_INSTRUCTIONS
  if ((hf_processor() & HF_PROCESSOR_SHA256) != 0) {
    hf_fast_sha256(state, in, n);
    return;
  }
#endif
  hf_plain_sha256(state, in, n);
}

/* The chaining value of h goes on by n blocks. */
static void go_on(struct hf_hash *h, const uint8_t *in, size_t n) {
  uint32_t state[HF_SHA256_WORDS];
  memcpy(state, at(h, STATE), sizeof state);
  compress(state, in, n);
  memcpy(at(h, STATE), state, sizeof state);
  hf_wipe32(state, HF_SHA256_WORDS);
}

void hf_sha256_start(struct hf_hash *h) {
  uint32_t state[HF_SHA256_WORDS];
  hf_sha256_initial(state);
  memcpy(at(h, STATE), state, sizeof state);
  set_length(h, 0);
}

void hf_sha256_update(struct hf_hash *h, const uint8_t *in, size_t n) {
  const uint64_t length = length_of(h);
  const size_t used = (size_t)(length % HF_SHA256_BLOCK);
  const size_t room = HF_SHA256_BLOCK - used;
  set_length(h, length + n);
  if (n < room) {
    memcpy(at(h, BLOCK + used), in, n);
    return;
  }
  if (used > 0) {
    memcpy(at(h, BLOCK + used), in, room);
    go_on(h, at(h, BLOCK), 1);
    in += room;
    n -= room;
  }
  if (n >= HF_SHA256_BLOCK)
    go_on(h, in, n / HF_SHA256_BLOCK);
  memcpy(at(h, BLOCK), in + (n - n % HF_SHA256_BLOCK), n % HF_SHA256_BLOCK);
}

void hf_sha256_finish(struct hf_hash *h, uint8_t out[32]) {
  uint8_t last[2 * HF_SHA256_BLOCK];
  memcpy(last, at(h, BLOCK), HF_SHA256_BLOCK);
  go_on(h, last, hf_sha256_pad(last, length_of(h)));
  hf_sha256_chaining(h, out);
  hf_wipe(last, sizeof last);
}

void hf_sha256_save(const struct hf_hash *h, struct hf_midstate *m) {
  memcpy(m->half, (const uint8_t *)h->word + STATE, 4 * HF_SHA256_WORDS);
}

void hf_sha256_restore(struct hf_hash *h, const struct hf_midstate *m, uint64_t bytes) {
  memcpy(at(h, STATE), m->half, 4 * HF_SHA256_WORDS);
  set_length(h, bytes);
}

void hf_sha256_chaining(const struct hf_hash *h, uint8_t out[32]) {
  uint32_t word;
  for (size_t i = 0; i < HF_SHA256_WORDS; i++) {
    memcpy(&word, (const uint8_t *)h->word + STATE + 4 * i, sizeof word);
    hf_write32(out + 4 * i, word);
  }
}
