#include "chacha20_poly1305.h"
#include "crypto/bytes.h"
#include "crypto/ct.h"

#define BLOCK 64u

/* Block 0 of the stream is the key of the authenticator (RFC 8439 2.6), data begin with block 1. */
static void encrypt(const uint8_t key[32], const uint8_t nonce[12], uint8_t *data, size_t n) {
  uint8_t stream[BLOCK];
  uint32_t count = 0;
  for (size_t i = 0; i < n; i++) {
    if (i % BLOCK == 0) {
      count++;
      hf_bare_chacha20(stream, key, nonce, count);
    }
    data[i] ^= stream[i % BLOCK];
  }
  hf_wipe(stream, sizeof stream);
}

/* 2.8: additional data and ciphertext, each filled up with zeroes, and their lengths. */
static void authenticate(const uint8_t key[32], const uint8_t nonce[12], const uint8_t *aad, size_t aad_n,
                         const uint8_t *data, size_t n, uint8_t tag[16]) {
  struct hf_bare_poly1305 p;
  uint8_t first[BLOCK], lengths[16];
  hf_bare_chacha20(first, key, nonce, 0);
  hf_bare_poly1305_start(&p, first);
  hf_bare_poly1305_take(&p, aad, aad_n);
  hf_bare_poly1305_take(&p, data, n);
  hf_bare_write32(lengths, (uint32_t)aad_n);
  hf_bare_write32(lengths + 4, (uint32_t)((uint64_t)aad_n >> 32));
  hf_bare_write32(lengths + 8, (uint32_t)n);
  hf_bare_write32(lengths + 12, (uint32_t)((uint64_t)n >> 32));
  hf_bare_poly1305_take(&p, lengths, sizeof lengths);
  hf_bare_poly1305_finish(&p, tag);
  hf_wipe(first, sizeof first);
}

int hf_chacha20_poly1305_seal(const uint8_t key[32], const uint8_t nonce[12], const uint8_t *aad, size_t aad_n,
                              uint8_t *data, size_t n, uint8_t tag[16]) {
  encrypt(key, nonce, data, n);
  authenticate(key, nonce, aad, aad_n, data, n, tag);
  return 0;
}

int hf_chacha20_poly1305_open(const uint8_t key[32], const uint8_t nonce[12], const uint8_t *aad, size_t aad_n,
                              uint8_t *data, size_t n, const uint8_t tag[16]) {
  uint8_t right[16];
  int r = -1;
  authenticate(key, nonce, aad, aad_n, data, n, right);
  if (hf_ct_equal(right, tag, sizeof right) == 1) {
    encrypt(key, nonce, data, n);
    r = 0;
  }
  hf_wipe(right, sizeof right);
  return r;
}
