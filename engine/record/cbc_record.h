/* Records under AES-CBC with HMAC. */
#ifndef HANDFAST_RECORD_CBC_RECORD_H
#define HANDFAST_RECORD_CBC_RECORD_H
#include "record/record.h"

#define HF_CBC_IV 16u
#define HF_CBC_PLAIN_MAX (HF_FRAGMENT_MAX - HF_CBC_IV) /* bytes in the longest decrypted fragment */

/* MAC, then encrypt (RFC 5246 6.2.3.2): fragment is IV (16) | content (n) | MAC and padding (written here). */
/*@ requires \valid_read(s) && hf_cbc_keyed(s) && n <= HF_PLAINTEXT_MAX;
  @ requires s->protection == HF_PROTECTION_CBC && s->aes.use == HF_AES_ENCRYPTS;
  @ requires \valid(fragment + (0 .. hf_fragment(s, n) - 1)) && \valid_read(iv + (0 .. 15));
  @ requires \separated(s, fragment + (0 .. hf_fragment(s, n) - 1));
  @ requires \separated(iv + (0 .. 15), fragment + (0 .. hf_fragment(s, n) - 1));
  @ HF_TOTAL;
  @ assigns fragment[0 .. hf_fragment(s, n) - 1]; */
void hf_cbc_seal_record(const struct hf_record_state *s, uint8_t type, uint8_t *fragment, size_t n, const uint8_t *iv);

/* Encrypt, then MAC (RFC 7366): fragment is IV (16) | content (n) | padding and MAC (written here). */
/*@ requires \valid_read(s) && hf_cbc_keyed(s) && n <= HF_PLAINTEXT_MAX;
  @ requires s->protection == HF_PROTECTION_CBC_ENCRYPT_THEN_MAC && s->aes.use == HF_AES_ENCRYPTS;
  @ requires \valid(fragment + (0 .. hf_fragment(s, n) - 1)) && \valid_read(iv + (0 .. 15));
  @ requires \separated(s, fragment + (0 .. hf_fragment(s, n) - 1));
  @ requires \separated(iv + (0 .. 15), fragment + (0 .. hf_fragment(s, n) - 1));
  @ HF_TOTAL;
  @ assigns fragment[0 .. hf_fragment(s, n) - 1]; */
void hf_etm_seal_record(const struct hf_record_state *s, uint8_t type, uint8_t *fragment, size_t n, const uint8_t *iv);

/* The content is left in the fragment behind the IV. n: bytes in the whole fragment. */
/*@ requires \valid_read(s) && hf_cbc_keyed(s) && \valid(content_n) && n <= HF_FRAGMENT_MAX;
  @ requires s->protection == HF_PROTECTION_CBC && s->aes.use == HF_AES_DECRYPTS;
  @ requires \valid(fragment + (0 .. n - 1)) && \separated(s, fragment + (0 .. n - 1));
  @ requires \separated(content_n, fragment + (0 .. n - 1));
  @ requires \separated(s, content_n);
  @ HF_TOTAL;
  @ assigns fragment[0 .. n - 1], *content_n;
  @ ensures \result == HF_OK || \result == HF_ERROR_RECORD_MAC_WRONG;
  @ ensures \result == HF_OK ==> 16 + *content_n + s->tag_n + 1 <= n; */
enum hf_error hf_cbc_open_record(const struct hf_record_state *s, uint8_t type, uint8_t *fragment, size_t n,
                                 uint32_t *content_n);

/*@ requires \valid_read(s) && hf_cbc_keyed(s) && \valid(content_n) && n <= HF_FRAGMENT_MAX;
  @ requires s->protection == HF_PROTECTION_CBC_ENCRYPT_THEN_MAC && s->aes.use == HF_AES_DECRYPTS;
  @ requires \valid(fragment + (0 .. n - 1)) && \separated(s, fragment + (0 .. n - 1));
  @ requires \separated(content_n, fragment + (0 .. n - 1));
  @ requires \separated(s, content_n);
  @ HF_TOTAL;
  @ assigns fragment[0 .. n - 1], *content_n;
  @ ensures \result == HF_OK || \result == HF_ERROR_RECORD_MAC_WRONG;
  @ ensures \result == HF_OK ==> 16 + *content_n + s->tag_n + 1 <= n; */
enum hf_error hf_etm_open_record(const struct hf_record_state *s, uint8_t type, uint8_t *fragment, size_t n,
                                 uint32_t *content_n);
#endif
