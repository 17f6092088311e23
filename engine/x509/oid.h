/* Object identifiers that certificates use, by small numbers. */
#ifndef HF_X509_OID_H
#define HF_X509_OID_H
#include "handfast/total.h"
#include "x509/der.h"

#define HF_OID_MAX 10u /* octets in the longest of them */

struct hf_oid {
  uint8_t n;  /* octets */
  uint8_t id; /* what it stands for, never 0 */
  uint8_t octets[HF_OID_MAX];
};

/*@ predicate hf_is_row(uint8_t *p, integer n, struct hf_oid *row) =
  @   n == row->n && n <= HF_OID_MAX && (\forall integer i; 0 <= i < n ==> p[i] == row->octets[i]); */

/* Takes an OBJECT IDENTIFIER in its shortest form (X.690 8.19); *value is its octets. */
/*@ requires \valid(rest) && \valid(value) && hf_readable(in, *rest);
  @ requires \separated(rest, in + (0 .. 0xffffffff)) && \separated(value, in + (0 .. 0xffffffff)) &&
  @          \separated(rest, value);
  @ HF_TOTAL;
  @ assigns *rest, *value;
  @ ensures hf_left_of(*rest, \old(*rest));
  @ ensures \result == 0 ==> hf_within(*value, \old(*rest)) && rest->n < \old(rest->n) &&
  @   value->at + value->n == rest->at && hf_is_identifier(in + value->at, value->n); */
uint8_t hf_oid_take(const uint8_t *in, struct hf_span *rest, struct hf_span *value);

/* The id of the identifier in the table of n rows; 0: it is not there. */
/*@ requires hf_readable(in, oid) && \valid_read(table + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result != 0 ==>
  @   (\exists integer i; 0 <= i < n && \result == table[i].id && hf_is_row(in + oid.at, oid.n, table + i));
  @ ensures (\forall integer i; 0 <= i < n ==> !hf_is_row(in + oid.at, oid.n, table + i)) ==> \result == 0; */
uint8_t hf_oid_find(const uint8_t *in, struct hf_span oid, const struct hf_oid *table, uint32_t n);

/* Takes an AlgorithmIdentifier (RFC 5280 4.1.1.2): the id by the table (0: not there), and the parameters, whole; none are
   an empty span. */
/*@ requires \valid(rest) && \valid(id) && \valid(parameters) && hf_readable(in, *rest);
  @ requires \valid_read(table + (0 .. n - 1));
  @ requires \separated(rest, in + (0 .. 0xffffffff)) && \separated(parameters, in + (0 .. 0xffffffff)) &&
  @          \separated(id, in + (0 .. 0xffffffff)) && \separated(rest, parameters, id);
  @ requires \separated(rest, table + (0 .. n - 1)) && \separated(parameters, table + (0 .. n - 1)) &&
  @          \separated(id, table + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns *rest, *id, *parameters;
  @ ensures \result == 0 ==> hf_within(*parameters, \old(*rest)) && rest->n < \old(rest->n);
  @ ensures \result == 0 && *id != 0 ==> (\exists integer i; 0 <= i < n && *id == table[i].id);
  @ ensures hf_left_of(*rest, \old(*rest)); */
uint8_t hf_algorithm_take(const uint8_t *in, struct hf_span *rest, const struct hf_oid *table, uint32_t n, uint8_t *id,
                          struct hf_span *parameters);
#endif
