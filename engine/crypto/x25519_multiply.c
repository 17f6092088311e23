/* Products in the field of X25519. */
#include "x25519_columns.h"

/*@ requires \valid_read(f) && \valid_read(g) && x25519_loose(f) && x25519_loose(g);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == X25519_LOW_0(X25519_OF_F, X25519_OF_G) + 19 * X25519_HIGH_0(X25519_OF_F, X25519_OF_G);
  @ ensures \result <= X25519_MOST;
  @*/
static inline uint64_t column_0(const struct hf_x25519_element *f, const struct hf_x25519_element *g) {
  return product(f->v[0], g->v[0]) + product(2u * f->v[1], 19u * g->v[9]) + product(f->v[2], 19u * g->v[8]) +
         product(2u * f->v[3], 19u * g->v[7]) + product(f->v[4], 19u * g->v[6]) + product(2u * f->v[5], 19u * g->v[5]) +
         product(f->v[6], 19u * g->v[4]) + product(2u * f->v[7], 19u * g->v[3]) + product(f->v[8], 19u * g->v[2]) +
         product(2u * f->v[9], 19u * g->v[1]);
}

/*@ requires \valid_read(f) && \valid_read(g) && x25519_loose(f) && x25519_loose(g);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == X25519_LOW_1(X25519_OF_F, X25519_OF_G) + 19 * X25519_HIGH_1(X25519_OF_F, X25519_OF_G);
  @ ensures \result <= X25519_MOST;
  @*/
static inline uint64_t column_1(const struct hf_x25519_element *f, const struct hf_x25519_element *g) {
  return product(f->v[0], g->v[1]) + product(f->v[1], g->v[0]) + product(f->v[2], 19u * g->v[9]) +
         product(f->v[3], 19u * g->v[8]) + product(f->v[4], 19u * g->v[7]) + product(f->v[5], 19u * g->v[6]) +
         product(f->v[6], 19u * g->v[5]) + product(f->v[7], 19u * g->v[4]) + product(f->v[8], 19u * g->v[3]) +
         product(f->v[9], 19u * g->v[2]);
}

/*@ requires \valid_read(f) && \valid_read(g) && x25519_loose(f) && x25519_loose(g);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == X25519_LOW_2(X25519_OF_F, X25519_OF_G) + 19 * X25519_HIGH_2(X25519_OF_F, X25519_OF_G);
  @ ensures \result <= X25519_MOST;
  @*/
static inline uint64_t column_2(const struct hf_x25519_element *f, const struct hf_x25519_element *g) {
  return product(f->v[0], g->v[2]) + product(2u * f->v[1], g->v[1]) + product(f->v[2], g->v[0]) +
         product(2u * f->v[3], 19u * g->v[9]) + product(f->v[4], 19u * g->v[8]) + product(2u * f->v[5], 19u * g->v[7]) +
         product(f->v[6], 19u * g->v[6]) + product(2u * f->v[7], 19u * g->v[5]) + product(f->v[8], 19u * g->v[4]) +
         product(2u * f->v[9], 19u * g->v[3]);
}

/*@ requires \valid_read(f) && \valid_read(g) && x25519_loose(f) && x25519_loose(g);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == X25519_LOW_3(X25519_OF_F, X25519_OF_G) + 19 * X25519_HIGH_3(X25519_OF_F, X25519_OF_G);
  @ ensures \result <= X25519_MOST;
  @*/
static inline uint64_t column_3(const struct hf_x25519_element *f, const struct hf_x25519_element *g) {
  return product(f->v[0], g->v[3]) + product(f->v[1], g->v[2]) + product(f->v[2], g->v[1]) + product(f->v[3], g->v[0]) +
         product(f->v[4], 19u * g->v[9]) + product(f->v[5], 19u * g->v[8]) + product(f->v[6], 19u * g->v[7]) +
         product(f->v[7], 19u * g->v[6]) + product(f->v[8], 19u * g->v[5]) + product(f->v[9], 19u * g->v[4]);
}

/*@ requires \valid_read(f) && \valid_read(g) && x25519_loose(f) && x25519_loose(g);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == X25519_LOW_4(X25519_OF_F, X25519_OF_G) + 19 * X25519_HIGH_4(X25519_OF_F, X25519_OF_G);
  @ ensures \result <= X25519_MOST;
  @*/
static inline uint64_t column_4(const struct hf_x25519_element *f, const struct hf_x25519_element *g) {
  return product(f->v[0], g->v[4]) + product(2u * f->v[1], g->v[3]) + product(f->v[2], g->v[2]) +
         product(2u * f->v[3], g->v[1]) + product(f->v[4], g->v[0]) + product(2u * f->v[5], 19u * g->v[9]) +
         product(f->v[6], 19u * g->v[8]) + product(2u * f->v[7], 19u * g->v[7]) + product(f->v[8], 19u * g->v[6]) +
         product(2u * f->v[9], 19u * g->v[5]);
}

/*@ requires \valid_read(f) && \valid_read(g) && x25519_loose(f) && x25519_loose(g);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == X25519_LOW_5(X25519_OF_F, X25519_OF_G) + 19 * X25519_HIGH_5(X25519_OF_F, X25519_OF_G);
  @ ensures \result <= X25519_MOST;
  @*/
static inline uint64_t column_5(const struct hf_x25519_element *f, const struct hf_x25519_element *g) {
  return product(f->v[0], g->v[5]) + product(f->v[1], g->v[4]) + product(f->v[2], g->v[3]) + product(f->v[3], g->v[2]) +
         product(f->v[4], g->v[1]) + product(f->v[5], g->v[0]) + product(f->v[6], 19u * g->v[9]) +
         product(f->v[7], 19u * g->v[8]) + product(f->v[8], 19u * g->v[7]) + product(f->v[9], 19u * g->v[6]);
}

/*@ requires \valid_read(f) && \valid_read(g) && x25519_loose(f) && x25519_loose(g);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == X25519_LOW_6(X25519_OF_F, X25519_OF_G) + 19 * X25519_HIGH_6(X25519_OF_F, X25519_OF_G);
  @ ensures \result <= X25519_MOST;
  @*/
static inline uint64_t column_6(const struct hf_x25519_element *f, const struct hf_x25519_element *g) {
  return product(f->v[0], g->v[6]) + product(2u * f->v[1], g->v[5]) + product(f->v[2], g->v[4]) +
         product(2u * f->v[3], g->v[3]) + product(f->v[4], g->v[2]) + product(2u * f->v[5], g->v[1]) +
         product(f->v[6], g->v[0]) + product(2u * f->v[7], 19u * g->v[9]) + product(f->v[8], 19u * g->v[8]) +
         product(2u * f->v[9], 19u * g->v[7]);
}

/*@ requires \valid_read(f) && \valid_read(g) && x25519_loose(f) && x25519_loose(g);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == X25519_LOW_7(X25519_OF_F, X25519_OF_G) + 19 * X25519_HIGH_7(X25519_OF_F, X25519_OF_G);
  @ ensures \result <= X25519_MOST;
  @*/
static inline uint64_t column_7(const struct hf_x25519_element *f, const struct hf_x25519_element *g) {
  return product(f->v[0], g->v[7]) + product(f->v[1], g->v[6]) + product(f->v[2], g->v[5]) + product(f->v[3], g->v[4]) +
         product(f->v[4], g->v[3]) + product(f->v[5], g->v[2]) + product(f->v[6], g->v[1]) + product(f->v[7], g->v[0]) +
         product(f->v[8], 19u * g->v[9]) + product(f->v[9], 19u * g->v[8]);
}

/*@ requires \valid_read(f) && \valid_read(g) && x25519_loose(f) && x25519_loose(g);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == X25519_LOW_8(X25519_OF_F, X25519_OF_G) + 19 * X25519_HIGH_8(X25519_OF_F, X25519_OF_G);
  @ ensures \result <= X25519_MOST;
  @*/
static inline uint64_t column_8(const struct hf_x25519_element *f, const struct hf_x25519_element *g) {
  return product(f->v[0], g->v[8]) + product(2u * f->v[1], g->v[7]) + product(f->v[2], g->v[6]) +
         product(2u * f->v[3], g->v[5]) + product(f->v[4], g->v[4]) + product(2u * f->v[5], g->v[3]) +
         product(f->v[6], g->v[2]) + product(2u * f->v[7], g->v[1]) + product(f->v[8], g->v[0]) +
         product(2u * f->v[9], 19u * g->v[9]);
}

/*@ requires \valid_read(f) && \valid_read(g) && x25519_loose(f) && x25519_loose(g);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == X25519_LOW_9(X25519_OF_F, X25519_OF_G);
  @ ensures \result <= X25519_MOST;
  @*/
static inline uint64_t column_9(const struct hf_x25519_element *f, const struct hf_x25519_element *g) {
  return product(f->v[0], g->v[9]) + product(f->v[1], g->v[8]) + product(f->v[2], g->v[7]) + product(f->v[3], g->v[6]) +
         product(f->v[4], g->v[5]) + product(f->v[5], g->v[4]) + product(f->v[6], g->v[3]) + product(f->v[7], g->v[2]) +
         product(f->v[8], g->v[1]) + product(f->v[9], g->v[0]);
}

/*@ requires \valid(s) && \valid_read(f) && \valid_read(g) && x25519_loose(f) && x25519_loose(g);
  @ HF_TOTAL;
  @ assigns *s;
  @ ensures X25519_AT_MOST(s);
  @ ensures X25519_COLUMNS(s) == \old(X25519_VALUE(f)) * \old(X25519_VALUE(g)) - x25519_p * \old(X25519_HIGH(X25519_OF_F, X25519_OF_G));
  @*/
static inline void columns(struct hf_x25519_columns *s, const struct hf_x25519_element *f,
                           const struct hf_x25519_element *g) {
  s->h[0] = column_0(f, g);
  s->h[1] = column_1(f, g);
  s->h[2] = column_2(f, g);
  s->h[3] = column_3(f, g);
  s->h[4] = column_4(f, g);
  s->h[5] = column_5(f, g);
  s->h[6] = column_6(f, g);
  s->h[7] = column_7(f, g);
  s->h[8] = column_8(f, g);
  s->h[9] = column_9(f, g);
  //@ ghost x25519_identity(f->v[0], f->v[1], f->v[2], f->v[3], f->v[4], f->v[5], f->v[6], f->v[7], f->v[8], f->v[9], g->v[0], g->v[1], g->v[2], g->v[3], g->v[4], g->v[5], g->v[6], g->v[7], g->v[8], g->v[9]);
  //@ assert sum: X25519_COLUMNS(s) == X25519_LOW(X25519_OF_F, X25519_OF_G) + 19 * X25519_HIGH(X25519_OF_F, X25519_OF_G);
}

void hf_x25519_multiply(struct hf_x25519_element *out, const struct hf_x25519_element *f,
                        const struct hf_x25519_element *g) {
  struct hf_x25519_columns s;
  columns(&s, f, g);
  const uint64_t q = reduce(&s);
  (void)q; /* for the proof alone */
  //@ assert quotient: x25519_apart(X25519_COLUMNS(&s), X25519_VALUE(f) * X25519_VALUE(g), - X25519_HIGH(X25519_OF_F, X25519_OF_G) - q);
  //@ assert product: x25519_congruent(X25519_COLUMNS(&s), X25519_VALUE(f) * X25519_VALUE(g));
  narrow(out, &s);
}
