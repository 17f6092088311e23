#include "record/aead.h"
#include "record/cbc_record.h"
#include "record/layout.h"

/* Protects the content that stands in the record; the sequence number stays. */
static uint8_t protect(const struct hf_record_state *s, uint8_t type, uint8_t *fragment, size_t n, const uint8_t *iv) {
  switch (s->protection) {
  case HF_PROTECTION_CBC:
    hf_cbc_seal_record(s, type, fragment, n, iv);
    return HF_OK;
  case HF_PROTECTION_CBC_ENCRYPT_THEN_MAC:
    hf_etm_seal_record(s, type, fragment, n, iv);
    return HF_OK;
  case HF_PROTECTION_GCM:
    return hf_gcm_seal_record(s, type, fragment, n);
  case HF_PROTECTION_CHACHA20_POLY1305:
    return hf_chacha20_seal_record(s, type, fragment, n);
  default:
    return HF_OK;
  }
}

uint8_t hf_record_seal(struct hf_record_state *s, uint8_t type, uint8_t *record, size_t content_n, const uint8_t *iv,
                       size_t *record_n) {
  *record_n = 0u;
  if (content_n > HF_PLAINTEXT_MAX)
    return HF_ERROR_RECORD_TOO_LONG;
  if (s->sequence == HF_SEQUENCE_END)
    return HF_ERROR_SEQUENCE_EXHAUSTED;
  size_t fragment_n = s->explicit_n + content_n + hf_record_after(s, content_n);
  uint8_t error = protect(s, type, record + HF_RECORD_HEADER, content_n, iv);
  s->sequence += 1u;
  if (error != HF_OK)
    return error;
  hf_record_header(record, type, fragment_n);
  *record_n = HF_RECORD_HEADER + fragment_n;
  return HF_OK;
}
