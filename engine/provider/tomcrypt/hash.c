/* Hash functions on libtomcrypt's raw states, without its registry and without its heap. A state may be that of a keyed hash: no
   copy of it is left behind. */
#include "crypto/bytes.h"
#include "handfast/provider.h"
#include <string.h>
#include <tomcrypt.h>

_Static_assert(sizeof(struct sha512_state) <= sizeof(((struct hf_hash *)0)->word), "sha512_state fits");
_Static_assert(sizeof(struct sha256_state) <= sizeof(((struct hf_hash *)0)->word), "sha256_state fits");
_Static_assert(sizeof(struct sha1_state) <= sizeof(((struct hf_hash *)0)->word), "sha1_state fits");
_Static_assert(_Alignof(struct hf_hash) >= _Alignof(struct sha512_state), "hf_hash is aligned as they are");
_Static_assert(sizeof(((struct sha512_state *)0)->state[0]) == 8, "words of SHA-512");

/* The union has more members than the three that we use; those fit. Only libtomcrypt looks at the words as its states;
   here they are copied. */
static hash_state *of(struct hf_hash *h) {
  return (hash_state *)(void *)h->word;
}

static int is_wide(uint8_t id) {
  return id == HF_HASH_SHA384 || id == HF_HASH_SHA512;
}

void hf_hash_start(struct hf_hash *h, uint8_t id) {
  h->id = id;
  switch (id) {
  case HF_HASH_SHA1:
    sha1_init(of(h));
    break;
  case HF_HASH_SHA256:
    sha256_init(of(h));
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
    sha256_process(of(h), in, n);
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
    sha256_done(of(h), out);
    break;
  case HF_HASH_SHA384:
    finish_sha384(h, out);
    break;
  default:
    sha512_done(of(h), out);
  }
}

/* The eight words of a chaining value, and how far they are filled. */
static void get_words(const struct hf_hash *h, uint64_t *word) {
  if (is_wide(h->id)) {
    struct sha512_state s;
    memcpy(&s, h->word, sizeof s);
    for (size_t i = 0; i < 8; i++)
      word[i] = s.state[i];
    hf_wipe((uint8_t *)&s, sizeof s);
  } else if (h->id == HF_HASH_SHA256) {
    struct sha256_state s;
    memcpy(&s, h->word, sizeof s);
    for (size_t i = 0; i < 8; i++)
      word[i] = s.state[i];
    hf_wipe((uint8_t *)&s, sizeof s);
  } else {
    struct sha1_state s;
    memcpy(&s, h->word, sizeof s);
    for (size_t i = 0; i < 8; i++)
      word[i] = i < 5 ? s.state[i] : 0;
    hf_wipe((uint8_t *)&s, sizeof s);
  }
}

void hf_hash_save(const struct hf_hash *h, struct hf_midstate *m) {
  get_words(h, m->word);
}

static void restore_sha512(struct hf_hash *h, const uint64_t *word, uint64_t bits) {
  struct sha512_state s = {.length = bits, .curlen = 0};
  for (size_t i = 0; i < 8; i++)
    s.state[i] = word[i];
  memcpy(h->word, &s, sizeof s);
  hf_wipe((uint8_t *)&s, sizeof s);
}

static void restore_sha256(struct hf_hash *h, const uint64_t *word, uint64_t bits) {
  struct sha256_state s = {.length = bits, .curlen = 0};
  for (size_t i = 0; i < 8; i++)
    s.state[i] = (ulong32)word[i];
  memcpy(h->word, &s, sizeof s);
  hf_wipe((uint8_t *)&s, sizeof s);
}

static void restore_sha1(struct hf_hash *h, const uint64_t *word, uint64_t bits) {
  struct sha1_state s = {.length = bits, .curlen = 0};
  for (size_t i = 0; i < 5; i++)
    s.state[i] = (ulong32)word[i];
  memcpy(h->word, &s, sizeof s);
  hf_wipe((uint8_t *)&s, sizeof s);
}

void hf_hash_restore(struct hf_hash *h, uint8_t id, const struct hf_midstate *m, uint64_t bytes) {
  h->id = id;
  if (is_wide(id))
    restore_sha512(h, m->word, bytes * 8u);
  else if (id == HF_HASH_SHA256)
    restore_sha256(h, m->word, bytes * 8u);
  else
    restore_sha1(h, m->word, bytes * 8u);
}

void hf_hash_chaining(const struct hf_hash *h, uint8_t *out) {
  uint64_t word[8];
  const size_t width = is_wide(h->id) ? 8 : 4;
  const size_t n = h->id == HF_HASH_SHA512 ? 64 : h->id == HF_HASH_SHA384 ? 48 : h->id == HF_HASH_SHA256 ? 32 : 20;
  get_words(h, word);
  for (size_t i = 0; i < n; i++)
    out[i] = (uint8_t)(word[i / width] >> (8u * (width - 1u - i % width)));
  hf_wipe((uint8_t *)word, sizeof word);
}
