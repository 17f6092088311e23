/* The nonces of AEAD records. Each is a function of the fixed IV and the sequence number, one to one in the latter; and
   sealing spends the sequence number, so that under one key no nonce comes twice. */
#ifndef HANDFAST_RECORD_NONCE_H
#define HANDFAST_RECORD_NONCE_H
#include "crypto/bytes.h"
#include "record/record.h"

#define HF_NONCE 12u

/*@ // The byte i of a sequence number, big-endian.
  logic integer hf_sequence_byte(integer s, integer i) =
    i == 0 ? s / 0x100000000000000 % 256 : i == 1 ? s / 0x1000000000000 % 256 :
    i == 2 ? s / 0x10000000000 % 256 : i == 3 ? s / 0x100000000 % 256 :
    i == 4 ? s / 0x1000000 % 256 : i == 5 ? s / 0x10000 % 256 :
    i == 6 ? s / 0x100 % 256 : s % 256;

  // RFC 5288 3: the salt, then the explicit nonce.
  predicate hf_is_gcm_nonce(uint8_t *nonce, uint8_t *salt, integer sequence) =
    (\forall integer i; 0 <= i < 4 ==> nonce[i] == salt[i]) &&
    (\forall integer i; 0 <= i < 8 ==> nonce[4 + i] == hf_sequence_byte(sequence, i));

  // RFC 7905 2: the IV, xored with the sequence number at its end.
  predicate hf_is_chacha20_nonce(uint8_t *nonce, uint8_t *iv, integer sequence) =
    (\forall integer i; 0 <= i < 4 ==> nonce[i] == iv[i]) &&
    (\forall integer i; 0 <= i < 8 ==> nonce[4 + i] == (uint8_t)(iv[4 + i] ^ hf_sequence_byte(sequence, i)));

  lemma hf_sequence_bytes_tell: \forall integer s, t; 0 <= s < 0x10000000000000000 ==> 0 <= t < 0x10000000000000000 ==>
    (hf_sequence_byte(s, 0) == hf_sequence_byte(t, 0) && hf_sequence_byte(s, 1) == hf_sequence_byte(t, 1) &&
     hf_sequence_byte(s, 2) == hf_sequence_byte(t, 2) && hf_sequence_byte(s, 3) == hf_sequence_byte(t, 3) &&
     hf_sequence_byte(s, 4) == hf_sequence_byte(t, 4) && hf_sequence_byte(s, 5) == hf_sequence_byte(t, 5) &&
     hf_sequence_byte(s, 6) == hf_sequence_byte(t, 6) && hf_sequence_byte(s, 7) == hf_sequence_byte(t, 7)) ==> s == t;

  lemma hf_xor_tells: \forall integer a, x, y; 0 <= a < 256 ==> 0 <= x < 256 ==> 0 <= y < 256 ==>
    (uint8_t)(a ^ x) == (uint8_t)(a ^ y) ==> x == y;

  // The theorem: under one key and IV, equal nonces mean equal sequence numbers. hf_record_seal never leaves a sequence
  // number where it was or lower (`next` in its contract), so no two records get the same nonce.
  lemma hf_gcm_nonce_once{L}: \forall uint8_t *a, *b, *salt, integer s, t;
    0 <= s < 0x10000000000000000 ==> 0 <= t < 0x10000000000000000 ==>
    hf_is_gcm_nonce(a, salt, s) ==> hf_is_gcm_nonce(b, salt, t) ==>
    (\forall integer i; 0 <= i < 12 ==> a[i] == b[i]) ==> s == t;
  lemma hf_chacha20_nonce_once{L}: \forall uint8_t *a, *b, *iv, integer s, t;
    0 <= s < 0x10000000000000000 ==> 0 <= t < 0x10000000000000000 ==>
    hf_is_chacha20_nonce(a, iv, s) ==> hf_is_chacha20_nonce(b, iv, t) ==>
    (\forall integer i; 0 <= i < 12 ==> a[i] == b[i]) ==> s == t;
*/

/* out = salt | explicit_nonce, for GCM. */
/*@ requires \valid(out + (0 .. 11)) && \valid_read(salt + (0 .. 3)) && \valid_read(explicit_nonce + (0 .. 7));
  @ requires \separated(out + (0 .. 11), salt + (0 .. 3));
  @ requires \separated(out + (0 .. 11), explicit_nonce + (0 .. 7));
  @ terminates \true; exits \false;
  @ assigns out[0 .. 11];
  @ ensures \forall integer i; 0 <= i < 4 ==> out[i] == salt[i];
  @ ensures \forall integer i; 0 <= i < 8 ==> out[4 + i] == explicit_nonce[i]; */
void hf_gcm_nonce(uint8_t out[HF_NONCE], const uint8_t *salt, const uint8_t *explicit_nonce);

/* The explicit nonce of the records that we seal: the sequence number. */
/*@ requires \valid(out + (0 .. 7));
  @ terminates \true; exits \false;
  @ assigns out[0 .. 7];
  @ ensures \forall integer i; 0 <= i < 8 ==> out[i] == hf_sequence_byte(sequence, i); */
void hf_explicit_nonce(uint8_t out[8], uint64_t sequence);

/*@ requires \valid(out + (0 .. 11)) && \valid_read(iv + (0 .. 11));
  @ requires \separated(out + (0 .. 11), iv + (0 .. 11));
  @ terminates \true; exits \false;
  @ assigns out[0 .. 11];
  @ ensures hf_is_chacha20_nonce(out, iv, sequence); */
void hf_chacha20_nonce(uint8_t out[HF_NONCE], const uint8_t iv[HF_NONCE], uint64_t sequence);
#endif
