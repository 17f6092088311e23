/* Candidates for the next certificate of a path. */
#include "generated/errors.h"
#include "x509/name.h"
#include "x509/path.h"

#define READING 64u /* comparisons that reading one certificate counts for */

/* What must hold for an intermediate certificate itself (RFC 5280 6.1.4). */
/*@ requires \valid_read(how) && \valid_read(p) && \valid_read(c) && 1 <= p->n <= HF_PATH_MAX;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures \result == 0 ==> hf_checked(c, how->now) && c->version == 3 && c->is_ca != 0; */
static uint8_t intermediate_error(const struct hf_verify *how, const struct hf_path *p,
                                  const struct hf_certificate *c) {
  uint8_t path_max = how->path_max == 0u ? (uint8_t)HF_PATH_MAX : how->path_max;
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

/* Reads the certificate at the place, which may be the next of the path. */
/*@ requires \valid_read(v) && \valid(p) && hf_sought(v, how, p) && 1 <= p->n < HF_PATH_MAX && place < v->count;
  @ terminates \true; exits \false;
  @ assigns p->at[p->n];
  @ ensures \result == 0 ==> hf_certificate_sound(&p->at[p->n]);
  @ ensures \result == 0 ==> p->at[p->n].whole.at == v->start[place] && p->at[p->n].whole.n == v->length[place];
  @ ensures hf_chain_sound(v);
  @ ensures hf_asked(how) && hf_path_apart(v, how, p);
  @ ensures hf_path_bounded(p) && hf_places(p, p->n, v->count);
  @ ensures hf_members(p, p->n, v->size, how->now);
  @ ensures hf_authorities(p, p->n); */
static uint8_t read_next(const struct hf_chain *v, const struct hf_verify *how, struct hf_path *p, uint8_t place) {
  struct hf_span whole;
  whole.at = v->start[place];
  whole.n = v->length[place];
  (void)how;
  return hf_certificate_read(v->buffer, whole, &p->at[p->n]);
}

/* The candidate is the authority of the certificate behind the last. */
/*@ requires \valid_read(v) && \valid(p) && hf_sought(v, how, p) && 1 <= p->n < HF_PATH_MAX;
  @ requires hf_member(&p->at[p->n], v->size, how->now) && hf_is_authority(&p->at[p->n]);
  @ terminates \true; exits \false;
  @ assigns p->authority;
  @ ensures hf_anchor_sound(&p->authority);
  @ ensures hf_member(&p->at[p->n], v->size, how->now);
  @ ensures hf_is_authority(&p->at[p->n]);
  @ ensures hf_chain_sound(v);
  @ ensures hf_asked(how) && hf_path_apart(v, how, p);
  @ ensures hf_path_bounded(p) && hf_places(p, p->n, v->count);
  @ ensures hf_members(p, p->n, v->size, how->now);
  @ ensures hf_authorities(p, p->n); */
static void take_authority(const struct hf_chain *v, const struct hf_verify *how, struct hf_path *p) {
  const struct hf_certificate *c = &p->at[p->n];
  (void)how;
  hf_certificate_authority(v->buffer, c->whole, c, &p->authority);
}

/* 1 when the certificate behind the last has the name of the issuer of the last. */
/*@ requires \valid_read(v) && \valid_read(p) && hf_sought(v, how, p) && 1 <= p->n < HF_PATH_MAX;
  @ requires hf_certificate_sound(&p->at[p->n]) && p->at[p->n].whole.at + p->at[p->n].whole.n <= v->size;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint8_t is_issuer(const struct hf_chain *v, const struct hf_verify *how, const struct hf_path *p) {
  (void)how;
  /*@ assert hf_member(&p->at[p->n - 1], v->size, how->now); */
  return hf_name_same(v->buffer, p->at[p->n - 1u].issuer, v->buffer, p->at[p->n].subject);
}

uint8_t hf_path_candidate(const struct hf_chain *v, const struct hf_verify *how, struct hf_path *p, uint8_t place) {
  const struct hf_certificate *c = &p->at[p->n];
  uint8_t error;
  if (hf_path_spend(p, READING) == 0u)
    return 0u;
  /*@ assert hf_sought(v, how, p); */
  error = read_next(v, how, p, place);
  /*@ assert hf_sought(v, how, p); */
  if (error == HF_OK && is_issuer(v, how, p) == 0u)
    return 0u;
  if (error == HF_OK)
    error = intermediate_error(how, p, c);
  if (error != HF_OK) {
    hf_path_note(p, error, place);
    return 0u;
  }
  take_authority(v, how, p);
  /*@ assert hf_sought(v, how, p); */
  return hf_path_issued(v, how, p, &p->authority);
}
