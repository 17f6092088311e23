/* AES-GCM (NIST SP 800-38D) with 12-byte nonces and 16-byte tags, in place. */
#ifndef HANDFAST_CRYPTO_GCM_H
#define HANDFAST_CRYPTO_GCM_H
#include "crypto/octets.h"
#include "handfast/provider.h"

#define HF_GCM_TAG 16u
#define HF_GCM_NONCE 12u
#define HF_GCM_MAX 0x1000000u /* the most bytes in one call, of data or of aad: far more than a record has */

/*@ // SP 800-38D 6.4 and 7.1: octets filled up with zeroes to whole blocks; what GHASH takes; the tag.
  @ logic bytes gcm_zero16 = bytes_cat(i2osp8(0), i2osp8(0));
  @ logic bytes gcm_filled(bytes b) = bytes_head(bytes_cat(b, gcm_zero16), (bytes_len(b) + 15) / 16 * 16);
  @ logic bytes gcm_lengths(integer aad_n, integer n) = bytes_cat(i2osp8(8 * aad_n), i2osp8(8 * n));
  @ logic bytes gcm_hashed(bytes h, bytes aad, bytes data) = ghash(h, ghash(h, ghash(h, gcm_zero16, gcm_filled(aad)),
  @    gcm_filled(data)), gcm_lengths(bytes_len(aad), bytes_len(data)));
  @ predicate gcm_tag(bytes tag, bytes key, bytes h, bytes nonce, bytes aad, bytes data) = bytes_len(tag) == 16 &&
  @    (\forall integer i; 0 <= i < 16 ==>
  @       bytes_at(tag, i) == HF_XOR8(bytes_at(gcm_hashed(h, aad, data), i), counter_stream(key, nonce, 1, i)));
  @ // What hf_gcm_start makes of a key.
  @ predicate gcm_keyed{L}(struct hf_aes *aes, uint8_t *h) = bytes_of(h, 16) == aes_encrypted(aes_key(aes), gcm_zero16);
  @
  @ lemma gcm_tag_alone: \forall bytes a, b, key, h, nonce, aad, data;
  @   gcm_tag(a, key, h, nonce, aad, data) && gcm_tag(b, key, h, nonce, aad, data) ==> a == b;
  @ lemma i2osp8_len: \forall integer v; bytes_len(i2osp8(v)) == 8;
  @ lemma gcm_zero16_len: bytes_len(gcm_zero16) == 16;
  @ lemma i2osp4_zero: bytes_len(i2osp4(0)) == 4 && (\forall integer i; 0 <= i < 4 ==> bytes_at(i2osp4(0), i) == 0);
  @ lemma i2osp8_zero: \forall integer i; 0 <= i < 8 ==> bytes_at(i2osp8(0), i) == 0;
  @ lemma gcm_zero16_at: \forall integer i; 0 <= i < 16 ==> bytes_at(gcm_zero16, i) == 0;
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
  @ ensures gcm_tag(bytes_of(tag, 16), aes_key(aes), bytes_of(h, 16), bytes_of(nonce, 12), bytes_of(aad, aad_n), bytes_of(data, n));
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
  @ ensures \result == 0 <==> \old(gcm_tag(bytes_of(tag, 16), aes_key(aes), bytes_of(h, 16), bytes_of(nonce, 12), bytes_of(aad, aad_n),
  @    bytes_of(data, n)));
  @ ensures \result == 0 ==> counter_xored{Pre,Post}(data, n, aes_key(aes), \old(bytes_of(nonce, 12)), 2);
  @ ensures \result != 0 ==> \forall integer i; 0 <= i < n ==> data[i] == \old(data[i]);
  @*/
int hf_gcm_open(const struct hf_aes *aes, const uint8_t h[16], const uint8_t nonce[12], const uint8_t *aad,
                size_t aad_n, uint8_t *data, size_t n, const uint8_t tag[16]);
#endif
