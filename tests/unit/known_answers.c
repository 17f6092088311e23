/* Known answers of our own (tests/vectors/known, made by OpenSSL; the script stands beside it), so that nothing hangs on vectors that
   may not be there: each primitive gives the answer, and takes no other. */
#include "crypto/cbc.h"
#include "crypto/gcm.h"
#include "crypto/hmac.h"
#include "crypto/signature.h"
#include "keys/prf.h"
#include "support/draws.h"
#include "support/paths.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIELDS 8
#define LONGEST 1024

static struct {
  uint8_t bytes[FIELDS][LONGEST];
  size_t n[FIELDS];
  unsigned long number; /* the first field, where it is one */
  size_t line;
} v;

static size_t from_hex(const char *hex, uint8_t *out) {
  size_t n = 0;
  if (*hex == '-')
    return 0;
  for (; hex[2 * n] != '\0'; n++) {
    unsigned byte = 0;
    cr_assert(n < LONGEST && sscanf(hex + 2 * n, "%2x", &byte) == 1, "line %zu", v.line);
    out[n] = (uint8_t)byte;
  }
  return n;
}

/* numbered: the first field is a decimal number. */
static void read_line(char *line, int numbered) {
  size_t field = 0;
  (void)strtok(line, " \n");
  for (char *word = strtok(NULL, " \n"); word != NULL; word = strtok(NULL, " \n")) {
    cr_assert_lt(field, FIELDS);
    if (numbered && field == 0)
      v.number = strtoul(word, NULL, 10);
    else
      v.n[field] = from_hex(word, v.bytes[field]);
    field++;
  }
}

/* Calls judge with each line of a kind; at least so many there must be. */
static void each(const char *kind, int numbered, void (*judge)(void), int least) {
  FILE *f = fopen("tests/vectors/known", "r");
  char line[8192];
  int judged = 0;
  cr_assert_not_null(f, "run this from the top of the tree");
  for (v.line = 1; fgets(line, sizeof line, f) != NULL; v.line++) {
    size_t n = strlen(kind);
    if (strncmp(line, kind, n) != 0 || line[n] != ' ')
      continue;
    read_line(line, numbered);
    judge();
    judged++;
  }
  fclose(f);
  cr_assert_geq(judged, least);
}

#define F(i) v.bytes[i], v.n[i]
#define SAME(got, field) cr_expect_arr_eq(got, v.bytes[field], v.n[field], "line %zu", v.line)

static void hash(void) {
  struct hf_hash h;
  uint8_t out[HF_HASH_MAX];
  cr_assert_eq(hf_hash_size((uint8_t)v.number), v.n[2]);
  for (size_t cut = 0; cut <= v.n[1]; cut++) {
    hf_hash_start(&h, (uint8_t)v.number);
    hf_hash_update(&h, v.bytes[1], cut);
    hf_hash_update(&h, v.bytes[1] + cut, v.n[1] - cut);
    hf_hash_finish(&h, out);
    SAME(out, 2);
  }
}

static void hmac(void) {
  struct hf_hmac_key k;
  struct hf_hash h;
  uint8_t out[HF_HASH_MAX];
  hf_hmac_key(&k, (uint8_t)v.number, F(1));
  hf_hmac_start(&h, &k);
  hf_hash_update(&h, F(2));
  hf_hmac_finish(&h, &k, out);
  SAME(out, 3);
}

static void prf(void) {
  uint8_t out[LONGEST];
  for (size_t cut = 0; cut <= v.n[3]; cut += 16) {
    hf_prf((uint8_t)v.number, F(1), F(2), v.bytes[3], cut, v.bytes[3] + cut, v.n[3] - cut, out, v.n[4]);
    SAME(out, 4);
  }
}

static void aes(void) {
  struct hf_aes k;
  uint8_t out[16];
  cr_assert_eq(hf_aes_encrypt_start(&k, F(0)), 0);
  hf_aes_encrypt(&k, v.bytes[1], out, 1);
  SAME(out, 2);
  cr_assert_eq(hf_aes_decrypt_start(&k, F(0)), 0);
  hf_aes_decrypt(&k, v.bytes[2], out, 1);
  SAME(out, 1);
}

static void cbc(void) {
  struct hf_aes k;
  uint8_t data[LONGEST];
  memcpy(data, v.bytes[2], v.n[2]);
  cr_assert_eq(hf_aes_encrypt_start(&k, F(0)), 0);
  hf_cbc_encrypt(&k, v.bytes[1], data, v.n[2]);
  SAME(data, 3);
  cr_assert_eq(hf_aes_decrypt_start(&k, F(0)), 0);
  hf_cbc_decrypt(&k, v.bytes[1], data, v.n[2]);
  SAME(data, 2);
}

/* One bit of the tag is another: nothing is opened. */
static void gcm(void) {
  struct hf_aes k;
  uint8_t h[16], tag[16], data[LONGEST];
  memcpy(data, v.bytes[3], v.n[3]);
  cr_assert_eq(hf_gcm_start(&k, h, F(0)), 0);
  hf_gcm_seal(&k, h, v.bytes[1], F(2), data, v.n[3], tag);
  SAME(data, 4);
  SAME(tag, 5);
  tag[v.line % 16] ^= 1;
  cr_expect_eq(hf_gcm_open(&k, h, v.bytes[1], F(2), data, v.n[3], tag), -1);
  SAME(data, 4);
  cr_expect_eq(hf_gcm_open(&k, h, v.bytes[1], F(2), data, v.n[3], v.bytes[5]), 0);
  SAME(data, 3);
}

static void chacha(void) {
  uint8_t tag[16], data[LONGEST];
  memcpy(data, v.bytes[3], v.n[3]);
  cr_assert_eq(hf_chacha20_poly1305_seal(v.bytes[0], v.bytes[1], F(2), data, v.n[3], tag), 0);
  SAME(data, 4);
  SAME(tag, 5);
  tag[v.line % 16] ^= 1;
  cr_expect_eq(hf_chacha20_poly1305_open(v.bytes[0], v.bytes[1], F(2), data, v.n[3], tag), -1);
  SAME(data, 4);
  cr_expect_eq(hf_chacha20_poly1305_open(v.bytes[0], v.bytes[1], F(2), data, v.n[3], v.bytes[5]), 0);
  SAME(data, 3);
}

/* A key pair of the scalar, which is drawn. */
static void point(void) {
  uint8_t scalar[HF_SCALAR_MAX], made[HF_POINT_MAX];
  struct test_replay replay = {v.bytes[1], v.n[1]};
  struct hf_random source = test_replay_source(&replay);
  cr_assert_eq(hf_ecdh_generate((uint16_t)v.number, &source, scalar, made), 0);
  SAME(scalar, 1);
  SAME(made, 2);
}

static void ecdh(void) {
  uint8_t x[HF_SCALAR_MAX];
  cr_assert_eq(hf_ecdh_agree((uint16_t)v.number, v.bytes[1], F(2), x), 0);
  SAME(x, 3);
  v.bytes[2][v.n[2] - 1] ^= 1; /* not on the curve */
  cr_expect_eq(hf_ecdh_agree((uint16_t)v.number, v.bytes[1], F(2), x), -1, "line %zu", v.line);
}

static int ecdsa_verifies(void) {
  return hf_ecdsa_verify((uint16_t)v.number, F(1), F(2), v.bytes[3], v.bytes[4]) == 0;
}

static void ecdsa(void) {
  cr_expect(ecdsa_verifies(), "line %zu", v.line);
  for (size_t field = 3; field <= 4; field++) {
    v.bytes[field][v.n[field] - 1] ^= 1;
    cr_expect_not(ecdsa_verifies(), "line %zu", v.line);
    v.bytes[field][v.n[field] - 1] ^= 1;
  }
  v.bytes[2][0] ^= 1;
  cr_expect_not(ecdsa_verifies(), "line %zu", v.line);
}

static uint8_t rsa_verifies(void) {
  struct hf_public_key key = {.kind = HF_KEY_RSA, .modulus = v.bytes[1], .exponent = v.bytes[2]};
  key.modulus_n = (uint16_t)v.n[1];
  key.exponent_n = (uint16_t)v.n[2];
  return hf_signature_verify((uint16_t)v.number, &key, F(3), F(4));
}

/* Signature and digest are those, whole; and so does the scheme, of which there are others with the same hash. */
static void rsa(void) {
  cr_expect_eq(rsa_verifies(), 0, "line %zu", v.line);
  for (size_t i = 0; i < v.n[4]; i += 17) {
    v.bytes[4][i] ^= 1;
    cr_expect_neq(rsa_verifies(), 0, "line %zu", v.line);
    v.bytes[4][i] ^= 1;
  }
  for (size_t i = 0; i < v.n[3]; i++) {
    v.bytes[3][i] ^= 1;
    cr_expect_neq(rsa_verifies(), 0, "line %zu", v.line);
    v.bytes[3][i] ^= 1;
  }
  v.number = v.number / 256 == 8 ? v.number % 256 * 256 + 1 : 0x0800 + v.number / 256;
  cr_expect_neq(rsa_verifies(), 0, "line %zu: under another scheme", v.line);
}

Test(known_answers, hashes) {
  for (size_t i = 0; i < test_paths_n; i++) {
    hf_processor_allow(test_paths[i]);
    each("hash", 1, hash, 36);
    each("hmac", 1, hmac, 37);
    each("prf", 1, prf, 31);
  }
}

Test(known_answers, ciphers) {
  for (size_t i = 0; i < test_paths_n; i++) {
    hf_processor_allow(test_paths[i]);
    each("aes", 0, aes, 3);
    each("cbc", 0, cbc, 6);
    each("gcm", 0, gcm, 55);
  }
  each("chacha", 0, chacha, 27);
}

Test(known_answers, curves) {
  each("point", 1, point, 9);
  each("ecdh", 1, ecdh, 9);
  each("ecdsa", 1, ecdsa, 27);
}

Test(known_answers, rsa) {
  each("rsa", 1, rsa, 8);
}
