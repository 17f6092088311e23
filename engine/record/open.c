#include "crypto/bytes.h"
#include "record/aead.h"
#include "record/cbc_record.h"

/* Without keys a fragment is its content (RFC 5246 6.2.3.1). */
static uint8_t open_null(size_t n, size_t *content_n) {
  if (n > HF_PLAINTEXT_MAX)
    return HF_ERROR_RECORD_TOO_LONG;
  *content_n = n;
  return HF_OK;
}

/* Removes the protection of a fragment in place; the sequence number stays. */
static uint8_t unprotect(const struct hf_record_state *s, uint8_t type, uint8_t *fragment, size_t n,
                         size_t *content_n) {
  switch (s->protection) {
  case HF_PROTECTION_CBC:
    return hf_cbc_open_record(s, type, fragment, n, content_n);
  case HF_PROTECTION_CBC_ENCRYPT_THEN_MAC:
    return hf_etm_open_record(s, type, fragment, n, content_n);
  case HF_PROTECTION_GCM:
    return hf_gcm_open_record(s, type, fragment, n, content_n);
  case HF_PROTECTION_CHACHA20_POLY1305:
    return hf_chacha20_open_record(s, type, fragment, n, content_n);
  default:
    return open_null(n, content_n);
  }
}

uint8_t hf_record_open(struct hf_record_state *s, uint8_t type, uint8_t *record, size_t fragment_n, size_t *content_at,
                       size_t *content_n) {
  uint8_t *fragment = record + HF_RECORD_HEADER;
  *content_at = 0u;
  *content_n = 0u;
  if (s->sequence == HF_SEQUENCE_END)
    return HF_ERROR_SEQUENCE_EXHAUSTED;
  size_t n = 0u;
  uint8_t error = HF_ERROR_RECORD_TOO_LONG;
  if (fragment_n <= HF_FRAGMENT_MAX)
    error = unprotect(s, type, fragment, fragment_n, &n);
  if (error == HF_OK && n > HF_PLAINTEXT_MAX)
    error = HF_ERROR_RECORD_TOO_LONG;
  if (error != HF_OK) {
    hf_wipe(fragment, fragment_n);
    return error;
  }
  s->sequence += 1u;
  *content_at = hf_record_before(s);
  *content_n = n;
  return HF_OK;
}
