#include "crypto/signature.h"
#include "crypto/bytes.h"
#include "crypto/hmac.h"
#include "crypto/rsa.h"
#include "generated/errors.h"
#include "generated/profile.h"
#include <stdbool.h>

/* In TLS 1.2 the high byte of a code point is the hash function and the low byte how it is signed (RFC 5246 7.4.1.4.1).
   PSS, which came later, has 8 for a high byte, and the hash function in the low one; by keys of RSASSA-PSS, 5 more. */
#define BY_RSA 1u
#define BY_ECDSA 3u
#define PSS 8u
#define PSS_PSS 0x0809u /* rsa_pss_pss_sha256 */
#define PSS_BY_PSS 5u

/*@ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == (hash == 4 || hash == 5 || hash == 6 ? hash : 0);
  @*/
static uint32_t accepted(uint32_t hash) {
  return hash >= HF_HASH_SHA256 && hash <= HF_HASH_SHA512 ? hash : 0;
}

uint32_t hf_scheme_hash(uint32_t scheme) {
  const uint32_t high = scheme / 256u;
  const uint32_t low = scheme % 256u;
  if (high == PSS)
    return accepted(scheme >= PSS_PSS ? low - PSS_BY_PSS : low);
  return low == BY_RSA || low == BY_ECDSA ? accepted(high) : 0;
}

uint8_t hf_scheme_key_kind(uint32_t scheme) {
  if (hf_scheme_hash(scheme) == 0)
    return 0;
  if (scheme % 256u == BY_ECDSA)
    return HF_KEY_EC;
  return scheme / 256u == PSS && scheme >= PSS_PSS ? HF_KEY_RSA_PSS : HF_KEY_RSA;
}

bool hf_key_is_rsa(uint32_t kind) {
  return kind == HF_KEY_RSA || kind == HF_KEY_RSA_PSS;
}

bool hf_scheme_fits(uint32_t scheme, uint32_t kind, uint32_t group) {
  if (kind == 0u || hf_scheme_key_kind(scheme) != kind)
    return false;
  return kind != HF_KEY_RSA_PSS || group == 0u || hf_scheme_hash(scheme) == group;
}

uint32_t hf_scheme_under(uint32_t scheme, uint32_t kind) {
  const bool other = kind == HF_KEY_RSA_PSS && hf_scheme_is_pss(scheme) && hf_scheme_key_kind(scheme) == HF_KEY_RSA;
  return other ? scheme + PSS_BY_PSS : scheme;
}

bool hf_scheme_is_pss(uint32_t scheme) {
  return hf_scheme_hash(scheme) != 0 && scheme / 256u == PSS;
}

/* em, which RSA's public operation made, against the digest. */
/*@ requires HF_RSA_LEAST <= k <= HF_RSA_MAX && 8 * k - 7 <= bits <= 8 * k;
  @ requires \valid(em + (0 .. k-1)) && scheme_hash(scheme) != 0;
  @ requires \valid_read(digest + (0 .. digest_size(scheme_hash(scheme)) - 1));
  @ requires \separated(em + (0 .. k-1), digest + (0 .. digest_size(scheme_hash(scheme)) - 1));
  @ HF_TOTAL;
  @ assigns em[0 .. k-1];
  @ ensures \result == HF_OK || \result == HF_ERROR_CERTIFICATE_SIGNATURE_WRONG;
  @ ensures \result == HF_OK ==>
  @    (scheme_is_pss(scheme) ?
  @       \old(pss_encodes(bytes_of(em, k), bits, scheme_hash(scheme), bytes_of(digest, digest_size(scheme_hash(scheme))))) :
  @       \old(pkcs1_encodes(bytes_of(em, k), scheme_hash(scheme), bytes_of(digest, digest_size(scheme_hash(scheme))))));
  @*/
static enum hf_error check_block(uint8_t *em, size_t k, size_t bits, uint32_t scheme, const uint8_t *digest) {
  const uint32_t hash = hf_scheme_hash(scheme);
  int wrong = 0;
  if (hf_scheme_is_pss(scheme))
    wrong = hf_pss_check(em, k, bits, hash, digest);
  else
    wrong = hf_pkcs1_check(em, k, hash, digest);
  return wrong == 0 ? HF_OK : HF_ERROR_CERTIFICATE_SIGNATURE_WRONG;
}

/*@ requires public_key_readable(key) && scheme_hash(scheme) != 0;
  @ requires \valid_read(digest + (0 .. digest_size(scheme_hash(scheme)) - 1));
  @ requires \valid_read(signature + (0 .. n-1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == HF_OK ==> \old(rsa_signed(scheme, bytes_of(key->modulus, key->modulus_n),
  @    bytes_of(key->exponent, key->exponent_n), bytes_of(digest, digest_size(scheme_hash(scheme))), bytes_of(signature, n)));
  @*/
static enum hf_error verify_rsa(uint32_t scheme, const struct hf_public_key *key, const uint8_t *digest,
                                const uint8_t *signature, size_t n) {
  const size_t k = key->modulus_n;
  uint8_t em[HF_RSA_MAX];
  size_t bits = 0;
  if (k < HF_RSA_LEAST || k > HF_RSA_MAX || key->modulus[0] == 0)
    return HF_ERROR_CERTIFICATE_KEY_UNSUPPORTED;
  bits = hf_bit_size(key->modulus[0], k);
  if (bits < 8u * HF_RSA_LEAST)
    return HF_ERROR_CERTIFICATE_KEY_UNSUPPORTED;
  if (n != k || hf_rsa_public(key->modulus, k, key->exponent, key->exponent_n, signature, em) != 0)
    return HF_ERROR_CERTIFICATE_SIGNATURE_WRONG;
  /*@ assert digest: bytes_of(digest, digest_size(scheme_hash(scheme))) == \at(bytes_of(digest, digest_size(scheme_hash(scheme))), Pre); */
  /*@ assert opened: rsa_opened(\at(bytes_of(key->modulus, key->modulus_n), Pre), \at(bytes_of(key->exponent, key->exponent_n), Pre),
        \at(bytes_of(signature, n), Pre), bytes_of(&em[0], k)); */
  /*@ assert bits: bits == bit_size(bytes_at(\at(bytes_of(key->modulus, key->modulus_n), Pre), 0), k); */
  return check_block(em, k, bits, scheme, digest);
}

/* Bytes of r and s by a curve; 0: one that signatures are not taken of. */
/*@ HF_TOTAL;
  @ assigns \nothing;
  @ ensures group_known(group) ==> \result == group_bytes(group);
  @ ensures !group_known(group) ==> \result == 0;
  @*/
static size_t scalar_size(uint32_t group) {
  if (group == HF_GROUP_SECP256R1)
    return 32u;
  if (group == HF_GROUP_SECP384R1)
    return 48u;
  return group == HF_GROUP_SECP521R1 ? 66u : 0u;
}

/*@ requires public_key_readable(key);
  @ requires \valid_read(digest + (0 .. digest_n - 1)) && \valid_read(signature + (0 .. n-1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == HF_OK ==>
  @    ecdsa_signed(key->group, bytes_of(key->point, key->point_n), bytes_of(digest, digest_n), signature, n);
  @*/
static enum hf_error verify_ecdsa(const struct hf_public_key *key, const uint8_t *digest, size_t digest_n,
                                  const uint8_t *signature, size_t n) {
  const size_t size = scalar_size(key->group);
  uint8_t r[HF_SCALAR_MAX];
  uint8_t s[HF_SCALAR_MAX];
  if (size == 0u)
    return HF_ERROR_CERTIFICATE_KEY_UNSUPPORTED;
  if (hf_ecdsa_read(signature, n, size, r, s) != 0 ||
      hf_ecdsa_verify(key->group, key->point, key->point_n, digest, digest_n, r, s) != 0)
    return HF_ERROR_CERTIFICATE_SIGNATURE_WRONG;
  return HF_OK;
}

enum hf_error hf_signature_verify(uint32_t scheme, const struct hf_public_key *key, const uint8_t *digest,
                                  size_t digest_n, const uint8_t *signature, size_t n) {
  const bool is_rsa = hf_key_is_rsa(key->kind);
  if (!hf_scheme_fits(scheme, key->kind, key->group) || digest_n != hf_hash_size(hf_scheme_hash(scheme)))
    return HF_ERROR_SIGNATURE_SCHEME_NOT_OFFERED;
  if (HF_HAS_RSA_KEYS == 0u && is_rsa)
    return HF_ERROR_CERTIFICATE_KEY_UNSUPPORTED;
  if (is_rsa)
    return verify_rsa(scheme, key, digest, signature, n);
  return verify_ecdsa(key, digest, digest_n, signature, n);
}
