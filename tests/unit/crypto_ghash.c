/* GHASH against the definition, bit by bit (NIST SP 800-38D 6.3). */
#include "crypto/bytes.h"
#include "handfast/provider.h"
#include "support/paths.h"
#include "support/random.h"
#include "support/vectors.h"

static void multiply(uint64_t y[2], const uint64_t h[2]) {
  uint64_t z0 = 0, z1 = 0, v0 = h[0], v1 = h[1];
  for (int i = 0; i < 128; i++) {
    const uint64_t bit = i < 64 ? y[0] >> (63 - i) & 1 : y[1] >> (127 - i) & 1;
    if (bit) {
      z0 ^= v0;
      z1 ^= v1;
    }
    const uint64_t out = v1 & 1;
    v1 = v1 >> 1 | v0 << 63;
    v0 = v0 >> 1 ^ (out ? 0xe100000000000000u : 0);
  }
  y[0] = z0;
  y[1] = z1;
}

static void check(const uint8_t *h, const uint8_t *in, size_t n) {
  uint8_t got[16] = {0}, want[16], padded[512] = {0};
  uint64_t y[2] = {0, 0}, factor[2] = {hf_read64(h), hf_read64(h + 8)};
  memcpy(padded, in, n);
  hf_write64(padded + (n + 15) / 16 * 16 + 8, 8 * n);
  const size_t blocks = (n + 15) / 16 + 1;
  for (size_t at = 0; at < 16 * blocks; at += 16) {
    y[0] ^= hf_read64(padded + at);
    y[1] ^= hf_read64(padded + at + 8);
    multiply(y, factor);
  }
  hf_write64(want, y[0]);
  hf_write64(want + 8, y[1]);
  hf_ghash(h, got, padded, n / 64); /* in two pieces */
  hf_ghash(h, got, padded + n / 64 * 16, blocks - n / 64);
  cr_assert_arr_eq(got, want, 16);
}

Test(crypto_ghash, agrees_with_the_definition) {
  struct test_random r = {3};
  uint8_t h[16], in[300];
  for (size_t i = 0; i < 6000; i++) {
    hf_processor_allow(test_paths[i % test_paths_n]);
    test_random_fill(&r, h, 16);
    test_random_fill(&r, in, sizeof in);
    check(h, in, (size_t)(test_random_next(&r) % sizeof in));
  }
}

static void single_bits(void) {
  uint8_t h[16], in[16];
  for (size_t i = 0; i < 129; i++)
    for (size_t j = 0; j < 129; j++) {
      memset(h, i < 128 ? 0 : 0xff, 16);
      memset(in, j < 128 ? 0 : 0xff, 16);
      if (i < 128)
        h[i / 8] = (uint8_t)(1u << i % 8);
      if (j < 128)
        in[j / 8] = (uint8_t)(1u << j % 8);
      check(h, in, 16);
    }
}

Test(crypto_ghash, agrees_for_single_bits_and_all_ones) {
  for (size_t i = 0; i < test_paths_n; i++) {
    hf_processor_allow(test_paths[i]);
    single_bits();
  }
}
