/* Sums, differences, small products and inverses in the field of X25519. */
#include "x25519_field.h"
#include "bytes.h"
#include "x25519_columns.h"

/*@ requires \valid(s) && \valid_read(f) && x25519_loose(f);
  @ HF_TOTAL;
  @ assigns *s;
  @ ensures X25519_AT_MOST(s);
  @ ensures X25519_COLUMNS(s) == 121665 * \old(X25519_VALUE(f));
  @*/
static void columns(struct hf_x25519_columns *s, const struct hf_x25519_element *f) {
  s->h[0] = product(f->v[0], 121665u);
  s->h[1] = product(f->v[1], 121665u);
  s->h[2] = product(f->v[2], 121665u);
  s->h[3] = product(f->v[3], 121665u);
  s->h[4] = product(f->v[4], 121665u);
  s->h[5] = product(f->v[5], 121665u);
  s->h[6] = product(f->v[6], 121665u);
  s->h[7] = product(f->v[7], 121665u);
  s->h[8] = product(f->v[8], 121665u);
  s->h[9] = product(f->v[9], 121665u);
}

void hf_x25519_multiply_small(struct hf_x25519_element *out, const struct hf_x25519_element *f) {
  struct hf_x25519_columns s;
  columns(&s, f);
  const uint64_t q = reduce(&s);
  (void)q; /* for the proof alone */
  //@ assert quotient: x25519_apart(X25519_COLUMNS(&s), 121665 * X25519_VALUE(f), - q);
  narrow(out, &s);
}

void hf_x25519_add(struct hf_x25519_element *out, const struct hf_x25519_element *f,
                   const struct hf_x25519_element *g) {
  out->v[0] = f->v[0] + g->v[0];
  out->v[1] = f->v[1] + g->v[1];
  out->v[2] = f->v[2] + g->v[2];
  out->v[3] = f->v[3] + g->v[3];
  out->v[4] = f->v[4] + g->v[4];
  out->v[5] = f->v[5] + g->v[5];
  out->v[6] = f->v[6] + g->v[6];
  out->v[7] = f->v[7] + g->v[7];
  out->v[8] = f->v[8] + g->v[8];
  out->v[9] = f->v[9] + g->v[9];
}

/* f + 2 p - g, where the limbs of 2 p are so large that no difference is negative. */
void hf_x25519_subtract(struct hf_x25519_element *out, const struct hf_x25519_element *f,
                        const struct hf_x25519_element *g) {
  out->v[0] = f->v[0] + 0x7ffffdau - g->v[0];
  out->v[1] = f->v[1] + 0x3fffffeu - g->v[1];
  out->v[2] = f->v[2] + 0x7fffffeu - g->v[2];
  out->v[3] = f->v[3] + 0x3fffffeu - g->v[3];
  out->v[4] = f->v[4] + 0x7fffffeu - g->v[4];
  out->v[5] = f->v[5] + 0x3fffffeu - g->v[5];
  out->v[6] = f->v[6] + 0x7fffffeu - g->v[6];
  out->v[7] = f->v[7] + 0x3fffffeu - g->v[7];
  out->v[8] = f->v[8] + 0x7fffffeu - g->v[8];
  out->v[9] = f->v[9] + 0x3fffffeu - g->v[9];
}

/* out = f ^ (2 ^ n) * g. */
/*@ requires \valid(out) && \valid_read(f) && \valid_read(g) && \separated(out, g) && x25519_tight(f) && x25519_tight(g);
  @ HF_TOTAL;
  @ assigns *out;
  @ ensures x25519_tight(out);
  @*/
static void power(struct hf_x25519_element *out, const struct hf_x25519_element *f, uint32_t n,
                  const struct hf_x25519_element *g) {
  *out = *f;
  /*@ loop invariant 0 <= i <= n && x25519_tight(out) && x25519_tight(g);
    @ loop assigns i, *out;
    @ loop variant n - i; */
  for (uint32_t i = 0; i < n; i++)
    hf_x25519_square(out, out);
  hf_x25519_multiply(out, out, g);
}

/* f ^ (p - 2), by Fermat; p - 2 = 2^255 - 21 = 2^5 (2^250 - 1) + 11. ones_n is f ^ (2 ^ n - 1). */
void hf_x25519_invert(struct hf_x25519_element *out, const struct hf_x25519_element *f) {
  struct hf_x25519_element eleven;
  struct hf_x25519_element ones_10;
  struct hf_x25519_element ones_50;
  struct hf_x25519_element t;
  struct hf_x25519_element r;
  power(&t, f, 3, f); /* 9 */
  hf_x25519_square(&r, f);
  hf_x25519_multiply(&eleven, &t, &r);
  power(&r, &eleven, 1, &t); /* 31: ones_5 */
  power(&ones_10, &r, 5, &r);
  power(&t, &ones_10, 10, &ones_10); /* ones_20 */
  power(&r, &t, 20, &t);
  power(&ones_50, &r, 10, &ones_10);
  power(&t, &ones_50, 50, &ones_50);
  power(&r, &t, 100, &t); /* ones_200 */
  power(&t, &r, 50, &ones_50);
  power(out, &t, 5, &eleven);
  hf_wipe32(eleven.v, HF_X25519_LIMBS);
  hf_wipe32(ones_10.v, HF_X25519_LIMBS);
  hf_wipe32(ones_50.v, HF_X25519_LIMBS);
  hf_wipe32(t.v, HF_X25519_LIMBS);
  hf_wipe32(r.v, HF_X25519_LIMBS);
}
