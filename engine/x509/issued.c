/* Whether an authority may have issued what is below it in a path, and did. */
#include "generated/errors.h"
#include "x509/constraints.h"
#include "x509/path.h"
#include "x509/signed.h"

/* What came of a check: the error, the place of the certificate that it is about, and what is left of its allowance. */
struct verdict {
  uint32_t left;
  uint8_t error;
  uint8_t culprit;
};

/* The authority's key identifier is the one that the certificate names, where both do (RFC 5280 4.2.1.1). */
/*@ requires \valid_read(c) && hf_readable(in, c->authority_key_id) && \valid_read(issuer) && hf_anchor_sound(issuer);
  @ HF_TOTAL;
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

/* The authority's name constraints allow the names of the certificate, with so many comparisons left. */
/*@ requires \valid_read(in + (0 .. size - 1)) && size <= 0xffff && \valid_read(c) && \valid_read(issuer);
  @ requires hf_certificate_sound(c) && c->whole.at + c->whole.n <= size && hf_anchor_sound(issuer);
  @ requires 0 < issuer->constraints_n <= 0xffffff;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result.left <= left && \result.culprit == culprit; */
static struct verdict names_allowed(const uint8_t *in, uint32_t size, const struct hf_certificate *c,
                                    const struct hf_trust_anchor *issuer, uint32_t left, uint8_t culprit) {
  struct hf_span value;
  struct verdict answer;
  uint32_t still = left;
  (void)size;
  value.at = 0u;
  value.n = (uint32_t)issuer->constraints_n;
  answer.error = hf_constraints_allow(issuer->constraints, value, in, c, &still);
  answer.left = still;
  answer.culprit = culprit;
  return answer;
}

/* The same for all certificates of the path but intermediate ones that are self-issued (RFC 5280 6.1.3 b, c). */
/*@ requires \valid_read(v) && \valid_read(p) && hf_sought(v, how, p) && 1 <= p->n;
  @ requires \valid_read(issuer) && hf_anchor_sound(issuer);
  @ requires 0 < issuer->constraints_n <= 0xffffff;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result.left <= p->comparisons; */
static struct verdict all_names_allowed(const struct hf_chain *v, const struct hf_verify *how, const struct hf_path *p,
                                        const struct hf_trust_anchor *issuer) {
  struct verdict answer = {p->comparisons, HF_OK, HF_NO_PLACE};
  (void)how;
  /*@ loop invariant 0 <= i <= p->n && answer.left <= p->comparisons;
    @ loop assigns i, answer;
    @ loop variant p->n - i; */
  for (uint8_t i = 0u; i < p->n && answer.error == HF_OK; i++) {
    /*@ assert hf_member(&p->at[i], v->size, how->now); */
    if (i == 0u || p->at[i].is_self_issued == 0u)
      answer = names_allowed(v->buffer, v->size, &p->at[i], issuer, answer.left, p->place[i]);
  }
  return answer;
}

/* What is cheap. */
/*@ requires \valid_read(v) && \valid_read(p) && hf_sought(v, how, p) && 1 <= p->n;
  @ requires \valid_read(issuer) && hf_anchor_sound(issuer);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result.left <= p->comparisons; */
static struct verdict check_relation(const struct hf_chain *v, const struct hf_verify *how, const struct hf_path *p,
                                     const struct hf_trust_anchor *issuer) {
  const struct hf_certificate *last = &p->at[p->n - 1u];
  struct verdict answer = {p->comparisons, HF_OK, p->place[p->n - 1u]};
  /*@ assert hf_member(&p->at[p->n - 1], v->size, how->now); */
  if (key_ids_agree(v->buffer, last, issuer) == 0u)
    answer.error = HF_ERROR_CERTIFICATE_AUTHORITY_KEY_ID_WRONG;
  else if (issuer->path_limit != 0u && hf_path_length(p) >= issuer->path_limit)
    answer.error = HF_ERROR_CERTIFICATE_PATH_TOO_LONG;
  else if (issuer->constraints_n > 0xffffffu)
    answer.error = HF_ERROR_CERTIFICATE_TOO_COMPLEX;
  else if (issuer->constraints_n != 0u)
    answer = all_names_allowed(v, how, p, issuer);
  return answer;
}

/* The signature of the last certificate. */
/*@ requires \valid_read(v) && \valid_read(p) && hf_sought(v, how, p) && 1 <= p->n;
  @ requires \valid_read(issuer) && hf_anchor_sound(issuer);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 ==> p->at[p->n - 1].scheme != 0 &&
  @   scheme_suits(scheme_under(p->at[p->n - 1].scheme, issuer->key.kind), issuer->key.kind, issuer->key.group); */
static uint8_t check_signature(const struct hf_chain *v, const struct hf_verify *how, const struct hf_path *p,
                               const struct hf_trust_anchor *issuer) {
  const struct hf_certificate *last = &p->at[p->n - 1u];
  (void)how;
  /*@ assert hf_member(&p->at[p->n - 1], v->size, how->now); */
  return hf_signed_check(v->buffer, last->signed_part, last->scheme, last->signature, &issuer->key);
}

/* The signature, which takes one of those that may be checked. */
/*@ requires \valid_read(v) && \valid(p) && hf_sought(v, how, p) && 1 <= p->n;
  @ requires \valid_read(issuer) && hf_anchor_sound(issuer);
  @ HF_TOTAL;
  @ assigns p->signatures;
  @ ensures hf_sought(v, how, p) && hf_anchor_sound(issuer);
  @ ensures p->signatures <= \old(p->signatures);
  @ ensures \result == 0 ==> p->signatures < \old(p->signatures);
  @ ensures \result == 0 ==> p->at[p->n - 1].scheme != 0 &&
  @   scheme_suits(scheme_under(p->at[p->n - 1].scheme, issuer->key.kind), issuer->key.kind, issuer->key.group); */
static uint8_t spend_signature(const struct hf_chain *v, const struct hf_verify *how, struct hf_path *p,
                               const struct hf_trust_anchor *issuer) {
  if (p->signatures == 0u)
    return HF_ERROR_CERTIFICATE_TOO_COMPLEX;
  hf_path_leave_signatures(p, p->signatures - 1u);
  /*@ assert hf_sought(v, how, p); */
  return check_signature(v, how, p, issuer);
}

uint8_t hf_path_issued(const struct hf_chain *v, const struct hf_verify *how, struct hf_path *p,
                       const struct hf_trust_anchor *issuer) {
  struct verdict answer = check_relation(v, how, p, issuer);
  hf_path_leave_comparisons(p, answer.left);
  /*@ assert hf_sought(v, how, p); */
  if (answer.error == HF_OK) {
    answer.error = spend_signature(v, how, p, issuer);
    answer.culprit = p->place[p->n - 1u];
  }
  /*@ assert hf_sought(v, how, p); */
  if (answer.error == HF_OK)
    return 1u;
  hf_path_note(p, answer.error, answer.culprit);
  return 0u;
}
