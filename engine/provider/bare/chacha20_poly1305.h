/* The two halves of ChaCha20-Poly1305 (RFC 8439): neither branches on a secret, nor has it for an index. */
#ifndef HANDFAST_BARE_CHACHA20_POLY1305_H
#define HANDFAST_BARE_CHACHA20_POLY1305_H
#include "handfast/provider.h"

/* RFC 8439 2.3: block number `count` of the stream. */
/*@ requires \valid(out + (0 .. 63)) && \valid_read(key + (0 .. 31)) && \valid_read(nonce + (0 .. 11));
  @ requires \separated(out + (0 .. 63), key + (0 .. 31)) && \separated(out + (0 .. 63), nonce + (0 .. 11));
  @ HF_TOTAL;
  @ assigns out[0 .. 63];
  @*/
void hf_bare_chacha20(uint8_t out[64], const uint8_t key[32], const uint8_t nonce[12], uint32_t count);

/* RFC 8439 2.5: numbers of 26 bits, the lowest first; s is added at the end. */
struct hf_bare_poly1305 {
  uint32_t r[5], h[5], s[4];
};

/*@ requires \valid(p) && \valid_read(key + (0 .. 31)) && \separated(p, key + (0 .. 31));
  @ HF_TOTAL;
  @ assigns *p;
  @*/
void hf_bare_poly1305_start(struct hf_bare_poly1305 *p, const uint8_t key[32]);

/* Takes n bytes, and zeroes behind them up to a whole block (2.8). */
/*@ requires \valid(p) && \valid_read(in + (0 .. n-1)) && \separated(p, in + (0 .. n-1));
  @ HF_TOTAL;
  @ assigns p->h[0 .. 4];
  @*/
void hf_bare_poly1305_take(struct hf_bare_poly1305 *p, const uint8_t *in, size_t n);

/* The tag. All of *p is wiped. */
/*@ requires \valid(p) && \valid(tag + (0 .. 15)) && \separated(p, tag + (0 .. 15));
  @ HF_TOTAL;
  @ assigns *p, tag[0 .. 15];
  @*/
void hf_bare_poly1305_finish(struct hf_bare_poly1305 *p, uint8_t tag[16]);

/* Numbers with their lowest byte first. */
static inline uint32_t hf_bare_read32(const uint8_t *p) {
  return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static inline void hf_bare_write32(uint8_t *p, uint32_t v) {
  for (uint32_t i = 0; i < 4; i++)
    p[i] = (uint8_t)(v >> (8u * i));
}
#endif
