#include "crypto/ct.h"
#include "support/vectors.h"

Test(crypto_ct, bytes_differ_for_every_pair) {
  for (unsigned x = 0; x < 256; x++)
    for (unsigned y = 0; y < 256; y++) {
      cr_assert_eq(hf_ct_differs((uint8_t)x, (uint8_t)y), x != y ? 1u : 0u);
      cr_assert_eq(hf_ct_select8(1, (uint8_t)x, (uint8_t)y), x);
      cr_assert_eq(hf_ct_select8(0, (uint8_t)x, (uint8_t)y), y);
    }
}

Test(crypto_ct, numbers_compare) {
  const uint32_t v[] = {0, 1, 2, 255, 256, 65535, 0x40000000, 0x7ffffffe, 0x7fffffff};
  for (size_t i = 0; i < sizeof v / sizeof v[0]; i++) {
    cr_assert_eq(hf_ct_is_zero(v[i]), v[i] == 0 ? 1u : 0u);
    for (size_t j = 0; j < sizeof v / sizeof v[0]; j++) {
      cr_assert_eq(hf_ct_less(v[i], v[j]), v[i] < v[j] ? 1u : 0u);
      cr_assert_eq(hf_ct_same(v[i], v[j]), v[i] == v[j] ? 1u : 0u);
      cr_assert_eq(hf_ct_select32(1, v[i], ~v[j]), v[i]);
      cr_assert_eq(hf_ct_select32(0, v[i], ~v[j]), ~v[j]);
    }
  }
}

Test(crypto_ct, equal_sees_each_bit) {
  uint8_t a[48], b[48];
  memset(a, 0x5a, sizeof a);
  memset(b, 0x5a, sizeof b);
  cr_assert_eq(hf_ct_equal(a, b, 48), 1);
  cr_assert_eq(hf_ct_equal(a, b, 0), 1);
  for (size_t i = 0; i < 48 * 8; i++) {
    b[i / 8] ^= (uint8_t)(1u << i % 8);
    cr_assert_eq(hf_ct_equal(a, b, 48), 0);
    cr_assert_eq(hf_ct_equal(a, b, i / 8), 1);
    b[i / 8] ^= (uint8_t)(1u << i % 8);
  }
}

Test(crypto_ct, copies_or_not) {
  const uint8_t from[3] = {1, 2, 3};
  uint8_t to[3] = {7, 8, 9};
  hf_ct_copy(0, to, from, 3);
  cr_assert_arr_eq(to, ((uint8_t[]){7, 8, 9}), 3);
  hf_ct_copy(1, to, from, 2);
  cr_assert_arr_eq(to, ((uint8_t[]){1, 2, 9}), 3);
}
