#include "crypto/hmac.h"
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
Test(crypto_hash, known_answers) {
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

static void digest(uint8_t id, const uint8_t *in, size_t n, uint8_t *out) {
  struct hf_hash h;
  hf_hash_start(&h, id);
  hf_hash_update(&h, in, n);
  hf_hash_finish(&h, out);
}

Test(crypto_hash, pieces_copies_and_midstates_make_no_difference) {
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

/* The chaining value after the function's own padding is the digest. */
Test(crypto_hash, chaining_value_is_the_digest_of_what_is_padded) {
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

Test(crypto_hash, unknown_ids_have_no_size) {
  cr_assert_eq(hf_hash_size(0), 0);
  cr_assert_eq(hf_hash_size(3), 0);
  cr_assert_eq(hf_block_size(7), 0);
}
