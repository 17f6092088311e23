#include "x509/pins.h"
#include "generated/errors.h"
#include "generated/profile.h"
#include "x509/certificate.h"

/*@ requires \valid_read(a + (0 .. HF_PIN_SIZE - 1)) && \valid_read(b + (0 .. HF_PIN_SIZE - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 1 <==> hf_same_pin(a, b);
  @ ensures \result == 0 || \result == 1; */
static uint8_t same(const uint8_t *a, const uint8_t *b) {
  /*@ loop invariant 0 <= i <= HF_PIN_SIZE && (\forall integer k; 0 <= k < i ==> a[k] == b[k]);
    @ loop assigns i;
    @ loop variant HF_PIN_SIZE - i; */
  for (uint32_t i = 0u; i < HF_PIN_SIZE; i++) {
    if (a[i] != b[i])
      return 0u;
  }
  return 1u;
}

uint8_t hf_pin_listed(const uint8_t *digest, const struct hf_pin *pins, size_t n) {
  /*@ loop invariant 0 <= i <= n;
    @ loop invariant \forall integer k; 0 <= k < i ==> !hf_same_pin(digest, &pins[k].sha256[0]);
    @ loop assigns i;
    @ loop variant n - i; */
  for (size_t i = 0u; i < n; i++) {
    if (same(digest, pins[i].sha256) == 1u)
      return 1u;
  }
  return 0u;
}

uint8_t hf_key_pinned(const struct hf_public_key *key, const struct hf_pin *pins, size_t n) {
  uint8_t pin[HF_PIN_SIZE];
  if (key->modulus_n > HF_RSA_MAX || key->exponent_n > HF_RSA_MAX || key->point_n > HF_POINT_MAX)
    return 0u;
  hf_key_pin(key, pin);
  return hf_pin_listed(pin, pins, n);
}

/* 1 when the key of a certificate, all of `whole`, is one of the pins. */
/*@ requires hf_readable(in, whole) && \valid_read(pins + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint8_t certificate_pinned(const uint8_t *in, struct hf_span whole, const struct hf_pin *pins, size_t n) {
  struct hf_certificate c;
  struct hf_public_key key;
  if (hf_certificate_read(in, whole, &c) != HF_OK || c.key.error != HF_OK)
    return 0u;
  //@ assert hf_within(c.key.modulus, whole);
  //@ assert hf_within(c.key.exponent, whole);
  //@ assert hf_within(c.key.point, whole);
  hf_key_place(in, &c.key, &key);
  //@ assert \valid_read(key.modulus + (0 .. key.modulus_n - 1));
  //@ assert \valid_read(key.exponent + (0 .. key.exponent_n - 1));
  //@ assert \valid_read(key.point + (0 .. key.point_n - 1));
  return hf_key_pinned(&key, pins, n);
}

/* The same of the certificate at the place in the chain. */
/*@ requires \valid_read(v) && hf_chain_sound(v) && \valid_read(pins + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint8_t place_pinned(const struct hf_chain *v, uint8_t place, const struct hf_pin *pins, size_t n) {
  struct hf_span whole;
  if (place >= v->count || v->used < (uint32_t)v->start[place] + v->length[place])
    return 0u;
  whole.at = v->start[place];
  whole.n = v->length[place];
  return certificate_pinned(v->buffer, whole, pins, n);
}

uint8_t hf_chain_pinned(const struct hf_chain *v, const struct hf_verify *how, const struct hf_report *found,
                        const struct hf_pin *pins, size_t n) {
  uint32_t path_n = found->path_n <= HF_PATH_MAX ? found->path_n : HF_PATH_MAX;
  if (path_n == 0u)
    return place_pinned(v, 0u, pins, n);
  /*@ loop invariant 0 <= i <= path_n;
    @ loop assigns i;
    @ loop variant path_n - i; */
  for (uint32_t i = 0u; i < path_n; i++) {
    if (place_pinned(v, found->path[i], pins, n) == 1u)
      return 1u;
  }
  return found->anchor < how->anchors_n ? hf_key_pinned(&how->anchors[found->anchor].key, pins, n) : 0u;
}

/* Where the key stands in a chain that is but a SubjectPublicKeyInfo. */
/*@ requires \valid_read(v) && hf_chain_sound(v) && \valid(spans) && \separated(spans, v);
  @ requires \separated(spans, v->buffer + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *spans;
  @ ensures \result == 0 ==> v->count == 1 && spans->kind != 0 && hf_key_sound(*spans);
  @ ensures \result == 0 ==> hf_spans_in(*spans, v->size); */
static uint8_t read_raw_key(const struct hf_chain *v, struct hf_key_spans *spans) {
  struct hf_span rest;
  uint8_t error;
  if (v->count != 1u || v->used < (uint32_t)v->start[0] + v->length[0])
    return HF_ERROR_CERTIFICATE_MALFORMED;
  rest.at = v->start[0];
  rest.n = v->length[0];
  error = hf_key_take(v->buffer, &rest, spans);
  if (error != HF_OK)
    return error;
  return rest.n != 0u ? (uint8_t)HF_ERROR_CERTIFICATE_KEY_MALFORMED : spans->error;
}

uint8_t hf_chain_raw_key(const struct hf_chain *v, struct hf_key_place *key) {
  struct hf_key_spans spans;
  uint8_t error;
  spans.kind = 0u;
  error = read_raw_key(v, &spans);
  hf_chain_place_key(&spans, error, v->size, key);
  return error;
}

uint8_t hf_chain_peer_key(const struct hf_chain *v, struct hf_key_place *key) {
  return HF_HAS_X509 != 0u && v->raw_public_key == 0u ? hf_chain_key(v, key) : hf_chain_raw_key(v, key);
}
