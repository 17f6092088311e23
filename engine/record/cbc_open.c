/* Opening what was MACed, then encrypted (RFC 5246 6.2.3.2). */
#include "crypto/cbc.h"
#include "crypto/ct.h"
#include "record/cbc_check.h"

uint32_t hf_cbc_check(const struct hf_record_state *s, uint8_t type, const uint8_t *plain, uint32_t n,
                      uint32_t *content_n) {
  struct hf_cbc_work work;
  uint32_t mac_n = s->tag_n;
  uint32_t most = n - mac_n - 1u;
  uint32_t least = most > HF_CBC_PADDING_MAX ? most - HF_CBC_PADDING_MAX : 0u;

  uint32_t padded = hf_cbc_padding(plain, n, mac_n, content_n);
  hf_record_prefix(work.prefix, s->sequence, type, *content_n);
  hf_cbc_mac(&s->mac, plain, least, most, *content_n, &work);
  hf_cbc_find_mac(plain, n, mac_n, *content_n, work.window);
  uint32_t equal = hf_ct_equal(work.mac, work.window, mac_n);
  hf_wipe(work.window, HF_CBC_WINDOW);
  hf_wipe(work.block, HF_BLOCK_MAX);
  hf_wipe(work.chain, HF_HASH_MAX);
  hf_wipe(work.mac, HF_HASH_MAX);
  hf_wipe_hash(&work.hash);
  return padded * equal;
}

uint8_t hf_cbc_open_record(const struct hf_record_state *s, uint8_t type, uint8_t *fragment, size_t n,
                           size_t *content_n) {
  uint8_t *plain = fragment + HF_CBC_IV;
  if (n < HF_CBC_IV + 1u + s->tag_n || n % 16u != 0u)
    return HF_ERROR_RECORD_MAC_WRONG;
  size_t plain_n = n - HF_CBC_IV;
  hf_cbc_decrypt(&s->aes, fragment, plain, plain_n);
  uint32_t length = 0u;
  if (hf_cbc_check(s, type, plain, (uint32_t)plain_n, &length) == 0u)
    return HF_ERROR_RECORD_MAC_WRONG;
  *content_n = length;
  return HF_OK;
}
