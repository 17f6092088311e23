/* sources: engine/crypto/[a-oq-w]*.c engine/crypto/pkcs1.c engine/crypto/pss.c */
#include "check.h"
#include "crypto/bytes.h"
#include "crypto/cbc.h"
#include "crypto/ct.h"
#include "crypto/gcm.h"
#include "crypto/hmac.h"
#include "crypto/rsa.h"
#include "crypto/signature.h"

#define K 256u

static uint8_t em[K];
static uint8_t other[K];
static uint8_t out[64];

static void constant_time(void) {
  static const uint32_t numbers[] = {0, 1, 2, 255, 256, 65535, 0x7ffffffe, 0x7fffffff};
  static const uint8_t bytes[] = {0, 1, 2, 127, 128, 254, 255};
  for (uint32_t i = 0; i < 8u; i++) {
    check(hf_ct_is_zero(numbers[i]) == (numbers[i] == 0u), "is_zero");
    for (uint32_t k = 0; k < 8u; k++) {
      check(hf_ct_less(numbers[i], numbers[k]) == (numbers[i] < numbers[k]), "less");
      check(hf_ct_same(numbers[i], numbers[k]) == (numbers[i] == numbers[k]), "same");
      check(hf_ct_select32(i % 2u, numbers[i], numbers[k]) == (i % 2u ? numbers[i] : numbers[k]), "select32");
    }
  }
  for (uint32_t i = 0; i < 7u; i++)
    for (uint32_t k = 0; k < 7u; k++) {
      check(hf_ct_differs(bytes[i], bytes[k]) == (bytes[i] != bytes[k]), "differs");
      check(hf_ct_select8(k % 2u, bytes[i], bytes[k]) == (k % 2u ? bytes[i] : bytes[k]), "select8");
    }
  hf_fill(out, 7, 20);
  hf_fill(other, 9, 20);
  hf_ct_copy(0, out, other, 20);
  check(out[19] == 7, "not copied");
  check(hf_ct_equal(out, other, 20) == 0u && hf_ct_equal(out, other, 0) == 1u, "equal");
  hf_ct_copy(1, out, other, 20);
  check(hf_ct_equal(out, other, 20) == 1u, "copied");
}

static void bytes(void) {
  hf_write16(out, 0xfedc);
  hf_write24(out + 2, 0xfedcba);
  hf_write32(out + 5, 0xfedcba98u);
  hf_write64(out + 9, 0xfedcba9876543210u);
  check(hf_read16(out) == 0xfedc && hf_read24(out + 2) == 0xfedcba && hf_read32(out + 5) == 0xfedcba98u &&
            hf_read64(out + 9) == 0xfedcba9876543210u,
        "numbers");
  hf_copy(other, out, 17);
  check(hf_ct_equal(other, out, 17) == 1u, "copy");
  hf_wipe(out, 17);
  check(out[0] == 0 && out[16] == 0, "wipe");
  hf_copy(other, out, 0);
}

/* RFC 4231 4.3: the key "Jefe". */
static void hmac(void) {
  static const uint8_t key[4] = {0x4a, 0x65, 0x66, 0x65};
  static const uint8_t data[28] = {0x77, 0x68, 0x61, 0x74, 0x20, 0x64, 0x6f, 0x20, 0x79, 0x61, 0x20, 0x77, 0x61, 0x6e,
                                   0x74, 0x20, 0x66, 0x6f, 0x72, 0x20, 0x6e, 0x6f, 0x74, 0x68, 0x69, 0x6e, 0x67, 0x3f};
  static const uint8_t wanted[4] = {0x5b, 0xdc, 0xc1, 0x46};
  struct hf_hmac_key k;
  struct hf_hash h;
  hf_hmac_key(&k, HF_HASH_SHA256, key, sizeof key);
  hf_hmac_start(&h, &k);
  hf_hash_update(&h, data, sizeof data);
  hf_hmac_finish(&h, &k, out);
  check(hf_ct_equal(out, wanted, 4) == 1u, "HMAC");
  hf_fill(em, 0xaa, 200); /* longer than a block */
  hf_hmac_key(&k, HF_HASH_SHA384, em, 200);
  hf_wipe_hmac_key(&k);
}

static void pkcs1(void) {
  hf_fill(em, 0, K);
  for (uint32_t i = 0; i < K; i++)
    em[i] = (uint8_t)(i * 7u + 1u);
  em[5] = 0;
  hf_fill(other, 3, 48);
  check(hf_pkcs1_encrypt_block(em, K, other, 48) == 0, "encryption block");
  hf_fill(other + 48, 0xaa, 48);
  hf_pkcs1_recover(em, K, 3, 3, other + 48, out);
  check(out[0] == 3 && out[47] == 3, "recovered");
  em[77] = 0;
  hf_pkcs1_recover(em, K, 3, 3, other + 48, out);
  check(out[0] == 0xaa, "replaced");
  hf_fill(em, 0, K);
  check(hf_pkcs1_encrypt_block(em, K, other, 48) == -1, "a broken source");
  hf_pkcs1_sign_block(em, K, HF_HASH_SHA256, other);
  check(em[1] == 1 && em[2] == 0xff && em[K - 33u] == 0x20, "signature block");
  hf_pkcs1_sign_block(em, K, HF_HASH_SHA1, other);
}

static void pss(void) {
  for (uint32_t bits = 2041; bits <= 2048; bits += 7) {
    hf_fill(other, 5, 64);
    hf_pss_block(em, K, bits, HF_HASH_SHA256, other, other + 32);
    check(hf_pss_check(em, K, bits, HF_HASH_SHA256, other) == 0, "PSS");
    hf_pss_block(em, K, bits, HF_HASH_SHA256, other, other + 32);
    em[100] = (uint8_t)(em[100] + 1u);
    check(hf_pss_check(em, K, bits, HF_HASH_SHA256, other) != 0, "PSS, changed");
  }
  check(hf_bit_size(0x80, K) == 2048 && hf_bit_size(1, K) == 2041, "bits");
}

/* Test case 2 of the GCM specification: sixteen zeroes under a key of zeroes. */
static void gcm(void) {
  static const uint8_t nonce[12];
  static const uint8_t wanted[4] = {0x03, 0x88, 0xda, 0xce};
  struct hf_aes aes;
  uint8_t h[16];
  uint8_t tag[16];
  hf_fill(other, 0, 64);
  check(hf_gcm_start(&aes, h, other, 16) == 0, "GCM key");
  hf_gcm_seal(&aes, h, nonce, other + 32, 0, other, 16, tag);
  check(hf_ct_equal(other, wanted, 4) == 1u, "GCM");
  check(hf_gcm_open(&aes, h, nonce, other + 32, 0, other, 16, tag) == 0 && other[0] == 0, "GCM opened");
  hf_gcm_seal(&aes, h, nonce, other + 32, 13, other, 31, tag);
  tag[3] = (uint8_t)(tag[3] + 1u);
  check(hf_gcm_open(&aes, h, nonce, other + 32, 13, other, 31, tag) == -1, "GCM refused");
}

static void cbc(void) {
  struct hf_aes to;
  struct hf_aes from;
  static const uint8_t iv[16] = {1, 2, 3};
  hf_fill(other, 4, 64);
  check(hf_aes_encrypt_start(&to, em, 32) == 0 && hf_aes_decrypt_start(&from, em, 32) == 0, "CBC keys");
  hf_cbc_encrypt(&to, iv, other, 64);
  check(other[0] != 4 || other[1] != 4, "CBC encrypts");
  hf_cbc_decrypt(&from, iv, other, 64);
  check(other[0] == 4 && other[63] == 4, "CBC decrypts");
  hf_cbc_decrypt(&from, iv, other, 0);
  hf_wipe_aes(&to);
}

static void ecdsa(void) {
  uint8_t r[48];
  uint8_t s[48];
  hf_fill(r, 0xff, 32);
  hf_fill(s, 0, 32);
  s[31] = 9;
  size_t n = hf_ecdsa_write(em, 32, r, s);
  hf_fill(other, 1, 96);
  check(hf_ecdsa_read(em, n, 32, other, other + 48) == 0, "ECDSA value");
  check(hf_ct_equal(other, r, 32) == 1u && other[48 + 31] == 9, "ECDSA value read");
  check(hf_ecdsa_read(em, n - 1u, 32, other, other + 48) == -1, "ECDSA value cut short");
  em[1] = (uint8_t)(em[1] + 1u);
  check(hf_ecdsa_read(em, n, 32, other, other + 48) == -1, "ECDSA value with a wrong length");
}

int main(void) {
  constant_time();
  bytes();
  hmac();
  pkcs1();
  pss();
  gcm();
  cbc();
  ecdsa();
  report();
  return 0;
}
