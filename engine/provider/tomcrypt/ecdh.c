/* Ephemeral Diffie-Hellman (RFC 8422 5.10, 5.11): P-256 and X25519 by crypto/p256.h and x25519.h, P-384 and P-521 by
   libtomcrypt. */
#include "crypto/bytes.h"
#include "crypto/p256.h"
#include "crypto/x25519.h"
#include "curve.h"
#include "provider/own/curves.h"

static int generate(const struct hf_curve *c, const struct hf_random *random, uint8_t *scalar, uint8_t *point) {
  mpz_t k;
  int r = -1;
  ecc_point *q = ltc_ecc_new_point();
  if (q == NULL)
    return -1;
  mpz_init(k);
  if (hf_number_random(k, c->n, random) == 0 && hf_point_multiply(c, k, c->g, q) == 0) {
    hf_number_write(scalar, c->size, k);
    point[0] = 4;
    hf_number_write(point + 1, c->size, hf_x(q));
    hf_number_write(point + 1 + c->size, c->size, hf_y(q));
    r = 0;
  }
  hf_number_wipe(k);
  ltc_ecc_del_point(q);
  return r;
}

static size_t scalar_size(uint32_t group) {
  if (group == HF_GROUP_SECP521R1)
    return HF_SCALAR_MAX;
  return group == HF_GROUP_SECP384R1 ? 48 : HF_P256_BYTES;
}

int hf_ecdh_generate(uint32_t group, const struct hf_random *random, uint8_t *scalar, uint8_t *point) {
  const size_t size = scalar_size(group);
  struct hf_curve c;
  int r = -1;
  if (group == HF_GROUP_SECP256R1) {
    r = hf_generate_p256(random, scalar, point);
  } else if (group == HF_GROUP_X25519) {
    r = hf_generate_x25519(random, scalar, point);
  } else if (hf_curve_start(&c, group) == 0) {
    r = generate(&c, random, scalar, point);
    hf_curve_end(&c);
  }
  if (r != 0) {
    hf_wipe(scalar, size);
    hf_wipe(point, group == HF_GROUP_X25519 ? HF_X25519_BYTES : 2 * size + 1);
  }
  return r;
}

/* The order is a prime and the cofactor is 1: no point of the curve is in a small subgroup, and k * q is not infinity for
   1 <= k < n. */
static int agree(const struct hf_curve *c, const uint8_t *scalar, ecc_point *q, uint8_t *x) {
  mpz_t k;
  int r = -1;
  ecc_point *shared = ltc_ecc_new_point();
  if (shared == NULL)
    return -1;
  mpz_init(k);
  hf_number_read(k, scalar, c->size);
  if (mpz_sgn(k) > 0 && mpz_cmp(k, c->n) < 0 && hf_point_multiply(c, k, q, shared) == 0) {
    hf_number_write(x, c->size, hf_x(shared));
    r = 0;
  }
  hf_number_wipe(k);
  mpz_set_ui(hf_y(shared), 0);
  hf_wipe((uint8_t *)hf_x(shared)->_mp_d, (size_t)hf_x(shared)->_mp_alloc * sizeof(mp_limb_t));
  ltc_ecc_del_point(shared);
  return r;
}

static int agree_on_curve(uint32_t group, const uint8_t *scalar, const uint8_t *point, size_t point_n, uint8_t *x) {
  struct hf_curve c;
  ecc_point *q;
  int r = -1;
  if (hf_curve_start(&c, group) != 0)
    return -1;
  q = hf_point_read(&c, point, point_n);
  if (q != NULL) {
    r = agree(&c, scalar, q, x);
    ltc_ecc_del_point(q);
  }
  hf_curve_end(&c);
  return r;
}

int hf_ecdh_agree(uint32_t group, const uint8_t *scalar, const uint8_t *point, size_t point_n, uint8_t *x) {
  int r = -1;
  if (group == HF_GROUP_SECP256R1)
    r = hf_p256_agree(x, scalar, point, point_n) ? 0 : -1;
  else if (group == HF_GROUP_X25519)
    r = point_n == HF_X25519_BYTES && hf_x25519_agree(x, scalar, point) ? 0 : -1;
  else if (group == HF_GROUP_SECP384R1 || group == HF_GROUP_SECP521R1)
    r = agree_on_curve(group, scalar, point, point_n, x);
  if (r != 0)
    hf_wipe(x, scalar_size(group));
  return r;
}

int hf_point_check(uint32_t group, const uint8_t *point, size_t point_n) {
  struct hf_curve c;
  ecc_point *q;
  if (group == HF_GROUP_SECP256R1)
    return hf_p256_point_check(point, point_n) ? 0 : -1;
  if (hf_curve_start(&c, group) != 0)
    return -1;
  q = hf_point_read(&c, point, point_n);
  if (q != NULL)
    ltc_ecc_del_point(q);
  hf_curve_end(&c);
  return q != NULL ? 0 : -1;
}
