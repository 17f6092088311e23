/* A choice on bytes inside a message, read by the engine's parser: a ServerHello whose random is a constant is a HelloRetryRequest,
   and its key_share has another form. Each hello is read whole and in all pairs of chunks, and with each byte of its random changed.
   tests/gen/run.sh makes the tables of this from a copy of spec/ with one more entry, of three contexts. */
#include "parse/parse.h"
#include <stdio.h>
#include <string.h>

uint32_t hf_on_number(struct hf_connection *c, uint32_t binding, uint32_t value) {
  (void)c, (void)binding, (void)value;
  return HF_OK;
}

uint32_t hf_on_bytes(struct hf_connection *c, uint32_t binding, const uint8_t *in, uint32_t n) {
  (void)c, (void)binding, (void)in, (void)n;
  return HF_OK;
}

static const uint8_t retry[32] = {0xcf, 0x21, 0xad, 0x74, 0xe5, 0x9a, 0x61, 0x11, 0xbe, 0x1d, 0x8c,
                                  0x02, 0x1e, 0x65, 0xb8, 0x91, 0xc2, 0xa2, 0x11, 0x16, 0x7a, 0xbb,
                                  0x8c, 0x5e, 0x07, 0x9e, 0x09, 0xe2, 0xc8, 0xa8, 0x33, 0x9c};
static unsigned wrong;
static unsigned read_n;

/* A ServerHello with this random and a key_share extension (RFC 8446 4.2.8): of a group alone, or of a group and a share. */
static size_t make(uint8_t *m, const uint8_t *random, int is_share) {
  static const uint8_t data[] = {0, 29, 0, 1, 9};
  size_t n = is_share ? 5u : 2u;
  const uint8_t head[] = {2, 0, 0, (uint8_t)(38 + 2 + 4 + n), 3, 3};
  const uint8_t rest[] = {0, 0x13, 0x01, 0, 0, (uint8_t)(4 + n), 0, 51, 0, (uint8_t)n};
  memcpy(m, head, 6);
  memcpy(m + 6, random, 32);
  memcpy(m + 38, rest, 10);
  memcpy(m + 48, data, n);
  return 48 + n;
}

/* Reads it in two chunks, of which the first has `at' bytes. 1: it is a message, and its random was kept. */
static int reads(const uint8_t *m, size_t n, size_t at) {
  struct hf_parser p = {0};
  struct hf_kept k;
  hf_parse_start(&p, HF_ENTRY_HANDSHAKE);
  hf_parse(&p, &k, NULL, m, at);
  if (p.row != 0)
    hf_parse(&p, &k, NULL, m + at, n - at);
  read_n++;
  return p.row == 0 && p.error == HF_OK && memcmp(k.bytes, m + 6, 32) == 0;
}

static void expect(const uint8_t *random, int is_retry) {
  uint8_t m[64];
  for (int is_share = 0; is_share < 2; is_share++) {
    size_t n = make(m, random, is_share);
    for (size_t at = 0; at <= n; at++) {
      if (reads(m, n, at) == (is_share != is_retry))
        continue;
      wrong++;
      printf("%s hello, %s, cut at %zu: wrong\n", is_retry ? "retry" : "other", is_share ? "a share" : "a group", at);
    }
  }
}

/* An entry with three contexts reads the messages of all, and HANDSHAKE_TLS12_X509 those of two. */
static void expect_contexts(void) {
  static const uint8_t certificate[] = {11, 0, 0, 7, 0, 0, 4, 0, 0, 1, 0xaa};
  static const uint8_t share[] = {12, 0, 0, 9, 3, 0, 23, 1, 4, 4, 3, 0, 0};
  static const struct {
    uint32_t entry;
    const uint8_t *message;
    size_t n;
    int reads;
  } cases[] = {{HF_ENTRY_HANDSHAKE_ECDHE_X509, certificate, sizeof certificate, 1},
               {HF_ENTRY_HANDSHAKE_ECDHE_X509, share, sizeof share, 1},
               {HF_ENTRY_HANDSHAKE_TLS12_X509, certificate, sizeof certificate, 1},
               {HF_ENTRY_HANDSHAKE_TLS12_X509, share, sizeof share, 0}};
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    struct hf_parser p = {0};
    struct hf_kept k;
    hf_parse_start(&p, cases[i].entry);
    hf_parse(&p, &k, NULL, cases[i].message, cases[i].n);
    if ((p.row == 0 && p.error == HF_OK) == cases[i].reads)
      continue;
    wrong++;
    printf("case %zu of contexts: wrong\n", i);
  }
}

int main(void) {
  uint8_t random[32];
  expect_contexts();
  expect(retry, 1);
  for (size_t i = 0; i < 32; i++) {
    memcpy(random, retry, 32);
    random[i] ^= 0x80;
    expect(random, 0);
    random[i] ^= 0x81;
    expect(random, 0);
  }
  printf("%u hellos read, %u wrong\n", read_n, wrong);
  return wrong == 0 ? 0 : 1;
}
