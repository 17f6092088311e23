/* ECDSA on P-256 (FIPS 186-4 6). */
#include "bytes.h"
#include "p256.h"
#include "p256_point.h"
#include "p256_scalar.h"

/* The leftmost 256 bits of the digest, or all of a shorter one, as a number modulo n. */
/*@ requires \valid(e) && \valid_read(digest + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns *e;
  @ ensures p256_within(*e, 1);
  @*/
static void digest_number(struct hf_p256_element *e, const uint8_t *digest, size_t n) {
  const size_t taken = n < HF_P256_BYTES ? n : HF_P256_BYTES;
  uint8_t bytes[HF_P256_BYTES];
  hf_fill(bytes, 0, HF_P256_BYTES - taken);
  hf_copy(bytes + (HF_P256_BYTES - taken), digest, taken);
  (void)hf_p256_scalar_read(e, bytes);
}

/* r = the x coordinate of u * G, modulo n; answers 1 where it is one of 1 .. n - 1. */
/*@ requires \valid(r) && \valid_read(u + (0 .. 31));
  @ HF_TOTAL;
  @ assigns *r;
  @ ensures p256_within(*r, 1) && \result <= 1;
  @*/
static uint32_t x_of(struct hf_p256_element *r, const uint8_t u[32]) {
  struct hf_p256_point p;
  uint8_t x[HF_P256_BYTES];
  uint32_t has = 0;
  hf_p256_combine(&p, u, NULL, NULL);
  has = hf_p256_point_x(x, &p);
  (void)hf_p256_scalar_read(r, x);
  return has * (1u - hf_p256_number_is_zero(r));
}

/* u = e / s and w = r / s, modulo n; answers whether r and s are of 1 .. n - 1. */
/*@ requires \valid(u + (0 .. 31)) && \valid(w + (0 .. 31)) && \separated(u + (0 .. 31), w + (0 .. 31));
  @ requires \valid_read(digest + (0 .. digest_n - 1)) && \valid_read(r + (0 .. 31)) && \valid_read(s + (0 .. 31));
  @ HF_TOTAL;
  @ assigns u[0 .. 31], w[0 .. 31];
  @*/
static bool factors(uint8_t u[32], uint8_t w[32], const uint8_t *digest, size_t digest_n, const uint8_t r[32],
                    const uint8_t s[32]) {
  struct hf_p256_element number;
  struct hf_p256_element inverse;
  if (hf_p256_scalar_read(&inverse, s) * hf_p256_scalar_read(&number, r) == 0u)
    return false;
  hf_p256_scalar_invert(&inverse, &inverse);
  hf_p256_scalar_multiply(&number, &number, &inverse);
  hf_p256_number_write(w, &number);
  digest_number(&number, digest, digest_n);
  hf_p256_scalar_multiply(&number, &number, &inverse);
  hf_p256_number_write(u, &number);
  return true;
}

/* The x coordinate of u * G + w * q stands where u was. */
bool hf_p256_verify(const uint8_t *point, size_t point_n, const uint8_t *digest, size_t digest_n, const uint8_t r[32],
                    const uint8_t s[32]) {
  struct hf_p256_multiples q;
  struct hf_p256_point sum;
  uint8_t u[HF_P256_BYTES];
  uint8_t w[HF_P256_BYTES];
  if (point_n != HF_P256_POINT_BYTES || !hf_p256_point_read(&q.of[0], point) || !factors(u, w, digest, digest_n, r, s))
    return false;
  hf_p256_multiples_make(&q);
  hf_p256_combine(&sum, u, w, &q);
  if (hf_p256_point_x(u, &sum) == 0u)
    return false;
  (void)hf_p256_scalar_read(&sum.x, u);
  (void)hf_p256_scalar_read(&sum.y, r);
  return hf_p256_number_same(&sum.x, &sum.y);
}

/* s = (e + r d) / k modulo n. */
bool hf_p256_sign(uint8_t r[32], uint8_t s[32], const uint8_t scalar[32], const uint8_t nonce[32],
                  const uint8_t *digest, size_t digest_n) {
  struct hf_p256_element d;
  struct hf_p256_element k;
  struct hf_p256_element x;
  struct hf_p256_element e;
  uint32_t made = hf_p256_scalar_read(&d, scalar);
  made *= hf_p256_scalar_read(&k, nonce);
  made *= x_of(&x, nonce);
  hf_p256_number_write(r, &x);
  digest_number(&e, digest, digest_n);
  hf_p256_scalar_from(&x, &x);
  hf_p256_scalar_multiply(&d, &d, &x);
  hf_p256_add(&e, &e, &d);
  hf_p256_scalar_invert(&k, &k);
  hf_p256_scalar_multiply(&e, &e, &k);
  hf_p256_number_write(s, &e);
  hf_wipe32(d.v, HF_P256_LIMBS);
  hf_wipe32(k.v, HF_P256_LIMBS);
  made *= 1u - hf_p256_number_is_zero(&e);
  return made == 1u;
}
