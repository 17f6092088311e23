/* Protection of records (RFC 5246 6.2): from content to the bytes that travel, and back. Everything happens in place.

   A record to be sent is laid out so that nothing moves when it is sealed:

       record: header (5) | explicit nonce or IV | content | MAC, padding or tag; under TLS 1.3 its type, too
               `---- hf_record_before ---------'           `-- hf_record_after -'

   The caller writes the content at record + hf_record_before and calls hf_record_seal, which fills in all the rest.
   A state belongs to one direction of one connection: one that seals never opens. */
#ifndef HANDFAST_RECORD_RECORD_H
#define HANDFAST_RECORD_RECORD_H
#include "crypto/hmac.h"
#include "generated/errors.h"
#include "handfast/record.h"
#include <stdbool.h>

/* No record has this sequence number: the one before is the last. RFC 5246 6.1 allows twice as many. */
#define HF_SEQUENCE_END 0x7fffffffffffffff
#define HF_FRAGMENT_MAX (HF_PLAINTEXT_MAX + HF_EXPANSION_MAX)

/*@ // Bytes of which nothing can be learnt any more.
  predicate hf_zeroed{L}(uint8_t *p, integer n) = \forall integer i; 0 <= i < n ==> p[i] == 0;

  // What the sizes in a state are, for each protection.
  predicate hf_is_mac(integer id, integer n) =
    (id == HF_HASH_SHA1 && n == 20) || (id == HF_HASH_SHA256 && n == 32) || (id == HF_HASH_SHA384 && n == 48);

  predicate hf_cbc_keyed(struct hf_record_state *s) =
    s->sequence >= 0 && s->explicit_n == 16 && hf_is_mac(s->mac.id, s->tag_n) && hmac_usable(&s->mac);

  // TLS 1.3 (RFC 8446 5.2): the content's type stands behind it, inside of the protection.
  predicate hf_is_inner(integer protection) =
    protection == HF_PROTECTION_TLS13_GCM || protection == HF_PROTECTION_TLS13_CHACHA20_POLY1305;

  predicate hf_record_ready(struct hf_record_state *s) = s->sequence >= 0 && (
    (s->protection == HF_PROTECTION_NULL && s->explicit_n == 0 && s->tag_n == 0) ||
    ((s->protection == HF_PROTECTION_CBC || s->protection == HF_PROTECTION_CBC_ENCRYPT_THEN_MAC) &&
      hf_cbc_keyed(s)) ||
    (s->protection == HF_PROTECTION_GCM && s->explicit_n == 8 && s->tag_n == 16) ||
    (s->protection == HF_PROTECTION_CHACHA20_POLY1305 && s->explicit_n == 0 && s->tag_n == 16) ||
    (hf_is_inner(s->protection) && s->explicit_n == 0 && s->tag_n == 16));

  // The sizes of a record's parts: functions of what a state says of them, not of where it stands.
  logic integer hf_after_of(integer protection, integer tag_n, integer content_n) =
    protection == HF_PROTECTION_CBC ? tag_n + 16 - (content_n + tag_n) % 16 :
    protection == HF_PROTECTION_CBC_ENCRYPT_THEN_MAC ? 16 - content_n % 16 + tag_n :
    protection == HF_PROTECTION_TLS13_GCM || protection == HF_PROTECTION_TLS13_CHACHA20_POLY1305 ? 1 + tag_n : tag_n;
  logic integer hf_fragment_of(integer protection, integer explicit_n, integer tag_n, integer content_n) =
    explicit_n + content_n + hf_after_of(protection, tag_n, content_n);
*/

#define hf_before(s) (HF_RECORD_HEADER + (s)->explicit_n)
#define hf_after(s, n) hf_after_of((s)->protection, (s)->tag_n, n)
#define hf_fragment(s, n) hf_fragment_of((s)->protection, (s)->explicit_n, (s)->tag_n, n)

/* No protection yet: what a connection begins with in both directions (RFC 5246 6.1). */
/*@ requires \valid(s);
  @ HF_TOTAL;
  @ assigns *s;
  @ ensures hf_record_ready(s);
  @ ensures s->protection == HF_PROTECTION_NULL && s->sequence == 0; */
void hf_record_start(struct hf_record_state *s);

/* Puts keys of the key block into a state (RFC 5246 6.3); the sequence number begins at zero. All sizes are bytes.
   protection: enum hf_protection, not NULL. opening: 1 for the state of what comes in, 0 for what goes out.
   CBC: mac_hash is HF_HASH_SHA1, _SHA256 or _SHA384 and mac_n its size, key_n 16 or 32, iv_n 0.
   GCM: mac_n 0, key_n 16 or 32, iv_n 4 (the salt). ChaCha20-Poly1305: mac_n 0, key_n 32, iv_n 12.
   Answers HF_OK, or HF_ERROR_PROVIDER_FAILED for anything else: then the state neither seals nor opens. */
/*@ requires \valid(s);
  @ requires \valid_read(mac_key + (0 .. mac_n - 1));
  @ requires \valid_read(key + (0 .. key_n - 1));
  @ requires \valid_read(iv + (0 .. iv_n - 1));
  @ requires \separated(s, mac_key + (0 .. mac_n - 1));
  @ requires \separated(s, key + (0 .. key_n - 1));
  @ requires \separated(s, iv + (0 .. iv_n - 1));
  @ HF_TOTAL;
  @ assigns *s;
  @ ensures \result == HF_OK || \result == HF_ERROR_PROVIDER_FAILED;
  @ ensures hf_record_ready(s);
  @ ensures \result == HF_OK ==> s->protection == protection && s->sequence == 0;
  @ ensures \result != HF_OK ==> s->sequence == HF_SEQUENCE_END; */
enum hf_error hf_record_keys(struct hf_record_state *s, uint32_t protection, uint32_t mac_hash, const uint8_t *mac_key,
                             size_t mac_n, const uint8_t *key, size_t key_n, const uint8_t *iv, size_t iv_n,
                             uint32_t opening);

/* Bytes of a record before its content: the header and the explicit nonce or IV. */
/*@ requires \valid_read(s) && hf_record_ready(s);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == hf_before(s) <= HF_RECORD_HEADER + HF_SEAL_BEFORE; */
size_t hf_record_before(const struct hf_record_state *s);

/* Bytes of a record behind content_n bytes of content. */
/*@ requires \valid_read(s) && hf_record_ready(s);
  @ requires content_n <= HF_PLAINTEXT_MAX;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == hf_after(s, content_n) <= HF_SEAL_AFTER; */
size_t hf_record_after(const struct hf_record_state *s, size_t content_n);

/* The most content, at most 2^14 bytes, whose record fits into room bytes; 0 also when no record fits. */
/*@ requires \valid_read(s) && hf_record_ready(s);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <= HF_PLAINTEXT_MAX;
  @ ensures \result > 0 ==> hf_before(s) + \result + hf_after(s, \result) <= room;
  @ ensures most: \result < HF_PLAINTEXT_MAX ==> hf_before(s) + \result + 1 + hf_after(s, \result + 1) > room; */
size_t hf_record_content_max(const struct hf_record_state *s, size_t room);

/* True: the type of a record's content stands inside of its protection, as RFC 8446 5.2 has it. */
/*@ requires \valid_read(s);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <==> hf_is_inner(s->protection); */
bool hf_record_is_inner(const struct hf_record_state *s);

/* Seals content_n bytes at record + hf_record_before(s) as a record of a type, and sets *record_n to its size.
   iv: 16 random bytes for CBC (RFC 5246 6.2.3.2), fresh for each record; else it may be NULL. Answers HF_OK, or with *record_n 0 and
   nothing written: HF_ERROR_RECORD_TOO_LONG for more than 2^14 bytes, HF_ERROR_SEQUENCE_EXHAUSTED after 2^63 - 1 records. */
/*@ requires \valid(s) && hf_record_ready(s) && \valid(record_n) && \separated(s, record_n);
  @ requires content_n <= HF_PLAINTEXT_MAX ==>
      \valid(record + (0 .. HF_RECORD_HEADER + hf_fragment(s, content_n) - 1));
  @ requires \separated(s, record + (0 .. HF_RECORD_HEADER + hf_fragment(s, content_n) - 1));
  @ requires \separated(record_n, record + (0 .. HF_RECORD_HEADER + hf_fragment(s, content_n) - 1));
  @ requires s->explicit_n == 16 ==> \valid_read(iv + (0 .. 15));
  @ requires s->explicit_n == 16 ==>
      \separated(iv + (0 .. 15), record + (0 .. HF_RECORD_HEADER + hf_fragment(s, content_n) - 1));
  @ requires s->explicit_n == 16 ==> \separated(iv + (0 .. 15), s);
  @ requires s->explicit_n == 16 ==> \separated(iv + (0 .. 15), record_n);
  @ HF_TOTAL;
  @ assigns s->sequence, *record_n, record[0 .. HF_RECORD_HEADER + hf_fragment(s, content_n) - 1];
  @ ensures hf_record_ready(s);
  @ ensures content_n > HF_PLAINTEXT_MAX ==> \result == HF_ERROR_RECORD_TOO_LONG;
  @ ensures content_n <= HF_PLAINTEXT_MAX && \old(s->sequence) == HF_SEQUENCE_END ==>
      \result == HF_ERROR_SEQUENCE_EXHAUSTED;
  @ ensures content_n <= HF_PLAINTEXT_MAX && \old(s->sequence) < HF_SEQUENCE_END ==>
      \result == HF_OK || \result == HF_ERROR_PROVIDER_FAILED;
  @ ensures next: \result == HF_OK || \result == HF_ERROR_PROVIDER_FAILED ==> s->sequence == \old(s->sequence) + 1;
  @ ensures \result == HF_ERROR_RECORD_TOO_LONG || \result == HF_ERROR_SEQUENCE_EXHAUSTED ==>
      s->sequence == \old(s->sequence);
  @ ensures \result == HF_OK ==> *record_n == HF_RECORD_HEADER + hf_fragment(s, content_n);
  @ ensures \result != HF_OK ==> *record_n == 0; */
enum hf_error hf_record_seal(struct hf_record_state *s, uint8_t type, uint8_t *record, size_t content_n,
                             const uint8_t *iv, uint32_t *record_n);

/* Opens a record in place: record[0 .. 4] is its header, already checked, *type the type that stands there, and fragment_n bytes
   follow. On HF_OK its content is *content_n bytes at record + *content_at, and *type is the content's. Otherwise both are 0, no plaintext
   is left in the record, and the connection must end:
   HF_ERROR_RECORD_TOO_LONG     the fragment, or its content, is longer than it may be
   HF_ERROR_RECORD_MAC_WRONG    whatever else is wrong with it; time and trace do not tell what (RFC 5246 6.2.3.2)
   HF_ERROR_UNEXPECTED_MESSAGE  under TLS 1.3: it holds zeroes alone, and so no type (RFC 8446 5.4)
   HF_ERROR_SEQUENCE_EXHAUSTED  2^63 - 1 records were opened */
/*@ requires \valid(s) && hf_record_ready(s);
  @ requires \valid(type) && \valid(content_at) && \valid(content_n);
  @ requires \separated(type, record + (0 .. HF_RECORD_HEADER + fragment_n - 1));
  @ requires \separated(s, type) && \separated(type, content_at) && \separated(type, content_n);
  @ requires \valid(record + (0 .. HF_RECORD_HEADER + fragment_n - 1));
  @ requires fragment_n <= 0xffff;
  @ requires \separated(s, record + (0 .. HF_RECORD_HEADER + fragment_n - 1));
  @ requires \separated(content_at, record + (0 .. HF_RECORD_HEADER + fragment_n - 1));
  @ requires \separated(content_n, record + (0 .. HF_RECORD_HEADER + fragment_n - 1));
  @ requires \separated(s, content_at);
  @ requires \separated(s, content_n);
  @ requires \separated(content_at, content_n);
  @ HF_TOTAL;
  @ assigns s->sequence, *type, *content_at, *content_n, record[HF_RECORD_HEADER .. HF_RECORD_HEADER + fragment_n - 1];
  @ ensures hf_record_ready(s);
  @ ensures \result == HF_OK || \result == HF_ERROR_RECORD_TOO_LONG || \result == HF_ERROR_RECORD_MAC_WRONG ||
      \result == HF_ERROR_SEQUENCE_EXHAUSTED || (hf_is_inner(s->protection) && \result == HF_ERROR_UNEXPECTED_MESSAGE);
  @ ensures hf_is_inner(s->protection) ? *type <= 255 : *type == \old(*type);
  @ ensures \result == HF_OK ==> *content_n <= HF_PLAINTEXT_MAX;
  @ ensures at: \result == HF_OK ==> *content_at == hf_before(s);
  @ ensures \result == HF_OK ==> *content_at + *content_n <= HF_RECORD_HEADER + fragment_n;
  @ ensures next: \result == HF_OK ==> s->sequence == \old(s->sequence) + 1;
  @ ensures \result != HF_OK ==> *content_at == 0 && *content_n == 0;
  @ ensures \result != HF_OK ==> s->sequence == \old(s->sequence);
  @ ensures wiped: \result != HF_OK && \result != HF_ERROR_SEQUENCE_EXHAUSTED ==> hf_zeroed(record + HF_RECORD_HEADER, fragment_n); */
enum hf_error hf_record_open(struct hf_record_state *s, uint32_t *type, uint8_t *record, size_t fragment_n,
                             uint32_t *content_at, uint32_t *content_n);
#endif
