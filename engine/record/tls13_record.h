/* Records of TLS 1.3 (RFC 8446 5.2 to 5.4), on the same state as those before it. What is sealed is content, its type, and zeroes to hide
   its length; to everybody else it is application data:

       record: 23, 3.3, length (5) | content | type (1) | zeroes | tag (16)

   A state belongs to one direction and one traffic secret. */
#ifndef HANDFAST_RECORD_TLS13_RECORD_H
#define HANDFAST_RECORD_TLS13_RECORD_H
#include "record/record.h"

#define HF_INNER_MAX (HF_PLAINTEXT_MAX + 1u)            /* content, type and zeroes (RFC 8446 5.4) */
#define HF_TLS13_FRAGMENT_MAX (HF_PLAINTEXT_MAX + 256u) /* RFC 8446 5.2 */
#define HF_TLS13_AFTER 17u /* bytes behind the content and before the zeroes' own: type and tag */

/*@ predicate hf_tls13_ready(struct hf_record_state *s) = hf_record_ready(s) && hf_is_inner(s->protection); */

/* The keys of a traffic secret (hf_traffic_key): sequence numbers begin at zero. protection is the suite's: HF_PROTECTION_GCM with key_n 16
   or 32, or HF_PROTECTION_CHACHA20_POLY1305 with 32; the state's is that of TLS 1.3 then. HF_OK, or HF_ERROR_PROVIDER_FAILED for anything
   else: then the state neither seals nor opens. */
/*@ requires \valid(s) && \valid_read(key + (0 .. key_n - 1)) && \valid_read(iv + (0 .. 11));
  @ requires \separated(s, key + (0 .. key_n - 1)) && \separated(s, iv + (0 .. 11));
  @ HF_TOTAL;
  @ assigns *s;
  @ ensures \result == HF_OK || \result == HF_ERROR_PROVIDER_FAILED;
  @ ensures hf_record_ready(s);
  @ ensures \result == HF_OK ==> s->sequence == 0 && hf_is_inner(s->protection);
  @ ensures \result == HF_OK ==> (s->protection == HF_PROTECTION_TLS13_GCM <==> protection == HF_PROTECTION_GCM);
  @ ensures \result != HF_OK ==> s->sequence == HF_SEQUENCE_END && s->protection == HF_PROTECTION_NULL; */
enum hf_error hf_tls13_keys(struct hf_record_state *s, uint32_t protection, const uint8_t *key, size_t key_n,
                            const uint8_t iv[12]);

/* Seals content_n bytes at record + 5, with their type and so many zeroes, and sets *record_n to the size of the record. HF_OK, or with
   *record_n 0: HF_ERROR_RECORD_TOO_LONG when content and zeroes are more than 2^14, HF_ERROR_SEQUENCE_EXHAUSTED, and with nothing of the
   content left in the clear HF_ERROR_PROVIDER_FAILED. */
/*@ requires \valid(s) && hf_tls13_ready(s) && \valid(record_n) && \separated(s, record_n);
  @ requires content_n <= HF_PLAINTEXT_MAX && zeroes <= HF_PLAINTEXT_MAX - content_n ==>
  @   \valid(record + (0 .. HF_RECORD_HEADER + content_n + zeroes + HF_TLS13_AFTER - 1));
  @ requires \separated(s, record + (0 .. HF_RECORD_HEADER + content_n + zeroes + HF_TLS13_AFTER - 1));
  @ requires \separated(record_n, record + (0 .. HF_RECORD_HEADER + content_n + zeroes + HF_TLS13_AFTER - 1));
  @ requires type <= 255;
  @ HF_TOTAL;
  @ assigns s->sequence, *record_n, record[0 .. HF_RECORD_HEADER + content_n + zeroes + HF_TLS13_AFTER - 1];
  @ ensures hf_tls13_ready(s);
  @ ensures content_n > HF_PLAINTEXT_MAX || zeroes > HF_PLAINTEXT_MAX - content_n ==> \result == HF_ERROR_RECORD_TOO_LONG;
  @ ensures content_n <= HF_PLAINTEXT_MAX && zeroes <= HF_PLAINTEXT_MAX - content_n && \old(s->sequence) < HF_SEQUENCE_END ==>
  @   \result == HF_OK || \result == HF_ERROR_PROVIDER_FAILED;
  @ ensures next: \result == HF_OK || \result == HF_ERROR_PROVIDER_FAILED ==> s->sequence == \old(s->sequence) + 1;
  @ ensures \result == HF_ERROR_RECORD_TOO_LONG || \result == HF_ERROR_SEQUENCE_EXHAUSTED ==> s->sequence == \old(s->sequence);
  @ ensures \result == HF_OK ==> *record_n == HF_RECORD_HEADER + content_n + zeroes + HF_TLS13_AFTER;
  @ ensures \result == HF_OK ==> record[0] == 23 && record[1] == 3 && record[2] == 3;
  @ ensures \result != HF_OK ==> *record_n == 0; */
enum hf_error hf_tls13_seal(struct hf_record_state *s, uint32_t type, uint8_t *record, size_t content_n, size_t zeroes,
                            uint32_t *record_n);

/* Opens a record in place: its header has been checked to be of application data, and fragment_n bytes follow. On HF_OK *type is the type of
   *content_n bytes at record + 5; whether there may be such here, and none of it, is the caller's to say. Otherwise no plaintext is left in
   the record, and the connection must end:
   HF_ERROR_RECORD_TOO_LONG     the fragment, or what it holds, is longer than it may be: record_overflow
   HF_ERROR_RECORD_MAC_WRONG    it was not sealed with this key, this sequence number and this header: bad_record_mac
   HF_ERROR_UNEXPECTED_MESSAGE  it holds zeroes alone, and so no type (RFC 8446 5.4): unexpected_message
   HF_ERROR_SEQUENCE_EXHAUSTED  2^63 - 1 records were opened
   The time that is taken does not tell how many of the bytes are zeroes. */
/*@ requires \valid(s) && hf_tls13_ready(s) && \valid(type) && \valid(content_n) && \separated(type, content_n);
  @ requires fragment_n <= 0xffff && \valid(record + (0 .. HF_RECORD_HEADER + fragment_n - 1));
  @ requires \separated(s, record + (0 .. HF_RECORD_HEADER + fragment_n - 1)) && \separated(s, type) && \separated(s, content_n);
  @ requires \separated(type, record + (0 .. HF_RECORD_HEADER + fragment_n - 1));
  @ requires \separated(content_n, record + (0 .. HF_RECORD_HEADER + fragment_n - 1));
  @ HF_TOTAL;
  @ assigns s->sequence, *type, *content_n, record[HF_RECORD_HEADER .. HF_RECORD_HEADER + fragment_n - 1];
  @ ensures hf_tls13_ready(s);
  @ ensures \result == HF_OK || \result == HF_ERROR_RECORD_TOO_LONG || \result == HF_ERROR_RECORD_MAC_WRONG ||
  @   \result == HF_ERROR_UNEXPECTED_MESSAGE || \result == HF_ERROR_SEQUENCE_EXHAUSTED;
  @ ensures \result == HF_OK ==> *content_n <= HF_PLAINTEXT_MAX && *content_n + HF_TLS13_AFTER <= fragment_n;
  @ ensures \result == HF_OK ==> 1 <= *type <= 255 && *type == record[HF_RECORD_HEADER + *content_n];
  @ ensures zeroes: \result == HF_OK ==> (\forall integer i; *content_n < i < fragment_n - 16 ==> record[HF_RECORD_HEADER + i] == 0);
  @ ensures next: \result == HF_OK ==> s->sequence == \old(s->sequence) + 1;
  @ ensures fragment_n > HF_TLS13_FRAGMENT_MAX ==> \result != HF_OK;
  @ ensures \result != HF_OK ==> *type == 0 && *content_n == 0 && s->sequence == \old(s->sequence);
  @ ensures wiped: \result != HF_OK && \result != HF_ERROR_SEQUENCE_EXHAUSTED ==> hf_zeroed(record + HF_RECORD_HEADER, fragment_n); */
enum hf_error hf_tls13_open(struct hf_record_state *s, uint8_t *record, size_t fragment_n, uint32_t *type,
                            uint32_t *content_n);
#endif
