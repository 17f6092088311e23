/* Each byte of what an RSA signature is made of counts: blocks that are wrong in one place, and signed all the same by the genuine
   key. A signature that is only damaged says nothing of that: its block is wrong everywhere. */
#include "crypto/hmac.h"
#include "crypto/rsa.h"
#include "crypto/signature.h"
#include "support/identities.h"
#include "support/mgf1.h"
#include <criterion/criterion.h>
#include <string.h>

#define K 256u

static const struct hf_identity *signer;
static uint8_t digest[HF_HASH_MAX], salt[HF_HASH_MAX];

static void setup(void) {
  signer = test_identity("server-rsa");
  cr_assert_eq(signer->public_key.modulus_n, K);
  for (size_t i = 0; i < sizeof digest; i++) {
    digest[i] = (uint8_t)(i * 3 + 1);
    salt[i] = (uint8_t)(200 - i);
  }
}

static uint8_t verify(uint16_t scheme, const uint8_t *block) {
  uint8_t signature[K];
  cr_assert_eq(signer->private_key.rsa_private(signer->private_key.context, block, K, signature), HF_KEY_DONE);
  return hf_signature_verify(scheme, &signer->public_key, digest, hf_hash_size(hf_scheme_hash(scheme)), signature, K);
}

Test(crypto_blocks, pkcs1, .init = setup) {
  uint8_t block[K];
  hf_pkcs1_sign_block(block, K, HF_HASH_SHA256, digest);
  cr_assert_eq(verify(0x0401, block), 0);
  for (size_t i = 0; i < K; i++) {
    block[i] ^= 1;
    cr_expect_neq(verify(0x0401, block), 0, "byte %zu", i);
    block[i] ^= 1;
  }
}

/* RFC 8017 9.1.2: DB is 0 ... 0 1 salt, masked; H; 0xbc. Byte i of what is not masked becomes another. */
static void pss_block(uint8_t *block, uint8_t hash, size_t at) {
  size_t size = hf_hash_size(hash), db_n = K - size - 1;
  hf_pss_block(block, K, 8 * K, hash, digest, salt);
  test_mgf1(block, db_n, block + db_n, size, hash);
  block[0] &= 0x7f;
  if (at < K)
    block[at] ^= 1;
  test_mgf1(block, db_n, block + db_n, size, hash);
  block[0] &= 0x7f;
}

Test(crypto_blocks, pss, .init = setup) {
  uint8_t block[K];
  for (uint8_t hash = HF_HASH_SHA256; hash <= HF_HASH_SHA512; hash++) {
    uint16_t scheme = (uint16_t)(0x0800 + hash);
    pss_block(block, hash, K);
    cr_assert_eq(verify(scheme, block), 0);
    for (size_t at = 0; at < K; at += hash == HF_HASH_SHA256 ? 1 : 5) {
      pss_block(block, hash, at);
      cr_expect_neq(verify(scheme, block), 0, "hash %u, byte %zu", hash, at);
    }
  }
}
