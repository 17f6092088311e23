#include "crypto/bytes.h"
#include "support/vectors.h"

Test(crypto_bytes, numbers_are_big_endian) {
  const uint8_t in[8] = {0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef};
  uint8_t out[8] = {0};
  cr_assert_eq(hf_read16(in), 0x0123);
  cr_assert_eq(hf_read24(in), 0x012345);
  cr_assert_eq(hf_read32(in), 0x01234567);
  cr_assert_eq(hf_read64(in), 0x0123456789abcdefu);
  hf_write64(out, 0x0123456789abcdefu);
  cr_assert_arr_eq(out, in, 8);
  hf_write16(out, 0xfedc);
  hf_write24(out + 2, 0xba9876);
  cr_assert_arr_eq(out, ((uint8_t[]){0xfe, 0xdc, 0xba, 0x98, 0x76, 0xab, 0xcd, 0xef}), 8);
  hf_write32(out + 1, 0x10203040);
  cr_assert_arr_eq(out, ((uint8_t[]){0xfe, 0x10, 0x20, 0x30, 0x40, 0xab, 0xcd, 0xef}), 8);
}

Test(crypto_bytes, copies_fills_and_wipes_exactly_n) {
  for (size_t n = 0; n < 70; n++) {
    uint8_t from[72], to[72];
    for (size_t i = 0; i < 72; i++) {
      from[i] = (uint8_t)(i + 1);
      to[i] = 0xee;
    }
    hf_copy(to + 1, from, n);
    cr_assert_arr_eq(to + 1, from, n);
    cr_assert_eq(to[0], 0xee);
    cr_assert_eq(to[n + 1], 0xee);
    hf_fill(to + 1, 0x5a, n);
    for (size_t i = 0; i < n; i++)
      cr_assert_eq(to[i + 1], 0x5a);
    cr_assert_eq(to[n + 1], 0xee);
    hf_wipe(to + 1, n);
    for (size_t i = 0; i < n; i++)
      cr_assert_eq(to[i + 1], 0);
    cr_assert_eq(to[0], 0xee);
    cr_assert_eq(to[n + 1], 0xee);
  }
}

Test(crypto_bytes, wipes_structures_whole) {
  struct hf_hash h;
  struct hf_hmac_key k;
  struct hf_aes a;
  memset(&h, 0xff, sizeof h);
  memset(&k, 0xff, sizeof k);
  memset(&a, 0xff, sizeof a);
  hf_wipe_hash(&h);
  hf_wipe_hmac_key(&k);
  hf_wipe_aes(&a);
  for (size_t i = 0; i < 26; i++)
    cr_assert_eq(h.word[i], 0);
  for (size_t i = 0; i < 8; i++)
    cr_assert(k.inner.half[2 * i] == 0 && k.inner.half[2 * i + 1] == 0 && k.outer.half[2 * i] == 0 &&
              k.outer.half[2 * i + 1] == 0);
  for (size_t i = 0; i < 62; i++)
    cr_assert_eq(a.word[i], 0);
  cr_assert(h.id == 0 && k.id == 0 && a.use == HF_AES_NOTHING);
}
