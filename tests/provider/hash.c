/* Hash functions: FIPS 180-4. */
#include "kit.h"

size_t kit_digest(uint32_t hash) {
  return hash == HF_HASH_SHA1 ? 20 : hash == HF_HASH_SHA256 ? 32 : hash == HF_HASH_SHA384 ? 48 : 64;
}

static size_t block_of(uint32_t hash) {
  return hash == HF_HASH_SHA384 || hash == HF_HASH_SHA512 ? 128 : 64;
}

/* Guards around a state too: it stands between others. */
struct guarded {
  uint8_t before[32];
  struct hf_hash h;
  struct hf_midstate m;
  uint8_t after[32];
};

static void guard(struct guarded *g) {
  memset(g, 0x5a, sizeof *g);
}

static void kept(const struct guarded *g) {
  for (size_t i = 0; i < sizeof g->before; i++)
    KIT_CHECK(g->before[i] == 0x5a && g->after[i] == 0x5a, "a byte beside a state was written");
}

static void finish(struct hf_hash *h, uint32_t id, enum kit_place place, const uint8_t *want, const char *what) {
  struct kit_area out = kit_room(kit_digest(id), place);
  hf_hash_finish(h, out.bytes);
  KIT_CHECK(h->id == id, "%s: the state says another function", what);
  kit_holds(&out, want, what);
}

static void judge_known(const struct kit_line *v) {
  for (enum kit_place place = 0; place < KIT_PLACES; place++) {
    struct guarded g;
    struct kit_area in = kit_input(v->bytes[1], v->n[1], place);
    guard(&g);
    hf_hash_start(&g.h, v->number);
    KIT_CHECK(g.h.id == v->number, "the state says another function");
    hf_hash_update(&g.h, in.bytes, in.n);
    finish(&g.h, v->number, place, v->bytes[2], "the digest");
    kept(&g);
    kit_end(&in, "the message");
  }
}

static void known(uint32_t id) {
  kit_each("hash", true, id, 20, judge_known);
}

/* A million times the letter a, FIPS 180's example, in pieces of each length up to some blocks. */
static void judge_million(const struct kit_line *v) {
  uint8_t letters[400];
  struct hf_hash h;
  size_t left = 1000000;
  memset(letters, 'a', sizeof letters);
  hf_hash_start(&h, v->number);
  for (size_t piece = 0; left > 0; piece = (piece + 1) % sizeof letters) {
    const size_t n = piece < left ? piece : left;
    hf_hash_update(&h, letters, n);
    left -= n;
  }
  finish(&h, v->number, KIT_ODD, v->bytes[1], "the digest of a million letters");
}

static void long_message(uint32_t id) {
  kit_each("million", true, id, 1, judge_million);
}

static void digest(uint32_t id, const uint8_t *in, size_t n, uint8_t *out) {
  struct hf_hash h;
  hf_hash_start(&h, id);
  hf_hash_update(&h, in, n);
  hf_hash_finish(&h, out);
}

/* Cut anywhere, the digest is the same: in two, and in single bytes; where nothing comes, there may be no pointer. */
static void pieces(uint32_t id) {
  uint8_t message[300], want[HF_HASH_MAX];
  struct hf_hash h;
  kit_fill(message, sizeof message, id);
  digest(id, message, sizeof message, want);
  for (size_t cut = 0; cut <= sizeof message; cut++) {
    hf_hash_start(&h, id);
    hf_hash_update(&h, message, cut);
    hf_hash_update(&h, NULL, 0);
    hf_hash_update(&h, message + cut, sizeof message - cut);
    finish(&h, id, KIT_LAST, want, "a digest in two pieces");
  }
  hf_hash_start(&h, id);
  for (size_t i = 0; i < sizeof message; i++)
    hf_hash_update(&h, message + i, 1);
  finish(&h, id, KIT_LAST, want, "a digest in single bytes");
}

/* A copy of a state goes its own way, and needs nothing of where the first stood. */
static void copies(uint32_t id) {
  uint8_t message[300], want[HF_HASH_MAX], other[HF_HASH_MAX];
  kit_fill(message, sizeof message, id);
  digest(id, message, sizeof message, want);
  for (size_t cut = 0; cut <= sizeof message; cut += 13) {
    struct hf_hash first, copy;
    hf_hash_start(&first, id);
    hf_hash_update(&first, message, cut);
    copy = first;
    hf_hash_update(&first, message, 7);
    hf_hash_finish(&first, other);
    memset(&first, 0xff, sizeof first);
    hf_hash_update(&copy, message + cut, sizeof message - cut);
    finish(&copy, id, KIT_LAST, want, "the digest of a copy");
  }
}

static void resumed(uint32_t id, const struct hf_midstate *m, const uint8_t *message, size_t n, size_t taken) {
  uint8_t want[HF_HASH_MAX];
  struct guarded g;
  guard(&g);
  digest(id, message, n, want);
  hf_hash_restore(&g.h, id, m, taken);
  KIT_CHECK(g.h.id == id, "the state says another function");
  hf_hash_update(&g.h, message + taken, n - taken);
  finish(&g.h, id, KIT_LAST, want, "the digest behind a midstate");
  kept(&g);
}

/* Behind whole blocks a state can be kept, and gone on from twice; the one that was kept goes on too. */
static void midstates(uint32_t id) {
  const size_t block = block_of(id);
  uint8_t message[5 * 128 + 17], want[HF_HASH_MAX];
  kit_fill(message, sizeof message, id);
  digest(id, message, sizeof message, want);
  for (size_t taken = 0; taken <= 4 * block; taken += block) {
    struct guarded g;
    guard(&g);
    hf_hash_start(&g.h, id);
    hf_hash_update(&g.h, message, taken);
    hf_hash_save(&g.h, &g.m);
    kept(&g);
    for (size_t n = taken; n < taken + block; n += 9)
      resumed(id, &g.m, message, n, taken);
    hf_hash_update(&g.h, message + taken, sizeof message - taken);
    finish(&g.h, id, KIT_LAST, want, "the digest behind a state that was kept");
  }
}

/* With the padding of FIPS 180-4 5.1 written out, the chaining value is the digest; asking for it changes nothing. */
static void chaining(uint32_t id) {
  const size_t block = block_of(id);
  uint8_t message[3 * 128] = {0}, want[HF_HASH_MAX];
  struct hf_hash h;
  for (size_t n = 0; n + block / 8 + 1 <= 2 * block; n += 5) {
    const size_t whole = (n + 1 + block / 8 + block - 1) / block * block;
    memset(message, 0, sizeof message);
    kit_fill(message, n, id);
    digest(id, message, n, want);
    message[n] = 0x80;
    message[whole - 1] = (uint8_t)(8 * n);
    message[whole - 2] = (uint8_t)(8 * n >> 8);
    hf_hash_start(&h, id);
    hf_hash_update(&h, message, whole);
    for (enum kit_place place = 0; place < KIT_PLACES; place++) {
      struct kit_area out = kit_room(kit_digest(id), place);
      hf_hash_chaining(&h, out.bytes);
      kit_holds(&out, want, "the chaining value");
    }
    digest(id, message, whole, want);
    finish(&h, id, KIT_LAST, want, "the digest of a state that was asked");
  }
}

/* HMAC (RFC 2104) as the engine makes it of midstates: one for each half of the key. */
static void half(struct hf_midstate *m, uint32_t id, const uint8_t *key, size_t n, uint8_t pad) {
  uint8_t block[HF_BLOCK_MAX] = {0};
  struct hf_hash h;
  if (n > block_of(id))
    digest(id, key, n, block);
  else
    memcpy(block, key, n);
  for (size_t i = 0; i < sizeof block; i++)
    block[i] ^= pad;
  hf_hash_start(&h, id);
  hf_hash_update(&h, block, block_of(id));
  hf_hash_save(&h, m);
}

static void judge_hmac(const struct kit_line *v) {
  const uint32_t id = v->number;
  struct hf_midstate inner, outer;
  uint8_t inside[HF_HASH_MAX];
  struct hf_hash h;
  half(&inner, id, v->bytes[1], v->n[1], 0x36);
  half(&outer, id, v->bytes[1], v->n[1], 0x5c);
  for (int again = 0; again < 2; again++) {
    hf_hash_restore(&h, id, &inner, block_of(id));
    hf_hash_update(&h, v->bytes[2], v->n[2]);
    hf_hash_finish(&h, inside);
    hf_hash_restore(&h, id, &outer, block_of(id));
    hf_hash_update(&h, inside, kit_digest(id));
    finish(&h, id, KIT_LAST, v->bytes[3], "an HMAC");
  }
}

static void hmac(uint32_t id) {
  kit_each("hmac", true, id, 9, judge_hmac);
}

#define OF(of, id)                                                                                                     \
  {of, "known", known, id}, {of, "long", long_message, id}, {of, "pieces", pieces, id}, {of, "copies", copies, id},    \
      {of, "midstates", midstates, id}, {of, "chaining", chaining, id}, {                                              \
    of, "hmac", hmac, id                                                                                               \
  }
const struct kit_test kit_hash[] = {OF("sha1", HF_HASH_SHA1),
                                    OF("sha256", HF_HASH_SHA256),
                                    OF("sha384", HF_HASH_SHA384),
                                    OF("sha512", HF_HASH_SHA512),
                                    {0}};
