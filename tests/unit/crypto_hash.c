#include "crypto/hmac.h"
#include "crypto/sha256.h"
#include "support/paths.h"
#include "support/random.h"
#include "support/vectors.h"

static const uint8_t ids[] = {HF_HASH_SHA1, HF_HASH_SHA256, HF_HASH_SHA384, HF_HASH_SHA512};

static void known(uint8_t id, const char *message, const char *hex) {
  struct octets want = octets_of_hex(hex);
  uint8_t out[HF_HASH_MAX];
  struct hf_hash h;
  cr_assert_eq(hf_hash_size(id), want.n);
  hf_hash_start(&h, id);
  hf_hash_update(&h, (const uint8_t *)message, strlen(message));
  hf_hash_finish(&h, out);
  cr_assert_arr_eq(out, want.p, want.n);
  free(want.p);
}

/* FIPS 180-4's examples. */
static void examples(void) {
  const char *two = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
  known(HF_HASH_SHA1, "abc", "a9993e364706816aba3e25717850c26c9cd0d89d");
  known(HF_HASH_SHA1, two, "84983e441c3bd26ebaae4aa1f95129e5e54670f1");
  known(HF_HASH_SHA256, "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  known(HF_HASH_SHA256, two, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  known(HF_HASH_SHA384, "abc",
        "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7");
  known(HF_HASH_SHA512, "abc",
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd"
        "454d4423643ce80e2a9ac94fa54ca49f");
}

Test(crypto_hash, known_answers) {
  for (size_t i = 0; i < test_paths_n; i++) {
    hf_processor_allow(test_paths[i]);
    examples();
  }
}

static void digest(uint8_t id, const uint8_t *in, size_t n, uint8_t *out) {
  struct hf_hash h;
  hf_hash_start(&h, id);
  hf_hash_update(&h, in, n);
  hf_hash_finish(&h, out);
}

static void pieces(void) {
  struct test_random r = {1};
  uint8_t message[512], want[HF_HASH_MAX], got[HF_HASH_MAX];
  test_random_fill(&r, message, sizeof message);
  for (size_t i = 0; i < sizeof ids; i++) {
    const size_t block = hf_block_size(ids[i]);
    digest(ids[i], message, sizeof message, want);
    for (size_t cut = 0; cut <= sizeof message; cut += 7) {
      struct hf_hash h, copy;
      hf_hash_start(&h, ids[i]);
      hf_hash_update(&h, message, cut);
      copy = h;
      hf_hash_update(&h, message + cut, sizeof message - cut);
      hf_hash_finish(&h, got);
      cr_assert_arr_eq(got, want, hf_hash_size(ids[i]));
      hf_hash_update(&copy, message + cut, sizeof message - cut);
      hf_hash_finish(&copy, got);
      cr_assert_arr_eq(got, want, hf_hash_size(ids[i]));
    }
    for (size_t cut = 0; cut <= sizeof message; cut += block) {
      struct hf_hash h;
      struct hf_midstate m;
      hf_hash_start(&h, ids[i]);
      hf_hash_update(&h, message, cut);
      hf_hash_save(&h, &m);
      memset(&h, 0xaa, sizeof h);
      hf_hash_restore(&h, ids[i], &m, cut);
      hf_hash_update(&h, message + cut, sizeof message - cut);
      hf_hash_finish(&h, got);
      cr_assert_arr_eq(got, want, hf_hash_size(ids[i]));
    }
  }
}

Test(crypto_hash, pieces_copies_and_midstates_make_no_difference) {
  for (size_t i = 0; i < test_paths_n; i++) {
    hf_processor_allow(test_paths[i]);
    pieces();
  }
}

/* The ways of computing it agree, for messages of all lengths. */
Test(crypto_hash, ways_agree) {
  struct test_random r = {7};
  uint8_t message[600], got[sizeof test_paths / sizeof test_paths[0]][HF_HASH_MAX];
  for (size_t n = 0; n <= sizeof message; n++) {
    test_random_fill(&r, message, sizeof message);
    for (size_t i = 0; i < test_paths_n; i++) {
      hf_processor_allow(test_paths[i]);
      digest(HF_HASH_SHA256, message, n, got[i]);
    }
    cr_assert_arr_eq(got[0], got[1], 32);
  }
}

/* FIPS 180-4 5.1.1: what ends a message of each length, written out. */
Test(crypto_hash, sha256_padding) {
  for (uint64_t n = 0; n < 300; n++) {
    uint8_t block[129], want[128] = {0};
    const size_t used = n % 64, blocks = used + 9 > 64 ? 2 : 1;
    memset(block, 0x5a, sizeof block);
    memset(want, 0x5a, used);
    want[used] = 0x80;
    want[64 * blocks - 2] = (uint8_t)(8 * n >> 8);
    want[64 * blocks - 1] = (uint8_t)(8 * n);
    cr_assert_eq(hf_sha256_pad(block, n), blocks);
    cr_assert_arr_eq(block, want, 64 * blocks);
    cr_assert_eq(block[128], 0x5a);
  }
}

/* The chaining value after the function's own padding is the digest. */
static void chaining(void) {
  uint8_t padded[256], want[HF_HASH_MAX], got[HF_HASH_MAX + 1];
  for (size_t i = 0; i < sizeof ids; i++) {
    const size_t block = hf_block_size(ids[i]);
    struct hf_hash h;
    memset(padded, 0, sizeof padded);
    memset(padded, 'x', block + 5);
    digest(ids[i], padded, block + 5, want);
    padded[block + 5] = 0x80;
    padded[2 * block - 2] = (uint8_t)((block + 5) * 8 >> 8);
    padded[2 * block - 1] = (uint8_t)((block + 5) * 8);
    hf_hash_start(&h, ids[i]);
    hf_hash_update(&h, padded, 2 * block);
    got[hf_hash_size(ids[i])] = 0xee;
    hf_hash_chaining(&h, got);
    cr_assert_arr_eq(got, want, hf_hash_size(ids[i]));
    cr_assert_eq(got[hf_hash_size(ids[i])], 0xee);
  }
}

Test(crypto_hash, chaining_value_is_the_digest_of_what_is_padded) {
  for (size_t i = 0; i < test_paths_n; i++) {
    hf_processor_allow(test_paths[i]);
    chaining();
  }
}

Test(crypto_hash, unknown_ids_have_no_size) {
  cr_assert_eq(hf_hash_size(0), 0);
  cr_assert_eq(hf_hash_size(3), 0);
  cr_assert_eq(hf_block_size(7), 0);
}
