#include "curve.h"

#define UNCOMPRESSED 4u

static const ltc_ecc_set_type *set_of(uint32_t group) {
  const int size = group == HF_GROUP_SECP384R1 ? 48 : group == HF_GROUP_SECP521R1 ? 66 : 0;
  for (const ltc_ecc_set_type *s = ltc_ecc_sets; s->size > 0; s++)
    if (s->size == size)
      return s;
  return NULL;
}

int hf_curve_start(struct hf_curve *c, uint32_t group) {
  const ltc_ecc_set_type *s = set_of(group);
  if (s == NULL || hf_provider_start() != 0)
    return -1;
  c->g = ltc_ecc_new_point();
  if (c->g == NULL)
    return -1;
  c->size = (size_t)s->size;
  mpz_init_set_str(c->p, s->prime, 16);
  mpz_init_set_str(c->b, s->B, 16);
  mpz_init_set_str(c->n, s->order, 16);
  mpz_set_str(c->g->x, s->Gx, 16);
  mpz_set_str(c->g->y, s->Gy, 16);
  mpz_set_ui(c->g->z, 1);
  return 0;
}

void hf_curve_end(struct hf_curve *c) {
  mpz_clears(c->p, c->b, c->n, (mpz_ptr)NULL);
  ltc_ecc_del_point(c->g);
}

mpz_ptr hf_x(const ecc_point *p) {
  return p->x;
}

mpz_ptr hf_y(const ecc_point *p) {
  return p->y;
}

/* y^2 = x^3 - 3x + b mod p, and both below p. A point at infinity has no coordinates and never comes this far. */
static int is_on_curve(const struct hf_curve *c, const ecc_point *q) {
  mpz_t left, right;
  int on = mpz_cmp(hf_x(q), c->p) < 0 && mpz_cmp(hf_y(q), c->p) < 0;
  mpz_inits(left, right, (mpz_ptr)NULL);
  mpz_mul(left, hf_y(q), hf_y(q));
  mpz_mul(right, hf_x(q), hf_x(q));
  mpz_sub_ui(right, right, 3);
  mpz_mul(right, right, hf_x(q));
  mpz_add(right, right, c->b);
  on = on && mpz_congruent_p(left, right, c->p);
  mpz_clears(left, right, (mpz_ptr)NULL);
  return on;
}

ecc_point *hf_point_read(const struct hf_curve *c, const uint8_t *in, size_t n) {
  ecc_point *q;
  if (n != 2 * c->size + 1 || in[0] != UNCOMPRESSED)
    return NULL;
  q = ltc_ecc_new_point();
  if (q == NULL)
    return NULL;
  hf_number_read(hf_x(q), in + 1, c->size);
  hf_number_read(hf_y(q), in + 1 + c->size, c->size);
  mpz_set_ui(q->z, 1);
  if (!is_on_curve(c, q)) {
    ltc_ecc_del_point(q);
    return NULL;
  }
  return q;
}

int hf_point_multiply(const struct hf_curve *c, mpz_t k, ecc_point *p, ecc_point *r) {
  mpz_t modulus;
  int e;
  mpz_init_set(modulus, c->p);
  e = ltc_mp.ecc_ptmul(k, p, r, modulus, 1);
  mpz_clear(modulus);
  return e == CRYPT_OK ? 0 : -1;
}
