/* Opening a record that was encrypted, then MACed (RFC 7366): keys and content are secret. Whether the MAC was right is
   not, and behind a good MAC neither is the padding, which the peer chose. */
#include "ct/secret.h"
#include "ct/support/verdict.h"
#include "record/record.h"
#include <stdio.h>
#include <string.h>

static uint8_t record[512];

/* A record of n bytes of content, sealed, byte `at` of it xored with `flip`, and opened: 0 when the answer is right. */
static int once(uint8_t hash, uint8_t mac_n, size_t n, size_t at, uint8_t flip) {
  static uint8_t key[48];
  static const uint8_t iv[16] = {3};
  struct hf_record_state write;
  struct hf_record_state read;
  uint32_t record_n = 0;
  uint32_t content_at = 0;
  uint32_t type = 23;
  uint32_t content_n = 0;
  secret(key, sizeof key);
  int failed = hf_record_keys(&write, HF_PROTECTION_CBC_ENCRYPT_THEN_MAC, hash, key, mac_n, key, 16, iv, 0, 0) != HF_OK;
  failed |= hf_record_keys(&read, HF_PROTECTION_CBC_ENCRYPT_THEN_MAC, hash, key, mac_n, key, 16, iv, 0, 1) != HF_OK;
  secret(record + hf_record_before(&write), n);
  failed |= hf_record_seal(&write, 23, record, n, iv, &record_n) != HF_OK;
  record[at] ^= flip;
  uint8_t error = hf_record_open(&read, &type, record, record_n - HF_RECORD_HEADER, &content_at, &content_n);
  return failed | (error != (flip ? HF_ERROR_RECORD_MAC_WRONG : HF_OK)) | (!flip && content_n != n);
}

int main(void) {
  int wrong = 0;
  verdicts_are_public = 1;
  for (size_t n = 0; n < 260; n += 51) {
    wrong |= once(HF_HASH_SHA1, 20, n, 0, 0) | once(HF_HASH_SHA1, 20, n, 30, 1);
    wrong |= once(HF_HASH_SHA256, 32, n, 0, 0) | once(HF_HASH_SHA256, 32, n, 7, 0x80);
    wrong |= once(HF_HASH_SHA384, 48, n, 0, 0) | once(HF_HASH_SHA384, 48, n, 40, 2);
  }
  if (wrong)
    puts("etm: a wrong answer");
  return wrong;
}
