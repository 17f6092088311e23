/* Records under AES-GCM (RFC 5288) and ChaCha20-Poly1305 (RFC 7905). The same shape for each: sealing takes the content in
   place, opening takes the fragment in place; the state's sequence number is read and left as it is. */
#ifndef HANDFAST_RECORD_AEAD_H
#define HANDFAST_RECORD_AEAD_H
#include "record/record.h"

#define HF_AEAD_TAG 16u

/* fragment: explicit nonce (8, written here) | content (n) | tag (16, written here). */
/*@ requires \valid_read(s) && n <= HF_PLAINTEXT_MAX;
  @ requires s->protection == HF_PROTECTION_GCM && s->sequence >= 0 && s->explicit_n == 8 && s->tag_n == 16 && s->aes.use == HF_AES_ENCRYPTS;
  @ requires \valid(fragment + (0 .. n + 23)) && \separated(s, fragment + (0 .. n + 23));
  @ HF_TOTAL;
  @ assigns fragment[0 .. n + 23];
  @ ensures \result == HF_OK; */
enum hf_error hf_gcm_seal_record(const struct hf_record_state *s, uint8_t type, uint8_t *fragment, size_t n);

/* fragment: content (n) | tag (16, written here). */
/*@ requires \valid_read(s) && n <= HF_PLAINTEXT_MAX;
  @ requires s->protection == HF_PROTECTION_CHACHA20_POLY1305 && s->sequence >= 0 && s->explicit_n == 0 && s->tag_n == 16;
  @ requires \valid(fragment + (0 .. n + 15)) && \separated(s, fragment + (0 .. n + 15));
  @ HF_TOTAL;
  @ assigns fragment[0 .. n + 15];
  @ ensures \result == HF_OK || \result == HF_ERROR_PROVIDER_FAILED; */
enum hf_error hf_chacha20_seal_record(const struct hf_record_state *s, uint8_t type, uint8_t *fragment, size_t n);

/* The content is left in the fragment behind the explicit nonce. n: bytes in the whole fragment. */
/*@ requires \valid_read(s) && \valid(content_n) && n <= HF_FRAGMENT_MAX;
  @ requires s->protection == HF_PROTECTION_GCM && s->sequence >= 0 && s->explicit_n == 8 && s->tag_n == 16 && s->aes.use == HF_AES_ENCRYPTS;
  @ requires \valid(fragment + (0 .. n - 1)) && \separated(s, fragment + (0 .. n - 1));
  @ requires \separated(content_n, fragment + (0 .. n - 1));
  @ requires \separated(s, content_n);
  @ HF_TOTAL;
  @ assigns fragment[0 .. n - 1], *content_n;
  @ ensures \result == HF_OK || \result == HF_ERROR_RECORD_TOO_LONG || \result == HF_ERROR_RECORD_MAC_WRONG;
  @ ensures \result == HF_OK ==> *content_n + 24 == n && *content_n <= HF_PLAINTEXT_MAX; */
enum hf_error hf_gcm_open_record(const struct hf_record_state *s, uint8_t type, uint8_t *fragment, size_t n,
                                 uint32_t *content_n);

/*@ requires \valid_read(s) && \valid(content_n) && n <= HF_FRAGMENT_MAX;
  @ requires s->protection == HF_PROTECTION_CHACHA20_POLY1305 && s->sequence >= 0 && s->explicit_n == 0 && s->tag_n == 16;
  @ requires \valid(fragment + (0 .. n - 1)) && \separated(s, fragment + (0 .. n - 1));
  @ requires \separated(content_n, fragment + (0 .. n - 1));
  @ requires \separated(s, content_n);
  @ HF_TOTAL;
  @ assigns fragment[0 .. n - 1], *content_n;
  @ ensures \result == HF_OK || \result == HF_ERROR_RECORD_TOO_LONG || \result == HF_ERROR_RECORD_MAC_WRONG;
  @ ensures \result == HF_OK ==> *content_n + 16 == n && *content_n <= HF_PLAINTEXT_MAX; */
enum hf_error hf_chacha20_open_record(const struct hf_record_state *s, uint8_t type, uint8_t *fragment, size_t n,
                                      uint32_t *content_n);
#endif
