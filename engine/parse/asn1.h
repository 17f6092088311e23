/* The reader of DER (ITU-T X.690, 8, 10 and 11): one loop for all that spec/asn1 describes, driven by the rows of generated/asn1_table.c. It goes
   over a structure once, from its first byte to its last, and notes the fields that spec/asn1/asn1.bind asks for. */
#ifndef HF_PARSE_ASN1_H
#define HF_PARSE_ASN1_H
#include "generated/asn1.h"
#include "handfast/total.h"
#include "parse/span.h"
#include <stddef.h>

#define HF_ASN1_SLOTS 16u
#define HF_ASN1_NUMBERS 8u
#define HF_ASN1_MARKS 2u  /* words of 32 marks */
#define HF_ASN1_DEPTH 24u /* structures that are open at once; hfgen has seen that none of spec/asn1 has more */

/* What was read, and while it is read, how far. Behind a refusal pos, depth and open say where that was: hf_asn1_path. */
struct hf_asn1 {
  struct hf_span kept[HF_ASN1_SLOTS]; /* by HF_AT_...; empty when the field was not there */
  uint32_t numbers[HF_ASN1_NUMBERS];  /* by HF_VALUE_...; 0 when it was not there; at most 255 */
  uint32_t marks[HF_ASN1_MARKS];      /* by HF_MARK_..., see hf_asn1_marks */
  uint32_t odd; /* a rule of DER that it breaks without harm, an hf_error: a default value that is written,
                                            zero bits at the end of named bits. HF_OK: none */
  size_t pos;   /* bytes of the buffer before what comes next */
  size_t entry; /* state that it began at */
  size_t state;
  size_t depth;
  size_t end[HF_ASN1_DEPTH];    /* where each open structure ends; 0: what is read */
  uint16_t open[HF_ASN1_DEPTH]; /* the row of each, from 1 on */
};

/*@ // what was noted lies in the span, and numbers are octets
  @ predicate hf_asn1_inside{L}(struct hf_asn1 *a, integer at, integer n) =
  @   (\forall integer i; 0 <= i < HF_ASN1_SLOTS ==> hf_range_within(a->kept[i].at, a->kept[i].n, at, n)) &&
  @   (\forall integer i; 0 <= i < HF_ASN1_NUMBERS ==> a->numbers[i] <= 255);
  @ // what is open lies in what it stands in, and the reader in all of it
  @ predicate hf_asn1_nested{L}(struct hf_asn1 *a, integer at, integer n) =
  @   a->depth < HF_ASN1_DEPTH && a->state < HF_ASN1_STATES && a->entry < HF_ASN1_STATES && at <= a->pos <= a->end[a->depth] && a->end[0] == at + n &&
  @   (\forall integer i; 0 <= i <= a->depth ==> a->end[i] <= at + n) &&
  @   (\forall integer i; 0 < i <= a->depth ==> a->end[i] <= a->end[i - 1] && a->open[i] < HF_ASN1_ROWS); */

/* Reads all of `whole' as what begins at the state: HF_READ_... HF_OK, or the error of the first rule that it breaks, in the order of
   its bytes. */
/*@ requires hf_readable(in, whole) && \valid(a) && \separated(a, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *a;
  @ ensures hf_asn1_inside(a, whole.at, whole.n) && \result <= 255;
  @ ensures \result == 0 ==> a->depth == 0 && a->pos == whole.at + whole.n; */
uint32_t hf_asn1_read(struct hf_asn1 *a, const uint8_t *in, struct hf_span whole, uint32_t state);

/* Takes one element off the front of *rest, and reads it so. On an error *rest may be what it was. */
/*@ requires hf_readable(in, *rest) && \valid(a) && \valid(rest) && \separated(a, rest);
  @ requires \separated(a, in + (0 .. 0xffffffff)) && hf_apart(in, rest);
  @ HF_TOTAL;
  @ assigns *a, *rest;
  @ ensures hf_left_of(*rest, \old(*rest));
  @ ensures hf_asn1_inside(a, \old(rest->at), \old(rest->n));
  @ ensures \result == 0 ==> rest->n + 2 <= \old(rest->n); */
uint32_t hf_asn1_take(struct hf_asn1 *a, const uint8_t *in, struct hf_span *rest, uint32_t state);

/* One element of a list, and what follows it. */
struct hf_asn1_one {
  struct hf_span value; /* what was noted in the slot */
  struct hf_span rest;
  uint32_t number; /* number 0 */
  uint32_t marks;  /* marks 0 to 31 */
  uint32_t error;
};

/* The first element of rest, read as hf_asn1_take does: for lists, of whose elements one thing is asked. */
/*@ requires hf_readable(in, rest) && slot < HF_ASN1_SLOTS;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures hf_within(\result.value, rest) && hf_left_of(\result.rest, rest);
  @ ensures \result.error == 0 ==> \result.rest.n + 2 <= rest.n; */
struct hf_asn1_one hf_asn1_next(const uint8_t *in, struct hf_span rest, uint32_t state, uint32_t slot);

/* The octets of an INTEGER that is not negative, without the zero that keeps it so: none is left out of 0. */
/*@ requires hf_readable(in, number);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures hf_within(\result, number) && (number.n > 0 ==> \result.n > 0);
  @ ensures number.n > 1 && in[number.at] == 0 ? \result.n == number.n - 1 : \result == number; */
struct hf_span hf_asn1_magnitude(const uint8_t *in, struct hf_span number);

/* The marks from number `first' to the end of its word, `first' the lowest bit. */
/*@ requires \valid_read(a) && first < 64;
  @ HF_TOTAL;
  @ assigns \nothing; */
uint32_t hf_asn1_marks(const struct hf_asn1 *a, uint32_t first);
#endif
