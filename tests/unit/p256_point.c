/* Points of P-256, key agreement and ECDSA: known answers, edges, and libtomcrypt's point multiplication beside ours. */
#include "crypto/p256_point.h"
#include "crypto/bytes.h"
#include "crypto/p256.h"
#include "crypto/p256_comb.h"
#include "support/random.h"
#include "support/vectors.h"
#include <gmp.h>
#define GMP_DESC
#include <tomcrypt.h>

#define HEX(name, text)                                                                                                \
  uint8_t name[sizeof(text) / 2];                                                                                      \
  from_hex(name, text)

static void from_hex(uint8_t *out, const char *hex) {
  struct octets o = octets_of_hex(hex);
  memcpy(out, o.p, o.n);
  free(o.p);
}

/* scalar * point, by libtomcrypt; point NULL: the base point. 0: it is infinity. */
static int by_libtomcrypt(uint8_t out[65], const uint8_t scalar[32], const uint8_t *point) {
  const ltc_ecc_set_type *set = ltc_ecc_sets;
  mpz_t k, p;
  while (set->size != 32)
    set++;
  cr_assert_eq(hf_provider_start(), 0);
  ecc_point *q = ltc_ecc_new_point(), *r = ltc_ecc_new_point();
  mpz_inits(k, p, (mpz_ptr)NULL);
  mpz_set_str(p, set->prime, 16);
  mpz_set_str(q->x, set->Gx, 16);
  mpz_set_str(q->y, set->Gy, 16);
  mpz_set_ui(q->z, 1);
  mpz_import(k, 32, 1, 1, 1, 0, scalar);
  if (point != NULL) {
    mpz_import(q->x, 32, 1, 1, 1, 0, point + 1);
    mpz_import(q->y, 32, 1, 1, 1, 0, point + 33);
  }
  cr_assert_eq(ltc_mp.ecc_ptmul(k, q, r, p, 1), CRYPT_OK);
  memset(out, 0, 65);
  out[0] = 4;
  mpz_ptr both[] = {r->x, r->y};
  for (size_t i = 0; i < 2; i++)
    for (size_t j = 0; j < 32; j++)
      out[1 + 32 * i + 31 - j] = (uint8_t)(mpz_getlimbn(both[i], (mp_size_t)(j / 8)) >> (8 * (j % 8)));
  ltc_ecc_del_point(q);
  ltc_ecc_del_point(r);
  mpz_clears(k, p, (mpz_ptr)NULL);
  return 1;
}

static const char *const n_text = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";

/* small + 0, or n - small. */
static void about(uint8_t k[32], unsigned small, int below_n) {
  mpz_t v;
  mpz_init_set_ui(v, small);
  if (below_n) {
    mpz_t n;
    mpz_init_set_str(n, n_text, 16);
    mpz_sub(v, n, v);
    mpz_clear(n);
  }
  for (size_t i = 0; i < 32; i++)
    k[31 - i] = (uint8_t)(mpz_getlimbn(v, (mp_size_t)(i / 8)) >> (8 * (i % 8)));
  mpz_clear(v);
}

Test(p256_point, the_comb_is_what_it_says) {
  uint8_t k[32], want[65], x[32], y[32];
  for (size_t half = 0; half < 2; half++) {
    for (size_t e = 1; e < 16; e++) {
      memset(k, 0, sizeof k);
      for (size_t tooth = 0; tooth < 4; tooth++)
        k[31 - (64 * tooth + 32 * half) / 8] = (uint8_t)(e >> tooth & 1u);
      by_libtomcrypt(want, k, NULL);
      hf_p256_element_write(x, &hf_p256_comb[half][e - 1].x);
      hf_p256_element_write(y, &hf_p256_comb[half][e - 1].y);
      cr_expect_arr_eq(x, want + 1, 32, "%zu %zu", half, e);
      cr_expect_arr_eq(y, want + 33, 32, "%zu %zu", half, e);
    }
  }
}

/* 1 .. 40, and 6298, whose point's x has a leading zero; n - 1 .. n - 40; single bits; at random. */
static void some_scalar(uint8_t k[32], int i, struct test_random *r) {
  test_random_fill(r, k, 32);
  k[0] &= 0x7f;
  if (i < 80)
    about(k, (unsigned)i / 2 + 1, i % 2);
  else if (i == 80)
    about(k, 6298, 0);
  else if (i < 336) {
    memset(k, 0, 32);
    k[31 - (i - 81) / 8] = (uint8_t)(1u << (i - 81) % 8);
  }
}

Test(p256_point, agrees_with_libtomcrypt) {
  struct test_random r = {41};
  uint8_t k[32], point[65], other[65], want[65], x[32];
  for (int i = 0; i < 420; i++) {
    some_scalar(k, i, &r);
    by_libtomcrypt(want, k, NULL);
    cr_assert(hf_p256_public(point, k), "%d", i);
    cr_assert_arr_eq(point, want, 65, "%d", i);
    if (i == 80)
      cr_assert_eq(point[1], 0);
    cr_assert(hf_p256_point_check(point, 65));
    test_random_fill(&r, x, 32);
    x[0] = 0;
    cr_assert(hf_p256_public(other, x));
    by_libtomcrypt(want, k, other);
    cr_assert(hf_p256_agree(x, k, other, 65), "%d", i);
    cr_assert_arr_eq(x, want + 1, 32, "%d", i);
  }
}

Test(p256_point, scalars_out_of_range) {
  uint8_t k[32] = {0}, point[65], base[65], x[32];
  cr_assert(!hf_p256_public(point, k));
  k[31] = 1;
  cr_assert(hf_p256_public(base, k));
  k[31] = 0;
  cr_assert(!hf_p256_agree(x, k, base, 65));
  for (unsigned i = 0; i < 3; i++) { /* n, n + 1, n + 2 */
    about(k, 0, 1);
    k[31] = (uint8_t)(k[31] + i);
    cr_assert(!hf_p256_is_scalar(k));
    cr_assert(!hf_p256_public(point, k));
    cr_assert(!hf_p256_agree(x, k, base, 65));
  }
  memset(k, 0xff, sizeof k);
  cr_assert(!hf_p256_public(point, k));
  cr_assert(!hf_p256_agree(x, k, base, 65));
}

/* u G + w q, where q is m G; m small. What it should be is known by the sum of the scalars. */
static void combined(unsigned u, int u_below, unsigned w, int w_below, unsigned m) {
  struct hf_p256_multiples q;
  struct hf_p256_point sum;
  uint8_t uk[32], wk[32], mk[32], point[65], want[65];
  const long total = (u_below ? -(long)u : (long)u) + (w_below ? -(long)w : (long)w) * (long)m;
  about(uk, u, u_below);
  about(wk, w, w_below);
  about(mk, m, 0);
  cr_assert(hf_p256_public(point, mk));
  cr_assert(hf_p256_point_read(&q.of[0], point));
  hf_p256_multiples_make(&q);
  hf_p256_combine(&sum, uk, wk, &q);
  if (total == 0) {
    cr_expect(!hf_p256_point_write(point, &sum), "%u %u %u", u, w, m);
    return;
  }
  about(mk, (unsigned)labs(total), total < 0);
  by_libtomcrypt(want, mk, NULL);
  cr_expect(hf_p256_point_write(point, &sum), "%u %u %u", u, w, m);
  cr_expect_arr_eq(point, want, 65, "%u%s %u%s %u", u, u_below ? "-" : "", w, w_below ? "-" : "", m);
}

/* Among them sums of equal, of opposite points, and of infinity. */
Test(p256_point, sums_that_meet) {
  for (unsigned u = 0; u < 10; u++)
    for (unsigned w = 0; w < 10; w++)
      for (int signs = 0; signs < 4; signs++)
        combined(u, signs & 1, w, signs / 2, 1 + (u + w) % 3);
}

Test(p256_point, complete_sums) {
  struct hf_p256_point g, r, infinity = {hf_p256_zero, hf_p256_one, hf_p256_zero}, minus;
  uint8_t k[32], point[65], want[65];
  about(k, 1, 0);
  cr_assert(hf_p256_public(point, k) && hf_p256_point_read(&g, point));
  minus = g;
  hf_p256_subtract(&minus.y, &hf_p256_zero, &g.y);
  hf_p256_point_add(&r, &g, &minus);
  cr_expect(!hf_p256_point_write(point, &r));
  hf_p256_point_add(&r, &infinity, &infinity);
  cr_expect(!hf_p256_point_write(point, &r));
  hf_p256_point_add(&r, &infinity, &g);
  cr_expect(hf_p256_point_write(point, &r));
  by_libtomcrypt(want, k, NULL);
  cr_expect_arr_eq(point, want, 65);
  hf_p256_point_add(&r, &r, &infinity);
  cr_expect(hf_p256_point_write(point, &r));
  cr_expect_arr_eq(point, want, 65);
  hf_p256_point_add(&r, &r, &g);
  about(k, 2, 0);
  by_libtomcrypt(want, k, NULL);
  cr_expect(hf_p256_point_write(point, &r));
  cr_expect_arr_eq(point, want, 65);
}

/* 2^times * m G: doubled at once, and by sums. */
static void doubled(unsigned m, uint32_t times) {
  struct hf_p256_point p, sum;
  uint8_t k[32], point[65], want[65];
  about(k, m, 0);
  cr_assert(hf_p256_public(point, k) && hf_p256_point_read(&p, point));
  sum = p;
  hf_p256_point_add(&p, &p, &p); /* with a Z that is not 1 */
  hf_p256_point_double(&p, times);
  for (uint32_t i = 0; i < times + 1; i++)
    hf_p256_point_add(&sum, &sum, &sum);
  cr_expect(hf_p256_point_write(point, &p));
  cr_expect(hf_p256_point_write(want, &sum));
  cr_expect_arr_eq(point, want, 65, "%u, %u times", m, (unsigned)times);
}

Test(p256_point, doublings) {
  struct hf_p256_point infinity = {hf_p256_zero, hf_p256_one, hf_p256_zero}, p, g;
  uint8_t k[32], point[65], want[65];
  for (unsigned m = 1; m < 12; m++)
    for (uint32_t times = 0; times < 9; times++)
      doubled(m, times);
  about(k, 5, 0);
  cr_assert(hf_p256_public(want, k) && hf_p256_point_read(&g, want));
  for (uint32_t times = 0; times < 4; times++) {
    p = infinity;
    p.z = times % 2 == 0 ? hf_p256_zero : hf_p256_p; /* 0 in other limbs */
    hf_p256_point_double(&p, times);
    cr_expect(!hf_p256_point_write(point, &p));
    hf_p256_point_add(&p, &p, &g);
    cr_expect(hf_p256_point_write(point, &p));
    cr_expect_arr_eq(point, want, 65);
  }
}

/* NIST's CAVS, ECC CDH primitive, P-256, the first. */
Test(p256_point, key_agreement_known) {
  HEX(d, "7d7dc5f71eb29ddaf80d6214632eeae03d9058af1fb6d22ed80badb62bc1a534");
  HEX(q, "04700c48f77f56584c5cc632ca65640db91b6bacce3a4df6b42ce7cc838833d287"
         "db71e509e3fd9b060ddb20ba5c51dcc5948d46fbf640dfe0441782cab85fa4ac");
  HEX(want, "46fc62106420ff012e54a434fbdd2d25ccc5852060561e68040dd7778997bd7b");
  uint8_t x[32];
  cr_assert(hf_p256_agree(x, d, q, 65));
  cr_assert_arr_eq(x, want, 32);
}

/* RFC 6979 A.2.5: key, and with SHA-256 the nonces and signatures of "sample" and "test". */
static void signs_as(const char *digest, const char *nonce, const char *r_want, const char *s_want) {
  HEX(d, "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721");
  HEX(q, "0460fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
         "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299");
  uint8_t e[32], k[32], want[32], point[65], r[32], s[32];
  from_hex(e, digest);
  from_hex(k, nonce);
  cr_assert(hf_p256_public(point, d));
  cr_assert_arr_eq(point, q, 65);
  cr_assert(hf_p256_sign(r, s, d, k, e, 32));
  from_hex(want, r_want);
  cr_assert_arr_eq(r, want, 32);
  from_hex(want, s_want);
  cr_assert_arr_eq(s, want, 32);
  cr_assert(hf_p256_verify(q, 65, e, 32, r, s));
  for (size_t i = 0; i < 32; i++) {
    e[i] ^= 1;
    cr_assert(!hf_p256_verify(q, 65, e, 32, r, s));
    e[i] ^= 1;
    r[i] ^= 1;
    cr_assert(!hf_p256_verify(q, 65, e, 32, r, s));
    r[i] ^= 1;
    s[i] ^= 1;
    cr_assert(!hf_p256_verify(q, 65, e, 32, r, s));
    s[i] ^= 1;
  }
}

Test(p256_point, signatures_known) {
  signs_as("af2bdbe1aa9b6ec1e2ade1d694f41fc71a831d0268e9891562113d8a62add1bf",
           "a6e3c57dd01abe90086538398355dd4c3b17aa873382b0f24d6129493d8aad60",
           "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716",
           "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8");
  signs_as("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
           "d16b6ae827f17175e040871a1c7ec3500192c4c92677336ec2537acaee0008e0",
           "f1abb023518351cd71d881567b1ea663ed3efcf6c5132b354f28d3b0b7d38367",
           "019f4113742a2b14bd25926b49c649155f267e60d3814b4c0cc84250e46f0083");
}

/* A signature with a nonce or a key that is none is not made; (r, s) outside 1 .. n - 1 is none. */
Test(p256_point, signatures_out_of_range) {
  uint8_t d[32], k[32], e[32] = {1}, point[65], r[32], s[32], other[32];
  about(d, 7, 0);
  about(k, 9, 0);
  cr_assert(hf_p256_public(point, d));
  cr_assert(hf_p256_sign(r, s, d, k, e, 32));
  cr_assert(hf_p256_verify(point, 65, e, 32, r, s));
  cr_assert(!hf_p256_verify(point, 64, e, 32, r, s));
  for (int i = 0; i < 2; i++) {
    about(other, 0, i);
    cr_expect(!hf_p256_sign(r, s, d, other, e, 32));
    cr_expect(!hf_p256_sign(r, s, other, k, e, 32));
    cr_assert(hf_p256_sign(r, s, d, k, e, 32));
    cr_expect(!hf_p256_verify(point, 65, e, 32, other, s));
    cr_expect(!hf_p256_verify(point, 65, e, 32, r, other));
  }
}

/* The digest that makes s == 0: e = -r d. */
Test(p256_point, signature_whose_s_is_zero) {
  uint8_t d[32], k[32], e[32] = {0}, r[32], s[32];
  mpz_t number, n;
  about(d, 1, 0);
  about(k, 9, 0);
  cr_assert(hf_p256_sign(r, s, d, k, e, 32));
  mpz_init(number);
  mpz_init_set_str(n, n_text, 16);
  mpz_import(number, 32, 1, 1, 1, 0, r);
  mpz_sub(number, n, number);
  for (size_t i = 0; i < 32; i++)
    e[31 - i] = (uint8_t)(mpz_getlimbn(number, (mp_size_t)(i / 8)) >> (8 * (i % 8)));
  cr_assert(!hf_p256_sign(r, s, d, k, e, 32));
  mpz_clears(number, n, NULL);
}
