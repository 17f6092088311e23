/* HMAC of a message whose end is secret (RFC 2104; the padding of FIPS 180-4 5.1). The inner hash takes at once what is
   certainly message. Then it takes every block in which the message can end, each with the padding in the place where it
   belongs if the message ends there; the chaining value behind the block where it does end is kept. */
#include "crypto/bytes.h"
#include "crypto/ct.h"
#include "record/cbc_check.h"
#include "record/cbc_hash.h"

/*@ predicate hf_mac_hash(integer id) = id == HF_HASH_SHA1 || id == HF_HASH_SHA256 || id == HF_HASH_SHA384;

  lemma next_block: \forall integer a, b; (b == 64 || b == 128) && a % b == 0 ==> (a + b) % b == 0 && (b + a) % b == 0;

  // The byte p of the message: the prefix, then the content.
  logic integer hf_message_byte(uint8_t *prefix, uint8_t *plain, integer p) = p < 13 ? prefix[p] : plain[p - 13];

  lemma message_byte_at{L}: \forall uint8_t *prefix, *plain, integer n, p; 0 <= n && 0 <= p < 13 + n ==>
    bytes_at(hf_mac_message(prefix, plain, n), p) == hf_message_byte(prefix, plain, p);
  lemma message_len{L}: \forall uint8_t *prefix, *plain, integer n; 0 <= n ==>
    bytes_len(hf_mac_message(prefix, plain, n)) == 13 + n;
  lemma message_kept{L1,L2}: \forall uint8_t *prefix, *plain, integer n; 0 <= n &&
    bytes_kept{L1,L2}(prefix, 13) && bytes_kept{L1,L2}(plain, n) ==>
    hf_mac_message{L1}(prefix, plain, n) == hf_mac_message{L2}(prefix, plain, n);
*/

/* The byte p of the prefix and plain[0 .. most-1], or 0 behind them. */
/*@ requires most <= HF_CBC_PLAIN_MAX && p <= 0x10000 + HF_BLOCK_MAX;
  @ requires \valid_read(prefix + (0 .. HF_PREFIX - 1)) && \valid_read(plain + (0 .. most - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == (p < HF_PREFIX + most ? hf_message_byte(prefix, plain, p) : 0); */
static uint8_t message_byte(const uint8_t *prefix, const uint8_t *plain, uint32_t most, uint32_t p) {
  if (p < HF_PREFIX)
    return prefix[p];
  return p - HF_PREFIX < most ? plain[p - HF_PREFIX] : 0u;
}

/* block = the bytes from `at` on of prefix and plain[0 .. most-1], and zeroes behind them. All of this is public. */
/*@ requires block_n <= HF_BLOCK_MAX && most <= HF_CBC_PLAIN_MAX && at <= 0x10000;
  @ requires \valid(block + (0 .. block_n - 1)) && \valid_read(prefix + (0 .. HF_PREFIX - 1));
  @ requires \valid_read(plain + (0 .. most - 1));
  @ requires \separated(block + (0 .. block_n - 1), prefix + (0 .. HF_PREFIX - 1));
  @ requires \separated(block + (0 .. block_n - 1), plain + (0 .. most - 1));
  @ HF_TOTAL;
  @ assigns block[0 .. block_n - 1];
  @ ensures \forall integer i; 0 <= i < block_n ==>
      block[i] == (at + i < HF_PREFIX + most ? hf_message_byte(prefix, plain, at + i) : 0); */
static void lay_out(uint8_t *block, uint32_t block_n, const uint8_t *prefix, const uint8_t *plain, uint32_t most,
                    uint32_t at) {
  /*@ loop invariant 0 <= i <= block_n;
    @ loop invariant \forall integer k; 0 <= k < HF_PREFIX ==> prefix[k] == \at(prefix[k], Pre);
    @ loop invariant \forall integer k; 0 <= k < most ==> plain[k] == \at(plain[k], Pre);
    @ loop invariant \forall integer k; 0 <= k < i ==>
        block[k] == (at + k < HF_PREFIX + most ? hf_message_byte(prefix, plain, at + k) : 0);
    @ loop assigns i, block[0 .. block_n - 1];
    @ loop variant block_n - i; */
  for (uint32_t i = 0u; i < block_n; i++)
    block[i] = message_byte(prefix, plain, most, at + i);
}

/* Cuts the block off where the message ends, after n bytes, with the mark that the padding begins with. */
/*@ requires block_n <= HF_BLOCK_MAX && at <= 0x10000 && n <= 0x10000 && \valid(block + (0 .. block_n - 1));
  @ HF_TOTAL;
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
  @ HF_TOTAL;
  @ assigns block[block_n - 3 .. block_n - 1];
  @ ensures last == 1 ==> block[block_n - 3] == 8 * (block_n + n) / 65536 &&
      block[block_n - 2] == 8 * (block_n + n) / 256 % 256 && block[block_n - 1] == 8 * (block_n + n) % 256;
  @ ensures last == 0 ==>
      \forall integer i; block_n - 3 <= i < block_n ==> block[i] == \old(block[i]); */
static void put_length(uint8_t *block, uint32_t block_n, uint32_t n, uint32_t last) {
  uint32_t bits = (block_n + n) * 8u;
  uint8_t *end = block + (block_n - 3u);
  /*@ assert bytes: bits / 65536 * 65536 + bits / 256 % 256 * 256 + bits % 256 == bits && bits / 65536 < 256; */
  end[0] = hf_ct_select8(last, (uint8_t)(bits / 65536u), end[0]);
  end[1] = hf_ct_select8(last, (uint8_t)(bits / 256u % 256u), end[1]);
  end[2] = hf_ct_select8(last, (uint8_t)(bits % 256u), end[2]);
  /*@ assert put: last == 1 ==> end[0] == bits / 65536 && end[1] == bits / 256 % 256 && end[2] == bits % 256; */
}

/* Bytes in the whole blocks among the first n. */
/*@ requires block_n == 64 || block_n == 128;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <= n < \result + block_n;
  @ ensures \result % block_n == 0; */
static uint32_t whole_blocks(uint32_t n, uint32_t block_n) {
  return block_n == 64u ? n / 64u * 64u : n / 128u * 128u;
}

/* block = what the inner hash takes at `at`, of a message of n bytes. */
/*@ requires (block_n == 64 || block_n == 128) && at <= 0x8000 && HF_PREFIX <= n <= HF_PREFIX + most;
  @ requires most <= HF_CBC_PLAIN_MAX && last <= 1 && (last == 1 <==> hf_block_ends(at, n, block_n));
  @ requires \valid(block + (0 .. block_n - 1)) && \valid_read(prefix + (0 .. HF_PREFIX - 1));
  @ requires \valid_read(plain + (0 .. most - 1));
  @ requires \separated(block + (0 .. block_n - 1), prefix + (0 .. HF_PREFIX - 1));
  @ requires \separated(block + (0 .. block_n - 1), plain + (0 .. most - 1));
  @ HF_TOTAL;
  @ assigns block[0 .. block_n - 1];
  @ ensures hf_inner_block(bytes_of(block, block_n), \old(hf_mac_message(prefix, plain, n - HF_PREFIX)), at, block_n); */
static void make_block(uint8_t *block, uint32_t block_n, const uint8_t *prefix, const uint8_t *plain, uint32_t most,
                       uint32_t at, uint32_t n, uint32_t last) {
  lay_out(block, block_n, prefix, plain, most, at);
  /*@ ghost Laid: ; */
  cut(block, block_n, at, n);
  /*@ assert marked: \forall integer i; 0 <= i < block_n ==>
        block[i] == hf_marked_byte(\at(hf_mac_message(prefix, plain, n - HF_PREFIX), Pre), at + i); */
  /*@ assert length: bytes_len(\at(hf_mac_message(prefix, plain, n - HF_PREFIX), Pre)) == n; */
  put_length(block, block_n, n, last);
  /*@ assert size: bytes_len(bytes_of(block, block_n)) == block_n; */
  /*@ assert rest: last == 0 ==> \forall integer i; block_n - 3 <= i < block_n ==>
        bytes_at(bytes_of(block, block_n), i) == hf_marked_byte(\at(hf_mac_message(prefix, plain, n - HF_PREFIX), Pre), at + i); */
  /*@ assert bits: last == 1 ==> bytes_at(bytes_of(block, block_n), block_n - 3) == 8 * (block_n + n) / 65536 &&
        bytes_at(bytes_of(block, block_n), block_n - 2) == 8 * (block_n + n) / 256 % 256 &&
        bytes_at(bytes_of(block, block_n), block_n - 1) == 8 * (block_n + n) % 256; */
  /*@ assert first: \forall integer i; 0 <= i < block_n - 3 ==> bytes_at(bytes_of(block, block_n), i) ==
        hf_marked_byte(\at(hf_mac_message(prefix, plain, n - HF_PREFIX), Pre), at + i); */
}

/* Hashes the block at `at` of a message of n bytes; keeps the chaining value if the message ends with it. */
/*@ requires \valid(work) && hf_mac_hash(work->hash.id) && block_n == block_size(work->hash.id);
  @ requires at <= 0x8000 && HF_PREFIX <= n <= HF_PREFIX + most;
  @ requires most <= HF_CBC_PLAIN_MAX && \valid_read(plain + (0 .. most - 1));
  @ requires \separated(work, plain + (0 .. most - 1));
  @ requires bytes_len(hash_taken(work->hash)) % block_n == 0;
  @ HF_TOTAL;
  @ assigns work->hash.word[0 .. 25], work->block[0 .. HF_BLOCK_MAX - 1], work->chain[0 .. HF_HASH_MAX - 1],
      work->mac[0 .. HF_HASH_MAX - 1];
  @ ensures prefix: bytes_kept{Pre,Here}((uint8_t *)work->prefix, HF_PREFIX);
  @ ensures plain: bytes_kept{Pre,Here}(plain, most);
  @ ensures taken: hash_taken(work->hash) ==
      bytes_cat(\old(hash_taken(work->hash)), bytes_of((uint8_t *)work->block, block_n));
  @ ensures block: hf_inner_block(bytes_of((uint8_t *)work->block, block_n),
      \old(hf_mac_message((uint8_t *)work->prefix, plain, n - HF_PREFIX)), at, block_n);
  @ ensures ends: hf_block_ends(at, n, block_n) ==> \forall integer i; 0 <= i < digest_size(work->hash.id) ==>
      work->mac[i] == bytes_at(chaining(work->hash.id, hash_taken(work->hash)), i);
  @ ensures goes_on: !hf_block_ends(at, n, block_n) ==> \forall integer i; 0 <= i < digest_size(work->hash.id) ==>
      work->mac[i] == \old(work->mac[i]); */
static void take_block(const uint8_t *plain, uint32_t most, uint32_t at, uint32_t n, uint32_t block_n,
                       struct hf_cbc_work *work) {
  uint32_t length_n = block_n / 8u;
  uint32_t last = hf_ct_less(n + length_n, at + block_n) * (1u - hf_ct_less(n + length_n, at));
  /*@ assert last: (last == 0 || last == 1) && (last == 1 <==> hf_block_ends(at, n, block_n)); */
  make_block(work->block, block_n, work->prefix, plain, most, at, n, last);
  /*@ ghost Made: ; */
  /*@ assert prefix1: bytes_kept{Pre,Here}((uint8_t *)work->prefix, HF_PREFIX); */
  /*@ assert plain1: bytes_kept{Pre,Here}(plain, most); */
  hf_hash_update(&work->hash, work->block, block_n);
  /*@ assert prefix2: bytes_kept{Pre,Here}((uint8_t *)work->prefix, HF_PREFIX); */
  /*@ assert plain2: bytes_kept{Pre,Here}(plain, most); */
  /*@ assert same: bytes_kept{Made,Here}((uint8_t *)work->block, block_n); */
  /*@ assert whole: bytes_len(hash_taken(work->hash)) == \at(bytes_len(hash_taken(work->hash)), Pre) + block_n; */
  /*@ assert blocks: bytes_len(hash_taken(work->hash)) % block_n == 0; */
  hf_hash_chaining(&work->hash, work->chain);
  /*@ assert prefix3: bytes_kept{Pre,Here}((uint8_t *)work->prefix, HF_PREFIX); */
  /*@ assert plain3: bytes_kept{Pre,Here}(plain, most); */
  /*@ assert same2: bytes_kept{Made,Here}((uint8_t *)work->block, block_n); */
  /*@ assert mac3: bytes_kept{Pre,Here}((uint8_t *)work->mac, HF_HASH_MAX); */
  hf_ct_copy(last, work->mac, work->chain, hf_hash_size(work->hash.id));
  /*@ assert prefix4: bytes_kept{Pre,Here}((uint8_t *)work->prefix, HF_PREFIX); */
  /*@ assert plain4: bytes_kept{Pre,Here}(plain, most); */
  /*@ assert same3: bytes_kept{Made,Here}((uint8_t *)work->block, block_n); */
}

/* Hashes what is certainly message: its first bytes, in whole blocks. */
/*@ requires \valid(work) && hf_mac_hash(work->hash.id) && (certain == 0 || certain >= HF_PREFIX);
  @ requires \valid_read(plain + (0 .. certain - HF_PREFIX - 1));
  @ requires \separated(work, plain + (0 .. certain - HF_PREFIX - 1));
  @ HF_TOTAL;
  @ assigns work->hash.word[0 .. 25];
  @ ensures certain == 0 ==> hash_taken(work->hash) == \old(hash_taken(work->hash));
  @ ensures certain > 0 ==> hash_taken(work->hash) == \old(bytes_cat(bytes_cat(hash_taken(work->hash),
      bytes_of((uint8_t *)work->prefix, HF_PREFIX)), bytes_of(plain, certain - HF_PREFIX))); */
static void take_certain(const uint8_t *plain, uint32_t certain, struct hf_cbc_work *work) {
  if (certain > 0u) {
    hf_hash_update(&work->hash, work->prefix, HF_PREFIX);
    /*@ assert plain: bytes_kept{Pre,Here}(plain, certain - HF_PREFIX); */
    hf_hash_update(&work->hash, plain, certain - HF_PREFIX);
  }
}

/* work->mac = the inner hash, whose state has taken the key's block and the first `certain` bytes. */
/*@ requires \valid(work) && hf_mac_hash(work->hash.id) && block_n == block_size(work->hash.id);
  @ requires certain <= HF_PREFIX + content_n && certain % block_n == 0 && content_n <= most <= HF_CBC_PLAIN_MAX;
  @ requires \valid_read(plain + (0 .. most - 1)) && \separated(work, plain + (0 .. most - 1));
  @ requires hf_inner_taken(hash_taken(work->hash), bytes_head(hash_taken(work->hash), block_n),
      hf_mac_message((uint8_t *)work->prefix, plain, content_n), certain);
  @ requires bytes_len(hash_taken(work->hash)) == block_n + certain;
  @ HF_TOTAL;
  @ assigns work->hash.word[0 .. 25], work->block[0 .. HF_BLOCK_MAX - 1], work->chain[0 .. HF_HASH_MAX - 1],
      work->mac[0 .. HF_HASH_MAX - 1];
  @ ensures bytes_of((uint8_t *)work->mac, digest_size(work->hash.id)) ==
      \old(digest(work->hash.id, bytes_cat(bytes_head(hash_taken(work->hash), block_n),
        hf_mac_message((uint8_t *)work->prefix, plain, content_n)))); */
static void take_ends(const uint8_t *plain, uint32_t certain, uint32_t most, uint32_t content_n, uint32_t block_n,
                      struct hf_cbc_work *work) {
  uint32_t end = HF_PREFIX + most + block_n / 8u;
  /*@ loop invariant certain <= at <= end + block_n && at % block_n == 0;
    @ loop invariant prefix: bytes_kept{Pre,Here}((uint8_t *)work->prefix, HF_PREFIX);
    @ loop invariant plain: bytes_kept{Pre,Here}(plain, content_n);
    @ loop invariant length: bytes_len(hash_taken(work->hash)) == block_n + at;
    @ loop invariant open: at <= HF_PREFIX + content_n + block_n / 8 ==> hf_inner_taken(hash_taken(work->hash),
        \at(bytes_head(hash_taken(work->hash), block_n), Pre),
        \at(hf_mac_message((uint8_t *)work->prefix, plain, content_n), Pre), at);
    @ loop invariant ended: at > HF_PREFIX + content_n + block_n / 8 ==>
        \forall integer i; 0 <= i < digest_size(work->hash.id) ==> work->mac[i] ==
          bytes_at(\at(digest(work->hash.id, bytes_cat(bytes_head(hash_taken(work->hash), block_n),
            hf_mac_message((uint8_t *)work->prefix, plain, content_n))), Pre), i);
    @ loop assigns at, work->hash.word[0 .. 25], work->block[0 .. HF_BLOCK_MAX - 1], work->chain[0 .. HF_HASH_MAX - 1],
        work->mac[0 .. HF_HASH_MAX - 1];
    @ loop variant end - at; */
  for (uint32_t at = certain; at <= end; at += block_n) {
    /*@ assert blocks: (block_n + at) % block_n == 0; */
    /*@ assert message: hf_mac_message((uint8_t *)work->prefix, plain, content_n) ==
          \at(hf_mac_message((uint8_t *)work->prefix, plain, content_n), Pre); */
    take_block(plain, most, at, HF_PREFIX + content_n, block_n, work);
    /*@ assert prefix: \forall integer i; 0 <= i < HF_PREFIX ==>
          work->prefix[i] == \at(work->prefix[i], LoopCurrent); */
    /*@ assert plain: \forall integer i; 0 <= i < content_n ==> plain[i] == \at(plain[i], LoopCurrent); */
    /*@ assert sizes: bytes_len(\at(bytes_head(hash_taken(work->hash), block_n), Pre)) == block_n && bytes_len(\at(hf_mac_message((uint8_t *)work->prefix, plain, content_n), Pre)) == HF_PREFIX + content_n; */
    /*@ assert block: hf_inner_block(bytes_of((uint8_t *)work->block, block_n), \at(hf_mac_message((uint8_t *)work->prefix, plain, content_n), Pre), at, block_n); */
    /*@ assert ends: hf_block_ends(at, HF_PREFIX + content_n, block_n) ==> hf_inner_last(work->hash.id, at,
          \at(hash_taken(work->hash), LoopCurrent), bytes_of((uint8_t *)work->block, block_n), \at(bytes_head(hash_taken(work->hash), block_n), Pre), \at(hf_mac_message((uint8_t *)work->prefix, plain, content_n), Pre)); */
    /*@ assert last: hf_block_ends(at, HF_PREFIX + content_n, block_n) ==>
          chaining(work->hash.id, hash_taken(work->hash)) ==
          \at(digest(work->hash.id, bytes_cat(bytes_head(hash_taken(work->hash), block_n),
            hf_mac_message((uint8_t *)work->prefix, plain, content_n))), Pre); */
  }
  /*@ assert id: work->hash.id == \at(work->hash.id, Pre); */
  /*@ assert alike: hf_alike(bytes_of((uint8_t *)work->mac, digest_size(work->hash.id)), \at(digest(work->hash.id, bytes_cat(bytes_head(hash_taken(work->hash), block_n),
        hf_mac_message((uint8_t *)work->prefix, plain, content_n))), Pre)); */
}

/* work->mac = the outer hash of the inner one in its place. */
/*@ requires \valid_read(k) && hash_known(id) && \valid(work) && \separated(work, k);
  @ requires bytes_len(hash_held(k->outer)) == block_size(id);
  @ HF_TOTAL;
  @ assigns work->hash, work->mac[0 .. HF_HASH_MAX - 1];
  @ ensures bytes_of((uint8_t *)work->mac, digest_size(id)) == \old(digest(id, bytes_cat(hash_held(k->outer),
      bytes_of((uint8_t *)work->mac, digest_size(id))))); */
static void take_outer(const struct hf_hmac_key *k, uint32_t id, struct hf_cbc_work *work) {
  hf_hash_restore(&work->hash, id, &k->outer, hf_block_size(id));
  /*@ assert mac: bytes_kept{Pre,Here}((uint8_t *)work->mac, digest_size(id)); */
  /*@ assert id: work->hash.id == id; */
  /*@ assert bytes: bytes_of((uint8_t *)work->mac, digest_size(id)) ==
        \at(bytes_of((uint8_t *)work->mac, digest_size(id)), Pre); */
  /*@ assert outer: hash_taken(work->hash) == \at(hash_held(k->outer), Pre); */
  hf_hash_update(&work->hash, work->mac, hf_hash_size(id));
  /*@ assert id2: work->hash.id == id; */
  /*@ assert taken: hash_taken(work->hash) == \at(bytes_cat(hash_held(k->outer),
        bytes_of((uint8_t *)work->mac, digest_size(id))), Pre); */
  hf_hash_finish(&work->hash, work->mac);
}

void hf_cbc_mac(const struct hf_hmac_key *k, const uint8_t *plain, uint32_t least, uint32_t most, uint32_t content_n,
                struct hf_cbc_work *work) {
  uint32_t id = k->id;
  uint32_t block_n = (uint32_t)hf_block_size(id);
  uint32_t certain = whole_blocks(HF_PREFIX + least, block_n);

  /*@ ghost Began: ; */
  hf_fill(work->mac, 0u, HF_HASH_MAX);
  /*@ assert held: \at(hash_held(k->inner), Here) == \at(hash_held(k->inner), Pre) && hmac_kept{Pre,Here}(k); */
  hf_hmac_start(&work->hash, k);
  /*@ assert plain: bytes_kept{Pre,Here}(plain, content_n); */
  /*@ assert prefix: bytes_kept{Pre,Here}((uint8_t *)work->prefix, HF_PREFIX); */
  /*@ assert message: hf_mac_message((uint8_t *)work->prefix, plain, content_n) ==
        \at(hf_mac_message((uint8_t *)work->prefix, plain, content_n), Pre); */
  /*@ assert certain: certain > 0 ==> bytes_of(plain, certain - HF_PREFIX) ==
        \at(bytes_of(plain, certain - HF_PREFIX), Began); */
  take_certain(plain, certain, work);
  /*@ assert each: \forall integer i; 0 <= i < certain - HF_PREFIX ==>
        bytes_at(\at(bytes_of(plain, certain - HF_PREFIX), Began), i) == bytes_at(\at(bytes_of(plain, content_n), Began), i); */
  /*@ assert begun: hf_inner_taken(hash_taken(work->hash), \at(hash_held(k->inner), Pre),
        \at(hf_mac_message((uint8_t *)work->prefix, plain, content_n), Pre), certain); */
  /*@ assert plain2: bytes_kept{Pre,Here}(plain, content_n); */
  /*@ assert prefix2: bytes_kept{Pre,Here}((uint8_t *)work->prefix, HF_PREFIX); */
  /*@ assert message2: hf_mac_message((uint8_t *)work->prefix, plain, content_n) ==
        \at(hf_mac_message((uint8_t *)work->prefix, plain, content_n), Pre); */
  /*@ assert head: bytes_head(hash_taken(work->hash), block_n) == \at(hash_held(k->inner), Pre); */
  /*@ assert words1: hmac_kept{Pre,Here}(k) && work->hash.id == k->id; */
  /*@ ghost Taken: ; */
  take_ends(plain, certain, most, content_n, block_n, work);
  /*@ assert held2: hash_held(k->outer) == \at(hash_held(k->outer), Pre); */
  /*@ assert inner: bytes_of((uint8_t *)work->mac, digest_size(id)) == \at(digest(k->id,
        bytes_cat(hash_held(k->inner), hf_mac_message((uint8_t *)work->prefix, plain, content_n))), Pre); */
  take_outer(k, id, work);
}
