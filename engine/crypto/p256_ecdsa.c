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

/* r = the x coordinate of u * G + w * q, modulo n; answers 1 where it is one of 1 .. n - 1. */
/*@ requires \valid(r);
  @ requires u == \null || \valid_read(u + (0 .. 31));
  @ requires q == \null || (\valid_read(w + (0 .. 31)) && \valid_read(q) && p256_carried(*q));
  @ HF_TOTAL;
  @ assigns *r;
  @ ensures p256_within(*r, 1) && \result <= 1;
  @*/
static uint32_t x_of(struct hf_p256_element *r, const uint8_t *u, const uint8_t *w, const struct hf_p256_point *q) {
  struct hf_p256_point p;
  uint8_t point[HF_P256_POINT_BYTES];
  uint32_t has = 0;
  hf_p256_combine(&p, u, w, q);
  has = hf_p256_point_write(point, &p);
  (void)hf_p256_scalar_read(r, point + 1);
  return has * (1u - hf_p256_number_is_zero(r));
}

bool hf_p256_verify(const uint8_t *point, size_t point_n, const uint8_t *digest, size_t digest_n, const uint8_t r[32],
                    const uint8_t s[32]) {
  struct hf_p256_point q;
  struct hf_p256_element number;
  struct hf_p256_element wanted;
  struct hf_p256_element inverse;
  struct hf_p256_element e;
  uint8_t u[HF_P256_BYTES];
  uint8_t w[HF_P256_BYTES];
  bool fit = point_n == HF_P256_POINT_BYTES && hf_p256_point_read(&q, point);
  if (!fit || hf_p256_scalar_read(&wanted, r) * hf_p256_scalar_read(&inverse, s) == 0u)
    return false;
  digest_number(&e, digest, digest_n);
  hf_p256_scalar_invert(&inverse, &inverse);
  hf_p256_scalar_multiply(&number, &e, &inverse);
  hf_p256_number_write(u, &number);
  hf_p256_scalar_multiply(&number, &wanted, &inverse);
  hf_p256_number_write(w, &number);
  fit = x_of(&number, u, w, &q) == 1u;
  return fit && hf_p256_number_same(&number, &wanted);
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
  made *= x_of(&x, nonce, NULL, NULL);
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
