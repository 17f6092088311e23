#include "chacha20_poly1305.h"
#include "crypto/bytes.h"

#define BITS 0x3ffffffu /* 26 of them */

void hf_bare_poly1305_start(struct hf_bare_poly1305 *p, const uint8_t key[32]) {
  *p = (struct hf_bare_poly1305){{0}, {0}, {0}};
  p->r[0] = hf_bare_read32(key) & 0x3ffffffu; /* 2.5: some bits of r are cleared */
  p->r[1] = hf_bare_read32(key + 3) >> 2 & 0x3ffff03u;
  p->r[2] = hf_bare_read32(key + 6) >> 4 & 0x3ffc0ffu;
  p->r[3] = hf_bare_read32(key + 9) >> 6 & 0x3f03fffu;
  p->r[4] = hf_bare_read32(key + 12) >> 8 & 0x00fffffu;
  for (uint32_t i = 0; i < 4; i++)
    p->s[i] = hf_bare_read32(key + 16u + 4u * i);
}

/* h = (h + block + 2^128) * r mod 2^130 - 5, not wholly reduced: 2^130 is 5. */
static void take_block(struct hf_bare_poly1305 *p, const uint8_t block[16]) {
  uint32_t product[5];
  uint64_t sum = 0;
  p->h[0] += hf_bare_read32(block) & BITS;
  p->h[1] += hf_bare_read32(block + 3) >> 2 & BITS;
  p->h[2] += hf_bare_read32(block + 6) >> 4 & BITS;
  p->h[3] += hf_bare_read32(block + 9) >> 6 & BITS;
  p->h[4] += hf_bare_read32(block + 12) >> 8 | 0x1000000u;
  for (uint32_t i = 0; i < 5; i++) {
    for (uint32_t j = 0; j <= i; j++)
      sum += (uint64_t)p->h[j] * p->r[i - j];
    for (uint32_t j = i + 1u; j < 5; j++)
      sum += (uint64_t)p->h[j] * (5u * p->r[5u + i - j]);
    product[i] = (uint32_t)sum & BITS;
    sum >>= 26;
  }
  sum = product[0] + 5u * sum;
  p->h[0] = (uint32_t)sum & BITS;
  p->h[1] = product[1] + (uint32_t)(sum >> 26);
  for (uint32_t i = 2; i < 5; i++)
    p->h[i] = product[i];
  hf_wipe32(product, 5);
}

void hf_bare_poly1305_take(struct hf_bare_poly1305 *p, const uint8_t *in, size_t n) {
  uint8_t last[16] = {0};
  for (; n >= 16; n -= 16) {
    take_block(p, in);
    in += 16;
  }
  if (n > 0) {
    hf_copy(last, in, n);
    take_block(p, last);
  }
  hf_wipe(last, sizeof last);
}

/* Carries what is above 26 bits of each number to the next, and from the last, five times, to the first. */
static void carry(uint32_t h[5]) {
  for (uint32_t i = 0; i < 4; i++) {
    h[i + 1u] += h[i] >> 26;
    h[i] &= BITS;
  }
  h[0] += 5u * (h[4] >> 26);
  h[4] &= BITS;
}

/* h mod 2^130 - 5: h + 5 - 2^130 where that is not negative, else h. */
static void reduce(uint32_t h[5]) {
  uint32_t less[5], over = 5;
  for (uint32_t i = 0; i < 5; i++) {
    less[i] = (h[i] + over) & BITS;
    over = (h[i] + over) >> 26;
  }
  for (uint32_t i = 0; i < 5; i++)
    h[i] ^= (0u - over) & (h[i] ^ less[i]);
  hf_wipe32(less, 5);
}

void hf_bare_poly1305_finish(struct hf_bare_poly1305 *p, uint8_t tag[16]) {
  uint64_t sum = 0;
  for (uint32_t i = 0; i < 3; i++)
    carry(p->h);
  reduce(p->h);
  for (uint32_t i = 0; i < 4; i++) { /* 32 bits each, of two numbers of 26 */
    sum += (uint64_t)(p->h[i] >> (6u * i) | p->h[i + 1u] << (26u - 6u * i)) + p->s[i];
    hf_bare_write32(tag + 4u * i, (uint32_t)sum);
    sum >>= 32;
  }
  hf_wipe32(p->r, 5);
  hf_wipe32(p->h, 5);
  hf_wipe32(p->s, 4);
}
