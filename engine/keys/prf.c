#include "keys/prf.h"
#include "crypto/bytes.h"

/* In all of these the seed, as RFC 5246 has it, is label + seed1 + seed2, and mac and out are apart from all the rest. */

/*@ requires \valid(h) && hash_known(h->id);
  @ requires \valid_read(label + (0 .. label_n - 1));
  @ requires \valid_read(seed1 + (0 .. seed1_n - 1)) && \valid_read(seed2 + (0 .. seed2_n - 1));
  @ requires \separated(h, label + (0 .. label_n - 1));
  @ requires \separated(h, seed1 + (0 .. seed1_n - 1));
  @ requires \separated(h, seed2 + (0 .. seed2_n - 1));
  @ terminates \true; exits \false;
  @ assigns h->word[0 .. 25];
  @ ensures hash_taken(h) == \old(bytes_cat(hash_taken(h), bytes_cat(bytes_of(label, label_n),
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
  @ terminates \true; exits \false;
  @ assigns mac[0 .. digest_size(secret->id) - 1];
  @ ensures bytes_of(mac, digest_size(\old(secret->id))) == \old(hmac_with(secret->id, hash_held(&secret->inner),
  @    hash_held(&secret->outer), bytes_cat(bytes_of(label, label_n), bytes_cat(bytes_of(seed1, seed1_n),
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
  hf_hmac_finish(&h, secret, mac);
}

/* a = A(i + 1), where it was A(i). */
/*@ requires \valid_read(secret) && hmac_usable(secret);
  @ requires \valid(a + (0 .. digest_size(secret->id) - 1));
  @ requires \separated(a + (0 .. digest_size(secret->id) - 1), secret);
  @ terminates \true; exits \false;
  @ assigns a[0 .. digest_size(secret->id) - 1];
  @ ensures bytes_of(a, digest_size(\old(secret->id))) == \old(hmac_with(secret->id, hash_held(&secret->inner),
  @    hash_held(&secret->outer), bytes_of(a, digest_size(secret->id))));
  @*/
static void next_a(const struct hf_hmac_key *secret, uint8_t *a) {
  const size_t size = hf_hash_size(secret->id);
  struct hf_hash h;
  hf_hmac_start(&h, secret);
  /*@ assert a: \forall integer i; 0 <= i < size ==> a[i] == \at(a[i], Pre); */
  /*@ assert ab: bytes_of(a, size) == \at(bytes_of(a, digest_size(secret->id)), Pre); */
  hf_hash_update(&h, a, size);
  hf_hmac_finish(&h, secret, a);
}

/* out[0 .. n-1] = the beginning of HMAC(secret, a + seed). */
/*@ requires \valid_read(secret) && hmac_usable(secret) && n <= digest_size(secret->id);
  @ requires \valid_read(a + (0 .. digest_size(secret->id) - 1));
  @ requires \valid_read(label + (0 .. label_n - 1));
  @ requires \valid_read(seed1 + (0 .. seed1_n - 1)) && \valid_read(seed2 + (0 .. seed2_n - 1));
  @ requires \valid(out + (0 .. n - 1));
  @ terminates \true; exits \false;
  @ assigns out[0 .. n - 1];
  @ ensures bytes_of(out, n) == \old(bytes_head(hmac_with(secret->id, hash_held(&secret->inner),
  @    hash_held(&secret->outer), bytes_cat(bytes_of(a, digest_size(secret->id)), bytes_cat(bytes_of(label, label_n),
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
  /*@ assert taken: hash_taken(&h) == \at(bytes_cat(hash_held(&secret->inner),
        bytes_cat(bytes_of(a, digest_size(secret->id)), bytes_cat(bytes_of(label, label_n),
        bytes_cat(bytes_of(seed1, seed1_n), bytes_of(seed2, seed2_n))))), Pre); */
  hf_hmac_finish(&h, secret, block);
  /*@ assert made: bytes_of((uint8_t *)block, size) == \at(hmac_with(secret->id, hash_held(&secret->inner),
        hash_held(&secret->outer), bytes_cat(bytes_of(a, digest_size(secret->id)),
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

void hf_prf_keyed(const struct hf_hmac_key *secret, const uint8_t *label, size_t label_n, const uint8_t *seed1,
                  size_t seed1_n, const uint8_t *seed2, size_t seed2_n, uint8_t *out, size_t out_n) {
  const size_t size = hf_hash_size(secret->id);
  uint8_t a[HF_HASH_MAX];
  size_t done = 0;
  /*@ ghost int i = 1; */
  first_a(secret, label, label_n, seed1, seed1_n, seed2, seed2_n, a);
  while (done < out_n) {
    const size_t n = out_n - done < size ? out_n - done : size;
    put_block(secret, a, label, label_n, seed1, seed1_n, seed2, seed2_n, out + done, n);
    done += n;
    if (done < out_n)
      next_a(secret, a);
    /*@ ghost i++; */
  }
  hf_wipe(a, sizeof a);
}

void hf_prf(uint8_t hash, const uint8_t *secret, size_t secret_n, const uint8_t *label, size_t label_n,
            const uint8_t *seed1, size_t seed1_n, const uint8_t *seed2, size_t seed2_n, uint8_t *out, size_t out_n) {
  struct hf_hmac_key k;
  hf_hmac_key(&k, hash, secret, secret_n);
  hf_prf_keyed(&k, label, label_n, seed1, seed1_n, seed2, seed2_n, out, out_n);
  hf_wipe_hmac_key(&k);
}
