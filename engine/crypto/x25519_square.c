/* Squares in the field of X25519: of two products that are the same, one twice. */
#include "x25519_columns.h"

/*@ requires a <= 0x32000000 && b <= 0xed800000;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == a * b && \result <= 2 * X25519_PRODUCT;
  @*/
static inline uint64_t twofold(uint32_t a, uint32_t b) {
  return (uint64_t)a * b;
}

/*@ requires \valid_read(f) && x25519_loose(f);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == X25519_LOW_0(X25519_OF_F, X25519_OF_F) + 19 * X25519_HIGH_0(X25519_OF_F, X25519_OF_F);
  @ ensures \result <= X25519_MOST;
  @*/
static inline uint64_t column_0(const struct hf_x25519_element *f) {
  return product(f->v[0], f->v[0]) + twofold(4u * f->v[1], 19u * f->v[9]) + product(2u * f->v[2], 19u * f->v[8]) +
         twofold(4u * f->v[3], 19u * f->v[7]) + product(2u * f->v[4], 19u * f->v[6]) +
         product(2u * f->v[5], 19u * f->v[5]);
}

/*@ requires \valid_read(f) && x25519_loose(f);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == X25519_LOW_1(X25519_OF_F, X25519_OF_F) + 19 * X25519_HIGH_1(X25519_OF_F, X25519_OF_F);
  @ ensures \result <= X25519_MOST;
  @*/
static inline uint64_t column_1(const struct hf_x25519_element *f) {
  return product(2u * f->v[0], f->v[1]) + product(2u * f->v[2], 19u * f->v[9]) + product(2u * f->v[3], 19u * f->v[8]) +
         product(2u * f->v[4], 19u * f->v[7]) + product(2u * f->v[5], 19u * f->v[6]);
}

/*@ requires \valid_read(f) && x25519_loose(f);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == X25519_LOW_2(X25519_OF_F, X25519_OF_F) + 19 * X25519_HIGH_2(X25519_OF_F, X25519_OF_F);
  @ ensures \result <= X25519_MOST;
  @*/
static inline uint64_t column_2(const struct hf_x25519_element *f) {
  return product(2u * f->v[0], f->v[2]) + product(2u * f->v[1], f->v[1]) + twofold(4u * f->v[3], 19u * f->v[9]) +
         product(2u * f->v[4], 19u * f->v[8]) + twofold(4u * f->v[5], 19u * f->v[7]) + product(f->v[6], 19u * f->v[6]);
}

/*@ requires \valid_read(f) && x25519_loose(f);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == X25519_LOW_3(X25519_OF_F, X25519_OF_F) + 19 * X25519_HIGH_3(X25519_OF_F, X25519_OF_F);
  @ ensures \result <= X25519_MOST;
  @*/
static inline uint64_t column_3(const struct hf_x25519_element *f) {
  return product(2u * f->v[0], f->v[3]) + product(2u * f->v[1], f->v[2]) + product(2u * f->v[4], 19u * f->v[9]) +
         product(2u * f->v[5], 19u * f->v[8]) + product(2u * f->v[6], 19u * f->v[7]);
}

/*@ requires \valid_read(f) && x25519_loose(f);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == X25519_LOW_4(X25519_OF_F, X25519_OF_F) + 19 * X25519_HIGH_4(X25519_OF_F, X25519_OF_F);
  @ ensures \result <= X25519_MOST;
  @*/
static inline uint64_t column_4(const struct hf_x25519_element *f) {
  return product(2u * f->v[0], f->v[4]) + twofold(4u * f->v[1], f->v[3]) + product(f->v[2], f->v[2]) +
         twofold(4u * f->v[5], 19u * f->v[9]) + product(2u * f->v[6], 19u * f->v[8]) +
         product(2u * f->v[7], 19u * f->v[7]);
}

/*@ requires \valid_read(f) && x25519_loose(f);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == X25519_LOW_5(X25519_OF_F, X25519_OF_F) + 19 * X25519_HIGH_5(X25519_OF_F, X25519_OF_F);
  @ ensures \result <= X25519_MOST;
  @*/
static inline uint64_t column_5(const struct hf_x25519_element *f) {
  return product(2u * f->v[0], f->v[5]) + product(2u * f->v[1], f->v[4]) + product(2u * f->v[2], f->v[3]) +
         product(2u * f->v[6], 19u * f->v[9]) + product(2u * f->v[7], 19u * f->v[8]);
}

/*@ requires \valid_read(f) && x25519_loose(f);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == X25519_LOW_6(X25519_OF_F, X25519_OF_F) + 19 * X25519_HIGH_6(X25519_OF_F, X25519_OF_F);
  @ ensures \result <= X25519_MOST;
  @*/
static inline uint64_t column_6(const struct hf_x25519_element *f) {
  return product(2u * f->v[0], f->v[6]) + twofold(4u * f->v[1], f->v[5]) + product(2u * f->v[2], f->v[4]) +
         product(2u * f->v[3], f->v[3]) + twofold(4u * f->v[7], 19u * f->v[9]) + product(f->v[8], 19u * f->v[8]);
}

/*@ requires \valid_read(f) && x25519_loose(f);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == X25519_LOW_7(X25519_OF_F, X25519_OF_F) + 19 * X25519_HIGH_7(X25519_OF_F, X25519_OF_F);
  @ ensures \result <= X25519_MOST;
  @*/
static inline uint64_t column_7(const struct hf_x25519_element *f) {
  return product(2u * f->v[0], f->v[7]) + product(2u * f->v[1], f->v[6]) + product(2u * f->v[2], f->v[5]) +
         product(2u * f->v[3], f->v[4]) + product(2u * f->v[8], 19u * f->v[9]);
}

/*@ requires \valid_read(f) && x25519_loose(f);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == X25519_LOW_8(X25519_OF_F, X25519_OF_F) + 19 * X25519_HIGH_8(X25519_OF_F, X25519_OF_F);
  @ ensures \result <= X25519_MOST;
  @*/
static inline uint64_t column_8(const struct hf_x25519_element *f) {
  return product(2u * f->v[0], f->v[8]) + twofold(4u * f->v[1], f->v[7]) + product(2u * f->v[2], f->v[6]) +
         twofold(4u * f->v[3], f->v[5]) + product(f->v[4], f->v[4]) + product(2u * f->v[9], 19u * f->v[9]);
}

/*@ requires \valid_read(f) && x25519_loose(f);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == X25519_LOW_9(X25519_OF_F, X25519_OF_F);
  @ ensures \result <= X25519_MOST;
  @*/
static inline uint64_t column_9(const struct hf_x25519_element *f) {
  return product(2u * f->v[0], f->v[9]) + product(2u * f->v[1], f->v[8]) + product(2u * f->v[2], f->v[7]) +
         product(2u * f->v[3], f->v[6]) + product(2u * f->v[4], f->v[5]);
}

/*@ requires \valid(s) && \valid_read(f) && x25519_loose(f);
  @ HF_TOTAL;
  @ assigns *s;
  @ ensures X25519_AT_MOST(s);
  @ ensures X25519_COLUMNS(s) == \old(X25519_VALUE(f)) * \old(X25519_VALUE(f)) - x25519_p * \old(X25519_HIGH(X25519_OF_F, X25519_OF_F));
  @*/
static inline void columns(struct hf_x25519_columns *s, const struct hf_x25519_element *f) {
  s->h[0] = column_0(f);
  s->h[1] = column_1(f);
  s->h[2] = column_2(f);
  s->h[3] = column_3(f);
  s->h[4] = column_4(f);
  s->h[5] = column_5(f);
  s->h[6] = column_6(f);
  s->h[7] = column_7(f);
  s->h[8] = column_8(f);
  s->h[9] = column_9(f);
  //@ ghost x25519_identity(f->v[0], f->v[1], f->v[2], f->v[3], f->v[4], f->v[5], f->v[6], f->v[7], f->v[8], f->v[9], f->v[0], f->v[1], f->v[2], f->v[3], f->v[4], f->v[5], f->v[6], f->v[7], f->v[8], f->v[9]);
  //@ assert sum: X25519_COLUMNS(s) == X25519_LOW(X25519_OF_F, X25519_OF_F) + 19 * X25519_HIGH(X25519_OF_F, X25519_OF_F);
}

void hf_x25519_square(struct hf_x25519_element *out, const struct hf_x25519_element *f) {
  struct hf_x25519_columns s;
  columns(&s, f);
  const uint64_t q = reduce(&s);
  (void)q; /* for the proof alone */
  //@ assert quotient: x25519_apart(X25519_COLUMNS(&s), X25519_VALUE(f) * X25519_VALUE(f), - X25519_HIGH(X25519_OF_F, X25519_OF_F) - q);
  //@ assert square: x25519_congruent(X25519_COLUMNS(&s), X25519_VALUE(f) * X25519_VALUE(f));
  narrow(out, &s);
}
