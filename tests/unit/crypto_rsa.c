/* RSA: signatures, PSS, decryption of pre-master secrets, software keys. */
#include "crypto/bytes.h"
#include "crypto/hmac.h"
#include "crypto/rsa.h"
#include "crypto/signature.h"
#include "generated/errors.h"
#include "handfast/software_key.h"
#include "support/random.h"
#include "support/vectors.h"

struct rsa_public {
  struct octets n, e;
  struct hf_public_key key;
};

static struct rsa_public public_of(const json_t *group) {
  const json_t *k = json_object_get(group, "publicKey");
  struct rsa_public p = {octets_of_member(k, "modulus"), octets_of_member(k, "publicExponent"), {0}};
  const size_t zero = p.n.p[0] == 0 ? 1 : 0;
  p.key.kind = HF_KEY_RSA;
  p.key.modulus = p.n.p + zero;
  p.key.modulus_n = (uint16_t)(p.n.n - zero);
  p.key.exponent = p.e.p;
  p.key.exponent_n = (uint16_t)p.e.n;
  return p;
}

static uint8_t hash_named(const char *name) {
  return strcmp(name, "SHA-256") == 0 ? HF_HASH_SHA256 : strcmp(name, "SHA-384") == 0 ? HF_HASH_SHA384 : HF_HASH_SHA512;
}

static void digest(uint8_t id, struct octets in, uint8_t *out) {
  struct hf_hash h;
  hf_hash_start(&h, id);
  hf_hash_update(&h, in.p, in.n);
  hf_hash_finish(&h, out);
}

static int judge(uint16_t scheme, const json_t *group, const json_t *test) {
  struct rsa_public p = public_of(group);
  struct octets message = octets_of_member(test, "msg");
  struct octets signature = octets_of_member(test, "sig");
  uint8_t hash[HF_HASH_MAX];
  digest(hf_scheme_hash(scheme), message, hash);
  const uint8_t e =
      hf_signature_verify(scheme, &p.key, hash, hf_hash_size(hf_scheme_hash(scheme)), signature.p, signature.n);
  /* "acceptable": a DigestInfo without its NULL, which a verifier must take (RFC 5246 4.7). */
  const bool taken = is_valid(test) || strcmp(vectors_string(test, "result"), "acceptable") == 0;
  cr_assert_eq(e, taken ? HF_OK : HF_ERROR_CERTIFICATE_SIGNATURE_WRONG, "tcId %d: %d", vectors_int(test, "tcId"), e);
  free(p.n.p);
  free(p.e.p);
  free(message.p);
  free(signature.p);
  return 1;
}

static int judge_pkcs1(const json_t *group, const json_t *test) {
  return judge((uint16_t)(256 * hash_named(vectors_string(group, "sha")) + 1), group, test);
}

static int judge_pss(const json_t *group, const json_t *test) {
  return judge((uint16_t)(0x0800 + hash_named(vectors_string(group, "sha"))), group, test);
}

Test(crypto_rsa, wycheproof_pkcs1_2048) {
  wycheproof("rsa_signature_2048_sha256_test", judge_pkcs1, 259);
  wycheproof("rsa_signature_2048_sha384_test", judge_pkcs1, 258);
  wycheproof("rsa_signature_2048_sha512_test", judge_pkcs1, 259);
}

Test(crypto_rsa, wycheproof_pkcs1_longer) {
  wycheproof("rsa_signature_3072_sha256_test", judge_pkcs1, 259);
  wycheproof("rsa_signature_4096_sha256_test", judge_pkcs1, 258);
}

Test(crypto_rsa, wycheproof_pss) {
  wycheproof("rsa_pss_2048_sha256_mgf1_32_test", judge_pss, 100);
  wycheproof("rsa_pss_2048_sha384_mgf1_48_test", judge_pss, 100);
}

/* PKCS #8 of an RSA key of 2048 bits: a fixed prefix, then PKCS #1. */
#define PKCS8_PREFIX 26

static int decrypt(const json_t *group, const json_t *test) {
  struct test_random source = {17};
  struct hf_random random = test_random_source(&source);
  struct octets der = octets_of_member(group, "privateKeyPkcs8");
  struct octets message = octets_of_member(test, "msg");
  struct octets sealed = octets_of_member(test, "ct");
  struct hf_software_key key;
  uint8_t em[256];
  cr_assert_eq(hf_software_key_rsa(&key, der.p + PKCS8_PREFIX, der.n - PKCS8_PREFIX, &random), 0);
  const struct hf_private_key k = hf_software_private_key(&key);
  const int done = sealed.n == 256 && k.rsa_private(k.context, sealed.p, 256, em) == HF_KEY_DONE;
  int good = done && em[0] == 0 && em[1] == 2 && em[255 - message.n] == 0 &&
             memcmp(em + 256 - message.n, message.p, message.n) == 0;
  for (size_t i = 2; good && i < 255 - message.n; i++)
    good = em[i] != 0;
  for (size_t i = 2; good && i < 10; i++)
    good = em[i] != 0;
  cr_assert_eq(good, is_valid(test), "tcId %d", vectors_int(test, "tcId"));
  if (done) { /* none of them is a pre-master secret: all must give the random bytes */
    uint8_t fallback[48], out[48];
    memset(fallback, 0xa5, 48);
    hf_pkcs1_recover(em, 256, 3, 3, fallback, out);
    cr_assert_arr_eq(out, fallback, 48);
  }
  hf_software_key_free(&key);
  free(der.p);
  free(message.p);
  free(sealed.p);
  return 1;
}

Test(crypto_rsa, wycheproof_decrypt) {
  wycheproof("rsa_pkcs1_2048_test", decrypt, 33);
}

/* A key of our own for the tests below, from the vectors' file. */
static struct octets some_key(void) {
  json_t *root = vectors_json("wycheproof/rsa_pkcs1_2048_test.json");
  struct octets der = octets_of_member(json_array_get(json_object_get(root, "testGroups"), 0), "privateKeyPkcs8");
  json_decref(root);
  memmove(der.p, der.p + PKCS8_PREFIX, der.n - PKCS8_PREFIX);
  der.n -= PKCS8_PREFIX;
  return der;
}

/* Where the modulus begins in PKCS #1: SEQUENCE, version 0, INTEGER of 257 bytes, the first of which is 0. */
#define MODULUS_AT 12

static struct hf_public_key public_part(struct octets der) {
  static const uint8_t exponent[3] = {1, 0, 1};
  return (struct hf_public_key){
      .modulus = der.p + MODULUS_AT, .modulus_n = 256, .exponent = exponent, .exponent_n = 3, .kind = HF_KEY_RSA};
}

Test(crypto_rsa, signs_and_verifies_each_scheme) {
  static const uint16_t schemes[] = {0x0401, 0x0501, 0x0601, 0x0804, 0x0805, 0x0806};
  struct test_random source = {19};
  struct hf_random random = test_random_source(&source);
  struct octets der = some_key();
  struct hf_software_key key;
  const struct hf_public_key public_key = public_part(der);
  cr_assert_eq(hf_software_key_rsa(&key, der.p, der.n, &random), 0);
  const struct hf_private_key k = hf_software_private_key(&key);
  for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
    uint8_t hash[64], salt[64], em[256], signature[256];
    const uint8_t id = hf_scheme_hash(schemes[i]);
    const size_t n = hf_hash_size(id);
    test_random_fill(&source, hash, n);
    test_random_fill(&source, salt, n);
    if (hf_scheme_is_pss(schemes[i]))
      hf_pss_block(em, 256, 2048, id, hash, salt);
    else
      hf_pkcs1_sign_block(em, 256, id, hash);
    cr_assert_eq(k.rsa_private(k.context, em, 256, signature), HF_KEY_DONE);
    cr_assert_eq(hf_signature_verify(schemes[i], &public_key, hash, n, signature, 256), HF_OK);
    for (size_t j = 0; j < sizeof schemes / sizeof schemes[0]; j++)
      if (j != i)
        cr_assert_neq(hf_signature_verify(schemes[j], &public_key, hash, n, signature, 256), HF_OK);
    hash[n - 1] ^= 1;
    cr_assert_eq(hf_signature_verify(schemes[i], &public_key, hash, n, signature, 256),
                 HF_ERROR_CERTIFICATE_SIGNATURE_WRONG);
  }
  hf_software_key_free(&key);
  free(der.p);
}

Test(crypto_rsa, pss_for_moduli_of_every_number_of_bits) {
  struct test_random r = {23};
  for (size_t bits = 2041; bits <= 2048; bits++) {
    uint8_t hash[64], salt[64], em[256], copy[256];
    for (uint8_t id = HF_HASH_SHA256; id <= HF_HASH_SHA512; id++) {
      test_random_fill(&r, hash, 64);
      test_random_fill(&r, salt, 64);
      hf_pss_block(em, 256, bits, id, hash, salt);
      for (size_t i = bits - 1; i < 2048; i++)
        cr_assert_eq(em[255 - i / 8] >> i % 8 & 1, 0, "a bit beyond the modulus");
      memcpy(copy, em, 256);
      cr_assert_eq(hf_pss_check(copy, 256, bits, id, hash), 0);
      for (size_t i = 0; i < 2048; i += 5) { /* no bit of it may be another */
        memcpy(copy, em, 256);
        copy[i / 8] ^= (uint8_t)(1u << i % 8);
        cr_assert_eq(hf_pss_check(copy, 256, bits, id, hash), -1);
      }
    }
  }
}

Test(crypto_rsa, keys_and_schemes_that_do_not_fit_are_refused) {
  struct octets der = some_key();
  struct hf_public_key key = public_part(der);
  uint8_t hash[32] = {0}, signature[256] = {0};
  signature[255] = 1;
  cr_assert_eq(hf_signature_verify(0x0403, &key, hash, 32, signature, 256), HF_ERROR_SIGNATURE_SCHEME_NOT_OFFERED);
  cr_assert_eq(hf_signature_verify(0x0201, &key, hash, 20, signature, 256), HF_ERROR_SIGNATURE_SCHEME_NOT_OFFERED);
  cr_assert_eq(hf_signature_verify(0x0401, &key, hash, 31, signature, 256), HF_ERROR_SIGNATURE_SCHEME_NOT_OFFERED);
  cr_assert_eq(hf_signature_verify(0x0401, &key, hash, 32, signature, 255), HF_ERROR_CERTIFICATE_SIGNATURE_WRONG);
  key.exponent_n = 1; /* e = 1: every block is its own signature */
  cr_assert_eq(hf_signature_verify(0x0401, &key, hash, 32, signature, 256), HF_ERROR_CERTIFICATE_SIGNATURE_WRONG);
  key.exponent_n = 2; /* e = 256: even */
  cr_assert_eq(hf_signature_verify(0x0401, &key, hash, 32, signature, 256), HF_ERROR_CERTIFICATE_SIGNATURE_WRONG);
  key = public_part(der);
  key.modulus_n = 255;
  cr_assert_eq(hf_signature_verify(0x0401, &key, hash, 32, signature, 255), HF_ERROR_CERTIFICATE_KEY_UNSUPPORTED);
  der.p[MODULUS_AT] &= 0x7f; /* 2047 bits */
  key = public_part(der);
  cr_assert_eq(hf_signature_verify(0x0401, &key, hash, 32, signature, 256), HF_ERROR_CERTIFICATE_KEY_UNSUPPORTED);
  free(der.p);
}

static int zero_fill(void *context, uint8_t *out, size_t n) {
  (void)context;
  memset(out, 0, n);
  return 0;
}

Test(crypto_rsa, a_pre_master_secret_goes_there_and_back) {
  struct test_random source = {29};
  struct hf_random random = test_random_source(&source);
  struct octets der = some_key();
  struct hf_software_key key;
  const struct hf_public_key public_key = public_part(der);
  uint8_t secret[48], em[256], sealed[256], opened[256], fallback[48], out[48];
  cr_assert_eq(hf_software_key_rsa(&key, der.p, der.n, &random), 0);
  const struct hf_private_key k = hf_software_private_key(&key);
  for (int i = 0; i < 20; i++) {
    test_random_fill(&source, secret, 48);
    test_random_fill(&source, fallback, 48);
    secret[0] = 3;
    secret[1] = 3;
    test_random_fill(&source, em, 256);
    em[2 + i] = 0; /* a zero among the padding must be replaced */
    cr_assert_eq(hf_pkcs1_encrypt_block(em, 256, secret, 48), 0);
    cr_assert_eq(hf_rsa_public(public_key.modulus, 256, public_key.exponent, 3, em, sealed), 0);
    cr_assert_eq(k.rsa_private(k.context, sealed, 256, opened), HF_KEY_DONE);
    cr_assert_arr_eq(opened, em, 256);
    hf_pkcs1_recover(opened, 256, 3, 3, fallback, out);
    cr_assert_arr_eq(out, secret, 48);
    hf_pkcs1_recover(opened, 256, 3, 2, fallback, out); /* another version than the client's hello said */
    cr_assert_arr_eq(out, fallback, 48);
  }
  zero_fill(NULL, em, 256);
  cr_assert_eq(hf_pkcs1_encrypt_block(em, 256, secret, 48), -1);
  hf_software_key_free(&key);
  free(der.p);
}

Test(crypto_rsa, every_wrong_byte_of_a_block_gives_the_random_secret) {
  uint8_t em[256], secret[48], fallback[48], out[48];
  memset(secret, 0x11, 48);
  memset(fallback, 0xa5, 48);
  secret[0] = 3;
  secret[1] = 3;
  memset(em, 0x77, 256);
  cr_assert_eq(hf_pkcs1_encrypt_block(em, 256, secret, 48), 0);
  for (size_t i = 0; i < 210; i++) {
    const uint8_t was = em[i];
    const int is_padding = i >= 2 && i < 207;
    for (unsigned v = 0; v < 256; v++) {
      em[i] = (uint8_t)v;
      hf_pkcs1_recover(em, 256, 3, 3, fallback, out);
      const int good = is_padding ? v != 0 : v == was;
      cr_assert_eq(memcmp(out, good || i >= 210 ? em + 208 : fallback, 48), 0, "byte %zu as %u", i, v);
    }
    em[i] = was;
  }
}

struct counted {
  struct test_random random;
  size_t bytes;
};

static int count(void *context, uint8_t *out, size_t n) {
  struct counted *c = context;
  c->bytes += n;
  return test_random_fill(&c->random, out, n);
}

/* The blinding value comes from the configuration's source, all of it: as long as the modulus, fresh each time. */
Test(crypto_rsa, blinding_draws_from_the_given_source) {
  struct counted c = {{31}, 0};
  struct hf_random random = {count, &c};
  struct octets der = some_key();
  struct hf_software_key key;
  uint8_t in[256] = {0}, one[256], two[256];
  cr_assert_eq(hf_software_key_rsa(&key, der.p, der.n, &random), 0);
  const struct hf_private_key k = hf_software_private_key(&key);
  in[255] = 42;
  const size_t before = c.bytes;
  const uint64_t state = c.random.state;
  cr_assert_eq(k.rsa_private(k.context, in, 256, one), HF_KEY_DONE);
  cr_assert_geq(c.bytes - before, 256);
  cr_assert_neq(c.random.state, state, "the next operation is blinded by other bytes");
  const size_t between = c.bytes;
  cr_assert_eq(k.rsa_private(k.context, in, 256, two), HF_KEY_DONE);
  cr_assert_geq(c.bytes - between, 256);
  cr_assert_arr_eq(one, two, 256);
  hf_software_key_free(&key);
  free(der.p);
}

static int fails(void *context, uint8_t *out, size_t n) {
  (void)context;
  (void)out;
  (void)n;
  return -1;
}

Test(crypto_rsa, no_blinding_no_operation) {
  struct hf_random random = {fails, NULL};
  struct octets der = some_key();
  struct hf_software_key key;
  uint8_t in[256] = {0}, out[256];
  in[255] = 2;
  memset(out, 0xee, 256);
  cr_assert_eq(hf_software_key_rsa(&key, der.p, der.n, &random), 0);
  const struct hf_private_key k = hf_software_private_key(&key);
  cr_assert_eq(k.rsa_private(k.context, in, 256, out), HF_KEY_FAILED);
  for (size_t i = 0; i < 256; i++)
    cr_assert_eq(out[i], 0xee, "nothing of it is released");
  cr_assert_eq(k.rsa_private(k.context, in, 255, out), HF_KEY_FAILED);
  memset(in, 0xff, 256); /* not below the modulus */
  cr_assert_eq(k.rsa_private(k.context, in, 256, out), HF_KEY_FAILED);
  hf_software_key_free(&key);
  free(der.p);
}

Test(crypto_rsa, damaged_keys_are_refused) {
  struct test_random source = {37};
  struct hf_random random = test_random_source(&source);
  struct octets der = some_key();
  struct hf_software_key key;
  for (size_t i = 0; i < der.n; i += 3) {
    der.p[i] ^= 0x10;
    cr_assert_eq(hf_software_key_rsa(&key, der.p, der.n, &random), -1, "byte %zu", i);
    der.p[i] ^= 0x10;
  }
  for (size_t n = 0; n < der.n; n += 50) {
    struct octets cut = octets_copy(der.p, n);
    cr_assert_eq(hf_software_key_rsa(&key, cut.p, n, &random), -1);
    free(cut.p);
  }
  cr_assert_eq(hf_software_key_rsa(&key, der.p, der.n, &random), 0);
  hf_software_key_free(&key);
  hf_software_key_free(&key);
  free(der.p);
}

/* The block without the NULL in its DigestInfo (RFC 5246 4.7), made of the one with it: of the lengths two are less, and the padding is longer. */
static void leave_out_null(uint8_t *em, size_t k, size_t digest_n) {
  const size_t null = k - digest_n - 4, info = digest_n == 20 ? 11 : 15;
  em[null - info + 1] = (uint8_t)(em[null - info + 1] - 2);
  em[null - info + 3] = (uint8_t)(em[null - info + 3] - 2);
  memmove(em + 4, em + 2, null - 2);
  em[2] = em[3] = 0xff;
}

/* Each byte of a signature's block counts, also those of the padding: nothing of it is for the signer to choose. `bits` are those that are
   changed in each. */
static void each_byte_counts(int with_null, uint8_t bits) {
  static const size_t sizes[] = {128, 256, HF_RSA_MAX};
  static const uint32_t hashes[] = {HF_HASH_SHA1, HF_HASH_SHA256, HF_HASH_SHA384, HF_HASH_SHA512};
  uint8_t em[HF_RSA_MAX], hash[HF_HASH_MAX];
  memset(hash, 0x5a, sizeof hash);
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes * 4; i++) {
    size_t k = sizes[i / 4];
    hf_pkcs1_sign_block(em, k, hashes[i % 4], hash);
    if (!with_null)
      leave_out_null(em, k, hf_hash_size(hashes[i % 4]));
    cr_expect_eq(hf_pkcs1_check(em, k, hashes[i % 4], hash), 0, "%zu, hash %u", k, hashes[i % 4]);
    for (size_t at = 0; at < k; at++) {
      em[at] ^= bits;
      cr_expect_eq(hf_pkcs1_check(em, k, hashes[i % 4], hash), -1, "byte %zu of %zu", at, k);
      em[at] ^= bits;
    }
    cr_expect_eq(hf_pkcs1_check(em, k, hashes[(i + 1) % 4], hash), -1);
  }
}

Test(crypto_rsa, each_byte_of_a_signed_block) {
  each_byte_counts(1, 0x80);
}

/* Of a length, 2 is what makes the other form: between the two forms is neither. */
Test(crypto_rsa, each_byte_of_a_signed_block_without_its_null) {
  each_byte_counts(0, 2);
}
