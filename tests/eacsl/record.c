/* sources: engine/crypto/[a-oq-w]*.c engine/crypto/pkcs1.c engine/crypto/pss.c engine/record/*.c */
#include "record/record.h"
#include "check.h"
#include "crypto/bytes.h"

static uint8_t record[HF_RECORD_HEADER + 600];
static const uint8_t key[48] = {1, 2, 3};
static const uint8_t iv[16] = {4, 5, 6};

struct kind {
  uint8_t protection;
  uint8_t hash;
  uint8_t mac_n;
  uint8_t key_n;
  uint8_t iv_n;
};

static const struct kind kinds[] = {
    {HF_PROTECTION_CBC, HF_HASH_SHA1, 20, 16, 0},   {HF_PROTECTION_CBC, HF_HASH_SHA256, 32, 32, 0},
    {HF_PROTECTION_CBC, HF_HASH_SHA384, 48, 32, 0}, {HF_PROTECTION_CBC_ENCRYPT_THEN_MAC, HF_HASH_SHA256, 32, 16, 0},
    {HF_PROTECTION_GCM, HF_HASH_SHA256, 0, 16, 4},  {HF_PROTECTION_CHACHA20_POLY1305, HF_HASH_SHA256, 0, 32, 12}};

/* Seals n bytes, changes byte `at` by `change`, opens. */
static void once(const struct kind *k, size_t n, size_t at, uint8_t change) {
  struct hf_record_state write;
  struct hf_record_state read;
  uint32_t record_n = 0;
  uint32_t content_at = 0;
  uint32_t content_n = 0;
  uint32_t type = 23;
  hf_record_start(&write);
  check(hf_record_keys(&write, k->protection, k->hash, key, k->mac_n, key, k->key_n, iv, k->iv_n, 0) == HF_OK, "keys");
  check(hf_record_keys(&read, k->protection, k->hash, key, k->mac_n, key, k->key_n, iv, k->iv_n, 1) == HF_OK, "keys");
  hf_fill(record + hf_record_before(&write), 0x61, n);
  check(hf_record_seal(&write, 23, record, n, iv, &record_n) == HF_OK, "seal");
  check(record_n == hf_record_before(&write) + n + hf_record_after(&write, n), "size");
  check(hf_record_content_max(&write, record_n) >= n, "content_max");
  record[at] = (uint8_t)(record[at] + change);
  uint8_t error = hf_record_open(&read, &type, record, record_n - HF_RECORD_HEADER, &content_at, &content_n);
  check(error == (change != 0u ? HF_ERROR_RECORD_MAC_WRONG : HF_OK), "open");
  check(change != 0u || (content_n == n && read.sequence == 1u), "content");
}

int main(void) {
  struct hf_record_state plain;
  uint32_t at = 0;
  uint32_t n = 0;
  uint32_t type = 22;
  for (uint32_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
    once(&kinds[i], 0, 5, 0);
    once(&kinds[i], 13, 5, 0);
    once(&kinds[i], 300, 30, 1);
    once(&kinds[i], 16, 20, 0x80);
  }
  hf_record_start(&plain);
  check(hf_record_seal(&plain, 22, record, 10, iv, &n) == HF_OK && n == 15u, "without protection");
  check(hf_record_open(&plain, &type, record, 10, &at, &n) == HF_OK && at == 5u && n == 10u, "without protection");
  plain.sequence = HF_SEQUENCE_END;
  check(hf_record_seal(&plain, 22, record, 10, iv, &n) == HF_ERROR_SEQUENCE_EXHAUSTED, "the last number");
  check(hf_record_open(&plain, &type, record, 10, &at, &n) == HF_ERROR_SEQUENCE_EXHAUSTED, "the last number");
  report();
  return 0;
}
