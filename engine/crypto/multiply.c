#include "crypto/multiply.h"
#include "crypto/bytes.h"

#define TWO32 0x100000000u

/* a * b never wraps: a and b have 32 bits. */
/*@ requires a < 4294967296 && b < 4294967296;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == a * b;
  @*/
static uint64_t times(uint64_t a, uint64_t b) {
  /*@ assert a * b <= 4294967295 * 4294967295; */
  return a * b;
}

/* Bits k, k + 4, k + 8 ... of x into cut[k]. */
/*@ requires \valid(cut + (0 .. 3));
  @ HF_TOTAL;
  @ assigns cut[0 .. 3];
  @*/
static void cut_word(uint32_t *cut, uint32_t x) {
  cut[0] = x & 0x11111111u;
  cut[1] = x & 0x22222222u;
  cut[2] = x & 0x44444444u;
  cut[3] = x & 0x88888888u;
}

/* The carry-less product of x and the factor that y was cut from, 32 by 32 to 63 bits. Each column sums at most eight
   terms, so that four bits hold it and the lowest of them is its parity. */
/*@ requires \valid_read(y + (0 .. 3));
  @ HF_TOTAL;
  @ assigns \nothing;
  @*/
static uint64_t carryless(uint32_t x, const uint32_t *y) {
  const uint32_t x0 = x & 0x11111111u;
  const uint32_t x1 = x & 0x22222222u;
  const uint32_t x2 = x & 0x44444444u;
  const uint32_t x3 = x & 0x88888888u;
  const uint64_t z0 = times(x0, y[0]) ^ times(x1, y[3]) ^ times(x2, y[2]) ^ times(x3, y[1]);
  const uint64_t z1 = times(x0, y[1]) ^ times(x1, y[0]) ^ times(x2, y[3]) ^ times(x3, y[2]);
  const uint64_t z2 = times(x0, y[2]) ^ times(x1, y[1]) ^ times(x2, y[0]) ^ times(x3, y[3]);
  const uint64_t z3 = times(x0, y[3]) ^ times(x1, y[2]) ^ times(x2, y[1]) ^ times(x3, y[0]);
  return (z0 & 0x1111111111111111u) | (z1 & 0x2222222222222222u) | (z2 & 0x4444444444444444u) |
         (z3 & 0x8888888888888888u);
}

void hf_multiply_parts(uint32_t part[9], uint64_t high, uint64_t low) {
  part[0] = (uint32_t)(high / TWO32);
  part[1] = (uint32_t)(high % TWO32);
  part[2] = part[0] ^ part[1];
  part[3] = (uint32_t)(low / TWO32);
  part[4] = (uint32_t)(low % TWO32);
  part[5] = part[3] ^ part[4];
  part[6] = part[0] ^ part[3];
  part[7] = part[1] ^ part[4];
  part[8] = part[6] ^ part[7];
}

void hf_multiply_cut(uint32_t cut[36], const uint32_t part[9]) {
  /*@ loop invariant 0 <= i <= 9;
    @ loop assigns i, cut[0 .. 35];
    @ loop variant 9 - i; */
  for (size_t i = 0; i < 9u; i++)
    cut_word(cut + 4u * i, part[i]);
}

/* A product of 64 by 64 bits, high half first, from the three products of halves: high, low, sum. */
/*@ requires \valid(out + (0 .. 1)) && \valid_read(part + (0 .. 2)) && \valid_read(cut + (0 .. 11));
  @ requires \separated(out + (0 .. 1), cut + (0 .. 11));
  @ requires \separated(out + (0 .. 1), part + (0 .. 2));
  @ HF_TOTAL;
  @ assigns out[0 .. 1];
  @*/
static void product(uint64_t *out, const uint32_t *part, const uint32_t *cut) {
  const uint64_t high = carryless(part[0], cut);
  const uint64_t low = carryless(part[1], cut + 4);
  const uint64_t middle = carryless(part[2], cut + 8) ^ high ^ low;
  out[0] = high ^ (middle / TWO32);
  out[1] = low ^ (middle % TWO32 * TWO32);
}

/* The high word of what t in bits 64 .. 127 past the field's end amounts to: x^128 = 1 + x + x^2 + x^7. */
/*@ HF_TOTAL;
  @ assigns \nothing;
  @*/
static uint64_t folded(uint64_t t) {
  return t ^ (t / 2u) ^ (t / 4u) ^ (t / 128u);
}

/* What of it falls into the word behind. */
/*@ HF_TOTAL;
  @ assigns \nothing;
  @*/
static uint64_t spilled(uint64_t t) {
  return (t % 2u * 0x8000000000000000u) ^ (t % 4u * 0x4000000000000000u) ^ (t % 128u * 0x200000000000000u);
}

/* t, 255 bits, once to the left so that its top is x^0, and reduced into y. */
/*@ requires \valid(y + (0 .. 1)) && \valid_read(t + (0 .. 3)) && \separated(y + (0 .. 1), t + (0 .. 3));
  @ HF_TOTAL;
  @ assigns y[0 .. 1];
  @*/
static void reduce(uint64_t *y, const uint64_t *t) {
  const uint64_t top = 0x8000000000000000u;
  const uint64_t w0 = (t[0] % top * 2u) ^ (t[1] / top);
  const uint64_t w1 = (t[1] % top * 2u) ^ (t[2] / top);
  const uint64_t w3 = t[3] % top * 2u;
  const uint64_t w2 = (t[2] % top * 2u) ^ (t[3] / top) ^ spilled(w3);
  y[0] = w0 ^ folded(w2);
  y[1] = w1 ^ folded(w3) ^ spilled(w2);
}

void hf_multiply(uint64_t y[2], const uint32_t cut[36]) {
  uint32_t part[9];
  uint64_t high[2];
  uint64_t low[2];
  uint64_t middle[2];
  uint64_t t[4];
  hf_multiply_parts(part, y[0], y[1]);
  product(high, part, cut);
  product(low, part + 3, cut + 12);
  product(middle, part + 6, cut + 24);
  t[0] = high[0];
  t[1] = high[1] ^ middle[0] ^ high[0] ^ low[0];
  t[2] = low[0] ^ middle[1] ^ high[1] ^ low[1];
  t[3] = low[1];
  reduce(y, t);
}
