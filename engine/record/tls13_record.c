#include "record/tls13_record.h"
#include "crypto/bytes.h"
#include "crypto/gcm.h"
#include "generated/profile.h"
#include "record/aead.h"
#include "record/layout.h"
#include "record/nonce.h"
#include <stdbool.h>

#define APPLICATION_DATA 23u

enum hf_error hf_tls13_keys(struct hf_record_state *s, uint32_t protection, const uint8_t *key, size_t key_n,
                            const uint8_t iv[12]) {
  hf_record_start(s);
  if (HF_HAS_GCM != 0u && protection == HF_PROTECTION_GCM && hf_gcm_start(&s->aes, s->key, key, key_n) == 0) {
    s->protection = HF_PROTECTION_TLS13_GCM;
  } else if (HF_HAS_CHACHA20_POLY1305 != 0u && protection == HF_PROTECTION_CHACHA20_POLY1305 && key_n == 32u) {
    hf_copy(s->key, key, 32u);
    s->protection = HF_PROTECTION_TLS13_CHACHA20_POLY1305;
  } else {
    s->sequence = HF_SEQUENCE_END;
    return HF_ERROR_PROVIDER_FAILED;
  }
  hf_copy(s->iv, iv, HF_NONCE);
  s->tag_n = HF_AEAD_TAG;
  return HF_OK;
}

/* Has the state the key that its protection needs? Not one that was wiped. */
/*@ requires \valid_read(s);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result && s->protection == HF_PROTECTION_TLS13_GCM ==> s->aes.use == HF_AES_ENCRYPTS; */
static bool is_keyed(const struct hf_record_state *s) {
  return s->protection != HF_PROTECTION_TLS13_GCM || s->aes.use == HF_AES_ENCRYPTS;
}

/* Seals n bytes in place, with the header as what is authenticated beside them; the tag is behind them. 0, or the provider cannot. */
/*@ requires \valid_read(s) && hf_tls13_ready(s) && s->sequence < HF_SEQUENCE_END && n <= HF_INNER_MAX;
  @ requires \valid(record + (0 .. HF_RECORD_HEADER + n + 15)) && \separated(s, record + (0 .. HF_RECORD_HEADER + n + 15));
  @ HF_TOTAL;
  @ assigns record[HF_RECORD_HEADER .. HF_RECORD_HEADER + n + 15]; */
static uint32_t seal(const struct hf_record_state *s, uint8_t *record, size_t n) {
  uint8_t nonce[HF_NONCE];
  uint8_t *inner = record + HF_RECORD_HEADER;
  hf_chacha20_nonce(nonce, s->iv, (uint64_t)s->sequence); /* RFC 8446 5.3: the same for every AEAD */
  /*@ assert once: hf_is_chacha20_nonce(&nonce[0], &s->iv[0], s->sequence); */
  if (!is_keyed(s))
    return 1u;
  if (HF_HAS_GCM != 0u && s->protection == HF_PROTECTION_TLS13_GCM) {
    hf_gcm_seal(&s->aes, s->key, nonce, record, HF_RECORD_HEADER, inner, n, inner + n);
    return 0u;
  }
  if (HF_HAS_CHACHA20_POLY1305 == 0u)
    return 1u;
  return hf_chacha20_poly1305_seal(s->key, nonce, record, HF_RECORD_HEADER, inner, n, inner + n) == 0 ? 0u : 1u;
}

enum hf_error hf_tls13_seal(struct hf_record_state *s, uint32_t type, uint8_t *record, size_t content_n, size_t zeroes,
                            uint32_t *record_n) {
  *record_n = 0u;
  if (content_n > HF_PLAINTEXT_MAX || zeroes > HF_PLAINTEXT_MAX - content_n)
    return HF_ERROR_RECORD_TOO_LONG;
  if (s->sequence == HF_SEQUENCE_END)
    return HF_ERROR_SEQUENCE_EXHAUSTED;
  size_t inner_n = content_n + 1u + zeroes;
  hf_record_header(record, APPLICATION_DATA, inner_n + HF_AEAD_TAG);
  record[HF_RECORD_HEADER + content_n] = (uint8_t)type;
  hf_fill(record + HF_RECORD_HEADER + content_n + 1u, 0u, zeroes);
  uint32_t failed = seal(s, record, inner_n);
  s->sequence = s->sequence + 1; /* spent, whatever came of it: no nonce comes twice */
  if (failed != 0u) {
    hf_wipe(record + HF_RECORD_HEADER, inner_n + HF_AEAD_TAG);
    return HF_ERROR_PROVIDER_FAILED;
  }
  *record_n = (uint32_t)(HF_RECORD_HEADER + inner_n + HF_AEAD_TAG);
  return HF_OK;
}

/* The bytes as far as the last one that is not zero; 0 when all are. Takes the same time for all. */
/*@ requires n <= HF_INNER_MAX && \valid_read(p + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <= n;
  @ ensures \result > 0 ==> p[\result - 1] != 0;
  @ ensures \forall integer i; \result <= i < n ==> p[i] == 0; */
static uint32_t without_zeroes(const uint8_t *p, uint32_t n) {
  uint32_t last = 0u;
  /*@ loop invariant 0 <= i <= n && 0 <= last <= i;
    @ loop invariant last > 0 ==> p[last - 1] != 0;
    @ loop invariant \forall integer j; last <= j < i ==> p[j] == 0;
    @ loop assigns i, last;
    @ loop variant n - i; */
  for (uint32_t i = 0u; i < n; i++) {
    uint32_t counts = (p[i] + 255u) / 256u;
    /*@ assert one: counts == (p[i] != 0 ? 1 : 0); */
    last = last + counts * (i + 1u - last);
  }
  return last;
}

/* Takes the protection off a fragment of at most HF_TLS13_FRAGMENT_MAX bytes, in place. */
/*@ requires \valid_read(s) && hf_tls13_ready(s) && s->sequence < HF_SEQUENCE_END && 16 <= fragment_n <= HF_TLS13_FRAGMENT_MAX;
  @ requires \valid(record + (0 .. HF_RECORD_HEADER + fragment_n - 1));
  @ requires \separated(s, record + (0 .. HF_RECORD_HEADER + fragment_n - 1));
  @ HF_TOTAL;
  @ assigns record[HF_RECORD_HEADER .. HF_RECORD_HEADER + fragment_n - 17];
  @ ensures \result == HF_OK || \result == HF_ERROR_RECORD_MAC_WRONG; */
static enum hf_error open(const struct hf_record_state *s, uint8_t *record, size_t fragment_n) {
  uint8_t nonce[HF_NONCE];
  uint8_t *inner = record + HF_RECORD_HEADER;
  size_t n = fragment_n - HF_AEAD_TAG;
  int wrong = 1;
  hf_chacha20_nonce(nonce, s->iv, (uint64_t)s->sequence);
  if (!is_keyed(s))
    return HF_ERROR_RECORD_MAC_WRONG;
  if (HF_HAS_GCM != 0u && s->protection == HF_PROTECTION_TLS13_GCM)
    wrong = hf_gcm_open(&s->aes, s->key, nonce, record, HF_RECORD_HEADER, inner, n, inner + n);
  else if (HF_HAS_CHACHA20_POLY1305 != 0u)
    wrong = hf_chacha20_poly1305_open(s->key, nonce, record, HF_RECORD_HEADER, inner, n, inner + n);
  return wrong == 0 ? HF_OK : HF_ERROR_RECORD_MAC_WRONG;
}

/* The same for a fragment of any length, and how much of it is content and type. */
/*@ requires \valid_read(s) && hf_tls13_ready(s) && s->sequence < HF_SEQUENCE_END && fragment_n <= 0xffff && \valid(inner_n);
  @ requires \valid(record + (0 .. HF_RECORD_HEADER + fragment_n - 1)) && \separated(s, inner_n);
  @ requires \separated(s, record + (0 .. HF_RECORD_HEADER + fragment_n - 1));
  @ requires \separated(inner_n, record + (0 .. HF_RECORD_HEADER + fragment_n - 1));
  @ HF_TOTAL;
  @ assigns *inner_n, record[HF_RECORD_HEADER .. HF_RECORD_HEADER + fragment_n - 1];
  @ ensures \result == HF_OK || \result == HF_ERROR_RECORD_TOO_LONG || \result == HF_ERROR_RECORD_MAC_WRONG ||
  @   \result == HF_ERROR_UNEXPECTED_MESSAGE;
  @ ensures \result == HF_OK ==> 1 <= *inner_n <= HF_INNER_MAX && *inner_n + 16 <= fragment_n <= HF_TLS13_FRAGMENT_MAX;
  @ ensures \result == HF_OK ==> record[HF_RECORD_HEADER + *inner_n - 1] != 0;
  @ ensures \result == HF_OK ==> (\forall integer i; *inner_n <= i < fragment_n - 16 ==> record[HF_RECORD_HEADER + i] == 0); */
static enum hf_error unwrap(const struct hf_record_state *s, uint8_t *record, size_t fragment_n, uint32_t *inner_n) {
  enum hf_error error;
  *inner_n = 0u;
  if (fragment_n > HF_TLS13_FRAGMENT_MAX)
    return HF_ERROR_RECORD_TOO_LONG;
  if (fragment_n < HF_AEAD_TAG)
    return HF_ERROR_RECORD_MAC_WRONG;
  error = open(s, record, fragment_n);
  if (error != HF_OK)
    return error;
  if (fragment_n - HF_AEAD_TAG > HF_INNER_MAX) /* RFC 8446 5.4: the zeroes count, too */
    return HF_ERROR_RECORD_TOO_LONG;
  *inner_n = without_zeroes(record + HF_RECORD_HEADER, (uint32_t)(fragment_n - HF_AEAD_TAG));
  return *inner_n == 0u ? HF_ERROR_UNEXPECTED_MESSAGE : HF_OK;
}

/* Refuses a record: nothing of its fragment is left. */
/*@ requires \valid(fragment + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns fragment[0 .. n - 1];
  @ ensures \result == error && hf_zeroed(fragment, n); */
static enum hf_error refuse(uint8_t *fragment, size_t n, enum hf_error error) {
  hf_wipe(fragment, n);
  return error;
}

enum hf_error hf_tls13_open(struct hf_record_state *s, uint8_t *record, size_t fragment_n, uint32_t *type,
                            uint32_t *content_n) {
  uint32_t inner_n = 0u;
  enum hf_error error;
  *type = 0u;
  *content_n = 0u;
  if (s->sequence == HF_SEQUENCE_END)
    return HF_ERROR_SEQUENCE_EXHAUSTED;
  error = unwrap(s, record, fragment_n, &inner_n);
  if (error != HF_OK)
    return refuse(record + HF_RECORD_HEADER, fragment_n, error);
  *type = record[HF_RECORD_HEADER + inner_n - 1u];
  *content_n = inner_n - 1u;
  s->sequence = s->sequence + 1;
  return HF_OK;
}
