/* Who signed a revocation list (RFC 5280 6.3.3 (f), (g)): the path of the signer must lead to the anchor of the certificate's own path. It does
   when its key is of that path, or in a certificate that an authority of the path, or the anchor, issued. */
#include "generated/errors.h"
#include "x509/constraints.h"
#include "x509/crl.h"
#include "x509/name.h"
#include "x509/signed.h"

/* The signature of the list by this key, which takes one of those that may be checked. */
/*@ requires \valid(q) && \valid_read(list) && public_key_readable(key);
  @ HF_TOTAL;
  @ assigns q->signatures;
  @ ensures q->signatures <= \old(q->signatures); */
static uint8_t check_key(struct hf_crl_question *q, const uint8_t *in, const struct hf_crl_parts *list,
                         const struct hf_public_key *key) {
  if (q->signatures == 0u)
    return HF_ERROR_CERTIFICATE_TOO_COMPLEX;
  q->signatures = q->signatures - 1u;
  return hf_signed_check(in, list->signed_part, list->scheme, list->signature, key) == HF_OK
             ? (uint8_t)HF_OK
             : (uint8_t)HF_ERROR_CRL_SIGNATURE_WRONG;
}

/* The same for a certificate that may be the signer's: HF_ERROR_CRL_MISSING, it has another name. */
/*@ requires \valid(q) && \valid_read(list) && \valid_read(c);
  @ HF_TOTAL;
  @ assigns q->signatures;
  @ ensures q->signatures <= \old(q->signatures); */
static uint8_t check_certificate(struct hf_crl_question *q, const uint8_t *in, const struct hf_crl_parts *list,
                                 const struct hf_certificate *c) {
  struct hf_public_key key;
  if (hf_name_same(in, list->issuer, q->v->buffer, c->subject) == 0u)
    return HF_ERROR_CRL_MISSING;
  if ((c->usage & HF_USAGE_CRL_SIGN) == 0u)
    return HF_ERROR_CRL_USAGE_WRONG;
  hf_key_place(q->v->buffer, &c->key, &key);
  return check_key(q, in, list, &key);
}

/* The same for the anchor. */
/*@ requires \valid(q) && \valid_read(list) && \valid_read(q->anchor) && hf_anchor_sound(q->anchor);
  @ HF_TOTAL;
  @ assigns q->signatures;
  @ ensures q->signatures <= \old(q->signatures); */
static uint8_t check_anchor(struct hf_crl_question *q, const uint8_t *in, const struct hf_crl_parts *list) {
  const struct hf_span name = {0u, (uint32_t)(q->anchor->name_n % 0x1000000u)};
  if (hf_name_same(in, list->issuer, q->anchor->name, name) == 0u)
    return HF_ERROR_CRL_MISSING;
  return q->anchor->no_crl_sign != 0u ? (uint8_t)HF_ERROR_CRL_USAGE_WRONG : check_key(q, in, list, &q->anchor->key);
}

/* The more telling of two answers, an HF_OK above all. */
/*@ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == a || \result == b; */
static uint8_t better(uint8_t a, uint8_t b) {
  if (a == HF_OK || b == HF_ERROR_CRL_MISSING || a == HF_ERROR_CERTIFICATE_TOO_COMPLEX)
    return a;
  return a == HF_ERROR_CRL_SIGNATURE_WRONG && b == HF_ERROR_CRL_USAGE_WRONG ? a : b;
}

/* 1 when nothing more need be tried. */
/*@ HF_TOTAL;
  @ assigns \nothing; */
static uint32_t is_final(uint8_t answer) {
  return answer == HF_OK || answer == HF_ERROR_CERTIFICATE_TOO_COMPLEX ? 1u : 0u;
}

/* The keys of the path, from the certificate's own issuer on, and then its anchor's. */
/*@ requires \valid(q) && \valid_read(list) && \valid_read(q->p) && 1 <= q->p->n <= HF_PATH_MAX;
  @ HF_TOTAL;
  @ assigns q->signatures;
  @ ensures q->signatures <= \old(q->signatures); */
static uint8_t check_path(struct hf_crl_question *q, const uint8_t *in, const struct hf_crl_parts *list) {
  uint8_t answer = HF_ERROR_CRL_MISSING;
  /*@ loop invariant 1 <= i <= q->p->n && q->signatures <= \at(q->signatures, Pre);
    @ loop assigns i, answer, q->signatures;
    @ loop variant q->p->n - i; */
  for (uint32_t i = 1u; i < q->p->n && is_final(answer) == 0u; i++)
    answer = better(answer, check_certificate(q, in, list, &q->p->at[i]));
  return is_final(answer) == 1u ? answer : better(answer, check_anchor(q, in, list));
}

/* The name constraints of the path's certificates from number i on, and of its anchor, allow the names of *c. */
/*@ requires \valid(q) && \valid_read(c) && \valid_read(q->p) && 1 <= q->p->n <= HF_PATH_MAX;
  @ HF_TOTAL;
  @ assigns q->steps;
  @ ensures q->steps <= \old(q->steps); */
static uint8_t names_allowed(struct hf_crl_question *q, const struct hf_certificate *c, uint32_t from) {
  const struct hf_span value = {0u, (uint32_t)(q->anchor->constraints_n % 0x1000000u)};
  uint8_t error = HF_OK;
  /*@ loop invariant from <= i && q->steps <= \at(q->steps, Pre);
    @ loop assigns i, error, q->steps;
    @ loop variant q->p->n - i; */
  for (uint32_t i = from; i < q->p->n && error == HF_OK; i++) {
    if (q->p->at[i].constraints.n != 0u)
      error = hf_constraints_allow(q->v->buffer, q->p->at[i].constraints, q->v->buffer, c, &q->steps);
  }
  if (error == HF_OK && value.n != 0u)
    error = hf_constraints_allow(q->anchor->constraints, value, q->v->buffer, c, &q->steps);
  return error;
}

/* 1 when this authority issued *c. */
/*@ requires \valid(q) && \valid_read(c) && public_key_readable(key) && hf_readable(name_in, name);
  @ HF_TOTAL;
  @ assigns q->signatures;
  @ ensures \result == 0 || \result == 1;
  @ ensures q->signatures <= \old(q->signatures); */
static uint32_t issued(struct hf_crl_question *q, const struct hf_certificate *c, const uint8_t *name_in,
                       struct hf_span name, const struct hf_public_key *key) {
  if (q->signatures == 0u || hf_name_same(q->v->buffer, c->issuer, name_in, name) == 0u)
    return 0u;
  q->signatures = q->signatures - 1u;
  return hf_signed_check(q->v->buffer, c->signed_part, c->scheme, c->signature, key) == HF_OK ? 1u : 0u;
}

/* 1 when an authority of the path, or its anchor, issued *c and allows its names. */
/*@ requires \valid(q) && \valid_read(c) && \valid_read(q->p) && 1 <= q->p->n <= HF_PATH_MAX;
  @ HF_TOTAL;
  @ assigns q->signatures, q->steps;
  @ ensures \result == 0 || \result == 1;
  @ ensures q->signatures <= \old(q->signatures) && q->steps <= \old(q->steps); */
static uint32_t is_vouched_for(struct hf_crl_question *q, const struct hf_certificate *c) {
  const struct hf_span anchor = {0u, (uint32_t)(q->anchor->name_n % 0x1000000u)};
  struct hf_public_key key;
  /*@ loop invariant 1 <= i <= q->p->n && q->signatures <= \at(q->signatures, Pre) && q->steps <= \at(q->steps, Pre);
    @ loop assigns i, key, q->signatures, q->steps;
    @ loop variant q->p->n - i; */
  for (uint32_t i = 1u; i < q->p->n; i++) {
    hf_key_place(q->v->buffer, &q->p->at[i].key, &key);
    if (issued(q, c, q->v->buffer, q->p->at[i].subject, &key) == 1u)
      return names_allowed(q, c, i) == HF_OK ? 1u : 0u;
  }
  if (issued(q, c, q->anchor->name, anchor, &q->anchor->key) == 0u)
    return 0u;
  return names_allowed(q, c, q->p->n) == HF_OK ? 1u : 0u;
}

/* 1 when a list names it, whoever signed that: its signatures are worth nothing then. */
/*@ requires \valid(q) && \valid_read(c);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint32_t is_named(const struct hf_crl_question *q, const struct hf_certificate *c) {
  struct hf_crl_parts list;
  struct hf_span whole;
  /*@ loop invariant 0 <= i <= q->how->crls_n;
    @ loop assigns i, list, whole;
    @ loop variant q->how->crls_n - i; */
  for (size_t i = 0u; i < q->how->crls_n; i++) {
    const struct hf_crl *one = &q->how->crls[i];
    whole.at = 0u;
    whole.n = (uint32_t)(one->n % (HF_CRL_MAX + 1u));
    if (hf_crl_read(one->der, whole, &list) != HF_OK || hf_crl_covers(one->der, &list, q->v->buffer, c) == 0u)
      continue;
    if (hf_crl_find(one->der, &list, q->v->buffer, c).named == 1u)
      return 1u;
  }
  return 0u;
}

/* The certificate at the place, as that of the list's signer. */
/*@ requires \valid(q) && \valid_read(list) && place < q->v->count;
  @ HF_TOTAL;
  @ assigns q->signatures, q->steps;
  @ ensures q->signatures <= \old(q->signatures) && q->steps <= \old(q->steps); */
static uint8_t check_place(struct hf_crl_question *q, const uint8_t *in, const struct hf_crl_parts *list,
                           uint32_t place) {
  const struct hf_span whole = {q->v->start[place], q->v->length[place]};
  struct hf_certificate c;
  uint8_t answer;
  if (hf_certificate_read(q->v->buffer, whole, &c) != HF_OK || hf_path_member(&c, q->how) != HF_OK)
    return HF_ERROR_CRL_MISSING;
  answer = check_certificate(q, in, list, &c);
  if (answer != HF_OK)
    return answer;
  return is_vouched_for(q, &c) == 1u && is_named(q, &c) == 0u ? (uint8_t)HF_OK : (uint8_t)HF_ERROR_CRL_SIGNATURE_WRONG;
}

uint8_t hf_crl_signed(struct hf_crl_question *q, const uint8_t *in, const struct hf_crl_parts *list) {
  uint8_t answer = check_path(q, in, list);
  /*@ loop invariant 0 <= i <= q->v->count && q->signatures <= \at(q->signatures, Pre) && q->steps <= \at(q->steps, Pre);
    @ loop assigns i, answer, q->signatures, q->steps;
    @ loop variant q->v->count - i; */
  for (uint32_t i = 1u; i < q->v->count && is_final(answer) == 0u; i++)
    answer = better(answer, check_place(q, in, list, i));
  return answer == HF_ERROR_CRL_MISSING ? (uint8_t)HF_ERROR_CRL_SIGNATURE_WRONG : answer;
}
