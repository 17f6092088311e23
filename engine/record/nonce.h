/* The nonces of AEAD records. Each is a function of the fixed IV and the sequence number, one to one in the latter; and
   sealing spends the sequence number, so that under one key no nonce comes twice. */
#ifndef HANDFAST_RECORD_NONCE_H
#define HANDFAST_RECORD_NONCE_H
#include "crypto/bytes.h"
#include "record/record.h"

#define HF_NONCE 12u

/*@ // Bytes, xored with others, as a number.
  logic integer hf_xored32(uint8_t *p, uint8_t *q) =
    (p[0] ^ q[0]) * 0x1000000 + (p[1] ^ q[1]) * 0x10000 + (p[2] ^ q[2]) * 0x100 + (p[3] ^ q[3]);
  logic integer hf_xored64(uint8_t *p, uint8_t *q) = hf_xored32(p, q) * 0x100000000 + hf_xored32(p + 4, q + 4);

  // RFC 5288 3: the salt, then the explicit nonce, which is the sequence number.
  predicate hf_is_gcm_nonce(uint8_t *nonce, uint8_t *salt, integer sequence) =
    be32(nonce) == be32(salt) && be64(nonce + 4) == sequence;

  // RFC 7905 2: the IV xored with the sequence number, which is what is left of the nonce when the IV is taken off again.
  predicate hf_is_chacha20_nonce(uint8_t *nonce, uint8_t *iv, integer sequence) =
    be32(nonce) == be32(iv) && hf_xored64(nonce + 4, iv + 4) == sequence;

  lemma hf_xor_byte: \forall integer a, b; 0 <= a < 256 ==> 0 <= b < 256 ==> (a ^ b) == (uint8_t)(a ^ b);

  predicate hf_same_nonce(uint8_t *a, uint8_t *b) =
    a[0] == b[0] && a[1] == b[1] && a[2] == b[2] && a[3] == b[3] && a[4] == b[4] && a[5] == b[5] && a[6] == b[6] &&
    a[7] == b[7] && a[8] == b[8] && a[9] == b[9] && a[10] == b[10] && a[11] == b[11];

  // The theorem: under one key and IV, equal nonces mean equal sequence numbers. hf_record_seal never leaves a sequence
  // number where it was or lower (`next` in its contract), so no two records get the same nonce.
  lemma hf_gcm_nonce_once{L}: \forall uint8_t *a, *b, *salt, integer s, t;
    hf_is_gcm_nonce(a, salt, s) ==> hf_is_gcm_nonce(b, salt, t) ==>
    hf_same_nonce(a, b) ==> s == t;
  lemma hf_chacha20_nonce_once{L}: \forall uint8_t *a, *b, *iv, integer s, t;
    hf_is_chacha20_nonce(a, iv, s) ==> hf_is_chacha20_nonce(b, iv, t) ==>
    hf_same_nonce(a, b) ==> s == t;
*/

/* out = salt | explicit_nonce, for GCM. The explicit nonce of the records that we seal is the sequence number. */
/*@ requires \valid(out + (0 .. 11)) && \valid_read(salt + (0 .. 3)) && \valid_read(explicit_nonce + (0 .. 7));
  @ requires \separated(out + (0 .. 11), salt + (0 .. 3));
  @ requires \separated(out + (0 .. 11), explicit_nonce + (0 .. 7));
  @ HF_TOTAL;
  @ assigns out[0 .. 11];
  @ ensures hf_is_gcm_nonce(out, salt, be64(explicit_nonce)); */
void hf_gcm_nonce(uint8_t out[HF_NONCE], const uint8_t *salt, const uint8_t *explicit_nonce);

/*@ requires \valid(out + (0 .. 11)) && \valid_read(iv + (0 .. 11));
  @ requires \separated(out + (0 .. 11), iv + (0 .. 11));
  @ HF_TOTAL;
  @ assigns out[0 .. 11];
  @ ensures hf_is_chacha20_nonce(out, iv, sequence); */
void hf_chacha20_nonce(uint8_t out[HF_NONCE], const uint8_t iv[HF_NONCE], uint64_t sequence);
#endif
