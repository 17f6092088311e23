/* AES (FIPS 197), counter mode (SP 800-38A) and GHASH (SP 800-38D). */
#include "kit.h"

static struct hf_aes started(const uint8_t *key, size_t n, bool decrypts, enum kit_place place) {
  struct {
    uint8_t before[32];
    struct hf_aes k;
    uint8_t after[32];
  } g;
  struct kit_area in = kit_input(key, n, place);
  memset(&g, 0x5a, sizeof g);
  KIT_CHECK((decrypts ? hf_aes_decrypt_start(&g.k, in.bytes, n) : hf_aes_encrypt_start(&g.k, in.bytes, n)) == 0,
            "a key of %zu bytes", n);
  KIT_CHECK(g.k.use == (decrypts ? HF_AES_DECRYPTS : HF_AES_ENCRYPTS), "its use is %u", g.k.use);
  for (size_t i = 0; i < sizeof g.before; i++)
    KIT_CHECK(g.before[i] == 0x5a && g.after[i] == 0x5a, "a byte beside the key was written");
  kit_end(&in, "the key's bytes");
  return g.k;
}

/* n blocks from `in` to elsewhere and in place, in each place. */
static void blocks(const struct hf_aes *k, bool decrypts, const uint8_t *in, const uint8_t *want, size_t n) {
  void (*f)(const struct hf_aes *, const uint8_t *, uint8_t *, size_t) = decrypts ? hf_aes_decrypt : hf_aes_encrypt;
  for (enum kit_place place = 0; place < KIT_PLACES; place++) {
    struct kit_area from = kit_input(in, 16 * n, place);
    struct kit_area to = kit_room(16 * n, (place + 1) % KIT_PLACES);
    struct kit_area same = kit_changed(in, 16 * n, place);
    f(k, from.bytes, to.bytes, n);
    f(k, same.bytes, same.bytes, n);
    kit_holds(&to, want, "blocks");
    kit_holds(&same, want, "blocks in place");
    kit_end(&from, "blocks that were read");
  }
}

static void both_ways(const uint8_t *key, size_t key_n, const uint8_t *plain, const uint8_t *sealed, size_t n) {
  for (enum kit_place place = 0; place < KIT_PLACES; place++) {
    struct hf_aes e = started(key, key_n, false, place), d = started(key, key_n, true, place);
    blocks(&e, false, plain, sealed, n);
    blocks(&d, true, sealed, plain, n);
  }
}

static void judge_block(const struct kit_line *v) {
  both_ways(v->bytes[0], v->n[0], v->bytes[1], v->bytes[2], 1);
}

/* CBC's blocks (SP 800-38A 6.2): what the cipher is given is plaintext xor the block before. */
static void judge_cbc(const struct kit_line *v) {
  uint8_t in[KIT_LONGEST];
  for (size_t i = 0; i < v->n[2]; i++)
    in[i] = v->bytes[2][i] ^ (i < 16 ? v->bytes[1][i] : v->bytes[3][i - 16]);
  both_ways(v->bytes[0], v->n[0], in, v->bytes[3], v->n[2] / 16);
}

/* FIPS 197 C.2: keys of 24 bytes, which TLS has no suite for. */
static void of_24(void) {
  static const uint8_t want[16] = {0xdd, 0xa9, 0x7c, 0xa4, 0x86, 0x4c, 0xdf, 0xe0,
                                   0x6e, 0xaf, 0x70, 0xa0, 0xec, 0x0d, 0x71, 0x91};
  uint8_t key[24], in[16];
  for (uint8_t i = 0; i < sizeof key; i++)
    key[i] = i;
  for (uint8_t i = 0; i < sizeof in; i++)
    in[i] = (uint8_t)(0x11 * i);
  both_ways(key, sizeof key, in, want, 1);
}

static void known(uint32_t id) {
  (void)id;
  of_24();
  kit_each("aes", false, KIT_ANY, 3, judge_block);
  kit_each("cbc", false, KIT_ANY, 6, judge_cbc);
}

/* Each block by itself: as many as one likes at once, and none. */
static void many(uint32_t id) {
  uint8_t key[32], in[16 * 33], want[16 * 33];
  (void)id;
  kit_fill(key, sizeof key, 1);
  kit_fill(in, sizeof in, 2);
  for (size_t key_n = 16; key_n <= 32; key_n += 16) {
    struct hf_aes e = started(key, key_n, false, KIT_FIRST);
    for (size_t i = 0; i < 33; i++)
      hf_aes_encrypt(&e, in + 16 * i, want + 16 * i, 1);
    for (size_t n = 0; n <= 33; n++)
      both_ways(key, key_n, in, want, n);
  }
}

/* Other sizes are refused, and the key is then for nothing. */
static void sizes(uint32_t id) {
  static const size_t wrong[] = {0, 1, 15, 17, 23, 25, 31, 33, 64};
  uint8_t key[64];
  (void)id;
  kit_fill(key, sizeof key, 3);
  for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
    struct kit_area in = kit_input(key, wrong[i], KIT_LAST);
    struct hf_aes k = {.use = HF_AES_ENCRYPTS};
    KIT_CHECK(hf_aes_encrypt_start(&k, in.bytes, wrong[i]) == -1 && k.use == HF_AES_NOTHING, "%zu bytes", wrong[i]);
    k.use = HF_AES_DECRYPTS;
    KIT_CHECK(hf_aes_decrypt_start(&k, in.bytes, wrong[i]) == -1 && k.use == HF_AES_NOTHING, "%zu bytes", wrong[i]);
    kit_end(&in, "the key's bytes");
  }
}

/* A key is a value: a copy does what the first did. */
static void copies(uint32_t id) {
  uint8_t key[32], in[16], want[16], out[16];
  (void)id;
  kit_fill(key, sizeof key, 4);
  kit_fill(in, sizeof in, 5);
  struct hf_aes first = started(key, 32, false, KIT_ODD), copy = first;
  hf_aes_encrypt(&first, in, want, 1);
  memset(&first, 0xff, sizeof first);
  hf_aes_encrypt(&copy, in, out, 1);
  KIT_CHECK(memcmp(out, want, 16) == 0, "a copy of a key");
}

static void stream(const struct hf_aes *k, const uint8_t nonce[12], uint32_t count, uint8_t *data, size_t n) {
  for (size_t i = 0; i < n; i++) {
    uint8_t block[16];
    const uint32_t c = count + (uint32_t)(i / 16);
    memcpy(block, nonce, 12);
    for (unsigned j = 0; j < 4; j++)
      block[12 + j] = (uint8_t)(c >> (24 - 8 * j));
    hf_aes_encrypt(k, block, block, 1);
    data[i] ^= block[i % 16];
  }
}

/* Counter mode is what its blocks are, at each length and over each carry of the count. */
static void counter(uint32_t id) {
  static const uint32_t counts[] = {0, 1, 2, 0xfe, 0xff, 0x100, 0xfffe, 0xffff, 0x10000};
  static uint8_t in[16 * 300], want[16 * 300];
  uint8_t key[32], nonce[12];
  (void)id;
  kit_fill(key, sizeof key, 6);
  kit_fill(nonce, sizeof nonce, 7);
  kit_fill(in, sizeof in, 8);
  for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
    struct hf_aes k = started(key, i % 2 == 0 ? 16 : 32, false, KIT_FIRST);
    for (size_t n = 0; n <= sizeof in; n += n < 300 ? 1 : 901) {
      const enum kit_place place = (enum kit_place)(n % KIT_PLACES);
      struct kit_area data = kit_changed(in, n, place), with = kit_input(nonce, 12, place);
      memcpy(want, in, n);
      stream(&k, nonce, counts[i], want, n);
      hf_aes_counter(&k, with.bytes, counts[i], data.bytes, n);
      kit_holds(&data, want, "counter mode");
      kit_end(&with, "the nonce");
    }
  }
}

/* GCM of counter mode and GHASH: known answers of both. */
static void absorb(const uint8_t h[16], uint8_t y[16], const uint8_t *in, size_t n) {
  uint8_t last[16] = {0};
  hf_ghash(h, y, in, n / 16);
  memcpy(last, in + n / 16 * 16, n % 16);
  hf_ghash(h, y, last, n % 16 != 0);
}

static void judge_gcm(const struct kit_line *v) {
  struct hf_aes k = started(v->bytes[0], v->n[0], false, KIT_ODD);
  uint8_t h[16] = {0}, y[16] = {0}, lengths[16] = {0};
  struct kit_area data = kit_changed(v->bytes[3], v->n[3], KIT_LAST);
  hf_aes_encrypt(&k, h, h, 1);
  hf_aes_counter(&k, v->bytes[1], 2, data.bytes, data.n);
  kit_holds(&data, v->bytes[4], "what GCM encrypts");
  lengths[6] = (uint8_t)(8 * v->n[2] >> 8);
  lengths[7] = (uint8_t)(8 * v->n[2]);
  lengths[14] = (uint8_t)(8 * v->n[3] >> 8);
  lengths[15] = (uint8_t)(8 * v->n[3]);
  absorb(h, y, v->bytes[2], v->n[2]);
  absorb(h, y, v->bytes[4], v->n[4]);
  absorb(h, y, lengths, 16);
  hf_aes_counter(&k, v->bytes[1], 1, y, 16);
  KIT_CHECK(memcmp(y, v->bytes[5], 16) == 0, "line %zu: GCM's tag", v->line);
}

static void gcm(uint32_t id) {
  (void)id;
  kit_each("gcm", false, KIT_ANY, 55, judge_gcm);
}

/* In pieces it is the same; of no blocks nothing comes. */
static void ghash(uint32_t id) {
  uint8_t h[16], in[16 * 20], want[16];
  (void)id;
  kit_fill(h, sizeof h, 9);
  kit_fill(in, sizeof in, 10);
  for (size_t n = 0; n <= 20; n++) {
    kit_fill(want, sizeof want, 11);
    for (size_t i = 0; i < n; i++)
      hf_ghash(h, want, in + 16 * i, 1);
    for (enum kit_place place = 0; place < KIT_PLACES; place++) {
      uint8_t begin[16];
      kit_fill(begin, sizeof begin, 11);
      struct kit_area from = kit_input(in, 16 * n, place), key = kit_input(h, 16, place),
                      y = kit_changed(begin, 16, place);
      hf_ghash(key.bytes, y.bytes, from.bytes, n);
      kit_holds(&y, want, "GHASH");
      kit_end(&from, "its blocks");
      kit_end(&key, "its key");
    }
  }
}

const struct kit_test kit_aes[] = {{"aes", "known", known, 0},     {"aes", "many", many, 0},
                                   {"aes", "sizes", sizes, 0},     {"aes", "copies", copies, 0},
                                   {"aes", "counter", counter, 0}, {"ghash", "gcm", gcm, 0},
                                   {"ghash", "pieces", ghash, 0},  {0}};
