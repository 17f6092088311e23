/* Sums of points, and points as bytes. */
#include "p256_point.h"
#include "bytes.h"

#define UNCOMPRESSED 4u

/* Of two points the products of coordinates that a sum needs: xy is X1 Y2 + X2 Y1, and so on. */
struct products {
  struct hf_p256_element xx;
  struct hf_p256_element yy;
  struct hf_p256_element zz;
  struct hf_p256_element xy;
  struct hf_p256_element yz;
  struct hf_p256_element xz;
};

/* out = 3 a. */
/*@ requires \valid(out) && \valid_read(a) && p256_within(*a, 1);
  @ HF_TOTAL;
  @ assigns *out;
  @ ensures p256_within(*out, 3);
  @*/
static void triple(struct hf_p256_element *out, const struct hf_p256_element *a) {
  struct hf_p256_element twice;
  hf_p256_add(&twice, a, a);
  hf_p256_add(out, &twice, a);
}

/* out = a b - c d. */
/*@ requires \valid(out) && \valid_read(a) && \valid_read(b) && \valid_read(c) && \valid_read(d);
  @ requires p256_within(*a, 4) && p256_within(*b, 1) && p256_within(*c, 4) && p256_within(*d, 1);
  @ HF_TOTAL;
  @ assigns *out;
  @ ensures p256_within(*out, 1);
  @*/
static void difference(struct hf_p256_element *out, const struct hf_p256_element *a, const struct hf_p256_element *b,
                       const struct hf_p256_element *c, const struct hf_p256_element *d) {
  struct hf_p256_element ab;
  struct hf_p256_element cd;
  hf_p256_multiply(&ab, a, b);
  hf_p256_multiply(&cd, c, d);
  hf_p256_subtract(out, &ab, &cd);
}

/* out = a d + b c, from ac and bd: (a + b) (c + d) - ac - bd. */
/*@ requires \valid(out) && \valid_read(a) && \valid_read(b) && \valid_read(c) && \valid_read(d);
  @ requires \valid_read(ac) && \valid_read(bd);
  @ requires p256_within(*a, 1) && p256_within(*b, 1) && p256_within(*c, 1) && p256_within(*d, 1);
  @ requires p256_within(*ac, 1) && p256_within(*bd, 1);
  @ HF_TOTAL;
  @ assigns *out;
  @ ensures p256_within(*out, 1);
  @*/
static void crossed(struct hf_p256_element *out, const struct hf_p256_element *a, const struct hf_p256_element *b,
                    const struct hf_p256_element *c, const struct hf_p256_element *d, const struct hf_p256_element *ac,
                    const struct hf_p256_element *bd) {
  struct hf_p256_element ab;
  struct hf_p256_element cd;
  hf_p256_add(&ab, a, b);
  hf_p256_add(&cd, c, d);
  hf_p256_multiply(&ab, &ab, &cd);
  hf_p256_add(&cd, ac, bd);
  hf_p256_subtract(out, &ab, &cd);
}

/*@ predicate products_carried(struct products s) = p256_within(s.xx, 1) && p256_within(s.yy, 1) && p256_within(s.zz, 1) &&
  @    p256_within(s.xy, 1) && p256_within(s.yz, 1) && p256_within(s.xz, 1);
  @*/
/*@ requires \valid(s) && \valid_read(p) && \valid_read(q) && \separated(s, p) && \separated(s, q);
  @ requires p256_carried(*p) && p256_carried(*q);
  @ HF_TOTAL;
  @ assigns *s;
  @ ensures products_carried(*s);
  @*/
static void multiply_all(struct products *s, const struct hf_p256_point *p, const struct hf_p256_point *q) {
  hf_p256_multiply(&s->xx, &p->x, &q->x);
  hf_p256_multiply(&s->yy, &p->y, &q->y);
  hf_p256_multiply(&s->zz, &p->z, &q->z);
  crossed(&s->xy, &p->x, &p->y, &q->x, &q->y, &s->xx, &s->yy);
  crossed(&s->yz, &p->y, &p->z, &q->y, &q->z, &s->yy, &s->zz);
  crossed(&s->xz, &p->x, &p->z, &q->x, &q->z, &s->xx, &s->zz);
}

/* What the coordinates of a sum are made of: plus = yy + 3 (xz - b zz), minus = yy - 3 (xz - b zz), v = 3 (zz - xx),
   w = 3 (b xz - 3 zz - xx). */
struct terms {
  struct hf_p256_element plus;
  struct hf_p256_element minus;
  struct hf_p256_element v;
  struct hf_p256_element w;
};

/*@ requires \valid(t) && \valid_read(s) && \separated(t, s) && products_carried(*s);
  @ HF_TOTAL;
  @ assigns *t;
  @ ensures p256_within(t->plus, 4);
  @ ensures p256_within(t->minus, 1);
  @ ensures p256_within(t->v, 1);
  @ ensures p256_within(t->w, 3);
  @*/
static void gather(struct terms *t, const struct products *s) {
  struct hf_p256_element three;
  hf_p256_multiply(&t->w, &s->zz, &hf_p256_b);
  hf_p256_subtract(&t->w, &s->xz, &t->w);
  triple(&t->w, &t->w);
  hf_p256_add(&t->plus, &t->w, &s->yy);
  //@ assert four: p256_within(t->plus, 4);
  hf_p256_subtract(&t->minus, &s->yy, &t->w);
  triple(&three, &s->xx);
  triple(&t->v, &s->zz);
  hf_p256_multiply(&t->w, &s->xz, &hf_p256_b);
  hf_p256_subtract(&t->w, &t->w, &t->v);
  hf_p256_subtract(&t->w, &t->w, &s->xx);
  triple(&t->w, &t->w);
  hf_p256_subtract(&t->v, &t->v, &three);
}

/* Algorithm 4 of the paper: X = xy plus - yz w, Y = plus minus - v w, Z = yz minus - xy v. */
void hf_p256_point_add(struct hf_p256_point *out, const struct hf_p256_point *p, const struct hf_p256_point *q) {
  struct products s;
  struct terms t;
  multiply_all(&s, p, q);
  gather(&t, &s);
  difference(&out->x, &t.plus, &s.xy, &t.w, &s.yz);
  difference(&out->y, &t.plus, &t.minus, &t.w, &t.v);
  difference(&out->z, &s.yz, &t.minus, &s.xy, &t.v);
}

/* y^2 = x (x^2 - 3) + b? */
/*@ requires \valid_read(x) && \valid_read(y) && p256_within(*x, 1) && p256_within(*y, 1);
  @ HF_TOTAL;
  @ assigns \nothing;
  @*/
static bool is_on_curve(const struct hf_p256_element *x, const struct hf_p256_element *y) {
  struct hf_p256_element t;
  struct hf_p256_element u;
  hf_p256_multiply(&t, x, x);
  triple(&u, &hf_p256_one);
  hf_p256_subtract(&t, &t, &u);
  hf_p256_multiply(&t, &t, x);
  hf_p256_add(&t, &t, &hf_p256_b);
  //@ assert two: p256_within(t, 2);
  //@ assert three: p256_within(t, 3);
  hf_p256_multiply(&u, y, y);
  hf_p256_subtract(&t, &t, &u);
  return hf_p256_is_zero(&t) == 1u;
}

bool hf_p256_point_read(struct hf_p256_point *out, const uint8_t in[65]) {
  const uint32_t x_below = hf_p256_element_read(&out->x, in + 1);
  const uint32_t y_below = hf_p256_element_read(&out->y, in + 33);
  out->z = hf_p256_one;
  return in[0] == UNCOMPRESSED && x_below * y_below == 1u && is_on_curve(&out->x, &out->y);
}

uint32_t hf_p256_point_write(uint8_t out[65], const struct hf_p256_point *p) {
  struct hf_p256_element t;
  struct hf_p256_element u;
  hf_p256_invert(&t, &p->z);
  hf_p256_multiply(&u, &p->x, &t);
  hf_p256_element_write(out + 1, &u);
  hf_p256_multiply(&u, &p->y, &t);
  hf_p256_element_write(out + 33, &u);
  out[0] = UNCOMPRESSED;
  hf_wipe32(t.v, HF_P256_LIMBS);
  hf_wipe32(u.v, HF_P256_LIMBS);
  return 1u - hf_p256_is_zero(&p->z);
}

uint32_t hf_p256_point_x(uint8_t out[32], const struct hf_p256_point *p) {
  struct hf_p256_element t;
  hf_p256_invert(&t, &p->z);
  hf_p256_multiply(&t, &p->x, &t);
  hf_p256_element_write(out, &t);
  hf_wipe32(t.v, HF_P256_LIMBS);
  return 1u - hf_p256_is_zero(&p->z);
}

void hf_p256_point_wipe(struct hf_p256_point *p) {
  hf_wipe32(p->x.v, HF_P256_LIMBS);
  hf_wipe32(p->y.v, HF_P256_LIMBS);
  hf_wipe32(p->z.v, HF_P256_LIMBS);
}
