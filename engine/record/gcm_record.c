#include "crypto/gcm.h"
#include "record/aead.h"
#include "record/layout.h"
#include "record/nonce.h"

#define EXPLICIT_NONCE 8u

enum hf_error hf_gcm_seal_record(const struct hf_record_state *s, uint8_t type, uint8_t *fragment, size_t n) {
  uint8_t nonce[HF_NONCE];
  uint8_t prefix[HF_PREFIX];
  uint8_t *content = fragment + EXPLICIT_NONCE;
  hf_write64(fragment, (uint64_t)s->sequence);
  hf_gcm_nonce(nonce, s->iv, fragment);
  /*@ assert once: hf_is_gcm_nonce(&nonce[0], &s->iv[0], s->sequence); */
  hf_record_prefix(prefix, (uint64_t)s->sequence, type, n);
  hf_gcm_seal(&s->aes, s->key, nonce, prefix, HF_PREFIX, content, n, content + n);
  return HF_OK;
}

enum hf_error hf_gcm_open_record(const struct hf_record_state *s, uint8_t type, uint8_t *fragment, size_t n,
                                 uint32_t *content_n) {
  uint8_t nonce[HF_NONCE];
  uint8_t prefix[HF_PREFIX];
  uint8_t *content = fragment + EXPLICIT_NONCE;
  if (n < EXPLICIT_NONCE + HF_AEAD_TAG)
    return HF_ERROR_RECORD_MAC_WRONG;
  size_t length = n - EXPLICIT_NONCE - HF_AEAD_TAG;
  if (length > HF_PLAINTEXT_MAX)
    return HF_ERROR_RECORD_TOO_LONG;
  hf_gcm_nonce(nonce, s->iv, fragment);
  hf_record_prefix(prefix, (uint64_t)s->sequence, type, length);
  /*@ assert nonce: is_nonce(bytes_of(&nonce[0], 12), \at(bytes_of(&s->iv[0], 4), Pre), \at(bytes_of(fragment, 8), Pre)); */
  /*@ assert data: is_additional_data(bytes_of(&prefix[0], 13), s->sequence, type, n - 24); */
  /*@ assert kept: bytes_kept{Pre,Here}(fragment, n); */
  /*@ assert key: bytes_kept{Pre,Here}(&s->key[0], 16) && aes_key(&s->aes) == \at(aes_key(&s->aes), Pre); */
  /*@ assert tag: bytes_of(content + length, 16) == \at(bytes_of(fragment + (n - 16), 16), Pre); */
  /*@ assert content: bytes_of(content, length) == \at(bytes_of(fragment + 8, n - 24), Pre); */
  if (hf_gcm_open(&s->aes, s->key, nonce, prefix, HF_PREFIX, content, length, content + length) != 0)
    return HF_ERROR_RECORD_MAC_WRONG;
  *content_n = (uint32_t)length;
  return HF_OK;
}
