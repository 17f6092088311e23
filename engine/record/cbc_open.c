/* Opening what was MACed, then encrypted (RFC 5246 6.2.3.2). */
#include "crypto/cbc.h"
#include "crypto/ct.h"
#include "record/cbc_check.h"

/* Does the MAC behind the content, content_n bytes, belong to it? Touches nothing behind what may be content. */
/*@ requires \valid_read(s) && hf_cbc_keyed(s) && \valid(work);
  @ requires s->tag_n < n <= HF_CBC_PLAIN_MAX && \valid_read(plain + (0 .. n - 1));
  @ requires n - s->tag_n - 1 - HF_CBC_PADDING_MAX <= content_n <= n - s->tag_n - 1;
  @ requires \separated(work, s) && \separated(work, plain + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns *work;
  @ ensures \result == 0 || \result == 1; */
static uint32_t mac_is_right(const struct hf_record_state *s, uint8_t type, const uint8_t *plain, uint32_t n,
                             uint32_t content_n, struct hf_cbc_work *work) {
  uint32_t mac_n = s->tag_n;
  uint32_t most = n - mac_n - 1u;
  uint32_t least = most > HF_CBC_PADDING_MAX ? most - HF_CBC_PADDING_MAX : 0u;
  hf_record_prefix(work->prefix, (uint64_t)s->sequence, type, content_n);
  hf_cbc_mac(&s->mac, plain, least, most, content_n, work);
  hf_cbc_find_mac(plain, n, mac_n, content_n, work->window);
  return hf_ct_equal(work->mac, work->window, mac_n);
}

/*@ requires \valid(work);
  @ HF_TOTAL;
  @ assigns *work; */
static void wipe(struct hf_cbc_work *work) {
  hf_wipe(work->window, HF_CBC_WINDOW);
  hf_wipe(work->block, HF_BLOCK_MAX);
  hf_wipe(work->chain, HF_HASH_MAX);
  hf_wipe(work->mac, HF_HASH_MAX);
  hf_wipe_hash(&work->hash);
}

uint32_t hf_cbc_check(const struct hf_record_state *s, uint8_t type, const uint8_t *plain, uint32_t n,
                      uint32_t *content_n) {
  struct hf_cbc_work work;
  uint32_t length = 0u;
  uint32_t padded = hf_cbc_padding(plain, n, s->tag_n, &length);
  uint32_t equal = mac_is_right(s, type, plain, n, length, &work);
  wipe(&work);
  *content_n = length;
  return padded * equal;
}

enum hf_error hf_cbc_open_record(const struct hf_record_state *s, uint8_t type, uint8_t *fragment, size_t n,
                                 uint32_t *content_n) {
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
