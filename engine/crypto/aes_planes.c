#include "crypto/aes_planes.h"
#include "crypto/bytes.h"

#define TWO32 0x100000000u
#define FIRSTS 0x1111111111111111u  /* the bits of block 0 */
#define SECONDS 0x2222222222222222u /* of block 1, and so on */
#define THIRDS 0x4444444444444444u
#define FOURTHS 0x8888888888888888u

/* The halves of a word. */
/*@ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == x % 4294967296;
  @*/
static uint32_t low_half(uint64_t x) {
  return (uint32_t)(x % TWO32);
}

/*@ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == x / 4294967296;
  @*/
static uint32_t high_half(uint64_t x) {
  return (uint32_t)(x / TWO32);
}

/* Rows 0 .. 3 of two columns: the bytes of the first into even places, those of the second into odd ones. */
/*@ HF_TOTAL;
  @ assigns \nothing;
  @*/
static uint64_t laced(uint32_t first, uint32_t second) {
  const uint64_t even = (first | (first * (uint64_t)0x10000u)) & 0x0000ffff0000ffffu;
  const uint64_t odd = (second | (second * (uint64_t)0x10000u)) & 0x0000ffff0000ffffu;
  const uint64_t low = (even | (even % 0x100000000000000u * 0x100u)) & 0x00ff00ff00ff00ffu;
  const uint64_t high = (odd | (odd % 0x100000000000000u * 0x100u)) & 0x00ff00ff00ff00ffu;
  return low | (high % 0x100000000000000u * 0x100u);
}

/* The bytes in even places of what was laced. */
/*@ HF_TOTAL;
  @ assigns \nothing;
  @*/
static uint32_t unlaced(uint64_t both) {
  const uint64_t pairs = both & 0x00ff00ff00ff00ffu;
  const uint64_t halves = (pairs | (pairs / 0x100u)) & 0x0000ffff0000ffffu;
  return low_half(halves | (halves / 0x10000u));
}

/* Row 0 of a column is its first byte, and stands lowest. */
/*@ requires \valid_read(p + (0 .. 3));
  @ HF_TOTAL;
  @ assigns \nothing;
  @*/
static uint32_t column(const uint8_t *p) {
  return p[3] * 0x1000000u + p[2] * 0x10000u + p[1] * 0x100u + p[0];
}

/*@ requires \valid(p + (0 .. 3));
  @ HF_TOTAL;
  @ assigns p[0 .. 3];
  @*/
static void put_column(uint8_t *p, uint32_t x) {
  p[0] = (uint8_t)(x % 0x100u);
  p[1] = (uint8_t)(x / 0x100u % 0x100u);
  p[2] = (uint8_t)(x / 0x10000u % 0x100u);
  p[3] = (uint8_t)(x / 0x1000000u);
}

/* Each of these exchanges bits of two words, so that the three of them turn squares of 8 by 8 bits over: bit j of word i becomes bit
   i of word j, in each byte of the words. */
/*@ requires \valid(a) && \valid(b);
  @ HF_TOTAL;
  @ assigns *a, *b;
  @*/
static void exchange1(uint64_t *a, uint64_t *b) {
  const uint64_t x = *a;
  const uint64_t y = *b;
  *a = (x & 0x5555555555555555u) | (y % 0x8000000000000000u * 2u & 0xaaaaaaaaaaaaaaaau);
  *b = (x / 2u & 0x5555555555555555u) | (y & 0xaaaaaaaaaaaaaaaau);
}

/*@ requires \valid(a) && \valid(b);
  @ HF_TOTAL;
  @ assigns *a, *b;
  @*/
static void exchange2(uint64_t *a, uint64_t *b) {
  const uint64_t x = *a;
  const uint64_t y = *b;
  *a = (x & 0x3333333333333333u) | (y % 0x4000000000000000u * 4u & 0xccccccccccccccccu);
  *b = (x / 4u & 0x3333333333333333u) | (y & 0xccccccccccccccccu);
}

/*@ requires \valid(a) && \valid(b);
  @ HF_TOTAL;
  @ assigns *a, *b;
  @*/
static void exchange4(uint64_t *a, uint64_t *b) {
  const uint64_t x = *a;
  const uint64_t y = *b;
  *a = (x & 0x0f0f0f0f0f0f0f0fu) | (y % 0x1000000000000000u * 16u & 0xf0f0f0f0f0f0f0f0u);
  *b = (x / 16u & 0x0f0f0f0f0f0f0f0fu) | (y & 0xf0f0f0f0f0f0f0f0u);
}

/*@ requires \valid(q + (0 .. 7));
  @ HF_TOTAL;
  @ assigns q[0 .. 7];
  @*/
static void turn_over(uint64_t *q) {
  /*@ loop invariant 0 <= i <= 8 && i % 2 == 0;
    @ loop assigns i, q[0 .. 7];
    @ loop variant 8 - i; */
  for (size_t i = 0; i < 8u; i += 2u)
    exchange1(q + i, q + i + 1u);
  /*@ loop invariant 0 <= i <= 8 && i % 4 == 0;
    @ loop assigns i, q[0 .. 7];
    @ loop variant 8 - i; */
  for (size_t i = 0; i < 8u; i += 4u) {
    exchange2(q + i, q + i + 2u);
    exchange2(q + i + 1u, q + i + 3u);
  }
  /*@ loop invariant 0 <= i <= 4;
    @ loop assigns i, q[0 .. 7];
    @ loop variant 4 - i; */
  for (size_t i = 0; i < 4u; i++)
    exchange4(q + i, q + i + 4u);
}

/* Word b holds columns 0 and 2 of block b, and word b + 4 columns 1 and 3. */
void hf_planes_of(uint64_t plane[8], const uint8_t in[64]) {
  /*@ loop invariant 0 <= b <= 4;
    @ loop assigns b, plane[0 .. 7];
    @ loop variant 4 - b; */
  for (size_t b = 0; b < 4u; b++) {
    const uint8_t *block = in + 16u * b;
    plane[b] = laced(column(block), column(block + 8));
    plane[b + 4u] = laced(column(block + 4), column(block + 12));
  }
  turn_over(plane);
}

void hf_planes_to(uint8_t out[64], uint64_t plane[8]) {
  turn_over(plane);
  /*@ loop invariant 0 <= b <= 4;
    @ loop assigns b, out[0 .. 63];
    @ loop variant 4 - b; */
  for (size_t b = 0; b < 4u; b++) {
    uint8_t *block = out + 16u * b;
    put_column(block, unlaced(plane[b]));
    put_column(block + 8, unlaced(plane[b] / 0x100u));
    put_column(block + 4, unlaced(plane[b + 4u]));
    put_column(block + 12, unlaced(plane[b + 4u] / 0x100u));
  }
}

void hf_planes_pack(uint32_t packed[4], const uint64_t plane[8]) {
  /*@ loop invariant 0 <= i <= 2;
    @ loop assigns i, packed[0 .. 3];
    @ loop variant 2 - i; */
  for (size_t i = 0; i < 2u; i++) {
    const uint64_t *q = plane + 4u * i;
    const uint64_t four = (q[0] & FIRSTS) | (q[1] & SECONDS) | (q[2] & THIRDS) | (q[3] & FOURTHS);
    packed[2u * i] = low_half(four);
    packed[2u * i + 1u] = high_half(four);
  }
}

/* x, moved up by one place, and by two. */
/*@ HF_TOTAL;
  @ assigns \nothing;
  @*/
static inline uint64_t up_one(uint64_t x) {
  return x % 0x8000000000000000u * 2u;
}

/*@ HF_TOTAL;
  @ assigns \nothing;
  @*/
static inline uint64_t up_two(uint64_t x) {
  return x % 0x4000000000000000u * 4u;
}

/* x has bits in the places of block 0 only: they go to all four. */
/*@ HF_TOTAL;
  @ assigns \nothing;
  @*/
static uint64_t spread(uint64_t x) {
  const uint64_t two = x | up_one(x);
  return two | up_two(two);
}

void hf_planes_add(uint64_t plane[8], const uint32_t packed[4]) {
  /*@ loop invariant 0 <= i <= 2;
    @ loop assigns i, plane[0 .. 7];
    @ loop variant 2 - i; */
  for (size_t i = 0; i < 2u; i++) {
    const uint64_t four = packed[2u * i] + packed[2u * i + 1u] * (uint64_t)TWO32;
    uint64_t *q = plane + 4u * i;
    q[0] = q[0] ^ spread(four & FIRSTS);
    q[1] = q[1] ^ spread(four / 2u & FIRSTS);
    q[2] = q[2] ^ spread(four / 4u & FIRSTS);
    q[3] = q[3] ^ spread(four / 8u & FIRSTS);
  }
}
