#include "chacha20_poly1305.h"
#include "crypto/bytes.h"

static uint32_t turn(uint32_t x, uint32_t n) {
  return x << n | x >> (32u - n);
}

/* RFC 8439 2.1. */
static void quarter_round(uint32_t *a, uint32_t *b, uint32_t *c, uint32_t *d) {
  *a += *b;
  *d = turn(*d ^ *a, 16);
  *c += *d;
  *b = turn(*b ^ *c, 12);
  *a += *b;
  *d = turn(*d ^ *a, 8);
  *c += *d;
  *b = turn(*b ^ *c, 7);
}

/* Of the columns, and of the diagonals. */
static void double_round(uint32_t x[16]) {
  for (uint32_t i = 0; i < 4; i++)
    quarter_round(&x[i], &x[4u + i], &x[8u + i], &x[12u + i]);
  for (uint32_t i = 0; i < 4; i++)
    quarter_round(&x[i], &x[4u + (i + 1u) % 4u], &x[8u + (i + 2u) % 4u], &x[12u + (i + 3u) % 4u]);
}

void hf_bare_chacha20(uint8_t out[64], const uint8_t key[32], const uint8_t nonce[12], uint32_t count) {
  uint32_t start[16] = {0x61707865u, 0x3320646eu, 0x79622d32u, 0x6b206574u}, x[16];
  for (uint32_t i = 0; i < 8; i++)
    start[4u + i] = hf_bare_read32(key + 4u * i);
  start[12] = count;
  for (uint32_t i = 0; i < 3; i++)
    start[13u + i] = hf_bare_read32(nonce + 4u * i);
  for (uint32_t i = 0; i < 16; i++)
    x[i] = start[i];
  for (uint32_t i = 0; i < 10; i++)
    double_round(x);
  for (uint32_t i = 0; i < 16; i++)
    hf_bare_write32(out + 4u * i, x[i] + start[i]);
  hf_wipe32(start, 16);
  hf_wipe32(x, 16);
}
