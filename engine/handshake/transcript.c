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

void hf_transcript_update(struct hf_transcript *t, const uint8_t *in, size_t n) {
  if (t->wanted % 2u == 1u)
    hf_hash_update(&t->sha256, in, n);
  if (t->wanted / 2u % 2u == 1u)
    hf_hash_update(&t->sha384, in, n);
  if (t->wanted / 4u == 1u)
    hf_hash_update(&t->sha512, in, n);
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

uint8_t hf_transcript_digest(const struct hf_transcript *t, uint8_t hash, uint8_t *out, struct hf_hash *work) {
  if (hash == HF_HASH_SHA256 && t->wanted % 2u == 1u)
    *work = t->sha256;
  else if (hash == HF_HASH_SHA384 && t->wanted / 2u % 2u == 1u)
    *work = t->sha384;
  else if (hash == HF_HASH_SHA512 && t->wanted / 4u == 1u)
    *work = t->sha512;
  else
    return 0u;
  hf_hash_finish(work, out);
  return 1u;
}
