#include "crypto/bytes.h"
#include "generated/profile.h"
#include "record/aead.h"
#include "record/cbc_record.h"
#include "record/tls13_record.h"
#include <stdbool.h>

/* Has the state the AES key that its protection opens with? Not one that seals, nor one that was wiped. */
/*@ requires \valid_read(s);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result && s->protection == HF_PROTECTION_GCM ==> s->aes.use == HF_AES_ENCRYPTS;
  @ ensures \result && s->explicit_n == 16 ==> s->aes.use == HF_AES_DECRYPTS; */
static bool can_open(const struct hf_record_state *s) {
  if (s->explicit_n == 16u && s->aes.use != HF_AES_DECRYPTS)
    return false;
  return s->protection != HF_PROTECTION_GCM || s->aes.use == HF_AES_ENCRYPTS;
}

/* Removes the protection of a fragment in place; the sequence number stays. Without keys a fragment is its content. */
/*@ requires \valid_read(s) && hf_record_ready(s) && !hf_is_inner(s->protection) && \valid(content_n) && n <= HF_FRAGMENT_MAX;
  @ requires \valid(fragment + (0 .. n - 1)) && \separated(s, fragment + (0 .. n - 1));
  @ requires \separated(content_n, fragment + (0 .. n - 1));
  @ requires \separated(s, content_n);
  @ HF_TOTAL;
  @ assigns fragment[0 .. n - 1], *content_n;
  @ ensures \result == HF_OK || \result == HF_ERROR_RECORD_TOO_LONG || \result == HF_ERROR_RECORD_MAC_WRONG;
  @ ensures \result == HF_OK ==> s->explicit_n + *content_n + s->tag_n <= n; */
static enum hf_error unprotect(const struct hf_record_state *s, uint8_t type, uint8_t *fragment, size_t n,
                               uint32_t *content_n) {
  if (!can_open(s))
    return HF_ERROR_RECORD_MAC_WRONG;
  if (HF_HAS_TLS12 == 0u && s->protection != HF_PROTECTION_NULL)
    return HF_ERROR_RECORD_MAC_WRONG;
  switch (s->protection) {
  case HF_PROTECTION_CBC:
    return HF_HAS_CBC != 0u ? hf_cbc_open_record(s, type, fragment, n, content_n) : HF_ERROR_RECORD_MAC_WRONG;
  case HF_PROTECTION_CBC_ENCRYPT_THEN_MAC:
    return HF_HAS_CBC != 0u ? hf_etm_open_record(s, type, fragment, n, content_n) : HF_ERROR_RECORD_MAC_WRONG;
  case HF_PROTECTION_GCM:
    return HF_HAS_GCM != 0u ? hf_gcm_open_record(s, type, fragment, n, content_n) : HF_ERROR_RECORD_MAC_WRONG;
  case HF_PROTECTION_CHACHA20_POLY1305:
    return HF_HAS_CHACHA20_POLY1305 != 0u ? hf_chacha20_open_record(s, type, fragment, n, content_n)
                                          : HF_ERROR_RECORD_MAC_WRONG;
  default:
    *content_n = (uint32_t)n;
    return HF_OK;
  }
}

/* Opens a fragment of any length into at most 2^14 bytes of content, or wipes it. */
/*@ requires \valid_read(s) && hf_record_ready(s) && !hf_is_inner(s->protection) && \valid(content_n) && n <= 0xffff;
  @ requires \valid(fragment + (0 .. n - 1)) && \separated(s, fragment + (0 .. n - 1));
  @ requires \separated(content_n, fragment + (0 .. n - 1));
  @ requires \separated(s, content_n);
  @ HF_TOTAL;
  @ assigns fragment[0 .. n - 1], *content_n;
  @ ensures \result == HF_OK || \result == HF_ERROR_RECORD_TOO_LONG || \result == HF_ERROR_RECORD_MAC_WRONG;
  @ ensures \result == HF_OK ==> s->explicit_n + *content_n + s->tag_n <= n && *content_n <= HF_PLAINTEXT_MAX;
  @ ensures wiped: \result != HF_OK ==> *content_n == 0 && hf_zeroed(fragment, n); */
static enum hf_error open_or_wipe(const struct hf_record_state *s, uint8_t type, uint8_t *fragment, size_t n,
                                  uint32_t *content_n) {
  enum hf_error error = HF_ERROR_RECORD_TOO_LONG;
  if (n <= HF_FRAGMENT_MAX)
    error = unprotect(s, type, fragment, n, content_n);
  if (error == HF_OK && *content_n > HF_PLAINTEXT_MAX)
    error = HF_ERROR_RECORD_TOO_LONG;
  if (error != HF_OK) {
    hf_wipe(fragment, n);
    *content_n = 0u;
  }
  return error;
}

enum hf_error hf_record_open(struct hf_record_state *s, uint32_t *type, uint8_t *record, size_t fragment_n,
                             uint32_t *content_at, uint32_t *content_n) {
  enum hf_error error = HF_ERROR_SEQUENCE_EXHAUSTED;
  *content_at = 0u;
  *content_n = 0u;
  if (HF_HAS_TLS13 != 0u && hf_record_is_inner(s)) {
    error = hf_tls13_open(s, record, fragment_n, type, content_n);
  } else if (s->sequence != HF_SEQUENCE_END) {
    error = open_or_wipe(s, (uint8_t)(*type % 256u), record + HF_RECORD_HEADER, fragment_n, content_n);
    s->sequence = s->sequence + (error == HF_OK ? 1 : 0);
  }
  if (error == HF_OK)
    *content_at = (uint32_t)hf_record_before(s);
  return error;
}
