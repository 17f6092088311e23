/* Hash functions on libtomcrypt's raw states, without its registry and without its heap; SHA-256 is our own (provider/own/sha256.h). A
   state may be that of a keyed hash: no copy of it is left behind. */
#include "crypto/bytes.h"
#include "provider/own/sha256.h"
#include <stddef.h>
#include <string.h>
#include <tomcrypt.h>

_Static_assert(sizeof(struct sha512_state) <= sizeof(((struct hf_hash *)0)->word), "sha512_state fits");
_Static_assert(sizeof(struct sha1_state) <= sizeof(((struct hf_hash *)0)->word), "sha1_state fits");
_Static_assert(_Alignof(struct hf_hash) >= _Alignof(struct sha512_state), "hf_hash is aligned as they are");
_Static_assert(sizeof(((struct sha512_state *)0)->state[0]) == 8, "words of SHA-512");
_Static_assert(sizeof(((struct sha1_state *)0)->state[0]) == 4, "words of SHA-1");
_Static_assert(sizeof(((struct sha512_state *)0)->state) <= sizeof(((struct hf_midstate *)0)->half), "midstates fit");
_Static_assert(sizeof(((struct sha256_state *)0)->length) == 8 && sizeof(((struct sha1_state *)0)->length) == 8 &&
                   sizeof(((struct sha512_state *)0)->length) == 8,
               "lengths");

/* The union has more members than the two that we use; those fit. Only libtomcrypt looks at the words as its states;
   here they are copied. */
static hash_state *of(struct hf_hash *h) {
  return (hash_state *)(void *)h->word;
}

static int is_wide(uint32_t id) {
  return id == HF_HASH_SHA384 || id == HF_HASH_SHA512;
}

void hf_hash_start(struct hf_hash *h, uint32_t id) {
  h->id = id;
  switch (id) {
  case HF_HASH_SHA1:
    sha1_init(of(h));
    break;
  case HF_HASH_SHA256:
    hf_sha256_start(h);
    break;
  case HF_HASH_SHA384:
    sha384_init(of(h));
    break;
  default:
    sha512_init(of(h));
  }
}

void hf_hash_update(struct hf_hash *h, const uint8_t *in, size_t n) {
  if (n == 0)
    return; /* in may be no pointer at all */
  if (h->id == HF_HASH_SHA256)
    hf_sha256_update(h, in, n);
  else if (h->id == HF_HASH_SHA1)
    sha1_process(of(h), in, n);
  else
    sha512_process(of(h), in, n);
}

/* SHA-384 is SHA-512 cut short. libtomcrypt's sha384_done cuts in a buffer of its own, which keeps the whole. */
static void finish_sha384(struct hf_hash *h, uint8_t *out) {
  uint8_t whole[HF_HASH_MAX];
  sha512_done(of(h), whole);
  memcpy(out, whole, 48);
  hf_wipe(whole, sizeof whole);
}

void hf_hash_finish(struct hf_hash *h, uint8_t *out) {
  switch (h->id) {
  case HF_HASH_SHA1:
    sha1_done(of(h), out);
    break;
  case HF_HASH_SHA256:
    hf_sha256_finish(h, out);
    break;
  case HF_HASH_SHA384:
    finish_sha384(h, out);
    break;
  default:
    sha512_done(of(h), out);
  }
}

/* Where a state keeps its chaining value, and its bytes: words of 4 or 8. It is copied from there and to there at once, so that no
   copy of a keyed one stays on the stack. */
static size_t chaining_at(uint32_t id) {
  return is_wide(id) ? offsetof(struct sha512_state, state) : offsetof(struct sha1_state, state);
}

static size_t chaining_size(uint32_t id) {
  return is_wide(id) ? sizeof(((struct sha512_state *)0)->state) : sizeof(((struct sha1_state *)0)->state);
}

/* libtomcrypt's compression functions leave the block that they took in their frames. Where a midstate is kept, that was a key. */
static void wipe_below(void) {
  uint8_t frames[960];
  hf_wipe(frames, sizeof frames);
}

void hf_hash_save(const struct hf_hash *h, struct hf_midstate *m) {
  hf_fill((uint8_t *)m->half, 0, sizeof m->half);
  if (h->id == HF_HASH_SHA256) {
    hf_sha256_save(h, m);
  } else {
    wipe_below();
    memcpy(m->half, (const uint8_t *)h->word + chaining_at(h->id), chaining_size(h->id));
  }
}

/* A started state has an empty block; then its chaining value and how many bits it has taken are replaced. */
static void restore(struct hf_hash *h, const struct hf_midstate *m, uint64_t bytes) {
  const size_t length_at = is_wide(h->id) ? offsetof(struct sha512_state, length) : offsetof(struct sha1_state, length);
  const ulong64 bits = bytes * 8u;
  memcpy((uint8_t *)h->word + chaining_at(h->id), m->half, chaining_size(h->id));
  memcpy((uint8_t *)h->word + length_at, &bits, sizeof bits);
}

void hf_hash_restore(struct hf_hash *h, uint32_t id, const struct hf_midstate *m, uint64_t bytes) {
  hf_hash_start(h, id);
  if (id == HF_HASH_SHA256)
    hf_sha256_restore(h, m, bytes);
  else
    restore(h, m, bytes);
}

/* The i-th word of a chaining value. */
static uint64_t word_of(const struct hf_hash *h, size_t i) {
  const uint8_t *state = (const uint8_t *)h->word + chaining_at(h->id);
  ulong64 wide;
  ulong32 narrow;
  if (is_wide(h->id)) {
    memcpy(&wide, state + i * sizeof wide, sizeof wide);
    return wide;
  }
  memcpy(&narrow, state + i * sizeof narrow, sizeof narrow);
  return narrow;
}

void hf_hash_chaining(const struct hf_hash *h, uint8_t *out) {
  const size_t width = is_wide(h->id) ? 8 : 4;
  const size_t n = h->id == HF_HASH_SHA512 ? 64 : h->id == HF_HASH_SHA384 ? 48 : 20;
  if (h->id == HF_HASH_SHA256) {
    hf_sha256_chaining(h, out);
    return;
  }
  for (size_t i = 0; i < n; i++)
    out[i] = (uint8_t)(word_of(h, i / width) >> (8u * (width - 1u - i % width)));
}
