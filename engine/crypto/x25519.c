/* The Montgomery ladder of X25519 (RFC 7748 5). */
#include "x25519.h"
#include "bytes.h"
#include "ct.h"
#include "x25519_field.h"

/* x of the point that is multiplied, and of two multiples of it, (x2 : z2) and (x3 : z3), that differ by it. */
struct ladder {
  struct hf_x25519_element x1;
  struct hf_x25519_element x2;
  struct hf_x25519_element z2;
  struct hf_x25519_element x3;
  struct hf_x25519_element z3;
};

/*@ predicate ladder_tight{L}(struct ladder *k) = x25519_tight(&k->x1) && x25519_tight(&k->x2) && x25519_tight(&k->z2) &&
  @    x25519_tight(&k->x3) && x25519_tight(&k->z3);
  @*/

/* Bit i of a scalar, of which bits 0 to 2 count as 0 and bit 254 as 1. */
/*@ requires \valid_read(scalar + (0 .. 31)) && i <= 254;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <= 1;
  @*/
static uint32_t bit(const uint8_t scalar[32], uint32_t i) {
  if (i < 3u || i == 254u)
    return i / 254u;
  return ((uint32_t)scalar[i / 8u] >> i % 8u) % 2u;
}

/* (x2 : z2) doubled, and (x3 : z3) the sum of both. The names are those of RFC 7748. */
/*@ requires \valid(k) && ladder_tight(k);
  @ HF_TOTAL;
  @ assigns k->x2, k->z2, k->x3, k->z3;
  @ ensures ladder_tight(k);
  @*/
static void step(struct ladder *k) {
  struct hf_x25519_element a;
  struct hf_x25519_element b;
  struct hf_x25519_element aa;
  struct hf_x25519_element e;
  hf_x25519_add(&a, &k->x2, &k->z2);
  hf_x25519_subtract(&b, &k->x2, &k->z2);
  hf_x25519_add(&e, &k->x3, &k->z3);
  hf_x25519_subtract(&aa, &k->x3, &k->z3);
  hf_x25519_multiply(&k->x3, &aa, &a); /* DA */
  hf_x25519_multiply(&k->z3, &e, &b);  /* CB */
  hf_x25519_square(&aa, &a);
  hf_x25519_square(&b, &b); /* BB */
  hf_x25519_multiply(&k->x2, &aa, &b);
  hf_x25519_subtract(&e, &aa, &b);
  hf_x25519_multiply_small(&b, &e);
  hf_x25519_add(&b, &aa, &b);
  hf_x25519_multiply(&k->z2, &e, &b);
  hf_x25519_add(&a, &k->x3, &k->z3);
  hf_x25519_subtract(&b, &k->x3, &k->z3);
  hf_x25519_square(&k->x3, &a);
  hf_x25519_square(&b, &b);
  hf_x25519_multiply(&k->z3, &k->x1, &b);
}

/*@ requires \valid(k) && \valid_read(point + (0 .. 31));
  @ HF_TOTAL;
  @ assigns *k;
  @ ensures ladder_tight(k);
  @*/
static void start(struct ladder *k, const uint8_t point[32]) {
  static const uint8_t one[32] = {1};
  static const uint8_t zero[32] = {0};
  hf_x25519_element_read(&k->x1, point);
  hf_x25519_element_read(&k->x2, one);
  hf_x25519_element_read(&k->z2, zero);
  hf_x25519_element_read(&k->x3, point);
  hf_x25519_element_read(&k->z3, one);
}

/*@ requires \valid(k);
  @ HF_TOTAL;
  @ assigns *k;
  @*/
static void wipe(struct ladder *k) {
  hf_wipe32(k->x1.v, HF_X25519_LIMBS);
  hf_wipe32(k->x2.v, HF_X25519_LIMBS);
  hf_wipe32(k->z2.v, HF_X25519_LIMBS);
  hf_wipe32(k->x3.v, HF_X25519_LIMBS);
  hf_wipe32(k->z3.v, HF_X25519_LIMBS);
}

/*@ requires \valid(x + (0 .. 31)) && \valid_read(scalar + (0 .. 31)) && \valid_read(point + (0 .. 31));
  @ HF_TOTAL;
  @ assigns x[0 .. 31];
  @*/
static void multiply(uint8_t x[32], const uint8_t scalar[32], const uint8_t point[32]) {
  struct ladder k;
  uint32_t swapped = 0;
  start(&k, point);
  /*@ loop invariant 0 <= i <= 255 && swapped <= 1 && ladder_tight(&k);
    @ loop assigns i, swapped, k;
    @ loop variant i; */
  for (uint32_t i = 255; i > 0u; i--) {
    const uint32_t now = bit(scalar, i - 1u);
    const uint32_t turn = (swapped + now) % 2u;
    hf_x25519_swap_if(turn, &k.x2, &k.x3);
    hf_x25519_swap_if(turn, &k.z2, &k.z3);
    swapped = now;
    step(&k);
  }
  /* Bit 0 is 0: nothing is left swapped. */
  hf_x25519_invert(&k.z2, &k.z2);
  hf_x25519_multiply(&k.x2, &k.x2, &k.z2);
  hf_x25519_element_write(x, &k.x2);
  wipe(&k);
}

void hf_x25519_public(uint8_t point[32], const uint8_t scalar[32]) {
  static const uint8_t nine[32] = {9};
  multiply(point, scalar, nine);
}

bool hf_x25519_agree(uint8_t x[32], const uint8_t scalar[32], const uint8_t point[32]) {
  static const uint8_t zero[32] = {0};
  multiply(x, scalar, point);
  return hf_ct_equal(x, zero, 32u) == 0u;
}
