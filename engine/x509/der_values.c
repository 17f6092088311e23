/* The values that certificates are made of: X.690 8.2, 8.3, 8.6 in their distinguished form. */
#include "generated/errors.h"
#include "x509/der.h"

uint8_t hf_der_boolean(const uint8_t *in, struct hf_span *rest, uint8_t *value) {
  struct hf_span span;
  uint8_t error = hf_der_take(in, rest, HF_DER_BOOLEAN, &span);
  if (error != HF_OK)
    return error;
  if (span.n != 1u || (in[span.at] != 0u && in[span.at] != 0xffu))
    return HF_ERROR_CERTIFICATE_MALFORMED;
  *value = in[span.at] != 0u ? 1u : 0u;
  return HF_OK;
}

uint8_t hf_der_unsigned(const uint8_t *in, struct hf_span *rest, struct hf_span *value) {
  struct hf_span span;
  uint8_t error = hf_der_take(in, rest, HF_DER_INTEGER, &span);
  if (error != HF_OK)
    return error;
  if (span.n == 0u || in[span.at] >= 128u)
    return HF_ERROR_CERTIFICATE_MALFORMED;
  if (span.n > 1u && in[span.at] == 0u) {
    if (in[span.at + 1u] < 128u)
      return HF_ERROR_CERTIFICATE_MALFORMED;
    span.at = span.at + 1u;
    span.n = span.n - 1u;
  }
  value->at = span.at;
  value->n = span.n;
  return HF_OK;
}

/* 1 when the octets are those of an INTEGER in its shortest form: the first nine bits are not all the same. */
/*@ requires hf_readable(in, value);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 1 <==> hf_is_integer(in + value.at, value.n);
  @ ensures \result == 0 || \result == 1; */
static uint8_t is_integer(const uint8_t *in, struct hf_span value) {
  if (value.n < 2u)
    return value.n == 1u ? 1u : 0u;
  if (in[value.at] == 0u)
    return in[value.at + 1u] >= 128u ? 1u : 0u;
  return in[value.at] != 0xffu || in[value.at + 1u] < 128u ? 1u : 0u;
}

uint8_t hf_der_integer(const uint8_t *in, struct hf_span *rest, struct hf_span *value) {
  uint8_t error = hf_der_take(in, rest, HF_DER_INTEGER, value);
  if (error == HF_OK && is_integer(in, *value) == 0u)
    error = HF_ERROR_CERTIFICATE_MALFORMED;
  return error;
}

uint8_t hf_der_small(const uint8_t *in, struct hf_span *rest, uint8_t *value) {
  struct hf_span span;
  uint8_t error = hf_der_unsigned(in, rest, &span);
  if (error != HF_OK)
    return error;
  if (span.n != 1u)
    return HF_ERROR_CERTIFICATE_MALFORMED;
  *value = in[span.at];
  return HF_OK;
}

/* 2 to the power n, n <= 7. */
/*@ requires n <= 7;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == hf_power(n) && 1 <= \result <= 128; */
static uint32_t power(uint8_t n) {
  uint32_t low = n % 4u;
  uint32_t p = low == 0u ? 1u : low == 1u ? 2u : low == 2u ? 4u : 8u;
  return n < 4u ? p : 16u * p;
}

uint8_t hf_der_bits(const uint8_t *in, struct hf_span *rest, struct hf_span *value, uint8_t *unused) {
  struct hf_span span;
  uint8_t error = hf_der_take(in, rest, HF_DER_BIT_STRING, &span);
  if (error != HF_OK)
    return error;
  if (span.n == 0u || in[span.at] > 7u || (span.n == 1u && in[span.at] != 0u))
    return HF_ERROR_CERTIFICATE_MALFORMED;
  if (in[span.at + span.n - 1u] % power(in[span.at]) != 0u && span.n > 1u)
    return HF_ERROR_CERTIFICATE_MALFORMED;
  /*@ assert span.n > 1 ==> in[rest->at - 1] % hf_power(in[span.at]) == 0; */
  *unused = in[span.at];
  value->at = span.at + 1u;
  value->n = span.n - 1u;
  return HF_OK;
}
