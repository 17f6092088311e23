#include "record/nonce.h"

void hf_gcm_nonce(uint8_t out[HF_NONCE], const uint8_t *salt, const uint8_t *explicit_nonce) {
  hf_copy(out, salt, 4u);
  hf_copy(out + 4, explicit_nonce, 8u);
}

void hf_explicit_nonce(uint8_t out[8], uint64_t sequence) {
  out[0] = (uint8_t)(sequence / 0x100000000000000u);
  out[1] = (uint8_t)(sequence / 0x1000000000000u % 256u);
  out[2] = (uint8_t)(sequence / 0x10000000000u % 256u);
  out[3] = (uint8_t)(sequence / 0x100000000u % 256u);
  out[4] = (uint8_t)(sequence / 0x1000000u % 256u);
  out[5] = (uint8_t)(sequence / 0x10000u % 256u);
  out[6] = (uint8_t)(sequence / 0x100u % 256u);
  out[7] = (uint8_t)(sequence % 256u);
}

void hf_chacha20_nonce(uint8_t out[HF_NONCE], const uint8_t iv[HF_NONCE], uint64_t sequence) {
  hf_copy(out, iv, 4u);
  hf_explicit_nonce(out + 4, sequence);
  /*@ loop invariant 4 <= i <= 12;
    @ loop invariant \forall integer j; 0 <= j < 4 ==> out[j] == iv[j];
    @ loop invariant \forall integer j; 4 <= j < i ==> out[j] == (uint8_t)(iv[j] ^ hf_sequence_byte(sequence, j - 4));
    @ loop invariant \forall integer j; i <= j < 12 ==> out[j] == hf_sequence_byte(sequence, j - 4);
    @ loop assigns i, out[4 .. 11];
    @ loop variant 12 - i; */
  for (size_t i = 4u; i < HF_NONCE; i++)
    out[i] = (uint8_t)(iv[i] ^ out[i]);
}
