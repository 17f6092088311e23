/* Key pairs and key agreement on P-256. */
#include "bytes.h"
#include "p256.h"
#include "p256_point.h"
#include "p256_scalar.h"

/* 1 where it is one of 1 .. n - 1. */
/*@ requires \valid_read(scalar + (0 .. 31));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <= 1;
  @*/
static uint32_t in_range(const uint8_t scalar[32]) {
  struct hf_p256_element k;
  const uint32_t yes = hf_p256_scalar_read(&k, scalar);
  hf_wipe32(k.v, HF_P256_LIMBS);
  return yes;
}

bool hf_p256_is_scalar(const uint8_t scalar[32]) {
  return in_range(scalar) == 1u;
}

bool hf_p256_public(uint8_t point[65], const uint8_t scalar[32]) {
  struct hf_p256_point q;
  uint32_t made = 0;
  hf_p256_combine(&q, scalar, NULL, NULL);
  made = hf_p256_point_write(point, &q) * in_range(scalar);
  return made == 1u;
}

/* The order is a prime and the cofactor is 1: no point of the curve is in a small subgroup, and scalar * point is not infinity. */
bool hf_p256_agree(uint8_t x[32], const uint8_t scalar[32], const uint8_t *point, size_t point_n) {
  struct hf_p256_multiples q;
  struct hf_p256_point shared;
  uint32_t made = 0;
  if (point_n != HF_P256_POINT_BYTES || !hf_p256_point_read(&q.of[0], point))
    return false;
  hf_p256_multiples_make(&q);
  hf_p256_combine(&shared, NULL, scalar, &q);
  made = in_range(scalar);
  made *= hf_p256_point_x(x, &shared);
  hf_p256_point_wipe(&shared);
  return made == 1u;
}

bool hf_p256_point_check(const uint8_t *point, size_t point_n) {
  struct hf_p256_point q;
  return point_n == HF_P256_POINT_BYTES && hf_p256_point_read(&q, point);
}
