#include "keys/hkdf.h"
#include "crypto/bytes.h"

/* In all of these the info, as RFC 5869 has it, is four parts, one behind the other, of which any may be empty. */
/*@ logic bytes info_of{L}(uint8_t *a, integer an, uint8_t *b, integer bn, uint8_t *c, integer cn, uint8_t *d, integer dn) =
  @    bytes_cat(bytes_of(a, an), bytes_cat(bytes_of(b, bn), bytes_cat(bytes_of(c, cn), bytes_of(d, dn))));
  @ predicate info_kept{L1,L2}(uint8_t *a, integer an, uint8_t *b, integer bn, uint8_t *c, integer cn, uint8_t *d, integer dn) =
  @    bytes_kept{L1,L2}(a, an) && bytes_kept{L1,L2}(b, bn) && bytes_kept{L1,L2}(c, cn) && bytes_kept{L1,L2}(d, dn);
  @ lemma info_of_kept{L1,L2}: \forall uint8_t *a, *b, *c, *d, integer an, bn, cn, dn;
  @    0 <= an && 0 <= bn && 0 <= cn && 0 <= dn && info_kept{L1,L2}(a, an, b, bn, c, cn, d, dn) ==>
  @    info_of{L1}(a, an, b, bn, c, cn, d, dn) == info_of{L2}(a, an, b, bn, c, cn, d, dn);
  @ logic bytes t_of{L}(struct hf_hmac_key *k, bytes info, integer i) =
  @    hkdf_t(k->id, hash_held(k->inner), hash_held(k->outer), info, i);
  @ logic bytes rest_of{L}(struct hf_hmac_key *k, bytes info, integer i, integer n) =
  @    hkdf_from(k->id, hash_held(k->inner), hash_held(k->outer), info, i, n);
  @ lemma rest_last{L}: \forall struct hf_hmac_key *k, bytes info, integer i, n;
  @    hash_known(k->id) && 0 < n <= digest_size(k->id) ==>
  @    rest_of(k, info, i, n) == bytes_cat(bytes_head(t_of(k, info, i), n), rest_of(k, info, i + 1, 0));
  @ lemma t_len{L}: \forall struct hf_hmac_key *k, bytes info, integer i;
  @    hash_known(k->id) && 0 < i ==> bytes_len(t_of(k, info, i)) == digest_size(k->id);
  @ lemma rest_more{L}: \forall struct hf_hmac_key *k, bytes info, integer i, n;
  @    hash_known(k->id) && 0 < i && digest_size(k->id) < n ==> rest_of(k, info, i, n) ==
  @    bytes_cat(bytes_head(t_of(k, info, i), digest_size(k->id)), rest_of(k, info, i + 1, n - digest_size(k->id)));
  @ lemma hkdf_joined{L}: \forall uint8_t *p, integer n, m; 0 <= n && 0 <= m ==>
  @    bytes_cat(bytes_of(p, n), bytes_of(p + n, m)) == bytes_of(p, n + m);
  @*/

/*@ requires \valid(h) && hash_known(h->id);
  @ requires \valid_read(a + (0 .. an - 1)) && \valid_read(b + (0 .. bn - 1));
  @ requires \valid_read(c + (0 .. cn - 1)) && \valid_read(d + (0 .. dn - 1));
  @ requires \separated(h, a + (0 .. an - 1)) && \separated(h, b + (0 .. bn - 1));
  @ requires \separated(h, c + (0 .. cn - 1)) && \separated(h, d + (0 .. dn - 1));
  @ HF_TOTAL;
  @ assigns h->word[0 .. 25];
  @ ensures hash_taken(*h) == \old(bytes_cat(hash_taken(*h), info_of(a, an, b, bn, c, cn, d, dn)));
  @*/
static void take_info(struct hf_hash *h, const uint8_t *a, size_t an, const uint8_t *b, size_t bn, const uint8_t *c,
                      size_t cn, const uint8_t *d, size_t dn) {
  hf_hash_update(h, a, an);
  hf_hash_update(h, b, bn);
  hf_hash_update(h, c, cn);
  hf_hash_update(h, d, dn);
}

/* t = T(i), where its first t_n bytes were T(i - 1). */
/*@ requires \valid_read(k) && hmac_usable(k) && t_n <= digest_size(k->id) && 1 <= i <= 255;
  @ requires \valid_read(a + (0 .. an - 1)) && \valid_read(b + (0 .. bn - 1));
  @ requires \valid_read(c + (0 .. cn - 1)) && \valid_read(d + (0 .. dn - 1));
  @ requires \valid(t + (0 .. digest_size(k->id) - 1)) && \separated(t + (0 .. digest_size(k->id) - 1), k);
  @ HF_TOTAL;
  @ assigns t[0 .. digest_size(k->id) - 1];
  @ ensures bytes_of(t, digest_size(\old(k->id))) == \old(hmac_with(k->id, hash_held(k->inner), hash_held(k->outer),
  @    bytes_cat(bytes_of(t, t_n), bytes_cat(info_of(a, an, b, bn, c, cn, d, dn), bytes_one(i)))));
  @*/
static void next_t(const struct hf_hmac_key *k, uint8_t *t, size_t t_n, const uint8_t *a, size_t an, const uint8_t *b,
                   size_t bn, const uint8_t *c, size_t cn, const uint8_t *d, size_t dn, uint32_t i) {
  const uint8_t counter[1] = {(uint8_t)i};
  struct hf_hash h;
  hf_hmac_start(&h, k);
  /*@ assert one: bytes_of((uint8_t *)counter, 1) == bytes_one(i); */
  /*@ assert info: info_kept{Pre,Here}(a, an, b, bn, c, cn, d, dn); */
  /*@ assert before: bytes_kept{Pre,Here}(t, t_n); */
  hf_hash_update(&h, t, t_n);
  take_info(&h, a, an, b, bn, c, cn, d, dn);
  hf_hash_update(&h, counter, 1u);
  /*@ assert id: k->id == \at(k->id, Pre); */
  /*@ assert kept: hmac_kept{Pre,Here}(k); */
  /*@ assert taken: hash_taken(h) == \at(bytes_cat(hash_held(k->inner), bytes_cat(bytes_of(t, t_n),
        bytes_cat(info_of(a, an, b, bn, c, cn, d, dn), bytes_one(i)))), Pre); */
  hf_hmac_finish(&h, k, t);
}

/* out[0 .. out_n-1] = T(1) + T(2) + ..., out_n bytes of it. */
/*@ requires \valid_read(k) && hmac_usable(k) && out_n <= 255 * digest_size(k->id);
  @ requires \valid_read(a + (0 .. an - 1)) && \valid_read(b + (0 .. bn - 1));
  @ requires \valid_read(c + (0 .. cn - 1)) && \valid_read(d + (0 .. dn - 1));
  @ requires \valid(out + (0 .. out_n - 1)) && \separated(out + (0 .. out_n - 1), k);
  @ requires \separated(out + (0 .. out_n - 1), a + (0 .. an - 1)) && \separated(out + (0 .. out_n - 1), b + (0 .. bn - 1));
  @ requires \separated(out + (0 .. out_n - 1), c + (0 .. cn - 1)) && \separated(out + (0 .. out_n - 1), d + (0 .. dn - 1));
  @ HF_TOTAL;
  @ assigns out[0 .. out_n - 1];
  @ ensures bytes_of(out, out_n) == \old(rest_of(k, info_of(a, an, b, bn, c, cn, d, dn), 1, out_n));
  @*/
static void expand(const struct hf_hmac_key *k, const uint8_t *a, size_t an, const uint8_t *b, size_t bn,
                   const uint8_t *c, size_t cn, const uint8_t *d, size_t dn, uint8_t *out, size_t out_n) {
  const size_t size = hf_hash_size(k->id);
  uint8_t t[HF_HASH_MAX];
  uint32_t i = 1u;
  size_t done = 0;
  /*@ loop invariant 0 <= done <= out_n && 1 <= i <= 256 && (done < out_n ==> done == (i - 1) * size);
    @ loop invariant keyed: hmac_kept{Pre,Here}(k) && hmac_usable(k);
    @ loop invariant info: info_kept{Pre,Here}(a, an, b, bn, c, cn, d, dn);
    @ loop invariant same: info_of(a, an, b, bn, c, cn, d, dn) == \at(info_of(a, an, b, bn, c, cn, d, dn), Pre);
    @ loop invariant t_i: done < out_n ==> bytes_of((uint8_t *)t, done == 0 ? 0 : size) ==
        t_of(k, info_of(a, an, b, bn, c, cn, d, dn), i - 1);
    @ loop invariant whole: bytes_cat(bytes_of(out, done),
        rest_of(k, info_of(a, an, b, bn, c, cn, d, dn), i, out_n - done)) ==
        \at(rest_of(k, info_of(a, an, b, bn, c, cn, d, dn), 1, out_n), Pre);
    @ loop assigns done, i, t[0 .. 63], out[0 .. out_n - 1];
    @ loop variant out_n - done; */
  while (done < out_n) {
    const size_t n = out_n - done < size ? out_n - done : size;
    /*@ assert few: (i - 1) * size < 255 * size; */
    /*@ assert counted: i <= 255; */
    next_t(k, t, done == 0u ? 0u : size, a, an, b, bn, c, cn, d, dn, i);
    /*@ assert made: bytes_of((uint8_t *)t, size) == \at(t_of(k, info_of(a, an, b, bn, c, cn, d, dn), i), LoopCurrent); */
    /*@ assert info1: info_kept{LoopCurrent,Here}(a, an, b, bn, c, cn, d, dn); */
    /*@ assert out1: bytes_kept{LoopCurrent,Here}(out, done); */
    /*@ ghost Made: ; */
    hf_copy(out + done, t, n);
    /*@ assert t2: \forall integer j; 0 <= j < size ==> t[j] == \at(t[j], Made); */
    /*@ assert t3: bytes_of((uint8_t *)t, size) == \at(bytes_of((uint8_t *)t, size), Made); */
    /*@ assert info2: info_kept{LoopCurrent,Here}(a, an, b, bn, c, cn, d, dn); */
    /*@ assert info3: info_of(a, an, b, bn, c, cn, d, dn) == \at(info_of(a, an, b, bn, c, cn, d, dn), LoopCurrent); */
    /*@ assert out2: bytes_kept{LoopCurrent,Here}(out, done); */
    /*@ assert out3: bytes_of(out, done) == \at(bytes_of(out, done), LoopCurrent); */
    /*@ assert copied: \forall integer j; 0 <= j < n ==> (out + done)[j] == t[j]; */
    /*@ assert length: bytes_len(bytes_of(out + done, n)) == bytes_len(bytes_head(bytes_of((uint8_t *)t, size), n)); */
    /*@ assert each: \forall integer j; 0 <= j < n ==>
          bytes_at(bytes_of(out + done, n), j) == bytes_at(bytes_head(bytes_of((uint8_t *)t, size), n), j); */
    /*@ assert head: bytes_of(out + done, n) == bytes_head(bytes_of((uint8_t *)t, size), n); */
    /*@ assert block: bytes_of(out + done, n) == bytes_head(t_of(k, info_of(a, an, b, bn, c, cn, d, dn), i), n); */
    /*@ assert joined: bytes_of(out, done + n) == bytes_cat(bytes_of(out, done), bytes_of(out + done, n)); */
    /*@ assert step: rest_of(k, info_of(a, an, b, bn, c, cn, d, dn), i, out_n - done) == bytes_cat(bytes_of(out + done, n),
          rest_of(k, info_of(a, an, b, bn, c, cn, d, dn), i + 1, out_n - done - n)); */
    /*@ assert whole: bytes_cat(bytes_of(out, done + n),
          rest_of(k, info_of(a, an, b, bn, c, cn, d, dn), i + 1, out_n - done - n)) ==
          \at(rest_of(k, info_of(a, an, b, bn, c, cn, d, dn), 1, out_n), Pre); */
    done += n;
    i++;
  }
  /*@ ghost Done: ; */
  hf_wipe(t, sizeof t);
  /*@ assert kept: bytes_kept{Done,Here}(out, out_n); */
  /*@ assert bytes: bytes_of(out, out_n) == \at(bytes_of(out, out_n), Done); */
}

void hf_hkdf_extract(uint32_t hash, const uint8_t *salt, size_t salt_n, const uint8_t *ikm, size_t ikm_n,
                     uint8_t *prk) {
  struct hf_hmac_key k;
  struct hf_hash h;
  hf_hmac_key(&k, hash, salt, salt_n);
  /*@ assert ikm1: bytes_kept{Pre,Here}(ikm, ikm_n); */
  hf_hmac_start(&h, &k);
  /*@ assert ikm2: bytes_kept{Pre,Here}(ikm, ikm_n); */
  /*@ assert ikm3: bytes_of(ikm, ikm_n) == \at(bytes_of(ikm, ikm_n), Pre); */
  hf_hash_update(&h, ikm, ikm_n);
  hf_hmac_finish(&h, &k, prk);
  /*@ assert made: bytes_of(prk, digest_size(hash)) == \at(hmac(hash, bytes_of(salt, salt_n), bytes_of(ikm, ikm_n)), Pre); */
  /*@ ghost Made: ; */
  hf_wipe_hmac_key(&k);
  /*@ assert same: bytes_kept{Made,Here}(prk, digest_size(hash)); */
  /*@ assert kept: bytes_of(prk, digest_size(hash)) == \at(bytes_of(prk, digest_size(hash)), Made); */
}

void hf_hkdf_expand(uint32_t hash, const uint8_t *prk, size_t prk_n, const uint8_t *info, size_t info_n, uint8_t *out,
                    size_t out_n) {
  struct hf_hmac_key k;
  hf_hmac_key(&k, hash, prk, prk_n);
  /*@ assert info1: bytes_kept{Pre,Here}(info, info_n); */
  /*@ assert info2: info_of(info, info_n, info, 0, info, 0, info, 0) == \at(bytes_of(info, info_n), Pre); */
  expand(&k, info, info_n, info, 0u, info, 0u, info, 0u, out, out_n);
  /*@ assert made: bytes_of(out, out_n) ==
        \at(hkdf_expand(hash, bytes_of(prk, prk_n), bytes_of(info, info_n), out_n), Pre); */
  /*@ ghost Made: ; */
  hf_wipe_hmac_key(&k);
  /*@ assert same: bytes_kept{Made,Here}(out, out_n); */
  /*@ assert kept: bytes_of(out, out_n) == \at(bytes_of(out, out_n), Made); */
}

void hf_hkdf_expand_label(uint32_t hash, const uint8_t *secret, const uint8_t *label, size_t label_n,
                          const uint8_t *context, size_t context_n, uint8_t *out, size_t out_n) {
  const uint8_t head[9] = {
      (uint8_t)(out_n / 256u), (uint8_t)(out_n % 256u), (uint8_t)(6u + label_n), 't', 'l', 's', '1', '3', ' '};
  const uint8_t length[1] = {(uint8_t)context_n};
  struct hf_hmac_key k;
  hf_hmac_key(&k, hash, secret, hf_hash_size(hash));
  /*@ assert label1: bytes_kept{Pre,Here}(label, label_n); */
  /*@ assert context1: bytes_kept{Pre,Here}(context, context_n); */
  /*@ assert label2: bytes_of(label, label_n) == \at(bytes_of(label, label_n), Pre); */
  /*@ assert context2: bytes_of(context, context_n) == \at(bytes_of(context, context_n), Pre); */
  /*@ assert length: bytes_of((uint8_t *)length, 1) == bytes_one(bytes_len(bytes_of(context, context_n))); */
  /*@ assert head: is_hkdf_head(bytes_of((uint8_t *)head, 9), out_n, label_n); */
  /*@ ghost Keyed: ; */
  expand(&k, head, sizeof head, label, label_n, length, sizeof length, context, context_n, out, out_n);
  /*@ assert made: bytes_of(out, out_n) == \at(hkdf_expand(hash, \at(bytes_of(secret, digest_size(hash)), Pre),
        hkdf_label(bytes_of((uint8_t *)head, 9), bytes_of(label, label_n), bytes_of(context, context_n)), out_n), Keyed); */
  /*@ ghost Made: ; */
  hf_wipe_hmac_key(&k);
  /*@ assert same: bytes_kept{Made,Here}(out, out_n); */
  /*@ assert kept: bytes_of(out, out_n) == \at(bytes_of(out, out_n), Made); */
}
