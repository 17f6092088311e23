#include "x509/path.h"
#include "generated/errors.h"
#include "x509/name.h"

#define READING 64u /* comparisons that reading one certificate counts for */

/* 1 when the error says little: it arises wherever two authorities share a name. */
/*@ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1;
  @ ensures error == HF_ERROR_CERTIFICATE_TOO_COMPLEX ==> \result == 0; */
static uint8_t is_vague(uint8_t error) {
  return error == HF_ERROR_CERTIFICATE_UNKNOWN_ISSUER || error == HF_ERROR_CERTIFICATE_SIGNATURE_WRONG ||
                 error == HF_ERROR_CERTIFICATE_AUTHORITY_KEY_ID_WRONG
             ? 1u
             : 0u;
}

void hf_path_note(struct hf_path *p, uint8_t error, uint8_t culprit) {
  if (error == HF_ERROR_CERTIFICATE_TOO_COMPLEX || p->error == HF_ERROR_CERTIFICATE_UNKNOWN_ISSUER ||
      (is_vague(p->error) == 1u && is_vague(error) == 0u)) {
    p->error = error;
    p->culprit = culprit;
  }
}

/* Counts n comparisons: 1, or 0 and the error when there are not so many left. */
/*@ requires \valid(p) && hf_path_bounded(p);
  @ terminates \true; exits \false;
  @ assigns p->comparisons, p->error, p->culprit;
  @ ensures \result == 0 || \result == 1;
  @ ensures p->comparisons <= \old(p->comparisons) && p->error != 0;
  @ ensures \result == 1 ==> p->comparisons == \old(p->comparisons) - n && p->error == \old(p->error);
  @ ensures \result == 0 || \old(p->error) == HF_ERROR_CERTIFICATE_TOO_COMPLEX ==>
  @   p->error == HF_ERROR_CERTIFICATE_TOO_COMPLEX; */
static uint8_t spend(struct hf_path *p, uint32_t n) {
  if (p->comparisons < n) {
    p->comparisons = 0u;
    hf_path_note(p, HF_ERROR_CERTIFICATE_TOO_COMPLEX, HF_NO_PLACE);
    return 0u;
  }
  p->comparisons = p->comparisons - n;
  return 1u;
}

/* 1 when the anchor is the peer's own certificate, byte for byte. */
/*@ requires \valid_read(v) && hf_chain_sound(v) && \valid_read(p) && \valid_read(anchor) && hf_anchor_sound(anchor);
  @ requires 1 <= p->n <= HF_PATH_MAX && p->at[0].whole.at + p->at[0].whole.n <= v->size;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 ==> p->n == 1 && anchor->certificate_n == p->at[0].whole.n &&
  @   (\forall integer i; 0 <= i < anchor->certificate_n ==>
  @      v->buffer[p->at[0].whole.at + i] == anchor->certificate[i]); */
static uint8_t is_leaf(const struct hf_chain *v, const struct hf_path *p, const struct hf_trust_anchor *anchor) {
  struct hf_span whole;
  if (p->n != 1u || anchor->certificate_n != p->at[0].whole.n)
    return 0u;
  whole.at = 0u;
  whole.n = p->at[0].whole.n;
  return hf_same_bytes(v->buffer, p->at[0].whole, anchor->certificate, whole);
}

/* 1 when the anchor has the name of the issuer of the last certificate. */
/*@ requires \valid_read(v) && \valid_read(p) && \valid_read(anchor) && hf_anchor_sound(anchor);
  @ requires 1 <= p->n <= HF_PATH_MAX && hf_readable(v->buffer, p->at[p->n - 1].issuer);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint8_t has_issuer_name(const struct hf_chain *v, const struct hf_path *p,
                               const struct hf_trust_anchor *anchor) {
  struct hf_span name;
  if (anchor->name_n > 0xffffffu)
    return 0u;
  name.at = 0u;
  name.n = (uint32_t)anchor->name_n;
  return hf_name_same(v->buffer, p->at[p->n - 1u].issuer, anchor->name, name);
}

/* What must hold for the anchor itself. */
/*@ requires \valid_read(how) && \valid_read(anchor);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures \result == 0 ==> anchor->end_entity != 1;
  @ ensures \result == 0 ==> (anchor->not_before == 0 && anchor->not_after == 0) ||
  @   anchor->not_before <= how->now <= anchor->not_after; */
static uint8_t anchor_error(const struct hf_verify *how, const struct hf_trust_anchor *anchor) {
  if (anchor->end_entity == 1u)
    return HF_ERROR_CERTIFICATE_NOT_CA;
  if (how->strict != 0u && anchor->nonconforming != HF_OK)
    return anchor->nonconforming;
  if (anchor->not_before == 0 && anchor->not_after == 0)
    return HF_OK;
  return hf_valid_at(how->now, anchor->not_before, anchor->not_after);
}

/* 1 when the path ends at the anchor. */
/*@ requires \valid_read(v) && hf_chain_sound(v) && hf_asked(how) && \valid(p) && hf_path_apart(v, how, p);
  @ requires 1 <= p->n && hf_path_sound(v, how, p);
  @ requires \valid_read(anchor) && hf_anchor_sound(anchor) && \separated(p, anchor);
  @ terminates \true; exits \false;
  @ assigns p->issuer, p->comparisons, p->signatures, p->error, p->culprit;
  @ ensures \result == 0 || \result == 1;
  @ ensures hf_path_sound(v, how, p) && p->comparisons <= \old(p->comparisons);
  @ ensures \old(p->error) == HF_ERROR_CERTIFICATE_TOO_COMPLEX ==> p->error == HF_ERROR_CERTIFICATE_TOO_COMPLEX;
  @ ensures \result == 1 ==> p->signatures + p->n <= HF_SIGNATURE_CHECKS_MAX || (p->n == 1 && anchor->end_entity == 1); */
static uint8_t try_anchor(const struct hf_chain *v, const struct hf_verify *how, struct hf_path *p,
                          const struct hf_trust_anchor *anchor) {
  uint8_t error;
  if (anchor->end_entity == 1u && is_leaf(v, p, anchor) == 1u)
    return 1u;
  if (has_issuer_name(v, p, anchor) == 0u)
    return 0u;
  error = anchor_error(how, anchor);
  if (error != HF_OK) {
    hf_path_note(p, error, HF_NO_PLACE);
    return 0u;
  }
  p->issuer = *anchor;
  return hf_path_issued(v, how, p);
}

/* 1 when the path ends at one of the anchors: p->anchor. */
/*@ requires \valid_read(v) && hf_chain_sound(v) && hf_asked(how) && \valid(p) && hf_path_apart(v, how, p);
  @ requires 1 <= p->n && hf_path_sound(v, how, p);
  @ terminates \true; exits \false;
  @ assigns p->issuer, p->comparisons, p->signatures, p->error, p->culprit, p->anchor;
  @ ensures \result == 0 || \result == 1;
  @ ensures hf_path_sound(v, how, p) && p->comparisons <= \old(p->comparisons);
  @ ensures \old(p->error) == HF_ERROR_CERTIFICATE_TOO_COMPLEX ==> p->error == HF_ERROR_CERTIFICATE_TOO_COMPLEX;
  @ ensures \result == 1 ==> p->anchor < how->anchors_n;
  @ ensures \result == 1 ==> p->signatures + p->n <= HF_SIGNATURE_CHECKS_MAX ||
  @   (p->n == 1 && how->anchors[p->anchor].end_entity == 1); */
static uint8_t try_anchors(const struct hf_chain *v, const struct hf_verify *how, struct hf_path *p) {
  /*@ loop invariant 0 <= i <= how->anchors_n;
    @ loop invariant hf_path_sound(v, how, p) && p->comparisons <= \at(p->comparisons, Pre);
    @ loop invariant \at(p->error, Pre) == HF_ERROR_CERTIFICATE_TOO_COMPLEX ==>
    @   p->error == HF_ERROR_CERTIFICATE_TOO_COMPLEX;
    @ loop assigns i, p->issuer, p->comparisons, p->signatures, p->error, p->culprit, p->anchor;
    @ loop variant how->anchors_n - i; */
  for (size_t i = 0u; i < how->anchors_n; i++) {
    if (spend(p, 1u) == 0u)
      return 0u;
    if (try_anchor(v, how, p, &how->anchors[i]) == 1u) {
      p->anchor = i;
      return 1u;
    }
  }
  return 0u;
}

/* What must hold for an intermediate certificate itself (RFC 5280 6.1.4). */
/*@ requires \valid_read(how) && \valid_read(p) && \valid_read(c) && 1 <= p->n <= HF_PATH_MAX;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures \result == 0 ==> hf_checked(c, how) && c->version == 3 && c->is_ca != 0; */
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

/* 1 when the certificate at the place is in the path already. */
/*@ requires \valid_read(p) && p->n <= HF_PATH_MAX;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 0 <==> (\forall integer i; 0 <= i < p->n ==> p->place[i] != place); */
static uint8_t is_in(const struct hf_path *p, uint8_t place) {
  /*@ loop invariant 0 <= i <= p->n;
    @ loop invariant \forall integer k; 0 <= k < i ==> p->place[k] != place;
    @ loop assigns i;
    @ loop variant p->n - i; */
  for (uint8_t i = 0u; i < p->n; i++) {
    if (p->place[i] == place)
      return 1u;
  }
  return 0u;
}

/* Reads the certificate at the place and sees whether it may be the next of the path: 1, else 0. */
/*@ requires \valid_read(v) && hf_chain_sound(v) && hf_asked(how) && \valid(p) && hf_path_apart(v, how, p);
  @ requires 1 <= p->n && hf_path_sound(v, how, p);
  @ requires p->n < HF_PATH_MAX && place < v->count;
  @ terminates \true; exits \false;
  @ assigns p->at[p->n], p->issuer, p->comparisons, p->signatures, p->error, p->culprit;
  @ ensures \result == 0 || \result == 1;
  @ ensures hf_path_sound(v, how, p) && p->comparisons <= \old(p->comparisons);
  @ ensures \old(p->error) == HF_ERROR_CERTIFICATE_TOO_COMPLEX ==> p->error == HF_ERROR_CERTIFICATE_TOO_COMPLEX;
  @ ensures \result == 1 ==> hf_member(v, how, &p->at[p->n]) && p->at[p->n].version == 3 && p->at[p->n].is_ca == 1;
  @ ensures \result == 1 ==> p->signatures + p->n <= HF_SIGNATURE_CHECKS_MAX; */
static uint8_t try_certificate(const struct hf_chain *v, const struct hf_verify *how, struct hf_path *p,
                               uint8_t place) {
  struct hf_span whole = {v->start[place], v->length[place]};
  struct hf_certificate *c = &p->at[p->n];
  uint8_t error;
  if (spend(p, READING) == 0u)
    return 0u;
  error = hf_certificate_read(v->buffer, whole, c);
  if (error == HF_OK && hf_name_same(v->buffer, p->at[p->n - 1u].issuer, v->buffer, c->subject) == 0u)
    return 0u;
  if (error == HF_OK)
    error = intermediate_error(how, p, c);
  if (error != HF_OK) {
    hf_path_note(p, error, place);
    return 0u;
  }
  hf_certificate_authority(v->buffer, whole, c, &p->issuer);
  return hf_path_issued(v, how, p);
}

/* Takes the certificate at the place into the path if it may be there. */
/*@ requires \valid_read(v) && hf_chain_sound(v) && hf_asked(how) && \valid(p) && hf_path_apart(v, how, p);
  @ requires 1 <= p->n && hf_path_sound(v, how, p);
  @ requires place < v->count;
  @ terminates \true; exits \false;
  @ assigns *p;
  @ ensures 1 <= p->n;
  @ ensures hf_path_sound(v, how, p) && p->comparisons <= \old(p->comparisons);
  @ ensures \old(p->error) == HF_ERROR_CERTIFICATE_TOO_COMPLEX ==> p->error == HF_ERROR_CERTIFICATE_TOO_COMPLEX; */
static void extend(const struct hf_chain *v, const struct hf_verify *how, struct hf_path *p, uint8_t place) {
  if (is_in(p, place) == 1u)
    return;
  if (p->n == HF_PATH_MAX) {
    hf_path_note(p, HF_ERROR_CERTIFICATE_PATH_TOO_LONG, place);
    return;
  }
  if (try_certificate(v, how, p, place) == 1u) {
    p->place[p->n] = place;
    p->tried[p->n] = 0u;
    p->n = (uint8_t)(p->n + 1u);
  }
}

/* Tries the next candidate for the issuer of the last certificate, or gives that one up when there is none left. Candidates
   come in the order in which they were sent, from the certificate's own place on (RFC 5246 7.4.2). */
/*@ requires \valid_read(v) && hf_chain_sound(v) && hf_asked(how) && \valid(p) && hf_path_apart(v, how, p);
  @ requires 1 <= p->n && hf_path_sound(v, how, p);
  @ requires v->count > 0;
  @ terminates \true; exits \false;
  @ assigns *p;
  @ ensures hf_path_sound(v, how, p) && p->comparisons <= \old(p->comparisons);
  @ ensures \old(p->error) == HF_ERROR_CERTIFICATE_TOO_COMPLEX ==> p->error == HF_ERROR_CERTIFICATE_TOO_COMPLEX; */
static void step(const struct hf_chain *v, const struct hf_verify *how, struct hf_path *p) {
  uint8_t last = (uint8_t)(p->n - 1u);
  uint32_t place = (uint32_t)p->place[last] + 1u + p->tried[last];
  if (p->tried[last] >= v->count) {
    p->n = last;
    return;
  }
  p->tried[last] = (uint8_t)(p->tried[last] + 1u);
  extend(v, how, p, (uint8_t)(place >= v->count ? place - v->count : place));
}

uint8_t hf_path_search(const struct hf_chain *v, const struct hf_verify *how, struct hf_path *p) {
  /*@ loop invariant hf_path_sound(v, how, p);
    @ loop assigns *p;
    @ loop variant p->comparisons + (p->error == HF_ERROR_CERTIFICATE_TOO_COMPLEX ? 0 : 1); */
  while (p->n > 0u && p->error != HF_ERROR_CERTIFICATE_TOO_COMPLEX) {
    if (p->tried[p->n - 1u] == 0u && try_anchors(v, how, p) == 1u)
      return HF_OK;
    if (spend(p, 1u) == 1u)
      step(v, how, p);
  }
  return p->error;
}
