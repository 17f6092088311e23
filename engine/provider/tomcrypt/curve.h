/* P-384 and P-521 with libtomcrypt's point arithmetic: a Montgomery ladder over GMP's integers. The ladder does the same
   point operations for each scalar, but the integers below it do not take the same time for all values. */
#ifndef HANDFAST_TOMCRYPT_CURVE_H
#define HANDFAST_TOMCRYPT_CURVE_H
#include "number.h"
#define GMP_DESC
#include <tomcrypt.h>

struct hf_curve {
  mpz_t p; /* the field's prime */
  mpz_t b; /* y^2 = x^3 - 3x + b */
  mpz_t n; /* the group's order, a prime */
  ecc_point *g;
  size_t size; /* bytes in a scalar or coordinate */
};

/* Readies a curve, to be given to hf_curve_end. 0; or -1: an unknown group, or no memory: nothing to end. */
int hf_curve_start(struct hf_curve *c, uint32_t group);
void hf_curve_end(struct hf_curve *c);

/* Coordinates of a point. */
mpz_ptr hf_x(const ecc_point *p);
mpz_ptr hf_y(const ecc_point *p);

/* Reads an uncompressed point (X9.62 4.3.6) that is on the curve; NULL: it is not. ltc_ecc_del_point frees it. */
ecc_point *hf_point_read(const struct hf_curve *c, const uint8_t *in, size_t n);

/* r = k * p, affine; 0 or -1. */
int hf_point_multiply(const struct hf_curve *c, mpz_t k, ecc_point *p, ecc_point *r);
#endif
