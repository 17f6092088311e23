/* Hash functions without a library: SHA-256 of provider/own/sha256.h, and SHA-1, SHA-384 and SHA-512, which cannot be left out: a hash
   function has no way to answer that it is not there, and one that computed something else would let signatures and keys be forged.
   A program that asks for none of them pays their code, 2.5 KB on a Cortex-M4. */
#include "compress.h"
#include "crypto/bytes.h"
#include "crypto/hmac.h"
#include "provider/own/sha256.h"

/* The words of these hash computations: the chaining value; bytes taken; the last of them, less than a block. */
#define LENGTH 8u
#define BLOCK 9u
_Static_assert(8u * BLOCK + HF_BLOCK_MAX <= sizeof(((struct hf_hash *)0)->word), "a block fits");
_Static_assert(8u * LENGTH <= sizeof(((struct hf_midstate *)0)->half), "midstates fit");

/* FIPS 180-4 5.3.1, 5.3.4, 5.3.5. */
static const uint64_t initial_sha1[8] = {0x67452301u, 0xefcdab89u, 0x98badcfeu, 0x10325476u, 0xc3d2e1f0u};
static const uint64_t initial_sha384[8] = {0xcbbb9d5dc1059ed8u, 0x629a292a367cd507u, 0x9159015a3070dd17u,
                                           0x152fecd8f70e5939u, 0x67332667ffc00b31u, 0x8eb44a8768581511u,
                                           0xdb0c2e0d64f98fa7u, 0x47b5481dbefa4fa4u};
static const uint64_t initial_sha512[8] = {0x6a09e667f3bcc908u, 0xbb67ae8584caa73bu, 0x3c6ef372fe94f82bu,
                                           0xa54ff53a5f1d36f1u, 0x510e527fade682d1u, 0x9b05688c2b3e6c1fu,
                                           0x1f83d9abfb41bd6bu, 0x5be0cd19137e2179u};

static uint8_t *block_of(struct hf_hash *h) {
  return (uint8_t *)(h->word + BLOCK);
}

static void compress(struct hf_hash *h) {
  if (h->id == HF_HASH_SHA1)
    hf_bare_sha1((uint64_t *)h->word, block_of(h));
  else
    hf_bare_sha512((uint64_t *)h->word, block_of(h));
}

void hf_hash_start(struct hf_hash *h, uint32_t id) {
  const uint64_t *initial = id == HF_HASH_SHA1 ? initial_sha1 : id == HF_HASH_SHA384 ? initial_sha384 : initial_sha512;
  h->id = id;
  if (id == HF_HASH_SHA256) {
    hf_sha256_start(h);
    return;
  }
  for (uint32_t i = 0; i < 8; i++)
    h->word[i] = (int64_t)initial[i];
  h->word[LENGTH] = 0;
}

void hf_hash_update(struct hf_hash *h, const uint8_t *in, size_t n) {
  const size_t size = hf_block_size(h->id);
  size_t used = (size_t)((uint64_t)h->word[LENGTH] % size);
  if (n == 0)
    return; /* in may be no pointer at all */
  if (h->id == HF_HASH_SHA256) {
    hf_sha256_update(h, in, n);
    return;
  }
  h->word[LENGTH] = (int64_t)((uint64_t)h->word[LENGTH] + n);
  while (n > 0) {
    const size_t part = n < size - used ? n : size - used;
    hf_copy(block_of(h) + used, in, part);
    used += part;
    in += part;
    n -= part;
    if (used == size) {
      compress(h);
      used = 0;
    }
  }
}

/* FIPS 180-4 5.1: 0x80, zeroes, and the length in bits, which has an eighth of a block; so that the whole is one block or two. */
static void pad(struct hf_hash *h) {
  const size_t size = hf_block_size(h->id);
  const uint64_t length = (uint64_t)h->word[LENGTH];
  size_t used = (size_t)(length % size);
  uint8_t *block = block_of(h);
  block[used] = 0x80;
  used++;
  if (used > size - size / 8u) {
    hf_fill(block + used, 0, size - used);
    compress(h);
    used = 0;
  }
  hf_fill(block + used, 0, size - 8u - used);
  hf_write64(block + (size - 8u), 8u * length);
  compress(h);
}

void hf_hash_finish(struct hf_hash *h, uint8_t *out) {
  if (h->id == HF_HASH_SHA256) {
    hf_sha256_finish(h, out);
  } else {
    pad(h);
    hf_hash_chaining(h, out);
  }
}

void hf_hash_save(const struct hf_hash *h, struct hf_midstate *m) {
  hf_fill((uint8_t *)m->half, 0, sizeof m->half);
  if (h->id == HF_HASH_SHA256)
    hf_sha256_save(h, m);
  else
    hf_copy((uint8_t *)m->half, (const uint8_t *)h->word, 8u * LENGTH);
}

void hf_hash_restore(struct hf_hash *h, uint32_t id, const struct hf_midstate *m, uint64_t bytes) {
  h->id = id;
  if (id == HF_HASH_SHA256) {
    hf_sha256_restore(h, m, bytes);
  } else {
    hf_copy((uint8_t *)h->word, (const uint8_t *)m->half, 8u * LENGTH);
    h->word[LENGTH] = (int64_t)bytes;
  }
}

void hf_hash_chaining(const struct hf_hash *h, uint8_t *out) {
  const size_t width = h->id == HF_HASH_SHA1 ? 4u : 8u;
  const size_t n = hf_hash_size(h->id);
  if (h->id == HF_HASH_SHA256) {
    hf_sha256_chaining(h, out);
    return;
  }
  for (size_t i = 0; i < n; i++)
    out[i] = (uint8_t)((uint64_t)h->word[i / width] >> (8u * (width - 1u - i % width)));
}
