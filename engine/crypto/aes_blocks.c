/* Blocks through AES, four at a time; what is missing to four are zeroes. */
#include "crypto/aes_planes.h"
#include "crypto/bytes.h"

/* At most four blocks. */
/*@ requires \valid_read(k) && aes_expanded(k) && 0 < n <= 64;
  @ requires \valid_read(in + (0 .. n-1)) && \valid(out + (0 .. n-1));
  @ requires \separated(k, out + (0 .. n-1));
  @ requires out == in || \separated(in + (0 .. n-1), out + (0 .. n-1));
  @ HF_TOTAL;
  @ assigns out[0 .. n-1];
  @*/
static void four(const struct hf_aes *k, const uint8_t *in, uint8_t *out, size_t n, uint32_t decrypts) {
  uint8_t state[HF_AES_STATES];
  uint64_t plane[8];
  hf_fill(state, 0, sizeof state);
  hf_copy(state, in, n);
  hf_planes_of(plane, state);
  if (decrypts != 0u)
    hf_aes_inverse_rounds(k, plane);
  else
    hf_aes_rounds(k, plane);
  hf_planes_to(state, plane);
  hf_copy(out, state, n);
  hf_wipe(state, sizeof state);
  hf_wipe64(plane, 8);
}

/*@ requires \valid_read(k) && aes_expanded(k) && n <= 16 * HF_AES_BLOCKS_MAX;
  @ requires \valid_read(in + (0 .. n-1)) && \valid(out + (0 .. n-1));
  @ requires \separated(k, out + (0 .. n-1));
  @ requires out == in || \separated(in + (0 .. n-1), out + (0 .. n-1));
  @ HF_TOTAL;
  @ assigns out[0 .. n-1];
  @*/
static void all(const struct hf_aes *k, const uint8_t *in, uint8_t *out, size_t n, uint32_t decrypts) {
  size_t at = 0;
  /*@ loop invariant 0 <= at <= n && (at % 64 == 0 || at == n);
    @ loop assigns at, out[0 .. n-1];
    @ loop variant n - at; */
  while (at < n) {
    const size_t now = n - at < HF_AES_STATES ? n - at : HF_AES_STATES;
    four(k, in + at, out + at, now, decrypts);
    at += now;
  }
}

void hf_plain_aes_encrypt(const struct hf_aes *k, const uint8_t *in, uint8_t *out, size_t n) {
  all(k, in, out, HF_AES_BLOCK * n, 0u);
}

void hf_plain_aes_decrypt(const struct hf_aes *k, const uint8_t *in, uint8_t *out, size_t n) {
  all(k, in, out, HF_AES_BLOCK * n, 1u);
}
