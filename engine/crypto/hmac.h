/* HMAC (RFC 2104) on a provider's raw hash states. The key is hashed once: afterwards each MAC costs its own data and one
   outer block. Feed the data between start and finish with hf_hash_update. */
#ifndef HANDFAST_CRYPTO_HMAC_H
#define HANDFAST_CRYPTO_HMAC_H
#include "handfast/hmac.h"

/* RFC 2104 2: the key, hashed first when longer than a block, is filled up with zeroes to a block and xored with ipad or
   opad. */
/*@ logic bytes hmac_short_key(integer id, bytes key) = bytes_len(key) > block_size(id) ? digest(id, key) : key;
  @ axiomatic HmacPad {
  @   logic bytes hmac_pad(integer id, bytes short_key, integer pad);
  @   axiom hmac_pad_len: \forall integer id, bytes k, integer p; bytes_len(hmac_pad(id, k, p)) == block_size(id);
  @   axiom hmac_pad_key: \forall integer id, bytes k, integer p, i; 0 <= i < bytes_len(k) && i < block_size(id) ==>
  @      bytes_at(hmac_pad(id, k, p), i) == HF_XOR8(bytes_at(k, i), p);
  @   axiom hmac_pad_rest: \forall integer id, bytes k, integer p, i; bytes_len(k) <= i < block_size(id) ==>
  @      bytes_at(hmac_pad(id, k, p), i) == p;
  @ }
  @ logic bytes hmac_inner(integer id, bytes key) = hmac_pad(id, hmac_short_key(id, key), 0x36);
  @ logic bytes hmac_outer(integer id, bytes key) = hmac_pad(id, hmac_short_key(id, key), 0x5c);
  @ logic bytes hmac_with(integer id, bytes inner, bytes outer, bytes m) =
  @    digest(id, bytes_cat(outer, digest(id, bytes_cat(inner, m))));
  @ logic bytes hmac(integer id, bytes key, bytes m) = hmac_with(id, hmac_inner(id, key), hmac_outer(id, key), m);
  @ predicate hmac_keyed{L}(struct hf_hmac_key *k, integer id, bytes key) = k->id == id &&
  @    hash_held(k->inner) == hmac_inner(id, key) && hash_held(k->outer) == hmac_outer(id, key);
  @ predicate hmac_kept{L1,L2}(struct hf_hmac_key *k) = \at(k->id, L1) == \at(k->id, L2) &&
  @    \at(hash_held(k->inner), L1) == \at(hash_held(k->inner), L2) &&
  @    \at(hash_held(k->outer), L1) == \at(hash_held(k->outer), L2);
  @ predicate hmac_usable{L}(struct hf_hmac_key *k) = hash_known(k->id) &&
  @    bytes_len(hash_held(k->inner)) == block_size(k->id) && bytes_len(hash_held(k->outer)) == block_size(k->id);
  @*/

/* The bytes in a digest, and in a block that the function takes; 0 for an id that is not HF_HASH_... */
/*@ HF_TOTAL;
  @ assigns \nothing;
  @ ensures hash_known(id) ==> \result == digest_size(id);
  @ ensures !hash_known(id) ==> \result == 0;
  @ ensures \result <= HF_HASH_MAX;
  @*/
size_t hf_hash_size(uint32_t id);

/*@ HF_TOTAL;
  @ assigns \nothing;
  @ ensures hash_known(id) ==> \result == block_size(id);
  @ ensures !hash_known(id) ==> \result == 0;
  @*/
size_t hf_block_size(uint32_t id);

/* Keys k with n bytes. k then holds the secret: hf_wipe_hmac_key. */
/*@ requires \valid(k) && hash_known(id);
  @ requires \valid_read(key + (0 .. n-1));
  @ requires \separated(k, key + (0 .. n-1));
  @ HF_TOTAL;
  @ assigns *k;
  @ ensures hmac_keyed(k, id, \old(bytes_of(key, n)));
  @ ensures hmac_usable(k);
  @*/
void hf_hmac_key(struct hf_hmac_key *k, uint32_t id, const uint8_t *key, size_t n);

/* Begins a MAC: h has then taken the inner padded key. */
/*@ requires \valid(h) && \valid_read(k) && \separated(h, k);
  @ requires hmac_usable(k);
  @ HF_TOTAL;
  @ assigns *h;
  @ ensures h->id == \old(k->id);
  @ ensures hash_taken(*h) == \old(hash_held(k->inner));
  @ ensures hmac_kept{Pre,Here}(k);
  @*/
void hf_hmac_start(struct hf_hash *h, const struct hf_hmac_key *k);

/* Ends a MAC: mac has hf_hash_size(k->id) bytes. h is wiped. */
/*@ requires \valid(h) && \valid_read(k) && \separated(h, k);
  @ requires hmac_usable(k) && h->id == k->id;
  @ requires \valid(mac + (0 .. digest_size(k->id) - 1));
  @ requires \separated(h, mac + (0 .. digest_size(k->id) - 1));
  @ requires \separated(k, mac + (0 .. digest_size(k->id) - 1));
  @ HF_TOTAL;
  @ assigns *h, mac[0 .. digest_size(k->id) - 1];
  @ ensures bytes_of(mac, digest_size(\old(k->id))) ==
  @    \old(digest(k->id, bytes_cat(hash_held(k->outer), digest(k->id, hash_taken(*h)))));
  @ ensures hmac_kept{Pre,Here}(k);
  @*/
void hf_hmac_finish(struct hf_hash *h, const struct hf_hmac_key *k, uint8_t *mac);
#endif
