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

/* What stands before the digest in a DigestInfo, with its NULL (null: 2) or without (0). */
/*@ predicate digest_info(uint8_t *p, integer hash, integer null) = p[0] == 0x30 && p[2] == 0x30 && p[4] == 6 &&
  @    (hash == 2 ? p[1] == 31 + null && p[3] == 7 + null && p[5] == 5 &&
  @         p[6] == 0x2b && p[7] == 0x0e && p[8] == 3 && p[9] == 2 && p[10] == 0x1a &&
  @         (null == 2 ==> p[11] == 5 && p[12] == 0) && p[11 + null] == 4 && p[12 + null] == 20
  @       : p[1] == 15 + null + digest_size(hash) && p[3] == 11 + null && p[5] == 9 && p[6] == 0x60 && p[7] == 0x86 && p[8] == 0x48 &&
  @         p[9] == 1 && p[10] == 0x65 && p[11] == 3 && p[12] == 4 && p[13] == 2 && p[14] == hash - 3 &&
  @         (null == 2 ==> p[15] == 5 && p[16] == 0) && p[15 + null] == 4 && p[16 + null] == digest_size(hash));
  @*/
/* What stands before the digest in a DigestInfo, with NULL (RFC 8017 9.2 note 1). Those of SHA-2 differ in the end of the OID and in two
   lengths. Answers its size. */
/*@ requires \valid(out + (0 .. 18)) && hash_known(hash);
  @ HF_TOTAL;
  @ assigns out[0 .. 18];
  @ ensures \result == digest_info_n(hash, 2);
  @ ensures digest_info(out, hash, 2);
  @*/
static size_t digest_info(uint8_t *out, uint32_t hash) {
  const uint8_t sha1[SHA1_INFO] = {0x30, 0x21, 0x30, 0x09, 0x06, 0x05, 0x2b, 0x0e,
                                   0x03, 0x02, 0x1a, 0x05, 0x00, 0x04, 0x14};
  const uint8_t sha2[SHA2_INFO] = {0x30, 0x00, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01,
                                   0x65, 0x03, 0x04, 0x02, 0x00, 0x05, 0x00, 0x04, 0x00};
  const size_t size = hf_hash_size(hash);
  if (hash == HF_HASH_SHA1) {
    hf_copy(out, sha1, SHA1_INFO);
    /*@ assert sha1: digest_info(out, 2, 2); */
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
  /*@ assert sha2: hash != 2 && digest_info(out, hash, 2); */
  return SHA2_INFO;
}

/* The same without the NULL: two bytes are not there, and two lengths are less by as many. */
/*@ requires hash_known(hash) && n == digest_info_n(hash, 2) && \valid(info + (0 .. n - 1)) && digest_info(info, hash, 2);
  @ HF_TOTAL;
  @ assigns info[0 .. n - 1];
  @ ensures \result == digest_info_n(hash, 0) && digest_info(info, hash, 0);
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

/*@ predicate pkcs1_padded(uint8_t *em, integer end) = em[0] == 0 && em[1] == 1 && em[end] == 0 &&
  @    (\forall integer i; 2 <= i < end ==> em[i] == 0xff);
  @ predicate pkcs1_ends(uint8_t *em, integer at, integer n, uint8_t *digest) =
  @    \forall integer i; 0 <= i < n ==> em[at + i] == digest[i];
  @*/
/* Whether em, all of it, is the padding, this beginning of a DigestInfo, and the digest of `size` bytes. */
/*@ requires 128 <= k <= HF_RSA_MAX && 13 <= info_n <= 19 && size <= HF_HASH_MAX;
  @ requires \valid_read(em + (0 .. k-1)) && \valid_read(info + (0 .. info_n - 1)) && \valid_read(digest + (0 .. size - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 <==> pkcs1_padded(em, k - size - info_n - 1) &&
  @    (\forall integer i; 0 <= i < info_n ==> em[k - size - info_n + i] == info[i]) &&
  @    pkcs1_ends(em, k - size, size, digest);
  @*/
static uint32_t is_block(const uint8_t *em, size_t k, const uint8_t *info, size_t info_n, const uint8_t *digest,
                         size_t size) {
  const size_t end = k - size - info_n - 1u; /* of the padding */
  uint32_t bad = hf_ct_differs(em[0], 0) + hf_ct_differs(em[1], 1) + hf_ct_differs(em[end], 0);
  /*@ ghost uint32_t bad0 = bad; */
  /*@ loop invariant 2 <= i <= end;
    @ loop invariant bad0 <= bad <= bad0 + i - 2;
    @ loop invariant bad == 0 <==> (bad0 == 0 && (\forall integer j; 2 <= j < i ==> em[j] == 0xff));
    @ loop assigns i, bad;
    @ loop variant end - i; */
  for (size_t i = 2; i < end; i++)
    bad += hf_ct_differs(em[i], 0xff);
  if (hf_ct_equal(em + end + 1u, info, info_n) == 0 || hf_ct_equal(em + (k - size), digest, size) == 0)
    return 0;
  return bad == 0 ? 1 : 0;
}

int hf_pkcs1_check(const uint8_t *em, size_t k, uint32_t hash, const uint8_t *digest) {
  uint8_t info[SHA2_INFO];
  const size_t size = hf_hash_size(hash);
  const size_t info_n = digest_info(info, hash);
  const uint32_t with_null = is_block(em, k, info, info_n, digest, size);
  /*@ assert padded: with_null == 1 ==> pkcs1_padded(em, k - digest_size(hash) - digest_info_n(hash, 2) - 1); */
  const size_t short_n = leave_out_null(info, info_n, hash);
  /*@ assert stays: with_null == 1 ==> pkcs1_padded(em, k - digest_size(hash) - digest_info_n(hash, 2) - 1); */
  const uint32_t without = is_block(em, k, info, short_n, digest, size);
  /*@ assert less: without == 1 ==> pkcs1_padded(em, k - digest_size(hash) - digest_info_n(hash, 0) - 1); */
  /*@ assert octets: with_null == 1 ==> pkcs1_padding(bytes_of(em, k), k - digest_size(hash) - digest_info_n(hash, 2) - 1); */
  /*@ assert fewer: without == 1 ==> pkcs1_padding(bytes_of(em, k), k - digest_size(hash) - digest_info_n(hash, 0) - 1); */
  /*@ assert digest: with_null == 1 || without == 1 ==> (\forall integer i; 0 <= i < digest_size(hash) ==>
        bytes_at(bytes_of(em, k), k - digest_size(hash) + i) == bytes_at(bytes_of(digest, digest_size(hash)), i)); */
  /*@ assert encodes: with_null == 1 || without == 1 ==> pkcs1_encodes(bytes_of(em, k), hash, bytes_of(digest, digest_size(hash))); */
  return with_null == 1 || without == 1 ? 0 : -1;
}
