#include "x509/path.h"
#include "generated/errors.h"

/* 1 when the certificate at the place is in the path already. */
/*@ requires \valid_read(p) && p->n <= HF_PATH_MAX;
  @ HF_TOTAL;
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

/* Takes the certificate at the place into the path if it may be there. */
/*@ requires \valid_read(v) && \valid(p) && hf_sought(v, how, p) && 1 <= p->n;
  @ requires place < v->count;
  @ HF_TOTAL;
  @ assigns *p;
  @ ensures 1 <= p->n;
  @ ensures hf_sought(v, how, p) && p->comparisons <= \old(p->comparisons);
  @ ensures \old(hf_too_complex(p)) ==> hf_too_complex(p); */
static void extend(const struct hf_chain *v, const struct hf_verify *how, struct hf_path *p, uint8_t place) {
  if (is_in(p, place) == 1u)
    return;
  if (p->n == HF_PATH_MAX) {
    hf_path_note(p, HF_ERROR_CERTIFICATE_PATH_LIMIT, place);
    return;
  }
  if (hf_path_candidate(v, how, p, place) == 1u)
    hf_path_take(v, how, p, place);
}

/* Tries the next candidate for the issuer of the last certificate, or gives that one up when there is none left. Candidates
   come in the order in which they were sent, from the certificate's own place on (RFC 5246 7.4.2). */
/*@ requires \valid_read(v) && \valid(p) && hf_sought(v, how, p) && 1 <= p->n;
  @ HF_TOTAL;
  @ assigns *p;
  @ ensures hf_sought(v, how, p) && p->comparisons <= \old(p->comparisons);
  @ ensures \old(hf_too_complex(p)) ==> hf_too_complex(p); */
static void step(const struct hf_chain *v, const struct hf_verify *how, struct hf_path *p) {
  uint8_t last = (uint8_t)(p->n - 1u);
  uint32_t place = (uint32_t)p->place[last] + 1u + p->tried[last];
  if (p->tried[last] >= v->count) {
    hf_path_drop(p);
    return;
  }
  hf_path_count_try(p);
  /*@ assert hf_sought(v, how, p); */
  extend(v, how, p, (uint8_t)(place >= v->count ? place - v->count : place));
}

/* What is left to do: it falls until the path is found or given up. */
#define LEFT(p) ((p)->comparisons + ((p)->error == HF_ERROR_CERTIFICATE_TOO_COMPLEX ? 0 : 1))

/* One step, if there is a comparison left for it. */
/*@ requires \valid_read(v) && \valid(p) && hf_sought(v, how, p) && 1 <= p->n;
  @ HF_TOTAL;
  @ assigns *p;
  @ ensures hf_sought(v, how, p);
  @ ensures p->comparisons <= \old(p->comparisons);
  @ ensures hf_too_complex(p) || p->comparisons < \old(p->comparisons); */
static void advance(const struct hf_chain *v, const struct hf_verify *how, struct hf_path *p) {
  uint8_t left = hf_path_spend(p, 1u);
  /*@ assert hf_sought(v, how, p); */
  /*@ assert 1 <= p->n; */
  if (left == 1u)
    step(v, how, p);
}

/* 1 when the path ends at an anchor; those are tried once for each certificate, before any other candidate. */
/*@ requires \valid_read(v) && \valid(p) && hf_sought(v, how, p) && 1 <= p->n;
  @ HF_TOTAL;
  @ assigns p->comparisons, p->signatures, p->error, p->culprit, p->anchor;
  @ ensures \result == 0 || \result == 1;
  @ ensures p->comparisons <= \old(p->comparisons) && hf_path_sound(p, v->count, v->size, how->now);
  @ ensures \result == 0 ==> hf_sought(v, how, p);
  @ ensures \result == 1 ==> p->anchor < how->anchors_n;
  @ ensures \result == 1 ==> p->signatures + p->n <= HF_SIGNATURE_CHECKS_MAX ||
  @   (p->n == 1 && how->anchors[p->anchor].end_entity == 1); */
static uint8_t ends(const struct hf_chain *v, const struct hf_verify *how, struct hf_path *p) {
  if (p->tried[p->n - 1u] != 0u)
    return 0u;
  return hf_path_anchored(v, how, p);
}

/* One turn of the search: 1 when it came to an anchor. */
/*@ requires \valid_read(v) && \valid(p) && hf_sought(v, how, p) && 1 <= p->n;
  @ requires !hf_too_complex(p);
  @ HF_TOTAL;
  @ assigns *p;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 0 ==> hf_sought(v, how, p);
  @ ensures \result == 0 ==> LEFT(p) < \old(LEFT(p));
  @ ensures \result == 1 ==> hf_path_bounded(p) && 1 <= p->n && p->anchor < how->anchors_n;
  @ ensures \result == 1 ==> hf_places(p, p->n, v->count);
  @ ensures \result == 1 ==> p->signatures + p->n <= HF_SIGNATURE_CHECKS_MAX ||
  @   (p->n == 1 && how->anchors[p->anchor].end_entity == 1); */
static uint8_t turn(const struct hf_chain *v, const struct hf_verify *how, struct hf_path *p) {
  uint8_t found = ends(v, how, p);
  /*@ assert 1 <= p->n; */
  /*@ assert LEFT(p) <= \at(p->comparisons, Pre) + 1; */
  /*@ assert hf_path_bounded(p); */
  if (found == 0u)
    advance(v, how, p);
  /*@ assert found == 0 ==> hf_too_complex(p) || p->comparisons < \at(p->comparisons, Pre); */
  return found;
}

uint8_t hf_path_search(const struct hf_chain *v, const struct hf_verify *how, struct hf_path *p) {
  /*@ loop invariant hf_sought(v, how, p);
    @ loop assigns *p;
    @ loop variant LEFT(p); */
  while (p->n > 0u && p->error != HF_ERROR_CERTIFICATE_TOO_COMPLEX) {
    if (turn(v, how, p) == 1u)
      return HF_OK;
  }
  /*@ assert hf_path_bounded(p); */
  p->anchor = 0u;
  return p->error;
}
