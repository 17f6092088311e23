#include "x509/name.h"
#include "generated/errors.h"
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
  @ terminates \true; exits \false;
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
  @ terminates \true; exits \false;
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
  @ terminates \true; exits \false;
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

/* 1 for the string types whose case does not count when the other is one of them too: UTF8String and PrintableString. */
/*@ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures \result == (tag == HF_DER_UTF8_STRING || tag == HF_DER_PRINTABLE_STRING ? 1 : 0); */
static uint8_t is_directory_string(uint8_t tag) {
  return tag == HF_DER_UTF8_STRING || tag == HF_DER_PRINTABLE_STRING ? 1u : 0u;
}

/*@ requires \valid_read(x) && \valid_read(y) && hf_readable(a, x->type) && hf_readable(b, y->type);
  @ requires hf_readable(a, x->value) && hf_readable(b, y->value);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint8_t attribute_same(const uint8_t *a, const struct attribute *x, const uint8_t *b,
                              const struct attribute *y) {
  if (hf_same_bytes(a, x->type, b, y->type) == 0u)
    return 0u;
  if (x->tag == y->tag && hf_same_bytes(a, x->value, b, y->value) == 1u)
    return 1u;
  if ((is_directory_string(x->tag) == 1u && is_directory_string(y->tag) == 1u) ||
      (x->tag == HF_DER_IA5_STRING && y->tag == HF_DER_IA5_STRING))
    return hf_folded_same(a, x->value, b, y->value);
  return 0u;
}

/* 1 when the relative name has the attribute. */
/*@ requires \valid_read(x) && hf_readable(a, x->type) && hf_readable(a, x->value) && hf_readable(b, rdn);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint8_t rdn_has(const uint8_t *a, const struct attribute *x, const uint8_t *b, struct hf_span rdn) {
  struct attribute y;
  /*@ loop invariant hf_within(rdn, \at(rdn, Pre));
    @ loop assigns rdn, y;
    @ loop variant rdn.n; */
  while (rdn.n > 0u) {
    if (take_attribute(b, &rdn, &y) != HF_OK)
      return 0u;
    if (attribute_same(a, x, b, &y) == 1u)
      return 1u;
  }
  return 0u;
}

/* 1 when each attribute of the first relative name is in the second. */
/*@ requires hf_readable(a, a_rdn) && hf_readable(b, b_rdn);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint8_t rdn_in(const uint8_t *a, struct hf_span a_rdn, const uint8_t *b, struct hf_span b_rdn) {
  struct attribute x;
  /*@ loop invariant hf_within(a_rdn, \at(a_rdn, Pre));
    @ loop assigns a_rdn, x;
    @ loop variant a_rdn.n; */
  while (a_rdn.n > 0u) {
    if (take_attribute(a, &a_rdn, &x) != HF_OK || rdn_has(a, &x, b, b_rdn) == 0u)
      return 0u;
  }
  return 1u;
}

/* 1 when two relative names are the same set (RFC 5280 7.1). */
/*@ requires hf_readable(a, a_rdn) && hf_readable(b, b_rdn);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint8_t rdn_same(const uint8_t *a, struct hf_span a_rdn, const uint8_t *b, struct hf_span b_rdn) {
  if (hf_same_bytes(a, a_rdn, b, b_rdn) == 1u)
    return 1u;
  return rdn_in(a, a_rdn, b, b_rdn) == 1u && rdn_in(b, b_rdn, a, a_rdn) == 1u ? 1u : 0u;
}

/* 1 when the Name begins with all relative names of the other; *left is what follows them. */
/*@ requires hf_readable(a, name) && hf_readable(b, base) && \valid(left);
  @ requires \separated(left, a + (0 .. 0xffffffff)) && \separated(left, b + (0 .. 0xffffffff));
  @ terminates \true; exits \false;
  @ assigns *left;
  @ ensures \result == 0 || \result == 1; */
static uint8_t begins_with(const uint8_t *a, struct hf_span name, const uint8_t *b, struct hf_span base,
                           uint32_t *left) {
  struct hf_span a_rest;
  struct hf_span b_rest;
  struct hf_span a_rdn;
  struct hf_span b_rdn;
  if (hf_der_take(a, &name, HF_DER_SEQUENCE, &a_rest) != HF_OK ||
      hf_der_take(b, &base, HF_DER_SEQUENCE, &b_rest) != HF_OK)
    return 0u;
  /*@ loop invariant hf_within(a_rest, \at(name, Pre)) && hf_within(b_rest, \at(base, Pre));
    @ loop assigns a_rest, b_rest, a_rdn, b_rdn;
    @ loop variant b_rest.n; */
  while (b_rest.n > 0u) {
    if (hf_der_take(a, &a_rest, HF_DER_SET, &a_rdn) != HF_OK || hf_der_take(b, &b_rest, HF_DER_SET, &b_rdn) != HF_OK)
      return 0u;
    /*@ assert hf_readable(a, a_rdn); */
    /*@ assert hf_readable(b, b_rdn); */
    if (rdn_same(a, a_rdn, b, b_rdn) == 0u)
      return 0u;
  }
  *left = a_rest.n;
  return 1u;
}

uint8_t hf_name_same(const uint8_t *a, struct hf_span a_name, const uint8_t *b, struct hf_span b_name) {
  uint32_t left = 0u;
  if (hf_same_bytes(a, a_name, b, b_name) == 1u)
    return 1u;
  return begins_with(a, a_name, b, b_name, &left) == 1u && left == 0u ? 1u : 0u;
}

uint8_t hf_name_within(const uint8_t *a, struct hf_span name, const uint8_t *b, struct hf_span base) {
  uint32_t left = 0u;
  return begins_with(a, name, b, base, &left);
}

static const struct hf_oid email[] = {{9u, 1u, {0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x01}}};

/* Finds an emailAddress among the attributes of one relative name. */
/*@ requires \valid(value) && hf_readable(in, rdn) && \separated(value, in + (0 .. 0xffffffff));
  @ terminates \true; exits \false;
  @ assigns *value;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 ==> hf_within(*value, rdn); */
static uint8_t rdn_email(const uint8_t *in, struct hf_span rdn, struct hf_span *value) {
  struct attribute one;
  /*@ loop invariant hf_within(rdn, \at(rdn, Pre));
    @ loop assigns rdn, one;
    @ loop variant rdn.n; */
  while (rdn.n > 0u) {
    if (take_attribute(in, &rdn, &one) != HF_OK)
      return 0u;
    if (hf_oid_find(in, one.type, email, 1u) == 1u) {
      *value = one.value;
      return 1u;
    }
  }
  return 0u;
}

uint8_t hf_name_email(const uint8_t *in, struct hf_span *rest, struct hf_span *value) {
  struct hf_span rdn;
  /*@ loop invariant hf_left_of(*rest, \at(*rest, Pre)) && rest->n <= \at(rest->n, Pre);
    @ loop assigns *rest, rdn, *value;
    @ loop variant rest->n; */
  while (rest->n > 0u) {
    if (hf_der_take(in, rest, HF_DER_SET, &rdn) != HF_OK)
      return 0u;
    if (rdn_email(in, rdn, value) == 1u)
      return 1u;
  }
  return 0u;
}
