#include "support/chains.h"
#include "generated/errors.h"
#include "x509/certificate.h"
#include "x509/chain.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

void test_chain_start(struct test_chain *t) {
  memset(t, 0, sizeof *t);
  hf_chain_start(&t->chain, t->buffer, sizeof t->buffer);
}

static int value(char c) {
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const char *at = c ? strchr(digits, c) : NULL;
  return at ? (int)(at - digits) : -1;
}

size_t test_pem_next(const char **text, uint8_t *out, size_t room) {
  const char *p = strstr(*text, "-----BEGIN CERTIFICATE-----");
  unsigned bits = 0, held = 0;
  size_t n = 0;
  if (!p)
    return 0;
  for (p += 27; *p && *p != '-'; p++) {
    if (value(*p) < 0)
      continue;
    bits = bits << 6 | (unsigned)value(*p);
    held += 6;
    if (held >= 8 && n < room) {
      held -= 8;
      out[n++] = (uint8_t)(bits >> held);
    }
  }
  *text = p;
  return n;
}

uint8_t test_chain_der(struct test_chain *t, const uint8_t *der, size_t n) {
  uint8_t error = hf_chain_certificate(&t->chain, (uint32_t)n);
  return error == HF_OK ? hf_chain_bytes(&t->chain, der, (uint32_t)n) : error;
}

uint8_t test_chain_pem(struct test_chain *t, const char *text) {
  static uint8_t der[CHAINS_BYTES];
  uint8_t error = HF_OK;
  for (size_t n = test_pem_next(&text, der, sizeof der); n > 0 && error == HF_OK;
       n = test_pem_next(&text, der, sizeof der))
    error = test_chain_der(t, der, n);
  return error;
}

void test_chain_anchor_der(struct test_chain *t, const uint8_t *der, size_t n) {
  uint8_t *at = t->anchor_bytes + t->anchor_bytes_n;
  uint8_t error;
  if (t->anchors_n == CHAINS_ANCHORS || n > sizeof t->anchor_bytes - t->anchor_bytes_n)
    abort();
  memcpy(at, der, n);
  t->anchor_bytes_n += n;
  error = hf_certificate_anchor(at, n, &t->anchors[t->anchors_n]);
  if (error == HF_OK)
    t->anchors_n++;
  else if (t->refused == HF_OK)
    t->refused = error;
}

void test_chain_anchor_pem(struct test_chain *t, const char *text) {
  static uint8_t der[CHAINS_BYTES];
  for (size_t n = test_pem_next(&text, der, sizeof der); n > 0; n = test_pem_next(&text, der, sizeof der))
    test_chain_anchor_der(t, der, n);
}

uint8_t test_chain_report(struct test_chain *t, struct hf_verify *how, struct hf_report *report) {
  how->anchors = t->anchors;
  how->anchors_n = t->anchors_n;
  return hf_chain_report(&t->chain, how, report);
}

long long test_time(const char *text) {
  struct tm when;
  memset(&when, 0, sizeof when);
  if (sscanf(text, "%d-%d-%dT%d:%d:%d", &when.tm_year, &when.tm_mon, &when.tm_mday, &when.tm_hour, &when.tm_min,
             &when.tm_sec) != 6)
    abort();
  when.tm_year -= 1900;
  when.tm_mon -= 1;
  return (long long)timegm(&when);
}
