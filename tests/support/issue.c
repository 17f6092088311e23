#include "support/issue.h"
#include "crypto/hmac.h"
#include "crypto/rsa.h"
#include "crypto/signature.h"
#include <stdlib.h>
#include <string.h>

uint16_t issue_scheme(const struct hf_public_key *key) {
  return key->kind == HF_KEY_RSA ? ISSUE_RSA_SHA256 : ISSUE_ECDSA_SHA256;
}

void issue_algorithm(struct der *d, uint16_t scheme) {
  der_open(d, 0x30);
  switch (scheme) {
  case ISSUE_RSA_SHA256:
    der_hex(d, "06092a864886f70d01010b 0500");
    break;
  case ISSUE_RSA_SHA1:
    der_hex(d, "06092a864886f70d010105 0500");
    break;
  case ISSUE_ECDSA_SHA384:
    der_hex(d, "06082a8648ce3d040303");
    break;
  default:
    der_hex(d, "06082a8648ce3d040302");
  }
  der_close(d);
}

/* An INTEGER of n bytes. */
static void big_number(struct der *d, const uint8_t *bytes, size_t n) {
  der_open(d, 0x02);
  if (bytes[0] >= 128)
    der_hex(d, "00");
  der_raw(d, bytes, n);
  der_close(d);
}

void issue_key_octets(struct der *d, const struct hf_public_key *key) {
  if (key->kind == HF_KEY_EC) {
    der_raw(d, key->point, key->point_n);
    return;
  }
  der_open(d, 0x30);
  big_number(d, key->modulus, key->modulus_n);
  big_number(d, key->exponent, key->exponent_n);
  der_close(d);
}

void issue_key_info(struct der *d, const struct hf_public_key *key) {
  der_open(d, 0x30);
  der_open(d, 0x30);
  if (key->kind == HF_KEY_RSA)
    der_hex(d, "06092a864886f70d010101 0500");
  else
    der_hex(d, key->group == HF_GROUP_SECP256R1   ? "06072a8648ce3d0201 06082a8648ce3d030107"
               : key->group == HF_GROUP_SECP384R1 ? "06072a8648ce3d0201 06052b81040022"
                                                  : "06072a8648ce3d0201 06052b81040023");
  der_close(d);
  der_open(d, 0x03);
  der_hex(d, "00");
  issue_key_octets(d, key);
  der_close(d);
  der_close(d);
}

void issue_name(struct der *d, const char *common_name) {
  der_open(d, 0x30);
  der_open(d, 0x31);
  der_open(d, 0x30);
  der_hex(d, "0603550403");
  der_text(d, 0x0c, common_name);
  der_close(d);
  der_close(d);
  der_close(d);
}

void issue_extension(struct der *d, const char *oid, int critical, const uint8_t *value, size_t n) {
  der_open(d, 0x30);
  der_open(d, 0x06);
  der_hex(d, oid);
  der_close(d);
  if (critical)
    der_hex(d, "0101ff");
  der_put(d, 0x04, value, n);
  der_close(d);
}

static size_t sign_rsa(const struct hf_identity *signer, uint8_t hash, const uint8_t *digest, uint8_t *out) {
  size_t n = signer->public_key.modulus_n;
  uint8_t block[HF_RSA_MAX];
  hf_pkcs1_sign_block(block, n, hash, digest);
  if (signer->private_key.rsa_private(signer->private_key.context, block, n, out) != HF_KEY_DONE)
    abort();
  return n;
}

static size_t sign_ec(const struct hf_identity *signer, size_t digest_n, const uint8_t *digest, uint8_t *out) {
  size_t size = signer->public_key.point_n / 2; /* of an uncompressed point */
  uint8_t r[HF_SCALAR_MAX], s[HF_SCALAR_MAX];
  if (signer->private_key.ecdsa_sign(signer->private_key.context, digest, digest_n, r, s) != HF_KEY_DONE)
    abort();
  return hf_ecdsa_write(out, size, r, s);
}

void issue_signature(struct der *d, const struct der *part, const struct hf_identity *signer, uint16_t scheme) {
  uint8_t hash_id = scheme == ISSUE_RSA_SHA1 ? HF_HASH_SHA256 : hf_scheme_hash(scheme);
  uint8_t digest[HF_HASH_MAX], signature[HF_RSA_MAX];
  struct hf_hash hash;
  size_t n;
  hf_hash_start(&hash, hash_id);
  hf_hash_update(&hash, part->bytes, part->n);
  hf_hash_finish(&hash, digest);
  n = signer->public_key.kind == HF_KEY_RSA ? sign_rsa(signer, hash_id, digest, signature)
                                            : sign_ec(signer, hf_hash_size(hash_id), digest, signature);
  issue_algorithm(d, scheme);
  der_bits(d, signature, n);
}
