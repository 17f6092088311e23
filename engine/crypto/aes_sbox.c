/* The S-box of AES as a circuit: 32 and-gates and 83 others, by J. Boyar and R. Peralta, "A new combinational logic
   minimization technique with applications to cryptology" (SEA 2010), in the numbers of theirs: y the sums of the input, t the inverse in GF(2^4) of GF(2^8), z the products. Its inputs are
   numbered from the highest bit of a byte. */
#include "crypto/aes_planes.h"

#define SUMS 22u
#define FACTORS 9u
#define PRODUCTS 18u

/* y[1 .. 21]: the sums of bits that are multiplied. y[0] is the last bit itself. */
/*@ requires \valid(y + (0 .. 21)) && \valid_read(x + (0 .. 7)) && \separated(y + (0 .. 21), x + (0 .. 7));
  @ HF_TOTAL;
  @ assigns y[0 .. 21];
  @*/
static void sums(uint64_t *restrict y, const uint64_t *restrict x) {
  const uint64_t t0 = x[6] ^ x[5];
  y[14] = x[4] ^ x[2];
  y[13] = x[7] ^ x[1];
  y[9] = x[7] ^ x[4];
  y[8] = x[7] ^ x[2];
  y[1] = t0 ^ x[0];
  y[4] = y[1] ^ x[4];
  y[12] = y[13] ^ y[14];
  y[2] = y[1] ^ x[7];
  y[5] = y[1] ^ x[1];
  y[3] = y[5] ^ y[8];
  y[15] = x[3] ^ y[12] ^ x[2];
  y[20] = x[3] ^ y[12] ^ x[6];
  y[6] = y[15] ^ x[0];
  y[10] = y[15] ^ t0;
  y[11] = y[20] ^ y[9];
  y[7] = x[0] ^ y[11];
  y[17] = y[10] ^ y[11];
  y[19] = y[10] ^ y[8];
  y[16] = t0 ^ y[11];
  y[21] = y[13] ^ y[16];
  y[18] = x[7] ^ y[16];
  y[0] = x[0];
}

/* t21 .. t24: what is to be inverted in GF(2^4). */
/*@ requires \valid(t + (0 .. 3)) && \valid_read(y + (0 .. 21)) && \separated(t + (0 .. 3), y + (0 .. 21));
  @ HF_TOTAL;
  @ assigns t[0 .. 3];
  @*/
static void norm(uint64_t *restrict t, const uint64_t *restrict y) {
  const uint64_t t2 = y[12] & y[15];
  const uint64_t t7 = y[13] & y[16];
  const uint64_t t12 = y[9] & y[11];
  const uint64_t t14 = (y[14] & y[17]) ^ t12;
  const uint64_t t16 = (y[8] & y[10]) ^ t12;
  t[0] = (y[3] & y[6]) ^ t2 ^ t14 ^ y[20];
  t[1] = (y[4] & y[0]) ^ t2 ^ t16 ^ y[19];
  t[2] = (y[5] & y[1]) ^ t7 ^ t14 ^ y[21];
  t[3] = (y[2] & y[7]) ^ t7 ^ t16 ^ y[18];
}

/* t29, t33, t37, t40 .. t45: the inverse and its sums. */
/*@ requires \valid(f + (0 .. 8)) && \valid_read(t + (0 .. 3)) && \separated(f + (0 .. 8), t + (0 .. 3));
  @ HF_TOTAL;
  @ assigns f[0 .. 8];
  @*/
static void invert(uint64_t *restrict f, const uint64_t *restrict t) {
  const uint64_t t25 = t[0] ^ t[1];
  const uint64_t t26 = t[0] & t[2];
  const uint64_t t27 = t[3] ^ t26;
  const uint64_t t29 = (t25 & t27) ^ t[1];
  const uint64_t t30 = t[2] ^ t[3];
  const uint64_t t33 = ((t[1] ^ t26) & t30) ^ t[3];
  const uint64_t t36 = t[3] & (t27 ^ t33);
  const uint64_t t37 = t36 ^ t[2] ^ t33;
  const uint64_t t40 = t25 ^ (t29 & (t27 ^ t36));
  f[0] = t29;
  f[1] = t33;
  f[2] = t37;
  f[3] = t40;
  f[4] = t40 ^ t37;
  f[5] = t29 ^ t33;
  f[6] = t29 ^ t40;
  f[7] = t33 ^ t37;
  f[8] = f[5] ^ f[4];
}

/* z0 .. z17. */
/*@ requires \valid(z + (0 .. 17)) && \valid_read(f + (0 .. 8)) && \valid_read(y + (0 .. 21));
  @ requires \separated(z + (0 .. 17), f + (0 .. 8));
  @ requires \separated(z + (0 .. 17), y + (0 .. 21));
  @ HF_TOTAL;
  @ assigns z[0 .. 17];
  @*/
static void products(uint64_t *restrict z, const uint64_t *restrict f, const uint64_t *restrict y) {
  z[0] = f[7] & y[15];
  z[1] = f[2] & y[6];
  z[2] = f[1] & y[0];
  z[3] = f[6] & y[16];
  z[4] = f[3] & y[1];
  z[5] = f[0] & y[7];
  z[6] = f[5] & y[11];
  z[7] = f[8] & y[17];
  z[8] = f[4] & y[10];
  z[9] = f[7] & y[12];
  z[10] = f[2] & y[3];
  z[11] = f[1] & y[4];
  z[12] = f[6] & y[13];
  z[13] = f[3] & y[5];
  z[14] = f[0] & y[2];
  z[15] = f[5] & y[9];
  z[16] = f[8] & y[14];
  z[17] = f[4] & y[8];
}

/* The affine transformation of FIPS 197 5.1.1, with what is linear of the inverse. */
/*@ requires \valid(x + (0 .. 7)) && \valid_read(z + (0 .. 17)) && \separated(x + (0 .. 7), z + (0 .. 17));
  @ HF_TOTAL;
  @ assigns x[0 .. 7];
  @*/
static void transform(uint64_t *restrict x, const uint64_t *restrict z) {
  const uint64_t t46 = z[15] ^ z[16];
  const uint64_t t48 = z[5] ^ z[13];
  const uint64_t t54 = z[6] ^ z[7];
  const uint64_t t53 = z[0] ^ z[3];
  const uint64_t t57 = z[2] ^ z[12] ^ t53;
  const uint64_t t58 = z[4] ^ t46;
  const uint64_t t59 = z[3] ^ t54;
  const uint64_t t62 = z[7] ^ z[8] ^ t58;
  const uint64_t t63 = z[9] ^ z[10] ^ t58;
  const uint64_t t64 = z[4] ^ t59;
  const uint64_t t65 = z[14] ^ t57 ^ t62;
  const uint64_t t66 = z[1] ^ t63;
  x[7] = t59 ^ t63;
  x[1] = ~(z[12] ^ t48 ^ t62);
  x[0] = ~(t48 ^ t46 ^ t57);
  x[4] = t53 ^ t66;
  x[3] = z[2] ^ z[5] ^ t66;
  x[2] = z[10] ^ z[11] ^ t65;
  x[6] = ~(t64 ^ t53 ^ t66);
  x[5] = ~(z[16] ^ z[17] ^ t64 ^ t65);
}

void hf_sub_bytes(uint64_t plane[8]) {
  uint64_t y[SUMS];
  uint64_t t[4];
  uint64_t f[FACTORS];
  uint64_t z[PRODUCTS];
  sums(y, plane);
  norm(t, y);
  invert(f, t);
  products(z, f, y);
  transform(plane, z);
}

/* The affine transformation, taken back: it is its own part of the inverse S-box on either side of the inversion, which the S-box
   does (FIPS 197 5.3.2). */
/*@ requires \valid(x + (0 .. 7));
  @ HF_TOTAL;
  @ assigns x[0 .. 7];
  @*/
static void untransform(uint64_t *x) {
  const uint64_t a = x[0] ^ x[5];
  const uint64_t b = x[1] ^ x[6];
  const uint64_t c = x[2] ^ x[7];
  const uint64_t d = x[3] ^ x[0];
  const uint64_t e = x[4] ^ x[1];
  const uint64_t f = x[5] ^ x[2];
  const uint64_t g = x[6] ^ x[3];
  const uint64_t h = x[7] ^ x[4];
  const uint64_t x0 = x[0];
  const uint64_t x1 = x[1];
  const uint64_t x2 = x[2];
  const uint64_t x3 = x[3];
  const uint64_t x4 = x[4];
  const uint64_t x5 = x[5];
  const uint64_t x6 = x[6];
  x[0] = ~(c ^ x5);
  x[1] = d ^ x6;
  x[2] = ~(e ^ x[7]);
  x[3] = f ^ x0;
  x[4] = g ^ x1;
  x[5] = h ^ x2;
  x[6] = a ^ x3;
  x[7] = b ^ x4;
}

void hf_inv_sub_bytes(uint64_t plane[8]) {
  untransform(plane);
  hf_sub_bytes(plane);
  untransform(plane);
}
