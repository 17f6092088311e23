/* The check of a CBC record's padding and MAC (RFC 5246 6.2.3.2; Lucky 13): all of the decrypted text is secret. */
#include "record/record.h"
#include "ct/secret.h"
#include "record/cbc_check.h"
#include <stdio.h>
#include <string.h>

#define MOST 640u

static uint8_t plain[MOST];

/* n bytes that end with a MAC over content_n bytes and with padding of `padding_n` bytes; none of it need be right. */
static void lay_out(const struct hf_record_state *s, size_t n, size_t padding_n) {
  struct hf_hash mac;
  uint8_t prefix[HF_PREFIX];
  memset(plain, 0xab, sizeof plain);
  if (padding_n + s->tag_n > n)
    return;
  size_t content_n = n - padding_n - s->tag_n;
  hf_record_prefix(prefix, s->sequence, 23, content_n);
  hf_hmac_start(&mac, &s->mac);
  hf_hash_update(&mac, prefix, sizeof prefix);
  hf_hash_update(&mac, plain, content_n);
  hf_hmac_finish(&mac, &s->mac, plain + content_n);
  memset(plain + content_n + s->tag_n, (int)(padding_n - 1), padding_n);
}

/* 1 when the check of n secret bytes did not say what it should. */
static int wrong(const struct hf_record_state *s, uint32_t n, uint32_t wanted) {
  uint32_t content_n = 0;
  secret(plain, n);
  uint32_t good = hf_cbc_check(s, 23, plain, n, &content_n);
  reveal(plain, n);
  reveal(&good, sizeof good);
  return good != wanted;
}

static int try_hash(uint8_t hash, uint8_t mac_n) {
  static const uint8_t key[48] = {1, 2, 3};
  struct hf_record_state s;
  int failed = hf_record_keys(&s, HF_PROTECTION_CBC, hash, key, mac_n, key, 16, key, 0, 1) != HF_OK;
  for (uint32_t n = 64; n <= MOST; n += 192) {
    for (uint32_t padding_n = 1; padding_n <= 256; padding_n += 17) {
      lay_out(&s, n, padding_n);
      failed |= wrong(&s, n, padding_n + mac_n <= n);
      lay_out(&s, n, padding_n);
      plain[n - 1] ^= 1;
      failed |= wrong(&s, n, 0);
      lay_out(&s, n, padding_n);
      plain[0] ^= 1;
      failed |= wrong(&s, n, 0);
    }
  }
  return failed;
}

int main(void) {
  int failed = try_hash(HF_HASH_SHA1, 20) | try_hash(HF_HASH_SHA256, 32) | try_hash(HF_HASH_SHA384, 48);
  if (failed)
    puts("record: a CBC check said the wrong thing");
  return failed;
}
