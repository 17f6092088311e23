/* The rounds of AES on planes (FIPS 197 5.1 and 5.3). */
#include "crypto/aes_planes.h"

/* All bytes one row up: a lane of 16 bits is a row. */
/*@ HF_TOTAL;
  @ assigns \nothing;
  @*/
static inline uint64_t up_one(uint64_t x) {
  return x / 0x10000u | x % 0x10000u * 0x1000000000000u;
}

/* Two rows up. */
/*@ HF_TOTAL;
  @ assigns \nothing;
  @*/
static inline uint64_t up_two(uint64_t x) {
  return x / 0x100000000u | x % 0x100000000u * 0x100000000u;
}

/* Rows 2 and 3, two columns to the left. */
/*@ HF_TOTAL;
  @ assigns \nothing;
  @*/
static inline uint64_t left_two(uint64_t x) {
  return (x & 0x00000000ffffffffu) | (x / 0x100u & 0x00ff00ff00000000u) |
         (x % 0x100000000000000u * 0x100u & 0xff00ff0000000000u);
}

/* ShiftRows: rows 1 and 3 one column to the left, then rows 2 and 3 two. */
/*@ requires \valid(plane + (0 .. 7));
  @ HF_TOTAL;
  @ assigns plane[0 .. 7];
  @*/
static void shift_rows(uint64_t *plane) {
  /*@ loop invariant 0 <= i <= 8;
    @ loop assigns i, plane[0 .. 7];
    @ loop variant 8 - i; */
  for (size_t i = 0; i < 8u; i++) {
    const uint64_t x = plane[i];
    plane[i] = left_two((x & 0x0000ffff0000ffffu) | (x / 0x10u & 0x0fff00000fff0000u) |
                        (x % 0x10000000000000u * 0x1000u & 0xf0000000f0000000u));
  }
}

/*@ requires \valid(plane + (0 .. 7));
  @ HF_TOTAL;
  @ assigns plane[0 .. 7];
  @*/
static void inv_shift_rows(uint64_t *plane) {
  /*@ loop invariant 0 <= i <= 8;
    @ loop assigns i, plane[0 .. 7];
    @ loop variant 8 - i; */
  for (size_t i = 0; i < 8u; i++) {
    const uint64_t x = plane[i];
    plane[i] = left_two((x & 0x0000ffff0000ffffu) | (x / 0x1000u & 0x000f0000000f0000u) |
                        (x % 0x1000000000000000u * 0x10u & 0xfff00000fff00000u));
  }
}

/* MixColumns. Of each byte a and the one below it, b, next[i] is plane i of b; sum is a + b, which is taken times x. */
/*@ requires \valid(q + (0 .. 7));
  @ HF_TOTAL;
  @ assigns q[0 .. 7];
  @*/
static void mix_columns(uint64_t *q) {
  uint64_t sum[8];
  uint64_t rest[8];
  /*@ loop invariant 0 <= i <= 8;
    @ loop assigns i, sum[0 .. 7], rest[0 .. 7];
    @ loop variant 8 - i; */
  for (size_t i = 0; i < 8u; i++) {
    const uint64_t next = up_one(q[i]);
    sum[i] = q[i] ^ next;
    rest[i] = next ^ up_two(sum[i]);
  }
  q[0] = rest[0] ^ sum[7];
  q[1] = rest[1] ^ sum[0] ^ sum[7];
  q[2] = rest[2] ^ sum[1];
  q[3] = rest[3] ^ sum[2] ^ sum[7];
  q[4] = rest[4] ^ sum[3] ^ sum[7];
  q[5] = rest[5] ^ sum[4];
  q[6] = rest[6] ^ sum[5];
  q[7] = rest[7] ^ sum[6];
}

/* InvMixColumns is MixColumns behind this: each byte a, with c two rows below it, becomes a + 4 (a + c). */
/*@ requires \valid(q + (0 .. 7));
  @ HF_TOTAL;
  @ assigns q[0 .. 7];
  @*/
static void unmix_halves(uint64_t *q) {
  uint64_t u[8];
  /*@ loop invariant 0 <= i <= 8;
    @ loop assigns i, u[0 .. 7];
    @ loop variant 8 - i; */
  for (size_t i = 0; i < 8u; i++)
    u[i] = q[i] ^ up_two(q[i]);
  q[0] = q[0] ^ u[6];
  q[1] = q[1] ^ u[6] ^ u[7];
  q[2] = q[2] ^ u[0] ^ u[7];
  q[3] = q[3] ^ u[1] ^ u[6];
  q[4] = q[4] ^ u[2] ^ u[6] ^ u[7];
  q[5] = q[5] ^ u[3] ^ u[7];
  q[6] = q[6] ^ u[4];
  q[7] = q[7] ^ u[5];
}

void hf_aes_rounds(const struct hf_aes *k, uint64_t plane[8]) {
  const uint32_t rounds = k->word[HF_AES_ROUNDS];
  hf_planes_add(plane, k->word);
  /*@ loop invariant 1 <= round <= rounds;
    @ loop assigns round, plane[0 .. 7];
    @ loop variant rounds - round; */
  for (uint32_t round = 1; round < rounds; round++) {
    hf_sub_bytes(plane);
    shift_rows(plane);
    mix_columns(plane);
    hf_planes_add(plane, k->word + 4u * round);
  }
  hf_sub_bytes(plane);
  shift_rows(plane);
  hf_planes_add(plane, k->word + 4u * rounds);
}

void hf_aes_inverse_rounds(const struct hf_aes *k, uint64_t plane[8]) {
  const uint32_t rounds = k->word[HF_AES_ROUNDS];
  hf_planes_add(plane, k->word + 4u * rounds);
  /*@ loop invariant 1 <= round <= rounds;
    @ loop assigns round, plane[0 .. 7];
    @ loop variant round; */
  for (uint32_t round = rounds; round > 1u; round--) {
    inv_shift_rows(plane);
    hf_inv_sub_bytes(plane);
    hf_planes_add(plane, k->word + 4u * (round - 1u));
    unmix_halves(plane);
    mix_columns(plane);
  }
  inv_shift_rows(plane);
  hf_inv_sub_bytes(plane);
  hf_planes_add(plane, k->word);
}
