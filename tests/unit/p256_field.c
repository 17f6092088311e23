/* The field and the scalars of P-256 beside GMP: sums, differences, products, inverses; limbs as loose as they may be; numbers about the
   moduli. */
#include "crypto/p256_scalar.h"
#include "support/random.h"
#include <criterion/criterion.h>
#include <gmp.h>

static const char *const p_text = "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff";
static const char *const n_text = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";
static mpz_t p, n, x, y, z, want, got;
static struct test_random source;

static void start(uint64_t seed) {
  source.state = seed;
  mpz_init_set_str(p, p_text, 16);
  mpz_init_set_str(n, n_text, 16);
  mpz_inits(x, y, z, want, got, (mpz_ptr)NULL);
}

/* The integer that the limbs say. */
static void value(mpz_t v, const struct hf_p256_element *a) {
  mpz_set_ui(v, 0);
  for (int i = 8; i >= 0; i--) {
    mpz_mul_2exp(v, v, 29);
    mpz_add_ui(v, v, a->v[i]);
  }
}

/* Limbs below `times` their size: at random, all as large as they may be, all 0, or only one of them not. */
static struct hf_p256_element loose(uint32_t times, int kind) {
  struct hf_p256_element a;
  for (uint32_t i = 0; i < HF_P256_LIMBS; i++) {
    const uint64_t limit = (uint64_t)times * (i < 8 ? 0x20000000u : 0x4000000u);
    a.v[i] = (uint32_t)(test_random_next(&source) % limit);
    if (kind % 8 == 1 || (kind % 8 == 3 && i == (uint32_t)kind / 8 % HF_P256_LIMBS))
      a.v[i] = (uint32_t)(limit - 1);
    else if (kind % 8 == 2 || kind % 8 == 3)
      a.v[i] = 0;
  }
  return a;
}

static void expect_carried(const struct hf_p256_element *a) {
  for (int i = 0; i < 8; i++)
    cr_assert_lt(a->v[i], 0x20000000u);
  cr_assert_lt(a->v[8], 0x4000000u);
}

/* a and b are the same modulo m. */
static void expect_same(const mpz_t a, const mpz_t b, const mpz_t m) {
  cr_assert(mpz_congruent_p(a, b, m));
}

Test(p256_field, products) {
  static const uint32_t times[][2] = {{1, 1}, {2, 2}, {4, 1}, {3, 1}};
  start(31);
  for (int i = 0; i < 40000; i++) {
    struct hf_p256_element a = loose(times[i % 4][0], i / 4), b = loose(times[i % 4][1], i / 32), c;
    value(x, &a);
    value(y, &b);
    hf_p256_multiply(&c, &a, &b);
    expect_carried(&c);
    value(got, &c);
    mpz_mul(want, x, y);
    mpz_mul_2exp(got, got, 261);
    expect_same(got, want, p);
    struct hf_p256_element in_place = a;
    hf_p256_multiply(&in_place, &in_place, &b);
    cr_assert_arr_eq(&in_place, &c, sizeof c);
  }
}

Test(p256_field, sums_and_differences) {
  start(32);
  for (int i = 0; i < 40000; i++) {
    struct hf_p256_element a = loose(3, i), b = loose(3, i / 8), c;
    value(x, &a);
    value(y, &b);
    hf_p256_add(&c, &a, &b);
    value(got, &c);
    mpz_add(want, x, y);
    cr_assert_eq(mpz_cmp(got, want), 0);
    hf_p256_subtract(&c, &a, &b);
    expect_carried(&c);
    value(got, &c);
    mpz_sub(want, x, y);
    expect_same(got, want, p);
  }
}

static void bytes_of(uint8_t out[32], const mpz_t v) {
  for (size_t i = 0; i < 32; i++)
    out[31 - i] = (uint8_t)(mpz_getlimbn(v, (mp_size_t)(i / 8)) >> (8 * (i % 8)));
}

static void number_of(mpz_t v, const uint8_t in[32]) {
  mpz_import(v, 32, 1, 1, 1, 0, in);
}

/* The numbers about 0, a modulus and 2^256; then at random. */
static void some_number(mpz_t v, const mpz_t modulus, int i) {
  uint8_t bytes[32];
  test_random_fill(&source, bytes, sizeof bytes);
  number_of(v, bytes);
  if (i < 4) {
    mpz_set_ui(v, (unsigned long)i);
  } else if (i < 12) {
    mpz_add_ui(v, modulus, (unsigned long)i);
    mpz_sub_ui(v, v, 8);
  } else if (i < 14) {
    mpz_set_ui(v, 1);
    mpz_mul_2exp(v, v, 256);
    mpz_sub_ui(v, v, (unsigned long)i - 11);
  }
}

Test(p256_field, elements_as_bytes_and_inverses) {
  uint8_t bytes[32];
  struct hf_p256_element a, b, product;
  start(33);
  for (int i = 0; i < 500; i++) {
    some_number(x, p, i);
    bytes_of(bytes, x);
    cr_assert_eq(hf_p256_element_read(&a, bytes), mpz_cmp(x, p) < 0, "%d", i);
    mpz_mod(want, x, p);
    cr_assert_eq(hf_p256_is_zero(&a), mpz_sgn(want) == 0, "%d", i);
    hf_p256_element_write(bytes, &a);
    number_of(got, bytes);
    cr_assert_eq(mpz_cmp(got, want), 0, "%d", i);
    hf_p256_invert(&b, &a);
    hf_p256_multiply(&product, &a, &b);
    hf_p256_element_write(bytes, &product);
    number_of(got, bytes);
    cr_assert_eq(mpz_cmp_ui(got, mpz_sgn(want) != 0), 0, "%d", i);
  }
}

/* p itself, with its own limbs and others, stands for 0. */
Test(p256_field, zero_in_all_its_forms) {
  struct hf_p256_element a = hf_p256_p;
  cr_assert(hf_p256_is_zero(&a));
  hf_p256_add(&a, &a, &hf_p256_p);
  cr_assert(hf_p256_is_zero(&a));
  a = hf_p256_p;
  a.v[0]--;
  cr_assert(!hf_p256_is_zero(&a));
  hf_p256_subtract(&a, &hf_p256_zero, &hf_p256_zero);
  cr_assert(hf_p256_is_zero(&a));
  hf_p256_subtract(&a, &hf_p256_one, &hf_p256_one);
  cr_assert(hf_p256_is_zero(&a));
}

Test(p256_field, scalars) {
  uint8_t bytes[32];
  struct hf_p256_element a, b, c;
  start(34);
  for (int i = 0; i < 500; i++) {
    some_number(x, n, i);
    bytes_of(bytes, x);
    cr_assert_eq(hf_p256_scalar_read(&a, bytes), mpz_sgn(x) > 0 && mpz_cmp(x, n) < 0, "%d", i);
    mpz_mod(x, x, n);
    value(got, &a);
    cr_assert_eq(mpz_cmp(got, x), 0);
    some_number(y, n, i / 16);
    bytes_of(bytes, y);
    (void)hf_p256_scalar_read(&b, bytes);
    hf_p256_scalar_multiply(&c, &a, &b);
    hf_p256_number_write(bytes, &c);
    number_of(got, bytes);
    cr_assert_lt(mpz_cmp(got, n), 0);
    mpz_mul_2exp(got, got, 261);
    mpz_mul(want, x, y);
    expect_same(got, want, n);
    hf_p256_scalar_invert(&c, &a);
    hf_p256_scalar_multiply(&c, &c, &b);
    value(got, &c);
    if (mpz_invert(want, x, n) == 0)
      mpz_set_ui(want, 0);
    mpz_mul(want, want, y);
    expect_same(got, want, n);
  }
}
