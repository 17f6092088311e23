/* Elements as bytes, and the inverse. */
#include "p256_number.h"

/* 2^522 modulo p: a product with it stands for the number that the other factor is. */
static const struct hf_p256_element square_of_unit = {
    {0xc00u, 0, 0x1fff0000u, 0x1fdfffffu, 0x1fbfffffu, 0x1fffffffu, 0x1fffffffu, 0x1ffffffeu, 0x13u}};

uint32_t hf_p256_element_read(struct hf_p256_element *out, const uint8_t in[32]) {
  uint32_t below = 0;
  hf_p256_number_read(out, in);
  below = hf_p256_number_reduce(out, &hf_p256_p);
  hf_p256_multiply(out, out, &square_of_unit);
  return below;
}

/* The number below p that an element stands for. */
/*@ requires \valid_read(a) && p256_within(*a, 2);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures p256_within(\result, 1);
  @*/
static struct hf_p256_element number(const struct hf_p256_element *a) {
  static const struct hf_p256_element one = {{1, 0, 0, 0, 0, 0, 0, 0, 0}};
  struct hf_p256_element r;
  hf_p256_multiply(&r, a, &one);
  (void)hf_p256_number_reduce(&r, &hf_p256_p);
  return r;
}

void hf_p256_element_write(uint8_t out[32], const struct hf_p256_element *a) {
  const struct hf_p256_element r = number(a);
  hf_p256_number_write(out, &r);
}

uint32_t hf_p256_is_zero(const struct hf_p256_element *a) {
  const struct hf_p256_element r = number(a);
  return hf_p256_number_is_zero(&r);
}

/* out = a ^ (2 ^ n) * b. */
/*@ requires \valid(out) && \valid_read(a) && \valid_read(b) && \separated(out, b);
  @ requires p256_within(*a, 1) && p256_within(*b, 1);
  @ HF_TOTAL;
  @ assigns *out;
  @ ensures p256_within(*out, 1);
  @*/
static void power(struct hf_p256_element *out, const struct hf_p256_element *a, uint32_t n,
                  const struct hf_p256_element *b) {
  *out = *a;
  /*@ loop invariant 0 <= i <= n && p256_within(*out, 1) && p256_within(*b, 1);
    @ loop assigns i, *out;
    @ loop variant n - i; */
  for (uint32_t i = 0; i < n; i++)
    hf_p256_multiply(out, out, out);
  hf_p256_multiply(out, out, b);
}

/* a ^ (p - 2), by Fermat. p - 2 is, in words of 32 bits, ffffffff 00000001 00000000 00000000 00000000 ffffffff ffffffff fffffffd;
   ones_n is a ^ (2 ^ n - 1). */
void hf_p256_invert(struct hf_p256_element *out, const struct hf_p256_element *a) {
  const struct hf_p256_element b = *a;
  struct hf_p256_element ones_2;
  struct hf_p256_element ones_30;
  struct hf_p256_element t;
  struct hf_p256_element r;
  power(&ones_2, &b, 1, &b);
  power(&t, &ones_2, 2, &ones_2);  /* ones_4 */
  power(&r, &t, 4, &t);            /* ones_8 */
  power(&ones_30, &r, 4, &t);      /* ones_12 */
  power(&t, &ones_30, 2, &ones_2); /* ones_14 */
  power(&r, &t, 14, &t);           /* ones_28 */
  power(&ones_30, &r, 2, &ones_2);
  power(&t, &ones_30, 2, &ones_2); /* ones_32 */
  power(&r, &t, 32, &b);
  power(out, &r, 128, &t);
  power(&r, out, 32, &t);
  power(out, &r, 30, &ones_30);
  power(&r, out, 2, &b);
  *out = r;
}
