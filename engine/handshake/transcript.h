/* The hash over all handshake messages sent and received so far, headers included (RFC 5246 7.4.9). Until it is known which
   hash functions are needed, each that may be is fed. */
#ifndef HF_HANDSHAKE_TRANSCRIPT_H
#define HF_HANDSHAKE_TRANSCRIPT_H
#include "handshake/sound.h"
#include <stdbool.h>

#define HF_TRANSCRIPT_SHA256 1u
#define HF_TRANSCRIPT_SHA384 2u
#define HF_TRANSCRIPT_SHA512 4u

/* The functions that a connection which may take any of these suites (bits over hf_cipher_suites[]) must begin with, or go on
   with once only one is left: that of each suite's PRF, and all if the client may sign (RFC 5246 7.4.8). */
/*@ HF_TOTAL; assigns \nothing; ensures \result <= 7; ensures client_may_sign != 0 ==> \result == 7; */
uint32_t hf_transcript_needed(uint32_t suites, uint32_t client_may_sign);

/* Begins with the functions of `wanted`, a sum of HF_TRANSCRIPT_... */
/*@ requires \valid(t) && wanted <= 7; HF_TOTAL; assigns *t;
  @ ensures hf_transcript_sound(t) && t->wanted == wanted;
  @ ensures hash_taken(t->sha256) == bytes_nil;
  @ ensures hash_taken(t->sha384) == bytes_nil;
  @ ensures hash_taken(t->sha512) == bytes_nil; */
void hf_transcript_start(struct hf_transcript *t, uint32_t wanted);

/* in[0 .. n-1] was sent or accepted: each hash that is wanted takes it, once. */
/*@ requires \valid(t) && hf_transcript_sound(t) && \valid_read(in + (0 .. n - 1)) && \separated(t, in + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns t->sha256.word[0 .. 25], t->sha384.word[0 .. 25], t->sha512.word[0 .. 25];
  @ ensures hf_transcript_sound(t);
  @ ensures P16: t->wanted % 2 == 1 ==>
  @   hash_taken(t->sha256) == bytes_cat(\old(hash_taken(t->sha256)), \old(bytes_of(in, n)));
  @ ensures P16: t->wanted / 2 % 2 == 1 ==>
  @   hash_taken(t->sha384) == bytes_cat(\old(hash_taken(t->sha384)), \old(bytes_of(in, n)));
  @ ensures P16: t->wanted / 4 == 1 ==>
  @   hash_taken(t->sha512) == bytes_cat(\old(hash_taken(t->sha512)), \old(bytes_of(in, n))); */
void hf_transcript_update(struct hf_transcript *t, const uint8_t *in, size_t n);

/* Keeps only the functions of `wanted`. */
/*@ requires \valid(t) && hf_transcript_sound(t); HF_TOTAL; assigns t->wanted;
  @ ensures hf_transcript_sound(t) && t->wanted <= \old(t->wanted); */
void hf_transcript_keep(struct hf_transcript *t, uint32_t wanted);

/*@ // RFC 5246 4.4.1, RFC 8446 4.4.1: the hash of all messages so far
  @ logic bytes transcript_hash{L}(struct hf_transcript *t, integer hash) = digest(hash,
  @   hash == 4 ? hash_taken(t->sha256) : hash == 5 ? hash_taken(t->sha384) : hash_taken(t->sha512));
  @ predicate transcript_has{L}(struct hf_transcript *t, integer hash) =
  @   hash == 4 ? t->wanted % 2 == 1 : hash == 5 ? t->wanted / 2 % 2 == 1 : t->wanted / 4 == 1;
  @*/
/* The digest so far, in out[0 .. hf_hash_size(hash) - 1]; the transcript goes on. Answers 1, or 0 when this function was
   not wanted. `work` is a place of the caller's for the copy that is finished; it holds no secret. */
/*@ requires \valid_read(t) && hf_transcript_sound(t) && \valid(out + (0 .. HF_HASH_MAX - 1)) && \valid(work);
  @ requires \separated(t, out + (0 .. HF_HASH_MAX - 1)) && \separated(t, work) && \separated(work, out + (0 .. HF_HASH_MAX - 1));
  @ HF_TOTAL; assigns out[0 .. HF_HASH_MAX - 1], *work;
  @ ensures \result <==> 4 <= hash <= 6 && transcript_has(t, hash);
  @ ensures \result ==> bytes_of(out, digest_size(hash)) == \old(transcript_hash(t, hash)); */
bool hf_transcript_digest(const struct hf_transcript *t, uint32_t hash, uint8_t *out, struct hf_hash *work);
#endif
