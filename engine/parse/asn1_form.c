#include "parse/asn1_form.h"

/* 2 to the power n, n <= 7. */
/*@ requires n <= 7;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == hf_power(n) && 1 <= \result <= 128; */
static uint32_t power(uint32_t n) {
  uint32_t low = n % 4u;
  uint32_t p = low == 0u ? 1u : low == 1u ? 2u : low == 2u ? 4u : 8u;
  return n < 4u ? p : 16u * p;
}

/*@ requires \valid_read(p + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 1 <==> hf_is_integer(p, n);
  @ ensures \result == 0 || \result == 1; */
static uint32_t is_integer(const uint8_t *p, uint32_t n) {
  if (n < 2u)
    return n == 1u ? 1u : 0u;
  if (p[0] == 0u)
    return p[1] >= 128u ? 1u : 0u;
  return p[0] != 0xffu || p[1] < 128u ? 1u : 0u;
}

/*@ requires \valid_read(p + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 1 <==> hf_are_bits(p, n);
  @ ensures \result == 0 || \result == 1; */
static uint32_t are_bits(const uint8_t *p, uint32_t n) {
  if (n == 0u || p[0] > 7u)
    return 0u;
  if (n == 1u)
    return p[0] == 0u ? 1u : 0u;
  return p[n - 1u] % power(p[0]) == 0u ? 1u : 0u;
}

/*@ requires \valid_read(p + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 1 <==> hf_is_identifier(p, n);
  @ ensures \result == 0 || \result == 1; */
static uint32_t is_identifier(const uint8_t *p, uint32_t n) {
  if (n == 0u || p[0] == 0x80u || p[n - 1u] >= 128u)
    return 0u;
  /*@ loop invariant 1 <= i <= n;
    @ loop invariant \forall integer k; 1 <= k < i ==> hf_begins_no_arc(p, k);
    @ loop assigns i;
    @ loop variant n - i; */
  for (uint32_t i = 1u; i < n; i++) {
    if (p[i] == 0x80u && p[i - 1u] < 128u) {
      /*@ assert !hf_begins_no_arc(p, i); */
      return 0u;
    }
  }
  return 1u;
}

/* 1 when it is one of those that the row names. */
/*@ requires \valid_read(r) && \valid_read(p + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 1 ==> n == 1 && p[0] < 16;
  @ ensures \result == 0 || \result == 1; */
static uint32_t is_enumerated(const struct hf_asn1_row *r, const uint8_t *p, uint32_t n) {
  if (n != 1u || p[0] > 15u)
    return 0u;
  return (uint32_t)r->child / (power((uint32_t)p[0] % 8u) * (p[0] > 7u ? 256u : 1u)) % 2u;
}

/*@ requires \valid_read(r) && \valid_read(p + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 1 ==> hf_has_form(r->form, p, n);
  @ ensures \result == 0 || \result == 1; */
static uint32_t has_form(const struct hf_asn1_row *r, const uint8_t *p, uint32_t n) {
  switch (r->form) {
  case HF_ASN1_BOOLEAN:
    return n == 1u && (p[0] == 0u || p[0] == 0xffu) ? 1u : 0u;
  case HF_ASN1_INTEGER:
    return is_integer(p, n);
  case HF_ASN1_UNSIGNED:
    return is_integer(p, n) == 1u && p[0] < 128u ? 1u : 0u;
  case HF_ASN1_BITS:
  case HF_ASN1_NAMED_BITS:
    return are_bits(p, n);
  case HF_ASN1_NULL:
    return n == 0u ? 1u : 0u;
  case HF_ASN1_IDENTIFIER:
    return is_identifier(p, n);
  case HF_ASN1_ENUMERATED:
    return is_enumerated(r, p, n);
  default:
    return 1u;
  }
}

/* 1 when an INTEGER is an octet, with a leading zero or without. */
/*@ requires \valid_read(p + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint32_t is_octet(const uint8_t *p, uint32_t n) {
  return (n == 1u && p[0] < 128u) || (n == 2u && p[0] == 0u) ? 1u : 0u;
}

uint32_t hf_asn1_form_holds(const struct hf_asn1_row *r, const uint8_t *p, uint32_t n) {
  if (n < r->least || (n > r->most && r->most != HF_ASN1_SIZE_ANY) || has_form(r, p, n) == 0u)
    return 0u;
  if (r->use / HF_ASN1_NUMBER % 2u == 1u && (r->form == HF_ASN1_INTEGER || r->form == HF_ASN1_UNSIGNED))
    return is_octet(p, n);
  return 1u;
}

uint32_t hf_asn1_form_odd(const struct hf_asn1_row *r, const uint8_t *p, uint32_t n) {
  if (r->use / HF_ASN1_DEFAULT % 2u == 1u)
    return n == 1u && p[0] == r->octet ? 1u : 0u;
  if (r->form == HF_ASN1_NAMED_BITS && n > 1u)
    return 1u - (uint32_t)p[n - 1u] / power((uint32_t)p[0] % 8u) % 2u;
  return 0u;
}

uint32_t hf_asn1_form_number(const struct hf_asn1_row *r, const uint8_t *p, uint32_t n) {
  if (n == 0u)
    return 0u;
  if (r->form == HF_ASN1_NAMED_BITS)
    return n > 1u ? p[1] : 0u;
  if (r->form == HF_ASN1_BOOLEAN)
    return p[0] != 0u ? 1u : 0u;
  return r->form == HF_ASN1_BITS ? p[0] : p[n - 1u];
}
