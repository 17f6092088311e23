#include "handshake/transcript.h"
#include "generated/registry.h"

#define ALL (HF_TRANSCRIPT_SHA256 | HF_TRANSCRIPT_SHA384 | HF_TRANSCRIPT_SHA512)

uint8_t hf_transcript_needed(uint32_t suites, uint8_t client_may_sign) {
  uint8_t sha256 = 0u;
  uint8_t sha384 = 0u;
  /*@ loop invariant 0 <= i <= HF_CIPHER_SUITES; loop invariant sha256 \in {0, 1} && sha384 \in {0, 2};
    @ loop assigns i, suites, sha256, sha384; loop variant HF_CIPHER_SUITES - i; */
  for (uint32_t i = 0u; i < HF_CIPHER_SUITES; i++) {
    if (suites % 2u == 1u && hf_cipher_suites[i].prf_hash == HF_HASH_SHA256)
      sha256 = HF_TRANSCRIPT_SHA256;
    if (suites % 2u == 1u && hf_cipher_suites[i].prf_hash == HF_HASH_SHA384)
      sha384 = HF_TRANSCRIPT_SHA384;
    suites = suites / 2u;
  }
  return client_may_sign != 0u ? (uint8_t)ALL : (uint8_t)(sha256 + sha384);
}

void hf_transcript_start(struct hf_transcript *t, uint8_t wanted) {
  hf_hash_start(&t->sha256, HF_HASH_SHA256);
  hf_hash_start(&t->sha384, HF_HASH_SHA384);
  hf_hash_start(&t->sha512, HF_HASH_SHA512);
  t->wanted = wanted;
}

/* One hash takes it, if it is wanted. */
/*@ requires \valid(h) && (wanted == 1 ==> hash_known(h->id)) && \valid_read(in + (0 .. n - 1));
  @ requires \separated(h, in + (0 .. n - 1)); terminates \true; exits \false; assigns h->word[0 .. 25];
  @ ensures wanted == 1 ==> hash_taken(h) == bytes_cat(\old(hash_taken(h)), \old(bytes_of(in, n)));
  @ ensures bytes_kept{Pre,Here}(in, n); */
static void feed(struct hf_hash *h, uint8_t wanted, const uint8_t *in, size_t n) {
  if (wanted == 1u)
    hf_hash_update(h, in, n);
}

void hf_transcript_update(struct hf_transcript *t, const uint8_t *in, size_t n) {
  feed(&t->sha256, (uint8_t)(t->wanted % 2u), in, n);
  /*@ ghost First: ; */
  /*@ assert bytes: bytes_of(in, n) == \at(bytes_of(in, n), Pre); */
  /*@ assert words: \forall integer i; 0 <= i < 26 ==> t->sha384.word[i] == \at(t->sha384.word[i], Pre); */
  /*@ assert words: \forall integer i; 0 <= i < 26 ==> t->sha512.word[i] == \at(t->sha512.word[i], Pre); */
  feed(&t->sha384, (uint8_t)(t->wanted / 2u % 2u), in, n);
  /*@ ghost Second: ; */
  /*@ assert bytes: bytes_of(in, n) == \at(bytes_of(in, n), Pre); */
  /*@ assert words: \forall integer i; 0 <= i < 26 ==> t->sha512.word[i] == \at(t->sha512.word[i], Pre); */
  feed(&t->sha512, (uint8_t)(t->wanted / 4u), in, n);
  /*@ assert words: \forall integer i; 0 <= i < 26 ==> t->sha256.word[i] == \at(t->sha256.word[i], First); */
  /*@ assert words: \forall integer i; 0 <= i < 26 ==> t->sha384.word[i] == \at(t->sha384.word[i], Second); */
}

void hf_transcript_keep(struct hf_transcript *t, uint8_t wanted) {
  uint8_t kept = 0u;
  if (t->wanted % 2u == 1u && wanted % 2u == 1u)
    kept = HF_TRANSCRIPT_SHA256;
  if (t->wanted / 2u % 2u == 1u && wanted / 2u % 2u == 1u)
    kept = (uint8_t)(kept + HF_TRANSCRIPT_SHA384);
  if (t->wanted / 4u == 1u && wanted / 4u % 2u == 1u)
    kept = (uint8_t)(kept + HF_TRANSCRIPT_SHA512);
  t->wanted = kept;
}

/* A copy goes on apart from the hash that it is made of: word by word, which is how it can be shown. */
/*@ requires \valid_read(from) && \valid(to) && \separated(from, to); terminates \true; exits \false; assigns *to;
  @ ensures to->id == from->id && hash_taken(to) == \old(hash_taken(from)); */
static void copy_hash(struct hf_hash *to, const struct hf_hash *from) {
  /*@ loop invariant 0 <= i <= 26; loop invariant \forall integer k; 0 <= k < i ==> to->word[k] == \at(from->word[k], Pre);
    @ loop assigns i, to->word[0 .. 25]; loop variant 26 - i; */
  for (uint32_t i = 0u; i < 26u; i++)
    to->word[i] = from->word[i];
  to->id = from->id;
}

/* The digest of what one hash has taken, made of a copy. */
/*@ requires \valid_read(from) && hash_known(from->id) && \valid(work) && \valid(out + (0 .. digest_size(from->id) - 1));
  @ requires \separated(from, work) && \separated(from, out + (0 .. digest_size(from->id) - 1));
  @ requires \separated(work, out + (0 .. digest_size(from->id) - 1));
  @ terminates \true; exits \false; assigns out[0 .. digest_size(from->id) - 1], *work;
  @ ensures bytes_of(out, digest_size(\old(from->id))) == \old(digest(from->id, hash_taken(from))); */
static void finish_copy(const struct hf_hash *from, uint8_t *out, struct hf_hash *work) {
  copy_hash(work, from);
  hf_hash_finish(work, out);
}

uint8_t hf_transcript_digest(const struct hf_transcript *t, uint8_t hash, uint8_t *out, struct hf_hash *work) {
  if (hash == HF_HASH_SHA256 && t->wanted % 2u == 1u)
    finish_copy(&t->sha256, out, work);
  else if (hash == HF_HASH_SHA384 && t->wanted / 2u % 2u == 1u)
    finish_copy(&t->sha384, out, work);
  else if (hash == HF_HASH_SHA512 && t->wanted / 4u == 1u)
    finish_copy(&t->sha512, out, work);
  else
    return 0u;
  return 1u;
}
