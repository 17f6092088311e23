/* EMSA-PSS (RFC 8017 9.1) with MGF1, both on one hash function, and a salt of its size. */
#include "crypto/bytes.h"
#include "crypto/ct.h"
#include "crypto/hmac.h"
#include "crypto/rsa.h"
#include "crypto/xor.h"

#define TRAILER 0xbcu

size_t hf_bit_size(uint8_t first, size_t n) {
  size_t bits = 8u * n - 7u;
  uint8_t rest = (uint8_t)(first / 2u);
  /*@ loop invariant 8 * n - 7 <= bits && 0 <= rest;
    @ loop invariant bits + (rest >= 64 ? 7 : rest >= 32 ? 6 : rest >= 16 ? 5 : rest >= 8 ? 4 : rest >= 4 ? 3 : rest >= 2 ? 2 :
        rest >= 1 ? 1 : 0) == bit_size(first, n);
    @ loop invariant (bits - (8 * n - 7) == 0 && rest < 128) || (bits - (8 * n - 7) == 1 && rest < 64) ||
        (bits - (8 * n - 7) == 2 && rest < 32) || (bits - (8 * n - 7) == 3 && rest < 16) ||
        (bits - (8 * n - 7) == 4 && rest < 8) || (bits - (8 * n - 7) == 5 && rest < 4) ||
        (bits - (8 * n - 7) == 6 && rest < 2) || (bits - (8 * n - 7) == 7 && rest < 1);
    @ loop assigns bits, rest;
    @ loop variant rest; */
  while (rest > 0) {
    bits++;
    rest = (uint8_t)(rest / 2u);
  }
  return bits;
}

/* One more than the highest value of em's first byte: em has one bit fewer than the modulus. */
/*@ requires 1 <= bits;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == pss_limit(bits) && 2 <= \result <= 256;
  @*/
static uint32_t first_limit(size_t bits) {
  static const uint16_t limit[8] = {256, 2, 4, 8, 16, 32, 64, 128};
  return limit[(bits - 1u) % 8u];
}

/* Block number `count` of MGF1's mask (RFC 8017 B.2.1). The seed has the size of a digest. */
/*@ requires hash_known(hash);
  @ requires \valid(block + (0 .. digest_size(hash) - 1)) && \valid_read(seed + (0 .. digest_size(hash) - 1));
  @ requires \separated(block + (0 .. digest_size(hash) - 1), seed + (0 .. digest_size(hash) - 1));
  @ HF_TOTAL;
  @ assigns block[0 .. digest_size(hash) - 1];
  @ ensures bytes_of(block, digest_size(hash)) ==
  @    digest(hash, bytes_cat(\old(bytes_of(seed, digest_size(hash))), i2osp4(count)));
  @*/
static void mask_block(uint8_t *block, uint32_t hash, const uint8_t *seed, uint32_t count) {
  const size_t size = hf_hash_size(hash);
  struct hf_hash h;
  uint8_t octets[4];
  hf_write32(octets, count);
  /*@ assert digits: octets[0] == count / 16777216 && octets[1] == count / 65536 % 256 && octets[2] == count / 256 % 256 &&
        octets[3] == count % 256; */
  /*@ assert each: bytes_len(i2osp4(count)) == 4 && bytes_at(i2osp4(count), 0) == octets[0] &&
        bytes_at(i2osp4(count), 1) == octets[1] && bytes_at(i2osp4(count), 2) == octets[2] && bytes_at(i2osp4(count), 3) == octets[3]; */
  /*@ assert octets: bytes_of(&octets[0], 4) == i2osp4(count); */
  hf_hash_start(&h, hash);
  hf_hash_update(&h, seed, size);
  hf_hash_update(&h, octets, 4);
  hf_hash_finish(&h, block);
}

/*@ // How many octets of the mask stand before octet `used` of block b: b * digest_size(id) + used, said for each size.
  @ logic integer mgf1_place(integer id, integer b, integer used) =
  @    id == 2 ? 20 * b + used : id == 4 ? 32 * b + used : id == 5 ? 48 * b + used : 64 * b + used;
  @ lemma mgf1_place_is: \forall integer id, b, used; hash_known(id) && 0 <= b && 0 <= used < digest_size(id) ==>
  @    mgf1_place(id, b, used) / digest_size(id) == b && mgf1_place(id, b, used) % digest_size(id) == used;
  @*/
/* out[0 .. n-1] is xored with MGF1 of the seed (RFC 8017 B.2.1). */
/*@ requires hash_known(hash) && n <= HF_RSA_MAX;
  @ requires \valid(out + (0 .. n-1)) && \valid_read(seed + (0 .. digest_size(hash) - 1));
  @ requires \separated(out + (0 .. n-1), seed + (0 .. digest_size(hash) - 1));
  @ HF_TOTAL;
  @ assigns out[0 .. n-1];
  @ ensures \forall integer i; 0 <= i < n ==>
  @    xored(out[i], \old(out[i]), mgf1(hash, \old(bytes_of(seed, digest_size(hash))), i), 256);
  @*/
static void mask(uint8_t *out, size_t n, uint32_t hash, const uint8_t *seed) {
  const size_t size = hf_hash_size(hash);
  uint8_t block[HF_HASH_MAX];
  size_t used = size;
  uint32_t blocks = 0;
  /*@ loop invariant 0 <= i <= n && 0 <= used <= size && blocks <= i && i == mgf1_place(hash, blocks - 1, used);
    @ loop invariant used < size ==> bytes_of(&block[0], digest_size(hash)) ==
        digest(hash, bytes_cat(\at(bytes_of(seed, digest_size(hash)), Pre), i2osp4(blocks - 1)));
    @ loop invariant \forall integer j; 0 <= j < i ==>
        xored(out[j], \at(out[j], Pre), mgf1(hash, \at(bytes_of(seed, digest_size(hash)), Pre), j), 256);
    @ loop invariant \forall integer j; i <= j < n ==> out[j] == \at(out[j], Pre);
    @ loop assigns i, used, blocks, block[0 .. 63], out[0 .. n-1];
    @ loop variant n - i; */
  for (size_t i = 0; i < n; i++) {
    if (used == size) {
      /*@ assert seed: bytes_of(seed, digest_size(hash)) == \at(bytes_of(seed, digest_size(hash)), Pre); */
      mask_block(block, hash, seed, blocks);
      blocks++;
      used = 0;
    }
    /*@ assert made: bytes_of(&block[0], digest_size(hash)) ==
          digest(hash, bytes_cat(\at(bytes_of(seed, digest_size(hash)), Pre), i2osp4(blocks - 1))); */
    /*@ assert place: i == mgf1_place(hash, blocks - 1, used) && 0 <= blocks - 1 && 0 <= used < digest_size(hash); */
    /*@ assert at: i / digest_size(hash) == blocks - 1 && i % digest_size(hash) == used; */
    /*@ assert octet: block[used] == mgf1(hash, \at(bytes_of(seed, digest_size(hash)), Pre), i); */
    /*@ assert before: \forall integer j; 0 <= j < i ==>
          xored(out[j], \at(out[j], Pre), mgf1(hash, \at(bytes_of(seed, digest_size(hash)), Pre), j), 256); */
    /*@ assert behind: \forall integer j; i <= j < n ==> out[j] == \at(out[j], Pre); */
    /*@ ghost Made: ; */
    out[i] = hf_xor8(out[i], block[used]);
    /*@ assert masked: \forall integer j; j == i ==>
          xored(out[j], \at(out[j], Pre), mgf1(hash, \at(bytes_of(seed, digest_size(hash)), Pre), j), 256); */
    /*@ assert kept: bytes_kept{Made,Here}(&block[0], digest_size(hash)); */
    /*@ assert others: \forall integer j; 0 <= j < i ==> out[j] == \at(out[j], Made); */
    /*@ assert until: \forall integer j; 0 <= j < i ==>
          xored(out[j], \at(out[j], Pre), mgf1(hash, \at(bytes_of(seed, digest_size(hash)), Pre), j), 256); */
    used++;
  }
}

/* H = Hash(00 00 00 00 00 00 00 00 + digest + salt). */
/*@ requires hash_known(hash);
  @ requires \valid(out + (0 .. digest_size(hash) - 1));
  @ requires \valid_read(digest + (0 .. digest_size(hash) - 1)) && \valid_read(salt + (0 .. digest_size(hash) - 1));
  @ requires \separated(out + (0 .. digest_size(hash) - 1), digest + (0 .. digest_size(hash) - 1));
  @ requires \separated(out + (0 .. digest_size(hash) - 1), salt + (0 .. digest_size(hash) - 1));
  @ HF_TOTAL;
  @ assigns out[0 .. digest_size(hash) - 1];
  @ ensures bytes_of(out, digest_size(hash)) ==
  @    pss_hash(hash, \old(bytes_of(digest, digest_size(hash))), \old(bytes_of(salt, digest_size(hash))));
  @*/
static void salted(uint8_t *out, uint32_t hash, const uint8_t *digest, const uint8_t *salt) {
  static const uint8_t zeroes[8] = {0};
  const size_t size = hf_hash_size(hash);
  struct hf_hash h;
  /*@ assert zeroes: \forall integer i; 0 <= i < 8 ==> zeroes[i] == 0; */
  /*@ assert eight: bytes_of(&zeroes[0], 8) == bytes_cat(i2osp4(0), i2osp4(0)); */
  hf_hash_start(&h, hash);
  hf_hash_update(&h, zeroes, 8);
  hf_hash_update(&h, digest, size);
  hf_hash_update(&h, salt, size);
  hf_hash_finish(&h, out);
}

/* Where em proper begins: at 1 when a modulus of 8 * k - 7 bits leaves the first byte unused, else at 0. */
/*@ requires 1 <= bits;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == pss_first(bits);
  @*/
static size_t first_byte(size_t bits) {
  return bits % 8u == 1u ? 1u : 0u;
}

void hf_pss_block(uint8_t *em, size_t k, size_t bits, uint32_t hash, const uint8_t *digest, const uint8_t *salt) {
  const size_t size = hf_hash_size(hash);
  const size_t at = first_byte(bits);
  const size_t end = k - size - 1u; /* of the masked part */
  hf_fill(em, 0, end - size - 1u);
  em[end - size - 1u] = 1;
  hf_copy(em + (end - size), salt, size);
  salted(em + end, hash, digest, salt);
  mask(em + at, end - at, hash, em + end);
  em[at] = (uint8_t)(em[at] % first_limit(bits));
  em[k - 1u] = TRAILER;
}

/* Is the unmasked part zeroes and a one before the salt? 1 or 0. */
/*@ requires \valid_read(em + (0 .. n)) && n < HF_RSA_MAX;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 <==> (em[n] == 1 && (\forall integer i; 0 <= i < n ==> em[i] == 0));
  @*/
static uint32_t is_padding(const uint8_t *em, size_t n) {
  uint32_t bad = hf_ct_differs(em[n], 1);
  /*@ loop invariant 0 <= i <= n && bad <= i + 1;
    @ loop invariant bad == 0 <==> (em[n] == 1 && (\forall integer j; 0 <= j < i ==> em[j] == 0));
    @ loop assigns i, bad;
    @ loop variant n - i; */
  for (size_t i = 0; i < n; i++)
    bad += hf_ct_differs(em[i], 0);
  return hf_ct_is_zero(bad);
}

/* Steps 7 to 9: the part of em before H, which is masked, gets what was masked. */
/*@ requires 131 <= k <= HF_RSA_MAX && 1 <= bits && hash_known(hash) && \valid(em + (0 .. k-1));
  @ HF_TOTAL;
  @ assigns em[pss_first(bits) .. k - digest_size(hash) - 2];
  @ ensures pss_unmasked(\old(bytes_of(em, k)), pss_first(bits), pss_limit(bits), hash,
  @    \old(bytes_of(em + (k - digest_size(hash) - 1), digest_size(hash))),
  @    bytes_of(em + pss_first(bits), k - digest_size(hash) - 1 - pss_first(bits)));
  @*/
static void unmask(uint8_t *em, size_t k, size_t bits, uint32_t hash) {
  const size_t at = first_byte(bits);
  const size_t end = k - hf_hash_size(hash) - 1u;
  mask(em + at, end - at, hash, em + end);
  /*@ ghost Masked: ; */
  em[at] = (uint8_t)(em[at] % first_limit(bits));
  /*@ assert rest: \forall integer i; at < i < end ==> em[i] == \at(em[i], Masked); */
}

/* Steps 10 to 14: whether DB, n octets, is padding and a salt by which H is that of the digest. */
/*@ requires hash_known(hash) && digest_size(hash) < n <= HF_RSA_MAX;
  @ requires \valid_read(db + (0 .. n-1)) && \valid_read(digest + (0 .. digest_size(hash) - 1));
  @ requires \valid_read(h + (0 .. digest_size(hash) - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <==> \exists bytes salt; pss_padded(\old(bytes_of(db, n)), digest_size(hash), salt) &&
  @    \old(bytes_of(h, digest_size(hash))) == pss_hash(hash, \old(bytes_of(digest, digest_size(hash))), salt);
  @*/
static bool is_salted(const uint8_t *db, size_t n, uint32_t hash, const uint8_t *digest, const uint8_t *h) {
  const size_t size = hf_hash_size(hash);
  uint8_t right[HF_HASH_MAX];
  const uint32_t padded = is_padding(db, n - size - 1u);
  /*@ assert not: padded == 0 ==> \forall bytes salt; !pss_padded(\at(bytes_of(db, n), Pre), digest_size(hash), salt); */
  if (padded == 0)
    return false;
  /*@ assert zeroes: \forall integer i; 0 <= i < n - size - 1 ==> bytes_at(bytes_of(db, n), i) == 0; */
  /*@ assert salt: \forall integer i; 0 <= i < size ==>
        bytes_at(bytes_of(db + (n - size), size), i) == bytes_at(bytes_of(db, n), n - size + i); */
  /*@ assert padded: pss_padded(\at(bytes_of(db, n), Pre), digest_size(hash),
        \at(bytes_of(db + (n - digest_size(hash)), digest_size(hash)), Pre)); */
  salted(right, hash, digest, db + (n - size));
  /*@ assert right: bytes_of(&right[0], digest_size(hash)) == pss_hash(hash, \at(bytes_of(digest, digest_size(hash)), Pre),
        \at(bytes_of(db + (n - digest_size(hash)), digest_size(hash)), Pre)); */
  const uint32_t equal = hf_ct_equal(right, h, size);
  /*@ assert equal: equal == 1 <==> bytes_of(&right[0], digest_size(hash)) == \at(bytes_of(h, digest_size(hash)), Pre); */
  /*@ assert alone: \forall bytes salt; pss_padded(\at(bytes_of(db, n), Pre), digest_size(hash), salt) ==>
        salt == \at(bytes_of(db + (n - digest_size(hash)), digest_size(hash)), Pre); */
  /*@ assert is: equal == 1 ==> \exists bytes salt; pss_padded(\at(bytes_of(db, n), Pre), digest_size(hash), salt) &&
        \at(bytes_of(h, digest_size(hash)), Pre) == pss_hash(hash, \at(bytes_of(digest, digest_size(hash)), Pre), salt); */
  return equal == 1u;
}

int hf_pss_check(uint8_t *em, size_t k, size_t bits, uint32_t hash, const uint8_t *digest) {
  const size_t at = first_byte(bits);
  const size_t end = k - hf_hash_size(hash) - 1u;
  if (em[k - 1u] != TRAILER || em[at] >= first_limit(bits) || (at == 1u && em[0] != 0))
    return -1;
  /*@ assert taken: bytes_at(bytes_of(em, k), k - 1) == 0xbc && bytes_at(bytes_of(em, k), pss_first(bits)) < pss_limit(bits) &&
        (pss_first(bits) == 1 ==> bytes_at(bytes_of(em, k), 0) == 0); */
  unmask(em, k, bits, hash);
  /*@ assert digest: bytes_of(digest, digest_size(hash)) == \at(bytes_of(digest, digest_size(hash)), Pre); */
  /*@ assert h: bytes_of(em + end, digest_size(hash)) == \at(bytes_of(em + (k - digest_size(hash) - 1), digest_size(hash)), Pre); */
  /*@ assert last: pss_before_trailer(\at(bytes_of(em, k), Pre), digest_size(hash), bytes_of(em + end, digest_size(hash))); */
  /*@ assert consists: \forall bytes salt; pss_padded(bytes_of(em + at, end - at), digest_size(hash), salt) &&
        bytes_of(em + end, digest_size(hash)) == pss_hash(hash, bytes_of(digest, digest_size(hash)), salt) ==>
        pss_consists(\at(bytes_of(em, k), Pre), bits, hash, \at(bytes_of(digest, digest_size(hash)), Pre), bytes_of(em + at, end - at),
        bytes_of(em + end, digest_size(hash)), salt); */
  const bool right = is_salted(em + at, end - at, hash, digest, em + end);
  /*@ assert is: right ==> pss_encodes(\at(bytes_of(em, k), Pre), bits, hash, \at(bytes_of(digest, digest_size(hash)), Pre)); */
  /*@ assert one_h: \forall bytes db, h, salt; pss_consists(\at(bytes_of(em, k), Pre), bits, hash,
        \at(bytes_of(digest, digest_size(hash)), Pre), db, h, salt) ==> h == bytes_of(em + end, digest_size(hash)); */
  /*@ assert one_db: \forall bytes db, h, salt; pss_consists(\at(bytes_of(em, k), Pre), bits, hash,
        \at(bytes_of(digest, digest_size(hash)), Pre), db, h, salt) ==> db == bytes_of(em + at, end - at); */
  return right ? 0 : -1;
}
