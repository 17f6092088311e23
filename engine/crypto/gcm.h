/* AES-GCM (NIST SP 800-38D) with 12-byte nonces and 16-byte tags, in place. */
#ifndef HANDFAST_CRYPTO_GCM_H
#define HANDFAST_CRYPTO_GCM_H
#include "crypto/bytes.h"

#define HF_GCM_TAG 16u
#define HF_GCM_NONCE 12u
#define HF_GCM_MAX 0x1000000u /* the most bytes in one call, of data or of aad: far more than a record has */

/*@ // A number of 4 and of 8 bytes, big-endian (RFC 5246 4.4), and zeroes.
  @ logic bytes be32_bytes(integer v) = bytes_cat(bytes_cat(bytes_one(v / 16777216), bytes_one(v / 65536 % 256)),
  @   bytes_cat(bytes_one(v / 256 % 256), bytes_one(v % 256)));
  @ logic bytes be64_bytes(integer v) = bytes_cat(be32_bytes(v / 4294967296), be32_bytes(v % 4294967296));
  @ logic bytes bytes_zero8 = be64_bytes(0);
  @ logic bytes bytes_zero16 = bytes_cat(be64_bytes(0), be64_bytes(0));
  @
  @ lemma be32_bytes_of{L}: \forall uint8_t *p; bytes_of(p, 4) == be32_bytes(be32(p));
  @ lemma be64_bytes_of{L}: \forall uint8_t *p; bytes_of(p, 8) == be64_bytes(be64(p));
  @
  @ // SP 800-38D 7.1: bytes filled up with zeroes to whole blocks; what GHASH takes, data and lengths in bits; the tag.
  @ logic bytes gcm_filled(bytes b) = bytes_head(bytes_cat(b, bytes_zero16), (bytes_len(b) + 15) / 16 * 16);
  @ lemma bytes_zero16_len: bytes_len(bytes_zero16) == 16;
  @ lemma bytes_zero16_at: \forall integer i; 0 <= i < 16 ==> bytes_at(bytes_zero16, i) == 0;
  @ lemma bytes_of_parts{L}: \forall uint8_t *p, integer m, n; 0 <= m <= n ==>
  @   bytes_of(p, n) == bytes_cat(bytes_of(p, m), bytes_of(p + m, n - m));
  @ lemma gcm_filled_len: \forall bytes b; bytes_len(gcm_filled(b)) == (bytes_len(b) + 15) / 16 * 16;
  @ lemma gcm_filled_at: \forall bytes b, integer i; 0 <= i < bytes_len(b) ==> bytes_at(gcm_filled(b), i) == bytes_at(b, i);
  @ lemma gcm_filled_rest: \forall bytes b, integer i; bytes_len(b) <= i < bytes_len(gcm_filled(b)) ==> bytes_at(gcm_filled(b), i) == 0;
  @ lemma gcm_filled_nothing: \forall bytes a, b; bytes_len(b) == 0 ==> bytes_cat(a, gcm_filled(b)) == a;
  @ lemma gcm_filled_parts: \forall bytes a, b; bytes_len(a) % 16 == 0 ==> gcm_filled(bytes_cat(a, b)) == bytes_cat(a, gcm_filled(b));
  @ logic bytes gcm_blocks(bytes aad, bytes data) = bytes_cat(bytes_cat(gcm_filled(aad), gcm_filled(data)),
  @   bytes_cat(be64_bytes(8 * bytes_len(aad)), be64_bytes(8 * bytes_len(data))));
  @ predicate is_gcm_tag{L}(uint8_t *tag, bytes key, bytes h, bytes nonce, bytes aad, bytes data) = \forall integer i;
  @   0 <= i < 16 ==> tag[i] == HF_XOR8(bytes_at(ghash(h, bytes_zero16, gcm_blocks(aad, data)), i), counter_stream(key, nonce, 1, i));
  @ // What hf_gcm_start makes of a key.
  @ predicate gcm_keyed{L}(struct hf_aes *aes, uint8_t *h) = bytes_of(h, 16) == aes_encrypted(aes_key(aes), bytes_zero16);
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
  @ ensures tag: is_gcm_tag(tag, aes_key(aes), bytes_of(h, 16), bytes_of(nonce, 12), bytes_of(aad, aad_n), bytes_of(data, n));
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
  @ ensures exactly: \result == 0 <==>
  @    \old(is_gcm_tag(tag, aes_key(aes), bytes_of(h, 16), bytes_of(nonce, 12), bytes_of(aad, aad_n), bytes_of(data, n)));
  @ ensures \result == 0 ==> counter_xored{Pre,Post}(data, n, aes_key(aes), \old(bytes_of(nonce, 12)), 2);
  @ ensures \result != 0 ==> \forall integer i; 0 <= i < n ==> data[i] == \old(data[i]);
  @*/
int hf_gcm_open(const struct hf_aes *aes, const uint8_t h[16], const uint8_t nonce[12], const uint8_t *aad,
                size_t aad_n, uint8_t *data, size_t n, const uint8_t tag[16]);
#endif
