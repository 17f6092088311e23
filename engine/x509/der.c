#include "x509/der.h"
#include "generated/errors.h"

uint8_t hf_der_next(const uint8_t *in, struct hf_span *rest, struct hf_tlv *out) {
  uint32_t at = rest->at;
  uint32_t before = hf_der_header(in + at, rest->n);
  uint32_t n;
  if (before == 0u)
    return HF_ERROR_CERTIFICATE_MALFORMED;
  n = hf_der_contents(in + at);
  out->tag = in[at];
  out->whole.at = at;
  out->whole.n = before + n;
  out->value.at = at + before;
  out->value.n = n;
  rest->at = at + before + n;
  rest->n = rest->n - before - n;
  return HF_OK;
}

uint8_t hf_der_at(const uint8_t *in, const struct hf_span *rest, uint8_t tag) {
  return rest->n > 0u && in[rest->at] == tag ? 1u : 0u;
}

uint8_t hf_der_take(const uint8_t *in, struct hf_span *rest, uint8_t tag, struct hf_span *value) {
  struct hf_tlv element;
  uint8_t error;
  if (hf_der_at(in, rest, tag) == 0u)
    return HF_ERROR_CERTIFICATE_MALFORMED;
  error = hf_der_next(in, rest, &element);
  if (error == HF_OK)
    *value = element.value;
  return error;
}

uint8_t hf_der_optional(const uint8_t *in, struct hf_span *rest, uint8_t tag, struct hf_span *value, uint8_t *present) {
  value->at = rest->at;
  value->n = 0u;
  *present = hf_der_at(in, rest, tag);
  if (*present == 0u)
    return HF_OK;
  return hf_der_take(in, rest, tag, value);
}

/*@ requires \valid_read(p + (0 .. n - 1)) && \valid_read(q + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 1 <==> (\forall integer i; 0 <= i < n ==> p[i] == q[i]);
  @ ensures \result == 0 || \result == 1; */
static uint8_t same(const uint8_t *p, const uint8_t *q, uint32_t n) {
  /*@ loop invariant 0 <= i <= n;
    @ loop invariant \forall integer k; 0 <= k < i ==> p[k] == q[k];
    @ loop assigns i;
    @ loop variant n - i; */
  for (uint32_t i = 0u; i < n; i++) {
    if (p[i] != q[i])
      return 0u;
  }
  return 1u;
}

uint8_t hf_same_bytes(const uint8_t *a, struct hf_span a_span, const uint8_t *b, struct hf_span b_span) {
  return a_span.n == b_span.n ? same(a + a_span.at, b + b_span.at, a_span.n) : (uint8_t)0u;
}
