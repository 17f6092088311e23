#include "crypto/sha256.h"

#define ROUNDS 64u
#define SCHEDULE 16u  /* words of the message schedule that are kept: those of the last sixteen rounds */
#define LENGTH_AT 56u /* where in a last block the length stands */

const uint32_t hf_sha256_constant[ROUNDS] = {
    0x428a2f98u, 0x71374491u, 0xb5c0fbcfu, 0xe9b5dba5u, 0x3956c25bu, 0x59f111f1u, 0x923f82a4u, 0xab1c5ed5u,
    0xd807aa98u, 0x12835b01u, 0x243185beu, 0x550c7dc3u, 0x72be5d74u, 0x80deb1feu, 0x9bdc06a7u, 0xc19bf174u,
    0xe49b69c1u, 0xefbe4786u, 0x0fc19dc6u, 0x240ca1ccu, 0x2de92c6fu, 0x4a7484aau, 0x5cb0a9dcu, 0x76f988dau,
    0x983e5152u, 0xa831c66du, 0xb00327c8u, 0xbf597fc7u, 0xc6e00bf3u, 0xd5a79147u, 0x06ca6351u, 0x14292967u,
    0x27b70a85u, 0x2e1b2138u, 0x4d2c6dfcu, 0x53380d13u, 0x650a7354u, 0x766a0abbu, 0x81c2c92eu, 0x92722c85u,
    0xa2bfe8a1u, 0xa81a664bu, 0xc24b8b70u, 0xc76c51a3u, 0xd192e819u, 0xd6990624u, 0xf40e3585u, 0x106aa070u,
    0x19a4c116u, 0x1e376c08u, 0x2748774cu, 0x34b0bcb5u, 0x391c0cb3u, 0x4ed8aa4au, 0x5b9cca4fu, 0x682e6ff3u,
    0x748f82eeu, 0x78a5636fu, 0x84c87814u, 0x8cc70208u, 0x90befffau, 0xa4506cebu, 0xbef9a3f7u, 0xc67178f2u};

/* A sum modulo 2^32. */
/*@ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == (a + b) % 4294967296;
  @*/
static inline uint32_t sum(uint32_t a, uint32_t b) {
  return (uint32_t)(((uint64_t)a + b) % 0x100000000u);
}

/* x turned to the right by as many bits as `low` is a power of two; low * high is 2^32. A macro, for no compiler may take a divisor
   from elsewhere: x is secret. */
#define TURNED(x, low, high) ((x) / (low) + (x) % (low) * (high))

/* FIPS 180-4 4.1.2: Ch, Maj, and the four sums of turned words. */
/*@ HF_TOTAL;
  @ assigns \nothing;
  @*/
static inline uint32_t choice(uint32_t x, uint32_t y, uint32_t z) {
  return z ^ (x & (y ^ z));
}

/*@ HF_TOTAL;
  @ assigns \nothing;
  @*/
static inline uint32_t majority(uint32_t x, uint32_t y, uint32_t z) {
  return (x & y) | (z & (x | y));
}

/*@ HF_TOTAL;
  @ assigns \nothing;
  @*/
static inline uint32_t big_sigma0(uint32_t x) {
  return TURNED(x, 0x4u, 0x40000000u) ^ TURNED(x, 0x2000u, 0x80000u) ^ TURNED(x, 0x400000u, 0x400u);
}

/*@ HF_TOTAL;
  @ assigns \nothing;
  @*/
static inline uint32_t big_sigma1(uint32_t x) {
  return TURNED(x, 0x40u, 0x4000000u) ^ TURNED(x, 0x800u, 0x200000u) ^ TURNED(x, 0x2000000u, 0x80u);
}

/*@ HF_TOTAL;
  @ assigns \nothing;
  @*/
static inline uint32_t small_sigma0(uint32_t x) {
  return TURNED(x, 0x80u, 0x2000000u) ^ TURNED(x, 0x40000u, 0x4000u) ^ (x / 0x8u);
}

/*@ HF_TOTAL;
  @ assigns \nothing;
  @*/
static inline uint32_t small_sigma1(uint32_t x) {
  return TURNED(x, 0x20000u, 0x8000u) ^ TURNED(x, 0x80000u, 0x2000u) ^ (x / 0x400u);
}

/* The message schedule, sixteen words on (FIPS 180-4 6.2.2, step 1). */
/*@ requires \valid(w + (0 .. 15));
  @ HF_TOTAL;
  @ assigns w[0 .. 15];
  @*/
static void go_on(uint32_t *w) {
  /*@ loop invariant 0 <= i <= 16;
    @ loop assigns i, w[0 .. 15];
    @ loop variant 16 - i; */
  for (size_t i = 0; i < SCHEDULE; i++)
    w[i] = sum(sum(w[i], small_sigma0(w[(i + 1u) % SCHEDULE])),
               sum(w[(i + 9u) % SCHEDULE], small_sigma1(w[(i + 14u) % SCHEDULE])));
}

/* T1 and T2 of step 3; kw is the sum of a constant and a word of the schedule. */
/*@ HF_TOTAL;
  @ assigns \nothing;
  @*/
static inline uint32_t first(uint32_t e, uint32_t f, uint32_t g, uint32_t h, uint32_t kw) {
  return sum(sum(h, big_sigma1(e)), sum(choice(e, f, g), kw));
}

/*@ HF_TOTAL;
  @ assigns \nothing;
  @*/
static inline uint32_t second(uint32_t a, uint32_t b, uint32_t c) {
  return sum(big_sigma0(a), majority(a, b, c));
}

/* Four rounds of step 3: v holds a .. h. Each round would move all of them by one; here each takes the part of the one before. */
/*@ requires \valid(v + (0 .. 7)) && \valid_read(k + (0 .. 3)) && \valid_read(w + (0 .. 3));
  @ HF_TOTAL;
  @ assigns v[0 .. 7];
  @*/
static inline void four_rounds(uint32_t *v, const uint32_t *k, const uint32_t *w) {
  const uint32_t a = v[0];
  const uint32_t b = v[1];
  const uint32_t c = v[2];
  const uint32_t e = v[4];
  const uint32_t f = v[5];
  const uint32_t g = v[6];
  const uint32_t t0 = first(e, f, g, v[7], sum(k[0], w[0]));
  const uint32_t e0 = sum(v[3], t0);
  const uint32_t a0 = sum(t0, second(a, b, c));
  const uint32_t t1 = first(e0, e, f, g, sum(k[1], w[1]));
  const uint32_t e1 = sum(c, t1);
  const uint32_t a1 = sum(t1, second(a0, a, b));
  const uint32_t t2 = first(e1, e0, e, f, sum(k[2], w[2]));
  const uint32_t e2 = sum(b, t2);
  const uint32_t a2 = sum(t2, second(a1, a0, a));
  const uint32_t t3 = first(e2, e1, e0, e, sum(k[3], w[3]));
  v[7] = e0;
  v[6] = e1;
  v[5] = e2;
  v[4] = sum(a, t3);
  v[3] = a0;
  v[2] = a1;
  v[1] = a2;
  v[0] = sum(t3, second(a2, a1, a0));
}

/* A block into the chaining value; v and w are of no use behind it. */
/*@ requires \valid(state + (0 .. 7)) && \valid_read(in + (0 .. 63)) && \valid(v + (0 .. 7)) && \valid(w + (0 .. 15));
  @ requires \separated(state + (0 .. 7), v + (0 .. 7));
  @ requires \separated(state + (0 .. 7), w + (0 .. 15));
  @ requires \separated(v + (0 .. 7), w + (0 .. 15));
  @ HF_TOTAL;
  @ assigns state[0 .. 7], v[0 .. 7], w[0 .. 15];
  @*/
static void compress(uint32_t *restrict state, const uint8_t *in, uint32_t *restrict v, uint32_t *restrict w) {
  /*@ loop invariant 0 <= i <= 16;
    @ loop assigns i, w[0 .. 15];
    @ loop variant 16 - i; */
  for (size_t i = 0; i < SCHEDULE; i++)
    w[i] = hf_read32(in + 4u * i);
  /*@ loop invariant 0 <= i <= 8;
    @ loop assigns i, v[0 .. 7];
    @ loop variant 8 - i; */
  for (size_t i = 0; i < HF_SHA256_WORDS; i++)
    v[i] = state[i];
  /*@ loop invariant 0 <= i <= 64 && i % 4 == 0;
    @ loop assigns i, v[0 .. 7], w[0 .. 15];
    @ loop variant 64 - i; */
  for (size_t i = 0; i < ROUNDS; i += 4u) {
    if (i % SCHEDULE == 0u && i > 0u)
      go_on(w);
    four_rounds(v, hf_sha256_constant + i, w + i % SCHEDULE);
  }
  /*@ loop invariant 0 <= i <= 8;
    @ loop assigns i, state[0 .. 7];
    @ loop variant 8 - i; */
  for (size_t i = 0; i < HF_SHA256_WORDS; i++)
    state[i] = sum(state[i], v[i]);
}

void hf_sha256_initial(uint32_t state[8]) {
  static const uint32_t initial[HF_SHA256_WORDS] = {0x6a09e667u, 0xbb67ae85u, 0x3c6ef372u, 0xa54ff53au,
                                                    0x510e527fu, 0x9b05688cu, 0x1f83d9abu, 0x5be0cd19u};
  /*@ loop invariant 0 <= i <= 8;
    @ loop assigns i, state[0 .. 7];
    @ loop variant 8 - i; */
  for (size_t i = 0; i < HF_SHA256_WORDS; i++)
    state[i] = initial[i];
}

void hf_plain_sha256(uint32_t state[8], const uint8_t *in, size_t n) {
  uint32_t v[HF_SHA256_WORDS];
  uint32_t w[SCHEDULE];
  /*@ loop invariant 0 <= i <= n;
    @ loop assigns i, state[0 .. 7], v[0 .. 7], w[0 .. 15];
    @ loop variant n - i; */
  for (size_t i = 0; i < n; i++)
    compress(state, in + HF_SHA256_BLOCK * i, v, w);
  hf_wipe32(v, HF_SHA256_WORDS);
  hf_wipe32(w, SCHEDULE);
}

size_t hf_sha256_pad(uint8_t block[128], uint64_t length) {
  const size_t used = (size_t)(length % HF_SHA256_BLOCK);
  const size_t end = used < LENGTH_AT ? LENGTH_AT : HF_SHA256_BLOCK + LENGTH_AT;
  block[used] = 0x80u;
  /*@ loop invariant used < i <= end && block[used] == 0x80;
    @ loop invariant \forall integer j; used < j < i ==> block[j] == 0;
    @ loop assigns i, block[used + 1 .. 119];
    @ loop variant end - i; */
  for (size_t i = used + 1u; i < end; i++)
    block[i] = 0;
  hf_write64(block + end, length * 8u);
  return used < LENGTH_AT ? 1u : 2u;
}
