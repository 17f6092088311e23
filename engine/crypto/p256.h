/* P-256 (secp256r1): key agreement (RFC 8422 5.10) and ECDSA (FIPS 186-4 6). Numbers are 32 bytes, big-endian; points uncompressed
   (X9.62 4.3.6), 65 bytes. Whatever touches a private scalar or a nonce takes the same steps for all of them; what depended on it
   is wiped from the stack. */
#ifndef HANDFAST_CRYPTO_P256_H
#define HANDFAST_CRYPTO_P256_H
#include "handfast/total.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HF_P256_BYTES 32u
#define HF_P256_POINT_BYTES 65u

/* Is it one of 1 .. n - 1? */
/*@ requires \valid_read(scalar + (0 .. 31));
  @ HF_TOTAL;
  @ assigns \nothing;
  @*/
bool hf_p256_is_scalar(const uint8_t scalar[32]);

/* The public point of a private scalar. Answers whether the scalar is one of 1 .. n - 1; if not, the point is not to be used. */
/*@ requires \valid(point + (0 .. 64)) && \valid_read(scalar + (0 .. 31));
  @ requires \separated(point + (0 .. 64), scalar + (0 .. 31));
  @ HF_TOTAL;
  @ assigns point[0 .. 64];
  @*/
bool hf_p256_public(uint8_t point[65], const uint8_t scalar[32]);

/* x = the x coordinate of scalar * point. Answers whether it was made: the scalar is one of 1 .. n - 1, the point of point_n bytes is
   uncompressed and on the curve. */
/*@ requires \valid(x + (0 .. 31)) && \valid_read(scalar + (0 .. 31)) && \valid_read(point + (0 .. point_n - 1));
  @ HF_TOTAL;
  @ assigns x[0 .. 31];
  @*/
bool hf_p256_agree(uint8_t x[32], const uint8_t scalar[32], const uint8_t *point, size_t point_n);

/* Are these bytes an uncompressed point on the curve, its coordinates below p (SEC 1 3.2.2.1)? */
/*@ requires \valid_read(point + (0 .. point_n - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @*/
bool hf_p256_point_check(const uint8_t *point, size_t point_n);

/* Is (r, s) the signature of the digest by the key whose point this is? Nothing of it is secret. */
/*@ requires \valid_read(point + (0 .. point_n - 1)) && \valid_read(digest + (0 .. digest_n - 1));
  @ requires \valid_read(r + (0 .. 31)) && \valid_read(s + (0 .. 31));
  @ HF_TOTAL;
  @ assigns \nothing;
  @*/
bool hf_p256_verify(const uint8_t *point, size_t point_n, const uint8_t *digest, size_t digest_n, const uint8_t r[32],
                    const uint8_t s[32]);

/* The signature of a digest. The nonce must be drawn anew, all of 1 .. n - 1 alike likely. Answers whether it was made: scalar and nonce
   are of 1 .. n - 1, and neither r nor s came out as 0; if not, take another nonce. */
/*@ requires \valid(r + (0 .. 31)) && \valid(s + (0 .. 31)) && \separated(r + (0 .. 31), s + (0 .. 31));
  @ requires \valid_read(scalar + (0 .. 31)) && \valid_read(nonce + (0 .. 31)) && \valid_read(digest + (0 .. digest_n - 1));
  @ requires \separated(r + (0 .. 31), digest + (0 .. digest_n - 1)) && \separated(r + (0 .. 31), scalar + (0 .. 31));
  @ HF_TOTAL;
  @ assigns r[0 .. 31], s[0 .. 31];
  @*/
bool hf_p256_sign(uint8_t r[32], uint8_t s[32], const uint8_t scalar[32], const uint8_t nonce[32],
                  const uint8_t *digest, size_t digest_n);
#endif
