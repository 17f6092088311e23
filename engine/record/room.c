/* How much room a record needs around its content. */
#include "record/record.h"

bool hf_record_is_inner(const struct hf_record_state *s) {
  return s->protection == HF_PROTECTION_TLS13_GCM || s->protection == HF_PROTECTION_TLS13_CHACHA20_POLY1305;
}

size_t hf_record_before(const struct hf_record_state *s) {
  return HF_RECORD_HEADER + (size_t)s->explicit_n;
}

size_t hf_record_after(const struct hf_record_state *s, size_t content_n) {
  size_t tag_n = s->tag_n;
  if (s->protection == HF_PROTECTION_CBC)
    return tag_n + 16u - (content_n + tag_n) % 16u;
  if (s->protection == HF_PROTECTION_CBC_ENCRYPT_THEN_MAC)
    return 16u - content_n % 16u + tag_n;
  return hf_record_is_inner(s) ? 1u + tag_n : tag_n;
}

/* The content that fits into n bytes behind the explicit nonce or IV; nothing counts as 0. */
/*@ requires \valid_read(s) && hf_record_ready(s);
  @ requires n <= HF_PLAINTEXT_MAX + HF_SEAL_AFTER;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <= n;
  @ ensures \result > 0 ==> \result + hf_after(s, \result) <= n;
  @ ensures \result + 1 + hf_after(s, \result + 1) > n; */
static size_t fits(const struct hf_record_state *s, size_t n) {
  size_t tag_n = s->tag_n;
  if (n < tag_n)
    return 0u;
  size_t taken = hf_record_is_inner(s) ? 1u + tag_n : tag_n;
  if (s->protection == HF_PROTECTION_CBC)
    taken = tag_n + 1u + n % 16u;
  if (s->protection == HF_PROTECTION_CBC_ENCRYPT_THEN_MAC)
    taken = tag_n + 1u + (n - tag_n) % 16u;
  return taken < n ? n - taken : 0u;
}

size_t hf_record_content_max(const struct hf_record_state *s, size_t room) {
  size_t before = hf_record_before(s);
  if (room < before)
    return 0u;
  size_t n = room - before;
  if (n > HF_PLAINTEXT_MAX + HF_SEAL_AFTER)
    n = HF_PLAINTEXT_MAX + HF_SEAL_AFTER;
  size_t content_n = fits(s, n);
  return content_n < HF_PLAINTEXT_MAX ? content_n : HF_PLAINTEXT_MAX;
}
