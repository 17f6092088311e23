#include "record/aead.h"
#include "record/layout.h"
#include "record/nonce.h"

enum hf_error hf_chacha20_seal_record(const struct hf_record_state *s, uint8_t type, uint8_t *fragment, size_t n) {
  uint8_t nonce[HF_NONCE];
  uint8_t prefix[HF_PREFIX];
  hf_chacha20_nonce(nonce, s->iv, (uint64_t)s->sequence);
  /*@ assert once: hf_is_chacha20_nonce(&nonce[0], &s->iv[0], s->sequence); */
  hf_record_prefix(prefix, (uint64_t)s->sequence, type, n);
  int failed = hf_chacha20_poly1305_seal(s->key, nonce, prefix, HF_PREFIX, fragment, n, fragment + n);
  return failed != 0 ? HF_ERROR_PROVIDER_FAILED : HF_OK;
}

enum hf_error hf_chacha20_open_record(const struct hf_record_state *s, uint8_t type, uint8_t *fragment, size_t n,
                                      uint32_t *content_n) {
  uint8_t nonce[HF_NONCE];
  uint8_t prefix[HF_PREFIX];
  if (n < HF_AEAD_TAG)
    return HF_ERROR_RECORD_MAC_WRONG;
  size_t length = n - HF_AEAD_TAG;
  if (length > HF_PLAINTEXT_MAX)
    return HF_ERROR_RECORD_TOO_LONG;
  hf_chacha20_nonce(nonce, s->iv, (uint64_t)s->sequence);
  hf_record_prefix(prefix, (uint64_t)s->sequence, type, length);
  if (hf_chacha20_poly1305_open(s->key, nonce, prefix, HF_PREFIX, fragment, length, fragment + length) != 0)
    return HF_ERROR_RECORD_MAC_WRONG;
  *content_n = (uint32_t)length;
  return HF_OK;
}
