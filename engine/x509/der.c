#include "x509/der.h"
#include "generated/errors.h"

/* The octets that a length takes by its first one: X.690 8.1.3.4, 8.1.3.5. 0: a form that is not taken, which is the
   indefinite one and lengths of 2^24 and more. */
/*@ HF_TOTAL;
  @ assigns \nothing;
  @ ensures first <= 0x83 && first != 0x80 ==> \result == hf_der_length_octets(first);
  @ ensures first > 0x83 || first == 0x80 ==> \result == 0;
  @ ensures \result <= 4; */
static uint32_t length_octets(uint8_t first) {
  if (first < 128u)
    return 1u;
  if (first == 0x80u || first > 0x83u)
    return 0u;
  return (uint32_t)first - 127u;
}

/* The value of a length at p[1]; its octets are there. */
/*@ requires \valid_read(p + (0 .. hf_der_length_octets(p[1])));
  @ requires \valid_read(p + (0 .. 1)) && p[1] != 0x80 && p[1] <= 0x83;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == hf_der_length(p);
  @ ensures \result <= 0xffffff; */
static uint32_t length_value(const uint8_t *p) {
  if (p[1] < 128u)
    return p[1];
  if (p[1] == 0x81u)
    return p[2];
  if (p[1] == 0x82u)
    return (uint32_t)p[2] * 256u + p[3];
  return (uint32_t)p[2] * 65536u + (uint32_t)p[3] * 256u + p[4];
}

/* 1 when the length at p[1], whose octets are there, is in its shortest form (X.690 10.1). */
/*@ requires \valid_read(p + (0 .. hf_der_length_octets(p[1])));
  @ requires \valid_read(p + (0 .. 1)) && p[1] != 0x80 && p[1] <= 0x83;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 <==> (p[1] < 128 || (p[1] == 0x81 ? p[2] >= 128 : p[2] != 0)); */
static uint8_t length_is_shortest(const uint8_t *p) {
  if (p[1] < 128u)
    return 1u;
  if (p[1] == 0x81u)
    return p[2] >= 128u ? 1u : 0u;
  return p[2] != 0u ? 1u : 0u;
}

/* The octets before the value of the element at p, of which n are there; 0: it is not an element. */
/*@ requires \valid_read(p + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures hf_der_element(p, n) ==> \result != 0;
  @ ensures \result != 0 ==> hf_der_element(p, n);
  @ ensures \result != 0 ==> \result == 1 + hf_der_length_octets(p[1]) && \result <= n && \result <= 5; */
static uint32_t header(const uint8_t *p, uint32_t n) {
  uint32_t octets;
  if (n < 2u || p[0] % 32u == 31u)
    return 0u;
  octets = length_octets(p[1]);
  if (octets == 0u || octets >= n || length_is_shortest(p) == 0u)
    return 0u;
  return length_value(p) <= n - 1u - octets ? 1u + octets : 0u;
}

uint8_t hf_der_next(const uint8_t *in, struct hf_span *rest, struct hf_tlv *out) {
  uint32_t at = rest->at;
  uint32_t before = header(in + at, rest->n);
  uint32_t n;
  if (before == 0u)
    return HF_ERROR_CERTIFICATE_MALFORMED;
  n = length_value(in + at);
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
