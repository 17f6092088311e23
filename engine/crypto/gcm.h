/* AES-GCM (NIST SP 800-38D) with 12-byte nonces and 16-byte tags, in place. */
#ifndef HANDFAST_CRYPTO_GCM_H
#define HANDFAST_CRYPTO_GCM_H
#include "crypto/bytes.h"

#define HF_GCM_TAG 16u
#define HF_GCM_NONCE 12u
#define HF_GCM_MAX 0x1000000u /* the most bytes in one call, of data or of aad: far more than a record has */

/*@ // SP 800-38D 7.1: bytes filled up with zeroes to whole blocks.
  @ logic bytes gcm_zero2 = bytes_cat(bytes_one(0), bytes_one(0));
  @ logic bytes gcm_zero4 = bytes_cat(gcm_zero2, gcm_zero2);
  @ logic bytes gcm_zero8 = bytes_cat(gcm_zero4, gcm_zero4);
  @ logic bytes gcm_zero16 = bytes_cat(gcm_zero8, gcm_zero8);
  @ lemma gcm_zero2_is: bytes_len(gcm_zero2) == 2 && bytes_at(gcm_zero2, 0) == 0 && bytes_at(gcm_zero2, 1) == 0;
  @ lemma gcm_zero4_is: bytes_len(gcm_zero4) == 4 && \forall integer i; 0 <= i < 4 ==> bytes_at(gcm_zero4, i) == 0;
  @ lemma gcm_zero8_is: bytes_len(gcm_zero8) == 8 && \forall integer i; 0 <= i < 8 ==> bytes_at(gcm_zero8, i) == 0;
  @ lemma gcm_zero16_is: bytes_len(gcm_zero16) == 16 && \forall integer i; 0 <= i < 16 ==> bytes_at(gcm_zero16, i) == 0;
  @ logic bytes gcm_filled(bytes b) = bytes_head(bytes_cat(b, gcm_zero16), (bytes_len(b) + 15) / 16 * 16);
  @ lemma gcm_filled_len: \forall bytes b; bytes_len(gcm_filled(b)) == (bytes_len(b) + 15) / 16 * 16;
  @ lemma gcm_filled_at: \forall bytes b, integer i; 0 <= i < bytes_len(b) ==> bytes_at(gcm_filled(b), i) == bytes_at(b, i);
  @ lemma gcm_filled_rest: \forall bytes b, integer i; bytes_len(b) <= i < bytes_len(gcm_filled(b)) ==> bytes_at(gcm_filled(b), i) == 0;
  @ lemma gcm_filled_nothing: \forall bytes a, b; bytes_len(b) == 0 ==> bytes_cat(a, gcm_filled(b)) == a;
  @ lemma gcm_parts_len: \forall bytes a, b; bytes_len(a) % 16 == 0 ==>
  @   bytes_len(gcm_filled(bytes_cat(a, b))) == bytes_len(bytes_cat(a, gcm_filled(b)));
  @ lemma gcm_parts_first: \forall bytes a, b, integer i; 0 <= i < bytes_len(a) ==>
  @   bytes_at(gcm_filled(bytes_cat(a, b)), i) == bytes_at(bytes_cat(a, gcm_filled(b)), i);
  @ lemma gcm_parts_second: \forall bytes a, b, integer i; bytes_len(a) <= i < bytes_len(a) + bytes_len(b) ==>
  @   bytes_at(gcm_filled(bytes_cat(a, b)), i) == bytes_at(bytes_cat(a, gcm_filled(b)), i);
  @ lemma gcm_parts_rest: \forall bytes a, b, integer i; bytes_len(a) % 16 == 0 ==>
  @   bytes_len(a) + bytes_len(b) <= i < bytes_len(bytes_cat(a, gcm_filled(b))) ==>
  @   bytes_at(gcm_filled(bytes_cat(a, b)), i) == bytes_at(bytes_cat(a, gcm_filled(b)), i);
  @ lemma gcm_filled_parts: \forall bytes a, b; bytes_len(a) % 16 == 0 ==> gcm_filled(bytes_cat(a, b)) == bytes_cat(a, gcm_filled(b));
  @
  @ // What GHASH takes at last: how many bits were beside the encrypted data, and in it. And the tag.
  @ logic integer bytes_be32(bytes b, integer i) = bytes_at(b, i) * 16777216 + bytes_at(b, i + 1) * 65536 +
  @   bytes_at(b, i + 2) * 256 + bytes_at(b, i + 3);
  @ logic integer bytes_be64(bytes b, integer i) = bytes_be32(b, i) * 4294967296 + bytes_be32(b, i + 4);
  @ predicate is_gcm_lengths(bytes l, integer aad_n, integer n) = bytes_len(l) == 16 && bytes_be64(l, 0) == 8 * aad_n &&
  @   bytes_be64(l, 8) == 8 * n;
  @ logic bytes gcm_hashed(bytes h, bytes aad, bytes data, bytes lengths) =
  @   ghash(h, ghash(h, ghash(h, gcm_zero16, gcm_filled(aad)), gcm_filled(data)), lengths);
  @ predicate is_gcm_tag{L}(uint8_t *tag, bytes key, bytes h, bytes nonce, bytes aad, bytes data, bytes lengths) = \forall integer i;
  @   0 <= i < 16 ==> tag[i] == HF_XOR8(bytes_at(gcm_hashed(h, aad, data, lengths), i), counter_stream(key, nonce, 1, i));
  @ // What hf_gcm_start makes of a key.
  @ predicate gcm_keyed{L}(struct hf_aes *aes, uint8_t *h) = bytes_of(h, 16) == aes_encrypted(aes_key(aes), gcm_zero16);
  @*/

/* Expands a key of n = 16 or 32 bytes: aes for its cipher, h for GHASH. Both are secret. 0, or -1 for another size, or when
   the provider cannot. */
/*@ requires \valid(aes) && \valid(h + (0 .. 15)) && \valid_read(key + (0 .. n-1));
  @ requires \separated(aes, key + (0 .. n-1));
  @ requires \separated(aes, h + (0 .. 15));
  @ requires \separated(h + (0 .. 15), key + (0 .. n-1));
  @ HF_TOTAL;
  @ assigns *aes, h[0 .. 15];
  @ ensures \result == 0 || \result == -1;
  @ ensures aes->use == (\result == 0 ? HF_AES_ENCRYPTS : HF_AES_NOTHING);
  @ ensures \result == 0 ==> aes_key(aes) == \old(bytes_of(key, n)) && gcm_keyed(aes, h);
  @*/
int hf_gcm_start(struct hf_aes *aes, uint8_t h[16], const uint8_t *key, size_t n);

/* Encrypts data[0 .. n-1] in place and writes the tag. A nonce must never come twice under one key. */
/*@ requires n <= HF_GCM_MAX && aad_n <= HF_GCM_MAX && aes->use == HF_AES_ENCRYPTS;
  @ requires \valid_read(aes) && \valid_read(h + (0 .. 15)) && \valid_read(nonce + (0 .. 11));
  @ requires \valid_read(aad + (0 .. aad_n - 1)) && \valid(data + (0 .. n-1)) && \valid(tag + (0 .. 15));
  @ requires \separated(data + (0 .. n-1), aes);
  @ requires \separated(data + (0 .. n-1), h + (0 .. 15));
  @ requires \separated(data + (0 .. n-1), nonce + (0 .. 11));
  @ requires \separated(data + (0 .. n-1), aad + (0 .. aad_n - 1));
  @ requires \separated(data + (0 .. n-1), tag + (0 .. 15));
  @ requires \separated(tag + (0 .. 15), aes);
  @ requires \separated(tag + (0 .. 15), h + (0 .. 15));
  @ requires \separated(tag + (0 .. 15), nonce + (0 .. 11));
  @ requires \separated(tag + (0 .. 15), aad + (0 .. aad_n - 1));
  @ HF_TOTAL;
  @ assigns data[0 .. n-1], tag[0 .. 15];
  @ ensures counter_xored{Pre,Post}(data, n, aes_key(aes), \old(bytes_of(nonce, 12)), 2);
  @ ensures tag: \exists bytes lengths; is_gcm_lengths(lengths, aad_n, n) &&
  @    is_gcm_tag(tag, aes_key(aes), bytes_of(h, 16), bytes_of(nonce, 12), bytes_of(aad, aad_n), bytes_of(data, n), lengths);
  @*/
void hf_gcm_seal(const struct hf_aes *aes, const uint8_t h[16], const uint8_t nonce[12], const uint8_t *aad,
                 size_t aad_n, uint8_t *data, size_t n, uint8_t tag[16]);

/* Decrypts data[0 .. n-1] in place if the tag is right and answers 0. Otherwise -1, and the data stays encrypted. */
/*@ requires n <= HF_GCM_MAX && aad_n <= HF_GCM_MAX && aes->use == HF_AES_ENCRYPTS;
  @ requires \valid_read(aes) && \valid_read(h + (0 .. 15)) && \valid_read(nonce + (0 .. 11));
  @ requires \valid_read(aad + (0 .. aad_n - 1)) && \valid(data + (0 .. n-1)) && \valid_read(tag + (0 .. 15));
  @ requires \separated(data + (0 .. n-1), aes);
  @ requires \separated(data + (0 .. n-1), h + (0 .. 15));
  @ requires \separated(data + (0 .. n-1), nonce + (0 .. 11));
  @ requires \separated(data + (0 .. n-1), aad + (0 .. aad_n - 1));
  @ requires \separated(data + (0 .. n-1), tag + (0 .. 15));
  @ HF_TOTAL;
  @ assigns data[0 .. n-1];
  @ ensures \result == 0 || \result == -1;
  @ ensures genuine: \result == 0 ==> \old(\exists bytes lengths; is_gcm_lengths(lengths, aad_n, n) &&
  @    is_gcm_tag(tag, aes_key(aes), bytes_of(h, 16), bytes_of(nonce, 12), bytes_of(aad, aad_n), bytes_of(data, n), lengths));
  @ ensures \result == 0 ==> counter_xored{Pre,Post}(data, n, aes_key(aes), \old(bytes_of(nonce, 12)), 2);
  @ ensures \result != 0 ==> \forall integer i; 0 <= i < n ==> data[i] == \old(data[i]);
  @*/
int hf_gcm_open(const struct hf_aes *aes, const uint8_t h[16], const uint8_t nonce[12], const uint8_t *aad,
                size_t aad_n, uint8_t *data, size_t n, const uint8_t tag[16]);
#endif
