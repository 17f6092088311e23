/* What a primitive must refuse although its arithmetic could go on: numbers out of range, points in other forms, signatures in other
   encodings. The orders and primes are those of FIPS 186-4 D.1.2. */
#include "crypto/signature.h"
#include "generated/errors.h"
#include "support/draws.h"
#include <criterion/criterion.h>
#include <gmp.h>
#include <stdio.h>
#include <string.h>

static const struct curve {
  uint16_t group;
  size_t size;
  const char *order, *prime, *b;
} curves[] = {
    {HF_GROUP_SECP256R1, 32, "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551",
     "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
     "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b"},
    {HF_GROUP_SECP384R1, 48,
     "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973",
     "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffff",
     "b3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aef"},
};

static void put(uint8_t *out, size_t size, const mpz_t z) {
  size_t n = (mpz_sizeinbase(z, 2) + 7) / 8;
  cr_assert_leq(n, size);
  memset(out, 0, size);
  mpz_export(out + size - (mpz_sgn(z) ? n : 0), NULL, 1, 1, 1, 0, z);
}

static void take(mpz_t z, const uint8_t *in, size_t size) {
  mpz_import(z, size, 1, 1, 1, 0, in);
}

/* A key pair; which, says the seed. */
static void pair_of(const struct curve *c, uint64_t seed, uint8_t *scalar, uint8_t *point) {
  struct test_draws d;
  test_draws_start(&d, seed);
  struct hf_random source = test_draws_source(&d);
  cr_assert_eq(hf_ecdh_generate(c->group, &source, scalar, point), 0);
}

/* A signature whose s is 5: the digest is made to fit. Then s and s + n are the same number mod n, and both have room. */
Test(crypto_edges, ecdsa_numbers_out_of_range) {
  for (size_t i = 0; i < 2; i++) {
    const struct curve *c = &curves[i];
    size_t size = c->size;
    uint8_t d[48], q[97], k[48], point[97], digest[48], r[48], s[48], zero[48] = {0}, order[48];
    mpz_t n, e, x, y;
    mpz_inits(e, x, y, (mpz_ptr)NULL);
    mpz_init_set_str(n, c->order, 16);
    pair_of(c, 401, d, q);
    pair_of(c, 402, k, point);
    take(x, point + 1, size);
    mpz_mod(x, x, n);
    put(r, size, x);
    take(y, d, size);
    mpz_mul(x, x, y); /* r d */
    take(y, k, size);
    mpz_mul_ui(e, y, 5); /* s k */
    mpz_sub(e, e, x);
    mpz_mod(e, e, n);
    put(digest, size, e);
    mpz_set_ui(x, 5);
    put(s, size, x);
    put(order, size, n);
    cr_expect_eq(hf_ecdsa_verify(c->group, q, 2 * size + 1, digest, size, r, s), 0);
    mpz_add(x, x, n);
    put(s, size, x);
    cr_expect_eq(hf_ecdsa_verify(c->group, q, 2 * size + 1, digest, size, r, s), -1, "s + n");
    cr_expect_eq(hf_ecdsa_verify(c->group, q, 2 * size + 1, digest, size, r, zero), -1);
    cr_expect_eq(hf_ecdsa_verify(c->group, q, 2 * size + 1, digest, size, zero, s), -1);
    cr_expect_eq(hf_ecdsa_verify(c->group, q, 2 * size + 1, digest, size, r, order), -1);
    cr_expect_eq(hf_ecdsa_verify(c->group, q, 2 * size + 1, digest, size, order, s), -1);
    mpz_clears(n, e, x, y, (mpz_ptr)NULL);
  }
}

/* A point with a small x: x + p is the same coordinate, and has room. */
Test(crypto_edges, points_in_other_forms) {
  for (size_t i = 0; i < 2; i++) {
    const struct curve *c = &curves[i];
    uint8_t scalar[48], point[98], x_out[48];
    mpz_t p, b, x, y, t;
    mpz_inits(x, y, t, (mpz_ptr)NULL);
    mpz_init_set_str(p, c->prime, 16);
    mpz_init_set_str(b, c->b, 16);
    do {
      mpz_add_ui(x, x, 1);
      mpz_mul(t, x, x);
      mpz_sub_ui(t, t, 3);
      mpz_mul(t, t, x);
      mpz_add(t, t, b);
    } while (mpz_legendre(t, p) != 1);
    mpz_add_ui(y, p, 1);
    mpz_tdiv_q_2exp(y, y, 2);
    mpz_powm(y, t, y, p); /* p is 3 mod 4 */
    pair_of(c, 403, scalar, point);
    point[0] = 4;
    put(point + 1, c->size, x);
    put(point + 1 + c->size, c->size, y);
    cr_expect_eq(hf_ecdh_agree(c->group, scalar, point, 2 * c->size + 1, x_out), 0);
    for (unsigned form = 0; form < 256; form++) {
      point[0] = (uint8_t)form;
      cr_expect_eq(hf_ecdh_agree(c->group, scalar, point, 2 * c->size + 1, x_out), form == 4 ? 0 : -1, "form %u", form);
    }
    point[0] = 4;
    cr_expect_eq(hf_ecdh_agree(c->group, scalar, point, 2 * c->size, x_out), -1);
    cr_expect_eq(hf_ecdh_agree(c->group, scalar, point, 2 * c->size + 2, x_out), -1);
    mpz_add(x, x, p);
    put(point + 1, c->size, x);
    cr_expect_eq(hf_ecdh_agree(c->group, scalar, point, 2 * c->size + 1, x_out), -1, "x + p");
    mpz_clears(p, b, x, y, t, (mpz_ptr)NULL);
  }
}

/* The same for y. The x of a point with a small y is a root of x^3 - 3x + b - y^2, which was found by factoring it. */
Test(crypto_edges, points_with_a_small_y) {
  static const struct {
    unsigned y;
    const char *x;
  } small[] = {{5, "d7325d7646cd60d80a92738ceb345f844cffaf35841022cab176f692de8de1d7"},
               {1, "2261b2bf605c22f2f3aef6338719b2c486388ad5240719a5257315969ef01ba27f0a104c89704773a81fdabee6ab5c78"}};
  for (size_t i = 0; i < 2; i++) {
    const struct curve *c = &curves[i];
    uint8_t scalar[48], point[97], x_out[48];
    mpz_t p, x;
    mpz_init_set_str(p, c->prime, 16);
    mpz_init_set_str(x, small[i].x, 16);
    pair_of(c, 405, scalar, point);
    put(point + 1, c->size, x);
    mpz_set_ui(x, small[i].y);
    put(point + 1 + c->size, c->size, x);
    cr_expect_eq(hf_ecdh_agree(c->group, scalar, point, 2 * c->size + 1, x_out), 0);
    mpz_add(x, x, p);
    put(point + 1 + c->size, c->size, x);
    cr_expect_eq(hf_ecdh_agree(c->group, scalar, point, 2 * c->size + 1, x_out), -1, "y + p");
    mpz_clears(p, x, (mpz_ptr)NULL);
  }
}

Test(crypto_edges, scalars_out_of_range) {
  for (size_t i = 0; i < 2; i++) {
    const struct curve *c = &curves[i];
    uint8_t scalar[48] = {0}, point[97], own[48], x[48];
    mpz_t n;
    mpz_init_set_str(n, c->order, 16);
    pair_of(c, 404, own, point);
    cr_expect_eq(hf_ecdh_agree(c->group, scalar, point, 2 * c->size + 1, x), -1, "0");
    mpz_sub_ui(n, n, 1);
    put(scalar, c->size, n);
    cr_expect_eq(hf_ecdh_agree(c->group, scalar, point, 2 * c->size + 1, x), 0, "n - 1");
    cr_expect_arr_eq(x, point + 1, c->size, "(n - 1) q is -q");
    for (unsigned more = 1; more < 4; more++) {
      mpz_add_ui(n, n, 1);
      put(scalar, c->size, n);
      cr_expect_eq(hf_ecdh_agree(c->group, scalar, point, 2 * c->size + 1, x), -1, "n + %u", more - 1);
    }
    mpz_clear(n);
  }
}

/* Ecdsa-Sig-Value in DER, and in no other form. */
Test(crypto_edges, ecdsa_encodings) {
  static const struct {
    const char *hex;
    int taken;
  } forms[] = {
      {"3006020101020102", 1},
      {"300702020080020102", 1},
      {"3007020200ff020102", 1},
      {"300702020001020102", 0},
      {"300702010102020001", 0},
      {"30060201800201 02", 0},
      {"3006020101020180", 0},
      {"300702010102010200", 0},
      {"300602010102010200", 0},
      {"3007020101020102", 0},
      {"3005020101020102", 0},
      {"308106020101020102", 0},
      {"3106020101020102", 0},
      {"3006030101020102", 0},
      {"3006020101030102", 0},
      {"30050200020102", 0},
      {"30050201010200", 0},
      {"3003020101", 0},
      {"3000", 0},
      {"30", 0},
      {"3006020105020102", 1},
      {"30070203000080020102", 0},
      {"300602010102020102", 0},
      {"3006020201 020102", 0},
  };
  for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
    uint8_t der[32], r[32], s[32];
    size_t n = 0;
    for (const char *h = forms[i].hex; *h; h += 2) {
      unsigned byte;
      while (*h == ' ')
        h++;
      cr_assert_eq(sscanf(h, "%2x", &byte), 1);
      der[n++] = (uint8_t)byte;
    }
    cr_expect_eq(hf_ecdsa_read(der, n, 32, r, s), forms[i].taken ? 0 : -1, "%s", forms[i].hex);
  }
}

static int rsa_public(size_t n_n, uint8_t low, uint8_t first, const char *e, size_t e_n, int in) {
  static uint8_t n[HF_RSA_MAX + 1], value[HF_RSA_MAX + 1], out[HF_RSA_MAX + 1];
  memset(n, 0x11, sizeof n);
  n[0] = first;
  n[n_n - 1] = low;
  memcpy(value, n, sizeof value);
  value[n_n - 1] = (uint8_t)(value[n_n - 1] + in);
  return hf_rsa_public(n, n_n, (const uint8_t *)e, e_n, value, out);
}

/* RFC 8017 5.2.2: the number is below the modulus; the modulus and the exponent are odd, and of a size. */
Test(crypto_edges, rsa_out_of_range) {
  cr_expect_eq(rsa_public(256, 0x11, 0x80, "\x01\x00\x01", 3, -1), 0);
  cr_expect_eq(rsa_public(256, 0x11, 0x80, "\x01\x00\x01", 3, 0), -1, "n");
  cr_expect_eq(rsa_public(256, 0x11, 0x80, "\x01\x00\x01", 3, 1), -1, "n + 1");
  cr_expect_eq(rsa_public(256, 0x10, 0x80, "\x01\x00\x01", 3, -1), -1, "n is even");
  cr_expect_eq(rsa_public(256, 0x11, 0x80, "\x01\x00\x00", 3, -1), -1, "e is even");
  cr_expect_eq(rsa_public(256, 0x11, 0x80, "\x01", 1, -1), -1, "e is 1");
  cr_expect_eq(rsa_public(256, 0x11, 0x80, "\x03", 1, -1), 0, "e is 3");
  cr_expect_eq(rsa_public(63, 0x11, 0x80, "\x03", 1, -1), -1);
  cr_expect_eq(rsa_public(64, 0x11, 0x80, "\x03", 1, -1), 0);
  cr_expect_eq(rsa_public(HF_RSA_MAX, 0x11, 0x80, "\x03", 1, -1), 0);
  cr_expect_eq(rsa_public(HF_RSA_MAX + 1, 0x11, 0x80, "\x03", 1, -1), -1);
}

/* A modulus of 2047 bits, and digests of another size than the scheme's. */
Test(crypto_edges, signatures_that_do_not_fit) {
  static uint8_t n[256], signature[256], digest[64];
  struct hf_public_key key = {.kind = HF_KEY_RSA, .modulus = n, .exponent = (const uint8_t *)"\x01\x00\x01"};
  key.modulus_n = 256;
  key.exponent_n = 3;
  memset(n, 0x11, sizeof n);
  for (unsigned first = 0; first < 256; first += 0x3f) {
    n[0] = (uint8_t)first;
    cr_expect_eq(hf_signature_verify(0x0401, &key, digest, 32, signature, 256),
                 first < 0x80 ? HF_ERROR_CERTIFICATE_KEY_UNSUPPORTED : HF_ERROR_CERTIFICATE_SIGNATURE_WRONG, "%x",
                 first);
  }
  for (size_t size = 0; size <= 64; size++)
    if (size != 32)
      cr_expect_eq(hf_signature_verify(0x0401, &key, digest, size, signature, 256),
                   HF_ERROR_SIGNATURE_SCHEME_NOT_OFFERED, "%zu", size);
}
