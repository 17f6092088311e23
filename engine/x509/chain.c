#include "x509/chain.h"
#include "crypto/bytes.h"
#include "generated/errors.h"
#include "generated/profile.h"
#include "x509/path.h"
#include "x509/policies.h"
#include <stddef.h>

#define SIZE_MOST 0xffffu /* bytes of the buffer that are used: more than any chain that is worth its work has */

void hf_chain_start(struct hf_chain *v, uint8_t *buffer, size_t size) {
  v->buffer = buffer;
  v->size = size > SIZE_MOST ? SIZE_MOST : (uint32_t)size;
  v->used = 0u;
  v->count = 0u;
  v->raw_public_key = 0u;
}

/* Bytes of the certificate that was begun last which are still to come. */
/*@ requires \valid_read(v) && hf_chain_sound(v);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures v->used + \result <= v->size;
  @ ensures v->count == 0 ==> \result == 0;
  @ ensures v->count > 0 ==> v->used + \result == v->start[v->count - 1] + v->length[v->count - 1]; */
static uint32_t missing(const struct hf_chain *v) {
  if (v->count == 0u)
    return 0u;
  return (uint32_t)v->start[v->count - 1u] + v->length[v->count - 1u] - v->used;
}

uint8_t hf_chain_certificate(struct hf_chain *v, uint32_t length) {
  if (missing(v) != 0u || length == 0u)
    return HF_ERROR_CERTIFICATE_MALFORMED;
  if (v->count == HF_CHAIN_MAX)
    return HF_ERROR_CERTIFICATE_TOO_MANY;
  if (length > SIZE_MOST - v->used)
    return HF_ERROR_CERTIFICATE_TOO_LARGE;
  if (length > v->size - v->used)
    return HF_ERROR_CHAIN_BUFFER_TOO_SMALL;
  v->start[v->count] = (uint16_t)v->used;
  v->length[v->count] = (uint16_t)length;
  v->count = (uint8_t)(v->count + 1u);
  return HF_OK;
}

uint8_t hf_chain_bytes(struct hf_chain *v, const uint8_t *in, uint32_t n) {
  if (n > missing(v))
    return HF_ERROR_CERTIFICATE_TOO_LARGE;
  hf_copy(v->buffer + v->used, in, n);
  /*@ assert v->count == \at(v->count, Pre); */
  /*@ assert hf_chain_sound(v); */
  v->used = v->used + n;
  return HF_OK;
}

/* Writes what was found. */
/*@ requires \valid_read(p) && \valid(report) && \separated(report, p) && p->n <= HF_PATH_MAX;
  @ requires \separated(report, how) && \separated(report, how->anchors + (0 .. how->anchors_n - 1));
  @ requires p->signatures <= HF_SIGNATURE_CHECKS_MAX && p->comparisons <= HF_COMPARISONS_MAX;
  @ HF_TOTAL;
  @ assigns *report;
  @ ensures report->error == error && report->certificate == p->culprit && report->anchor == p->anchor;
  @ ensures report->signature_checks == HF_SIGNATURE_CHECKS_MAX - p->signatures;
  @ ensures report->comparisons == HF_COMPARISONS_MAX - p->comparisons;
  @ ensures report->path_n == (error == 0 ? p->n : 0);
  @ ensures \forall integer i; 0 <= i < report->path_n ==> report->path[i] == p->place[i];
  @ ensures p->anchor < how->anchors_n ==> how->anchors[p->anchor].end_entity == \old(how->anchors[p->anchor].end_entity);
  @ ensures p->n == \old(p->n) && p->signatures == \old(p->signatures) && p->anchor == \old(p->anchor); */
static void tell(const struct hf_verify *how, const struct hf_path *p, uint8_t error, struct hf_report *report) {
  (void)how;
  report->signature_checks = HF_SIGNATURE_CHECKS_MAX - p->signatures;
  report->comparisons = HF_COMPARISONS_MAX - p->comparisons;
  report->error = error;
  report->certificate = p->culprit;
  report->path_n = error == HF_OK ? p->n : (uint8_t)0u;
  /*@ loop invariant 0 <= i <= HF_PATH_MAX;
    @ loop invariant \forall integer k; 0 <= k < i && k < report->path_n ==> report->path[k] == p->place[k];
    @ loop assigns i, report->path[0 .. HF_PATH_MAX - 1];
    @ loop variant HF_PATH_MAX - i; */
  for (uint8_t i = 0u; i < HF_PATH_MAX; i++)
    report->path[i] = i < report->path_n ? p->place[i] : (uint8_t)0u;
  report->anchor = p->anchor;
  report->policies_n = 0u;
  report->any_policy = 0u;
}

/* Seeks a path. HF_OK, or the error. */
/*@ requires \valid_read(v) && hf_chain_sound(v) && hf_asked(how) && \valid(p) && hf_path_apart(v, how, p);
  @ HF_TOTAL;
  @ assigns *p;
  @ ensures p->comparisons <= HF_COMPARISONS_MAX;
  @ ensures p->signatures <= HF_SIGNATURE_CHECKS_MAX;
  @ ensures p->n <= HF_PATH_MAX;
  @ ensures \result == 0 ==> v->count > 0 && 1 <= p->n && p->anchor < how->anchors_n && hf_places(p, p->n, v->count);
  @ ensures \result == 0 ==> HF_SIGNATURE_CHECKS_MAX - p->signatures >= p->n ||
  @   (p->n == 1 && how->anchors[p->anchor].end_entity == 1); */
static uint8_t seek(const struct hf_chain *v, const struct hf_verify *how, struct hf_path *p) {
  uint8_t error;
  if (v->count == 0u || missing(v) != 0u) {
    p->comparisons = HF_COMPARISONS_MAX;
    p->signatures = HF_SIGNATURE_CHECKS_MAX;
    p->anchor = 0u;
    p->n = 0u;
    p->culprit = 0u;
    return HF_ERROR_CERTIFICATE_MALFORMED;
  }
  error = hf_path_begin(v, how, p);
  if (error != HF_OK)
    return error;
  return hf_path_search(v, how, p);
}

/* Seeks a path, and writes what was found. */
/*@ requires \valid_read(v) && hf_chain_sound(v) && hf_asked(how) && \valid(p) && hf_path_apart(v, how, p);
  @ requires \valid(report) && \separated(report, p) && \separated(report, v) && \separated(report, how) &&
  @   \separated(report, how->anchors + (0 .. how->anchors_n - 1));
  @ HF_TOTAL;
  @ assigns *p, *report;
  @ ensures \result == report->error;
  @ ensures report->signature_checks <= HF_SIGNATURE_CHECKS_MAX && report->comparisons <= HF_COMPARISONS_MAX;
  @ ensures \result == 0 ==> v->count > 0 && 1 <= report->path_n <= HF_PATH_MAX && report->anchor < how->anchors_n;
  @ ensures \result == 0 ==> report->signature_checks >= report->path_n ||
  @   (report->path_n == 1 && how->anchors[report->anchor].end_entity == 1);
  @ ensures \result == 0 ==> (\forall integer i; 0 <= i < report->path_n ==> report->path[i] < v->count);
  @ ensures \result == 0 ==> report->path[0] == 0; */
static uint8_t seek_and_tell(const struct hf_chain *v, const struct hf_verify *how, struct hf_path *p,
                             struct hf_report *report) {
  uint8_t error = seek(v, how, p);
  uint32_t steps = HF_COMPARISONS_MAX;
  tell(how, p, error, report);
  if (HF_HAS_CERTIFICATE_POLICIES != 0u && error == HF_OK)
    (void)hf_path_policies(v, how, p, &steps, report);
  /*@ assert v->count == \at(v->count, Pre); */
  /*@ assert how->anchors == \at(how->anchors, Pre) && how->anchors_n == \at(how->anchors_n, Pre); */
  return error;
}

uint8_t hf_chain_report(const struct hf_chain *v, const struct hf_verify *how, struct hf_report *report) {
  struct hf_path path;
  return seek_and_tell(v, how, &path, report);
}

uint8_t hf_chain_verify(const struct hf_chain *v, const struct hf_verify *how) {
  struct hf_report report;
  return hf_chain_report(v, how, &report);
}

/* No key: its bytes are none. */
/*@ requires \valid(key);
  @ HF_TOTAL;
  @ assigns *key;
  @ ensures hf_key_placed(*key, 0) && key->kind == 0; */
static void clear_key(struct hf_key_place *key) {
  key->modulus_at = 0u;
  key->modulus_n = 0u;
  key->exponent_at = 0u;
  key->exponent_n = 0u;
  key->point_at = 0u;
  key->point_n = 0u;
  key->group = 0u;
  key->kind = 0u;
}

void hf_chain_place_key(const struct hf_key_spans *spans, uint8_t error, uint32_t size, struct hf_key_place *key) {
  (void)size; /* the proof's: all of the key lies in so many bytes */
  if (error != HF_OK) {
    clear_key(key);
    return;
  }
  key->modulus_at = spans->modulus.at;
  key->modulus_n = spans->modulus.n;
  key->exponent_at = spans->exponent.at;
  key->exponent_n = spans->exponent.n;
  key->point_at = spans->point.at;
  key->point_n = spans->point.n;
  key->group = spans->group;
  key->kind = spans->kind;
}

void hf_chain_key_at(const struct hf_chain *v, const struct hf_key_place *place, struct hf_public_key *key) {
  key->modulus = place->modulus_n != 0u ? v->buffer + place->modulus_at : NULL;
  key->exponent = place->exponent_n != 0u ? v->buffer + place->exponent_at : NULL;
  key->point = place->point_n != 0u ? v->buffer + place->point_at : NULL;
  key->modulus_n = place->modulus_n;
  key->exponent_n = place->exponent_n;
  key->point_n = place->point_n;
  key->group = place->group;
  key->kind = place->kind;
}

/* Reads the peer's own certificate, for its key. */
/*@ requires \valid_read(v) && hf_chain_sound(v) && \valid(c) && \separated(c, v);
  @ requires \separated(c, v->buffer + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *c;
  @ ensures \result == 0 ==> \old(v->count) > 0;
  @ ensures \result == 0 ==> c->key.kind != 0 && hf_key_sound(c->key);
  @ ensures \result == 0 ==> c->key.modulus.at + c->key.modulus.n <= \old(v->size) &&
  @   c->key.exponent.at + c->key.exponent.n <= \old(v->size) && c->key.point.at + c->key.point.n <= \old(v->size); */
static uint8_t read_first(const struct hf_chain *v, struct hf_certificate *c) {
  struct hf_span whole;
  uint8_t error;
  if (v->count == 0u || v->used < (uint32_t)v->start[0] + v->length[0])
    return HF_ERROR_CERTIFICATE_MALFORMED;
  whole.at = v->start[0];
  whole.n = v->length[0];
  /*@ assert whole.at + whole.n <= \at(v->size, Pre); */
  error = hf_certificate_read(v->buffer, whole, c);
  if (error != HF_OK)
    return error;
  /*@ assert c->whole.at == whole.at; */
  /*@ assert c->whole.n == whole.n; */
  /*@ assert c->key.modulus.at + c->key.modulus.n <= \at(v->size, Pre); */
  /*@ assert c->key.exponent.at + c->key.exponent.n <= \at(v->size, Pre); */
  /*@ assert c->key.point.at + c->key.point.n <= \at(v->size, Pre); */
  return c->key.error;
}

uint8_t hf_chain_key(const struct hf_chain *v, struct hf_key_place *key) {
  struct hf_certificate c;
  uint8_t error;
  c.key.kind = 0u;
  error = read_first(v, &c);
  hf_chain_place_key(&c.key, error, v->size, key);
  return error;
}
