/* Keys on P-256 and X25519 of our own (crypto/p256.h, x25519.h), with a random source: what the providers' hf_ecdh_ functions and software
   keys do where that is the group. All answer 0, or -1: the source failed. */
#ifndef HANDFAST_OWN_CURVES_H
#define HANDFAST_OWN_CURVES_H
#include "handfast/provider.h"

#define HF_DRAWS 64 /* of a random number below another: each is refused with a chance of less than 1/2 */

/* A fresh key pair. Where it is not made, scalar and point are the caller's to wipe. */
/*@ requires \valid_read(random) && \valid(scalar + (0 .. 31)) && \valid(point + (0 .. 64));
  @ requires \separated(scalar + (0 .. 31), point + (0 .. 64));
  @ HF_TOTAL;
  @ assigns scalar[0 .. 31], point[0 .. 64];
  @ ensures \result == 0 || \result == -1;
  @*/
int hf_generate_p256(const struct hf_random *random, uint8_t *scalar, uint8_t *point);

/*@ requires \valid_read(random) && \valid(scalar + (0 .. 31)) && \valid(point + (0 .. 31));
  @ requires \separated(scalar + (0 .. 31), point + (0 .. 31));
  @ HF_TOTAL;
  @ assigns scalar[0 .. 31], point[0 .. 31];
  @ ensures \result == 0 || \result == -1;
  @*/
int hf_generate_x25519(const struct hf_random *random, uint8_t *scalar, uint8_t *point);

/* The signature of a digest of n bytes by P-256, under a fresh nonce. */
/*@ requires \valid_read(random) && \valid_read(scalar + (0 .. 31)) && \valid_read(digest + (0 .. n-1));
  @ requires \valid(r + (0 .. 31)) && \valid(s + (0 .. 31)) && \separated(r + (0 .. 31), s + (0 .. 31));
  @ requires \separated(r + (0 .. 31), digest + (0 .. n-1)) && \separated(r + (0 .. 31), scalar + (0 .. 31));
  @ HF_TOTAL;
  @ assigns r[0 .. 31], s[0 .. 31];
  @ ensures \result == 0 || \result == -1;
  @*/
int hf_sign_p256(const struct hf_random *random, const uint8_t *scalar, const uint8_t *digest, size_t n, uint8_t *r,
                 uint8_t *s);
#endif
