/* The hash over all handshake messages sent and received so far, headers included (RFC 5246 7.4.9). Until it is known which
   hash functions are needed, each that may be is fed. */
#ifndef HF_HANDSHAKE_TRANSCRIPT_H
#define HF_HANDSHAKE_TRANSCRIPT_H
#include "handfast/connection.h"

#define HF_TRANSCRIPT_SHA256 1u
#define HF_TRANSCRIPT_SHA384 2u
#define HF_TRANSCRIPT_SHA512 4u

/* The functions that a connection which may take any of these suites (bits over hf_cipher_suites[]) must begin with, or go on
   with once only one is left: that of each suite's PRF, and all if the client may sign (RFC 5246 7.4.8). */
/*@ terminates \true; exits \false; assigns \nothing; ensures \result <= 7; */
uint8_t hf_transcript_needed(uint32_t suites, uint8_t client_may_sign);

/* Begins with the functions of `wanted`, a sum of HF_TRANSCRIPT_... */
/*@ requires \valid(t); terminates \true; exits \false; assigns *t; ensures t->wanted == wanted; */
void hf_transcript_start(struct hf_transcript *t, uint8_t wanted);

/* in[0 .. n-1] was sent or accepted. */
/*@ requires \valid(t) && \valid_read(in + (0 .. n - 1)) && \separated(t, in + (0 .. n - 1)); terminates \true; exits \false;
  @ assigns t->sha256, t->sha384, t->sha512; */
void hf_transcript_update(struct hf_transcript *t, const uint8_t *in, size_t n);

/* Keeps only the functions of `wanted`. */
/*@ requires \valid(t); terminates \true; exits \false; assigns t->wanted; */
void hf_transcript_keep(struct hf_transcript *t, uint8_t wanted);

/* The bit of a hash function; 0 for one that no transcript is kept of. */
/*@ terminates \true; exits \false; assigns \nothing;
  @ ensures \result \in {0, HF_TRANSCRIPT_SHA256, HF_TRANSCRIPT_SHA384, HF_TRANSCRIPT_SHA512}; */
uint8_t hf_transcript_bit(uint8_t hash);

/* The digest so far, in out[0 .. hf_hash_size(hash) - 1]; the transcript goes on. Answers 1, or 0 when this function was
   not wanted. `work` is the caller's, and wiped. */
/*@ requires \valid_read(t) && \valid(out + (0 .. HF_HASH_MAX - 1)) && \valid(work);
  @ requires \separated(t, out + (0 .. HF_HASH_MAX - 1)) && \separated(t, work) && \separated(work, out + (0 .. HF_HASH_MAX - 1));
  @ terminates \true; exits \false; assigns out[0 .. HF_HASH_MAX - 1], *work; ensures \result == 0 || \result == 1; */
uint8_t hf_transcript_digest(const struct hf_transcript *t, uint8_t hash, uint8_t *out, struct hf_hash *work);
#endif
