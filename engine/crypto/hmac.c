#include "crypto/hmac.h"
#include "crypto/bytes.h"
#include "crypto/xor.h"

#define IPAD 0x36u
#define OPAD 0x5cu

/* out = the digest of the key. */
/*@ requires \valid(out + (0 .. digest_size(id) - 1)) && hash_known(id);
  @ requires \valid_read(key + (0 .. n-1));
  @ requires \separated(out + (0 .. digest_size(id) - 1), key + (0 .. n-1));
  @ HF_TOTAL;
  @ assigns out[0 .. digest_size(id) - 1];
  @ ensures bytes_of(out, digest_size(id)) == digest(id, \old(bytes_of(key, n)));
  @*/
static void hash_key(uint8_t *out, uint32_t id, const uint8_t *key, size_t n) {
  struct hf_hash h;
  hf_hash_start(&h, id);
  /*@ assert kept: \forall integer i; 0 <= i < n ==> key[i] == \at(key[i], Pre); */
  /*@ assert key: bytes_of(key, n) == \at(bytes_of(key, n), Pre); */
  hf_hash_update(&h, key, n);
  /*@ assert taken: hash_taken(h) == \at(bytes_of(key, n), Pre); */
  hf_hash_finish(&h, out);
  /*@ ghost Done: ; */
  /*@ assert made: bytes_of(out, digest_size(id)) == digest(id, \at(bytes_of(key, n), Pre)); */
  hf_wipe_hash(&h);
  /*@ assert same: \forall integer i; 0 <= i < digest_size(id) ==> out[i] == \at(out[i], Done); */
}

/* block = the key, filled up with zeroes and xored with the pad (RFC 2104 2). */
/*@ requires \valid(block + (0 .. block_size(id) - 1)) && hash_known(id);
  @ requires n <= block_size(id) && \valid_read(key + (0 .. n-1));
  @ requires \separated(block + (0 .. block_size(id) - 1), key + (0 .. n-1));
  @ HF_TOTAL;
  @ assigns block[0 .. block_size(id) - 1];
  @ ensures bytes_of(block, block_size(id)) == hmac_pad(id, \old(bytes_of(key, n)), pad);
  @*/
static void pad_key(uint8_t *block, uint32_t id, const uint8_t *key, size_t n, uint8_t pad) {
  const size_t size = hf_block_size(id);
  hf_fill(block, pad, size);
  /*@ loop invariant 0 <= i <= n;
    @ loop invariant \forall integer j; 0 <= j < i ==> block[j] == HF_XOR8(\at(key[j], Pre), pad);
    @ loop invariant \forall integer j; i <= j < size ==> block[j] == pad;
    @ loop invariant \forall integer j; 0 <= j < n ==> key[j] == \at(key[j], Pre);
    @ loop assigns i, block[0 .. n-1];
    @ loop variant n - i; */
  for (size_t i = 0; i < n; i++)
    block[i] = hf_xor8(key[i], pad);
  /*@ assert bytes: \forall integer j; 0 <= j < size ==>
        bytes_at(bytes_of(block, size), j) == bytes_at(hmac_pad(id, \at(bytes_of(key, n), Pre), pad), j); */
}

/* m = the state behind the padded key. */
/*@ requires \valid(m) && hash_known(id);
  @ requires n <= block_size(id) && \valid_read(key + (0 .. n-1));
  @ requires \separated(m, key + (0 .. n-1));
  @ HF_TOTAL;
  @ assigns *m;
  @ ensures hash_held(*m) == hmac_pad(id, \old(bytes_of(key, n)), pad);
  @*/
static void hold(struct hf_midstate *m, uint32_t id, const uint8_t *key, size_t n, uint8_t pad) {
  uint8_t block[HF_BLOCK_MAX];
  struct hf_hash h;
  pad_key(block, id, key, n, pad);
  /*@ ghost Padded: ; */
  hf_hash_start(&h, id);
  /*@ assert same: \forall integer i; 0 <= i < block_size(id) ==> block[i] == \at(block[i], Padded); */
  /*@ assert bytes: bytes_of((uint8_t *)block, block_size(id)) == hmac_pad(id, \at(bytes_of(key, n), Pre), pad); */
  hf_hash_update(&h, block, hf_block_size(id));
  /*@ assert taken: hash_taken(h) == hmac_pad(id, \at(bytes_of(key, n), Pre), pad); */
  hf_hash_save(&h, m);
  /*@ ghost Held: ; */
  hf_wipe_hash(&h);
  hf_wipe(block, sizeof block);
}

/* The same for both pads. */
/*@ requires \valid(k) && hash_known(id);
  @ requires n <= block_size(id) && \valid_read(key + (0 .. n-1));
  @ requires \separated(k, key + (0 .. n-1));
  @ HF_TOTAL;
  @ assigns k->inner, k->outer;
  @ ensures hash_held(k->inner) == hmac_pad(id, \old(bytes_of(key, n)), IPAD);
  @ ensures hash_held(k->outer) == hmac_pad(id, \old(bytes_of(key, n)), OPAD);
  @*/
static void hold_both(struct hf_hmac_key *k, uint32_t id, const uint8_t *key, size_t n) {
  hold(&k->inner, id, key, n, IPAD);
  /*@ ghost Inner: ; */
  hold(&k->outer, id, key, n, OPAD);
}

void hf_hmac_key(struct hf_hmac_key *k, uint32_t id, const uint8_t *key, size_t n) {
  /*@ assert size: bytes_len(bytes_of(key, n)) == n; */
  if (n <= hf_block_size(id)) {
    hold_both(k, id, key, n);
  } else {
    uint8_t digest[HF_HASH_MAX];
    hash_key(digest, id, key, n);
    /*@ assert short: bytes_of((uint8_t *)digest, digest_size(id)) ==
          hmac_short_key(id, \at(bytes_of(key, n), Pre)); */
    hold_both(k, id, digest, hf_hash_size(id));
    hf_wipe(digest, sizeof digest);
  }
  k->id = id;
}

void hf_hmac_start(struct hf_hash *h, const struct hf_hmac_key *k) {
  hf_hash_restore(h, k->id, &k->inner, hf_block_size(k->id));
}

void hf_hmac_finish(struct hf_hash *h, const struct hf_hmac_key *k, uint8_t *mac) {
  const size_t n = hf_hash_size(k->id);
  hf_hash_finish(h, mac);
  /*@ ghost Inner: ; */
  hf_hash_restore(h, k->id, &k->outer, hf_block_size(k->id));
  /*@ assert held: hash_held(k->outer) == \at(hash_held(k->outer), Pre); */
  /*@ assert same: \forall integer i; 0 <= i < n ==> mac[i] == \at(mac[i], Inner); */
  /*@ assert inner: bytes_of(mac, n) == digest(k->id, \at(hash_taken(*h), Pre)); */
  hf_hash_update(h, mac, n);
  hf_hash_finish(h, mac);
  /*@ assert outer: bytes_of(mac, n) ==
        digest(k->id, bytes_cat(\at(hash_held(k->outer), Pre), digest(k->id, \at(hash_taken(*h), Pre)))); */
  /*@ ghost Outer: ; */
  hf_wipe_hash(h);
  /*@ assert same2: \forall integer i; 0 <= i < n ==> mac[i] == \at(mac[i], Outer); */
  /*@ assert outer2: bytes_of(mac, n) == \at(bytes_of(mac, n), Outer); */
}
