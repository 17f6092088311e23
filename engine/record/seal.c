#include "generated/profile.h"
#include "record/aead.h"
#include "record/cbc_record.h"
#include "record/layout.h"
#include "record/tls13_record.h"
#include <stdbool.h>

/* Has the state the AES key that its protection seals with? Not one that opens, nor one that was wiped. */
/*@ requires \valid_read(s);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result && (s->explicit_n == 16 || s->protection == HF_PROTECTION_GCM) ==> s->aes.use == HF_AES_ENCRYPTS; */
static bool can_seal(const struct hf_record_state *s) {
  uint8_t with_aes = s->explicit_n == 16u || s->protection == HF_PROTECTION_GCM ? 1u : 0u;
  return with_aes == 0u || s->aes.use == HF_AES_ENCRYPTS;
}

/* Protects the content that stands in the fragment; the sequence number stays. */
/*@ requires \valid_read(s) && hf_record_ready(s) && !hf_is_inner(s->protection) && n <= HF_PLAINTEXT_MAX;
  @ requires \valid(fragment + (0 .. hf_fragment(s, n) - 1)) && \separated(s, fragment + (0 .. hf_fragment(s, n) - 1));
  @ requires s->explicit_n == 16 ==> \valid_read(iv + (0 .. 15));
  @ requires s->explicit_n == 16 ==> \separated(iv + (0 .. 15), fragment + (0 .. hf_fragment(s, n) - 1));
  @ HF_TOTAL;
  @ assigns fragment[0 .. hf_fragment(s, n) - 1];
  @ ensures \result == HF_OK || \result == HF_ERROR_PROVIDER_FAILED; */
static enum hf_error protect(const struct hf_record_state *s, uint8_t type, uint8_t *fragment, size_t n,
                             const uint8_t *iv) {
  if (!can_seal(s))
    return HF_ERROR_PROVIDER_FAILED;
  if (HF_HAS_TLS12 == 0u && s->protection != HF_PROTECTION_NULL)
    return HF_ERROR_PROVIDER_FAILED;
  switch (s->protection) {
  case HF_PROTECTION_CBC:
    if (HF_HAS_CBC != 0u)
      hf_cbc_seal_record(s, type, fragment, n, iv);
    return HF_HAS_CBC != 0u ? HF_OK : HF_ERROR_PROVIDER_FAILED;
  case HF_PROTECTION_CBC_ENCRYPT_THEN_MAC:
    if (HF_HAS_CBC != 0u)
      hf_etm_seal_record(s, type, fragment, n, iv);
    return HF_HAS_CBC != 0u ? HF_OK : HF_ERROR_PROVIDER_FAILED;
  case HF_PROTECTION_GCM:
    return HF_HAS_GCM != 0u ? hf_gcm_seal_record(s, type, fragment, n) : HF_ERROR_PROVIDER_FAILED;
  case HF_PROTECTION_CHACHA20_POLY1305:
    return HF_HAS_CHACHA20_POLY1305 != 0u ? hf_chacha20_seal_record(s, type, fragment, n) : HF_ERROR_PROVIDER_FAILED;
  default:
    return HF_OK;
  }
}

/* May a record with that much content be sealed? */
/*@ requires \valid_read(s);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures content_n > HF_PLAINTEXT_MAX ==> \result == HF_ERROR_RECORD_TOO_LONG;
  @ ensures content_n <= HF_PLAINTEXT_MAX && s->sequence == HF_SEQUENCE_END ==> \result == HF_ERROR_SEQUENCE_EXHAUSTED;
  @ ensures content_n <= HF_PLAINTEXT_MAX && s->sequence < HF_SEQUENCE_END ==> \result == HF_OK; */
static enum hf_error check(const struct hf_record_state *s, size_t content_n) {
  if (content_n > HF_PLAINTEXT_MAX)
    return HF_ERROR_RECORD_TOO_LONG;
  if (s->sequence == HF_SEQUENCE_END)
    return HF_ERROR_SEQUENCE_EXHAUSTED;
  return HF_OK;
}

enum hf_error hf_record_seal(struct hf_record_state *s, uint8_t type, uint8_t *record, size_t content_n,
                             const uint8_t *iv, uint32_t *record_n) {
  enum hf_error error = check(s, content_n);
  *record_n = 0u;
  if (error != HF_OK)
    return error;
  if (HF_HAS_TLS13 != 0u && hf_record_is_inner(s))
    return hf_tls13_seal(s, type, record, content_n, 0u, record_n);
  size_t fragment_n = s->explicit_n + content_n + hf_record_after(s, content_n);
  error = protect(s, type, record + HF_RECORD_HEADER, content_n, iv);
  hf_record_header(record, type, fragment_n);
  s->sequence = s->sequence + 1; /* spent, whatever came of it: no nonce comes twice */
  if (error == HF_OK)
    *record_n = (uint32_t)(HF_RECORD_HEADER + fragment_n);
  return error;
}
