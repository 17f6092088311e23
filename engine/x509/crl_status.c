/* What revocation lists say of a certificate (RFC 5280 6.3.3). */
#include "generated/errors.h"
#include "parse/asn1.h"
#include "x509/crl.h"
#include "x509/name.h"
#include "x509/reasons.h"

/* Why the list gives no status, its signature and its entries apart. */
/*@ requires \valid_read(list);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures list->error != 0 ==> \result != 0; */
static uint8_t check_list(const struct hf_crl_parts *list, const struct hf_verify *how) {
  if (list->error != HF_OK)
    return list->error;
  if (how->strict != 0u && list->is_version_1 == 1u)
    return HF_ERROR_CRL_VERSION_WRONG;
  if (how->now < list->this_update)
    return HF_ERROR_CRL_NOT_YET_VALID;
  if (how->now > list->next_update)
    return HF_ERROR_CRL_EXPIRED;
  return list->scheme == 0u ? (uint8_t)HF_ERROR_CRL_ALGORITHM_WEAK : (uint8_t)HF_OK;
}

/* The same, its signature and entries included; HF_OK: it does. */
/*@ requires \valid(q) && \valid_read(list);
  @ HF_TOTAL;
  @ assigns q->signatures, q->steps;
  @ ensures q->signatures <= \old(q->signatures) && q->steps <= \old(q->steps); */
static uint8_t list_error(struct hf_crl_question *q, const uint8_t *der, const struct hf_crl_parts *list,
                          uint8_t entries) {
  uint8_t error = check_list(list, q->how);
  if (error == HF_OK)
    error = entries;
  return error == HF_OK ? hf_crl_signed(q, der, list) : error;
}

/* Reads list number i. */
/*@ requires \valid_read(how) && i < how->crls_n && \valid(list);
  @ HF_TOTAL;
  @ assigns *list; */
static uint8_t read_list(const struct hf_verify *how, size_t i, struct hf_crl_parts *list) {
  struct hf_span whole = {0u, 0u};
  if (how->crls[i].n > HF_CRL_MAX)
    return HF_ERROR_CRL_MALFORMED;
  whole.n = (uint32_t)how->crls[i].n;
  return hf_crl_read(how->crls[i].der, whole, list);
}

/* Compares two numbers, the octets of INTEGERs that are not negative: 1 when the first is less than the second. */
/*@ requires hf_readable(a, x) && hf_readable(b, y);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint32_t is_less(const uint8_t *a, struct hf_span x, const uint8_t *b, struct hf_span y) {
  struct hf_span left = hf_asn1_magnitude(a, x);
  struct hf_span right = hf_asn1_magnitude(b, y);
  if (left.n != right.n)
    return left.n < right.n ? 1u : 0u;
  /*@ loop invariant 0 <= i <= left.n;
    @ loop assigns i;
    @ loop variant left.n - i; */
  for (uint32_t i = 0u; i < left.n; i++) {
    if (a[left.at + i] != b[right.at + i])
      return a[left.at + i] < b[right.at + i] ? 1u : 0u;
  }
  return 0u;
}

/* 1 when the delta list completes the full one (RFC 5280 5.2.4, 6.3.3 (c)): by the same issuer, of the same scope, from a base that is no
   later on, and later itself. */
/*@ requires \valid_read(delta) && \valid_read(list);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint32_t completes(const uint8_t *d, const struct hf_crl_parts *delta, const uint8_t *l,
                          const struct hf_crl_parts *list) {
  if (delta->base_number.n == 0u || delta->number.n == 0u || list->number.n == 0u)
    return 0u;
  if (hf_name_same(d, delta->issuer, l, list->issuer) == 0u || hf_same_bytes(d, delta->point, l, list->point) == 0u)
    return 0u;
  return is_less(l, list->number, d, delta->base_number) == 0u && is_less(l, list->number, d, delta->number) == 1u ? 1u
                                                                                                                   : 0u;
}

/* 1 when a delta list says that the certificate is revoked no longer (6.3.3 (k)). */
/*@ requires \valid(q) && \valid_read(list) && \valid_read(c);
  @ HF_TOTAL;
  @ assigns q->signatures, q->steps;
  @ ensures \result == 0 || \result == 1;
  @ ensures q->signatures <= \old(q->signatures) && q->steps <= \old(q->steps); */
static uint32_t is_removed(struct hf_crl_question *q, const uint8_t *der, const struct hf_crl_parts *list,
                           const struct hf_certificate *c) {
  struct hf_crl_parts delta;
  struct hf_crl_entries said;
  /*@ loop invariant 0 <= i <= q->how->crls_n && q->signatures <= \at(q->signatures, Pre) && q->steps <= \at(q->steps, Pre);
    @ loop assigns i, delta, said, q->signatures, q->steps;
    @ loop variant q->how->crls_n - i; */
  for (size_t i = 0u; i < q->how->crls_n; i++) {
    const uint8_t *in = q->how->crls[i].der;
    if (read_list(q->how, i, &delta) != HF_OK || completes(in, &delta, der, list) == 0u)
      continue;
    said = hf_crl_find(in, &delta, q->v->buffer, c);
    if (said.removed == 1u && said.named == 0u && list_error(q, in, &delta, said.error) == HF_OK)
      return 1u;
  }
  return 0u;
}

/* What one list says: HF_OK not revoked, for these reasons; HF_ERROR_CERTIFICATE_REVOKED; HF_ERROR_CRL_MISSING when it does not speak of the
   certificate; or why it cannot be used. is_last: whatever other lists say, the certificate is not good. */
struct answer {
  uint32_t reasons;
  uint8_t error;
  uint8_t is_last;
};

/* The answer of a list that speaks of the certificate. Of one that it names, it is the last, while the list holds; a delta list, and one
   for another point of the same issuer, has none but that. */
/*@ requires \valid(q) && \valid_read(list) && \valid_read(c);
  @ HF_TOTAL;
  @ assigns q->signatures, q->steps;
  @ ensures q->signatures <= \old(q->signatures) && q->steps <= \old(q->steps); */
static struct answer look_up(struct hf_crl_question *q, const uint8_t *der, const struct hf_crl_parts *list,
                             const struct hf_certificate *c, uint32_t reasons) {
  struct answer answer = {0u, HF_ERROR_CRL_MALFORMED, 1u};
  struct hf_crl_entries said = hf_crl_find(der, list, q->v->buffer, c);
  uint32_t is_delta = list->base_number.n != 0u ? 1u : 0u;
  if (said.error == HF_ERROR_CRL_MALFORMED)
    return answer;
  answer.is_last = said.named == 1u && q->how->now <= list->next_update ? 1u : 0u;
  answer.error = HF_ERROR_CRL_MISSING;
  if ((is_delta == 1u || reasons == 0u) && answer.is_last == 0u)
    return answer;
  answer.error = list_error(q, der, list, said.error);
  if (answer.error == HF_ERROR_CERTIFICATE_TOO_COMPLEX)
    answer.is_last = 1u;
  if (answer.error != HF_OK)
    return answer;
  answer.reasons = reasons;
  if (said.named == 1u && (is_delta == 1u || reasons == 0u || is_removed(q, der, list, c) == 0u))
    answer.error = HF_ERROR_CERTIFICATE_REVOKED;
  else
    answer.is_last = 0u;
  return answer;
}

/* The answer of list number i. */
/*@ requires \valid(q) && i < q->how->crls_n && \valid_read(c);
  @ HF_TOTAL;
  @ assigns q->signatures, q->steps;
  @ ensures q->signatures <= \old(q->signatures) && q->steps <= \old(q->steps); */
static struct answer ask(struct hf_crl_question *q, size_t i, const struct hf_certificate *c) {
  struct answer answer = {0u, HF_ERROR_CRL_MALFORMED, 1u};
  const uint8_t *der = q->how->crls[i].der;
  struct hf_crl_parts list;
  uint32_t reasons;
  if (read_list(q->how, i, &list) != HF_OK)
    return answer;
  answer.error = HF_ERROR_CRL_MISSING;
  answer.is_last = 0u;
  reasons = hf_crl_covers(der, &list, q->v->buffer, c);
  return reasons == 0u ? answer : look_up(q, der, &list, c, reasons % HF_CRL_CONCERNS);
}

/* What is to be said in the end: all reasons are spoken for, or not. */
/*@ HF_TOTAL;
  @ assigns \nothing;
  @ ensures error == HF_ERROR_CRL_MISSING && demanded == 0 ==> \result == HF_OK; */
static uint8_t verdict(uint32_t reasons, uint8_t error, uint8_t demanded) {
  if (reasons == HF_CRL_REASONS)
    return HF_OK;
  if (error != HF_ERROR_CRL_MISSING)
    return error;
  if (demanded == 0u)
    return HF_OK;
  return reasons == 0u ? (uint8_t)HF_ERROR_CRL_MISSING : (uint8_t)HF_ERROR_CRL_SCOPE_INCOMPLETE;
}

uint8_t hf_crl_status(struct hf_crl_question *q, uint32_t k) {
  const struct hf_verify *how = q->how;
  uint8_t demanded = how->crl_policy == HF_CRL_ALL || (how->crl_policy == HF_CRL_PEER && k == 0u) ? 1u : 0u;
  uint8_t error = HF_ERROR_CRL_MISSING;
  uint32_t reasons = 0u;
  struct answer answer;
  /*@ loop invariant 0 <= i <= how->crls_n;
    @ loop invariant q->signatures <= \at(q->signatures, Pre) && q->steps <= \at(q->steps, Pre);
    @ loop invariant how->crls_n == 0 ==> error == HF_ERROR_CRL_MISSING && reasons == 0;
    @ loop assigns i, error, reasons, answer, q->signatures, q->steps;
    @ loop variant how->crls_n - i; */
  for (size_t i = 0u; i < how->crls_n; i++) {
    answer = ask(q, i, &q->p->at[k]);
    if (answer.is_last == 1u)
      return answer.error;
    reasons |= answer.reasons;
    if (answer.error != HF_OK && error == HF_ERROR_CRL_MISSING)
      error = answer.error;
  }
  return verdict(reasons, error, demanded);
}
