#include "x509/oid.h"
#include "generated/errors.h"

/* 1 when none of the n octets but the first is 80 at the beginning of an arc. */
/*@ requires \valid_read(p + (0 .. n - 1)) && n > 0;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 <==> (\forall integer i; 1 <= i < n ==> hf_begins_no_arc(p, i)); */
static uint8_t arcs_are_short(const uint8_t *p, uint32_t n) {
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

/* 1 when the n octets are those of an identifier: the last one ends an arc, no arc begins with 80 (X.690 8.19.2). */
/*@ requires \valid_read(p + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 <==> hf_is_identifier(p, n); */
static uint8_t is_identifier(const uint8_t *p, uint32_t n) {
  if (n == 0u || p[0] == 0x80u || p[n - 1u] >= 128u)
    return 0u;
  return arcs_are_short(p, n);
}

uint8_t hf_oid_take(const uint8_t *in, struct hf_span *rest, struct hf_span *value) {
  uint8_t error = hf_der_take(in, rest, HF_DER_OID, value);
  if (error == HF_OK && is_identifier(in + value->at, value->n) == 0u)
    error = HF_ERROR_CERTIFICATE_MALFORMED;
  return error;
}

/*@ requires hf_readable(in, oid) && \valid_read(row);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 <==> hf_is_row(in + oid.at, oid.n, row); */
static uint8_t is_row(const uint8_t *in, struct hf_span oid, const struct hf_oid *row) {
  if (oid.n != row->n || oid.n > HF_OID_MAX)
    return 0u;
  /*@ loop invariant 0 <= i <= oid.n;
    @ loop invariant \forall integer k; 0 <= k < i ==> in[oid.at + k] == row->octets[k];
    @ loop assigns i;
    @ loop variant oid.n - i; */
  for (uint32_t i = 0u; i < oid.n; i++) {
    if (in[oid.at + i] != row->octets[i])
      return 0u;
  }
  return 1u;
}

uint8_t hf_oid_find(const uint8_t *in, struct hf_span oid, const struct hf_oid *table, uint32_t n) {
  /*@ loop invariant 0 <= i <= n;
    @ loop invariant \forall integer k; 0 <= k < i ==> !hf_is_row(in + oid.at, oid.n, table + k);
    @ loop assigns i;
    @ loop variant n - i; */
  for (uint32_t i = 0u; i < n; i++) {
    if (is_row(in, oid, &table[i]) == 1u)
      return table[i].id;
  }
  return 0u;
}
