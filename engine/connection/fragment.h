/* How long fragments may be: 2^14 bytes (RFC 5246 6.2.1), or what both sides agreed on (RFC 6066 4), in either direction, or what the
   side that takes them said (RFC 8449 4). */
#ifndef HF_CONNECTION_FRAGMENT_H
#define HF_CONNECTION_FRAGMENT_H
#include "connection/sound.h"
#include "record/record.h"
#include <stdbool.h>

/* The most content of a record, by the code that was agreed on: 2^9 .. 2^12 for 1 .. 4. */
/*@ HF_TOTAL; assigns \nothing;
  @ ensures code == 1 ==> \result == 512;
  @ ensures code == 2 ==> \result == 1024;
  @ ensures code == 3 ==> \result == 2048;
  @ ensures code == 4 ==> \result == 4096;
  @ ensures code == 0 || code > 4 ==> \result == HF_PLAINTEXT_MAX; */
uint32_t hf_fragment_limit(uint32_t code);

/* How long a record that came in is as RFC 8449 4 counts: its content, or with TLS 1.3's protection all that was encrypted. */
/*@ requires \valid_read(c) && (hf_is_inner(c->read.protection) ==> c->read.tag_n <= fragment_n); HF_TOTAL; assigns \nothing;
  @ ensures hf_is_inner(c->read.protection) ==> \result == fragment_n - c->read.tag_n;
  @ ensures !hf_is_inner(c->read.protection) ==> \result == content_n; */
uint32_t hf_record_size(const struct hf_connection *c, uint32_t fragment_n, uint32_t content_n);

/* True: a protected record of this size is longer than we said we take. */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing;
  @ ensures \result <==> c->read.protection != HF_PROTECTION_NULL && c->parameters.record_size_taken != 0 &&
  @   size > c->parameters.record_size_taken; */
bool hf_record_oversized(const struct hf_connection *c, uint32_t size);

/* The most that may follow the header of a record that comes in. Where a length was agreed on, that is the content with the nonce or
   IV, the MAC or tag, and 256 bytes of padding (RFC 6066 4 counts so), or none where there is no block cipher: what is longer is not
   decrypted. */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing;
  @ ensures \result <= HF_FRAGMENT_MAX;
  @ ensures c->parameters.record_size_taken == 0 && 1 <= c->parameters.max_fragment_length <= 4 ==> \result <= 4096 + 255 + 255 + 256; */
uint32_t hf_fragment_most(const struct hf_connection *c);
#endif
