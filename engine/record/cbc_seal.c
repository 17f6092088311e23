/* MAC, then pad, then encrypt (RFC 5246 6.2.3.2). */
#include "crypto/cbc.h"
#include "record/cbc_record.h"
#include "record/layout.h"

void hf_cbc_seal_record(const struct hf_record_state *s, uint8_t type, uint8_t *fragment, size_t n, const uint8_t *iv) {
  struct hf_hash mac;
  uint8_t prefix[HF_PREFIX];
  uint8_t *content = fragment + HF_CBC_IV;
  size_t tag_n = s->tag_n;
  size_t padding_n = 16u - (n + tag_n) % 16u;

  hf_record_prefix(prefix, (uint64_t)s->sequence, type, n);
  hf_hmac_start(&mac, &s->mac);
  hf_hash_update(&mac, prefix, HF_PREFIX);
  hf_hash_update(&mac, content, n);
  hf_hmac_finish(&mac, &s->mac, content + n);
  hf_fill(content + n + tag_n, (uint8_t)(padding_n - 1u), padding_n);
  hf_copy(fragment, iv, HF_CBC_IV);
  hf_cbc_encrypt(&s->aes, fragment, content, n + tag_n + padding_n);
}
