/* AES by the instructions of x86-64 (AES-NI). A round key is four words, its bytes as FIPS 197 has them. */
#include "instructions.h"
#ifdef HF_X86_64
#include "crypto/aes.h"
#include "crypto/bytes.h"
#include <immintrin.h>
#include <string.h>

#define AES __attribute__((target("aes,sse4.1")))
#define EIGHT(step) step(0) step(1) step(2) step(3) step(4) step(5) step(6) step(7)

AES static inline __m128i round_key(const struct hf_aes *k, uint32_t round) {
  return _mm_loadu_si128((const __m128i *)(const void *)(k->word + 4u * round));
}

AES static inline __m128i block_at(const uint8_t *in, size_t i) {
  return _mm_loadu_si128((const __m128i *)(const void *)(in + 16u * i));
}

AES static inline void put(uint8_t *out, size_t i, __m128i block) {
  _mm_storeu_si128((__m128i *)(void *)(out + 16u * i), block);
}

/* The last round on four like columns, which ShiftRows leaves alone, is SubBytes. */
AES static uint32_t sub_word(uint32_t x) {
  return (uint32_t)_mm_cvtsi128_si32(_mm_aesenclast_si128(_mm_set1_epi32((int)x), _mm_setzero_si128()));
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
    _mm_storeu_si128((__m128i *)(void *)(k->word + 4 * i), _mm_aesimc_si128(round_key(k, i)));
  return 0;
}

AES static void encrypt_one(const struct hf_aes *k, const uint8_t *in, uint8_t *out) {
  const uint32_t rounds = k->word[HF_AES_ROUNDS];
  __m128i b = _mm_xor_si128(block_at(in, 0), round_key(k, 0));
  for (uint32_t i = 1; i < rounds; i++)
    b = _mm_aesenc_si128(b, round_key(k, i));
  put(out, 0, _mm_aesenclast_si128(b, round_key(k, rounds)));
}

AES static void decrypt_one(const struct hf_aes *k, const uint8_t *in, uint8_t *out) {
  const uint32_t rounds = k->word[HF_AES_ROUNDS];
  __m128i b = _mm_xor_si128(block_at(in, 0), round_key(k, rounds));
  for (uint32_t i = rounds - 1; i > 0; i--)
    b = _mm_aesdec_si128(b, round_key(k, i));
  put(out, 0, _mm_aesdeclast_si128(b, round_key(k, 0)));
}

/* Eight blocks side by side, since a round takes longer to be done than until the next can begin. */
#define BEGIN(i) __m128i b##i = _mm_xor_si128(block_at(in, i), key);
#define ENCRYPT(i) b##i = _mm_aesenc_si128(b##i, key);
#define ENCRYPT_LAST(i) put(out, i, _mm_aesenclast_si128(b##i, key));
#define DECRYPT(i) b##i = _mm_aesdec_si128(b##i, key);
#define DECRYPT_LAST(i) put(out, i, _mm_aesdeclast_si128(b##i, key));

AES static void encrypt_eight(const struct hf_aes *k, const uint8_t *in, uint8_t *out) {
  const uint32_t rounds = k->word[HF_AES_ROUNDS];
  __m128i key = round_key(k, 0);
  EIGHT(BEGIN)
  for (uint32_t i = 1; i < rounds; i++) {
    key = round_key(k, i);
    EIGHT(ENCRYPT)
  }
  key = round_key(k, rounds);
  EIGHT(ENCRYPT_LAST)
}

AES static void decrypt_eight(const struct hf_aes *k, const uint8_t *in, uint8_t *out) {
  const uint32_t rounds = k->word[HF_AES_ROUNDS];
  __m128i key = round_key(k, rounds);
  EIGHT(BEGIN)
  for (uint32_t i = rounds - 1; i > 0; i--) {
    key = round_key(k, i);
    EIGHT(DECRYPT)
  }
  key = round_key(k, 0);
  EIGHT(DECRYPT_LAST)
}

/* The counter block number `count`: its last word is that number, big-endian. */
AES static inline __m128i numbered(__m128i nonce, uint32_t count) {
  return _mm_insert_epi32(nonce, (int)__builtin_bswap32(count), 3);
}

#define BEGIN_COUNT(i) __m128i b##i = _mm_xor_si128(numbered(nonce, count + (i)), key);
#define XOR_LAST(i) put(data, i, _mm_xor_si128(_mm_aesenclast_si128(b##i, key), block_at(data, i)));

AES static void xor_eight(const struct hf_aes *k, __m128i nonce, uint32_t count, uint8_t *data) {
  const uint32_t rounds = k->word[HF_AES_ROUNDS];
  __m128i key = round_key(k, 0);
  EIGHT(BEGIN_COUNT)
  for (uint32_t i = 1; i < rounds; i++) {
    key = round_key(k, i);
    EIGHT(ENCRYPT)
  }
  key = round_key(k, rounds);
  EIGHT(XOR_LAST)
}

/* The last blocks of all, less than eight, through a copy. */
AES static void xor_rest(const struct hf_aes *k, __m128i nonce, uint32_t count, uint8_t *data, size_t n) {
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
  const __m128i begin = block_at(block, 0);
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
