/* The bare provider's Poly1305 against GMP: at random, and where the sum comes out about its modulus, 2^130 - 5. */
#include "provider/bare/chacha20_poly1305.h"
#include <criterion/criterion.h>
#include <gmp.h>
#include <string.h>

/* RFC 8439 2.5.1. */
static void slow(uint8_t tag[16], const uint8_t key[32], const uint8_t *in, size_t n) {
  uint8_t r_bytes[16];
  mpz_t r, h, block, p;
  mpz_inits(r, h, block, p, (mpz_ptr)NULL);
  memcpy(r_bytes, key, 16);
  for (size_t i = 3; i < 16; i += 4)
    r_bytes[i] &= 15;
  for (size_t i = 4; i < 16; i += 4)
    r_bytes[i] &= 252;
  mpz_import(r, 16, -1, 1, 0, 0, r_bytes);
  mpz_ui_pow_ui(p, 2, 130);
  mpz_sub_ui(p, p, 5);
  for (size_t i = 0; i < n; i += 16) {
    mpz_import(block, 16, -1, 1, 0, 0, in + i);
    mpz_setbit(block, 128);
    mpz_add(h, h, block);
    mpz_mul(h, h, r);
    mpz_mod(h, h, p);
  }
  mpz_import(block, 16, -1, 1, 0, 0, key + 16);
  mpz_add(h, h, block);
  mpz_fdiv_r_2exp(h, h, 128);
  memset(tag, 0, 16);
  mpz_export(tag, NULL, -1, 1, 0, 0, h);
  mpz_clears(r, h, block, p, (mpz_ptr)NULL);
}

static void compare(const uint8_t key[32], const uint8_t *in, size_t n) {
  uint8_t tag[16], right[16];
  struct hf_bare_poly1305 p;
  hf_bare_poly1305_start(&p, key);
  hf_bare_poly1305_take(&p, in, n);
  hf_bare_poly1305_finish(&p, tag);
  slow(right, key, in, n);
  cr_assert_arr_eq(tag, right, 16, "%zu bytes", n);
}

/* One block times 2 is 2^130 - 512 and each second number up to 2^130 - 2; three blocks times 1 are each number up to 2^130 - 1. */
Test(crypto_poly1305, sums_about_the_modulus) {
  uint8_t key[32] = {2}, blocks[64];
  memset(blocks, 0xff, sizeof blocks);
  for (unsigned i = 0; i < 256; i++) {
    blocks[0] = (uint8_t)i;
    compare(key, blocks, 16);
  }
  key[0] = 1;
  for (unsigned i = 0; i < 256; i++) {
    memset(blocks, 0, sizeof blocks);
    memset(blocks, 0xff, 16);
    blocks[0] = (uint8_t)i;
    compare(key, blocks, 48);
  }
}

Test(crypto_poly1305, at_random) {
  uint8_t key[32], blocks[256];
  uint32_t state = 1;
  for (unsigned turn = 0; turn < 2000; turn++) {
    for (size_t i = 0; i < sizeof key; i++)
      key[i] = (uint8_t)((state = state * 1664525u + 1013904223u) >> 24);
    for (size_t i = 0; i < sizeof blocks; i++)
      blocks[i] = turn % 4 == 0 ? 0xff : (uint8_t)((state = state * 1664525u + 1013904223u) >> 24);
    compare(key, blocks, 16 * (turn % 17));
  }
}
