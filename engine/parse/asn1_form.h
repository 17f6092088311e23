/* What the contents of an element must be like, by its type, for DER to have but one way to write a value (X.690 8 and 11). */
#ifndef HF_PARSE_ASN1_FORM_H
#define HF_PARSE_ASN1_FORM_H
#include "handfast/total.h"
#include "parse/asn1_table.h"

/*@ logic integer hf_power(integer n) = // 2 to the power n, 0 .. 7
  @   n == 0 ? 1 : n == 1 ? 2 : n == 2 ? 4 : n == 3 ? 8 : n == 4 ? 16 : n == 5 ? 32 : n == 6 ? 64 : 128;
  @ // X.690 8.3.2: the first nine bits are not all the same
  @ predicate hf_is_integer(uint8_t *p, integer n) =
  @   n > 0 && (n == 1 || ((p[0] != 0 || p[1] >= 128) && (p[0] != 255 || p[1] < 128)));
  @ // X.690 8.19.2: an octet below 128 ends an arc, and no arc begins with 80
  @ predicate hf_begins_no_arc(uint8_t *p, integer i) = p[i] != 0x80 || p[i - 1] >= 128;
  @ predicate hf_is_identifier(uint8_t *p, integer n) =
  @   n > 0 && p[n - 1] < 128 && p[0] != 0x80 && (\forall integer i; 1 <= i < n ==> hf_begins_no_arc(p, i));
  @ // X.690 8.6.2, 11.2.1: p[0] says how many bits at the end do not count, and they are zero
  @ predicate hf_are_bits(uint8_t *p, integer n) =
  @   n > 0 && p[0] <= 7 && (n == 1 ==> p[0] == 0) && (n > 1 ==> p[n - 1] % hf_power(p[0]) == 0);
  @ // X.690 11.1
  @ predicate hf_is_boolean(uint8_t *p, integer n) = n == 1 && (p[0] == 0 || p[0] == 255);
  @ predicate hf_has_form(integer form, uint8_t *p, integer n) =
  @   (form == HF_ASN1_BOOLEAN ==> hf_is_boolean(p, n)) && (form == HF_ASN1_INTEGER ==> hf_is_integer(p, n)) &&
  @   (form == HF_ASN1_UNSIGNED ==> hf_is_integer(p, n) && p[0] < 128) &&
  @   (form == HF_ASN1_BITS || form == HF_ASN1_NAMED_BITS ==> hf_are_bits(p, n)) &&
  @   (form == HF_ASN1_NULL ==> n == 0) && (form == HF_ASN1_IDENTIFIER ==> hf_is_identifier(p, n)) &&
  @   (form == HF_ASN1_ENUMERATED ==> n == 1 && p[0] < 16);
  @ */

/* 1 when the n octets at p are the contents of what the row says, and an octet where a number is asked for. */
/*@ requires \valid_read(r) && \valid_read(p + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 ==> hf_has_form(r->form, p, n);
  @ ensures \result == 1 ==> r->least <= n && (n <= r->most || r->most == HF_ASN1_SIZE_ANY); */
uint32_t hf_asn1_form_holds(const struct hf_asn1_row *r, const uint8_t *p, uint32_t n);

/* 1 when it is written although DER would not: it is the default value (X.690 11.5), or its named bits end with one that is not set
   (11.2.2). What such contents say is plain all the same. */
/*@ requires \valid_read(r) && \valid_read(p + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
uint32_t hf_asn1_form_odd(const struct hf_asn1_row *r, const uint8_t *p, uint32_t n);

/* What the contents say as a number: of a BOOLEAN 1 or 0; of a BIT STRING how many bits do not count; of named bits the first eight. */
/*@ requires \valid_read(r) && \valid_read(p + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <= 255; */
uint32_t hf_asn1_form_number(const struct hf_asn1_row *r, const uint8_t *p, uint32_t n);
#endif
