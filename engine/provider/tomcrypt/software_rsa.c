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

/* libtomcrypt's rsa_import is not used: it aborts the process on some malformed input. */

/* Takes one DER element off the front of in[0 .. *n-1]: *at is where its content begins, *length its bytes. */
static int take(const uint8_t **in, size_t *n, uint8_t tag, const uint8_t **at, size_t *length) {
  const size_t more = *n >= 2 && (*in)[1] >= 0x80 ? (*in)[1] - 0x80u : 0u;
  size_t size = 0;
  if (*n < 2 || (*in)[0] != tag || more > 2 || ((*in)[1] >= 0x80 && more == 0) || *n < 2 + more)
    return -1;
  for (size_t i = 0; i < more; i++)
    size = size * 256 + (*in)[2 + i];
  if (more == 0)
    size = (*in)[1];
  if ((more > 0 && size < 0x80) || (more > 1 && size < 0x100) || size > *n - 2 - more)
    return -1;
  *at = *in + 2 + more;
  *length = size;
  *n -= 2 + more + size;
  *in = *at + size;
  return 0;
}

/* Takes an INTEGER, not negative, in its smallest form. */
static int take_number(const uint8_t **in, size_t *n, mpz_ptr z) {
  const uint8_t *at = NULL;
  size_t length = 0;
  if (take(in, n, 0x02, &at, &length) != 0 || length == 0 || length > HF_RSA_HANDSHAKE_MAX + 1 || at[0] >= 0x80)
    return -1;
  if (length > 1 && at[0] == 0 && at[1] < 0x80)
    return -1;
  hf_number_read(z, at, length);
  return 0;
}

static int read_numbers(struct hf_software_key *key, const uint8_t *in, size_t n) {
  static const enum part order[] = {N, E, D, P, Q, DP, DQ, QP}; /* RFC 8017 A.1.2 */
  mpz_t version;
  int r = 0;
  mpz_init(version);
  if (take_number(&in, &n, version) != 0 || mpz_sgn(version) != 0)
    r = -1;
  mpz_clear(version);
  for (size_t i = 0; r == 0 && i < sizeof order / sizeof order[0]; i++)
    r = take_number(&in, &n, key->number[order[i]]);
  return r == 0 && n == 0 ? 0 : -1;
}

int hf_software_rsa_read(struct hf_software_key *key, const uint8_t *der, size_t n) {
  const uint8_t *at = NULL;
  size_t length = 0;
  if (take(&der, &n, 0x30, &at, &length) != 0 || n != 0)
    return -1;
  for (size_t i = 0; i < sizeof key->number / sizeof key->number[0]; i++)
    if (ltc_mp.init(&key->number[i]) != CRYPT_OK)
      return -1;
  return read_numbers(key, at, length);
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
  return bits >= 2048 && bits <= 8 * HF_RSA_HANDSHAKE_MAX && mpz_odd_p((mpz_ptr)key->number[E]) &&
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
  uint8_t result[HF_RSA_HANDSHAKE_MAX];
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
    if (z == NULL)
      continue;
    if (z->_mp_alloc > 0)
      hf_wipe((uint8_t *)z->_mp_d, (size_t)z->_mp_alloc * sizeof(mp_limb_t));
    ltc_mp.deinit(z);
    key->number[i] = NULL;
  }
}
