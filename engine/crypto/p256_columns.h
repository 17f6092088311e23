/* A product modulo p or n under way: eight columns of 29 bits that carry at the end. */
#ifndef HANDFAST_CRYPTO_P256_COLUMNS_H
#define HANDFAST_CRYPTO_P256_COLUMNS_H
#include "p256_field.h"

struct hf_p256_columns {
  uint64_t h[8];
};

/* The carries. */
static inline struct hf_p256_element hf_p256_narrow(struct hf_p256_columns s) {
  struct hf_p256_element r;
  uint64_t t = s.h[0];
  r.v[0] = (uint32_t)(t % HF_P256_UNIT);
  t = s.h[1] + t / HF_P256_UNIT;
  r.v[1] = (uint32_t)(t % HF_P256_UNIT);
  t = s.h[2] + t / HF_P256_UNIT;
  r.v[2] = (uint32_t)(t % HF_P256_UNIT);
  t = s.h[3] + t / HF_P256_UNIT;
  r.v[3] = (uint32_t)(t % HF_P256_UNIT);
  t = s.h[4] + t / HF_P256_UNIT;
  r.v[4] = (uint32_t)(t % HF_P256_UNIT);
  t = s.h[5] + t / HF_P256_UNIT;
  r.v[5] = (uint32_t)(t % HF_P256_UNIT);
  t = s.h[6] + t / HF_P256_UNIT;
  r.v[6] = (uint32_t)(t % HF_P256_UNIT);
  t = s.h[7] + t / HF_P256_UNIT;
  r.v[7] = (uint32_t)(t % HF_P256_UNIT);
  r.v[8] = (uint32_t)(t / HF_P256_UNIT);
  return r;
}

#endif
