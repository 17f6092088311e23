#include "record/nonce.h"

void hf_gcm_nonce(uint8_t out[HF_NONCE], const uint8_t *salt, const uint8_t *explicit_nonce) {
  hf_write32(out, hf_read32(salt));
  hf_write64(out + 4, hf_read64(explicit_nonce));
}

/*@ HF_TOTAL;
  @ assigns \nothing;
  @ ensures (\result ^ a) == b; */
static uint8_t xored(uint8_t a, uint8_t b) {
  return (uint8_t)(a ^ b);
}

/* out = the four bytes of a number, xored with those of the IV. */
/*@ requires \valid(out + (0 .. 3)) && \valid_read(iv + (0 .. 3)) && \separated(out + (0 .. 3), iv + (0 .. 3));
  @ HF_TOTAL;
  @ assigns out[0 .. 3];
  @ ensures hf_xored32(out, iv) == number; */
static void put_xored(uint8_t *out, const uint8_t *iv, uint32_t number) {
  out[0] = xored(iv[0], (uint8_t)(number / 0x1000000u));
  out[1] = xored(iv[1], (uint8_t)(number / 0x10000u % 256u));
  out[2] = xored(iv[2], (uint8_t)(number / 0x100u % 256u));
  out[3] = xored(iv[3], (uint8_t)(number % 256u));
  /*@ assert first: (out[0] ^ iv[0]) == number / 0x1000000; */
  /*@ assert second: (out[1] ^ iv[1]) == number / 0x10000 % 256; */
  /*@ assert third: (out[2] ^ iv[2]) == number / 0x100 % 256; */
  /*@ assert fourth: (out[3] ^ iv[3]) == number % 256; */
}

void hf_chacha20_nonce(uint8_t out[HF_NONCE], const uint8_t iv[HF_NONCE], uint64_t sequence) {
  hf_write32(out, hf_read32(iv));
  put_xored(out + 4, iv + 4, (uint32_t)(sequence / 0x100000000u));
  put_xored(out + 8, iv + 8, (uint32_t)(sequence % 0x100000000u));
}
