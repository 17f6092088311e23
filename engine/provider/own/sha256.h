/* SHA-256 of our own, by the processor's instructions where it has them: what the hf_hash_ functions of handfast/provider.h do where
   that is the function asked for. */
#ifndef HANDFAST_OWN_SHA256_H
#define HANDFAST_OWN_SHA256_H
#include "handfast/provider.h"

void hf_sha256_start(struct hf_hash *h);
void hf_sha256_update(struct hf_hash *h, const uint8_t *in, size_t n);
void hf_sha256_finish(struct hf_hash *h, uint8_t out[32]);
void hf_sha256_save(const struct hf_hash *h, struct hf_midstate *m);
void hf_sha256_restore(struct hf_hash *h, const struct hf_midstate *m, uint64_t bytes);
void hf_sha256_chaining(const struct hf_hash *h, uint8_t out[32]);
#endif
