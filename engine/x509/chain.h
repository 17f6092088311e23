/* The peer's chain of certificates: taken in as it arrives, then verified (RFC 5280 6.1, RFC 9525). */
#ifndef HF_X509_CHAIN_H
#define HF_X509_CHAIN_H
#include "handfast/x509.h"

/*@ predicate hf_chain_sound(struct hf_chain *v) =
  @   v->count <= HF_CHAIN_MAX && v->used <= v->size <= 0xffff &&
  @   (v->size > 0 ==> \valid(v->buffer + (0 .. v->size - 1))) &&
  @   (\forall integer i; 0 <= i < v->count ==> v->start[i] + v->length[i] <= v->size) &&
  @   (v->count == 0 ? v->used == 0 : v->used <= v->start[v->count - 1] + v->length[v->count - 1]);
  @ */

/* Begins an empty chain in the caller's buffer of size bytes, which must stay while the chain is used. */
/*@ requires \valid(v) && (size > 0 ==> \valid(buffer + (0 .. size - 1)));
  @ requires \separated(v, buffer + (0 .. size - 1));
  @ terminates \true; exits \false;
  @ assigns *v;
  @ ensures hf_chain_sound(v) && v->count == 0 && v->buffer == buffer; */
void hf_chain_start(struct hf_chain *v, uint8_t *buffer, size_t size);

/* Begins the next certificate, of length bytes. HF_ERROR_CERTIFICATE_TOO_LARGE: there is no room for it, or it is one too
   many; HF_ERROR_CERTIFICATE_MALFORMED: it is empty, or the one before is not complete. */
/*@ requires \valid(v) && hf_chain_sound(v);
  @ terminates \true; exits \false;
  @ assigns v->start[0 .. HF_CHAIN_MAX - 1], v->length[0 .. HF_CHAIN_MAX - 1], v->count;
  @ ensures hf_chain_sound(v); */
uint8_t hf_chain_certificate(struct hf_chain *v, uint32_t length);

/* The next n bytes of the certificate that was begun. HF_ERROR_CERTIFICATE_TOO_LARGE: more than it has. */
/*@ requires \valid(v) && hf_chain_sound(v) && \valid_read(in + (0 .. n - 1));
  @ requires \separated(v, v->buffer + (0 .. v->size - 1)) && \separated(in + (0 .. n - 1), v->buffer + (0 .. v->size - 1));
  @ requires \separated(v, in + (0 .. n - 1));
  @ terminates \true; exits \false;
  @ assigns v->used, v->buffer[0 .. v->size - 1];
  @ ensures hf_chain_sound(v); */
uint8_t hf_chain_bytes(struct hf_chain *v, const uint8_t *in, uint32_t n);

/* Verifies the chain: its first certificate is for how->name and how->purpose, and a path leads from it to one of the
   anchors. The others may stand in any order, and some may be of no use. HF_OK, or the error of the first rule that the
   path that came farthest breaks. */
/*@ requires \valid_read(v) && hf_chain_sound(v) && \valid_read(how) && \valid_read(how->anchors + (0 .. how->anchors_n - 1));
  @ terminates \true; exits \false;
  @ assigns \nothing; */
uint8_t hf_chain_verify(const struct hf_chain *v, const struct hf_verify *how);
/* The same, and tells what was found. */
/*@ requires \valid_read(v) && hf_chain_sound(v) && \valid_read(how) && \valid_read(how->anchors + (0 .. how->anchors_n - 1));
  @ requires \valid(report);
  @ terminates \true; exits \false;
  @ assigns *report;
  @ ensures \result == report->error; */
uint8_t hf_chain_report(const struct hf_chain *v, const struct hf_verify *how, struct hf_report *report);

/* The key of the peer's own certificate; its bytes are in the chain's buffer. Says nothing about trust. */
/*@ requires \valid_read(v) && hf_chain_sound(v) && \valid(key);
  @ terminates \true; exits \false;
  @ assigns *key; */
uint8_t hf_chain_key(const struct hf_chain *v, struct hf_public_key *key);
#endif
