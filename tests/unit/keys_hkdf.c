/* HKDF: Wycheproof's answers, and the secrets of the first handshake of RFC 8448 (section 3), typed from there. */
#include "crypto/bytes.h"
#include "keys/hkdf.h"
#include "support/vectors.h"

static int judge(uint32_t hash, const json_t *test) {
  struct octets ikm = octets_of_member(test, "ikm");
  struct octets salt = octets_of_member(test, "salt");
  struct octets info = octets_of_member(test, "info");
  struct octets okm = octets_of_member(test, "okm");
  size_t n = (size_t)vectors_int(test, "size");
  uint8_t prk[HF_HASH_MAX];
  int is_possible = n <= 255u * hf_hash_size(hash);
  cr_expect_eq(is_possible, is_valid(test), "tcId %d", vectors_int(test, "tcId"));
  if (is_possible) {
    struct octets got = octets_new(n);
    hf_hkdf_extract(hash, salt.p, salt.n, ikm.p, ikm.n, prk);
    hf_hkdf_expand(hash, prk, hf_hash_size(hash), info.p, info.n, got.p, got.n);
    cr_expect_eq(okm.n, n);
    cr_expect_arr_eq(got.p, okm.p, n, "tcId %d", vectors_int(test, "tcId"));
    free(got.p);
  }
  free(ikm.p);
  free(salt.p);
  free(info.p);
  free(okm.p);
  return 1;
}

static int sha256(const json_t *group, const json_t *test) {
  (void)group;
  return judge(HF_HASH_SHA256, test);
}

static int sha384(const json_t *group, const json_t *test) {
  (void)group;
  return judge(HF_HASH_SHA384, test);
}

Test(keys_hkdf, wycheproof) {
  wycheproof("hkdf_sha256_test.json", sha256, 80);
  wycheproof("hkdf_sha384_test.json", sha384, 80);
}

static void expect(const uint8_t *got, const char *hex) {
  struct octets want = octets_of_hex(hex);
  cr_expect_arr_eq(got, want.p, want.n, "%s", hex);
  free(want.p);
}

static void label(const uint8_t *secret, const char *name, const char *context, const char *want) {
  struct octets c = octets_of_hex(context);
  struct octets w = octets_of_hex(want);
  uint8_t out[64];
  hf_hkdf_expand_label(HF_HASH_SHA256, secret, (const uint8_t *)name, strlen(name), c.p, c.n, out, w.n);
  cr_expect_arr_eq(out, w.p, w.n, "%s", name);
  free(c.p);
  free(w.p);
}

/* RFC 8448 3: from the early secret to the handshake's traffic secrets, keys and IVs. */
Test(keys_hkdf, rfc8448_handshake) {
  static const uint8_t none[32];
  static const char empty[] = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  static const char hellos[] = "860c06edc07858ee8e78f0e7428c58edd6b43f2ca3e6e95f02ed063cf0e1cad8";
  struct octets shared = octets_of_hex("8bd4054fb55b9d63fdfbacf9f04b9f0d35e6d63f537563efd46272900f89492d");
  struct octets derived = octets_of_hex("6f2615a108c702c5678f54fc9dbab69716c076189c48250cebeac3576c3611ba");
  uint8_t secret[32];
  hf_hkdf_extract(HF_HASH_SHA256, NULL, 0, none, 32, secret);
  expect(secret, "33ad0a1c607ec03b09e6cd9893680ce210adf300aa1f2660e1b22e10f170f92a");
  label(secret, "derived", empty, "6f2615a108c702c5678f54fc9dbab69716c076189c48250cebeac3576c3611ba");
  hf_hkdf_extract(HF_HASH_SHA256, derived.p, 32, shared.p, 32, secret);
  expect(secret, "1dc826e93606aa6fdc0aadc12f741b01046aa6b99f691ed221a9f0ca043fbeac");
  label(secret, "c hs traffic", hellos, "b3eddb126e067f35a780b3abf45e2d8f3b1a950738f52e9600746a0e27a55a21");
  label(secret, "s hs traffic", hellos, "b67b7d690cc16c4e75e54213cb2d37b4e9c912bcded9105d42befd59d391ad38");
  label(secret, "derived", empty, "43de77e0c77713859a944db9db2590b53190a65b3ee2e4f12dd7a0bb7ce254b4");
  free(shared.p);
  free(derived.p);
}

Test(keys_hkdf, rfc8448_keys) {
  struct octets server = octets_of_hex("b67b7d690cc16c4e75e54213cb2d37b4e9c912bcded9105d42befd59d391ad38");
  struct octets client = octets_of_hex("b3eddb126e067f35a780b3abf45e2d8f3b1a950738f52e9600746a0e27a55a21");
  label(server.p, "key", "", "3fce516009c21727d0f2e4e86ee403bc");
  label(server.p, "iv", "", "5d313eb2671276ee13000b30");
  label(server.p, "finished", "", "008d3b66f816ea559f96b537e885c31fc068bf492c652f01f288a1d8cdc19fc8");
  label(client.p, "key", "", "dbfaa693d1762c5b666af5d950258d01");
  label(client.p, "iv", "", "5bd3c71b836e0b76bb73265f");
  free(server.p);
  free(client.p);
}

/* The longest label, the longest context and the longest output, each beside one that is one byte off: all are different. */
Test(keys_hkdf, each_part_counts) {
  static uint8_t out[3][255 * 32];
  uint8_t secret[32] = {1}, text[255] = {2};
  hf_hkdf_expand_label(HF_HASH_SHA256, secret, text, HF_HKDF_LABEL_MAX, text, HF_HKDF_CONTEXT_MAX, out[0],
                       sizeof out[0]);
  hf_hkdf_expand_label(HF_HASH_SHA256, secret, text, HF_HKDF_LABEL_MAX - 1u, text, HF_HKDF_CONTEXT_MAX, out[1],
                       sizeof out[1]);
  hf_hkdf_expand_label(HF_HASH_SHA256, secret, text, HF_HKDF_LABEL_MAX, text, HF_HKDF_CONTEXT_MAX - 1u, out[2],
                       sizeof out[2]);
  for (int i = 0; i < 3; i++) /* of each block, the first and the last too */
    for (size_t at = 0; at < sizeof out[0]; at += 32)
      cr_expect_neq(memcmp(out[i] + at, out[(i + 1) % 3] + at, 32), 0);
  hf_hkdf_expand_label(HF_HASH_SHA256, secret, text, 3, text, 0, out[0], 32);
  hf_hkdf_expand_label(HF_HASH_SHA256, secret, text, 3, text, 0, out[1], 31);
  cr_expect_neq(memcmp(out[0], out[1], 31), 0, "the length is part of what is hashed (RFC 8446 7.1)");
  hf_hkdf_expand_label(HF_HASH_SHA256, secret, text, 3, text, 0, secret, 32);
  cr_expect_arr_eq(secret, out[0], 32, "where the secret was");
}
