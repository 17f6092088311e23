/* PKCS #1 v1.5 blocks (RFC 8017 7.2 and 9.2). */
#include "crypto/bytes.h"
#include "crypto/ct.h"
#include "crypto/hmac.h"
#include "crypto/rsa.h"

/* em[i], made of the random bytes of em itself: where it is 0, by the next that is not, from *spare on. Which bytes are
   passed over tells nothing of those that stay. */
/*@ requires \valid(em + (0 .. k-1)) && \valid(spare) && \separated(spare, em + (0 .. k-1));
  @ requires i < *spare <= k;
  @ HF_TOTAL;
  @ assigns em[i], *spare;
  @ ensures \old(*spare) <= *spare <= k;
  @ ensures em[i] == 0 ==> *spare == k;
  @*/
static void make_nonzero(uint8_t *em, size_t k, size_t i, size_t *spare) {
  /*@ loop invariant \at(*spare, Pre) <= *spare <= k;
    @ loop assigns em[i], *spare;
    @ loop variant k - *spare; */
  while (em[i] == 0 && *spare < k) {
    em[i] = em[*spare];
    *spare += 1u;
  }
}

int hf_pkcs1_encrypt_block(uint8_t *em, size_t k, const uint8_t *message, size_t n) {
  const size_t end = k - n - 1u; /* of the padding */
  size_t spare = end;
  int r = 0;
  /*@ loop invariant 2 <= i <= end;
    @ loop invariant end <= spare <= k;
    @ loop invariant r == 0 || r == -1;
    @ loop invariant r == 0 ==> \forall integer j; 2 <= j < i ==> em[j] != 0;
    @ loop assigns i, spare, r, em[2 .. end - 1];
    @ loop variant end - i; */
  for (size_t i = 2; i < end; i++) {
    make_nonzero(em, k, i, &spare);
    if (em[i] == 0)
      r = -1;
  }
  em[0] = 0;
  em[1] = 2;
  em[end] = 0;
  hf_copy(em + (k - n), message, n);
  return r;
}

void hf_pkcs1_recover(const uint8_t *em, size_t k, uint8_t major, uint8_t minor, const uint8_t random[48],
                      uint8_t out[48]) {
  uint32_t bad = hf_ct_differs(em[0], 0) + hf_ct_differs(em[1], 2) + hf_ct_differs(em[k - 49u], 0) +
                 hf_ct_differs(em[k - 48u], major) + hf_ct_differs(em[k - 47u], minor);
  /*@ ghost uint32_t bad0 = bad; */
  /*@ loop invariant 2 <= i <= k - 49;
    @ loop invariant bad0 <= bad <= bad0 + i - 2;
    @ loop invariant bad == 0 <==> (bad0 == 0 && (\forall integer j; 2 <= j < i ==> em[j] != 0));
    @ loop assigns i, bad;
    @ loop variant k - 49 - i; */
  for (size_t i = 2; i < k - 49u; i++)
    bad += hf_ct_is_zero(em[i]);
  const uint32_t good = hf_ct_is_zero(bad);
  /*@ assert is_good: good == 1 <==> pkcs1_well_formed(em, k, major, minor); */
  /*@ loop invariant 0 <= i <= 48;
    @ loop invariant \forall integer j; 0 <= j < i ==> out[j] == (good == 1 ? em[k - 48 + j] : random[j]);
    @ loop assigns i, out[0 .. 47];
    @ loop variant 48 - i; */
  for (size_t i = 0; i < HF_PRE_MASTER; i++)
    out[i] = hf_ct_select8(good, em[k - HF_PRE_MASTER + i], random[i]);
}

#define SHA1_INFO 15u
#define SHA2_INFO 19u
#define SHA2_OID_END 14u
#define DIGEST_LENGTH 18u
#define NULL_SIZE 2u

/* What stands before the digest in a DigestInfo, with NULL (RFC 8017 9.2 note 1). Those of SHA-2 differ in the end of the OID and in two
   lengths. Answers its size. */
/*@ requires \valid(out + (0 .. 18)) && hash_known(hash);
  @ HF_TOTAL;
  @ assigns out[0 .. 18];
  @ ensures \result == digest_info_n(hash, 2);
  @ ensures digest_info(bytes_of(out, digest_info_n(hash, 2)), 0, hash, 2);
  @*/
static size_t digest_info(uint8_t *out, uint32_t hash) {
  const uint8_t sha1[SHA1_INFO] = {0x30, 0x21, 0x30, 0x09, 0x06, 0x05, 0x2b, 0x0e,
                                   0x03, 0x02, 0x1a, 0x05, 0x00, 0x04, 0x14};
  const uint8_t sha2[SHA2_INFO] = {0x30, 0x00, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01,
                                   0x65, 0x03, 0x04, 0x02, 0x00, 0x05, 0x00, 0x04, 0x00};
  const size_t size = hf_hash_size(hash);
  if (hash == HF_HASH_SHA1) {
    hf_copy(out, sha1, SHA1_INFO);
    /*@ assert octets: \forall integer i; 0 <= i < 15 ==> bytes_at(bytes_of(out, 15), i) == sha1[i]; */
    /*@ assert sha1: digest_info(bytes_of(out, 15), 0, 2, 2); */
    return SHA1_INFO;
  }
  hf_copy(out, sha2, SHA2_INFO);
  out[1] = (uint8_t)(DIGEST_LENGTH - 1u + size);
  out[SHA2_OID_END] = (uint8_t)(hash - HF_HASH_SHA256 + 1u);
  out[DIGEST_LENGTH] = (uint8_t)size;
  /*@ assert lengths: out[1] == 17 + digest_size(hash) && out[14] == hash - 3 && out[18] == digest_size(hash); */
  /*@ assert oid: out[0] == 0x30 && out[2] == 0x30 && out[3] == 13 && out[4] == 6 && out[5] == 9 && out[6] == 0x60 && out[7] == 0x86; */
  /*@ assert end: out[8] == 0x48 && out[9] == 1 && out[10] == 0x65 && out[11] == 3 && out[12] == 4 && out[13] == 2 && out[15] == 5 &&
        out[16] == 0 && out[17] == 4; */
  /*@ assert octets: \forall integer i; 0 <= i < 19 ==> bytes_at(bytes_of(out, 19), i) == out[i]; */
  /*@ assert sha2: hash != 2 && digest_info(bytes_of(out, 19), 0, hash, 2); */
  return SHA2_INFO;
}

/* The same without the NULL: two bytes are not there, and two lengths are less by as many. */
/*@ requires hash_known(hash) && n == digest_info_n(hash, 2) && \valid(info + (0 .. n - 1)) &&
  @    digest_info(bytes_of(info, n), 0, hash, 2);
  @ HF_TOTAL;
  @ assigns info[0 .. n - 1];
  @ ensures \result == digest_info_n(hash, 0) && digest_info(bytes_of(info, n - 2), 0, hash, 0);
  @*/
static size_t leave_out_null(uint8_t *info, size_t n, uint32_t hash) {
  (void)hash;
  info[1] = (uint8_t)(info[1] - NULL_SIZE);
  info[3] = (uint8_t)(info[3] - NULL_SIZE);
  info[n - 4u] = info[n - 2u];
  info[n - 3u] = info[n - 1u];
  return n - NULL_SIZE;
}

void hf_pkcs1_sign_block(uint8_t *em, size_t k, uint32_t hash, const uint8_t *digest) {
  uint8_t info[SHA2_INFO];
  const size_t info_n = digest_info(info, hash);
  const size_t size = hf_hash_size(hash);
  const size_t end = k - size - info_n - 1u; /* of the padding */
  em[0] = 0;
  em[1] = 1;
  hf_fill(em + 2, 0xff, end - 2u);
  em[end] = 0;
  hf_copy(em + end + 1u, info, info_n);
  hf_copy(em + (k - size), digest, size);
}

/* Whether the k octets end with this part of n. */
/*@ requires n <= k <= HF_RSA_MAX && \valid_read(em + (0 .. k-1)) && \valid_read(part + (0 .. n-1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <==> stands(bytes_of(em, k), k - n, bytes_of(part, n));
  @*/
static bool ends_with(const uint8_t *em, size_t k, const uint8_t *part, size_t n) {
  const uint32_t equal = hf_ct_equal(em + (k - n), part, n);
  /*@ assert octets: equal == 1 <==> (\forall integer i; k - n <= i < k ==> em[i] == part[i - (k - n)]); */
  return equal == 1u;
}

/* Whether em is padding up to `end`, where its last octet stands. */
/*@ requires 2 <= end < HF_RSA_MAX && \valid_read(em + (0 .. end));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <==> em[0] == 0 && em[1] == 1 && em[end] == 0 && (\forall integer i; 2 <= i < end ==> em[i] == 0xff);
  @*/
static bool is_padding(const uint8_t *em, size_t end) {
  uint32_t bad = hf_ct_differs(em[0], 0) + hf_ct_differs(em[1], 1) + hf_ct_differs(em[end], 0);
  /*@ ghost uint32_t bad0 = bad; */
  /*@ loop invariant 2 <= i <= end;
    @ loop invariant bad0 <= bad <= bad0 + i - 2;
    @ loop invariant bad == 0 <==> (bad0 == 0 && (\forall integer j; 2 <= j < i ==> em[j] == 0xff));
    @ loop assigns i, bad;
    @ loop variant end - i; */
  for (size_t i = 2; i < end; i++)
    bad += hf_ct_differs(em[i], 0xff);
  return bad == 0;
}

/* Whether em, all of it, is the padding, this beginning of a DigestInfo, and the digest. */
/*@ requires 128 <= k <= HF_RSA_MAX && hash_known(hash) && (info_n == digest_info_n(hash, 0) || info_n == digest_info_n(hash, 2));
  @ requires \valid_read(em + (0 .. k-1)) && \valid_read(info + (0 .. info_n - 1));
  @ requires \valid_read(digest + (0 .. digest_size(hash) - 1));
  @ requires digest_info(bytes_of(info, info_n), 0, hash, info_n - digest_info_n(hash, 0));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <==>
  @    pkcs1_with(bytes_of(em, k), hash, info_n - digest_info_n(hash, 0), bytes_of(digest, digest_size(hash)));
  @*/
static bool is_block(const uint8_t *em, size_t k, const uint8_t *info, size_t info_n, const uint8_t *digest,
                     uint32_t hash) {
  const size_t size = hf_hash_size(hash);
  const size_t end = k - size - info_n - 1u; /* of the padding */
  const bool padded = is_padding(em, end);
  const bool begins = ends_with(em, k - size, info, info_n);
  const bool ends = ends_with(em, k, digest, size);
  /*@ assert each: \forall integer i; 0 <= i < k ==> em[i] == bytes_at(bytes_of(em, k), i); */
  /*@ assert if: padded ==> pkcs1_padding(bytes_of(em, k), end); */
  /*@ assert only: pkcs1_padding(bytes_of(em, k), end) ==> (\forall integer i; 2 <= i < end ==> em[i] == 0xff); */
  /*@ assert padding: padded <==> pkcs1_padding(bytes_of(em, k), end); */
  /*@ assert within: \forall integer i; 0 <= i < k - size ==> bytes_at(bytes_of(em, k - size), i) == bytes_at(bytes_of(em, k), i); */
  /*@ assert place: begins <==> stands(bytes_of(em, k), end + 1, bytes_of(info, info_n)); */
  /*@ assert info: begins <==> digest_info(bytes_of(em, k), end + 1, hash, info_n - digest_info_n(hash, 0)); */
  /*@ assert length: bytes_len(bytes_of(em, k)) == k && bytes_len(bytes_of(digest, digest_size(hash))) == digest_size(hash); */
  /*@ assert digest: ends <==> stands(bytes_of(em, k), k - digest_size(hash), bytes_of(digest, digest_size(hash))); */
  /*@ assert n: digest_info_n(hash, info_n - digest_info_n(hash, 0)) == info_n; */
  return padded && begins && ends;
}

int hf_pkcs1_check(const uint8_t *em, size_t k, uint32_t hash, const uint8_t *digest) {
  uint8_t info[SHA2_INFO];
  const size_t info_n = digest_info(info, hash);
  const bool with_null = is_block(em, k, info, info_n, digest, hash);
  const size_t short_n = leave_out_null(info, info_n, hash);
  const bool without = is_block(em, k, info, short_n, digest, hash);
  return with_null || without ? 0 : -1;
}
