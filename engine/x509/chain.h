/* The peer's chain of certificates: taken in as it arrives, then verified (RFC 5280 6.1, RFC 9525). */
#ifndef HF_X509_CHAIN_H
#define HF_X509_CHAIN_H
#include "crypto/signature.h"
#include "x509/host.h"
#include "x509/key.h"

/*@ // of what a chain has
  @ predicate hf_chain_holds{L}(uint8_t *buffer, integer size, integer used, integer count, uint16_t *start,
  @   uint16_t *length) =
  @   count <= HF_CHAIN_MAX && used <= size <= 0xffff && (size > 0 ==> \valid(buffer + (0 .. size - 1))) &&
  @   (\forall integer i; 0 <= i < count ==> start[i] + length[i] <= size) && (count == 0 ==> used == 0) &&
  @   (count > 0 ==> used <= start[count - 1] + length[count - 1]);
  @ predicate hf_chain_sound(struct hf_chain *v) =
  @   hf_chain_holds(v->buffer, v->size, v->used, v->count, &v->start[0], &v->length[0]);
  @
  @ // an anchor whose bytes are there
  @ predicate hf_anchor_sound{L}(struct hf_trust_anchor *a) =
  @   public_key_readable(&a->key) && \valid_read(a->name + (0 .. a->name_n - 1)) &&
  @   \valid_read(a->key_id + (0 .. a->key_id_n - 1)) && \valid_read(a->constraints + (0 .. a->constraints_n - 1)) &&
  @   \valid_read(a->certificate + (0 .. a->certificate_n - 1));
  @ predicate hf_anchors_sound{L}(struct hf_trust_anchor *a, integer n) =
  @   \valid_read(a + (0 .. n - 1)) && (\forall integer i; 0 <= i < n ==> hf_anchor_sound(a + i));
  @ predicate hf_spans_in(struct hf_key_spans k, integer size) =
  @   k.modulus.at + k.modulus.n <= size && k.exponent.at + k.exponent.n <= size && k.point.at + k.point.n <= size;
  @ // of where a key stands in size bytes
  @ predicate hf_parts_in(integer modulus_at, integer modulus_n, integer exponent_at, integer exponent_n, integer point_at,
  @   integer point_n, integer size) =
  @   modulus_n <= HF_RSA_MAX && exponent_n <= 8 && point_n <= HF_POINT_MAX && modulus_at + modulus_n <= size &&
  @   exponent_at + exponent_n <= size && point_at + point_n <= size;
  @ predicate hf_lists_readable{L}(struct hf_crl *c, integer n) =
  @   \valid_read(c + (0 .. n - 1)) && (\forall integer i; 0 <= i < n ==> \valid_read(c[i].der + (0 .. c[i].n - 1)));
  @ // what is asked of a chain: anchors, lists and a name that can be read
  @ predicate hf_asked{L}(struct hf_verify *how) =
  @   \valid_read(how) && hf_anchors_sound(how->anchors, how->anchors_n) &&
  @   (how->name != \null ==> hf_text(how->name)) &&
  @   hf_lists_readable(how->crls, how->crls_n);
  @ */

/* Begins an empty chain in the caller's buffer of size bytes, which must stay while the chain is used. */
/*@ requires \valid(v) && (size > 0 ==> \valid(buffer + (0 .. size - 1)));
  @ requires \separated(v, buffer + (0 .. size - 1));
  @ HF_TOTAL;
  @ assigns *v;
  @ ensures hf_chain_sound(v) && v->count == 0 && v->buffer == buffer && v->size <= size; */
void hf_chain_start(struct hf_chain *v, uint8_t *buffer, size_t size);

/* Begins the next certificate, of length bytes. HF_ERROR_CERTIFICATE_TOO_LARGE: no chain may be so long; HF_ERROR_CERTIFICATE_TOO_MANY;
   HF_ERROR_CHAIN_BUFFER_TOO_SMALL: there is no room for it; HF_ERROR_CERTIFICATE_MALFORMED: it is empty, or the one before is not complete. */
/*@ requires \valid(v) && hf_chain_sound(v);
  @ HF_TOTAL;
  @ assigns v->start[0 .. HF_CHAIN_MAX - 1], v->length[0 .. HF_CHAIN_MAX - 1], v->count;
  @ ensures hf_chain_sound(v); */
uint8_t hf_chain_certificate(struct hf_chain *v, uint32_t length);

/* The next n bytes of the certificate that was begun. HF_ERROR_CERTIFICATE_TOO_LARGE: more than it has. */
/*@ requires \valid(v) && hf_chain_sound(v) && \valid_read(in + (0 .. n - 1));
  @ requires \separated(v, v->buffer + (0 .. v->size - 1)) && \separated(in + (0 .. n - 1), v->buffer + (0 .. v->size - 1));
  @ requires \separated(v, in + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns v->used, v->buffer[0 .. v->size - 1];
  @ ensures hf_chain_sound(v); */
uint8_t hf_chain_bytes(struct hf_chain *v, const uint8_t *in, uint32_t n);

/* Verifies the chain: its first certificate is for how->name and how->purpose, and a path leads from it to one of the
   anchors. The others may stand in any order, and some may be of no use. HF_OK, or the error of the first rule that the
   path that came farthest breaks. */
/*@ requires \valid_read(v) && hf_chain_sound(v) && hf_asked(how);
  @ HF_TOTAL;
  @ assigns \nothing; */
uint8_t hf_chain_verify(const struct hf_chain *v, const struct hf_verify *how);
/* The same, and tells what was found. */
/*@ requires \valid_read(v) && hf_chain_sound(v) && hf_asked(how);
  @ requires \valid(report) && \separated(report, v) && \separated(report, how) &&
  @   \separated(report, v->buffer + (0 .. 0xffffffff)) && \separated(report, how->anchors + (0 .. how->anchors_n - 1));
  @ HF_TOTAL;
  @ assigns *report;
  @ ensures \result == report->error;
  @ // however the chain is made, the work has a bound
  @ ensures report->signature_checks <= HF_SIGNATURE_CHECKS_MAX && report->comparisons <= HF_COMPARISONS_MAX;
  @ // valid: from the peer's certificate to an anchor, with a signature checked for each certificate
  @ ensures \result == 0 ==> v->count > 0 && 1 <= report->path_n <= HF_PATH_MAX && report->anchor < how->anchors_n;
  @ ensures \result == 0 ==> report->signature_checks >= report->path_n ||
  @   (report->path_n == 1 && how->anchors[report->anchor].end_entity == 1);
  @ ensures \result == 0 ==> (\forall integer i; 0 <= i < report->path_n ==> report->path[i] < v->count);
  @ ensures \result == 0 ==> report->path[0] == 0; */
uint8_t hf_chain_report(const struct hf_chain *v, const struct hf_verify *how, struct hf_report *report);

/* clang-format off */
#define hf_key_placed(k, size)                                                                                         \
  hf_parts_in((k).modulus_at, (k).modulus_n, (k).exponent_at, (k).exponent_n, (k).point_at, (k).point_n, size)
/* clang-format on */

/* Where the key of the peer's own certificate stands in the chain's buffer. Says nothing about trust. On an error *key is none: no
   bytes, and of no kind. */
/*@ requires \valid_read(v) && hf_chain_sound(v) && \valid(key) && \separated(key, v);
  @ requires \separated(key, v->buffer + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *key;
  @ ensures hf_key_placed(*key, v->size);
  @ ensures \result == 0 ==> v->count > 0 && HF_KEY_RSA <= key->kind <= HF_KEY_RSA_PSS;
  @ ensures \result != 0 ==> key->kind == 0; */
uint8_t hf_chain_key(const struct hf_chain *v, struct hf_key_place *key);

/* Where a key stands that was read; none when there was an error. */
/*@ requires \valid(key) && \valid_read(spans) && \separated(key, spans);
  @ requires error == 0 ==> hf_key_sound(*spans) && spans->kind != 0 && hf_spans_in(*spans, size);
  @ HF_TOTAL;
  @ assigns *key;
  @ ensures hf_key_placed(*key, size);
  @ ensures error == 0 ==> HF_KEY_RSA <= key->kind <= HF_KEY_RSA_PSS;
  @ ensures error != 0 ==> key->kind == 0; */
void hf_chain_place_key(const struct hf_key_spans *spans, uint8_t error, uint32_t size, struct hf_key_place *key);

/* The key that stands at a place in the chain's buffer. */
/*@ requires \valid_read(v) && hf_chain_sound(v) && \valid_read(place) && hf_key_placed(*place, v->size) && \valid(key);
  @ requires \separated(key, v) && \separated(key, place);
  @ HF_TOTAL;
  @ assigns *key;
  @ ensures public_key_readable(key);
  @ ensures key->modulus_n == place->modulus_n && key->exponent_n == place->exponent_n && key->point_n == place->point_n;
  @ ensures key->kind == place->kind && key->group == place->group;
  @ ensures place->modulus_n != 0 ==> key->modulus == v->buffer + place->modulus_at;
  @ ensures place->exponent_n != 0 ==> key->exponent == v->buffer + place->exponent_at;
  @ ensures place->point_n != 0 ==> key->point == v->buffer + place->point_at; */
void hf_chain_key_at(const struct hf_chain *v, const struct hf_key_place *place, struct hf_public_key *key);
#endif
