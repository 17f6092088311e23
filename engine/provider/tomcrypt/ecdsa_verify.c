/* ECDSA verification (FIPS 186-4 6.4): P-256 by crypto/p256.h, P-384 and P-521 here. Nothing here is secret. */
#include "crypto/p256.h"
#include "curve.h"

/* The leftmost bits of the digest, as many as the order has: P-384's is whole bytes long, and P-521's longer than any digest. */
static void digest_number(mpz_t e, const struct hf_curve *c, const uint8_t *digest, size_t n) {
  hf_number_read(e, digest, n < c->size ? n : c->size);
}

static int in_range(const mpz_t v, const mpz_t n) {
  return mpz_sgn(v) > 0 && mpz_cmp(v, n) < 0;
}

/* The x coordinate of a + b, affine points that are not infinity, mod p; -1: the sum is infinity. libtomcrypt's own sum
   goes wrong where a is b or -b. */
static int sum_x(mpz_t x, const struct hf_curve *c, const ecc_point *a, const ecc_point *b) {
  mpz_t slope, t;
  int r = 0;
  mpz_inits(slope, t, (mpz_ptr)NULL);
  if (mpz_cmp(hf_x(a), hf_x(b)) != 0) {
    mpz_sub(t, hf_x(b), hf_x(a));
    mpz_sub(slope, hf_y(b), hf_y(a));
  } else if (mpz_cmp(hf_y(a), hf_y(b)) == 0) {
    mpz_mul_2exp(t, hf_y(a), 1);
    mpz_mul(slope, hf_x(a), hf_x(a));
    mpz_sub_ui(slope, slope, 1);
    mpz_mul_ui(slope, slope, 3);
  } else {
    r = -1;
  }
  if (r == 0 && mpz_invert(t, t, c->p) == 0)
    r = -1;
  if (r == 0) {
    mpz_mul(slope, slope, t);
    mpz_mul(x, slope, slope);
    mpz_sub(x, x, hf_x(a));
    mpz_sub(x, x, hf_x(b));
    mpz_mod(x, x, c->p);
  }
  mpz_clears(slope, t, (mpz_ptr)NULL);
  return r;
}

/* x of u1 * g + u2 * q; u2 is not 0 because r is not. */
static int combine(mpz_t x, const struct hf_curve *c, mpz_t u1, mpz_t u2, ecc_point *q) {
  ecc_point *a = ltc_ecc_new_point();
  ecc_point *b = ltc_ecc_new_point();
  int r = -1;
  if (a != NULL && b != NULL && hf_point_multiply(c, u2, q, b) == 0) {
    if (mpz_sgn(u1) == 0) {
      mpz_set(x, hf_x(b));
      r = 0;
    } else if (hf_point_multiply(c, u1, c->g, a) == 0) {
      r = sum_x(x, c, a, b);
    }
  }
  if (a != NULL)
    ltc_ecc_del_point(a);
  if (b != NULL)
    ltc_ecc_del_point(b);
  return r;
}

static int verify(const struct hf_curve *c, ecc_point *q, mpz_t e, const mpz_t r, const mpz_t s) {
  mpz_t w, u2, x;
  int result = -1;
  if (!in_range(r, c->n) || !in_range(s, c->n))
    return -1;
  mpz_inits(w, u2, x, (mpz_ptr)NULL);
  mpz_invert(w, s, c->n);
  mpz_mul(e, e, w);
  mpz_mod(e, e, c->n);
  mpz_mul(u2, r, w);
  mpz_mod(u2, u2, c->n);
  if (combine(x, c, e, u2, q) == 0) {
    mpz_mod(x, x, c->n);
    result = mpz_cmp(x, r) == 0 ? 0 : -1;
  }
  mpz_clears(w, u2, x, (mpz_ptr)NULL);
  return result;
}

int hf_ecdsa_verify(uint32_t group, const uint8_t *point, size_t point_n, const uint8_t *digest, size_t digest_n,
                    const uint8_t *r, const uint8_t *s) {
  struct hf_curve c;
  mpz_t e, r_number, s_number;
  ecc_point *q;
  int result = -1;
  if (group == HF_GROUP_SECP256R1)
    return hf_p256_verify(point, point_n, digest, digest_n, r, s) ? 0 : -1;
  if (hf_curve_start(&c, group) != 0)
    return -1;
  mpz_inits(e, r_number, s_number, (mpz_ptr)NULL);
  digest_number(e, &c, digest, digest_n);
  hf_number_read(r_number, r, c.size);
  hf_number_read(s_number, s, c.size);
  q = hf_point_read(&c, point, point_n);
  if (q != NULL) {
    result = verify(&c, q, e, r_number, s_number);
    ltc_ecc_del_point(q);
  }
  mpz_clears(e, r_number, s_number, (mpz_ptr)NULL);
  hf_curve_end(&c);
  return result;
}
