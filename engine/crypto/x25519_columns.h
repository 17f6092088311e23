/* A product in the field of X25519 under way: ten columns that carry at the end. Products and squares are made of them. */
#ifndef HANDFAST_CRYPTO_X25519_COLUMNS_H
#define HANDFAST_CRYPTO_X25519_COLUMNS_H
#include "x25519_field.h"

struct hf_x25519_columns {
  uint64_t h[10];
};

/* Column k of f * g: what limbs i and j give with i + j = k, twice where both have a half bit (two odd places make an even one); and the
   same with i + j = k + 10, which is 2^255 times as much, and so 19 times. The high columns with their weights are the multiple of p
   that is left out. F(i) and G(i) are the limbs. */
#define X25519_LOW_0(F, G) (F(0) * G(0))
#define X25519_HIGH_0(F, G)                                                                                            \
  (2 * F(1) * G(9) + F(2) * G(8) + 2 * F(3) * G(7) + F(4) * G(6) + 2 * F(5) * G(5) + F(6) * G(4) + 2 * F(7) * G(3) +   \
   F(8) * G(2) + 2 * F(9) * G(1))
#define X25519_LOW_1(F, G) (F(0) * G(1) + F(1) * G(0))
#define X25519_HIGH_1(F, G)                                                                                            \
  (F(2) * G(9) + F(3) * G(8) + F(4) * G(7) + F(5) * G(6) + F(6) * G(5) + F(7) * G(4) + F(8) * G(3) + F(9) * G(2))
#define X25519_LOW_2(F, G) (F(0) * G(2) + 2 * F(1) * G(1) + F(2) * G(0))
#define X25519_HIGH_2(F, G)                                                                                            \
  (2 * F(3) * G(9) + F(4) * G(8) + 2 * F(5) * G(7) + F(6) * G(6) + 2 * F(7) * G(5) + F(8) * G(4) + 2 * F(9) * G(3))
#define X25519_LOW_3(F, G) (F(0) * G(3) + F(1) * G(2) + F(2) * G(1) + F(3) * G(0))
#define X25519_HIGH_3(F, G) (F(4) * G(9) + F(5) * G(8) + F(6) * G(7) + F(7) * G(6) + F(8) * G(5) + F(9) * G(4))
#define X25519_LOW_4(F, G) (F(0) * G(4) + 2 * F(1) * G(3) + F(2) * G(2) + 2 * F(3) * G(1) + F(4) * G(0))
#define X25519_HIGH_4(F, G) (2 * F(5) * G(9) + F(6) * G(8) + 2 * F(7) * G(7) + F(8) * G(6) + 2 * F(9) * G(5))
#define X25519_LOW_5(F, G) (F(0) * G(5) + F(1) * G(4) + F(2) * G(3) + F(3) * G(2) + F(4) * G(1) + F(5) * G(0))
#define X25519_HIGH_5(F, G) (F(6) * G(9) + F(7) * G(8) + F(8) * G(7) + F(9) * G(6))
#define X25519_LOW_6(F, G)                                                                                             \
  (F(0) * G(6) + 2 * F(1) * G(5) + F(2) * G(4) + 2 * F(3) * G(3) + F(4) * G(2) + 2 * F(5) * G(1) + F(6) * G(0))
#define X25519_HIGH_6(F, G) (2 * F(7) * G(9) + F(8) * G(8) + 2 * F(9) * G(7))
#define X25519_LOW_7(F, G)                                                                                             \
  (F(0) * G(7) + F(1) * G(6) + F(2) * G(5) + F(3) * G(4) + F(4) * G(3) + F(5) * G(2) + F(6) * G(1) + F(7) * G(0))
#define X25519_HIGH_7(F, G) (F(8) * G(9) + F(9) * G(8))
#define X25519_LOW_8(F, G)                                                                                             \
  (F(0) * G(8) + 2 * F(1) * G(7) + F(2) * G(6) + 2 * F(3) * G(5) + F(4) * G(4) + 2 * F(5) * G(3) + F(6) * G(2) +       \
   2 * F(7) * G(1) + F(8) * G(0))
#define X25519_HIGH_8(F, G) (2 * F(9) * G(9))
#define X25519_LOW_9(F, G)                                                                                             \
  (F(0) * G(9) + F(1) * G(8) + F(2) * G(7) + F(3) * G(6) + F(4) * G(5) + F(5) * G(4) + F(6) * G(3) + F(7) * G(2) +     \
   F(8) * G(1) + F(9) * G(0))
#define X25519_LOW(F, G)                                                                                               \
  X25519_NUMBER(X25519_LOW_0(F, G), X25519_LOW_1(F, G), X25519_LOW_2(F, G), X25519_LOW_3(F, G), X25519_LOW_4(F, G),    \
                X25519_LOW_5(F, G), X25519_LOW_6(F, G), X25519_LOW_7(F, G), X25519_LOW_8(F, G), X25519_LOW_9(F, G))
#define X25519_HIGH(F, G)                                                                                              \
  X25519_NUMBER(X25519_HIGH_0(F, G), X25519_HIGH_1(F, G), X25519_HIGH_2(F, G), X25519_HIGH_3(F, G),                    \
                X25519_HIGH_4(F, G), X25519_HIGH_5(F, G), X25519_HIGH_6(F, G), X25519_HIGH_7(F, G),                    \
                X25519_HIGH_8(F, G), 0)
#define X25519_OF_F(i) f->v[i]
#define X25519_OF_G(i) g->v[i]
#define X25519_COLUMNS(s)                                                                                              \
  X25519_NUMBER((s)->h[0], (s)->h[1], (s)->h[2], (s)->h[3], (s)->h[4], (s)->h[5], (s)->h[6], (s)->h[7], (s)->h[8],     \
                (s)->h[9])

/* A column has ten products, none above 2^28.6 * 2^31.9. */
#define X25519_PRODUCT 0x1731800000000000
#define X25519_MOST 0xe7ef000000000000
#define X25519_AT_MOST(s)                                                                                              \
  ((s)->h[0] <= X25519_MOST && (s)->h[1] <= X25519_MOST && (s)->h[2] <= X25519_MOST && (s)->h[3] <= X25519_MOST &&     \
   (s)->h[4] <= X25519_MOST && (s)->h[5] <= X25519_MOST && (s)->h[6] <= X25519_MOST && (s)->h[7] <= X25519_MOST &&     \
   (s)->h[8] <= X25519_MOST && (s)->h[9] <= X25519_MOST)

/*@ requires a <= 0x19000000 && b <= 0xed800000;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == a * b && \result <= X25519_PRODUCT;
  @*/
static inline uint64_t product(uint32_t a, uint32_t b) {
  return (uint64_t)a * b;
}

/* An identity in twenty variables: a solver shows it at once where it stands alone, and not among other hypotheses. */
#define X25519_F(i) f##i
#define X25519_G(i) g##i
/*@ ghost
  /@ terminates 0 == 0;
     exits 0 == 1;
     assigns \nothing;
     ensures X25519_LOW(X25519_F, X25519_G) + 19 * X25519_HIGH(X25519_F, X25519_G) ==
        X25519_NUMBER(f0, f1, f2, f3, f4, f5, f6, f7, f8, f9) * X25519_NUMBER(g0, g1, g2, g3, g4, g5, g6, g7, g8, g9) -
        x25519_p * X25519_HIGH(X25519_F, X25519_G); @/
  void x25519_identity(uint32_t f0, uint32_t f1, uint32_t f2, uint32_t f3, uint32_t f4, uint32_t f5, uint32_t f6, uint32_t f7,
                          uint32_t f8, uint32_t f9, uint32_t g0, uint32_t g1, uint32_t g2, uint32_t g3, uint32_t g4, uint32_t g5,
                          uint32_t g6, uint32_t g7, uint32_t g8, uint32_t g9) {
    return;
  }
*/
/* Moves what column i has over its width, 2^26 or 2^25, to the next. */
/*@ requires \valid(s) && i < 9 && (unit == 0x4000000 || unit == 0x2000000);
  @ requires s->h[i] <= 0xe7f0000000000000 && s->h[i + 1] <= X25519_MOST;
  @ HF_TOTAL;
  @ assigns s->h[i], s->h[i + 1];
  @ ensures s->h[i] + unit * s->h[i + 1] == \old(s->h[i]) + unit * \old(s->h[i + 1]);
  @ ensures s->h[i] < unit;
  @ ensures s->h[i + 1] <= \old(s->h[i + 1]) + 0x8000000000;
  @ ensures unit == 0x4000000 && \old(s->h[i]) <= 0x98004000000 ==> s->h[i + 1] <= \old(s->h[i + 1]) + 0x26001;
  @*/
static inline void carry(struct hf_x25519_columns *s, uint32_t i, uint32_t unit) {
  const uint64_t over = unit == HF_X25519_EVEN ? s->h[i] / HF_X25519_EVEN : s->h[i] / HF_X25519_ODD;
  s->h[i] = unit == HF_X25519_EVEN ? s->h[i] % HF_X25519_EVEN : s->h[i] % HF_X25519_ODD;
  s->h[i + 1u] += over;
}

/* 2^255 is 19 modulo p. */
/*@ requires \valid(s) && s->h[9] <= 0xe7f0000000000000 && s->h[0] < 0x4000000;
  @ HF_TOTAL;
  @ assigns s->h[0], s->h[9];
  @ ensures s->h[9] == \old(s->h[9]) % 0x2000000 && s->h[0] == \old(s->h[0]) + 19 * (\old(s->h[9]) / 0x2000000);
  @ ensures s->h[9] < 0x2000000 && s->h[0] <= 0x98004000000;
  @*/
static inline void wrap(struct hf_x25519_columns *s) {
  s->h[0] += 19u * (s->h[9] / HF_X25519_ODD);
  s->h[9] %= HF_X25519_ODD;
}

/* The carries; answers how many times p was left out. */
/*@ requires \valid(s);
  @ requires X25519_AT_MOST(s);
  @ HF_TOTAL;
  @ assigns *s;
  @ ensures X25519_COLUMNS(s) == \old(X25519_COLUMNS(s)) - x25519_p * \result;
  @ ensures X25519_CARRIED(s->h);
  @*/
static inline uint64_t reduce(struct hf_x25519_columns *s) {
  carry(s, 0, HF_X25519_EVEN);
  carry(s, 1, HF_X25519_ODD);
  carry(s, 2, HF_X25519_EVEN);
  carry(s, 3, HF_X25519_ODD);
  carry(s, 4, HF_X25519_EVEN);
  carry(s, 5, HF_X25519_ODD);
  carry(s, 6, HF_X25519_EVEN);
  carry(s, 7, HF_X25519_ODD);
  carry(s, 8, HF_X25519_EVEN);
  const uint64_t q = s->h[9] / HF_X25519_ODD;
  wrap(s);
  carry(s, 0, HF_X25519_EVEN);
  return q;
}

/*@ requires \valid(out) && \valid_read(s);
  @ requires X25519_CARRIED(s->h);
  @ HF_TOTAL;
  @ assigns *out;
  @ ensures x25519_tight(out) && X25519_VALUE(out) == X25519_COLUMNS(s);
  @*/
static inline void narrow(struct hf_x25519_element *out, const struct hf_x25519_columns *s) {
  out->v[0] = (uint32_t)s->h[0];
  out->v[1] = (uint32_t)s->h[1];
  out->v[2] = (uint32_t)s->h[2];
  out->v[3] = (uint32_t)s->h[3];
  out->v[4] = (uint32_t)s->h[4];
  out->v[5] = (uint32_t)s->h[5];
  out->v[6] = (uint32_t)s->h[6];
  out->v[7] = (uint32_t)s->h[7];
  out->v[8] = (uint32_t)s->h[8];
  out->v[9] = (uint32_t)s->h[9];
}
#endif
