/* RSA's private operation, by libtomcrypt: with the Chinese remainder theorem, blinded. */
#include "crypto/bytes.h"
#include "number.h"
#include "software.h"
#define GMP_DESC
#include <tomcrypt.h>

enum part { E, D, N, P, Q, QP, DP, DQ };

static rsa_key as_rsa(const struct hf_software_key *key) {
  return (rsa_key){.type = PK_PRIVATE,
                   .e = key->number[E],
                   .d = key->number[D],
                   .N = key->number[N],
                   .p = key->number[P],
                   .q = key->number[Q],
                   .qP = key->number[QP],
                   .dP = key->number[DP],
                   .dQ = key->number[DQ]};
}

int hf_software_rsa_read(struct hf_software_key *key, const uint8_t *der, size_t n) {
  rsa_key k;
  if (rsa_import(der, n, &k) != CRYPT_OK)
    return -1;
  if (k.type != PK_PRIVATE) {
    rsa_free(&k);
    return -1;
  }
  key->number[E] = k.e;
  key->number[D] = k.d;
  key->number[N] = k.N;
  key->number[P] = k.p;
  key->number[Q] = k.q;
  key->number[QP] = k.qP;
  key->number[DP] = k.dP;
  key->number[DQ] = k.dQ;
  return 0;
}

/* e * d = 1 mod p - 1, where d may come reduced by it. */
static int inverts(const struct hf_software_key *key, enum part d, enum part p) {
  mpz_t order, product;
  int yes;
  mpz_inits(order, product, (mpz_ptr)NULL);
  mpz_sub_ui(order, key->number[p], 1);
  mpz_mul(product, key->number[E], key->number[d]);
  mpz_sub_ui(product, product, 1);
  yes = mpz_sgn(order) > 0 && mpz_divisible_p(product, order);
  hf_number_wipe(order);
  hf_number_wipe(product);
  return yes;
}

static int factors(const struct hf_software_key *key) {
  mpz_t t;
  int yes;
  mpz_init(t);
  mpz_mul(t, key->number[P], key->number[Q]);
  yes = mpz_cmp(t, key->number[N]) == 0;
  mpz_mul(t, key->number[Q], key->number[QP]);
  mpz_sub_ui(t, t, 1);
  yes = yes && mpz_sgn((mpz_ptr)key->number[P]) > 0 && mpz_divisible_p(t, key->number[P]);
  hf_number_wipe(t);
  return yes;
}

int hf_software_rsa_agrees(const struct hf_software_key *key) {
  const size_t bits = mpz_sizeinbase(key->number[N], 2);
  return bits >= 2048 && bits <= 8 * HF_RSA_MAX && mpz_odd_p((mpz_ptr)key->number[E]) &&
         mpz_cmp_ui((mpz_ptr)key->number[E], 3) >= 0 && factors(key) && inverts(key, D, P) && inverts(key, D, Q) &&
         inverts(key, DP, P) && inverts(key, DQ, Q);
}

/* out ^ e == in mod n? One wrong bit in either half of the computation would give the factors away (Boneh, DeMillo,
   Lipton), so nothing leaves unchecked. */
static int undoes(const struct hf_software_key *key, const uint8_t *in, size_t n, const uint8_t *out) {
  mpz_t x, y;
  int yes;
  mpz_inits(x, y, (mpz_ptr)NULL);
  hf_number_read(x, in, n);
  hf_number_read(y, out, n);
  mpz_powm(y, y, key->number[E], key->number[N]);
  yes = mpz_cmp(x, y) == 0;
  hf_number_wipe(x);
  hf_number_wipe(y);
  return yes;
}

/* `out` may be `in`: what came in is kept aside for the check. */
int hf_software_rsa_private(const struct hf_software_key *key, const uint8_t *in, size_t n, uint8_t *out) {
  rsa_key k = as_rsa(key);
  uint8_t result[HF_RSA_MAX];
  unsigned long out_n = n;
  int r = -1;
  if (n > sizeof result || n != (mpz_sizeinbase(k.N, 2) + 7) / 8)
    return -1;
  hf_random_use(key->random);
  if (rsa_exptmod(in, n, result, &out_n, PK_PRIVATE, &k) == CRYPT_OK && out_n == n && undoes(key, in, n, result))
    r = 0;
  hf_random_use(NULL);
  if (r == 0)
    hf_copy(out, result, n);
  hf_wipe(result, n);
  return r;
}

void hf_software_rsa_free(struct hf_software_key *key) {
  for (size_t i = 0; i < sizeof key->number / sizeof key->number[0]; i++) {
    mpz_ptr z = key->number[i];
    if (z != NULL)
      hf_wipe((uint8_t *)z->_mp_d, (size_t)z->_mp_alloc * sizeof(mp_limb_t));
  }
  rsa_key k = as_rsa(key);
  rsa_free(&k);
}
