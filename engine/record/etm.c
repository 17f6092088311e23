/* Encrypt, then MAC (RFC 7366 3): the MAC covers the IV and what was encrypted, so a forgery is never decrypted and the
   padding of a genuine record is nobody's secret oracle. */
#include "crypto/cbc.h"
#include "crypto/ct.h"
#include "record/cbc_check.h"
#include "record/cbc_record.h"
#include "record/layout.h"

/* The MAC of n bytes of IV and ciphertext. */
/*@ requires \valid_read(s) && hf_cbc_keyed(s) && n <= HF_FRAGMENT_MAX;
  @ requires \valid_read(in + (0 .. n - 1)) && \valid(tag + (0 .. s->tag_n - 1));
  @ requires \separated(s, tag + (0 .. s->tag_n - 1));
  @ HF_TOTAL;
  @ assigns tag[0 .. s->tag_n - 1]; */
static void authenticate(const struct hf_record_state *s, uint8_t type, const uint8_t *in, size_t n, uint8_t *tag) {
  struct hf_hash mac;
  uint8_t prefix[HF_PREFIX];
  hf_record_prefix(prefix, (uint64_t)s->sequence, type, n);
  hf_hmac_start(&mac, &s->mac);
  hf_hash_update(&mac, prefix, HF_PREFIX);
  hf_hash_update(&mac, in, n);
  /*@ assert id: s->mac.id == \at(s->mac.id, Pre); */
  /*@ assert kept: hmac_kept{Pre,Here}(&s->mac); */
  /*@ assert usable: hmac_usable(&s->mac) && mac.id == s->mac.id; */
  hf_hmac_finish(&mac, &s->mac, tag);
}

void hf_etm_seal_record(const struct hf_record_state *s, uint8_t type, uint8_t *fragment, size_t n, const uint8_t *iv) {
  uint8_t *content = fragment + HF_CBC_IV;
  size_t padding_n = 16u - n % 16u;
  size_t encrypted_n = n + padding_n;

  hf_copy(fragment, iv, HF_CBC_IV);
  hf_fill(content + n, (uint8_t)(padding_n - 1u), padding_n);
  hf_cbc_encrypt(&s->aes, fragment, content, encrypted_n);
  authenticate(s, type, fragment, HF_CBC_IV + encrypted_n, content + encrypted_n);
}

enum hf_error hf_etm_open_record(const struct hf_record_state *s, uint8_t type, uint8_t *fragment, size_t n,
                                 uint32_t *content_n) {
  uint8_t tag[HF_HASH_MAX];
  uint8_t *content = fragment + HF_CBC_IV;
  size_t tag_n = s->tag_n;
  if (n < HF_CBC_IV + 16u + tag_n || (n - tag_n) % 16u != 0u)
    return HF_ERROR_RECORD_MAC_WRONG;
  size_t encrypted_n = n - tag_n - HF_CBC_IV;

  authenticate(s, type, fragment, n - tag_n, tag);
  if (hf_ct_equal(tag, content + encrypted_n, tag_n) == 0u)
    return HF_ERROR_RECORD_MAC_WRONG;
  hf_cbc_decrypt(&s->aes, fragment, content, encrypted_n);
  uint32_t length = 0u;
  if (hf_cbc_padding(content, (uint32_t)encrypted_n, 0u, &length) == 0u)
    return HF_ERROR_RECORD_MAC_WRONG;
  *content_n = length;
  return HF_OK;
}
