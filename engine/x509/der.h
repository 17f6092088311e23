/* The distinguished encoding rules (ITU-T X.690, sections 8, 10 and 11): the strict reader that all of x509/ is built on.

   A structure is read where it lies. A span tells which bytes of it are meant, as an offset and a size; a reader takes
   elements off the front of a span. So no pointer is stored, and all that must be shown of what was found is that it lies
   inside what it was found in. Every reader answers HF_OK or HF_ERROR_CERTIFICATE_MALFORMED. */
#ifndef HF_X509_DER_H
#define HF_X509_DER_H
#include "generated/errors.h"
#include "handfast/total.h"
#include "parse/asn1_form.h"
#include "parse/asn1_header.h"
#include "parse/span.h"
#include <stddef.h>
#include <stdint.h>

#define HF_DER_BOOLEAN 0x01u
#define HF_DER_INTEGER 0x02u
#define HF_DER_BIT_STRING 0x03u
#define HF_DER_OCTET_STRING 0x04u
#define HF_DER_NULL 0x05u
#define HF_DER_OID 0x06u
#define HF_DER_ENUMERATED 0x0au
#define HF_DER_UTF8_STRING 0x0cu
#define HF_DER_PRINTABLE_STRING 0x13u
#define HF_DER_IA5_STRING 0x16u
#define HF_DER_UTC_TIME 0x17u
#define HF_DER_GENERALIZED_TIME 0x18u
#define HF_DER_SEQUENCE 0x30u
#define HF_DER_SET 0x31u
#define HF_DER_CONTEXT 0x80u             /* + number: [number] IMPLICIT, primitive */
#define HF_DER_CONTEXT_CONSTRUCTED 0xa0u /* + number: [number], constructed */

/* One element: identifier, length, value. */
struct hf_tlv {
  struct hf_span whole; /* all of it */
  struct hf_span value; /* its contents */
  uint8_t tag;          /* the identifier octet */
};

/* Takes one element, whatever it is, off the front of *rest. On an error *rest and *out are unchanged. */
/*@ requires \valid(rest) && \valid(out) && hf_readable(in, *rest);
  @ requires hf_apart(in, rest) && \separated(out, in + (0 .. 0xffffffff)) && \separated(rest, out);
  @ HF_TOTAL;
  @ assigns *rest, *out;
  @ ensures hf_left_of(*rest, \old(*rest));
  @ behavior element:
  @   assumes hf_der_element(in + rest->at, rest->n);
  @   ensures \result == 0;
  @   ensures out->tag == in[\old(rest->at)];
  @   ensures out->whole.at == \old(rest->at);
  @   ensures out->whole.n == 1 + hf_der_length_octets(in[\old(rest->at) + 1]) + out->value.n;
  @   ensures out->value.n == hf_der_length(in + \old(rest->at));
  @   ensures out->value.at + out->value.n == out->whole.at + out->whole.n == rest->at;
  @   ensures hf_within(out->whole, \old(*rest)) && hf_within(out->value, \old(*rest)) && rest->n + 2 <= \old(rest->n);
  @   ensures hf_within(out->value, out->whole);
  @ behavior refused:
  @   assumes !hf_der_element(in + rest->at, rest->n);
  @   ensures \result == HF_ERROR_CERTIFICATE_MALFORMED;
  @   ensures *rest == \old(*rest) && *out == \old(*out);
  @ complete behaviors; disjoint behaviors; */
uint8_t hf_der_next(const uint8_t *in, struct hf_span *rest, struct hf_tlv *out);

/* 1 when the next element has the tag; then hf_der_take takes it, or says what is wrong with it. */
/*@ requires \valid_read(rest) && hf_readable(in, *rest);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == (rest->n > 0 && in[rest->at] == tag ? 1 : 0); */
uint8_t hf_der_at(const uint8_t *in, const struct hf_span *rest, uint8_t tag);

/* Takes one element that must have the tag; *value is its contents. On an error *rest and *value are unchanged. */
/*@ requires \valid(rest) && \valid(value) && hf_readable(in, *rest);
  @ requires hf_apart(in, rest) && hf_apart(in, value) && \separated(rest, value);
  @ HF_TOTAL;
  @ assigns *rest, *value;
  @ ensures hf_left_of(*rest, \old(*rest));
  @ behavior element:
  @   assumes rest->n > 0 && in[rest->at] == tag && hf_der_element(in + rest->at, rest->n);
  @   ensures \result == 0;
  @   ensures value->n == hf_der_length(in + \old(rest->at)) && value->at + value->n == rest->at;
  @   ensures hf_within(*value, \old(*rest)) && rest->n + 2 <= \old(rest->n);
  @ behavior refused:
  @   assumes !(rest->n > 0 && in[rest->at] == tag && hf_der_element(in + rest->at, rest->n));
  @   ensures \result == HF_ERROR_CERTIFICATE_MALFORMED;
  @   ensures *rest == \old(*rest) && *value == \old(*value);
  @ complete behaviors; disjoint behaviors; */
uint8_t hf_der_take(const uint8_t *in, struct hf_span *rest, uint8_t tag, struct hf_span *value);

/* Takes [tag] if it is there: *present says so, *value is its contents, else empty. */
/*@ requires \valid(rest) && \valid(value) && \valid(present) && hf_readable(in, *rest);
  @ requires hf_apart(in, rest) && hf_apart(in, value) && \separated(present, in + (0 .. 0xffffffff));
  @ requires \separated(rest, value) && \separated(rest, present) && \separated(value, present);
  @ HF_TOTAL;
  @ assigns *rest, *value, *present;
  @ ensures hf_left_of(*rest, \old(*rest)) && hf_within(*value, \old(*rest));
  @ ensures *present == (\old(rest->n) > 0 && in[\old(rest->at)] == tag ? 1 : 0);
  @ ensures \result == 0 <==> *present == 0 || hf_der_element(in + \old(rest->at), \old(rest->n));
  @ ensures \result != 0 || *present == 0 ==> *rest == \old(*rest) && value->n == 0; */
uint8_t hf_der_optional(const uint8_t *in, struct hf_span *rest, uint8_t tag, struct hf_span *value, uint8_t *present);

/* Takes a BOOLEAN: 00 or FF only (X.690 11.1). */
/*@ requires \valid(rest) && \valid(value) && hf_readable(in, *rest);
  @ requires hf_apart(in, rest) && \separated(value, in + (0 .. 0xffffffff)) && \separated(rest, value);
  @ HF_TOTAL;
  @ assigns *rest, *value;
  @ ensures hf_left_of(*rest, \old(*rest));
  @ ensures \result == 0 ==> *value <= 1 && rest->n < \old(rest->n);
  @ ensures \result == 0 ==> in[rest->at - 1] == (*value == 1 ? 0xff : 0);
  @ ensures \result == 0 ==> in[\old(rest->at)] == HF_DER_BOOLEAN && hf_der_length(in + \old(rest->at)) == 1;
  @ ensures \result != 0 ==> *value == \old(*value); */
uint8_t hf_der_boolean(const uint8_t *in, struct hf_span *rest, uint8_t *value);
/* Takes an INTEGER that is zero or positive, in its shortest form; *value is its magnitude without the leading zero octet,
   one zero byte for 0. */
/*@ requires \valid(rest) && \valid(value) && hf_readable(in, *rest);
  @ requires hf_apart(in, rest) && hf_apart(in, value) && \separated(rest, value);
  @ HF_TOTAL;
  @ assigns *rest, *value;
  @ ensures hf_left_of(*rest, \old(*rest));
  @ ensures \result == 0 ==> hf_within(*value, \old(*rest)) && value->n > 0 && rest->n < \old(rest->n);
  @ ensures \result == 0 ==> value->at + value->n == rest->at;
  @ ensures \result == 0 ==> value->n == 1 || in[value->at] != 0;
  @ // no sign, and a leading zero octet only where without it there would be one
  @ ensures \result == 0 ==> hf_der_length(in + \old(rest->at)) == value->n + (in[value->at] >= 128 ? 1 : 0);
  @ ensures \result != 0 ==> *value == \old(*value); */
uint8_t hf_der_unsigned(const uint8_t *in, struct hf_span *rest, struct hf_span *value);
/* Takes an INTEGER, of either sign, in its shortest form (X.690 8.3.2); *value is its octets as they stand. */
/*@ requires \valid(rest) && \valid(value) && hf_readable(in, *rest);
  @ requires hf_apart(in, rest) && hf_apart(in, value) && \separated(rest, value);
  @ HF_TOTAL;
  @ assigns *rest, *value;
  @ ensures hf_left_of(*rest, \old(*rest));
  @ ensures \result == 0 ==> hf_within(*value, \old(*rest)) && value->n > 0 && rest->n < \old(rest->n);
  @ ensures \result == 0 ==> value->at + value->n == rest->at && hf_is_integer(in + value->at, value->n); */
uint8_t hf_der_integer(const uint8_t *in, struct hf_span *rest, struct hf_span *value);
/* Takes an INTEGER from 0 to 255. */
/*@ requires \valid(rest) && \valid(value) && hf_readable(in, *rest);
  @ requires hf_apart(in, rest) && \separated(value, in + (0 .. 0xffffffff)) && \separated(rest, value);
  @ HF_TOTAL;
  @ assigns *rest, *value;
  @ ensures hf_left_of(*rest, \old(*rest));
  @ ensures \result == 0 ==> rest->n < \old(rest->n) && *value == in[rest->at - 1];
  @ ensures \result != 0 ==> *value == \old(*value); */
uint8_t hf_der_small(const uint8_t *in, struct hf_span *rest, uint8_t *value);
/* Takes a BIT STRING; *value is its octets, *unused the bits at the end that do not count and are zero (X.690 11.2.1). */
/*@ requires \valid(rest) && \valid(value) && \valid(unused) && hf_readable(in, *rest);
  @ requires hf_apart(in, rest) && hf_apart(in, value) && \separated(unused, in + (0 .. 0xffffffff));
  @ requires \separated(rest, value) && \separated(rest, unused) && \separated(value, unused);
  @ HF_TOTAL;
  @ assigns *rest, *value, *unused;
  @ ensures hf_left_of(*rest, \old(*rest));
  @ ensures \result == 0 ==> hf_within(*value, \old(*rest)) && *unused <= 7 && rest->n < \old(rest->n);
  @ ensures \result == 0 ==> value->at + value->n == rest->at && *unused == in[value->at - 1];
  @ ensures \result == 0 ==> value->n + 1 == hf_der_length(in + \old(rest->at));
  @ ensures \result == 0 && value->n == 0 ==> *unused == 0;
  @ ensures \result == 0 && value->n > 0 ==> in[rest->at - 1] % hf_power(*unused) == 0;
  @ ensures \result != 0 ==> *value == \old(*value) && *unused == \old(*unused); */
uint8_t hf_der_bits(const uint8_t *in, struct hf_span *rest, struct hf_span *value, uint8_t *unused);

/* 1 when both hold the same bytes. Not for secrets. */
/*@ requires hf_readable(a, a_span) && hf_readable(b, b_span);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 1 <==> a_span.n == b_span.n &&
  @   (\forall integer i; 0 <= i < a_span.n ==> a[a_span.at + i] == b[b_span.at + i]);
  @ ensures \result == 0 || \result == 1; */
uint8_t hf_same_bytes(const uint8_t *a, struct hf_span a_span, const uint8_t *b, struct hf_span b_span);
#endif
