/* The blocks that RSA encrypts and signs (RFC 8017). em is such a block: as long as the modulus, k bytes. */
#ifndef HANDFAST_CRYPTO_RSA_H
#define HANDFAST_CRYPTO_RSA_H
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
  @ // RFC 8017 9.2, RFC 5246 4.7: em is padding, a place for the beginning of a DigestInfo, with its NULL or without, and the digest d;
  @ // what stands in that place is in contracts of pkcs1.c
  @ predicate pkcs1_encodes(bytes em, integer id, bytes d) =
  @    (pkcs1_padding(em, bytes_len(em) - digest_size(id) - digest_info_n(id, 2) - 1) ||
  @     pkcs1_padding(em, bytes_len(em) - digest_size(id) - digest_info_n(id, 0) - 1)) &&
  @    (\forall integer i; 0 <= i < digest_size(id) ==> bytes_at(em, bytes_len(em) - digest_size(id) + i) == bytes_at(d, i));
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
  @ ensures \result == 0 ==> pkcs1_encodes(bytes_of(em, k), hash, bytes_of(digest, digest_size(hash)));
  @*/
int hf_pkcs1_check(const uint8_t *em, size_t k, uint32_t hash, const uint8_t *digest);

/*@ // RFC 8017 9.1.2, step 4: what contracts say of PSS; the other steps are shown by tests (proofs/SOUNDNESS.md)
  @ predicate pss_marked(bytes em) = bytes_at(em, bytes_len(em) - 1) == 0xbc;
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
  @ ensures \result == 0 ==> \old(em[k - 1]) == 0xbc;
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
