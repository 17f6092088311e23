/* AES: the S-box over all its inputs against its definition, the standard's answers, and the ways of computing it against each other. */
#include "crypto/aes_planes.h"
#include "support/paths.h"
#include "support/random.h"
#include "support/vectors.h"

/* FIPS 197 4.2. */
static uint8_t times(uint8_t a, uint8_t b) {
  unsigned product = 0;
  for (unsigned i = 0; i < 8; i++)
    product ^= (b >> i & 1u) * ((unsigned)a << i);
  for (unsigned i = 14; i >= 8; i--)
    product ^= (product >> i & 1u) * (0x11bu << (i - 8));
  return (uint8_t)product;
}

/* FIPS 197 5.1.1: the inverse, which is the power 254, and the affine transformation. */
static uint8_t sub_byte(uint8_t x) {
  uint8_t inverse = 1, out = 0;
  for (int i = 0; i < 254; i++)
    inverse = times(inverse, x);
  for (int i = 0; i < 8; i++) {
    const int bit = inverse >> i ^ inverse >> (i + 4) % 8 ^ inverse >> (i + 5) % 8 ^ inverse >> (i + 6) % 8 ^
                    inverse >> (i + 7) % 8 ^ 0x63 >> i;
    out |= (uint8_t)((bit & 1) << i);
  }
  return out;
}

/* Each of the 256 bytes in each of the 64 places. */
Test(crypto_aes, s_box_of_all_inputs) {
  for (unsigned first = 0; first < 256; first++) {
    uint8_t in[64], out[64];
    uint64_t plane[8];
    for (unsigned i = 0; i < 64; i++)
      in[i] = (uint8_t)(first + i);
    hf_planes_of(plane, in);
    hf_sub_bytes(plane);
    hf_planes_to(out, plane);
    for (unsigned i = 0; i < 64; i++)
      cr_assert_eq(out[i], sub_byte(in[i]));
    hf_planes_of(plane, out);
    hf_inv_sub_bytes(plane);
    hf_planes_to(out, plane);
    cr_assert_arr_eq(out, in, 64);
  }
}

Test(crypto_aes, planes_are_bits_of_bytes) {
  struct test_random r = {41};
  uint8_t in[64], out[64];
  uint64_t plane[8];
  for (int round = 0; round < 200; round++) {
    test_random_fill(&r, in, sizeof in);
    hf_planes_of(plane, in);
    for (unsigned i = 0; i < 64; i++) {
      const unsigned block = i / 16, column = i % 16 / 4, row = i % 4;
      for (unsigned bit = 0; bit < 8; bit++)
        cr_assert_eq(plane[bit] >> (16 * row + 4 * column + block) & 1, in[i] >> bit & 1u);
    }
    hf_planes_to(out, plane);
    cr_assert_arr_eq(out, in, sizeof in);
  }
}

static void known(const char *key_hex, const char *want_hex) {
  struct octets key = octets_of_hex(key_hex), want = octets_of_hex(want_hex);
  struct octets plain = octets_of_hex("00112233445566778899aabbccddeeff");
  uint8_t out[16];
  struct hf_aes k;
  cr_assert_eq(hf_aes_encrypt_start(&k, key.p, key.n), 0);
  hf_aes_encrypt(&k, plain.p, out, 1);
  cr_assert_arr_eq(out, want.p, 16);
  cr_assert_eq(hf_aes_decrypt_start(&k, key.p, key.n), 0);
  hf_aes_decrypt(&k, out, out, 1);
  cr_assert_arr_eq(out, plain.p, 16);
  free(key.p);
  free(want.p);
  free(plain.p);
}

/* FIPS 197 C. */
Test(crypto_aes, known_answers) {
  for (size_t i = 0; i < test_paths_n; i++) {
    hf_processor_allow(test_paths[i]);
    known("000102030405060708090a0b0c0d0e0f", "69c4e0d86a7b0430d8cdb78070b4c55a");
    known("000102030405060708090a0b0c0d0e0f1011121314151617", "dda97ca4864cdfe06eaf70a0ec0d7191");
    known("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f", "8ea2b7ca516745bfeafc49904b496089");
  }
}

/* Encrypts and decrypts n blocks both ways; each block by itself is the same as all at once. */
static void compare(const uint8_t *key, size_t key_n, const uint8_t *in, size_t n) {
  uint8_t made[2][512], back[512], one[16];
  struct hf_aes to, from;
  for (size_t i = 0; i < test_paths_n; i++) {
    hf_processor_allow(test_paths[i]);
    cr_assert_eq(hf_aes_encrypt_start(&to, key, key_n) | hf_aes_decrypt_start(&from, key, key_n), 0);
    hf_processor_allow(HF_PROCESSOR_ALL); /* a key goes on as it was begun */
    hf_aes_encrypt(&to, in, made[i], n);
    hf_aes_decrypt(&from, made[i], back, n);
    cr_assert_arr_eq(back, in, 16 * n);
    for (size_t b = 0; b < n; b++) {
      hf_aes_encrypt(&to, in + 16 * b, one, 1);
      cr_assert_arr_eq(one, made[i] + 16 * b, 16);
    }
    memcpy(back, in, 16 * n);
    hf_aes_encrypt(&to, back, back, n);
    cr_assert_arr_eq(back, made[i], 16 * n);
  }
  cr_assert_arr_eq(made[0], made[1], 16 * n);
}

Test(crypto_aes, ways_agree) {
  struct test_random r = {42};
  uint8_t key[32], in[512];
  for (size_t i = 0; i < 600; i++) {
    test_random_fill(&r, key, sizeof key);
    test_random_fill(&r, in, sizeof in);
    compare(key, 16 + i % 3 * 8, in, 1 + i % 32);
  }
}

/* The key stream is the encryption of blocks that count; behind the data nothing is written. */
static void counter(const uint8_t *key, const uint8_t *nonce, uint32_t count, const uint8_t *in, size_t n) {
  uint8_t data[513], block[16];
  struct hf_aes k;
  cr_assert_eq(hf_aes_encrypt_start(&k, key, 16), 0);
  memcpy(data, in, n);
  data[n] = 0xee;
  hf_aes_counter(&k, nonce, count, data, n);
  cr_assert_eq(data[n], 0xee);
  for (size_t i = 0; i < n; i++) {
    const uint32_t number = count + (uint32_t)i / 16;
    const uint8_t last[4] = {(uint8_t)(number >> 24), (uint8_t)(number >> 16), (uint8_t)(number >> 8), (uint8_t)number};
    if (i % 16 == 0) {
      memcpy(block, nonce, 12);
      memcpy(block + 12, last, 4);
      hf_aes_encrypt(&k, block, block, 1);
    }
    cr_assert_eq(data[i], in[i] ^ block[i % 16]);
  }
}

Test(crypto_aes, counter_mode_counts) {
  struct test_random r = {43};
  uint8_t key[16], nonce[12], in[512];
  for (size_t n = 0; n <= sizeof in; n++) {
    hf_processor_allow(test_paths[n % 2 % test_paths_n]);
    test_random_fill(&r, key, sizeof key);
    test_random_fill(&r, nonce, sizeof nonce);
    test_random_fill(&r, in, sizeof in);
    counter(key, nonce, n % 3 == 0 ? 2 : n % 3 == 1 ? 0xfe : 0xfffa, in, n);
  }
}

/* NIST SP 800-38A F.5.1: its first counter block and what it is encrypted to. */
Test(crypto_aes, first_counter_block) {
  struct octets key = octets_of_hex("2b7e151628aed2a6abf7158809cf4f3c");
  struct octets first = octets_of_hex("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff");
  struct octets want = octets_of_hex("ec8cdf7398607cb0f2d21675ea9ea1e4");
  for (size_t i = 0; i < test_paths_n; i++) {
    uint8_t out[16];
    struct hf_aes k;
    hf_processor_allow(test_paths[i]);
    cr_assert_eq(hf_aes_encrypt_start(&k, key.p, 16), 0);
    hf_aes_encrypt(&k, first.p, out, 1);
    cr_assert_arr_eq(out, want.p, 16);
  }
  free(key.p);
  free(first.p);
  free(want.p);
}
