#include "x509/name.h"
#include "generated/errors.h"
#include "x509/character.h"
#include "x509/folded.h"
#include "x509/oid.h"

/* One attribute (RFC 5280 4.1.2.4: AttributeTypeAndValue). */
struct attribute {
  struct hf_span type;
  struct hf_span value; /* its contents */
  uint8_t tag;          /* and its identifier octet */
};

/* Reads one attribute, all of inner being its contents. */
/*@ requires \valid(out) && hf_readable(in, inner) && \separated(out, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *out;
  @ ensures \result == 0 ==> hf_within(out->type, inner);
  @ ensures \result == 0 ==> hf_within(out->value, inner); */
static uint8_t read_attribute(const uint8_t *in, struct hf_span inner, struct attribute *out) {
  struct hf_tlv value;
  uint8_t error = hf_oid_take(in, &inner, &out->type);
  if (error != HF_OK)
    return error;
  error = hf_der_next(in, &inner, &value);
  if (error != HF_OK || inner.n != 0u)
    return HF_ERROR_CERTIFICATE_MALFORMED;
  out->value = value.value;
  out->tag = value.tag;
  return HF_OK;
}

/* Takes one attribute off the front of a relative distinguished name. */
/*@ requires \valid(rest) && \valid(out) && hf_readable(in, *rest);
  @ requires \separated(rest, in + (0 .. 0xffffffff)) && \separated(out, in + (0 .. 0xffffffff)) && \separated(rest, out);
  @ HF_TOTAL;
  @ assigns *rest, *out;
  @ ensures \result == 0 ==> hf_within(out->type, \old(*rest)) && hf_within(out->value, \old(*rest));
  @ ensures \result == 0 ==> rest->n < \old(rest->n);
  @ ensures hf_left_of(*rest, \old(*rest)); */
static uint8_t take_attribute(const uint8_t *in, struct hf_span *rest, struct attribute *out) {
  struct hf_span inner;
  uint8_t error = hf_der_take(in, rest, HF_DER_SEQUENCE, &inner);
  return error == HF_OK ? read_attribute(in, inner, out) : error;
}

/* 1 when all of rdn is one to HF_RDN_MAX attributes. */
/*@ requires hf_readable(in, rdn);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint8_t rdn_is_sound(const uint8_t *in, struct hf_span rdn) {
  struct attribute one;
  uint32_t n = 0u;
  /*@ loop invariant hf_within(rdn, \at(rdn, Pre)) && n <= HF_RDN_MAX;
    @ loop assigns rdn, one, n;
    @ loop variant rdn.n; */
  while (rdn.n > 0u) {
    if (n == HF_RDN_MAX || take_attribute(in, &rdn, &one) != HF_OK)
      return 0u;
    n++;
  }
  return n > 0u ? 1u : 0u;
}

uint8_t hf_name_check(const uint8_t *in, struct hf_span name) {
  struct hf_span rest;
  struct hf_span rdn;
  if (hf_der_take(in, &name, HF_DER_SEQUENCE, &rest) != HF_OK || name.n != 0u)
    return HF_ERROR_CERTIFICATE_NAME_MALFORMED;
  /*@ loop invariant hf_within(rest, \at(name, Pre));
    @ loop assigns rest, rdn;
    @ loop variant rest.n; */
  while (rest.n > 0u) {
    if (hf_der_take(in, &rest, HF_DER_SET, &rdn) != HF_OK || rdn_is_sound(in, rdn) == 0u)
      return HF_ERROR_CERTIFICATE_NAME_MALFORMED;
  }
  return HF_OK;
}

uint8_t hf_name_is_empty(const uint8_t *in, struct hf_span name) {
  (void)in;
  return name.n <= 2u ? 1u : 0u;
}

/* Compares two attributes: HF_SAME, HF_DIFFERENT or HF_UNDECIDED, which is said of values of two types that are not both strings. */
/*@ requires \valid_read(x) && \valid_read(y) && hf_readable(a, x->type) && hf_readable(b, y->type);
  @ requires hf_readable(a, x->value) && hf_readable(b, y->value);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <= HF_UNDECIDED; */
static uint8_t compare_attributes(const uint8_t *a, const struct attribute *x, const uint8_t *b,
                                  const struct attribute *y) {
  if (hf_same_bytes(a, x->type, b, y->type) == 0u)
    return HF_DIFFERENT;
  if (x->tag == y->tag && hf_same_bytes(a, x->value, b, y->value) == 1u)
    return HF_SAME;
  if (hf_is_string(x->tag) == 1u && hf_is_string(y->tag) == 1u)
    return hf_strings_compare(a, x->value, x->tag, b, y->value, y->tag);
  return x->tag == y->tag ? HF_DIFFERENT : HF_UNDECIDED;
}

/* How many attributes of a relative name are the same as one, and of how many that cannot be told. */
struct matches {
  uint32_t same;
  uint32_t undecided;
};

/*@ requires \valid_read(x) && hf_readable(a, x->type) && hf_readable(a, x->value) && hf_readable(b, rdn);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result.same + \result.undecided <= rdn.n; */
static struct matches matches_of(const uint8_t *a, const struct attribute *x, const uint8_t *b, struct hf_span rdn) {
  struct matches found = {0u, 0u};
  struct attribute y;
  uint8_t answer;
  /*@ loop invariant hf_within(rdn, \at(rdn, Pre)) && found.same + found.undecided + rdn.n <= \at(rdn.n, Pre);
    @ loop assigns rdn, y, answer, found;
    @ loop variant rdn.n; */
  while (rdn.n > 0u) {
    if (take_attribute(b, &rdn, &y) != HF_OK)
      return found;
    answer = compare_attributes(a, x, b, &y);
    if (answer == HF_SAME)
      found.same++;
    if (answer == HF_UNDECIDED)
      found.undecided++;
  }
  return found;
}

/* Has each attribute of the first relative name one match in the second, or as many as in its own? Where that holds both ways, both have
   the same attributes as often. HF_DIFFERENT: one has none there. */
/*@ requires hf_readable(a, a_rdn) && hf_readable(b, b_rdn);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <= HF_UNDECIDED; */
static uint8_t rdn_in(const uint8_t *a, struct hf_span a_rdn, const uint8_t *b, struct hf_span b_rdn) {
  struct hf_span rest = {a_rdn.at, a_rdn.n};
  struct attribute x;
  struct matches there;
  uint8_t answer = HF_SAME;
  /*@ loop invariant hf_within(rest, a_rdn) && answer <= HF_UNDECIDED;
    @ loop assigns rest, x, there, answer;
    @ loop variant rest.n; */
  while (rest.n > 0u) {
    if (take_attribute(a, &rest, &x) != HF_OK)
      return HF_DIFFERENT;
    there = matches_of(a, &x, b, b_rdn);
    if (there.same == 0u && there.undecided == 0u)
      return HF_DIFFERENT;
    if (there.same != 1u && there.same != matches_of(a, &x, a, a_rdn).same)
      answer = HF_UNDECIDED;
  }
  return answer;
}

/* Compares two relative names, which are sets (RFC 5280 7.1). Where one has an attribute twice that the other has once they are not the
   same, and yet nobody is to rely on the difference: HF_UNDECIDED. */
/*@ requires hf_readable(a, a_rdn) && hf_readable(b, b_rdn);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <= HF_UNDECIDED; */
static uint8_t compare_rdns(const uint8_t *a, struct hf_span a_rdn, const uint8_t *b, struct hf_span b_rdn) {
  uint8_t there;
  uint8_t back;
  if (hf_same_bytes(a, a_rdn, b, b_rdn) == 1u)
    return HF_SAME;
  there = rdn_in(a, a_rdn, b, b_rdn);
  back = rdn_in(b, b_rdn, a, a_rdn);
  if (there == HF_DIFFERENT || back == HF_DIFFERENT)
    return HF_DIFFERENT;
  return there == HF_SAME && back == HF_SAME ? HF_SAME : HF_UNDECIDED;
}

/* Does the Name begin with all relative names of the other? *left is what follows them. */
/*@ requires hf_readable(a, name) && hf_readable(b, base) && \valid(left);
  @ requires \separated(left, a + (0 .. 0xffffffff)) && \separated(left, b + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *left;
  @ ensures \result <= HF_UNDECIDED; */
static uint8_t begins_with(const uint8_t *a, struct hf_span name, const uint8_t *b, struct hf_span base,
                           uint32_t *left) {
  struct hf_span a_rest;
  struct hf_span b_rest;
  struct hf_span a_rdn;
  struct hf_span b_rdn;
  uint8_t answer = HF_SAME;
  uint8_t one;
  if (hf_der_take(a, &name, HF_DER_SEQUENCE, &a_rest) != HF_OK ||
      hf_der_take(b, &base, HF_DER_SEQUENCE, &b_rest) != HF_OK)
    return HF_DIFFERENT;
  /*@ loop invariant hf_within(a_rest, \at(name, Pre)) && hf_within(b_rest, \at(base, Pre)) && answer <= HF_UNDECIDED;
    @ loop assigns a_rest, b_rest, a_rdn, b_rdn, answer, one;
    @ loop variant b_rest.n; */
  while (b_rest.n > 0u) {
    if (hf_der_take(a, &a_rest, HF_DER_SET, &a_rdn) != HF_OK || hf_der_take(b, &b_rest, HF_DER_SET, &b_rdn) != HF_OK)
      return HF_DIFFERENT;
    /*@ assert hf_readable(a, a_rdn); */
    /*@ assert hf_readable(b, b_rdn); */
    one = compare_rdns(a, a_rdn, b, b_rdn);
    if (one == HF_DIFFERENT)
      return HF_DIFFERENT;
    if (one == HF_UNDECIDED)
      answer = HF_UNDECIDED;
  }
  *left = a_rest.n;
  return answer;
}

uint8_t hf_name_compare(const uint8_t *a, struct hf_span a_name, const uint8_t *b, struct hf_span b_name) {
  uint32_t left = 0u;
  uint8_t answer;
  if (hf_same_bytes(a, a_name, b, b_name) == 1u)
    return HF_SAME;
  answer = begins_with(a, a_name, b, b_name, &left);
  return left == 0u ? answer : HF_DIFFERENT;
}

uint8_t hf_name_same(const uint8_t *a, struct hf_span a_name, const uint8_t *b, struct hf_span b_name) {
  return hf_name_compare(a, a_name, b, b_name) == HF_SAME ? 1u : 0u;
}

uint8_t hf_name_within(const uint8_t *a, struct hf_span name, const uint8_t *b, struct hf_span base) {
  uint32_t left = 0u;
  return begins_with(a, name, b, base, &left);
}

uint8_t hf_rdn_same(const uint8_t *a, struct hf_span a_rdn, const uint8_t *b, struct hf_span b_rdn) {
  return compare_rdns(a, a_rdn, b, b_rdn) == HF_SAME ? 1u : 0u;
}

uint8_t hf_name_extends(const uint8_t *a, struct hf_span name, const uint8_t *b, struct hf_span base, const uint8_t *c,
                        struct hf_span rdn) {
  uint32_t left = 0u;
  struct hf_span rest;
  struct hf_span last;
  if (begins_with(a, name, b, base, &left) != HF_SAME || left == 0u || left > name.n)
    return 0u;
  rest.at = name.at + name.n - left;
  rest.n = left;
  if (hf_der_take(a, &rest, HF_DER_SET, &last) != HF_OK || rest.n != 0u)
    return 0u;
  return hf_rdn_same(a, last, c, rdn);
}

static const struct hf_oid email[] = {{9u, 1u, {0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x01}}};

uint8_t hf_rdn_email(const uint8_t *in, struct hf_span *rdn, struct hf_span *value) {
  struct attribute one;
  /*@ loop invariant hf_left_of(*rdn, \at(*rdn, Pre)) && rdn->n <= \at(rdn->n, Pre);
    @ loop assigns *rdn, one;
    @ loop variant rdn->n; */
  while (rdn->n > 0u) {
    if (take_attribute(in, rdn, &one) != HF_OK)
      return 0u;
    if (hf_oid_find(in, one.type, email, 1u) == 1u) {
      *value = one.value;
      return 1u;
    }
  }
  return 0u;
}
