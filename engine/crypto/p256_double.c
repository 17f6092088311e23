/* A point doubled many times. In Jacobian coordinates, where (X : Y : Z) is (X / Z^2, Y / Z^3), that takes eight products each time, not
   fourteen; there and back it takes six, so that it is worth while from two doublings on. No point of an odd order is an exception. */
#include "p256_point.h"

/* out = 3 a. */
/*@ requires \valid(out) && \valid_read(a) && \separated(out, a) && p256_within(*a, 1);
  @ HF_TOTAL;
  @ assigns *out;
  @ ensures p256_within(*out, 3);
  @*/
static void triple(struct hf_p256_element *out, const struct hf_p256_element *a) {
  hf_p256_add(out, a, a);
  hf_p256_add(out, out, a);
}

/*@ predicate jacobian(struct hf_p256_point p) = p256_within(p.x, 1) && p256_within(p.y, 1) && p256_within(p.z, 2);
  @*/

/* alpha = 3 (X^2 - Z^4), and Z = 2 Y Z. */
/*@ requires \valid(p) && \valid(alpha) && \separated(p, alpha) && jacobian(*p);
  @ HF_TOTAL;
  @ assigns *alpha, p->z;
  @ ensures p256_within(*alpha, 1) && p256_within(p->z, 2);
  @*/
static void slope(struct hf_p256_element *alpha, struct hf_p256_point *p) {
  struct hf_p256_element delta;
  struct hf_p256_element t;
  hf_p256_multiply(&delta, &p->z, &p->z);
  hf_p256_multiply(&t, &p->z, &p->y);
  hf_p256_add(&p->z, &t, &t);
  triple(alpha, &p->x);
  triple(&t, &delta);
  hf_p256_subtract(alpha, alpha, &t);
  hf_p256_add(&t, &p->x, &delta);
  hf_p256_multiply(alpha, &t, alpha);
}

/* With gamma = Y^2: X = alpha^2 - 8 X gamma, Y = alpha (4 X gamma - the new X) - 8 gamma^2. */
/*@ requires \valid(p) && jacobian(*p);
  @ HF_TOTAL;
  @ assigns *p;
  @ ensures jacobian(*p);
  @*/
static void double_once(struct hf_p256_point *p) {
  struct hf_p256_element alpha;
  struct hf_p256_element gamma;
  struct hf_p256_element beta;
  slope(&alpha, p);
  hf_p256_multiply(&gamma, &p->y, &p->y);
  hf_p256_add(&gamma, &gamma, &gamma);
  hf_p256_multiply(&beta, &gamma, &p->x);
  hf_p256_add(&beta, &beta, &beta); /* 4 X Y^2 */
  hf_p256_multiply(&p->x, &alpha, &alpha);
  hf_p256_subtract(&p->x, &p->x, &beta);
  hf_p256_subtract(&p->x, &p->x, &beta);
  hf_p256_subtract(&beta, &beta, &p->x);
  hf_p256_multiply(&beta, &beta, &alpha);
  hf_p256_multiply(&gamma, &gamma, &gamma);
  hf_p256_add(&gamma, &gamma, &gamma); /* 8 Y^4 */
  hf_p256_subtract(&p->y, &beta, &gamma);
}

/* Infinity, whose Z is 0, becomes (0 : 0 : 0) on the way, and itself again at the end. */
void hf_p256_point_double(struct hf_p256_point *p, uint32_t times) {
  struct hf_p256_element t;
  hf_p256_multiply(&p->x, &p->x, &p->z);
  hf_p256_multiply(&t, &p->z, &p->z);
  hf_p256_multiply(&p->y, &p->y, &t);
  /*@ loop invariant 0 <= i <= times && jacobian(*p);
    @ loop assigns i, *p;
    @ loop variant times - i; */
  for (uint32_t i = 0; i < times; i++)
    double_once(p);
  hf_p256_multiply(&p->x, &p->z, &p->x);
  hf_p256_multiply(&t, &p->z, &p->z);
  hf_p256_multiply(&p->z, &p->z, &t);
  hf_p256_copy_if(hf_p256_is_zero(&p->z), &p->y, &hf_p256_one);
}
