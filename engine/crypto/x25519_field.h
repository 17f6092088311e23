/* The field of X25519 (RFC 7748 4.1): integers modulo p = 2^255 - 19.

   An element is ten limbs of 26 and 25 bits in turn, the lowest first. Products and squares are `tight`: their limbs are of that size, but
   for a little more in the second; sums and differences of tight elements are `loose`. Every function takes loose ones, but for those
   that say so. Nothing here branches or indexes on a limb. */
#ifndef HANDFAST_CRYPTO_X25519_FIELD_H
#define HANDFAST_CRYPTO_X25519_FIELD_H
#include "handfast/total.h"
#include <stdint.h>

#define HF_X25519_LIMBS 10u
#define HF_X25519_EVEN 0x4000000u /* 2^26: what limb 1 is worth of limb 0, limb 3 of limb 2 ... */
#define HF_X25519_ODD 0x2000000u  /* 2^25: limb 2 of limb 1 ... */

struct hf_x25519_element {
  uint32_t v[HF_X25519_LIMBS];
};

/* The integer that ten limbs are. Macros, so that a solver sees the limbs in a product of two. */
#define X25519_NUMBER(v0, v1, v2, v3, v4, v5, v6, v7, v8, v9)                                                          \
  ((v0) +                                                                                                              \
   0x4000000 *                                                                                                         \
       ((v1) +                                                                                                         \
        0x2000000 *                                                                                                    \
            ((v2) +                                                                                                    \
             0x4000000 *                                                                                               \
                 ((v3) + 0x2000000 *                                                                                   \
                             ((v4) + 0x4000000 *                                                                       \
                                         ((v5) + 0x2000000 *                                                           \
                                                     ((v6) + 0x4000000 *                                               \
                                                                 ((v7) + 0x2000000 * ((v8) + 0x4000000 * (v9))))))))))
#define X25519_VALUE(f)                                                                                                \
  X25519_NUMBER((f)->v[0], (f)->v[1], (f)->v[2], (f)->v[3], (f)->v[4], (f)->v[5], (f)->v[6], (f)->v[7], (f)->v[8],     \
                (f)->v[9])
#define X25519_CARRIED(v)                                                                                              \
  ((v)[0] < 0x4000000 && (v)[1] <= 0x2026001 && (v)[2] < 0x4000000 && (v)[3] < 0x2000000 && (v)[4] < 0x4000000 &&      \
   (v)[5] < 0x2000000 && (v)[6] < 0x4000000 && (v)[7] < 0x2000000 && (v)[8] < 0x4000000 && (v)[9] < 0x2000000)
/*@ logic integer x25519_p = 0x7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffed;
  @ predicate x25519_tight{L}(struct hf_x25519_element *f) = X25519_CARRIED(f->v);
  @ predicate x25519_loose{L}(struct hf_x25519_element *f) = f->v[0] <= 0xc800000 && f->v[1] <= 0xc800000 && f->v[2] <= 0xc800000 &&
  @    f->v[3] <= 0xc800000 && f->v[4] <= 0xc800000 && f->v[5] <= 0xc800000 && f->v[6] <= 0xc800000 && f->v[7] <= 0xc800000 &&
  @    f->v[8] <= 0xc800000 && f->v[9] <= 0xc800000;
  @ predicate x25519_apart(integer a, integer b, integer k) = a == b + k * x25519_p;
  @ predicate x25519_congruent(integer a, integer b) = \exists integer k; x25519_apart(a, b, k);
  @*/

/* out = f * g. `out` may be f or g, here and below. */
/*@ requires \valid(out) && \valid_read(f) && \valid_read(g) && x25519_loose(f) && x25519_loose(g);
  @ HF_TOTAL;
  @ assigns *out;
  @ ensures x25519_tight(out);
  @ ensures x25519_congruent(X25519_VALUE(out), \old(X25519_VALUE(f)) * \old(X25519_VALUE(g)));
  @*/
void hf_x25519_multiply(struct hf_x25519_element *out, const struct hf_x25519_element *f,
                        const struct hf_x25519_element *g);

/* out = f * f. */
/*@ requires \valid(out) && \valid_read(f) && x25519_loose(f);
  @ HF_TOTAL;
  @ assigns *out;
  @ ensures x25519_tight(out);
  @ ensures x25519_congruent(X25519_VALUE(out), \old(X25519_VALUE(f)) * \old(X25519_VALUE(f)));
  @*/
void hf_x25519_square(struct hf_x25519_element *out, const struct hf_x25519_element *f);

/* out = 121665 f, (A - 2) / 4 of the curve's A. */
/*@ requires \valid(out) && \valid_read(f) && x25519_loose(f);
  @ HF_TOTAL;
  @ assigns *out;
  @ ensures x25519_tight(out);
  @ ensures x25519_congruent(X25519_VALUE(out), 121665 * \old(X25519_VALUE(f)));
  @*/
void hf_x25519_multiply_small(struct hf_x25519_element *out, const struct hf_x25519_element *f);

/* out = f + g and out = f - g, without a carry. */
/*@ requires \valid(out) && \valid_read(f) && \valid_read(g) && x25519_tight(f) && x25519_tight(g);
  @ HF_TOTAL;
  @ assigns *out;
  @ ensures x25519_loose(out);
  @ ensures X25519_VALUE(out) == \old(X25519_VALUE(f)) + \old(X25519_VALUE(g));
  @*/
void hf_x25519_add(struct hf_x25519_element *out, const struct hf_x25519_element *f, const struct hf_x25519_element *g);
/*@ requires \valid(out) && \valid_read(f) && \valid_read(g) && x25519_tight(f) && x25519_tight(g);
  @ HF_TOTAL;
  @ assigns *out;
  @ ensures x25519_loose(out);
  @ ensures X25519_VALUE(out) == \old(X25519_VALUE(f)) - \old(X25519_VALUE(g)) + 2 * x25519_p;
  @*/
void hf_x25519_subtract(struct hf_x25519_element *out, const struct hf_x25519_element *f,
                        const struct hf_x25519_element *g);

/* out = 1 / f; 0 for 0. */
/*@ requires \valid(out) && \valid_read(f) && x25519_tight(f);
  @ HF_TOTAL;
  @ assigns *out;
  @ ensures x25519_tight(out);
  @*/
void hf_x25519_invert(struct hf_x25519_element *out, const struct hf_x25519_element *f);

/* f and g change places if bit is 1. */
/*@ requires bit <= 1 && \valid(f) && \valid(g) && \separated(f, g) && x25519_tight(f) && x25519_tight(g);
  @ HF_TOTAL;
  @ assigns *f, *g;
  @ ensures x25519_tight(f) && x25519_tight(g);
  @ ensures X25519_VALUE(f) == (bit == 1 ? \old(X25519_VALUE(g)) : \old(X25519_VALUE(f)));
  @ ensures X25519_VALUE(g) == (bit == 1 ? \old(X25519_VALUE(f)) : \old(X25519_VALUE(g)));
  @*/
void hf_x25519_swap_if(uint32_t bit, struct hf_x25519_element *f, struct hf_x25519_element *g);

/* The little-endian number of 32 bytes, and back, of any element as the number below p that it stands for (RFC 7748 5). Of what is read
   the highest bit does not count. */
/*@ logic integer x25519_word{L}(uint8_t *p) = p[0] + 256 * p[1] + 65536 * p[2] + 16777216 * p[3];
  @ logic integer x25519_number{L}(uint8_t *p) = x25519_word(p) + 0x100000000 * (x25519_word(p + 4) + 0x100000000 * (x25519_word(p + 8) +
  @    0x100000000 * (x25519_word(p + 12) + 0x100000000 * (x25519_word(p + 16) + 0x100000000 * (x25519_word(p + 20) + 0x100000000 *
  @    (x25519_word(p + 24) + 0x100000000 * (x25519_word(p + 28) % 0x80000000)))))));
  @*/
/*@ requires \valid(out) && \valid_read(in + (0 .. 31));
  @ HF_TOTAL;
  @ assigns *out;
  @ ensures x25519_tight(out);
  @ ensures X25519_VALUE(out) == x25519_number(\old(in));
  @*/
void hf_x25519_element_read(struct hf_x25519_element *out, const uint8_t in[32]);
/*@ requires \valid(out + (0 .. 31)) && \valid_read(f) && x25519_tight(f);
  @ HF_TOTAL;
  @ assigns out[0 .. 31];
  @ ensures x25519_number(out) < x25519_p && out[31] <= 127;
  @ ensures x25519_congruent(x25519_number(out), \old(X25519_VALUE(f)));
  @*/
void hf_x25519_element_write(uint8_t out[32], const struct hf_x25519_element *f);
#endif
