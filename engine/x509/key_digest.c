/* The digest of a key as OCSP and key identifiers take it: over the contents of subjectPublicKey (RFC 6960 4.1.1, RFC 5280
   4.2.1.2). For RSA these are the DER of RSAPublicKey, which is written anew from the numbers: there is only one way. */
#include "crypto/hmac.h"
#include "generated/profile.h"
#include "x509/key.h"
#include "x509/key_head.h"

/* Octets that the length n of an element takes. */
/*@ requires n <= 0xffff;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures 1 <= \result <= 3; */
static uint32_t length_size(uint32_t n) {
  return n < 128u ? 1u : n < 256u ? 2u : 3u;
}

/* Hashes the identifier and the length of an element. */
/*@ requires \valid(h) && hash_known(h->id) && n <= 0xffff;
  @ HF_TOTAL;
  @ assigns h->word[0 .. 25]; */
static void take_header(struct hf_hash *h, uint8_t tag, uint32_t n) {
  uint8_t out[4];
  uint32_t size = length_size(n);
  out[0] = tag;
  out[1] = size == 1u ? (uint8_t)(n % 128u) : (uint8_t)(0x7fu + size);
  out[2] = size == 3u ? (uint8_t)(n / 256u) : (uint8_t)(n % 256u);
  out[3] = (uint8_t)(n % 256u);
  hf_hash_update(h, out, 1u + (size_t)size);
}

/* Octets of an INTEGER's contents: a number whose first bit is set gets a zero octet before it. */
/*@ requires \valid_read(number + (0 .. n - 1)) && n <= HF_RSA_MAX;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures n <= \result <= n + 1; */
static uint32_t integer_size(const uint8_t *number, size_t n) {
  return (uint32_t)n + (n > 0u && number[0] >= 128u ? 1u : 0u);
}

/* Hashes a positive INTEGER. */
/*@ requires \valid(h) && hash_known(h->id) && \valid_read(number + (0 .. n - 1)) && n <= HF_RSA_MAX;
  @ requires \separated(h, number + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns h->word[0 .. 25]; */
static void take_integer(struct hf_hash *h, const uint8_t *number, size_t n) {
  static const uint8_t zero[1] = {0};
  uint32_t size = integer_size(number, n);
  take_header(h, HF_DER_INTEGER, size);
  if (size > n)
    hf_hash_update(h, zero, 1u);
  hf_hash_update(h, number, n);
}

/* Hashes RSAPublicKey (RFC 8017 A.1.1). */
/*@ requires \valid(h) && hash_known(h->id) && \valid_read(key) && hf_key_readable(key) && \separated(h, key);
  @ requires \separated(h, key->modulus + (0 .. key->modulus_n - 1));
  @ requires \separated(h, key->exponent + (0 .. key->exponent_n - 1));
  @ HF_TOTAL;
  @ assigns h->word[0 .. 25]; */
static void take_rsa(struct hf_hash *h, const struct hf_public_key *key) {
  uint32_t modulus = integer_size(key->modulus, key->modulus_n);
  uint32_t exponent = integer_size(key->exponent, key->exponent_n);
  take_header(h, HF_DER_SEQUENCE, 2u + length_size(modulus) + length_size(exponent) + modulus + exponent);
  take_integer(h, key->modulus, key->modulus_n);
  take_integer(h, key->exponent, key->exponent_n);
}

void hf_key_digest(const struct hf_public_key *key, uint8_t hash_id, uint8_t *out) {
  struct hf_hash hash;
  hf_hash_start(&hash, hash_id);
  if (HF_HAS_RSA_KEYS != 0u && hf_key_is_rsa(key->kind))
    take_rsa(&hash, key);
  else
    hf_hash_update(&hash, key->point, key->point_n);
  hf_hash_finish(&hash, out);
}

/* What stands before the key in SubjectPublicKeyInfo: the algorithm, with NULL (RFC 3279 2.3.1). A key of RSASSA-PSS has its own. */
static const uint8_t rsa_algorithm[] = {0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86,
                                        0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00};

/* Hashes the SubjectPublicKeyInfo of an RSA key of either kind. */
/*@ requires \valid(h) && hash_known(h->id) && \valid_read(key) && hf_key_readable(key) && \separated(h, key);
  @ requires \separated(h, key->modulus + (0 .. key->modulus_n - 1));
  @ requires \separated(h, key->exponent + (0 .. key->exponent_n - 1)) && \separated(h, key->point + (0 .. key->point_n - 1));
  @ HF_TOTAL;
  @ assigns h->word[0 .. 25]; */
static void take_rsa_info(struct hf_hash *h, const struct hf_public_key *key) {
  static const uint8_t unused[1] = {0};
  uint32_t modulus = integer_size(key->modulus, key->modulus_n);
  uint32_t exponent = integer_size(key->exponent, key->exponent_n);
  uint32_t numbers = 2u + length_size(modulus) + length_size(exponent) + modulus + exponent;
  uint32_t bits = 2u + length_size(numbers) + numbers;
  const uint8_t *algorithm = key->kind == HF_KEY_RSA ? rsa_algorithm : key->point;
  const uint32_t algorithm_n = key->kind == HF_KEY_RSA ? (uint32_t)sizeof rsa_algorithm : (uint32_t)key->point_n;
  take_header(h, HF_DER_SEQUENCE, algorithm_n + 1u + length_size(bits) + bits);
  hf_hash_update(h, algorithm, algorithm_n);
  take_header(h, HF_DER_BIT_STRING, bits);
  hf_hash_update(h, unused, 1u);
  take_rsa(h, key);
}

/* Hashes what stands before a point. */
/*@ requires \valid(h) && hash_known(h->id);
  @ HF_TOTAL;
  @ assigns h->word[0 .. 25]; */
static void take_head(struct hf_hash *h, uint32_t group) {
  size_t n = 0u;
  const uint8_t *head = hf_key_head(group, &n);
  hf_hash_update(h, head, n);
}

void hf_key_pin(const struct hf_public_key *key, uint8_t *out) {
  struct hf_hash hash;
  hf_hash_start(&hash, HF_HASH_SHA256);
  if (HF_HAS_RSA_KEYS != 0u && hf_key_is_rsa(key->kind))
    take_rsa_info(&hash, key);
  else
    take_head(&hash, key->group);
  if (key->kind == HF_KEY_EC)
    hf_hash_update(&hash, key->point, key->point_n);
  hf_hash_finish(&hash, out);
}
