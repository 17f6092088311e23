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

/* a ^ (2 ^ n) * b. */
/*@ requires p256_within(a, 1) && \valid_read(b) && p256_within(*b, 1);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures p256_within(\result, 1);
  @*/
static struct hf_p256_element power(struct hf_p256_element a, uint32_t n, const struct hf_p256_element *b) {
  /*@ loop invariant 0 <= i <= n && p256_within(a, 1);
    @ loop assigns i, a;
    @ loop variant n - i; */
  for (uint32_t i = 0; i < n; i++)
    hf_p256_multiply(&a, &a, &a);
  hf_p256_multiply(&a, &a, b);
  return a;
}

/* a ^ (p - 2), by Fermat. p - 2 is, in words of 32 bits, ffffffff 00000001 00000000 00000000 00000000 ffffffff ffffffff fffffffd;
   ones_n is a ^ (2 ^ n - 1). */
void hf_p256_invert(struct hf_p256_element *out, const struct hf_p256_element *a) {
  const struct hf_p256_element ones_2 = power(*a, 1, a);
  const struct hf_p256_element ones_4 = power(ones_2, 2, &ones_2);
  const struct hf_p256_element ones_8 = power(ones_4, 4, &ones_4);
  struct hf_p256_element ones_30 = power(ones_8, 8, &ones_8);
  struct hf_p256_element ones_32;
  struct hf_p256_element r;
  ones_30 = power(ones_30, 8, &ones_8);
  ones_30 = power(ones_30, 4, &ones_4);
  ones_30 = power(ones_30, 2, &ones_2);
  ones_32 = power(ones_30, 2, &ones_2);
  r = power(ones_32, 32, a);
  r = power(r, 128, &ones_32);
  r = power(r, 32, &ones_32);
  r = power(r, 30, &ones_30);
  *out = power(r, 2, a);
}
