/* The digest of a key as OCSP and key identifiers take it: over the contents of subjectPublicKey (RFC 6960 4.1.1, RFC 5280
   4.2.1.2). For RSA these are the DER of RSAPublicKey, which is written anew from the numbers: there is only one way. */
#include "crypto/hmac.h"
#include "x509/key.h"

/* Octets that the length n of an element takes. */
/*@ requires n <= 0xffff;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures 1 <= \result <= 3; */
static uint32_t length_size(uint32_t n) {
  return n < 128u ? 1u : n < 256u ? 2u : 3u;
}

/* Hashes the identifier and the length of an element. */
/*@ requires \valid(h) && hash_known(h->id) && n <= 0xffff;
  @ terminates \true; exits \false;
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
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures n <= \result <= n + 1; */
static uint32_t integer_size(const uint8_t *number, uint16_t n) {
  return n > 0u && number[0] >= 128u ? (uint32_t)n + 1u : n;
}

/* Hashes a positive INTEGER. */
/*@ requires \valid(h) && hash_known(h->id) && \valid_read(number + (0 .. n - 1)) && n <= HF_RSA_MAX;
  @ requires \separated(h, number + (0 .. n - 1));
  @ terminates \true; exits \false;
  @ assigns h->word[0 .. 25]; */
static void take_integer(struct hf_hash *h, const uint8_t *number, uint16_t n) {
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
  @ terminates \true; exits \false;
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
  if (key->kind == HF_KEY_RSA)
    take_rsa(&hash, key);
  else
    hf_hash_update(&hash, key->point, key->point_n);
  hf_hash_finish(&hash, out);
}
