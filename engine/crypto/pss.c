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
  @ ensures 2 <= \result <= 256;
  @*/
static uint32_t first_limit(size_t bits) {
  static const uint16_t limit[8] = {256, 2, 4, 8, 16, 32, 64, 128};
  return limit[(bits - 1u) % 8u];
}

/* out[0 .. n-1] is xored with MGF1 of the seed, `size` bytes (RFC 8017 B.2.1). */
/*@ requires hash_known(hash) && n <= HF_RSA_MAX;
  @ requires \valid(out + (0 .. n-1)) && \valid_read(seed + (0 .. digest_size(hash) - 1));
  @ requires \separated(out + (0 .. n-1), seed + (0 .. digest_size(hash) - 1));
  @ HF_TOTAL;
  @ assigns out[0 .. n-1];
  @*/
static void mask(uint8_t *out, size_t n, uint32_t hash, const uint8_t *seed) {
  const size_t size = hf_hash_size(hash);
  struct hf_hash h;
  uint8_t block[HF_HASH_MAX];
  uint8_t count[4];
  size_t used = size;
  uint32_t blocks = 0;
  /*@ loop invariant 0 <= i <= n && 0 <= used <= size && blocks <= i;
    @ loop assigns i, used, blocks, h, block[0 .. 63], count[0 .. 3], out[0 .. n-1];
    @ loop variant n - i; */
  for (size_t i = 0; i < n; i++) {
    if (used == size) {
      hf_write32(count, blocks);
      hf_hash_start(&h, hash);
      hf_hash_update(&h, seed, size);
      hf_hash_update(&h, count, 4);
      hf_hash_finish(&h, block);
      blocks++;
      used = 0;
    }
    out[i] = hf_xor8(out[i], block[used]);
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
  @*/
static void salted(uint8_t *out, uint32_t hash, const uint8_t *digest, const uint8_t *salt) {
  static const uint8_t zeroes[8] = {0};
  const size_t size = hf_hash_size(hash);
  struct hf_hash h;
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
  @ ensures \result <= 1;
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

int hf_pss_check(uint8_t *em, size_t k, size_t bits, uint32_t hash, const uint8_t *digest) {
  const size_t size = hf_hash_size(hash);
  const size_t at = first_byte(bits);
  const size_t end = k - size - 1u;
  uint8_t right[HF_HASH_MAX];
  if (em[k - 1u] != TRAILER || em[at] >= first_limit(bits) || (at == 1u && em[0] != 0))
    return -1;
  mask(em + at, end - at, hash, em + end);
  em[at] = (uint8_t)(em[at] % first_limit(bits));
  if (is_padding(em + at, end - size - 1u - at) == 0)
    return -1;
  salted(right, hash, digest, em + (end - size));
  return hf_ct_equal(right, em + end, size) == 1 ? 0 : -1;
}
