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
  if (hf_gcm_open(&s->aes, s->key, nonce, prefix, HF_PREFIX, content, length, content + length) != 0)
    return HF_ERROR_RECORD_MAC_WRONG;
  *content_n = (uint32_t)length;
  return HF_OK;
}
