#include "record/nonce.h"

void hf_gcm_nonce(uint8_t out[HF_NONCE], const uint8_t *salt, const uint8_t *explicit_nonce) {
  hf_copy(out, salt, 4);
  hf_copy(out + 4, explicit_nonce, 8);
  /*@ assert salt: out[0] == salt[0] && out[1] == salt[1] && out[2] == salt[2] && out[3] == salt[3]; */
  /*@ assert explicit: \forall integer i; 0 <= i < 8 ==> out[4 + i] == explicit_nonce[i]; */
  /*@ assert octets: out[4] == explicit_nonce[0] && out[5] == explicit_nonce[1] && out[6] == explicit_nonce[2] &&
        out[7] == explicit_nonce[3] && out[8] == explicit_nonce[4] && out[9] == explicit_nonce[5] && out[10] == explicit_nonce[6] &&
        out[11] == explicit_nonce[7]; */
  /*@ assert high: be32(out + 4) == be32(explicit_nonce) && be32(out + 8) == be32(explicit_nonce + 4); */
  /*@ assert given: bytes_kept{Pre,Here}(salt, 4) && bytes_kept{Pre,Here}(explicit_nonce, 8); */
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
