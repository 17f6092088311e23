/* The path while it is sought: each function writes one thing, and shows that the rest of the search stays as it was. */
#include "generated/errors.h"
#include "x509/path.h"

/* 1 when the error says little: it arises wherever two authorities share a name. */
/*@ HF_TOTAL;
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

uint8_t hf_path_spend(struct hf_path *p, uint32_t n) {
  if (p->comparisons < n) {
    hf_path_leave_comparisons(p, 0u);
    hf_path_note(p, HF_ERROR_CERTIFICATE_TOO_COMPLEX, HF_NO_PLACE);
    return 0u;
  }
  hf_path_leave_comparisons(p, p->comparisons - n);
  return 1u;
}

void hf_path_leave_comparisons(struct hf_path *p, uint32_t left) {
  p->comparisons = left;
}

void hf_path_leave_signatures(struct hf_path *p, uint32_t left) {
  p->signatures = left;
}

void hf_path_count_try(struct hf_path *p) {
  p->tried[p->n - 1u] = (uint8_t)(p->tried[p->n - 1u] + 1u);
}

void hf_path_drop(struct hf_path *p) {
  p->n = (uint8_t)(p->n - 1u);
}

/* The place of the certificate behind the last. */
/*@ requires \valid(p) && p->n < HF_PATH_MAX;
  @ HF_TOTAL;
  @ assigns p->place[p->n];
  @ ensures p->place[p->n] == place;
  @ ensures \forall integer size, now; \old(hf_member(&p->at[p->n], size, now)) ==> hf_member(&p->at[p->n], size, now);
  @ ensures \old(hf_is_authority(&p->at[p->n])) ==> hf_is_authority(&p->at[p->n]);
  @ HF_STAYS_SOUGHT(p); */
static void place_next(struct hf_path *p, uint8_t place) {
  p->place[p->n] = place;
}

/* No candidate for its issuer was tried. */
/*@ requires \valid(p) && p->n < HF_PATH_MAX;
  @ HF_TOTAL;
  @ assigns p->tried[p->n];
  @ ensures p->tried[p->n] == 0;
  @ ensures \forall integer size, now; \old(hf_member(&p->at[p->n], size, now)) ==> hf_member(&p->at[p->n], size, now);
  @ ensures \old(hf_is_authority(&p->at[p->n])) ==> hf_is_authority(&p->at[p->n]);
  @ HF_STAYS_SOUGHT(p); */
static void try_none_of_next(struct hf_path *p) {
  p->tried[p->n] = 0u;
}

/* How many certificates there are. */
/*@ requires \valid(p);
  @ HF_TOTAL;
  @ assigns p->n;
  @ ensures p->n == n;
  @ ensures \forall struct hf_chain *v; \old(hf_chain_sound(v) && \base_addr(p) != \base_addr(v)) ==> hf_chain_sound(v);
  @ ensures \forall integer k, count; k <= HF_PATH_MAX && \old(hf_places(p, k, count)) ==> hf_places(p, k, count);
  @ ensures \forall integer k, size, now; \old(hf_members(p, k, size, now)) ==> hf_members(p, k, size, now);
  @ ensures \forall integer k; \old(hf_authorities(p, k)) ==> hf_authorities(p, k); */
static void set_n(struct hf_path *p, uint8_t n) {
  p->n = n;
}

/* One certificate more. */
/*@ requires \valid_read(v) && \valid_read(how) && \valid(p) && hf_sought(v, how, p);
  @ requires 1 <= p->n < HF_PATH_MAX && p->signatures + p->n <= HF_SIGNATURE_CHECKS_MAX;
  @ requires p->place[p->n] < v->count && p->tried[p->n] <= v->count;
  @ requires hf_member(&p->at[p->n], v->size, how->now) && hf_is_authority(&p->at[p->n]);
  @ HF_TOTAL;
  @ assigns p->n;
  @ ensures p->n == \old(p->n) + 1;
  @ ensures hf_chain_sound(v);
  @ ensures hf_asked(how) && hf_path_apart(v, how, p);
  @ ensures hf_path_bounded(p);
  @ ensures hf_places(p, p->n, v->count);
  @ ensures hf_members(p, p->n, v->size, how->now);
  @ ensures hf_authorities(p, p->n); */
static void grow(const struct hf_chain *v, const struct hf_verify *how, struct hf_path *p) {
  (void)v;
  (void)how;
  /*@ assert hf_places(p, p->n + 1, v->count); */
  /*@ assert hf_members(p, p->n + 1, v->size, how->now); */
  /*@ assert hf_authorities(p, p->n + 1); */
  set_n(p, (uint8_t)(p->n + 1u));
}

void hf_path_take(const struct hf_chain *v, const struct hf_verify *how, struct hf_path *p, uint8_t place) {
  place_next(p, place);
  /*@ assert hf_sought(v, how, p); */
  try_none_of_next(p);
  /*@ assert hf_sought(v, how, p); */
  grow(v, how, p);
}
