/* AES by the instructions of ARMv8. A round key is four words, its bytes as FIPS 197 has them. An instruction adds the round key first,
   and then does SubBytes and ShiftRows; MixColumns is another. */
#include "instructions.h"
#ifdef HF_ARMV8
#include "crypto/aes.h"
#include "crypto/bytes.h"
#include <arm_neon.h>
#include <string.h>

#define AES __attribute__((target("+crypto")))
#define EIGHT(step) step(0) step(1) step(2) step(3) step(4) step(5) step(6) step(7)

AES static inline uint8x16_t round_key(const struct hf_aes *k, uint32_t round) {
  return vreinterpretq_u8_u32(vld1q_u32(k->word + 4u * round));
}

/* On four like columns, which ShiftRows leaves alone, it is SubBytes. */
AES static uint32_t sub_word(uint32_t x) {
  return vgetq_lane_u32(vreinterpretq_u32_u8(vaeseq_u8(vreinterpretq_u8_u32(vdupq_n_u32(x)), vdupq_n_u8(0))), 0);
}

/* KeyExpansion (FIPS 197 5.2), its words little-endian: RotWord turns to the right. */
AES static void expand(uint32_t *w, size_t key_n, size_t words) {
  uint32_t rcon = 1;
  for (size_t i = key_n; i < words; i++) {
    uint32_t t = w[i - 1];
    if (i % key_n == 0) {
      t = sub_word(t >> 8 | t << 24) ^ rcon;
      rcon = rcon << 1 ^ (rcon >> 7) * 0x11bu;
    } else if (key_n == 8 && i % key_n == 4) {
      t = sub_word(t);
    }
    w[i] = w[i - key_n] ^ t;
  }
}

AES int hf_fast_aes_start(struct hf_aes *k, const uint8_t *key, size_t n, uint32_t decrypts) {
  if (n != 16 && n != 24 && n != 32)
    return -1;
  const uint32_t rounds = (uint32_t)n / 4 + 6;
  memcpy(k->word, key, n);
  expand(k->word, n / 4, 4 * (rounds + 1));
  k->word[HF_AES_ROUNDS] = rounds;
  for (uint32_t i = 1; decrypts != 0 && i < rounds; i++)
    vst1q_u32(k->word + 4 * i, vreinterpretq_u32_u8(vaesimcq_u8(round_key(k, i))));
  return 0;
}

#define LOAD(i) uint8x16_t b##i = vld1q_u8(in + 16 * (i));
#define ENCRYPT(i) b##i = vaesmcq_u8(vaeseq_u8(b##i, key));
#define ENCRYPT_LAST(i) b##i = veorq_u8(vaeseq_u8(b##i, key), last);
#define DECRYPT(i) b##i = vaesimcq_u8(vaesdq_u8(b##i, key));
#define DECRYPT_LAST(i) b##i = veorq_u8(vaesdq_u8(b##i, key), last);
#define STORE(i) vst1q_u8(out + 16 * (i), b##i);
#define ENCRYPT_ALL(each)                                                                                              \
  for (uint32_t i = 0; i + 1 < rounds; i++) {                                                                          \
    key = round_key(k, i);                                                                                             \
    each(ENCRYPT)                                                                                                      \
  }                                                                                                                    \
  key = round_key(k, rounds - 1);                                                                                      \
  last = round_key(k, rounds);                                                                                         \
  each(ENCRYPT_LAST)
#define DECRYPT_ALL(each)                                                                                              \
  for (uint32_t i = rounds; i > 1; i--) {                                                                              \
    key = round_key(k, i);                                                                                             \
    each(DECRYPT)                                                                                                      \
  }                                                                                                                    \
  key = round_key(k, 1);                                                                                               \
  last = round_key(k, 0);                                                                                              \
  each(DECRYPT_LAST)
#define ONE(step) step(0)

/* Eight blocks side by side, since a round takes longer to be done than until the next can begin. */
AES static void encrypt_eight(const struct hf_aes *k, const uint8_t *in, uint8_t *out) {
  const uint32_t rounds = k->word[HF_AES_ROUNDS];
  uint8x16_t key, last;
  EIGHT(LOAD)
  ENCRYPT_ALL(EIGHT)
  EIGHT(STORE)
}

AES static void encrypt_one(const struct hf_aes *k, const uint8_t *in, uint8_t *out) {
  const uint32_t rounds = k->word[HF_AES_ROUNDS];
  uint8x16_t key, last;
  ONE(LOAD)
  ENCRYPT_ALL(ONE)
  ONE(STORE)
}

AES static void decrypt_eight(const struct hf_aes *k, const uint8_t *in, uint8_t *out) {
  const uint32_t rounds = k->word[HF_AES_ROUNDS];
  uint8x16_t key, last;
  EIGHT(LOAD)
  DECRYPT_ALL(EIGHT)
  EIGHT(STORE)
}

AES static void decrypt_one(const struct hf_aes *k, const uint8_t *in, uint8_t *out) {
  const uint32_t rounds = k->word[HF_AES_ROUNDS];
  uint8x16_t key, last;
  ONE(LOAD)
  DECRYPT_ALL(ONE)
  ONE(STORE)
}

/* Eight blocks of the data xored with the key stream. The last word of a counter block is its number, big-endian. */
#define COUNT(i) uint8x16_t b##i = vreinterpretq_u8_u32(vsetq_lane_u32(__builtin_bswap32(count + (i)), nonce, 3));
#define XOR(i) vst1q_u8(data + 16 * (i), veorq_u8(vld1q_u8(data + 16 * (i)), b##i));

AES static void xor_eight(const struct hf_aes *k, uint32x4_t nonce, uint32_t count, uint8_t *data) {
  const uint32_t rounds = k->word[HF_AES_ROUNDS];
  uint8x16_t key, last;
  EIGHT(COUNT)
  ENCRYPT_ALL(EIGHT)
  EIGHT(XOR)
}

/* The last blocks of all, less than eight, through a copy. */
AES static void xor_rest(const struct hf_aes *k, uint32x4_t nonce, uint32_t count, uint8_t *data, size_t n) {
  uint8_t copy[128];
  memset(copy, 0, sizeof copy);
  memcpy(copy, data, n);
  xor_eight(k, nonce, count, copy);
  memcpy(data, copy, n);
  hf_wipe(copy, sizeof copy);
}

AES void hf_fast_aes_counter(const struct hf_aes *k, const uint8_t nonce[12], uint32_t count, uint8_t *data, size_t n) {
  uint8_t block[16] = {0};
  memcpy(block, nonce, 12);
  const uint32x4_t begin = vreinterpretq_u32_u8(vld1q_u8(block));
  size_t at = 0;
  for (; n - at >= 128; at += 128)
    xor_eight(k, begin, count + (uint32_t)(at / 16), data + at);
  if (at < n)
    xor_rest(k, begin, count + (uint32_t)(at / 16), data + at, n - at);
}

void hf_fast_aes_encrypt(const struct hf_aes *k, const uint8_t *in, uint8_t *out, size_t n) {
  size_t i = 0;
  for (; n - i >= 8; i += 8)
    encrypt_eight(k, in + 16 * i, out + 16 * i);
  for (; i < n; i++)
    encrypt_one(k, in + 16 * i, out + 16 * i);
}

void hf_fast_aes_decrypt(const struct hf_aes *k, const uint8_t *in, uint8_t *out, size_t n) {
  size_t i = 0;
  for (; n - i >= 8; i += 8)
    decrypt_eight(k, in + 16 * i, out + 16 * i);
  for (; i < n; i++)
    decrypt_one(k, in + 16 * i, out + 16 * i);
}
#endif
