/* Whether an authority may have issued what is below it in a path, and did. */
#include "generated/errors.h"
#include "x509/constraints.h"
#include "x509/crl.h"
#include "x509/path.h"
#include "x509/signed.h"

/*@ // the certificates below the authority, read
  @ predicate hf_below(struct hf_chain *v, struct hf_path *p) =
  @   1 <= p->n <= HF_PATH_MAX && (\forall integer i; 0 <= i < p->n ==>
  @     hf_certificate_sound(&p->at[i]) && p->at[i].whole.at + p->at[i].whole.n <= v->size); */

/* The authority's key identifier is the one that the certificate names, where both do (RFC 5280 4.2.1.1). */
/*@ requires \valid_read(c) && hf_readable(in, c->authority_key_id) && \valid_read(issuer) && hf_anchor_sound(issuer);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 && c->authority_key_id.n > 0 && 0 < issuer->key_id_n <= 0xffffffff ==>
  @   c->authority_key_id.n == issuer->key_id_n &&
  @   (\forall integer i; 0 <= i < issuer->key_id_n ==> in[c->authority_key_id.at + i] == issuer->key_id[i]); */
static uint8_t key_ids_agree(const uint8_t *in, const struct hf_certificate *c, const struct hf_trust_anchor *issuer) {
  struct hf_span id;
  if (c->authority_key_id.n == 0u || issuer->key_id_n == 0u || issuer->key_id_n > 0xffffffffu)
    return 1u;
  id.at = 0u;
  id.n = (uint32_t)issuer->key_id_n;
  return hf_same_bytes(in, c->authority_key_id, issuer->key_id, id);
}

/* Intermediate certificates in the path that count for a path length: those that are not self-issued (RFC 5280 6.1.4 l). */
uint8_t hf_path_length(const struct hf_path *p) {
  uint8_t n = 0u;
  /*@ loop invariant 1 <= i <= p->n && n < i;
    @ loop assigns i, n;
    @ loop variant p->n - i; */
  for (uint8_t i = 1u; i < p->n; i++) {
    if (p->at[i].is_self_issued == 0u)
      n++;
  }
  return n;
}

/* The constraints, all of value, allow the names of the certificates of the path; those of intermediate self-issued ones do not
   count (RFC 5280 6.1.3 b, c). */
/*@ requires \valid_read(v) && hf_chain_sound(v) && \valid_read(p) && hf_below(v, p);
  @ requires hf_readable(constraints, value) && \valid(left) && \valid(culprit);
  @ requires \separated(left, p) && \separated(culprit, p) && \separated(left, culprit);
  @ requires \separated(left, v) && \separated(culprit, v);
  @ requires \separated(left, constraints + (0 .. 0xffffffff)) && \separated(left, v->buffer + (0 .. 0xffffffff));
  @ requires \separated(culprit, constraints + (0 .. 0xffffffff)) && \separated(culprit, v->buffer + (0 .. 0xffffffff));
  @ terminates \true; exits \false;
  @ assigns *left, *culprit;
  @ ensures *left <= \old(*left); */
static uint8_t names_allowed(const struct hf_chain *v, const struct hf_path *p, const uint8_t *constraints,
                             struct hf_span value, uint32_t *left, uint8_t *culprit) {
  uint8_t error = HF_OK;
  /*@ loop invariant 0 <= i <= p->n && *left <= \at(*left, Pre);
    @ loop assigns i, error, *left, *culprit;
    @ loop variant p->n - i; */
  for (uint8_t i = 0u; i < p->n && error == HF_OK; i++) {
    *culprit = p->place[i];
    /*@ assert hf_certificate_sound(&p->at[i]); */
    /*@ assert hf_readable(v->buffer, p->at[i].whole); */
    /*@ assert hf_readable(v->buffer, p->at[i].subject); */
    /*@ assert hf_readable(v->buffer, p->at[i].alternative_names); */
    if (i == 0u || p->at[i].is_self_issued == 0u)
      error = hf_constraints_allow(constraints, value, v->buffer, &p->at[i], left);
  }
  return error;
}

/* The authority's name constraints allow all names below. */
/*@ requires \valid_read(v) && hf_chain_sound(v) && \valid(p) && hf_below(v, p) && hf_anchor_sound(&p->issuer);
  @ requires \separated(p, v) && \separated(p, v->buffer + (0 .. 0xffffffff));
  @ requires \valid(culprit) && \separated(culprit, p) && \separated(culprit, v) &&
  @   \separated(culprit, v->buffer + (0 .. 0xffffffff)) && \separated(culprit, p->issuer.constraints + (0 .. 0xffffffff));
  @ terminates \true; exits \false;
  @ assigns p->comparisons, *culprit;
  @ ensures p->comparisons <= \old(p->comparisons); */
static uint8_t constraints_allow(const struct hf_chain *v, struct hf_path *p, uint8_t *culprit) {
  struct hf_span value;
  uint32_t left = p->comparisons;
  uint8_t error;
  if (p->issuer.constraints_n == 0u)
    return HF_OK;
  if (p->issuer.constraints_n > 0xffffffu)
    return HF_ERROR_CERTIFICATE_TOO_COMPLEX;
  value.at = 0u;
  value.n = (uint32_t)p->issuer.constraints_n;
  error = names_allowed(v, p, p->issuer.constraints, value, &left, culprit);
  p->comparisons = left;
  return error;
}

/* What is cheap. */
/*@ requires \valid_read(v) && hf_chain_sound(v) && \valid(p) && hf_below(v, p) && hf_anchor_sound(&p->issuer);
  @ requires \separated(p, v) && \separated(p, v->buffer + (0 .. 0xffffffff));
  @ requires \valid(culprit) && \separated(culprit, p) && \separated(culprit, v) &&
  @   \separated(culprit, v->buffer + (0 .. 0xffffffff)) && \separated(culprit, p->issuer.constraints + (0 .. 0xffffffff));
  @ terminates \true; exits \false;
  @ assigns p->comparisons, *culprit;
  @ ensures p->comparisons <= \old(p->comparisons); */
static uint8_t check_relation(const struct hf_chain *v, struct hf_path *p, uint8_t *culprit) {
  const struct hf_certificate *last = &p->at[p->n - 1u];
  /*@ assert hf_certificate_sound(&p->at[p->n - 1]); */
  /*@ assert hf_readable(v->buffer, p->at[p->n - 1].whole); */
  /*@ assert hf_readable(v->buffer, last->authority_key_id); */
  *culprit = p->place[p->n - 1u];
  if (key_ids_agree(v->buffer, last, &p->issuer) == 0u)
    return HF_ERROR_CERTIFICATE_AUTHORITY_KEY_ID_WRONG;
  if (p->issuer.path_limit != 0u && hf_path_length(p) >= p->issuer.path_limit)
    return HF_ERROR_CERTIFICATE_PATH_TOO_LONG;
  return constraints_allow(v, p, culprit);
}

/* The signature of the last certificate, which takes one of those that may be checked. */
/*@ requires \valid_read(v) && hf_chain_sound(v) && \valid(p) && hf_below(v, p) && hf_anchor_sound(&p->issuer);
  @ requires \separated(p, v) && \separated(p, v->buffer + (0 .. 0xffffffff));
  @ terminates \true; exits \false;
  @ assigns p->signatures;
  @ ensures p->signatures <= \old(p->signatures);
  @ ensures \result == 0 ==> p->signatures < \old(p->signatures);
  @ ensures \result == 0 ==> p->at[p->n - 1].scheme != 0 &&
  @   scheme_key_kind(p->at[p->n - 1].scheme) == p->issuer.key.kind; */
static uint8_t check_signature(const struct hf_chain *v, struct hf_path *p) {
  const struct hf_certificate *last = &p->at[p->n - 1u];
  /*@ assert hf_certificate_sound(&p->at[p->n - 1]); */
  /*@ assert hf_readable(v->buffer, p->at[p->n - 1].whole); */
  /*@ assert hf_readable(v->buffer, last->signed_part); */
  /*@ assert hf_readable(v->buffer, last->signature); */
  if (p->signatures == 0u)
    return HF_ERROR_CERTIFICATE_TOO_COMPLEX;
  p->signatures = p->signatures - 1u;
  return hf_signed_check(v->buffer, last->signed_part, last->scheme, last->signature, &p->issuer.key);
}

/* What the revocation lists say of the last certificate. */
/*@ requires \valid_read(v) && hf_chain_sound(v) && hf_asked(how) && \valid(p) && hf_path_apart(v, how, p);
  @ requires 1 <= p->n && hf_path_sound(v, how, p) && hf_anchor_sound(&p->issuer);
  @ terminates \true; exits \false;
  @ assigns p->signatures;
  @ ensures p->signatures <= \old(p->signatures); */
static uint8_t check_status(const struct hf_chain *v, const struct hf_verify *how, struct hf_path *p) {
  uint32_t signatures = p->signatures;
  uint8_t is_peer = p->n == 1u ? 1u : 0u;
  uint8_t error = hf_crl_status(how, v->buffer, &p->at[p->n - 1u], &p->issuer, is_peer, &signatures);
  p->signatures = signatures;
  return error;
}

uint8_t hf_path_issued(const struct hf_chain *v, const struct hf_verify *how, struct hf_path *p) {
  uint8_t culprit = HF_NO_PLACE;
  uint8_t error;
  /*@ assert hf_below(v, p); */
  error = check_relation(v, p, &culprit);
  /*@ assert hf_below(v, p); */
  if (error == HF_OK)
    error = check_signature(v, p);
  if (error == HF_OK)
    error = check_status(v, how, p);
  if (error != HF_OK)
    hf_path_note(p, error, culprit);
  return error == HF_OK ? 1u : 0u;
}
