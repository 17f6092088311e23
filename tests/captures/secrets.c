#include "secrets.h"
#include "crypto/rsa.h"
#include <gmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int of_hex(const char *text, size_t n, uint8_t *out) {
  for (size_t i = 0; i < n; i++) {
    unsigned v;
    if (sscanf(text + 2 * i, "%2x", &v) != 1)
      return -1;
    out[i] = (uint8_t)v;
  }
  return 0;
}

int master_of_log(const struct bytes *log, const uint8_t random[32], uint8_t master[48]) {
  static const char label[] = "CLIENT_RANDOM ";
  const size_t n = sizeof label - 1, line = n + 64 + 1 + 96;
  char text[256];
  uint8_t of[32];
  for (size_t at = 0; at + line <= log->n; at++) {
    if ((at > 0 && log->p[at - 1] != '\n') || memcmp(log->p + at, label, n) != 0)
      continue;
    memcpy(text, log->p + at, line);
    text[line] = '\0';
    if (of_hex(text + n, 32, of) == 0 && memcmp(of, random, 32) == 0)
      return of_hex(text + n + 65, 48, master);
  }
  return -1;
}

static int base64_digit(uint8_t c) {
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const char *at = c != '\0' ? strchr(digits, c) : NULL;
  return at != NULL ? (int)(at - digits) : -1;
}

/* What stands between the first line and the next dash. */
static struct bytes der_of_pem(const struct bytes *pem) {
  struct bytes der = {NULL, 0};
  uint32_t bits = 0;
  int have = 0;
  const uint8_t *p = memchr(pem->p, '\n', pem->n);
  for (; p != NULL && p < pem->p + pem->n && *p != '-'; p++) {
    int digit = base64_digit(*p);
    if (digit < 0)
      continue;
    bits = (bits << 6 | (uint32_t)digit) & 0xffff;
    have += 6;
    if (have >= 8) {
      uint8_t byte = (uint8_t)(bits >> (have -= 8));
      append(&der, &byte, 1);
    }
  }
  return der;
}

/* The contents of the value at *at; *at moves behind its header, or behind it all. */
static struct bytes der_value(const struct bytes *der, size_t *at, int inside) {
  struct bytes v = {NULL, 0};
  if (*at + 2 > der->n)
    return v;
  size_t more = der->p[*at + 1] < 0x80 ? 0 : der->p[*at + 1] - 0x80u;
  if (more > 2 || *at + 2 + more > der->n)
    return v;
  v.n = more == 0 ? der->p[*at + 1] : big(der->p + *at + 2, more);
  v.p = der->p + *at + 2 + more;
  *at += 2 + more + (inside ? 0 : v.n);
  if (v.n > der->n - (size_t)(v.p - der->p))
    v.n = 0;
  return v;
}

static size_t power(const struct bytes *der, const uint8_t *in, size_t n, uint8_t *out, size_t room) {
  mpz_t number[4], x; /* version n e d */
  size_t at = 0, size = 0, used = 0;
  (void)der_value(der, &at, 1);
  for (int i = 0; i < 4; i++) {
    struct bytes v = der_value(der, &at, 0);
    mpz_init(number[i]);
    mpz_import(number[i], v.n, 1, 1, 1, 0, v.p);
  }
  mpz_init(x);
  mpz_import(x, n, 1, 1, 1, 0, in);
  size = (mpz_sizeinbase(number[1], 2) + 7) / 8;
  if (mpz_sgn(number[1]) > 0 && size <= room) {
    mpz_powm(x, x, number[3], number[1]);
    used = (mpz_sizeinbase(x, 2) + 7) / 8;
    memset(out, 0, size);
    mpz_export(out + size - used, NULL, 1, 1, 1, 0, x);
  } else
    size = 0;
  for (int i = 0; i < 4; i++)
    mpz_clear(number[i]);
  mpz_clear(x);
  return size;
}

int pre_master_of_key(const struct bytes *pem, const uint8_t *in, size_t n, const uint8_t version[2], uint8_t out[48]) {
  static const uint8_t random[48] = {0};
  uint8_t em[512];
  struct bytes der = der_of_pem(pem);
  size_t k = power(&der, in, n, em, sizeof em);
  free(der.p);
  if (k < 59 || k != n)
    return -1;
  hf_pkcs1_recover(em, k, version[0], version[1], random, out);
  return memcmp(out, random, 48) != 0 ? 0 : -1;
}
