/* The blocks that RSA encrypts and signs (RFC 8017). em is such a block: as long as the modulus, k bytes. */
#ifndef HANDFAST_CRYPTO_RSA_H
#define HANDFAST_CRYPTO_RSA_H
#include "crypto/octets.h"
#include "handfast/provider.h"

#define HF_PRE_MASTER 48u
#define HF_RSA_LEAST 256u /* bytes in the shortest modulus that is taken for signatures: 2048 bits */

/* EME-PKCS1-v1_5 (RFC 8017 7.2.1): em = 00 02 padding 00 message; message[0 .. n-1], n + 11 <= k. em comes filled with k
   random bytes, of which the padding is made. 0, or -1 when they hold too few that are not zero: a broken source. */
/*@ requires n + 11 <= k <= HF_RSA_MAX;
  @ requires \valid(em + (0 .. k-1)) && \valid_read(message + (0 .. n-1));
  @ requires \separated(em + (0 .. k-1), message + (0 .. n-1));
  @ HF_TOTAL;
  @ assigns em[0 .. k-1];
  @ ensures \result == 0 || \result == -1;
  @ ensures \result == 0 ==> em[0] == 0 && em[1] == 2 && em[k - n - 1] == 0;
  @ ensures \result == 0 ==> \forall integer i; 2 <= i < k - n - 1 ==> em[i] != 0;
  @ ensures \result == 0 ==> \forall integer i; 0 <= i < n ==> em[k - n + i] == message[i];
  @*/
int hf_pkcs1_encrypt_block(uint8_t *em, size_t k, const uint8_t *message, size_t n);

/* The server's side of RFC 5246 7.4.7.1, in constant time: out gets the 48 bytes of the pre-master secret in em if em is
   well formed and begins with the client's version (major, minor); otherwise the 48 random bytes. Nobody can tell which. */
/*@ predicate pkcs1_well_formed(uint8_t *em, integer k, integer major, integer minor) =
  @    em[0] == 0 && em[1] == 2 && (\forall integer i; 2 <= i < k - 49 ==> em[i] != 0) &&
  @    em[k - 49] == 0 && em[k - 48] == major && em[k - 47] == minor;
  @*/
/*@ requires 59 <= k <= 1024;
  @ requires \valid_read(em + (0 .. k-1)) && \valid_read(random + (0 .. 47)) && \valid(out + (0 .. 47));
  @ requires \separated(out + (0 .. 47), em + (0 .. k-1));
  @ requires \separated(out + (0 .. 47), random + (0 .. 47));
  @ HF_TOTAL;
  @ assigns out[0 .. 47];
  @ behavior good:
  @   assumes pkcs1_well_formed(em, k, major, minor);
  @   ensures \forall integer i; 0 <= i < 48 ==> out[i] == \old(em[k - 48 + i]);
  @ behavior bad:
  @   assumes !pkcs1_well_formed(em, k, major, minor);
  @   ensures \forall integer i; 0 <= i < 48 ==> out[i] == \old(random[i]);
  @ complete behaviors;
  @ disjoint behaviors;
  @*/
void hf_pkcs1_recover(const uint8_t *em, size_t k, uint8_t major, uint8_t minor, const uint8_t random[48],
                      uint8_t out[48]);

/* EMSA-PKCS1-v1_5 (RFC 8017 9.2): em = 00 01 ff .. ff 00 DigestInfo. digest has hf_hash_size(hash) bytes; any hash of
   HF_HASH_..., SHA-1 too; k >= 128. A DigestInfo is SEQUENCE { SEQUENCE { OID, parameters }, OCTET STRING }. The parameters are NULL (null:
   its 2 bytes), or not there (null: 0). */
/*@ logic integer digest_info_n(integer hash, integer null) = (hash == 2 ? 13 : 17) + null;
  @ // RFC 8017 9.2: 00 01 ff .. ff 00, the last at `end`
  @ predicate pkcs1_padding(bytes em, integer end) = bytes_at(em, 0) == 0 && bytes_at(em, 1) == 1 && bytes_at(em, end) == 0 &&
  @    (\forall integer i; 2 <= i < end ==> bytes_at(em, i) == 0xff);
  @ // RFC 8017 9.2 note 1: at `at` stands what is before the digest in a DigestInfo
  @ predicate digest_info(bytes b, integer at, integer hash, integer null) =
  @    bytes_at(b, at) == 0x30 && bytes_at(b, at + 2) == 0x30 && bytes_at(b, at + 4) == 6 &&
  @    (hash == 2 ? bytes_at(b, at + 1) == 31 + null && bytes_at(b, at + 3) == 7 + null && bytes_at(b, at + 5) == 5 &&
  @         bytes_at(b, at + 6) == 0x2b && bytes_at(b, at + 7) == 0x0e && bytes_at(b, at + 8) == 3 && bytes_at(b, at + 9) == 2 &&
  @         bytes_at(b, at + 10) == 0x1a && (null == 2 ==> bytes_at(b, at + 11) == 5 && bytes_at(b, at + 12) == 0) &&
  @         bytes_at(b, at + 11 + null) == 4 && bytes_at(b, at + 12 + null) == 20
  @       : bytes_at(b, at + 1) == 15 + null + digest_size(hash) && bytes_at(b, at + 3) == 11 + null && bytes_at(b, at + 5) == 9 &&
  @         bytes_at(b, at + 6) == 0x60 && bytes_at(b, at + 7) == 0x86 && bytes_at(b, at + 8) == 0x48 && bytes_at(b, at + 9) == 1 &&
  @         bytes_at(b, at + 10) == 0x65 && bytes_at(b, at + 11) == 3 && bytes_at(b, at + 12) == 4 && bytes_at(b, at + 13) == 2 &&
  @         bytes_at(b, at + 14) == hash - 3 && (null == 2 ==> bytes_at(b, at + 15) == 5 && bytes_at(b, at + 16) == 0) &&
  @         bytes_at(b, at + 15 + null) == 4 && bytes_at(b, at + 16 + null) == digest_size(hash));
  @ predicate stands(bytes b, integer at, bytes part) =
  @    \forall integer i; 0 <= i < bytes_len(part) ==> bytes_at(b, at + i) == bytes_at(part, i);
  @ lemma digest_info_all: \forall bytes a, b, integer at, hash, null; hash_known(hash) && (null == 0 || null == 2) &&
  @    digest_info(b, 0, hash, null) && bytes_len(b) == digest_info_n(hash, null) ==>
  @    (stands(a, at, b) <==> digest_info(a, at, hash, null));
  @ // RFC 8017 9.2, RFC 5246 4.7: em is padding and a DigestInfo of the digest d, with its NULL or without
  @ predicate pkcs1_with(bytes em, integer id, integer null, bytes d) =
  @    pkcs1_padding(em, bytes_len(em) - digest_size(id) - digest_info_n(id, null) - 1) &&
  @    digest_info(em, bytes_len(em) - digest_size(id) - digest_info_n(id, null), id, null) &&
  @    bytes_len(d) == digest_size(id) && stands(em, bytes_len(em) - digest_size(id), d);
  @ predicate pkcs1_encodes(bytes em, integer id, bytes d) = pkcs1_with(em, id, 2, d) || pkcs1_with(em, id, 0, d);
  @*/
/*@ requires 128 <= k <= HF_RSA_MAX && hash_known(hash);
  @ requires \valid(em + (0 .. k-1)) && \valid_read(digest + (0 .. digest_size(hash) - 1));
  @ requires \separated(em + (0 .. k-1), digest + (0 .. digest_size(hash) - 1));
  @ HF_TOTAL;
  @ assigns em[0 .. k-1];
  @ ensures em[0] == 0 && em[1] == 1;
  @ ensures \forall integer i; 0 <= i < digest_size(hash) ==> em[k - digest_size(hash) + i] == digest[i];
  @*/
void hf_pkcs1_sign_block(uint8_t *em, size_t k, uint32_t hash, const uint8_t *digest);

/* 0 when em, all of it, is the block that hf_pkcs1_sign_block makes of the digest, or that block without its NULL, which a verifier takes
   too (RFC 5246 4.7); else -1. There are these two, and nothing in them is left to a parser. */
/*@ requires 128 <= k <= HF_RSA_MAX && hash_known(hash);
  @ requires \valid_read(em + (0 .. k-1)) && \valid_read(digest + (0 .. digest_size(hash) - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == -1;
  @ ensures \result == 0 <==> pkcs1_encodes(bytes_of(em, k), hash, bytes_of(digest, digest_size(hash)));
  @*/
int hf_pkcs1_check(const uint8_t *em, size_t k, uint32_t hash, const uint8_t *digest);

/*@ // RFC 8017 B.2.1: octet i of MGF1's mask
  @ logic integer mgf1(integer id, bytes seed, integer i) =
  @    bytes_at(digest(id, bytes_cat(seed, i2osp4(i / digest_size(id)))), i % digest_size(id));
  @ predicate xored(integer r, integer a, integer b, integer limit) = r == HF_XOR8(a, b) % limit;
  @ // Where EM begins in a block as long as the modulus, and what its first octet is below: it has a bit less than the modulus.
  @ logic integer pss_first(integer bits) = bits % 8 == 1 ? 1 : 0;
  @ logic integer pss_limit(integer bits) = (bits - 1) % 8 == 0 ? 256 : (bits - 1) % 8 == 1 ? 2 : (bits - 1) % 8 == 2 ? 4 :
  @    (bits - 1) % 8 == 3 ? 8 : (bits - 1) % 8 == 4 ? 16 : (bits - 1) % 8 == 5 ? 32 : (bits - 1) % 8 == 6 ? 64 : 128;
  @ // RFC 8017 9.1.2, steps 7 to 9: db is what was masked, without the bits that EM has not
  @ predicate pss_unmasked(bytes em, integer at, integer limit, integer id, bytes h, bytes db) =
  @    \forall integer i; 0 <= i < bytes_len(db) ==> xored(bytes_at(db, i), bytes_at(em, at + i), mgf1(id, h, i), i == 0 ? limit : 256);
  @ // steps 10 and 11: zeroes, a one, and the salt, of n octets
  @ predicate pss_padded(bytes db, integer n, bytes salt) = bytes_len(salt) == n && bytes_at(db, bytes_len(db) - n - 1) == 1 &&
  @    (\forall integer i; 0 <= i < bytes_len(db) - n - 1 ==> bytes_at(db, i) == 0) &&
  @    (\forall integer i; 0 <= i < n ==> bytes_at(salt, i) == bytes_at(db, bytes_len(db) - n + i));
  @ // steps 12 to 14
  @ logic bytes pss_hash(integer id, bytes d, bytes salt) = digest(id, bytes_cat(bytes_cat(bytes_cat(i2osp4(0), i2osp4(0)), d), salt));
  @ predicate pss_before_trailer(bytes em, integer n, bytes h) = bytes_len(h) == n &&
  @    (\forall integer i; 0 <= i < n ==> bytes_at(h, i) == bytes_at(em, bytes_len(em) - 1 - n + i));
  @ // steps 4 to 14: em, of a modulus of so many bits, encodes the digest d
  @ predicate pss_consists(bytes em, integer bits, integer id, bytes d, bytes db, bytes h, bytes salt) =
  @    bytes_at(em, bytes_len(em) - 1) == 0xbc && bytes_at(em, pss_first(bits)) < pss_limit(bits) &&
  @    (pss_first(bits) == 1 ==> bytes_at(em, 0) == 0) && pss_before_trailer(em, digest_size(id), h) &&
  @    bytes_len(db) == bytes_len(em) - 1 - digest_size(id) - pss_first(bits) &&
  @    pss_unmasked(em, pss_first(bits), pss_limit(bits), id, h, db) && pss_padded(db, digest_size(id), salt) &&
  @    h == pss_hash(id, d, salt);
  @ predicate pss_encodes(bytes em, integer bits, integer id, bytes d) = \exists bytes db, h, salt;
  @    pss_consists(em, bits, id, d, db, h, salt);
  @ lemma pss_unmasked_alone: \forall bytes em, a, b, h, integer at, limit, id; bytes_len(a) == bytes_len(b) &&
  @    pss_unmasked(em, at, limit, id, h, a) && pss_unmasked(em, at, limit, id, h, b) ==> a == b;
  @ lemma pss_hash_alone: \forall bytes em, a, b, integer n;
  @    pss_before_trailer(em, n, a) && pss_before_trailer(em, n, b) ==> a == b;
  @ lemma pss_alone: \forall bytes em, d, integer bits, id, bytes a, h, s, b, g, t; hash_known(id) &&
  @    pss_consists(em, bits, id, d, a, h, s) && pss_consists(em, bits, id, d, b, g, t) ==> a == b && h == g && s == t;
  @ lemma pss_salt_alone: \forall bytes db, a, b, integer n; pss_padded(db, n, a) && pss_padded(db, n, b) ==> a == b;
  @*/
/* EMSA-PSS (RFC 8017 9.1) with MGF1 and a salt, both of the hash's size. `bits` is the modulus's size in bits, k bytes:
   8 * k - 7 .. 8 * k. hf_pss_block makes em; salt is random. hf_pss_check answers 0 when em fits the digest, else -1;
   it works in em. */
/*@ requires 131 <= k <= HF_RSA_MAX && 8 * k - 7 <= bits <= 8 * k && hash_known(hash);
  @ requires \valid(em + (0 .. k-1));
  @ requires \valid_read(digest + (0 .. digest_size(hash) - 1)) && \valid_read(salt + (0 .. digest_size(hash) - 1));
  @ requires \separated(em + (0 .. k-1), digest + (0 .. digest_size(hash) - 1));
  @ requires \separated(em + (0 .. k-1), salt + (0 .. digest_size(hash) - 1));
  @ HF_TOTAL;
  @ assigns em[0 .. k-1];
  @ ensures em[k - 1] == 0xbc;
  @*/
void hf_pss_block(uint8_t *em, size_t k, size_t bits, uint32_t hash, const uint8_t *digest, const uint8_t *salt);

/*@ requires 131 <= k <= HF_RSA_MAX && 8 * k - 7 <= bits <= 8 * k && hash_known(hash);
  @ requires \valid(em + (0 .. k-1)) && \valid_read(digest + (0 .. digest_size(hash) - 1));
  @ requires \separated(em + (0 .. k-1), digest + (0 .. digest_size(hash) - 1));
  @ HF_TOTAL;
  @ assigns em[0 .. k-1];
  @ ensures \result == 0 || \result == -1;
  @ ensures \result == 0 <==> \old(pss_encodes(bytes_of(em, k), bits, hash, bytes_of(digest, digest_size(hash))));
  @*/
int hf_pss_check(uint8_t *em, size_t k, size_t bits, uint32_t hash, const uint8_t *digest);

/*@ // the size in bits of a number of n octets, the first of which is not 0
  @ logic integer bit_size(integer first, integer n) = 8 * n - (first >= 128 ? 0 : first >= 64 ? 1 : first >= 32 ? 2 :
  @    first >= 16 ? 3 : first >= 8 ? 4 : first >= 4 ? 5 : first >= 2 ? 6 : 7);
  @*/
/* The size in bits of a number that has `n` bytes and begins with `first`, which is not 0. */
/*@ requires 1 <= n <= HF_RSA_MAX && 1 <= first;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == bit_size(first, n);
  @*/
size_t hf_bit_size(uint8_t first, size_t n);
#endif
