/* Points of P-256, y^2 = x^3 - 3 x + b (FIPS 186-4 D.1.2.3), in projective coordinates: (X : Y : Z) is (X / Z, Y / Z), and (0 : 1 : 0)
   is the point at infinity. All coordinates that are handed over have carried limbs. */
#ifndef HANDFAST_CRYPTO_P256_POINT_H
#define HANDFAST_CRYPTO_P256_POINT_H
#include "p256_field.h"
#include <stdbool.h>

struct hf_p256_point {
  struct hf_p256_element x;
  struct hf_p256_element y;
  struct hf_p256_element z;
};

struct hf_p256_affine {
  struct hf_p256_element x;
  struct hf_p256_element y;
};

/*@ predicate p256_carried(struct hf_p256_point p) = p256_within(p.x, 1) && p256_within(p.y, 1) && p256_within(p.z, 1);
  @*/

/* out = p + q, for any two points, equal, opposite or infinity (Renes, Costello and Batina, 2016: complete formulas for curves of
   prime order). `out` may be p or q. */
/*@ requires \valid(out) && \valid_read(p) && \valid_read(q);
  @ requires p256_carried(*p) && p256_carried(*q);
  @ HF_TOTAL;
  @ assigns *out;
  @ ensures p256_carried(*out);
  @*/
void hf_p256_point_add(struct hf_p256_point *out, const struct hf_p256_point *p, const struct hf_p256_point *q);

/* An uncompressed point (X9.62 4.3.6, 65 bytes). Reading answers whether it is on the curve, with coordinates below p. Writing answers
   1 where it has coordinates: infinity has none. */
/*@ requires \valid(out) && \valid_read(in + (0 .. 64));
  @ HF_TOTAL;
  @ assigns *out;
  @ ensures p256_carried(*out);
  @ ensures \result ==> in[0] == 4 && p256_number(in + 1) < p256_p && p256_number(in + 33) < p256_p;
  @*/
bool hf_p256_point_read(struct hf_p256_point *out, const uint8_t in[65]);
/*@ requires \valid(out + (0 .. 64)) && \valid_read(p) && p256_carried(*p);
  @ HF_TOTAL;
  @ assigns out[0 .. 64];
  @ ensures \result <= 1;
  @*/
uint32_t hf_p256_point_write(uint8_t out[65], const struct hf_p256_point *p);

/*@ requires \valid(p);
  @ HF_TOTAL;
  @ assigns *p;
  @ ensures \forall integer i; 0 <= i < 9 ==> p->x.v[i] == 0 && p->y.v[i] == 0 && p->z.v[i] == 0;
  @*/
void hf_p256_point_wipe(struct hf_p256_point *p);

/* out = u * G + w * q, G the base point; u and w are 32 bytes, big-endian. u == NULL: the first is left out; q == NULL: the second.
   The same steps for all values of u, w and q, and nothing but `out` is left of them. */
/*@ requires \valid(out);
  @ requires u == \null || \valid_read(u + (0 .. 31));
  @ requires q == \null || (\valid_read(w + (0 .. 31)) && \valid_read(q) && p256_carried(*q));
  @ HF_TOTAL;
  @ assigns *out;
  @ ensures p256_carried(*out);
  @*/
void hf_p256_combine(struct hf_p256_point *out, const uint8_t *u, const uint8_t *w, const struct hf_p256_point *q);
#endif
