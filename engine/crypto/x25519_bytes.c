/* Elements of X25519's field as bytes, and swapped. */
#include "bytes.h"
#include "x25519_field.h"

#define EVEN HF_X25519_EVEN
#define ODD HF_X25519_ODD

/* A number of 255 bits in words of 32, the lowest first. */
struct words {
  uint32_t w[8];
};

/*@ logic integer words_value{L}(struct words *s) = s->w[0] + 0x100000000 * (s->w[1] + 0x100000000 * (s->w[2] + 0x100000000 * (s->w[3] +
  @    0x100000000 * (s->w[4] + 0x100000000 * (s->w[5] + 0x100000000 * (s->w[6] + 0x100000000 * s->w[7]))))));
  @*/

/*@ requires \valid_read(p + (0 .. 3));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == x25519_word(p);
  @*/
static uint32_t read_word(const uint8_t *p) {
  return p[0] + (uint32_t)p[1] * 0x100u + (uint32_t)p[2] * 0x10000u + (uint32_t)p[3] * 0x1000000u;
}

/*@ requires \valid(p + (0 .. 3));
  @ HF_TOTAL;
  @ assigns p[0 .. 3];
  @ ensures x25519_word(p) == word;
  @*/
static void write_word(uint8_t *p, uint32_t word) {
  p[0] = (uint8_t)(word % 0x100u);
  p[1] = (uint8_t)(word / 0x100u % 0x100u);
  p[2] = (uint8_t)(word / 0x10000u % 0x100u);
  p[3] = (uint8_t)(word / 0x1000000u);
}

/* Limb i begins at bit 25.5 i, rounded up: at 0, 26, 51, 77, 102, 128 ... */
/*@ requires \valid(out) && \valid_read(s) && s->w[7] < 0x80000000;
  @ HF_TOTAL;
  @ assigns *out;
  @ ensures X25519_VALUE(out) == words_value(s);
  @ ensures x25519_tight(out);
  @*/
static void limbs(struct hf_x25519_element *out, const struct words *s) {
  out->v[0] = s->w[0] % 0x4000000u;
  out->v[1] = s->w[0] / 0x4000000u + s->w[1] % 0x80000u * 0x40u;
  out->v[2] = s->w[1] / 0x80000u + s->w[2] % 0x2000u * 0x2000u;
  out->v[3] = s->w[2] / 0x2000u + s->w[3] % 0x40u * 0x80000u;
  out->v[4] = s->w[3] / 0x40u;
  out->v[5] = s->w[4] % 0x2000000u;
  out->v[6] = s->w[4] / 0x2000000u + s->w[5] % 0x80000u * 0x80u;
  out->v[7] = s->w[5] / 0x80000u + s->w[6] % 0x1000u * 0x2000u;
  out->v[8] = s->w[6] / 0x1000u + s->w[7] % 0x40u * 0x100000u;
  out->v[9] = s->w[7] / 0x40u;
}

/* Of limbs that have their size, 26 and 25 bits. */
/*@ requires \valid(out) && \valid_read(f) && x25519_tight(f) && f->v[1] < 0x2000000;
  @ HF_TOTAL;
  @ assigns *out;
  @ ensures words_value(out) == X25519_VALUE(f);
  @ ensures out->w[7] < 0x80000000;
  @*/
static void words(struct words *out, const struct hf_x25519_element *f) {
  out->w[0] = f->v[0] + f->v[1] % 0x40u * 0x4000000u;
  out->w[1] = f->v[1] / 0x40u + f->v[2] % 0x2000u * 0x80000u;
  out->w[2] = f->v[2] / 0x2000u + f->v[3] % 0x80000u * 0x2000u;
  out->w[3] = f->v[3] / 0x80000u + f->v[4] * 0x40u;
  out->w[4] = f->v[5] + f->v[6] % 0x80u * 0x2000000u;
  out->w[5] = f->v[6] / 0x80u + f->v[7] % 0x2000u * 0x80000u;
  out->w[6] = f->v[7] / 0x2000u + f->v[8] % 0x100000u * 0x1000u;
  out->w[7] = f->v[8] / 0x100000u + f->v[9] * 0x40u;
}

void hf_x25519_element_read(struct hf_x25519_element *out, const uint8_t in[32]) {
  struct words s;
  s.w[0] = read_word(in);
  s.w[1] = read_word(in + 4);
  s.w[2] = read_word(in + 8);
  s.w[3] = read_word(in + 12);
  s.w[4] = read_word(in + 16);
  s.w[5] = read_word(in + 20);
  s.w[6] = read_word(in + 24);
  s.w[7] = read_word(in + 28) % 0x80000000u;
  limbs(out, &s);
}

/* f + more, carried; answers what is over 2^255. */
/*@ requires \valid(f) && more <= 38 && x25519_tight(f);
  @ HF_TOTAL;
  @ assigns *f;
  @ ensures x25519_tight(f) && f->v[1] < 0x2000000;
  @ ensures X25519_VALUE(f) + 0x8000000000000000000000000000000000000000000000000000000000000000 * \result == \old(X25519_VALUE(f)) + more;
  @ ensures \result <= 1;
  @*/
static uint32_t carry(struct hf_x25519_element *f, uint32_t more) {
  f->v[0] += more;
  f->v[1] += f->v[0] / EVEN;
  f->v[2] += f->v[1] / ODD;
  f->v[3] += f->v[2] / EVEN;
  f->v[4] += f->v[3] / ODD;
  f->v[5] += f->v[4] / EVEN;
  f->v[6] += f->v[5] / ODD;
  f->v[7] += f->v[6] / EVEN;
  f->v[8] += f->v[7] / ODD;
  f->v[9] += f->v[8] / EVEN;
  const uint32_t over = f->v[9] / ODD;
  f->v[0] %= EVEN;
  f->v[1] %= ODD;
  f->v[2] %= EVEN;
  f->v[3] %= ODD;
  f->v[4] %= EVEN;
  f->v[5] %= ODD;
  f->v[6] %= EVEN;
  f->v[7] %= ODD;
  f->v[8] %= EVEN;
  f->v[9] %= ODD;
  return over;
}

/* The number below p. A tight element is below 2 p, and not below p where 19 more make 2^255. */
void hf_x25519_element_write(uint8_t out[32], const struct hf_x25519_element *f) {
  struct hf_x25519_element r = *f;
  struct hf_x25519_element t = *f;
  struct words s;
  const uint32_t times = carry(&t, 19u);
  const uint32_t over = carry(&r, 19u * times);
  (void)over; /* as often as p is in it */
  words(&s, &r);
  write_word(out, s.w[0]);
  write_word(out + 4, s.w[1]);
  write_word(out + 8, s.w[2]);
  write_word(out + 12, s.w[3]);
  write_word(out + 16, s.w[4]);
  write_word(out + 20, s.w[5]);
  write_word(out + 24, s.w[6]);
  write_word(out + 28, s.w[7]);
  hf_wipe32(r.v, HF_X25519_LIMBS);
  hf_wipe32(t.v, HF_X25519_LIMBS);
  hf_wipe32(s.w, 8u);
}

void hf_x25519_swap_if(uint32_t bit, struct hf_x25519_element *f, struct hf_x25519_element *g) {
  /*@ loop invariant 0 <= i <= 10;
    @ loop invariant \forall integer j; 0 <= j < i ==> f->v[j] == (bit == 1 ? \at(g->v[j], Pre) : \at(f->v[j], Pre));
    @ loop invariant \forall integer j; 0 <= j < i ==> g->v[j] == (bit == 1 ? \at(f->v[j], Pre) : \at(g->v[j], Pre));
    @ loop invariant \forall integer j; i <= j < 10 ==> f->v[j] == \at(f->v[j], Pre) && g->v[j] == \at(g->v[j], Pre);
    @ loop assigns i, f->v[0 .. 9], g->v[0 .. 9];
    @ loop variant 10 - i; */
  for (uint32_t i = 0; i < HF_X25519_LIMBS; i++) {
    const uint32_t a = f->v[i];
    const uint32_t b = g->v[i];
    f->v[i] = bit * b + (1u - bit) * a;
    g->v[i] = bit * a + (1u - bit) * b;
  }
}
