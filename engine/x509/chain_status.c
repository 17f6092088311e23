/* An OCSP response for the peer's own certificate in a chain that was found valid. */
#include "generated/errors.h"
#include "x509/ocsp.h"

/* Reads the certificate at the place. */
/*@ requires \valid_read(v) && hf_chain_sound(v) && \valid(c) && \separated(c, v->buffer + (0 .. 0xffffffff));
  @ requires \separated(c, v);
  @ HF_TOTAL;
  @ assigns *c;
  @ ensures \result == 0 ==> place < v->count && hf_readable(v->buffer, c->whole) && hf_certificate_sound(c); */
static uint8_t read_at(const struct hf_chain *v, uint8_t place, struct hf_certificate *c) {
  struct hf_span whole;
  if (place >= v->count || v->used < (uint32_t)v->start[place] + v->length[place])
    return HF_ERROR_CERTIFICATE_MALFORMED;
  whole.at = v->start[place];
  whole.n = v->length[place];
  return hf_certificate_read(v->buffer, whole, c);
}

/* The key of the certificate at the place. */
/*@ requires \valid_read(v) && hf_chain_sound(v) && \valid(key);
  @ HF_TOTAL;
  @ assigns *key;
  @ ensures \result == 0 ==> public_key_readable(key); */
static uint8_t key_at(const struct hf_chain *v, uint8_t place, struct hf_public_key *key) {
  struct hf_certificate c;
  uint8_t error = read_at(v, place, &c);
  if (error != HF_OK)
    return error;
  hf_key_place(v->buffer, &c.key, key);
  /*@ assert \valid_read(key->modulus + (0 .. key->modulus_n - 1)); */
  /*@ assert \valid_read(key->exponent + (0 .. key->exponent_n - 1)); */
  /*@ assert \valid_read(key->point + (0 .. key->point_n - 1)); */
  return HF_OK;
}

/* The key of the authority that issued the peer's certificate: the next of the path, or the anchor. */
/*@ requires \valid_read(v) && hf_chain_sound(v) && \valid_read(how) && \valid_read(found) && \valid(key);
  @ requires hf_anchors_sound(how->anchors, how->anchors_n);
  @ HF_TOTAL;
  @ assigns *key;
  @ ensures \result == 0 ==> public_key_readable(key); */
static uint8_t issuer_key(const struct hf_chain *v, const struct hf_verify *how, const struct hf_report *found,
                          struct hf_public_key *key) {
  if (found->path_n > 1u)
    return key_at(v, found->path[1], key);
  if (found->path_n == 0u || found->anchor >= how->anchors_n || how->anchors[found->anchor].end_entity == 1u)
    return HF_ERROR_OCSP_UNAUTHORIZED;
  /*@ assert hf_anchor_sound(how->anchors + found->anchor); */
  *key = how->anchors[found->anchor].key;
  /*@ assert public_key_readable(key); */
  return HF_OK;
}

uint8_t hf_chain_status(const struct hf_chain *v, const struct hf_verify *how, const struct hf_report *found,
                        const uint8_t *response, size_t n) {
  struct hf_certificate c;
  struct hf_public_key key;
  uint8_t error = issuer_key(v, how, found, &key);
  if (error == HF_OK)
    error = read_at(v, 0u, &c);
  return error == HF_OK ? hf_ocsp_check(response, n, v->buffer, &c, &key, how->now) : error;
}

uint8_t hf_chain_must_staple(const struct hf_chain *v) {
  struct hf_certificate c;
  return read_at(v, 0u, &c) == HF_OK && c.must_staple == 1u ? 1u : 0u;
}
