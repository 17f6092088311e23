/* AES-GCM and ChaCha20-Poly1305. */
#include "crypto/gcm.h"
#include "support/paths.h"
#include "support/random.h"
#include "support/vectors.h"

struct aead {
  struct octets key, nonce, aad, plain, sealed, tag;
};

static struct aead aead_of(const json_t *test) {
  return (struct aead){octets_of_member(test, "key"), octets_of_member(test, "iv"), octets_of_member(test, "aad"),
                       octets_of_member(test, "msg"), octets_of_member(test, "ct"), octets_of_member(test, "tag")};
}

static void aead_free(struct aead *a) {
  free(a->key.p);
  free(a->nonce.p);
  free(a->aad.p);
  free(a->plain.p);
  free(a->sealed.p);
  free(a->tag.p);
}

static void gcm(const struct aead *a, int valid, int id) {
  struct hf_aes aes;
  uint8_t h[16], tag[16];
  struct octets data = octets_copy(a->plain.p, a->plain.n);
  cr_assert_eq(hf_gcm_start(&aes, h, a->key.p, a->key.n), 0);
  hf_gcm_seal(&aes, h, a->nonce.p, a->aad.p, a->aad.n, data.p, data.n, tag);
  cr_assert_eq(memcmp(tag, a->tag.p, 16) == 0 && memcmp(data.p, a->sealed.p, data.n) == 0, valid, "seal, tcId %d", id);
  memcpy(data.p, a->sealed.p, data.n);
  cr_assert_eq(hf_gcm_open(&aes, h, a->nonce.p, a->aad.p, a->aad.n, data.p, data.n, a->tag.p), valid ? 0 : -1,
               "open, tcId %d", id);
  cr_assert_eq(memcmp(data.p, valid ? a->plain.p : a->sealed.p, data.n), 0, "what open leaves, tcId %d", id);
  free(data.p);
}

static int judge_gcm(const json_t *group, const json_t *test) {
  struct aead a = aead_of(test);
  const int fits = a.nonce.n == 12;
  cr_assert_eq(vectors_int(group, "tagSize"), 128);
  if (fits)
    gcm(&a, is_valid(test), vectors_int(test, "tcId"));
  aead_free(&a);
  return fits;
}

Test(crypto_aead, wycheproof_gcm) {
  for (size_t i = 0; i < test_paths_n; i++) {
    hf_processor_allow(test_paths[i]);
    wycheproof("aes_gcm_test", judge_gcm, 197);
  }
}

static void chacha(const struct aead *a, int valid, int id) {
  uint8_t tag[16];
  struct octets data = octets_copy(a->plain.p, a->plain.n);
  cr_assert_eq(hf_chacha20_poly1305_seal(a->key.p, a->nonce.p, a->aad.p, a->aad.n, data.p, data.n, tag), 0);
  cr_assert_eq(memcmp(tag, a->tag.p, 16) == 0 && memcmp(data.p, a->sealed.p, data.n) == 0, valid, "seal, tcId %d", id);
  memcpy(data.p, a->sealed.p, data.n);
  cr_assert_eq(hf_chacha20_poly1305_open(a->key.p, a->nonce.p, a->aad.p, a->aad.n, data.p, data.n, a->tag.p),
               valid ? 0 : -1, "open, tcId %d", id);
  cr_assert_eq(memcmp(data.p, valid ? a->plain.p : a->sealed.p, data.n), 0, "what open leaves, tcId %d", id);
  free(data.p);
}

static int judge_chacha(const json_t *group, const json_t *test) {
  struct aead a = aead_of(test);
  const int fits = a.nonce.n == 12;
  cr_assert_eq(vectors_int(group, "tagSize"), 128);
  if (fits)
    chacha(&a, is_valid(test), vectors_int(test, "tcId"));
  aead_free(&a);
  return fits;
}

Test(crypto_aead, wycheproof_chacha20_poly1305) {
  wycheproof("chacha20_poly1305_test", judge_chacha, 300);
}

Test(crypto_aead, every_flipped_bit_is_refused) {
  struct test_random r = {7};
  uint8_t key[32], nonce[12], aad[13], data[40], copy[40], tag[16], h[16];
  struct hf_aes aes;
  test_random_fill(&r, key, 32);
  test_random_fill(&r, nonce, 12);
  test_random_fill(&r, aad, 13);
  cr_assert_eq(hf_gcm_start(&aes, h, key, 32), 0);
  hf_gcm_seal(&aes, h, nonce, aad, 13, data, 40, tag);
  uint8_t *const parts[] = {aad, data, tag, nonce};
  const size_t sizes[] = {13, 40, 16, 12};
  for (size_t part = 0; part < 4; part++)
    for (size_t i = 0; i < 8 * sizes[part]; i++) {
      parts[part][i / 8] ^= (uint8_t)(1u << i % 8);
      memcpy(copy, data, 40);
      cr_assert_eq(hf_gcm_open(&aes, h, nonce, aad, 13, copy, 40, tag), -1);
      cr_assert_arr_eq(copy, data, 40);
      parts[part][i / 8] ^= (uint8_t)(1u << i % 8);
    }
  cr_assert_eq(hf_gcm_open(&aes, h, nonce, aad, 13, data, 40, tag), 0);
}

Test(crypto_aead, gcm_refuses_keys_of_other_sizes) {
  uint8_t key[33] = {0}, h[16];
  struct hf_aes aes;
  cr_assert_eq(hf_gcm_start(&aes, h, key, 15), -1);
  cr_assert_eq(hf_gcm_start(&aes, h, key, 33), -1);
  cr_assert_eq(hf_gcm_start(&aes, h, key, 0), -1);
}
