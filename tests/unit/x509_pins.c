/* Pins are SHA-256 over SubjectPublicKeyInfo (RFC 7469 2.4): what is written anew from a key must hash as what OpenSSL wrote. */
#include "generated/errors.h"
#include "support/identities.h"
#include "x509/pins.h"
#include <criterion/criterion.h>
#include <string.h>

static struct hf_public_key key_of(const char *name) {
  size_t n;
  struct hf_public_key key;
  const uint8_t *der = test_certificate(name, 0, &n);
  cr_assert_eq(hf_certificate_key(der, n, &key), HF_OK);
  return key;
}

Test(x509_pins, of_each_kind_of_key) {
  static const char *const names[] = {"server-rsa", "server-ec", "server-ec384", "server-ec521", "root-rsa8192",
                                      "root",       "root-ec",   "intermediate", "server-pss",   "server-pss384"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    struct hf_public_key key = key_of(names[i]);
    struct hf_pin pin = test_pin(names[i]);
    uint8_t made[HF_PIN_SIZE];
    hf_key_pin(&key, made);
    cr_expect_arr_eq(made, pin.sha256, HF_PIN_SIZE, "%s", names[i]);
    cr_expect_eq(hf_key_pinned(&key, &pin, 1), 1);
    cr_expect_eq(hf_key_pinned(&key, &pin, 0), 0);
    pin.sha256[31] ^= 1;
    cr_expect_eq(hf_key_pinned(&key, &pin, 1), 0);
  }
}

Test(x509_pins, any_of_a_list) {
  struct hf_public_key key = key_of("server-ec");
  struct hf_pin pins[3] = {test_pin("root"), test_pin("root-ec"), test_pin("server-ec")};
  cr_expect_eq(hf_key_pinned(&key, pins, 3), 1);
  cr_expect_eq(hf_key_pinned(&key, pins, 2), 0);
}

static uint8_t read_raw(const uint8_t *info, size_t n, struct hf_public_key *key) {
  static uint8_t buffer[2048];
  struct hf_chain chain;
  struct hf_key_place place;
  uint8_t error;
  hf_chain_start(&chain, buffer, sizeof buffer);
  cr_assert_eq(hf_chain_certificate(&chain, (uint32_t)n), HF_OK);
  cr_assert_eq(hf_chain_bytes(&chain, info, (uint32_t)n), HF_OK);
  error = hf_chain_raw_key(&chain, &place);
  hf_chain_key_at(&chain, &place, key);
  return error;
}

Test(x509_pins, raw_keys_are_read) {
  static const char *const names[] = {"server-rsa",   "server-ec",  "server-ec384",
                                      "server-ec521", "server-pss", "server-pss384"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    size_t n;
    const uint8_t *info = test_key_info(names[i], &n);
    struct hf_public_key key;
    struct hf_pin pin = test_pin(names[i]);
    cr_assert_eq(read_raw(info, n, &key), HF_OK);
    cr_expect_eq(hf_key_pinned(&key, &pin, 1), 1);
  }
}

/* Each byte changed in turn: what is still read as a key is another key. */
Test(x509_pins, no_other_bytes_are_the_same_key) {
  static const char *const names[] = {"server-rsa", "server-ec", "server-ec384", "server-ec521"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    size_t n;
    uint8_t info[600];
    const uint8_t *good = test_key_info(names[i], &n);
    struct hf_pin pin = test_pin(names[i]);
    cr_assert_leq(n, sizeof info);
    for (size_t at = 0; at < n; at++) {
      struct hf_public_key key;
      memcpy(info, good, n);
      info[at] ^= (uint8_t)(1u << at % 8);
      if (read_raw(info, n, &key) == HF_OK)
        cr_expect_eq(hf_key_pinned(&key, &pin, 1), 0, "%s: byte %zu", names[i], at);
    }
    memcpy(info, good, n);
    struct hf_public_key key;
    info[n] = 0;
    cr_expect_neq(read_raw(info, n + 1, &key), HF_OK, "a byte behind it");
    cr_expect_neq(read_raw(info, n - 1, &key), HF_OK, "a byte less");
  }
}

Test(x509_pins, weak_raw_keys) {
  size_t n;
  struct hf_public_key key;
  const uint8_t *info = test_key_info("short-key", &n);
  cr_expect_eq(read_raw(info, n, &key), HF_ERROR_CERTIFICATE_KEY_WEAK);
}
