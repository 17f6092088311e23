/* Pinned keys (RFC 7469 2.4), and raw public keys (RFC 7250), which nothing but a pin can vouch for. */
#ifndef HF_X509_PINS_H
#define HF_X509_PINS_H
#include "x509/chain.h"
#include "x509/key.h"

/*@ // Two digests of a key.
  @ predicate hf_same_pin{L}(uint8_t *a, uint8_t *b) = \forall integer i; 0 <= i < HF_PIN_SIZE ==> a[i] == b[i]; */

/* 1 when this digest of a key is one of n pins. */
/*@ requires \valid_read(digest + (0 .. HF_PIN_SIZE - 1)) && \valid_read(pins + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 <==> \exists integer k; 0 <= k < n && hf_same_pin(digest, &pins[k].sha256[0]); */
uint8_t hf_pin_listed(const uint8_t *digest, const struct hf_pin *pins, size_t n);

/* 1 when this key is one of n pins. */
/*@ requires public_key_readable(key) && \valid_read(pins + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1;
  @ ensures n == 0 ==> \result == 0; */
uint8_t hf_key_pinned(const struct hf_public_key *key, const struct hf_pin *pins, size_t n);

/* 1 when a key of the path that was found is one of n pins: of its certificates, or of its anchor. Where no path was sought
   (found->path_n is 0), the first certificate's counts. */
/*@ requires \valid_read(v) && hf_chain_sound(v) && \valid_read(how) && hf_anchors_sound(how->anchors, how->anchors_n);
  @ requires \valid_read(found) && \valid_read(pins + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
uint8_t hf_chain_pinned(const struct hf_chain *v, const struct hf_verify *how, const struct hf_report *found,
                        const struct hf_pin *pins, size_t n);

/* The key in a chain that is but a SubjectPublicKeyInfo; its bytes are in the chain's buffer. Errors as hf_chain_key. */
/*@ requires \valid_read(v) && hf_chain_sound(v) && \valid(key) && \separated(key, v);
  @ requires \separated(key, v->buffer + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *key;
  @ ensures hf_key_placed(*key, v->size);
  @ ensures \result == 0 ==> HF_KEY_RSA <= key->kind <= HF_KEY_RSA_PSS;
  @ ensures \result != 0 ==> key->kind == 0; */
uint8_t hf_chain_raw_key(const struct hf_chain *v, struct hf_key_place *key);

/* The key of the peer: of its own certificate, or the one that it sent instead. Errors of both. */
/*@ requires \valid_read(v) && hf_chain_sound(v) && \valid(key) && \separated(key, v);
  @ requires \separated(key, v->buffer + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *key;
  @ ensures hf_key_placed(*key, v->size); */
uint8_t hf_chain_peer_key(const struct hf_chain *v, struct hf_key_place *key);
#endif
