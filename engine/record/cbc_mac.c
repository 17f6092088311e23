/* HMAC of a message whose end is secret (RFC 2104; the padding of FIPS 180-4 5.1). The inner hash takes at once what is
   certainly message. Then it takes every block in which the message can end, each with the padding in the place where it
   belongs if the message ends there; the chaining value behind the block where it does end is kept. */
#include "crypto/bytes.h"
#include "crypto/ct.h"
#include "record/cbc_check.h"

/*@ // The byte p of the message: the prefix, then the content.
  logic integer hf_message_byte(uint8_t *prefix, uint8_t *plain, integer p) = p < 13 ? prefix[p] : plain[p - 13];
*/

/* block = the bytes from `at` on of prefix and plain[0 .. most-1], and zeroes behind them. All of this is public. */
/*@ requires block_n <= HF_BLOCK_MAX && most <= HF_CBC_PLAIN_MAX && at <= 0x10000;
  @ requires \valid(block + (0 .. block_n - 1)) && \valid_read(prefix + (0 .. HF_PREFIX - 1));
  @ requires \valid_read(plain + (0 .. most - 1));
  @ requires \separated(block + (0 .. block_n - 1), prefix + (0 .. HF_PREFIX - 1));
  @ requires \separated(block + (0 .. block_n - 1), plain + (0 .. most - 1));
  @ terminates \true; exits \false;
  @ assigns block[0 .. block_n - 1];
  @ ensures \forall integer i; 0 <= i < block_n ==>
      block[i] == (at + i < HF_PREFIX + most ? hf_message_byte(prefix, plain, at + i) : 0); */
static void lay_out(uint8_t *block, uint32_t block_n, const uint8_t *prefix, const uint8_t *plain, uint32_t most,
                    uint32_t at) {
  /*@ loop invariant 0 <= i <= block_n;
    @ loop invariant \forall integer k; 0 <= k < i ==>
        block[k] == (at + k < HF_PREFIX + most ? hf_message_byte(prefix, plain, at + k) : 0);
    @ loop assigns i, block[0 .. block_n - 1];
    @ loop variant block_n - i; */
  for (uint32_t i = 0u; i < block_n; i++) {
    uint32_t p = at + i;
    if (p < HF_PREFIX)
      block[i] = prefix[p];
    else
      block[i] = p - HF_PREFIX < most ? plain[p - HF_PREFIX] : 0u;
  }
}

/* Cuts the block off where the message ends, after n bytes, with the mark that the padding begins with. */
/*@ requires block_n <= HF_BLOCK_MAX && at <= 0x10000 && n <= 0x10000 && \valid(block + (0 .. block_n - 1));
  @ terminates \true; exits \false;
  @ assigns block[0 .. block_n - 1];
  @ ensures \forall integer i; 0 <= i < block_n ==>
      block[i] == (at + i < n ? \old(block[i]) : at + i == n ? 0x80 : 0); */
static void cut(uint8_t *block, uint32_t block_n, uint32_t at, uint32_t n) {
  uint32_t before = 1u - hf_ct_less(n, at);
  /*@ loop invariant 0 <= i <= block_n;
    @ loop invariant before == (at + i <= n ? 1 : 0);
    @ loop invariant \forall integer k; 0 <= k < i ==>
        block[k] == (at + k < n ? \at(block[k], Pre) : at + k == n ? 0x80 : 0);
    @ loop invariant \forall integer k; i <= k < block_n ==> block[k] == \at(block[k], Pre);
    @ loop assigns i, before, block[0 .. block_n - 1];
    @ loop variant block_n - i; */
  for (uint32_t i = 0u; i < block_n; i++) {
    uint32_t inside = hf_ct_less(at + i, n);
    block[i] = (uint8_t)(inside * block[i] + (before - inside) * 0x80u);
    before = inside;
  }
}

/* Ends the block with the length of what was hashed, if it is the last one. That is a key block and n bytes; in bits it
   is below 2^24, so three bytes say it and those before them are zero already. */
/*@ requires 64 <= block_n <= HF_BLOCK_MAX && n <= 0x10000 && last <= 1 && \valid(block + (0 .. block_n - 1));
  @ terminates \true; exits \false;
  @ assigns block[block_n - 3 .. block_n - 1];
  @ ensures last == 1 ==> be24(block + (block_n - 3)) == (block_n + n) * 8;
  @ ensures last == 0 ==>
      \forall integer i; block_n - 3 <= i < block_n ==> block[i] == \old(block[i]); */
static void put_length(uint8_t *block, uint32_t block_n, uint32_t n, uint32_t last) {
  uint32_t bits = (block_n + n) * 8u;
  uint8_t *end = block + (block_n - 3u);
  end[0] = hf_ct_select8(last, (uint8_t)(bits / 65536u), end[0]);
  end[1] = hf_ct_select8(last, (uint8_t)(bits / 256u % 256u), end[1]);
  end[2] = hf_ct_select8(last, (uint8_t)(bits % 256u), end[2]);
}

/* Bytes in the whole blocks among the first n. */
/*@ requires block_n == 64 || block_n == 128;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures \result <= n < \result + block_n;
  @ ensures \result % block_n == 0; */
static uint32_t whole_blocks(uint32_t n, uint32_t block_n) {
  return block_n == 64u ? n / 64u * 64u : n / 128u * 128u;
}

/* Hashes the block at `at` of a message of n bytes; keeps the chaining value if the message ends with it. */
static void take_block(const uint8_t *plain, uint32_t most, uint32_t at, uint32_t n, uint32_t block_n,
                       struct hf_cbc_work *work) {
  uint32_t length_n = block_n / 8u;
  uint32_t last = hf_ct_less(n + length_n, at + block_n) * (1u - hf_ct_less(n + length_n, at));
  lay_out(work->block, block_n, work->prefix, plain, most, at);
  cut(work->block, block_n, at, n);
  put_length(work->block, block_n, n, last);
  hf_hash_update(&work->hash, work->block, block_n);
  hf_hash_chaining(&work->hash, work->chain);
  hf_ct_copy(last, work->mac, work->chain, hf_hash_size(work->hash.id));
}

void hf_cbc_mac(const struct hf_hmac_key *k, const uint8_t *plain, uint32_t least, uint32_t most, uint32_t content_n,
                struct hf_cbc_work *work) {
  uint32_t block_n = (uint32_t)hf_block_size(k->id);
  uint32_t certain = whole_blocks(HF_PREFIX + least, block_n);
  uint32_t end = HF_PREFIX + most + block_n / 8u;

  hf_fill(work->mac, 0u, HF_HASH_MAX);
  hf_hmac_start(&work->hash, k);
  if (certain > 0u) {
    hf_hash_update(&work->hash, work->prefix, HF_PREFIX);
    hf_hash_update(&work->hash, plain, certain - HF_PREFIX);
  }
  for (uint32_t at = certain; at <= end; at += block_n)
    take_block(plain, most, at, HF_PREFIX + content_n, block_n, work);

  hf_hash_restore(&work->hash, k->id, &k->outer, block_n);
  hf_hash_update(&work->hash, work->mac, hf_hash_size(k->id));
  hf_hash_finish(&work->hash, work->mac);
}
