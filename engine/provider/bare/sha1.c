/* SHA-1 (FIPS 180-4 6.1): the compression. The engine asks for it in the MAC of old CBC suites, and nowhere in a signature. */
#include "compress.h"
#include "crypto/bytes.h"

static uint32_t turn(uint32_t x, uint32_t n) {
  return x << n | x >> (32u - n);
}

/* FIPS 180-4 4.1.1, 4.2.1: the function of a round and its constant. */
static uint32_t mixed(uint32_t b, uint32_t c, uint32_t d, uint32_t t) {
  if (t < 20)
    return ((b & c) ^ (~b & d)) + 0x5a827999u;
  if (t < 40)
    return (b ^ c ^ d) + 0x6ed9eba1u;
  if (t < 60)
    return ((b & c) ^ (b & d) ^ (c & d)) + 0x8f1bbcdcu;
  return (b ^ c ^ d) + 0xca62c1d6u;
}

/* As in sha512.c the variables stay in memory and turn: in round t, variable i of a .. e is v[(i - t) % 5], and 80 is 0 there. */
static void round_of(uint32_t v[5], uint32_t t, uint32_t word) {
  uint32_t *const b = &v[(81u - t) % 5u], *const e = &v[(84u - t) % 5u];
  *e += turn(v[(80u - t) % 5u], 5) + mixed(*b, v[(82u - t) % 5u], v[(83u - t) % 5u], t) + word;
  *b = turn(*b, 30);
}

void hf_bare_sha1(uint64_t state[5], const uint8_t *block) {
  uint32_t w[16], v[5];
  for (uint32_t i = 0; i < 16; i++)
    w[i] = hf_read32(block + 4u * i);
  for (uint32_t i = 0; i < 5; i++)
    v[i] = (uint32_t)state[i];
  for (uint32_t t = 0; t < 80; t++) {
    if (t >= 16)
      w[t % 16u] = turn(w[(t + 13u) % 16u] ^ w[(t + 8u) % 16u] ^ w[(t + 2u) % 16u] ^ w[t % 16u], 1);
    round_of(v, t, w[t % 16u]);
  }
  for (uint32_t i = 0; i < 5; i++)
    state[i] = (state[i] + v[i]) % 0x100000000u;
  hf_wipe32(w, 16);
  hf_wipe32(v, 5);
}
