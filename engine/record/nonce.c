#include "record/nonce.h"

void hf_gcm_nonce(uint8_t out[HF_NONCE], const uint8_t *salt, const uint8_t *explicit_nonce) {
  hf_write32(out, hf_read32(salt));
  hf_write64(out + 4, hf_read64(explicit_nonce));
}

/*@ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures \result == (a ^ b);
  @ ensures (\result ^ a) == b; */
static uint8_t xor8(uint8_t a, uint8_t b) {
  return (uint8_t)(a ^ b);
}

void hf_chacha20_nonce(uint8_t out[HF_NONCE], const uint8_t iv[HF_NONCE], uint64_t sequence) {
  hf_write32(out, hf_read32(iv));
  hf_write64(out + 4, sequence);
  out[4] = xor8(iv[4], out[4]);
  out[5] = xor8(iv[5], out[5]);
  out[6] = xor8(iv[6], out[6]);
  out[7] = xor8(iv[7], out[7]);
  out[8] = xor8(iv[8], out[8]);
  out[9] = xor8(iv[9], out[9]);
  out[10] = xor8(iv[10], out[10]);
  out[11] = xor8(iv[11], out[11]);
  /*@ assert salt: be32(out) == be32(iv); */
  /*@ assert rest: hf_xored64(out + 4, iv + 4) == sequence; */
}
