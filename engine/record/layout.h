/* The fixed bytes of a record: its header, and what is authenticated before its content. */
#ifndef HANDFAST_RECORD_LAYOUT_H
#define HANDFAST_RECORD_LAYOUT_H
#include "crypto/bytes.h"
#include "record/record.h"

#define HF_PREFIX 13u

/*@ predicate hf_is_prefix(uint8_t *p, integer sequence, integer type, integer n) =
      be64(p) == sequence && p[8] == type && p[9] == 3 && p[10] == 3 && be16(p + 11) == n; */

/* Type, version 3.3 and length: the header of a record (RFC 5246 6.2.1). n: bytes in the fragment. */
/*@ requires \valid(header + (0 .. HF_RECORD_HEADER - 1)) && n <= 0xffff;
  @ HF_TOTAL;
  @ assigns header[0 .. HF_RECORD_HEADER - 1];
  @ ensures header[0] == type && header[1] == 3 && header[2] == 3 && be16(header + 3) == n; */
void hf_record_header(uint8_t header[HF_RECORD_HEADER], uint8_t type, size_t n);

/* Sequence number, type, version and length: what a MAC takes first (RFC 5246 6.2.3.1), and all that an AEAD takes beside
   the content (6.2.3.3). n: the length to be authenticated; it may be secret. */
/*@ requires \valid(prefix + (0 .. HF_PREFIX - 1)) && n <= 0xffff;
  @ HF_TOTAL;
  @ assigns prefix[0 .. HF_PREFIX - 1];
  @ ensures hf_is_prefix(prefix, sequence, type, n); */
void hf_record_prefix(uint8_t prefix[HF_PREFIX], uint64_t sequence, uint8_t type, size_t n);
#endif
