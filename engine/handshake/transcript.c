#include "handshake/transcript.h"
#include "generated/registry.h"
#include <stdbool.h>

#define ALL (HF_TRANSCRIPT_SHA256 | HF_TRANSCRIPT_SHA384 | HF_TRANSCRIPT_SHA512)

uint32_t hf_transcript_needed(uint32_t suites, uint32_t client_may_sign) {
  uint32_t sha256 = 0u;
  uint32_t sha384 = 0u;
  /*@ loop invariant 0 <= i <= HF_CIPHER_SUITES; loop invariant sha256 \in {0, 1} && sha384 \in {0, 2};
    @ loop assigns i, suites, sha256, sha384; loop variant HF_CIPHER_SUITES - i; */
  for (uint32_t i = 0u; i < HF_CIPHER_SUITES; i++) {
    if (suites % 2u == 1u && hf_cipher_suites[i].prf_hash == HF_HASH_SHA256)
      sha256 = HF_TRANSCRIPT_SHA256;
    if (suites % 2u == 1u && hf_cipher_suites[i].prf_hash == HF_HASH_SHA384)
      sha384 = HF_TRANSCRIPT_SHA384;
    suites = suites / 2u;
  }
  return client_may_sign != 0u ? ALL : sha256 + sha384;
}

void hf_transcript_start(struct hf_transcript *t, uint32_t wanted) {
  hf_hash_start(&t->sha256, HF_HASH_SHA256);
  hf_hash_start(&t->sha384, HF_HASH_SHA384);
  hf_hash_start(&t->sha512, HF_HASH_SHA512);
  t->wanted = wanted;
}

/* One hash takes it, if it is wanted. */
/*@ requires \valid(h) && (wanted == 1 ==> hash_known(h->id)) && \valid_read(in + (0 .. n - 1));
  @ requires \separated(h, in + (0 .. n - 1)); HF_TOTAL; assigns h->word[0 .. 25];
  @ ensures wanted == 1 ==> hash_taken(*h) == bytes_cat(\old(hash_taken(*h)), \old(bytes_of(in, n)));
  @ ensures bytes_kept{Pre,Here}(in, n); */
static void feed(struct hf_hash *h, uint32_t wanted, const uint8_t *in, size_t n) {
  if (wanted == 1u)
    hf_hash_update(h, in, n);
}

void hf_transcript_update(struct hf_transcript *t, const uint8_t *in, size_t n) {
  feed(&t->sha256, (uint8_t)(t->wanted % 2u), in, n);
  /*@ ghost First: ; */
  /*@ assert bytes: bytes_of(in, n) == \at(bytes_of(in, n), Pre); */
  feed(&t->sha384, (uint8_t)(t->wanted / 2u % 2u), in, n);
  /*@ ghost Second: ; */
  /*@ assert bytes: bytes_of(in, n) == \at(bytes_of(in, n), Pre); */
  feed(&t->sha512, t->wanted / 4u, in, n);
}

void hf_transcript_keep(struct hf_transcript *t, uint32_t wanted) {
  uint32_t kept = 0u;
  if (t->wanted % 2u == 1u && wanted % 2u == 1u)
    kept = HF_TRANSCRIPT_SHA256;
  if (t->wanted / 2u % 2u == 1u && wanted / 2u % 2u == 1u)
    kept = kept + HF_TRANSCRIPT_SHA384;
  if (t->wanted / 4u == 1u && wanted / 4u % 2u == 1u)
    kept = kept + HF_TRANSCRIPT_SHA512;
  t->wanted = kept;
}

/* The digest of what one hash has taken, made of a copy. */
/*@ requires \valid_read(from) && hash_known(from->id) && \valid(work) && \valid(out + (0 .. digest_size(from->id) - 1));
  @ requires \separated(from, work) && \separated(from, out + (0 .. digest_size(from->id) - 1));
  @ requires \separated(work, out + (0 .. digest_size(from->id) - 1));
  @ HF_TOTAL; assigns out[0 .. digest_size(from->id) - 1], *work;
  @ ensures bytes_of(out, digest_size(\old(from->id))) == \old(digest(from->id, hash_taken(*from))); */
static void finish_copy(const struct hf_hash *from, uint8_t *out, struct hf_hash *work) {
  *work = *from; /* a copy goes on apart from the hash that it is made of */
  hf_hash_finish(work, out);
}

bool hf_transcript_digest(const struct hf_transcript *t, uint32_t hash, uint8_t *out, struct hf_hash *work) {
  if (hash == HF_HASH_SHA256 && t->wanted % 2u == 1u)
    finish_copy(&t->sha256, out, work);
  else if (hash == HF_HASH_SHA384 && t->wanted / 2u % 2u == 1u)
    finish_copy(&t->sha384, out, work);
  else if (hash == HF_HASH_SHA512 && t->wanted / 4u == 1u)
    finish_copy(&t->sha512, out, work);
  else
    return false;
  return true;
}
