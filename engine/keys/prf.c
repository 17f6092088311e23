#include "keys/prf.h"
#include "crypto/bytes.h"

/* In all of these the seed, as RFC 5246 has it, is label + seed1 + seed2, and mac and out are apart from all the rest. */

/*@ requires \valid(h) && hash_known(h->id);
  @ requires \valid_read(label + (0 .. label_n - 1));
  @ requires \valid_read(seed1 + (0 .. seed1_n - 1)) && \valid_read(seed2 + (0 .. seed2_n - 1));
  @ requires \separated(h, label + (0 .. label_n - 1));
  @ requires \separated(h, seed1 + (0 .. seed1_n - 1));
  @ requires \separated(h, seed2 + (0 .. seed2_n - 1));
  @ HF_TOTAL;
  @ assigns h->word[0 .. 25];
  @ ensures hash_taken(*h) == \old(bytes_cat(hash_taken(*h), bytes_cat(bytes_of(label, label_n),
  @    bytes_cat(bytes_of(seed1, seed1_n), bytes_of(seed2, seed2_n)))));
  @*/
static void take_seed(struct hf_hash *h, const uint8_t *label, size_t label_n, const uint8_t *seed1, size_t seed1_n,
                      const uint8_t *seed2, size_t seed2_n) {
  hf_hash_update(h, label, label_n);
  hf_hash_update(h, seed1, seed1_n);
  hf_hash_update(h, seed2, seed2_n);
}

/* mac = A(1). */
/*@ requires \valid_read(secret) && hmac_usable(secret);
  @ requires \valid_read(label + (0 .. label_n - 1));
  @ requires \valid_read(seed1 + (0 .. seed1_n - 1)) && \valid_read(seed2 + (0 .. seed2_n - 1));
  @ requires \valid(mac + (0 .. digest_size(secret->id) - 1));
  @ requires \separated(mac + (0 .. digest_size(secret->id) - 1), secret);
  @ HF_TOTAL;
  @ assigns mac[0 .. digest_size(secret->id) - 1];
  @ ensures bytes_of(mac, digest_size(\old(secret->id))) == \old(hmac_with(secret->id, hash_held(secret->inner),
  @    hash_held(secret->outer), bytes_cat(bytes_of(label, label_n), bytes_cat(bytes_of(seed1, seed1_n),
  @    bytes_of(seed2, seed2_n)))));
  @*/
static void first_a(const struct hf_hmac_key *secret, const uint8_t *label, size_t label_n, const uint8_t *seed1,
                    size_t seed1_n, const uint8_t *seed2, size_t seed2_n, uint8_t *mac) {
  struct hf_hash h;
  hf_hmac_start(&h, secret);
  /*@ assert l: \forall integer i; 0 <= i < label_n ==> label[i] == \at(label[i], Pre); */
  /*@ assert s1: \forall integer i; 0 <= i < seed1_n ==> seed1[i] == \at(seed1[i], Pre); */
  /*@ assert s2: \forall integer i; 0 <= i < seed2_n ==> seed2[i] == \at(seed2[i], Pre); */
  /*@ assert lb: bytes_of(label, label_n) == \at(bytes_of(label, label_n), Pre); */
  /*@ assert s1b: bytes_of(seed1, seed1_n) == \at(bytes_of(seed1, seed1_n), Pre); */
  /*@ assert s2b: bytes_of(seed2, seed2_n) == \at(bytes_of(seed2, seed2_n), Pre); */
  take_seed(&h, label, label_n, seed1, seed1_n, seed2, seed2_n);
  /*@ assert id: secret->id == \at(secret->id, Pre); */
  /*@ assert kept: hmac_kept{Pre,Here}(secret); */
  /*@ assert taken: hash_taken(h) == \at(bytes_cat(hash_held(secret->inner), bytes_cat(bytes_of(label, label_n),
        bytes_cat(bytes_of(seed1, seed1_n), bytes_of(seed2, seed2_n)))), Pre); */
  hf_hmac_finish(&h, secret, mac);
}

/* a = A(i + 1), where it was A(i). */
/*@ requires \valid_read(secret) && hmac_usable(secret);
  @ requires \valid(a + (0 .. digest_size(secret->id) - 1));
  @ requires \separated(a + (0 .. digest_size(secret->id) - 1), secret);
  @ HF_TOTAL;
  @ assigns a[0 .. digest_size(secret->id) - 1];
  @ ensures bytes_of(a, digest_size(\old(secret->id))) == \old(hmac_with(secret->id, hash_held(secret->inner),
  @    hash_held(secret->outer), bytes_of(a, digest_size(secret->id))));
  @*/
static void next_a(const struct hf_hmac_key *secret, uint8_t *a) {
  const size_t size = hf_hash_size(secret->id);
  struct hf_hash h;
  hf_hmac_start(&h, secret);
  /*@ assert a: \forall integer i; 0 <= i < size ==> a[i] == \at(a[i], Pre); */
  /*@ assert ab: bytes_of(a, size) == \at(bytes_of(a, digest_size(secret->id)), Pre); */
  hf_hash_update(&h, a, size);
  /*@ assert id: secret->id == \at(secret->id, Pre); */
  /*@ assert kept: hmac_kept{Pre,Here}(secret); */
  /*@ assert taken: hash_taken(h) ==
        \at(bytes_cat(hash_held(secret->inner), bytes_of(a, digest_size(secret->id))), Pre); */
  hf_hmac_finish(&h, secret, a);
}

/* out[0 .. n-1] = the beginning of HMAC(secret, a + seed). */
/*@ requires \valid_read(secret) && hmac_usable(secret) && n <= digest_size(secret->id);
  @ requires \valid_read(a + (0 .. digest_size(secret->id) - 1));
  @ requires \valid_read(label + (0 .. label_n - 1));
  @ requires \valid_read(seed1 + (0 .. seed1_n - 1)) && \valid_read(seed2 + (0 .. seed2_n - 1));
  @ requires \valid(out + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns out[0 .. n - 1];
  @ ensures bytes_of(out, n) == \old(bytes_head(hmac_with(secret->id, hash_held(secret->inner),
  @    hash_held(secret->outer), bytes_cat(bytes_of(a, digest_size(secret->id)), bytes_cat(bytes_of(label, label_n),
  @    bytes_cat(bytes_of(seed1, seed1_n), bytes_of(seed2, seed2_n))))), n));
  @*/
static void put_block(const struct hf_hmac_key *secret, const uint8_t *a, const uint8_t *label, size_t label_n,
                      const uint8_t *seed1, size_t seed1_n, const uint8_t *seed2, size_t seed2_n, uint8_t *out,
                      size_t n) {
  const size_t size = hf_hash_size(secret->id);
  struct hf_hash h;
  uint8_t block[HF_HASH_MAX];
  hf_hmac_start(&h, secret);
  /*@ assert a: \forall integer i; 0 <= i < size ==> a[i] == \at(a[i], Pre); */
  /*@ assert l: \forall integer i; 0 <= i < label_n ==> label[i] == \at(label[i], Pre); */
  /*@ assert s1: \forall integer i; 0 <= i < seed1_n ==> seed1[i] == \at(seed1[i], Pre); */
  /*@ assert s2: \forall integer i; 0 <= i < seed2_n ==> seed2[i] == \at(seed2[i], Pre); */
  /*@ assert ab: bytes_of(a, size) == \at(bytes_of(a, digest_size(secret->id)), Pre); */
  /*@ assert lb: bytes_of(label, label_n) == \at(bytes_of(label, label_n), Pre); */
  /*@ assert s1b: bytes_of(seed1, seed1_n) == \at(bytes_of(seed1, seed1_n), Pre); */
  /*@ assert s2b: bytes_of(seed2, seed2_n) == \at(bytes_of(seed2, seed2_n), Pre); */
  hf_hash_update(&h, a, size);
  take_seed(&h, label, label_n, seed1, seed1_n, seed2, seed2_n);
  /*@ assert taken: hash_taken(h) == \at(bytes_cat(hash_held(secret->inner),
        bytes_cat(bytes_of(a, digest_size(secret->id)), bytes_cat(bytes_of(label, label_n),
        bytes_cat(bytes_of(seed1, seed1_n), bytes_of(seed2, seed2_n))))), Pre); */
  /*@ assert id: secret->id == \at(secret->id, Pre); */
  /*@ assert kept: hmac_kept{Pre,Here}(secret); */
  hf_hmac_finish(&h, secret, block);
  /*@ assert made: bytes_of((uint8_t *)block, size) == \at(hmac_with(secret->id, hash_held(secret->inner),
        hash_held(secret->outer), bytes_cat(bytes_of(a, digest_size(secret->id)),
        bytes_cat(bytes_of(label, label_n), bytes_cat(bytes_of(seed1, seed1_n), bytes_of(seed2, seed2_n))))), Pre); */
  /*@ ghost Made: ; */
  hf_copy(out, block, n);
  /*@ assert copied: \forall integer i; 0 <= i < n ==> out[i] == \at(block[i], Made); */
  /*@ assert length: bytes_len(bytes_of(out, n)) == bytes_len(bytes_head(\at(bytes_of((uint8_t *)block, size), Made), n)); */
  /*@ assert each: \forall integer i; 0 <= i < n ==> bytes_at(bytes_of(out, n), i) ==
        bytes_at(bytes_head(\at(bytes_of((uint8_t *)block, size), Made), n), i); */
  /*@ assert head: bytes_of(out, n) == bytes_head(\at(bytes_of((uint8_t *)block, size), Made), n); */
  /*@ ghost Copied: ; */
  hf_wipe(block, sizeof block);
  /*@ assert same: \forall integer i; 0 <= i < n ==> out[i] == \at(out[i], Copied); */
  /*@ assert kept: bytes_of(out, n) == \at(bytes_of(out, n), Copied); */
}

/*@ // Byte strings that lie one behind the other in memory.
  @ lemma bytes_of_first{L}: \forall uint8_t *p, integer n, m, i; 0 <= i < n && 0 <= m ==>
  @    bytes_at(bytes_cat(bytes_of(p, n), bytes_of(p + n, m)), i) == p[i];
  @ lemma bytes_of_second{L}: \forall uint8_t *p, integer n, m, i; 0 <= n && 0 <= i < m ==>
  @    bytes_at(bytes_cat(bytes_of(p, n), bytes_of(p + n, m)), n + i) == p[n + i];
  @ lemma bytes_of_each{L}: \forall uint8_t *p, integer n, m, i; 0 <= n && 0 <= m && 0 <= i < n + m ==>
  @    bytes_at(bytes_cat(bytes_of(p, n), bytes_of(p + n, m)), i) == bytes_at(bytes_of(p, n + m), i);
  @ lemma bytes_of_both{L}: \forall uint8_t *p, integer n, m; 0 <= n && 0 <= m ==>
  @    bytes_len(bytes_cat(bytes_of(p, n), bytes_of(p + n, m))) == bytes_len(bytes_of(p, n + m));
  @ lemma bytes_of_cat{L}: \forall uint8_t *p, integer n, m; 0 <= n && 0 <= m ==>
  @    bytes_cat(bytes_of(p, n), bytes_of(p + n, m)) == bytes_of(p, n + m);
  @*/

/*@ // The seed in the words of the contracts, and what is derived from it, in one name each.
  @ logic bytes seed_of{L}(uint8_t *label, integer label_n, uint8_t *seed1, integer seed1_n, uint8_t *seed2,
  @    integer seed2_n) =
  @    bytes_cat(bytes_of(label, label_n), bytes_cat(bytes_of(seed1, seed1_n), bytes_of(seed2, seed2_n)));
  @ logic bytes a_of{L}(struct hf_hmac_key *k, bytes seed, integer i) =
  @    prf_a(k->id, hash_held(k->inner), hash_held(k->outer), seed, i);
  @ logic bytes block_of{L}(struct hf_hmac_key *k, bytes seed, integer i) =
  @    prf_block(k->id, hash_held(k->inner), hash_held(k->outer), seed, i);
  @ logic bytes from_of{L}(struct hf_hmac_key *k, bytes seed, integer i, integer n) =
  @    prf_from(k->id, hash_held(k->inner), hash_held(k->outer), seed, i, n);
  @*/

/*@ lemma from_last{L}: \forall struct hf_hmac_key *k, bytes seed, integer i, n;
  @    hash_known(k->id) && 0 < n <= digest_size(k->id) ==>
  @    from_of(k, seed, i, n) == bytes_cat(bytes_head(block_of(k, seed, i), n), from_of(k, seed, i + 1, 0));
  @ lemma from_more{L}: \forall struct hf_hmac_key *k, bytes seed, integer i, n;
  @    hash_known(k->id) && digest_size(k->id) < n ==> from_of(k, seed, i, n) ==
  @    bytes_cat(bytes_head(block_of(k, seed, i), digest_size(k->id)), from_of(k, seed, i + 1, n - digest_size(k->id)));
  @*/

/*@ // What is so between two blocks, while i is the number of the next one.
  @ predicate inputs_kept{L1,L2}(struct hf_hmac_key *secret, uint8_t *label, integer label_n, uint8_t *seed1,
  @    integer seed1_n, uint8_t *seed2, integer seed2_n) =
  @    hmac_kept{L1,L2}(secret) && bytes_kept{L1,L2}(label, label_n) && bytes_kept{L1,L2}(seed1, seed1_n) &&
  @    bytes_kept{L1,L2}(seed2, seed2_n);
  @ lemma seed_kept{L1,L2}: \forall struct hf_hmac_key *k, uint8_t *l, *s, *t, integer ln, sn, tn;
  @    0 <= ln && 0 <= sn && 0 <= tn && inputs_kept{L1,L2}(k, l, ln, s, sn, t, tn) ==>
  @    seed_of{L1}(l, ln, s, sn, t, tn) == seed_of{L2}(l, ln, s, sn, t, tn);
  @*/

void hf_prf_keyed(const struct hf_hmac_key *secret, const uint8_t *label, size_t label_n, const uint8_t *seed1,
                  size_t seed1_n, const uint8_t *seed2, size_t seed2_n, uint8_t *out, size_t out_n) {
  const size_t size = hf_hash_size(secret->id);
  uint8_t a[HF_HASH_MAX];
  size_t done = 0;
  /*@ ghost int i = 1; */
  first_a(secret, label, label_n, seed1, seed1_n, seed2, seed2_n, a);
  /*@ assert first: bytes_of((uint8_t *)a, size) ==
        \at(a_of(secret, seed_of(label, label_n, seed1, seed1_n, seed2, seed2_n), 1), Pre); */
  /*@ loop invariant 0 <= done <= out_n && 1 <= i <= done + 1;
    @ loop invariant words: hmac_kept{Pre,Here}(secret);
    @ loop invariant l: bytes_kept{Pre,Here}(label, label_n);
    @ loop invariant s1: bytes_kept{Pre,Here}(seed1, seed1_n);
    @ loop invariant s2: bytes_kept{Pre,Here}(seed2, seed2_n);
    @ loop invariant keyed: hmac_kept{Pre,Here}(secret) && hmac_usable(secret);
    @ loop invariant seed: seed_of(label, label_n, seed1, seed1_n, seed2, seed2_n) ==
        \at(seed_of(label, label_n, seed1, seed1_n, seed2, seed2_n), Pre);
    @ loop invariant a_i: done < out_n ==> bytes_of((uint8_t *)a, size) ==
        a_of(secret, seed_of(label, label_n, seed1, seed1_n, seed2, seed2_n), i);
    @ loop invariant whole: bytes_cat(bytes_of(out, done),
        from_of(secret, seed_of(label, label_n, seed1, seed1_n, seed2, seed2_n), i, out_n - done)) ==
        \at(from_of(secret, seed_of(label, label_n, seed1, seed1_n, seed2, seed2_n), 1, out_n), Pre);
    @ loop assigns done, i, a[0 .. 63], out[0 .. out_n - 1];
    @ loop variant out_n - done; */
  while (done < out_n) {
    const size_t n = out_n - done < size ? out_n - done : size;
    put_block(secret, a, label, label_n, seed1, seed1_n, seed2, seed2_n, out + done, n);
    /*@ assert block: bytes_of(out + done, n) ==
          bytes_head(\at(block_of(secret, seed_of(label, label_n, seed1, seed1_n, seed2, seed2_n), i), LoopCurrent), n); */
    /*@ assert l: bytes_kept{LoopCurrent,Here}(label, label_n); */
    /*@ assert s1: bytes_kept{LoopCurrent,Here}(seed1, seed1_n); */
    /*@ assert s2: bytes_kept{LoopCurrent,Here}(seed2, seed2_n); */
    /*@ assert inputs: inputs_kept{LoopCurrent,Here}(secret, label, label_n, seed1, seed1_n, seed2, seed2_n); */
    /*@ assert a_same: \forall integer k; 0 <= k < size ==> a[k] == \at(a[k], LoopCurrent); */
    /*@ assert a_kept: bytes_of((uint8_t *)a, size) == \at(bytes_of((uint8_t *)a, size), LoopCurrent); */
    /*@ assert before: \forall integer k; 0 <= k < done ==> out[k] == \at(out[k], LoopCurrent); */
    /*@ assert before_bytes: bytes_of(out, done) == \at(bytes_of(out, done), LoopCurrent); */
    /*@ assert joined: bytes_of(out, done + n) == bytes_cat(bytes_of(out, done), bytes_of(out + done, n)); */
    /*@ assert same_seed: seed_of(label, label_n, seed1, seed1_n, seed2, seed2_n) ==
          \at(seed_of(label, label_n, seed1, seed1_n, seed2, seed2_n), LoopCurrent); */
    /*@ assert put: bytes_of(out + done, n) ==
          bytes_head(block_of(secret, seed_of(label, label_n, seed1, seed1_n, seed2, seed2_n), i), n); */
    /*@ assert last: out_n - done <= size ==>
          from_of(secret, seed_of(label, label_n, seed1, seed1_n, seed2, seed2_n), i, out_n - done) ==
          bytes_cat(bytes_head(block_of(secret, seed_of(label, label_n, seed1, seed1_n, seed2, seed2_n), i), n),
          from_of(secret, seed_of(label, label_n, seed1, seed1_n, seed2, seed2_n), i + 1, 0)); */
    /*@ assert more: out_n - done > size ==>
          from_of(secret, seed_of(label, label_n, seed1, seed1_n, seed2, seed2_n), i, out_n - done) ==
          bytes_cat(bytes_head(block_of(secret, seed_of(label, label_n, seed1, seed1_n, seed2, seed2_n), i), n),
          from_of(secret, seed_of(label, label_n, seed1, seed1_n, seed2, seed2_n), i + 1, out_n - done - n)); */
    /*@ assert step: from_of(secret, seed_of(label, label_n, seed1, seed1_n, seed2, seed2_n), i, out_n - done) ==
          bytes_cat(bytes_of(out + done, n),
          from_of(secret, seed_of(label, label_n, seed1, seed1_n, seed2, seed2_n), i + 1, out_n - done - n)); */
    /*@ assert whole: bytes_cat(bytes_of(out, done + n),
          from_of(secret, seed_of(label, label_n, seed1, seed1_n, seed2, seed2_n), i + 1, out_n - done - n)) ==
          \at(from_of(secret, seed_of(label, label_n, seed1, seed1_n, seed2, seed2_n), 1, out_n), Pre); */
    done += n;
    /*@ ghost Put: ; */
    if (done < out_n) {
      next_a(secret, a);
      /*@ assert out_same: \forall integer k; 0 <= k < done ==> out[k] == \at(out[k], Put); */
      /*@ assert out_kept: bytes_of(out, done) == \at(bytes_of(out, done), Put); */
      /*@ assert l2: bytes_kept{Put,Here}(label, label_n); */
      /*@ assert s12: bytes_kept{Put,Here}(seed1, seed1_n); */
      /*@ assert s22: bytes_kept{Put,Here}(seed2, seed2_n); */
      /*@ assert inputs2: inputs_kept{Put,Here}(secret, label, label_n, seed1, seed1_n, seed2, seed2_n); */
    }
    /*@ ghost i++; */
  }
  /*@ ghost Made: ; */
  hf_wipe(a, sizeof a);
  /*@ assert same: \forall integer k; 0 <= k < out_n ==> out[k] == \at(out[k], Made); */
  /*@ assert kept: bytes_of(out, out_n) == \at(bytes_of(out, out_n), Made); */
}

void hf_prf(uint32_t hash, const uint8_t *secret, size_t secret_n, const uint8_t *label, size_t label_n,
            const uint8_t *seed1, size_t seed1_n, const uint8_t *seed2, size_t seed2_n, uint8_t *out, size_t out_n) {
  struct hf_hmac_key k;
  hf_hmac_key(&k, hash, secret, secret_n);
  /*@ assert l: bytes_kept{Pre,Here}(label, label_n); */
  /*@ assert s1: bytes_kept{Pre,Here}(seed1, seed1_n); */
  /*@ assert s2: bytes_kept{Pre,Here}(seed2, seed2_n); */
  /*@ assert seed: seed_of(label, label_n, seed1, seed1_n, seed2, seed2_n) ==
        \at(seed_of(label, label_n, seed1, seed1_n, seed2, seed2_n), Pre); */
  hf_prf_keyed(&k, label, label_n, seed1, seed1_n, seed2, seed2_n, out, out_n);
  /*@ assert made: bytes_of(out, out_n) == \at(prf(hash, bytes_of(secret, secret_n), bytes_of(label, label_n),
        bytes_cat(bytes_of(seed1, seed1_n), bytes_of(seed2, seed2_n)), out_n), Pre); */
  /*@ ghost Made: ; */
  hf_wipe_hmac_key(&k);
  /*@ assert same: bytes_kept{Made,Here}(out, out_n); */
  /*@ assert kept: bytes_of(out, out_n) == \at(bytes_of(out, out_n), Made); */
}
