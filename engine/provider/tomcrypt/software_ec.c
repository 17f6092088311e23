/* ECDSA signing (FIPS 186-4 6.3): P-256 by crypto/p256.h, P-384 and P-521 on libtomcrypt's point multiplication.

   libtomcrypt's own ecc_sign_hash is not used. Before 1.18.2 it inverted the nonce with the extended Euclidean algorithm
   unblinded, which told the nonce, and so the key, to whoever shares the caches (CVE-2018-12437). 1.18.2 blinds that
   inversion, but still multiplies the private key with r unblinded, by integers whose time depends on their values. Here
   the nonce is inverted by exponentiation (Fermat) with mpz_powm_sec, whose trace is the same for all values, and both
   the nonce and the private key are blinded with a fresh random factor before they meet any other arithmetic. */
#include "crypto/bytes.h"
#include "crypto/p256.h"
#include "curve.h"
#include "provider/own/curves.h"
#include "software.h"

#define TRIES 8

/* The numbers of one signature: d the private key, k the nonce, b the blinding factor, e the digest. */
struct signing {
  mpz_t d, k, b, e, r, s, t;
};

static void numbers_start(struct signing *w) {
  mpz_inits(w->d, w->k, w->b, w->e, w->r, w->s, w->t, (mpz_ptr)NULL);
}

static void numbers_end(struct signing *w) {
  hf_number_wipe(w->d);
  hf_number_wipe(w->k);
  hf_number_wipe(w->b);
  hf_number_wipe(w->e);
  hf_number_wipe(w->r);
  hf_number_wipe(w->s);
  hf_number_wipe(w->t);
}

static void multiply(mpz_t out, const mpz_t a, const mpz_t b, const mpz_t n) {
  mpz_mul(out, a, b);
  mpz_mod(out, out, n);
}

/* s = (b e + r (b d)) / (b k) mod n. */
static void finish(struct signing *w, const mpz_t n) {
  multiply(w->k, w->k, w->b, n);
  mpz_sub_ui(w->t, n, 2);
  mpz_powm_sec(w->k, w->k, w->t, n);
  multiply(w->d, w->d, w->b, n);
  multiply(w->d, w->d, w->r, n);
  multiply(w->s, w->e, w->b, n);
  mpz_add(w->s, w->s, w->d);
  multiply(w->s, w->s, w->k, n);
}

/* One try. 0: r and s are made; 1: one of them is 0, try again; -1. */
static int try_once(struct signing *w, const struct hf_curve *c, const struct hf_software_key *key) {
  int result = -1;
  ecc_point *q = ltc_ecc_new_point();
  if (q == NULL)
    return -1;
  hf_number_read(w->d, key->scalar, c->size);
  if (hf_number_random(w->k, c->n, key->random) == 0 && hf_number_random(w->b, c->n, key->random) == 0 &&
      hf_point_multiply(c, w->k, c->g, q) == 0) {
    mpz_mod(w->r, hf_x(q), c->n);
    finish(w, c->n);
    result = mpz_sgn(w->r) != 0 && mpz_sgn(w->s) != 0 ? 0 : 1;
  }
  ltc_ecc_del_point(q);
  return result;
}

int hf_software_ec_sign(const struct hf_software_key *key, const uint8_t *digest, size_t n, uint8_t *r, uint8_t *s) {
  struct hf_curve c;
  struct signing w;
  int result = 1;
  if (key->group == HF_GROUP_SECP256R1)
    return hf_sign_p256(key->random, key->scalar, digest, n, r, s);
  if (hf_curve_start(&c, key->group) != 0)
    return -1;
  numbers_start(&w);
  hf_number_read(w.e, digest, n < c.size ? n : c.size);
  for (int i = 0; i < TRIES && result == 1; i++)
    result = try_once(&w, &c, key);
  if (result == 0) {
    hf_number_write(r, c.size, w.r);
    hf_number_write(s, c.size, w.s);
  }
  numbers_end(&w);
  hf_curve_end(&c);
  return result == 0 ? 0 : -1;
}

int hf_software_ec_agrees(const struct hf_software_key *key) {
  struct hf_curve c;
  mpz_t d;
  int yes;
  if (key->group == HF_GROUP_SECP256R1)
    return hf_p256_is_scalar(key->scalar) ? 1 : 0;
  if (hf_curve_start(&c, key->group) != 0)
    return 0;
  mpz_init(d);
  hf_number_read(d, key->scalar, c.size);
  yes = mpz_sgn(d) > 0 && mpz_cmp(d, c.n) < 0;
  hf_number_wipe(d);
  hf_curve_end(&c);
  return yes;
}
