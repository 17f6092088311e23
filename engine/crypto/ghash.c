#include "crypto/ghash.h"
#include "crypto/bytes.h"
#include "crypto/multiply.h"

void hf_ghash_start(struct hf_ghash *g, const uint8_t h[16]) {
  uint32_t part[HF_GHASH_PARTS];
  hf_multiply_parts(part, hf_read64(h), hf_read64(h + 8));
  hf_multiply_cut(g->h, part);
  g->y[0] = 0;
  g->y[1] = 0;
  hf_wipe32(part, HF_GHASH_PARTS);
}

/*@ requires \valid(g) && \valid_read(in + (0 .. 15)) && \separated(g, in + (0 .. 15));
  @ HF_TOTAL;
  @ assigns g->y[0 .. 1];
  @*/
static void block(struct hf_ghash *g, const uint8_t *in) {
  g->y[0] = g->y[0] ^ hf_read64(in);
  g->y[1] = g->y[1] ^ hf_read64(in + 8);
  hf_multiply(g->y, g->h);
}

void hf_ghash_bytes(struct hf_ghash *g, const uint8_t *in, size_t n) {
  const size_t whole = n - n % 16u;
  /*@ loop invariant 0 <= at <= whole && at % 16 == 0;
    @ loop assigns at, g->y[0 .. 1];
    @ loop variant whole - at; */
  for (size_t at = 0; at < whole; at += 16u)
    block(g, in + at);
  if (whole < n) {
    uint8_t last[16];
    hf_fill(last, 0, 16);
    hf_copy(last, in + whole, n - whole);
    block(g, last);
    hf_wipe(last, 16);
  }
}

void hf_ghash_finish(struct hf_ghash *g, uint64_t aad_n, uint64_t n, uint8_t out[16]) {
  hf_write64(out, aad_n * 8u);
  hf_write64(out + 8, n * 8u);
  block(g, out);
  hf_write64(out, g->y[0]);
  hf_write64(out + 8, g->y[1]);
}

void hf_ghash_wipe(struct hf_ghash *g) {
  hf_wipe32(g->h, HF_GHASH_PARTS * 4u);
  hf_wipe64(g->y, 2);
}
