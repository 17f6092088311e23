#include "crypto/cbc.h"
#include "support/paths.h"
#include "support/random.h"
#include "support/vectors.h"

#define PLAIN                                                                                                          \
  "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad" \
  "2b417be"                                                                                                            \
  "66c3710"

/* NIST SP 800-38A F.2. */
static void known(const char *key_hex, const char *sealed_hex) {
  struct octets key = octets_of_hex(key_hex);
  struct octets want = octets_of_hex(sealed_hex);
  struct octets data = octets_of_hex(PLAIN);
  struct octets plain = octets_of_hex(PLAIN);
  struct octets iv = octets_of_hex("000102030405060708090a0b0c0d0e0f");
  struct hf_aes aes;
  cr_assert_eq(hf_aes_encrypt_start(&aes, key.p, key.n), 0);
  hf_cbc_encrypt(&aes, iv.p, data.p, data.n);
  cr_assert_arr_eq(data.p, want.p, want.n);
  cr_assert_eq(hf_aes_decrypt_start(&aes, key.p, key.n), 0);
  hf_cbc_decrypt(&aes, iv.p, data.p, data.n);
  cr_assert_arr_eq(data.p, plain.p, plain.n);
  free(key.p);
  free(want.p);
  free(data.p);
  free(plain.p);
  free(iv.p);
}

static void both_keys(void) {
  known("2b7e151628aed2a6abf7158809cf4f3c", "7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b273bed6b8e3"
                                            "c1743b7116e69e222295163ff1caa1681fac09120eca"
                                            "307586e1a7");
  known("603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4",
        "f58c4c04d6e5f1ba779eabfb5f7bfbd69cfc4e967edb808d679f777bc6702c7d39f23369a9d9bacfa530e26304231461b2eb05e2c39be9"
        "fcda6c19"
        "078c6a9d1b");
}

Test(crypto_cbc, known_answers) {
  for (size_t i = 0; i < test_paths_n; i++) {
    hf_processor_allow(test_paths[i]);
    both_keys();
  }
}

/* Of all lengths, also those that are not a multiple of what is decrypted at once. */
static void iv_before(void) {
  struct test_random r = {5};
  uint8_t key[16], record[16 + 320], copy[16 + 320];
  struct hf_aes seal, open;
  test_random_fill(&r, key, 16);
  test_random_fill(&r, record, sizeof record);
  memcpy(copy, record, sizeof record);
  hf_aes_encrypt_start(&seal, key, 16);
  hf_aes_decrypt_start(&open, key, 16);
  for (size_t n = 0; n <= 320; n += 16) {
    hf_cbc_encrypt(&seal, record, record + 16, n);
    cr_assert(n == 0 || memcmp(record + 16, copy + 16, n) != 0);
    hf_cbc_decrypt(&open, record, record + 16, n);
    cr_assert_arr_eq(record, copy, sizeof record);
  }
}

Test(crypto_cbc, iv_may_stand_before_the_data) {
  for (size_t i = 0; i < test_paths_n; i++) {
    hf_processor_allow(test_paths[i]);
    iv_before();
  }
}

static void key_sizes(void) {
  uint8_t key[64] = {0};
  struct hf_aes aes;
  for (size_t n = 0; n <= 64; n++) {
    const int good = n == 16 || n == 24 || n == 32;
    cr_assert_eq(hf_aes_encrypt_start(&aes, key, n), good ? 0 : -1);
    cr_assert_eq(aes.use, good ? HF_AES_ENCRYPTS : HF_AES_NOTHING);
    cr_assert_eq(hf_aes_decrypt_start(&aes, key, n), good ? 0 : -1);
    cr_assert_eq(aes.use, good ? HF_AES_DECRYPTS : HF_AES_NOTHING);
  }
}

Test(crypto_cbc, other_key_sizes_are_refused) {
  for (size_t i = 0; i < test_paths_n; i++) {
    hf_processor_allow(test_paths[i]);
    key_sizes();
  }
}
