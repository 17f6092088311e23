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

/* p = 2^times p, for any point. */
/*@ requires \valid(p) && p256_carried(*p);
  @ HF_TOTAL;
  @ assigns *p;
  @ ensures p256_carried(*p);
  @*/
void hf_p256_point_double(struct hf_p256_point *p, uint32_t times);

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

/* The same of the x coordinate alone, 32 bytes. */
/*@ requires \valid(out + (0 .. 31)) && \valid_read(p) && p256_carried(*p);
  @ HF_TOTAL;
  @ assigns out[0 .. 31];
  @ ensures \result <= 1;
  @*/
uint32_t hf_p256_point_x(uint8_t out[32], const struct hf_p256_point *p);

/*@ requires \valid(p);
  @ HF_TOTAL;
  @ assigns *p;
  @ ensures \forall integer i; 0 <= i < 9 ==> p->x.v[i] == 0 && p->y.v[i] == 0 && p->z.v[i] == 0;
  @*/
void hf_p256_point_wipe(struct hf_p256_point *p);

/* 1 q to 4 q, for sums with multiples of q; q is the first, which hf_p256_multiples_make finds in its place. */
#define HF_P256_MULTIPLES 4u
struct hf_p256_multiples {
  struct hf_p256_point of[HF_P256_MULTIPLES];
};

/*@ predicate p256_multiples(struct hf_p256_multiples m) = \forall integer e; 0 <= e < 4 ==> p256_carried(m.of[e]);
  @*/
/*@ requires \valid(m) && p256_carried(m->of[0]);
  @ HF_TOTAL;
  @ assigns m->of[1 .. 3];
  @ ensures p256_multiples(*m);
  @*/
void hf_p256_multiples_make(struct hf_p256_multiples *m);

/* out = u * G + w * q, G the base point; u and w are 32 bytes, big-endian. u == NULL: the first is left out; q == NULL: the second.
   The same steps for all values of u, w and q; what they left on the stack is wiped, but for the multiples, which are the caller's. */
/*@ requires \valid(out);
  @ requires u == \null || \valid_read(u + (0 .. 31));
  @ requires q == \null || (\valid_read(w + (0 .. 31)) && \valid_read(q) && \separated(out, q) && p256_multiples(*q));
  @ HF_TOTAL;
  @ assigns *out;
  @ ensures p256_carried(*out);
  @*/
void hf_p256_combine(struct hf_p256_point *out, const uint8_t *u, const uint8_t *w, const struct hf_p256_multiples *q);
#endif
