/* Whether a path ends at one of the trust anchors. */
#include "generated/errors.h"
#include "x509/name.h"
#include "x509/path.h"

/* 1 when the anchor is the peer's own certificate, byte for byte. */
/*@ requires \valid_read(v) && hf_chain_sound(v) && \valid_read(p) && \valid_read(anchor) && hf_anchor_sound(anchor);
  @ requires 1 <= p->n <= HF_PATH_MAX && p->at[0].whole.at + p->at[0].whole.n <= v->size;
  @ HF_TOTAL;
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
  @ HF_TOTAL;
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
  @ HF_TOTAL;
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
/*@ requires \valid_read(v) && \valid(p) && hf_sought(v, how, p) && 1 <= p->n;
  @ requires \valid_read(anchor) && hf_anchor_sound(anchor);
  @ requires \base_addr(p) != \base_addr(anchor);
  @ HF_TOTAL;
  @ assigns p->comparisons, p->signatures, p->error, p->culprit;
  @ ensures \result == 0 || \result == 1;
  @ ensures hf_sought(v, how, p);
  @ ensures p->comparisons <= \old(p->comparisons);
  @ ensures \old(hf_too_complex(p)) ==> hf_too_complex(p);
  @ ensures \result == 1 ==> p->signatures + p->n <= HF_SIGNATURE_CHECKS_MAX || (p->n == 1 && anchor->end_entity == 1); */
static uint8_t try_anchor(const struct hf_chain *v, const struct hf_verify *how, struct hf_path *p,
                          const struct hf_trust_anchor *anchor) {
  uint8_t error;
  /*@ assert hf_member(&p->at[0], v->size, how->now); */
  /*@ assert hf_member(&p->at[p->n - 1], v->size, how->now); */
  if (anchor->end_entity == 1u && is_leaf(v, p, anchor) == 1u)
    return 1u;
  /*@ assert hf_readable(v->buffer, p->at[p->n - 1].issuer); */
  if (has_issuer_name(v, p, anchor) == 0u)
    return 0u;
  error = anchor_error(how, anchor);
  if (error != HF_OK) {
    hf_path_note(p, error, HF_NO_PLACE);
    return 0u;
  }
  return hf_path_issued(v, how, p, anchor) == 1u ? hf_path_complete(v, how, p, anchor) : (uint8_t)0u;
}

uint8_t hf_path_anchored(const struct hf_chain *v, const struct hf_verify *how, struct hf_path *p) {
  /*@ loop invariant 0 <= i <= how->anchors_n;
    @ loop invariant hf_sought(v, how, p);
    @ loop invariant p->comparisons <= \at(p->comparisons, Pre);
    @ loop invariant \at(hf_too_complex(p), Pre) ==> hf_too_complex(p);
    @ loop assigns i, p->comparisons, p->signatures, p->error, p->culprit, p->anchor;
    @ loop variant how->anchors_n - i; */
  for (size_t i = 0u; i < how->anchors_n; i++) {
    if (hf_path_spend(p, 1u) == 0u)
      return 0u;
    /*@ assert hf_sought(v, how, p); */
    /*@ assert hf_anchors_sound(how->anchors, how->anchors_n); */
    /*@ assert hf_anchor_sound(how->anchors + i); */
    if (try_anchor(v, how, p, &how->anchors[i]) == 1u) {
      p->anchor = i;
      return 1u;
    }
  }
  return 0u;
}
