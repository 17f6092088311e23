/* Distinguished names (RFC 5280 4.1.2.4), and when two are the same (RFC 5280 7.1). */
#ifndef HF_X509_NAME_H
#define HF_X509_NAME_H
#include "handfast/total.h"
#include "x509/folded.h"

#define HF_RDN_MAX 8u /* attributes in one relative distinguished name; nearly all have 1 */

/* HF_OK when all of `name`, an element, is a Name, which may be empty; HF_ERROR_CERTIFICATE_NAME_MALFORMED. */
/*@ requires hf_readable(in, name);
  @ HF_TOTAL;
  @ assigns \nothing; */
uint8_t hf_name_check(const uint8_t *in, struct hf_span name);

/* 1 when the Name, an element that hf_name_check took, has no attribute at all. */
/*@ requires hf_readable(in, name);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 1 <==> name.n <= 2; */
uint8_t hf_name_is_empty(const uint8_t *in, struct hf_span name);

/* Compares two Names: HF_SAME when they have the same relative names in the same order, each with the same attributes in any order, and
   as often. Strings are compared by their characters, whatever their types (hf_strings_compare); all else must have the same bytes.
   HF_UNDECIDED: RFC 5280 7.1 may call them the same, but that is more than can be told here. */
/*@ requires hf_readable(a, a_name) && hf_readable(b, b_name);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <= HF_UNDECIDED; */
uint8_t hf_name_compare(const uint8_t *a, struct hf_span a_name, const uint8_t *b, struct hf_span b_name);

/* 1 when two Names are the same beyond doubt. */
/*@ requires hf_readable(a, a_name) && hf_readable(b, b_name);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
uint8_t hf_name_same(const uint8_t *a, struct hf_span a_name, const uint8_t *b, struct hf_span b_name);

/* Does `name` lie in the subtree of `base` (RFC 5280 4.2.1.10)? HF_SAME: its first relative names are all those of `base`;
   HF_DIFFERENT: they are not; HF_UNDECIDED. */
/*@ requires hf_readable(a, name) && hf_readable(b, base);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <= HF_UNDECIDED; */
uint8_t hf_name_within(const uint8_t *a, struct hf_span name, const uint8_t *b, struct hf_span base);

/* 1 when `name' is `base' and, behind it, the relative name that is all of rdn, its contents (RFC 5280 4.2.1.13). */
/*@ requires hf_readable(a, name) && hf_readable(b, base) && hf_readable(c, rdn);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
uint8_t hf_name_extends(const uint8_t *a, struct hf_span name, const uint8_t *b, struct hf_span base, const uint8_t *c,
                        struct hf_span rdn);

/* 1 when two relative names, their contents, are the same beyond doubt. */
/*@ requires hf_readable(a, a_rdn) && hf_readable(b, b_rdn);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
uint8_t hf_rdn_same(const uint8_t *a, struct hf_span a_rdn, const uint8_t *b, struct hf_span b_rdn);

/* Finds the next emailAddress attribute (RFC 2985 5.2.1) in *rdn, the contents of a relative name, which may have several: 1 and
   *value is its contents, *rdn what follows it; 0: there is none. */
/*@ requires \valid(rdn) && \valid(value) && hf_readable(in, *rdn);
  @ requires \separated(rdn, in + (0 .. 0xffffffff)) && \separated(value, in + (0 .. 0xffffffff)) &&
  @          \separated(rdn, value);
  @ HF_TOTAL;
  @ assigns *rdn, *value;
  @ ensures \result == 0 || \result == 1;
  @ ensures hf_left_of(*rdn, \old(*rdn));
  @ ensures \result == 1 ==> hf_within(*value, \old(*rdn)) && rdn->n < \old(rdn->n); */
uint8_t hf_rdn_email(const uint8_t *in, struct hf_span *rdn, struct hf_span *value);
#endif
