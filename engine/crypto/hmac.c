#include "crypto/hmac.h"
#include "crypto/bytes.h"
#include "crypto/xor.h"

#define IPAD 0x36u
#define OPAD 0x5cu

/* block[0 .. n-1]: the key filled up with zeroes, hashed first when it is longer (RFC 2104 2). */
/*@ requires \valid(block + (0 .. block_size(id) - 1)) && hash_known(id);
  @ requires \valid_read(key + (0 .. n-1));
  @ requires \separated(block + (0 .. block_size(id) - 1), key + (0 .. n-1));
  @ terminates \true; exits \false;
  @ assigns block[0 .. block_size(id) - 1];
  @ ensures \forall integer i; 0 <= i < bytes_len(hmac_short_key(id, \old(bytes_of(key, n)))) ==>
  @    block[i] == bytes_at(hmac_short_key(id, \old(bytes_of(key, n))), i);
  @ ensures \forall integer i; bytes_len(hmac_short_key(id, \old(bytes_of(key, n)))) <= i < block_size(id) ==>
  @    block[i] == 0;
  @*/
static void fill_block(uint8_t *block, uint8_t id, const uint8_t *key, size_t n) {
  const size_t size = hf_block_size(id);
  hf_fill(block, 0, size);
  if (n <= size) {
    hf_copy(block, key, n);
  } else {
    struct hf_hash h;
    hf_hash_start(&h, id);
    hf_hash_update(&h, key, n);
    hf_hash_finish(&h, block);
    hf_wipe_hash(&h);
  }
}

/*@ requires \valid(block + (0 .. n-1));
  @ terminates \true; exits \false;
  @ assigns block[0 .. n-1];
  @ ensures \forall integer i; 0 <= i < n ==> block[i] == HF_XOR8(\old(block[i]), pad);
  @*/
static void xor_block(uint8_t *block, uint8_t pad, size_t n) {
  /*@ loop invariant 0 <= i <= n;
    @ loop invariant \forall integer j; 0 <= j < i ==> block[j] == HF_XOR8(\at(block[j], Pre), pad);
    @ loop invariant \forall integer j; i <= j < n ==> block[j] == \at(block[j], Pre);
    @ loop assigns i, block[0 .. n-1];
    @ loop variant n - i; */
  for (size_t i = 0; i < n; i++)
    block[i] = hf_xor8(block[i], pad);
}

/*@ requires \valid(m) && hash_known(id);
  @ requires \valid_read(block + (0 .. block_size(id) - 1));
  @ requires \separated(m, block + (0 .. block_size(id) - 1));
  @ terminates \true; exits \false;
  @ assigns *m;
  @ ensures hash_held(m) == \old(bytes_of(block, block_size(id)));
  @*/
static void hold(struct hf_midstate *m, uint8_t id, const uint8_t *block) {
  struct hf_hash h;
  hf_hash_start(&h, id);
  hf_hash_update(&h, block, hf_block_size(id));
  hf_hash_save(&h, m);
  hf_wipe_hash(&h);
}

void hf_hmac_key(struct hf_hmac_key *k, uint8_t id, const uint8_t *key, size_t n) {
  uint8_t block[HF_BLOCK_MAX];
  const size_t size = hf_block_size(id);
  fill_block(block, id, key, n);
  xor_block(block, IPAD, size);
  hold(&k->inner, id, block);
  xor_block(block, IPAD ^ OPAD, size);
  hold(&k->outer, id, block);
  k->id = id;
  hf_wipe(block, sizeof block);
}

void hf_hmac_start(struct hf_hash *h, const struct hf_hmac_key *k) {
  hf_hash_restore(h, k->id, &k->inner, hf_block_size(k->id));
}

void hf_hmac_finish(struct hf_hash *h, const struct hf_hmac_key *k, uint8_t *mac) {
  const size_t n = hf_hash_size(k->id);
  hf_hash_finish(h, mac);
  hf_hash_restore(h, k->id, &k->outer, hf_block_size(k->id));
  hf_hash_update(h, mac, n);
  hf_hash_finish(h, mac);
  hf_wipe_hash(h);
}
