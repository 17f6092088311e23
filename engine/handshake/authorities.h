/* Authorities whose certificates a server takes from clients (RFC 5246 7.4.4). */
#ifndef HF_HANDSHAKE_AUTHORITIES_H
#define HF_HANDSHAKE_AUTHORITIES_H
#include "handshake/sound.h"
#include "x509/der.h"

/* Where the issuer of a certificate stands in it; empty, if it has none. */
/*@ requires \valid_read(der + (0 .. n - 1)); HF_TOTAL; assigns \nothing;
  @ ensures \result.at + \result.n <= n && \result.at + \result.n <= 0xffffff; */
struct hf_span hf_issuer_of(const uint8_t *der, size_t n);

/* The names of those whom a server trusts, as a CertificateRequest has them, each with its length before it. Answers how many bytes
   they have: 0 when some anchor has no name, or they are more than HF_KEPT_BYTES; an empty list means anybody. An anchor that is no
   authority stands for its issuer. */
/*@ requires hf_lists_sound(config) && hf_trust_sound(config) && \valid(out + (0 .. HF_KEPT_BYTES - 1)); HF_TOTAL;
  @ assigns out[0 .. HF_KEPT_BYTES - 1]; ensures \result <= HF_KEPT_BYTES; */
uint32_t hf_authorities_write(const struct hf_config *config, uint8_t *out);

/* Our certificates have a bit each, those of the first identity first; behind the 32nd none. This is the bit behind those of an
   identity whose first has `bit`. */
/*@ requires \valid_read(identity); HF_TOTAL; assigns \nothing;
  @ ensures bit == 0 ==> \result == 0; */
uint32_t hf_bit_after(const struct hf_identity *identity, uint32_t bit);
#endif
