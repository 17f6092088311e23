/* Candidates for the next certificate of a path. */
#include "generated/errors.h"
#include "x509/name.h"
#include "x509/path_frames.h"

#define READING 64u /* comparisons that reading one certificate counts for */

/* What must hold for an intermediate certificate itself (RFC 5280 6.1.4). */
/*@ requires \valid_read(how) && \valid_read(p) && \valid_read(c) && 1 <= p->n <= HF_PATH_MAX;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 ==> hf_checked(c, how->now) && c->version == 3 && c->is_ca != 0; */
static uint8_t intermediate_error(const struct hf_verify *how, const struct hf_path *p,
                                  const struct hf_certificate *c) {
  uint32_t path_max = how->path_max == 0u ? HF_PATH_MAX : how->path_max;
  uint8_t error;
  if (c->version != 3u || c->is_ca == 0u)
    return HF_ERROR_CERTIFICATE_NOT_CA;
  if ((c->usage & HF_USAGE_KEY_CERT_SIGN) == 0u)
    return HF_ERROR_CERTIFICATE_USAGE_WRONG;
  error = hf_path_member(c, how);
  if (error != HF_OK)
    return error;
  if (hf_path_purpose(c, how->purpose, 1u) == 0u)
    return HF_ERROR_CERTIFICATE_PURPOSE_WRONG;
  return c->is_self_issued == 0u && hf_path_length(p) + 2u > path_max ? HF_ERROR_CERTIFICATE_PATH_TOO_LONG : HF_OK;
}

/* Reads a certificate; all else stays as it is. */
/*@ requires hf_readable(in, whole) && \valid(c) && \base_addr(c) != \base_addr(in);
  @ HF_TOTAL;
  @ assigns *c;
  @ ensures \result == 0 ==> hf_certificate_sound(c);
  @ ensures \result == 0 ==> c->whole.at == whole.at && c->whole.n == whole.n;
  @ ensures hf_kept_beside{Pre,Post}(c); */
static uint8_t read_beside(const uint8_t *in, struct hf_span whole, struct hf_certificate *c) {
  uint8_t error = hf_certificate_read(in, whole, c);
  /*@ assert \forall uint8_t *q; \separated(q, c) ==> *q == \at(*q, Pre); */
  /*@ assert \forall uint16_t *q; \separated(q, c) ==> *q == \at(*q, Pre); */
  /*@ assert \forall uint32_t *q; \separated(q, c) ==> *q == \at(*q, Pre); */
  /*@ assert \forall int64_t *q; \separated(q, c) ==> *q == \at(*q, Pre); */
  /*@ assert hf_kept_beside{Pre,Here}(c); */
  return error;
}

/* The same, and so the chain stays as it is. */
/*@ requires \valid_read(v) && hf_chain_sound(v) && hf_readable(v->buffer, whole);
  @ requires \valid(c) && \base_addr(c) != \base_addr(v) && \base_addr(c) != \base_addr(v->buffer);
  @ HF_TOTAL;
  @ assigns *c;
  @ ensures \result == 0 ==> hf_certificate_sound(c);
  @ ensures \result == 0 ==> c->whole.at == whole.at && c->whole.n == whole.n;
  @ ensures v->count == \old(v->count) && v->size == \old(v->size);
  @ ensures hf_chain_sound(v);
  @ ensures hf_kept_beside{Pre,Post}(c); */
static uint8_t read_of(const struct hf_chain *v, struct hf_span whole, struct hf_certificate *c) {
  uint8_t error;
  /*@ assert v->count <= HF_CHAIN_MAX && v->used <= v->size && v->size <= 0xffff; */
  /*@ assert v->size > 0 ==> \valid(v->buffer + (0 .. v->size - 1)); */
  /*@ assert v->count == 0 ==> v->used == 0; */
  /*@ assert \forall integer i; 0 <= i < v->count ==> v->start[i] + v->length[i] <= v->size; */
  /*@ assert v->count > 0 ==> v->used <= v->start[v->count - 1] + v->length[v->count - 1]; */
  error = read_beside(v->buffer, whole, c);
  /*@ assert v->count == \at(v->count, Pre) && v->size == \at(v->size, Pre) && v->used == \at(v->used, Pre); */
  /*@ assert v->buffer == \at(v->buffer, Pre); */
  /*@ assert \forall integer i; 0 <= i < HF_CHAIN_MAX ==> v->start[i] == \at(v->start[i], Pre); */
  /*@ assert \forall integer i; 0 <= i < HF_CHAIN_MAX ==> v->length[i] == \at(v->length[i], Pre); */
  /*@ assert \forall integer i; 0 <= i < v->count ==> v->start[i] + v->length[i] <= v->size; */
  /*@ assert v->count > 0 ==> v->used <= v->start[v->count - 1] + v->length[v->count - 1]; */
  /*@ assert hf_chain_sound(v); */
  return error;
}

/* The same, and so what is asked of the chain stays as it is. */
/*@ requires \valid_read(v) && hf_chain_sound(v) && hf_asked(how) && hf_readable(v->buffer, whole);
  @ requires \valid(c) && \base_addr(c) != \base_addr(v) && \base_addr(c) != \base_addr(how);
  @ requires \base_addr(c) != \base_addr(v->buffer) && \base_addr(c) != \base_addr(how->anchors);
  @ HF_TOTAL;
  @ assigns *c;
  @ ensures \result == 0 ==> hf_certificate_sound(c);
  @ ensures \result == 0 ==> c->whole.at == whole.at && c->whole.n == whole.n;
  @ ensures v->count == \old(v->count) && v->size == \old(v->size) && how->now == \old(how->now);
  @ ensures hf_chain_sound(v);
  @ ensures hf_asked(how);
  @ ensures hf_kept_beside{Pre,Post}(c); */
static uint8_t read_for(const struct hf_chain *v, const struct hf_verify *how, struct hf_span whole,
                        struct hf_certificate *c) {
  uint8_t error = read_of(v, whole, c);
  (void)how;
  /*@ assert \forall integer i; 0 <= i < how->anchors_n ==>
    @   how->anchors[i].key.modulus_n == \at(how->anchors[i].key.modulus_n, Pre); */
  /*@ assert \forall integer i; 0 <= i < how->anchors_n ==>
    @   how->anchors[i].key.exponent_n == \at(how->anchors[i].key.exponent_n, Pre); */
  /*@ assert \forall integer i; 0 <= i < how->anchors_n ==>
    @   how->anchors[i].key.point_n == \at(how->anchors[i].key.point_n, Pre); */
  /*@ assert \forall integer i; 0 <= i < how->anchors_n ==> hf_anchor_sound(how->anchors + i); */
  /*@ assert hf_asked(how); */
  return error;
}

/* Reads the certificate at the place, which may be the next of the path. */
/*@ requires \valid_read(v) && \valid(p) && hf_sought(v, how, p) && 1 <= p->n < HF_PATH_MAX && place < v->count;
  @ HF_TOTAL;
  @ assigns p->at[p->n];
  @ ensures \result == 0 ==> hf_certificate_sound(&p->at[p->n]);
  @ ensures \result == 0 ==> p->at[p->n].whole.at + p->at[p->n].whole.n <= v->size;
  @ ensures p->n == \old(p->n) && p->error == \old(p->error) && p->comparisons == \old(p->comparisons);
  @ ensures hf_chain_sound(v);
  @ ensures hf_asked(how) && hf_path_apart(v, how, p);
  @ ensures hf_path_bounded(p) && hf_places(p, p->n, v->count);
  @ ensures hf_members(p, p->n, v->size, how->now);
  @ ensures hf_authorities(p, p->n); */
static uint8_t read_next(const struct hf_chain *v, const struct hf_verify *how, struct hf_path *p, uint8_t place) {
  struct hf_span whole;
  uint8_t error;
  whole.at = v->start[place];
  whole.n = v->length[place];
  /*@ assert whole.at + whole.n <= v->size; */
  error = read_for(v, how, whole, &p->at[p->n]);
  /*@ assert p->n == \at(p->n, Pre) && p->error == \at(p->error, Pre); */
  /*@ assert p->comparisons == \at(p->comparisons, Pre) && p->signatures == \at(p->signatures, Pre); */
  /*@ assert \forall integer i; 0 <= i < HF_PATH_MAX ==> p->place[i] == \at(p->place[i], Pre); */
  /*@ assert \forall integer i; 0 <= i < HF_PATH_MAX ==> p->tried[i] == \at(p->tried[i], Pre); */
  /*@ assert hf_path_bounded(p); */
  /*@ assert hf_places_same{Pre,Here}(p, p->n); */
  /*@ assert hf_places(p, p->n, v->count); */
  /*@ assert hf_certificates_kept{Pre,Here}(p, p->n); */
  return error;
}

/* Makes an authority of a certificate; all else stays as it is. */
/*@ requires \valid_read(c) && hf_readable(in, c->whole) && hf_certificate_sound(c) && \valid(a) && \separated(a, c);
  @ HF_TOTAL;
  @ assigns *a;
  @ ensures \valid_read(a->name + (0 .. a->name_n - 1));
  @ ensures \valid_read(a->key_id + (0 .. a->key_id_n - 1));
  @ ensures \valid_read(a->constraints + (0 .. a->constraints_n - 1));
  @ ensures \valid_read(a->certificate + (0 .. a->certificate_n - 1));
  @ ensures public_key_readable(&a->key);
  @ ensures hf_kept_beside_authority{Pre,Post}(a); */
static void place_authority(const uint8_t *in, const struct hf_certificate *c, struct hf_trust_anchor *a) {
  /*@ assert hf_readable(in, c->subject); */
  /*@ assert hf_readable(in, c->key_id); */
  /*@ assert hf_readable(in, c->constraints); */
  /*@ assert hf_readable(in, c->key.modulus); */
  /*@ assert hf_readable(in, c->key.exponent); */
  /*@ assert hf_readable(in, c->key.point); */
  hf_certificate_authority(in, c->whole, c, a);
  /*@ assert \forall uint8_t *q; \separated(q, a) ==> *q == \at(*q, Pre); */
  /*@ assert \forall uint16_t *q; \separated(q, a) ==> *q == \at(*q, Pre); */
  /*@ assert \forall uint32_t *q; \separated(q, a) ==> *q == \at(*q, Pre); */
  /*@ assert \forall int64_t *q; \separated(q, a) ==> *q == \at(*q, Pre); */
  /*@ assert hf_kept_beside_authority{Pre,Here}(a); */
  /*@ assert c->subject.at == \at(c->subject.at, Pre) && c->subject.n == \at(c->subject.n, Pre); */
  /*@ assert c->key_id.at == \at(c->key_id.at, Pre) && c->key_id.n == \at(c->key_id.n, Pre); */
  /*@ assert c->constraints.at == \at(c->constraints.at, Pre) && c->constraints.n == \at(c->constraints.n, Pre); */
  /*@ assert c->key.modulus.at == \at(c->key.modulus.at, Pre) && c->key.modulus.n == \at(c->key.modulus.n, Pre); */
  /*@ assert c->key.exponent.at == \at(c->key.exponent.at, Pre) && c->key.exponent.n == \at(c->key.exponent.n, Pre); */
  /*@ assert c->key.point.at == \at(c->key.point.at, Pre) && c->key.point.n == \at(c->key.point.n, Pre); */
  /*@ assert \valid_read(a->name + (0 .. a->name_n - 1)); */
  /*@ assert \valid_read(a->key_id + (0 .. a->key_id_n - 1)); */
  /*@ assert \valid_read(a->constraints + (0 .. a->constraints_n - 1)); */
  /*@ assert \valid_read(a->certificate + (0 .. a->certificate_n - 1)); */
  /*@ assert \valid_read(a->key.modulus + (0 .. a->key.modulus_n - 1)); */
  /*@ assert \valid_read(a->key.exponent + (0 .. a->key.exponent_n - 1)); */
  /*@ assert \valid_read(a->key.point + (0 .. a->key.point_n - 1)); */
}

/* The same, as what holds of an authority. */
/*@ requires \valid_read(c) && hf_readable(in, c->whole) && hf_certificate_sound(c) && \valid(a) && \separated(a, c);
  @ HF_TOTAL;
  @ assigns *a;
  @ ensures hf_anchor_sound(a);
  @ ensures hf_kept_beside_authority{Pre,Post}(a); */
static void authority_of(const uint8_t *in, const struct hf_certificate *c, struct hf_trust_anchor *a) {
  place_authority(in, c, a);
}

/* The same in a path: the chain, which is nothing of it, stays as it was. */
/*@ requires \valid_read(v) && hf_chain_sound(v) && \valid(p) && p->n < HF_PATH_MAX;
  @ requires \base_addr(p) != \base_addr(v) && \base_addr(p) != \base_addr(v->buffer);
  @ requires hf_readable(v->buffer, p->at[p->n].whole) && hf_certificate_sound(&p->at[p->n]);
  @ requires hf_asked(how) && \base_addr(p) != \base_addr(how);
  @ requires \base_addr(p) != \base_addr(how->anchors) && \base_addr(p) != \base_addr(how->crls);
  @ HF_TOTAL;
  @ assigns p->authority;
  @ ensures hf_asked(how);
  @ ensures hf_anchor_sound(&p->authority);
  @ ensures hf_kept_beside_authority{Pre,Post}(&p->authority);
  @ ensures hf_chain_sound(v); */
static void note_authority(const struct hf_chain *v, const struct hf_verify *how, struct hf_path *p) {
  (void)how;
  /*@ assert v->count <= HF_CHAIN_MAX && v->used <= v->size && v->size <= 0xffff; */
  /*@ assert \forall integer i; 0 <= i < v->count ==> v->start[i] + v->length[i] <= v->size; */
  /*@ assert v->count > 0 ==> v->used <= v->start[v->count - 1] + v->length[v->count - 1]; */
  authority_of(v->buffer, &p->at[p->n], &p->authority);
  /*@ assert v->count == \at(v->count, Pre) && v->size == \at(v->size, Pre) && v->used == \at(v->used, Pre); */
  /*@ assert v->buffer == \at(v->buffer, Pre); */
  /*@ assert room: v->size > 0 ==> \valid(v->buffer + (0 .. v->size - 1)); */
  /*@ assert start: \forall integer i; 0 <= i < HF_CHAIN_MAX ==> v->start[i] == \at(v->start[i], Pre); */
  /*@ assert length: \forall integer i; 0 <= i < HF_CHAIN_MAX ==> v->length[i] == \at(v->length[i], Pre); */
  /*@ assert few: v->count <= HF_CHAIN_MAX && v->used <= v->size <= 0xffff; */
  /*@ assert inside: \forall integer i; 0 <= i < v->count ==> v->start[i] + v->length[i] <= v->size; */
  /*@ assert none: v->count == 0 ==> v->used == 0; */
  /*@ assert last: v->count > 0 ==> v->used <= v->start[v->count - 1] + v->length[v->count - 1]; */
  /*@ assert asked: how->anchors == \at(how->anchors, Pre) && how->anchors_n == \at(how->anchors_n, Pre) &&
        how->crls == \at(how->crls, Pre) && how->crls_n == \at(how->crls_n, Pre) && how->name == \at(how->name, Pre); */
  /*@ assert name: \forall integer i; 0 <= i < how->anchors_n ==>
        \valid_read(how->anchors[i].name + (0 .. how->anchors[i].name_n - 1)); */
  /*@ assert key_id: \forall integer i; 0 <= i < how->anchors_n ==>
        \valid_read(how->anchors[i].key_id + (0 .. how->anchors[i].key_id_n - 1)); */
  /*@ assert constraints: \forall integer i; 0 <= i < how->anchors_n ==>
        \valid_read(how->anchors[i].constraints + (0 .. how->anchors[i].constraints_n - 1)); */
  /*@ assert certificate: \forall integer i; 0 <= i < how->anchors_n ==>
        \valid_read(how->anchors[i].certificate + (0 .. how->anchors[i].certificate_n - 1)); */
  /*@ assert modulus: \forall integer i; 0 <= i < how->anchors_n ==>
        \valid_read(how->anchors[i].key.modulus + (0 .. how->anchors[i].key.modulus_n - 1)); */
  /*@ assert exponent: \forall integer i; 0 <= i < how->anchors_n ==>
        \valid_read(how->anchors[i].key.exponent + (0 .. how->anchors[i].key.exponent_n - 1)); */
  /*@ assert point: \forall integer i; 0 <= i < how->anchors_n ==>
        \valid_read(how->anchors[i].key.point + (0 .. how->anchors[i].key.point_n - 1)); */
  /*@ assert place: \forall integer i; 0 <= i < how->anchors_n ==> \valid_read(&how->anchors[i].key); */
  /*@ assert key: \forall integer i; 0 <= i < how->anchors_n ==> public_key_readable(&how->anchors[i].key); */
  /*@ assert anchors: hf_anchors_sound(how->anchors, how->anchors_n); */
  /*@ assert crls: hf_lists_readable(how->crls, how->crls_n); */
}

/* The candidate is the authority of the certificate behind the last. */
/*@ requires \valid_read(v) && \valid(p) && hf_sought(v, how, p) && 1 <= p->n < HF_PATH_MAX;
  @ requires hf_member(&p->at[p->n], v->size, how->now) && hf_is_authority(&p->at[p->n]);
  @ HF_TOTAL;
  @ assigns p->authority;
  @ ensures hf_anchor_sound(&p->authority);
  @ ensures p->n == \old(p->n) && p->error == \old(p->error) && p->comparisons == \old(p->comparisons);
  @ ensures hf_member(&p->at[p->n], v->size, how->now);
  @ ensures hf_is_authority(&p->at[p->n]);
  @ ensures hf_chain_sound(v);
  @ ensures hf_asked(how) && hf_path_apart(v, how, p);
  @ ensures hf_path_bounded(p) && hf_places(p, p->n, v->count);
  @ ensures hf_members(p, p->n, v->size, how->now);
  @ ensures hf_authorities(p, p->n); */
static void take_authority(const struct hf_chain *v, const struct hf_verify *how, struct hf_path *p) {
  (void)how;
  /*@ assert v->count <= HF_CHAIN_MAX && v->used <= v->size && v->size <= 0xffff; */
  /*@ assert \forall integer i; 0 <= i < v->count ==> v->start[i] + v->length[i] <= v->size; */
  /*@ assert v->count > 0 ==> v->used <= v->start[v->count - 1] + v->length[v->count - 1]; */
  note_authority(v, how, p);
  /*@ assert p->n == \at(p->n, Pre) && p->error == \at(p->error, Pre); */
  /*@ assert p->comparisons == \at(p->comparisons, Pre) && p->signatures == \at(p->signatures, Pre); */
  /*@ assert \forall integer i; 0 <= i < HF_PATH_MAX ==> p->place[i] == \at(p->place[i], Pre); */
  /*@ assert \forall integer i; 0 <= i < HF_PATH_MAX ==> p->tried[i] == \at(p->tried[i], Pre); */
  /*@ assert v->count == \at(v->count, Pre) && v->size == \at(v->size, Pre) && v->used == \at(v->used, Pre); */
  /*@ assert v->buffer == \at(v->buffer, Pre) && how->now == \at(how->now, Pre); */
  /*@ assert hf_path_bounded(p); */
  /*@ assert hf_places_same{Pre,Here}(p, p->n); */
  /*@ assert hf_places(p, p->n, v->count); */
  /*@ assert hf_certificates_kept{Pre,Here}(p, p->n + 1); */
  /*@ assert hf_certificate_kept{Pre,Here}(&p->at[p->n]); */
  /*@ assert \forall integer i; 0 <= i < HF_CHAIN_MAX ==> v->start[i] == \at(v->start[i], Pre); */
  /*@ assert \forall integer i; 0 <= i < HF_CHAIN_MAX ==> v->length[i] == \at(v->length[i], Pre); */
  /*@ assert \forall integer i; 0 <= i < v->count ==> v->start[i] + v->length[i] <= v->size; */
  /*@ assert v->count > 0 ==> v->used <= v->start[v->count - 1] + v->length[v->count - 1]; */
}

/* 1 when the certificate behind the last has the name of the issuer of the last. */
/*@ requires \valid_read(v) && \valid_read(p) && hf_sought(v, how, p) && 1 <= p->n < HF_PATH_MAX;
  @ requires hf_certificate_sound(&p->at[p->n]) && p->at[p->n].whole.at + p->at[p->n].whole.n <= v->size;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint8_t is_issuer(const struct hf_chain *v, const struct hf_verify *how, const struct hf_path *p) {
  (void)how;
  /*@ assert hf_member(&p->at[p->n - 1], v->size, how->now); */
  /*@ assert hf_readable(v->buffer, p->at[p->n - 1].issuer); */
  /*@ assert hf_readable(v->buffer, p->at[p->n].subject); */
  return hf_name_same(v->buffer, p->at[p->n - 1u].issuer, v->buffer, p->at[p->n].subject);
}

#define OTHER_ISSUER 255u /* no hf_error: the certificate is of no use here, and nothing is to be said of it */

/* Sees whether the certificate behind the last may be the next: HF_OK, OTHER_ISSUER, or the rule that it breaks. */
/*@ requires \valid_read(v) && \valid_read(p) && hf_sought(v, how, p) && 1 <= p->n < HF_PATH_MAX;
  @ requires hf_certificate_sound(&p->at[p->n]) && p->at[p->n].whole.at + p->at[p->n].whole.n <= v->size;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 ==> hf_member(&p->at[p->n], v->size, how->now) && hf_is_authority(&p->at[p->n]); */
static uint8_t check_next(const struct hf_chain *v, const struct hf_verify *how, const struct hf_path *p) {
  return is_issuer(v, how, p) == 1u ? intermediate_error(how, p, &p->at[p->n]) : (uint8_t)OTHER_ISSUER;
}

/* Reads the certificate at the place and sees whether it may be the next. */
/*@ requires \valid_read(v) && \valid(p) && hf_sought(v, how, p) && 1 <= p->n < HF_PATH_MAX && place < v->count;
  @ HF_TOTAL;
  @ assigns p->at[p->n];
  @ ensures hf_sought(v, how, p);
  @ ensures p->n == \old(p->n) && p->error == \old(p->error) && p->comparisons == \old(p->comparisons);
  @ ensures \result == 0 ==> hf_member(&p->at[p->n], v->size, how->now) && hf_is_authority(&p->at[p->n]); */
static uint8_t take_next(const struct hf_chain *v, const struct hf_verify *how, struct hf_path *p, uint8_t place) {
  uint8_t error = read_next(v, how, p, place);
  /*@ assert hf_sought(v, how, p); */
  return error == HF_OK ? check_next(v, how, p) : error;
}

/* Sees whether the authority issued the last; the certificate behind it stays as it is. */
/*@ requires \valid_read(v) && \valid(p) && hf_sought(v, how, p) && 1 <= p->n < HF_PATH_MAX;
  @ requires hf_anchor_sound(&p->authority);
  @ HF_TOTAL;
  @ assigns p->comparisons, p->signatures, p->error, p->culprit;
  @ ensures \result == 0 || \result == 1;
  @ ensures hf_sought(v, how, p) && p->n == \old(p->n);
  @ ensures p->comparisons <= \old(p->comparisons);
  @ ensures \old(hf_too_complex(p)) ==> hf_too_complex(p);
  @ ensures hf_certificate_kept{Pre,Post}(&p->at[p->n]);
  @ ensures \result == 1 ==> p->signatures + p->n <= HF_SIGNATURE_CHECKS_MAX; */
static uint8_t issued_by(const struct hf_chain *v, const struct hf_verify *how, struct hf_path *p) {
  return hf_path_issued(v, how, p, &p->authority);
}

/* Sees whether the certificate behind the last, which may be the next by itself, issued the last. */
/*@ requires \valid_read(v) && \valid(p) && hf_sought(v, how, p) && 1 <= p->n < HF_PATH_MAX;
  @ requires hf_member(&p->at[p->n], v->size, how->now) && hf_is_authority(&p->at[p->n]);
  @ HF_TOTAL;
  @ assigns p->authority, p->comparisons, p->signatures, p->error, p->culprit;
  @ ensures \result == 0 || \result == 1;
  @ ensures hf_sought(v, how, p);
  @ ensures p->comparisons <= \old(p->comparisons);
  @ ensures \old(hf_too_complex(p)) ==> hf_too_complex(p);
  @ ensures hf_member(&p->at[p->n], v->size, how->now);
  @ ensures hf_is_authority(&p->at[p->n]);
  @ ensures \result == 1 ==> p->signatures + p->n <= HF_SIGNATURE_CHECKS_MAX; */
static uint8_t issued_by_next(const struct hf_chain *v, const struct hf_verify *how, struct hf_path *p) {
  take_authority(v, how, p);
  /*@ assert hf_sought(v, how, p); */
  /*@ assert p->error == \at(p->error, Pre); */
  /*@ assert \at(p->error, Pre) == HF_ERROR_CERTIFICATE_TOO_COMPLEX ==> p->error == HF_ERROR_CERTIFICATE_TOO_COMPLEX; */
  /*@ assert \at(p->error, Pre) == HF_ERROR_CERTIFICATE_TOO_COMPLEX ==> hf_too_complex(p); */
  /*@ assert \at(hf_too_complex(p), Pre) ==> hf_too_complex(p); */
  return issued_by(v, how, p);
}

uint8_t hf_path_candidate(const struct hf_chain *v, const struct hf_verify *how, struct hf_path *p, uint8_t place) {
  uint8_t error;
  if (hf_path_spend(p, READING) == 0u)
    return 0u;
  /*@ assert hf_sought(v, how, p); */
  error = take_next(v, how, p, place);
  /*@ assert \at(hf_too_complex(p), Pre) ==> hf_too_complex(p); */
  if (error == HF_OK)
    return issued_by_next(v, how, p);
  if (error != OTHER_ISSUER)
    hf_path_note(p, error, place);
  return 0u;
}
