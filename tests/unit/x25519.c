/* X25519: its field beside GMP, RFC 7748's answers, the edges, and the provider's seam. */
#include "crypto/x25519.h"
#include "crypto/x25519_field.h"
#include "handfast/provider.h"
#include "support/random.h"
#include "support/vectors.h"
#include <gmp.h>

static mpz_t p, x, y, want, got;
static struct test_random source;

static void start(uint64_t seed) {
  source.state = seed;
  mpz_init_set_ui(p, 1);
  mpz_mul_2exp(p, p, 255);
  mpz_sub_ui(p, p, 19);
  mpz_inits(x, y, want, got, (mpz_ptr)NULL);
}

/* The integer that the limbs say. */
static void value(mpz_t v, const struct hf_x25519_element *a) {
  mpz_set_ui(v, 0);
  for (unsigned i = 10; i-- > 0;) {
    mpz_mul_2exp(v, v, i % 2 == 0 ? 26 : 25);
    mpz_add_ui(v, v, a->v[i]);
  }
}

/* What limbs may be: tight, as products are; or loose, as sums are. */
static uint32_t limit(unsigned i, int tight) {
  if (!tight)
    return 0xc800001u;
  return i == 1 ? 0x2026002u : i % 2 == 0 ? 0x4000000u : 0x2000000u;
}

/* Limbs at random, all as large as they may be, all 0, or only one of them not. */
static struct hf_x25519_element some(int tight, int kind) {
  struct hf_x25519_element a;
  for (unsigned i = 0; i < 10; i++) {
    a.v[i] = (uint32_t)(test_random_next(&source) % limit(i, tight));
    if (kind % 8 == 1 || (kind % 8 == 3 && i == (unsigned)kind / 8 % 10))
      a.v[i] = limit(i, tight) - 1;
    else if (kind % 8 == 2 || kind % 8 == 3)
      a.v[i] = 0;
  }
  return a;
}

static void expect_tight(const struct hf_x25519_element *a) {
  for (unsigned i = 0; i < 10; i++)
    cr_assert_lt(a->v[i], limit(i, 1));
}

static void expect_product(const struct hf_x25519_element *made, const mpz_t a, const mpz_t b) {
  expect_tight(made);
  value(got, made);
  mpz_mul(want, a, b);
  cr_assert(mpz_congruent_p(got, want, p));
}

Test(x25519, products) {
  start(61);
  mpz_t small;
  mpz_init_set_ui(small, 121665);
  for (int i = 0; i < 20000; i++) {
    struct hf_x25519_element a = some(0, i), b = some(0, i / 8), c;
    value(x, &a);
    value(y, &b);
    hf_x25519_multiply(&c, &a, &b);
    expect_product(&c, x, y);
    hf_x25519_square(&c, &a);
    expect_product(&c, x, x);
    hf_x25519_multiply_small(&c, &a);
    expect_product(&c, x, small);
    hf_x25519_multiply(&a, &a, &b); /* in place */
    expect_product(&a, x, y);
    hf_x25519_square(&b, &b);
    expect_product(&b, y, y);
  }
  mpz_clear(small);
}

Test(x25519, sums_and_differences) {
  start(62);
  for (int i = 0; i < 20000; i++) {
    struct hf_x25519_element a = some(1, i), b = some(1, i / 8), c;
    value(x, &a);
    value(y, &b);
    hf_x25519_add(&c, &a, &b);
    value(got, &c);
    mpz_add(want, x, y);
    cr_assert_eq(mpz_cmp(got, want), 0);
    hf_x25519_subtract(&c, &a, &b);
    value(got, &c);
    mpz_sub(want, x, y);
    cr_assert(mpz_congruent_p(got, want, p));
    for (unsigned j = 0; j < 10; j++)
      cr_assert_lt(c.v[j], limit(j, 0));
  }
}

Test(x25519, swaps) {
  start(63);
  struct hf_x25519_element a = some(1, 0), b = some(1, 0);
  const struct hf_x25519_element a0 = a, b0 = b;
  hf_x25519_swap_if(0, &a, &b);
  cr_assert(memcmp(&a, &a0, sizeof a) == 0 && memcmp(&b, &b0, sizeof b) == 0);
  hf_x25519_swap_if(1, &a, &b);
  cr_assert(memcmp(&a, &b0, sizeof a) == 0 && memcmp(&b, &a0, sizeof b) == 0);
}

static void number_of(mpz_t v, const uint8_t in[32]) {
  mpz_import(v, 32, -1, 1, 1, 0, in);
}

/* Every element is written as the number below p; the highest bit of what is read does not count. */
Test(x25519, elements_as_bytes_and_inverses) {
  uint8_t bytes[32];
  start(64);
  for (int i = 0; i < 2000; i++) {
    struct hf_x25519_element a = some(1, i), b;
    value(x, &a);
    mpz_mod(want, x, p);
    hf_x25519_element_write(bytes, &a);
    number_of(got, bytes);
    cr_assert_eq(mpz_cmp(got, want), 0, "%d", i);
    hf_x25519_invert(&b, &a);
    hf_x25519_multiply(&b, &b, &a);
    hf_x25519_element_write(bytes, &b);
    number_of(got, bytes);
    cr_assert_eq(mpz_cmp_ui(got, mpz_sgn(want) != 0), 0, "%d", i);
    test_random_fill(&source, bytes, sizeof bytes);
    if (i < 80) /* about p */
      memset(bytes, 0xff, sizeof bytes), bytes[0] = (uint8_t)(0xd0 + i % 48);
    hf_x25519_element_read(&a, bytes);
    expect_tight(&a);
    bytes[31] &= 0x7f;
    number_of(want, bytes);
    value(got, &a);
    cr_assert_eq(mpz_cmp(got, want), 0, "%d", i);
  }
}

static void from_hex(uint8_t out[32], const char *hex) {
  struct octets o = octets_of_hex(hex);
  cr_assert_eq(o.n, 32);
  memcpy(out, o.p, 32);
  free(o.p);
}

static void agrees_as(const char *scalar, const char *point, const char *shared) {
  uint8_t k[32], u[32], s[32], made[32];
  from_hex(k, scalar);
  from_hex(u, point);
  from_hex(s, shared);
  cr_assert(hf_x25519_agree(made, k, u));
  cr_assert_arr_eq(made, s, 32);
}

/* RFC 7748 5.2. */
Test(x25519, known_answers) {
  agrees_as("a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4",
            "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c",
            "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552");
  agrees_as("4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d",
            "e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493",
            "95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957");
}

/* RFC 7748 5.2: scalar and point are 9 at first; then the scalar is what was made, and the point the scalar before. A million times
   takes minutes: HANDFAST_LONG=1. */
Test(x25519, iterated, .timeout = 600) {
  static const struct {
    int times;
    const char *made;
  } known[] = {{1, "422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079"},
               {1000, "684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51"},
               {1000000, "7c3911e0ab2586fd864497297e575e6f3bc601c0883c30df5f4dd2d24f665424"}};
  const size_t n = getenv("HANDFAST_LONG") != NULL ? 3 : 2;
  uint8_t k[32] = {9}, u[32] = {9}, made[32];
  int done = 0;
  for (size_t i = 0; i < n; i++) {
    for (; done < known[i].times; done++) {
      cr_assert(hf_x25519_agree(made, k, u));
      memcpy(u, k, 32);
      memcpy(k, made, 32);
    }
    from_hex(made, known[i].made);
    cr_assert_arr_eq(k, made, 32, "%d", done);
  }
}

/* RFC 7748 6.1: Alice's and Bob's. */
Test(x25519, key_pairs_known) {
  static const char *const scalars[] = {"77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a",
                                        "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb"};
  static const char *const points[] = {"8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a",
                                       "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f"};
  for (size_t i = 0; i < 2; i++) {
    uint8_t k[32], want_point[32], point[32];
    from_hex(k, scalars[i]);
    from_hex(want_point, points[i]);
    hf_x25519_public(point, k);
    cr_assert_arr_eq(point, want_point, 32);
    agrees_as(scalars[i], points[1 - i], "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");
  }
}

static int wycheproof_agrees(const json_t *group, const json_t *test) {
  struct octets point = octets_of_member(test, "public");
  struct octets scalar = octets_of_member(test, "private");
  struct octets shared = octets_of_member(test, "shared");
  uint8_t zero[32] = {0}, x25519[32];
  const int id = vectors_int(test, "tcId");
  (void)group;
  cr_assert(point.n == 32 && scalar.n == 32 && shared.n == 32);
  const int r = hf_ecdh_agree(HF_GROUP_X25519, scalar.p, point.p, 32, x25519);
  cr_assert_eq(r, memcmp(shared.p, zero, 32) != 0 ? 0 : -1, "tcId %d", id);
  cr_assert_arr_eq(x25519, shared.p, 32, "tcId %d", id); /* what is all zeroes is refused, and wiped */
  free(point.p);
  free(scalar.p);
  free(shared.p);
  return 1;
}

Test(x25519, wycheproof) {
  wycheproof("x25519_test", wycheproof_agrees, 518);
}

static int broken(void *context, uint8_t *out, size_t n) {
  (void)context;
  memset(out, 7, n);
  return -1;
}

Test(x25519, as_a_group_of_the_provider) {
  uint8_t a[33], b[33], to_a[33], to_b[33], made[33], again[33];
  const uint8_t zero[32] = {0};
  struct test_random r = {65};
  struct hf_random random = test_random_source(&r), no_random = {broken, NULL};
  memset(made, 0xee, sizeof made);
  memset(to_a, 0xee, sizeof to_a);
  cr_assert_eq(hf_ecdh_generate(HF_GROUP_X25519, &random, a, to_b), 0);
  cr_assert_eq(hf_ecdh_generate(HF_GROUP_X25519, &random, b, to_a), 0);
  cr_assert_eq(to_a[32], 0xee);
  cr_assert_eq(hf_ecdh_agree(HF_GROUP_X25519, a, to_a, 32, made), 0);
  cr_assert_eq(hf_ecdh_agree(HF_GROUP_X25519, b, to_b, 32, again), 0);
  cr_assert_arr_eq(made, again, 32);
  cr_assert_eq(made[32], 0xee);
  cr_assert_eq(hf_ecdh_agree(HF_GROUP_X25519, a, to_a, 31, made), -1);
  cr_assert_arr_eq(made, zero, 32);
  cr_assert_eq(hf_ecdh_agree(HF_GROUP_X25519, a, to_a, 33, made), -1);
  cr_assert_eq(hf_ecdh_generate(HF_GROUP_X25519, &no_random, a, to_a), -1);
  cr_assert(memcmp(a, zero, 32) == 0 && memcmp(to_a, zero, 32) == 0);
  cr_assert_eq(hf_point_check(HF_GROUP_X25519, to_b, 32), -1); /* no point with two coordinates */
}
