/* ECDH and ECDSA on the NIST curves. */
#include "crypto/hmac.h"
#include "crypto/signature.h"
#include "generated/errors.h"
#include "handfast/software_key.h"
#include "support/der_writer.h"
#include "support/random.h"
#include "support/vectors.h"

/* A number of any length, at `size` bytes; 0 when it does not fit. */
static int fit(struct octets number, size_t size, uint8_t *out) {
  size_t skip = 0;
  while (skip < number.n && number.p[skip] == 0)
    skip++;
  if (number.n - skip > size)
    return 0;
  memset(out, 0, size);
  memcpy(out + size - (number.n - skip), number.p + skip, number.n - skip);
  return 1;
}

static int agree(uint16_t group, size_t size, const json_t *test) {
  struct octets point = octets_of_member(test, "public");
  struct octets number = octets_of_member(test, "private");
  struct octets want = octets_of_member(test, "shared");
  uint8_t scalar[HF_SCALAR_MAX], x[HF_SCALAR_MAX];
  const int id = vectors_int(test, "tcId");
  cr_assert(fit(number, size, scalar), "tcId %d", id);
  const int r = hf_ecdh_agree(group, scalar, point.p, point.n, x);
  if (is_valid(test)) { /* compressed points are "acceptable": not to us (RFC 8422 5.1.2) */
    cr_assert_eq(r, 0, "tcId %d", id);
    cr_assert_eq(want.n, size);
    cr_assert_arr_eq(x, want.p, size, "tcId %d", id);
  } else {
    cr_assert_eq(r, -1, "tcId %d", id);
  }
  free(point.p);
  free(number.p);
  free(want.p);
  return 1;
}

static int agree_p256(const json_t *group, const json_t *test) {
  (void)group;
  return agree(HF_GROUP_SECP256R1, 32, test);
}

static int agree_p384(const json_t *group, const json_t *test) {
  (void)group;
  return agree(HF_GROUP_SECP384R1, 48, test);
}

static int agree_p521(const json_t *group, const json_t *test) {
  (void)group;
  return agree(HF_GROUP_SECP521R1, 66, test);
}

Test(crypto_ec, wycheproof_ecdh_p256) {
  wycheproof("ecdh_secp256r1_ecpoint_test", agree_p256, 355);
}

Test(crypto_ec, wycheproof_ecdh_p384) {
  wycheproof("ecdh_secp384r1_ecpoint_test", agree_p384, 790);
}

Test(crypto_ec, wycheproof_ecdh_p521) {
  wycheproof("ecdh_secp521r1_ecpoint_test", agree_p521, 661);
}

static void digest(uint8_t id, struct octets in, uint8_t *out) {
  struct hf_hash h;
  hf_hash_start(&h, id);
  hf_hash_update(&h, in.p, in.n);
  hf_hash_finish(&h, out);
}

static int verify(uint16_t group, uint16_t scheme, const json_t *test_group, const json_t *test) {
  struct octets point = octets_of_member(json_object_get(test_group, "publicKey"), "uncompressed");
  struct octets message = octets_of_member(test, "msg");
  struct octets signature = octets_of_member(test, "sig");
  uint8_t hash[HF_HASH_MAX];
  const struct hf_public_key key = {.point = point.p, .point_n = (uint16_t)point.n, .group = group, .kind = HF_KEY_EC};
  digest(hf_scheme_hash(scheme), message, hash);
  const uint8_t e =
      hf_signature_verify(scheme, &key, hash, hf_hash_size(hf_scheme_hash(scheme)), signature.p, signature.n);
  cr_assert_eq(e, is_valid(test) ? HF_OK : HF_ERROR_CERTIFICATE_SIGNATURE_WRONG, "tcId %d: %d",
               vectors_int(test, "tcId"), e);
  free(point.p);
  free(message.p);
  free(signature.p);
  return 1;
}

static int verify_p256(const json_t *group, const json_t *test) {
  return verify(HF_GROUP_SECP256R1, 0x0403, group, test);
}

static int verify_p384(const json_t *group, const json_t *test) {
  return verify(HF_GROUP_SECP384R1, 0x0503, group, test);
}

static int verify_p521(const json_t *group, const json_t *test) {
  return verify(HF_GROUP_SECP521R1, 0x0603, group, test);
}

Test(crypto_ec, wycheproof_ecdsa_p256) {
  wycheproof("ecdsa_secp256r1_sha256_test", verify_p256, 484);
}

Test(crypto_ec, wycheproof_ecdsa_p384) {
  wycheproof("ecdsa_secp384r1_sha384_test", verify_p384, 504);
}

Test(crypto_ec, wycheproof_ecdsa_p521) {
  wycheproof("ecdsa_secp521r1_sha512_test", verify_p521, 542);
}

static void pair_agrees(uint16_t group, size_t size, struct hf_random *random) {
  uint8_t a[HF_SCALAR_MAX], b[HF_SCALAR_MAX], a_point[HF_POINT_MAX], b_point[HF_POINT_MAX], x[HF_SCALAR_MAX],
      y[HF_SCALAR_MAX];
  cr_assert_eq(hf_ecdh_generate(group, random, a, a_point), 0);
  cr_assert_eq(hf_ecdh_generate(group, random, b, b_point), 0);
  cr_assert_eq(a_point[0], 4);
  cr_assert_neq(memcmp(a, b, size), 0);
  cr_assert_eq(hf_ecdh_agree(group, a, b_point, 2 * size + 1, x), 0);
  cr_assert_eq(hf_ecdh_agree(group, b, a_point, 2 * size + 1, y), 0);
  cr_assert_arr_eq(x, y, size);
  b_point[2 * size] ^= 1;
  cr_assert_eq(hf_ecdh_agree(group, a, b_point, 2 * size + 1, x), -1);
  b_point[2 * size] ^= 1;
  cr_assert_eq(hf_ecdh_agree(group, a, b_point, 2 * size, x), -1);
  b_point[0] = 0; /* infinity's own encoding */
  cr_assert_eq(hf_ecdh_agree(group, a, b_point, 1, x), -1);
  cr_assert_eq(hf_ecdh_agree(group, a, b_point, 0, x), -1);
}

Test(crypto_ec, both_sides_agree) {
  struct test_random r = {11};
  struct hf_random random = test_random_source(&r);
  for (int i = 0; i < 5; i++) {
    pair_agrees(HF_GROUP_SECP256R1, 32, &random);
    pair_agrees(HF_GROUP_SECP384R1, 48, &random);
    pair_agrees(HF_GROUP_SECP521R1, 66, &random);
  }
}

/* y and x changed places, another point's y, a coordinate that is not below the prime, other forms and sizes. */
static void only_points(uint16_t group, size_t size, struct hf_random *random) {
  uint8_t scalar[HF_SCALAR_MAX], point[HF_POINT_MAX], other[HF_POINT_MAX];
  size_t n = 2 * size + 1;
  cr_assert_eq(hf_ecdh_generate(group, random, scalar, point), 0);
  cr_expect_eq(hf_point_check(group, point, n), 0);
  for (size_t i = 1; i < n; i++) {
    memcpy(other, point, n);
    other[i] ^= 1;
    cr_expect_eq(hf_point_check(group, other, n), -1, "byte %zu", i);
  }
  memcpy(other + 1, point + 1 + size, size);
  memcpy(other + 1 + size, point + 1, size);
  cr_expect_eq(hf_point_check(group, other, n), -1);
  memcpy(other, point, n);
  memset(other + 1, 0xff, size);
  cr_expect_eq(hf_point_check(group, other, n), -1);
  memset(other + 1, 0, 2 * size);
  cr_expect_eq(hf_point_check(group, other, n), -1);
  for (uint8_t form = 0; form < 8; form++) {
    point[0] = form;
    cr_expect_eq(hf_point_check(group, point, n), form == 4 ? 0 : -1);
  }
  point[0] = 4;
  cr_expect_eq(hf_point_check(group, point, n - 1), -1);
  cr_expect_eq(hf_point_check(group, point, size + 1), -1);
  cr_expect_eq(hf_point_check(group, point, 0), -1);
  cr_expect_eq(hf_point_check(group == HF_GROUP_SECP256R1 ? HF_GROUP_SECP384R1 : HF_GROUP_SECP256R1, point, n), -1);
}

/* The point whose x is 0, and the same with the prime itself for x: only that it is not below the prime is wrong with that. */
static void below_the_prime(uint16_t group, const char *zero, const char *prime, const char *y) {
  static struct der point;
  for (int i = 0; i < 2; i++) {
    point.n = point.depth = 0;
    der_hex(&point, "04");
    der_hex(&point, i == 0 ? zero : prime);
    der_hex(&point, y);
    cr_expect_eq(hf_point_check(group, point.bytes, point.n), i == 0 ? 0 : -1);
  }
}

Test(crypto_ec, only_points_of_the_curve) {
  struct test_random r = {12};
  struct hf_random random = test_random_source(&r);
  only_points(HF_GROUP_SECP256R1, 32, &random);
  only_points(HF_GROUP_SECP384R1, 48, &random);
  only_points(HF_GROUP_SECP521R1, 66, &random);
  below_the_prime(HF_GROUP_SECP256R1, "0000000000000000000000000000000000000000000000000000000000000000",
                  "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
                  "66485c780e2f83d72433bd5d84a06bb6541c2af31dae871728bf856a174f93f4");
  below_the_prime(HF_GROUP_SECP384R1,
                  "000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
                  "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffff",
                  "c306610fb0ae5a159cf45c06069f22a6c5eb3641c602d42dea2c4b4f75550793406d80d2b91ad54f9048bd487af1ade1");
}

static int broken(void *context, uint8_t *out, size_t n) {
  (void)context;
  memset(out, 0, n);
  return -1;
}

Test(crypto_ec, a_broken_random_source_makes_no_key) {
  struct hf_random random = {broken, NULL};
  uint8_t scalar[32], point[65], digest32[32] = {1}, r[32], s[32], seven[1] = {7};
  struct hf_software_key key;
  cr_assert_eq(hf_ecdh_generate(HF_GROUP_SECP256R1, &random, scalar, point), -1);
  cr_assert_eq(hf_software_key_ec(&key, HF_GROUP_SECP256R1, seven, 1, &random), 0);
  const struct hf_private_key k = hf_software_private_key(&key);
  cr_assert_eq(k.ecdsa_sign(k.context, digest32, 32, r, s), HF_KEY_FAILED);
  hf_software_key_free(&key);
}

/* The signature of a software key verifies with the point that belongs to its scalar; two differ. */
static void signs(uint16_t group, size_t size, size_t digest_n, struct hf_random *random) {
  uint8_t scalar[HF_SCALAR_MAX], point[HF_POINT_MAX], hash[64], r[HF_SCALAR_MAX], s[HF_SCALAR_MAX], r2[HF_SCALAR_MAX],
      s2[HF_SCALAR_MAX], der[HF_ECDSA_MAX];
  struct hf_software_key key;
  cr_assert_eq(hf_ecdh_generate(group, random, scalar, point), 0);
  cr_assert_eq(hf_software_key_ec(&key, group, scalar, size, random), 0);
  const struct hf_private_key k = hf_software_private_key(&key);
  random->fill(random->context, hash, digest_n);
  cr_assert_eq(k.ecdsa_sign(k.context, hash, digest_n, r, s), HF_KEY_DONE);
  cr_assert_eq(k.ecdsa_sign(k.context, hash, digest_n, r2, s2), HF_KEY_DONE);
  cr_assert_neq(memcmp(r, r2, size), 0);
  cr_assert_eq(hf_ecdsa_verify(group, point, 2 * size + 1, hash, digest_n, r, s), 0);
  cr_assert_eq(hf_ecdsa_verify(group, point, 2 * size + 1, hash, digest_n, r2, s2), 0);
  cr_assert_eq(hf_ecdsa_verify(group, point, 2 * size + 1, hash, digest_n, r, s2), -1);
  const size_t n = hf_ecdsa_write(der, size, r, s);
  cr_assert_leq(n, 2 * size + 9);
  cr_assert_eq(hf_ecdsa_read(der, n, size, r2, s2), 0);
  cr_assert(memcmp(r, r2, size) == 0 && memcmp(s, s2, size) == 0);
  hash[0] ^= 1;
  cr_assert_eq(hf_ecdsa_verify(group, point, 2 * size + 1, hash, digest_n, r, s), -1);
  hf_software_key_free(&key);
}

Test(crypto_ec, software_keys_sign) {
  struct test_random r = {13};
  struct hf_random random = test_random_source(&r);
  for (int i = 0; i < 3; i++) {
    signs(HF_GROUP_SECP256R1, 32, 32, &random);
    signs(HF_GROUP_SECP256R1, 32, 64, &random); /* a hash longer than the order */
    signs(HF_GROUP_SECP384R1, 48, 32, &random);
    signs(HF_GROUP_SECP384R1, 48, 48, &random);
    signs(HF_GROUP_SECP521R1, 66, 32, &random);
    signs(HF_GROUP_SECP521R1, 66, 64, &random);
  }
}

Test(crypto_ec, software_keys_out_of_range_are_refused) {
  struct hf_random random = {broken, NULL};
  struct hf_software_key key;
  struct octets order = octets_of_hex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
  uint8_t zero[40] = {0};
  cr_assert_eq(hf_software_key_ec(&key, HF_GROUP_SECP256R1, order.p, 32, &random), -1);
  order.p[31] -= 1;
  cr_assert_eq(hf_software_key_ec(&key, HF_GROUP_SECP256R1, order.p, 32, &random), 0);
  cr_assert_eq(hf_software_key_ec(&key, HF_GROUP_SECP256R1, zero, 32, &random), -1);
  cr_assert_eq(hf_software_key_ec(&key, HF_GROUP_SECP256R1, zero, 0, &random), -1);
  zero[39] = 1;
  cr_assert_eq(hf_software_key_ec(&key, HF_GROUP_SECP256R1, zero, 40, &random), 0);
  zero[0] = 1;
  cr_assert_eq(hf_software_key_ec(&key, HF_GROUP_SECP256R1, zero, 40, &random), -1);
  cr_assert_eq(hf_software_key_ec(&key, 26, order.p, 32, &random), -1);
  free(order.p);
}

Test(crypto_ec, der_of_small_and_large_numbers) {
  uint8_t r[32] = {0}, s[32] = {0}, r2[32], s2[32], out[72];
  cr_assert_eq(hf_ecdsa_write(out, 32, r, s), 8);
  cr_assert_arr_eq(out, ((uint8_t[]){0x30, 6, 2, 1, 0, 2, 1, 0}), 8);
  cr_assert_eq(hf_ecdsa_read(out, 8, 32, r2, s2), 0);
  memset(r, 0xff, 32);
  s[31] = 0x80;
  const size_t n = hf_ecdsa_write(out, 32, r, s);
  cr_assert_eq(n, 2 + 35 + 4);
  cr_assert_eq(hf_ecdsa_read(out, n, 32, r2, s2), 0);
  cr_assert(memcmp(r, r2, 32) == 0 && memcmp(s, s2, 32) == 0);
  for (size_t i = 0; i < n; i++) {
    struct octets cut = octets_copy(out, i);
    cr_assert_eq(hf_ecdsa_read(cut.p, i, 32, r2, s2), -1);
    free(cut.p);
  }
  cr_assert_eq(hf_ecdsa_read(out, n, 31, r2, s2), -1);
}

/* From 128 bytes of content on, the length of the SEQUENCE has a byte more; in another form it is none of DER's. */
Test(crypto_ec, der_of_the_largest_numbers) {
  uint8_t r[66], s[66], r2[66], s2[66], out[HF_ECDSA_MAX + 1];
  memset(r, 0xff, 66);
  memset(s, 0xff, 66);
  size_t n = hf_ecdsa_write(out, 66, r, s);
  cr_expect_eq(n, HF_ECDSA_MAX);
  for (size_t zeroes = 0; zeroes <= 20; zeroes++) { /* 138 bytes of content, then fewer, 127 and less at the end */
    memset(s, 0, zeroes);
    n = hf_ecdsa_write(out, 66, r, s);
    cr_expect_eq(n, 2 + 67 + 2 + 67 - zeroes + (zeroes <= 10 ? 3u : 2u), "%zu", zeroes);
    cr_expect_eq(out[1], zeroes <= 10 ? 0x81 : n - 2);
    cr_assert_eq(hf_ecdsa_read(out, n, 66, r2, s2), 0, "%zu", zeroes);
    cr_assert(memcmp(r, r2, 66) == 0 && memcmp(s, s2, 66) == 0);
    for (size_t i = 0; i < n; i++)
      cr_expect_eq(hf_ecdsa_read(out, i, 66, r2, s2), -1);
    cr_expect_eq(hf_ecdsa_read(out, n + 1, 66, r2, s2), -1);
    cr_expect_eq(hf_ecdsa_read(out, n, 65, r2, s2), -1);
  }
  out[n] = 0;
  memmove(out + 3, out + 2, n - 2);
  out[2] = out[1];
  out[1] = 0x81; /* a length below 128 in the long form */
  cr_expect_eq(hf_ecdsa_read(out, n + 1, 66, r2, s2), -1);
}
