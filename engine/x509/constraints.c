#include "x509/constraints.h"
#include "generated/errors.h"
#include "parse/asn1.h"
#include "x509/address.h"
#include "x509/dns.h"
#include "x509/folded.h"
#include "x509/general_name.h"
#include "x509/mailbox.h"
#include "x509/name.h"

/* A subtree: the GeneralName that is its base, and what follows the subtree. */
struct subtree {
  struct hf_span rest;
  struct hf_tlv base;
  uint32_t error;
};

/* The first subtree of rest. */
/*@ requires hf_readable(in, rest);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures hf_left_of(\result.rest, rest);
  @ ensures \result.error == 0 ==> \result.rest.n < rest.n && hf_within(\result.base.value, rest); */
static struct subtree next_subtree(const uint8_t *in, struct hf_span rest) {
  struct subtree out = {0};
  struct hf_asn1_one one = hf_asn1_next(in, rest, HF_READ_GENERAL_SUBTREE, HF_AT_GENERAL_SUBTREE_BASE);
  out.rest = one.rest;
  out.error = one.error;
  if (one.error == HF_OK)
    out.error = hf_der_next(in, &one.value, &out.base);
  return out;
}

/* 1 when it is written as it should not be, but plain: a DNS name with a leading dot. */
/*@ requires hf_readable(in, base->value) && \valid_read(base);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint8_t is_odd(const uint8_t *in, const struct hf_tlv *base) {
  return base->tag == HF_GENERAL_DNS && base->value.n > 0u && in[base->value.at] == '.' ? 1u : 0u;
}

/* 1 when all of subtrees can be bases; *defect: whether one is odd. */
/*@ requires hf_readable(in, subtrees) && \valid(defect) && \separated(defect, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *defect;
  @ ensures \result == 0 || \result == 1;
  @ ensures *defect == \old(*defect) || *defect != 0; */
static uint8_t are_subtrees(const uint8_t *in, struct hf_span subtrees, uint8_t *defect) {
  struct subtree one;
  /*@ loop invariant hf_within(subtrees, \at(subtrees, Pre)) && (*defect == \at(*defect, Pre) || *defect != 0);
    @ loop assigns subtrees, one, *defect;
    @ loop variant subtrees.n; */
  while (subtrees.n > 0u) {
    one = next_subtree(in, subtrees);
    if (one.error != HF_OK || hf_general_base_is_sound(in, &one.base) == 0u)
      return 0u;
    if (is_odd(in, &one.base) == 1u)
      *defect = HF_ERROR_CERTIFICATE_CONSTRAINTS_WRONG;
    subtrees = one.rest;
  }
  return 1u;
}

/* The subtrees of NameConstraints; those that are not there are empty. */
struct subtrees {
  struct hf_span permitted;
  struct hf_span excluded;
  uint8_t error;
};

/* The subtrees of NameConstraints, all of value, which are not looked at. */
/*@ requires hf_readable(in, value);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result.error == 0 ==> hf_within(\result.permitted, value) && hf_within(\result.excluded, value); */
static struct subtrees read_constraints(const uint8_t *in, struct hf_span value) {
  struct subtrees out;
  struct hf_asn1 a;
  out.error = hf_asn1_read(&a, in, value, HF_READ_SUBTREES) == HF_OK ? HF_OK : HF_ERROR_CERTIFICATE_CONSTRAINTS_WRONG;
  out.permitted = a.kept[HF_AT_SUBTREES_PERMITTED];
  out.excluded = a.kept[HF_AT_SUBTREES_EXCLUDED];
  return out;
}

/* The form of NameConstraints, all of value: at least one subtree, none with a minimum that is not 0, none with a maximum. *defect: the
   minimum is written. */
/*@ requires hf_readable(in, value) && \valid(defect) && \separated(defect, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *defect;
  @ ensures *defect == \old(*defect) || *defect != 0; */
static uint8_t check_form(const uint8_t *in, struct hf_span value, uint8_t *defect) {
  struct hf_asn1 a;
  if (hf_asn1_read(&a, in, value, HF_READ_NAME_CONSTRAINTS) != HF_OK)
    return HF_ERROR_CERTIFICATE_CONSTRAINTS_WRONG;
  if (a.odd != HF_OK)
    *defect = HF_ERROR_CERTIFICATE_CONSTRAINTS_WRONG;
  if (hf_asn1_marks(&a, HF_MARK_NAME_CONSTRAINTS_MINIMUM) % 2u == 1u ||
      hf_asn1_marks(&a, HF_MARK_NAME_CONSTRAINTS_MAXIMUM) % 2u == 1u)
    return HF_ERROR_CERTIFICATE_CONSTRAINTS_WRONG;
  return a.kept[HF_AT_NAME_CONSTRAINTS_PERMITTED].n != 0u || a.kept[HF_AT_NAME_CONSTRAINTS_EXCLUDED].n != 0u
             ? (uint8_t)HF_OK
             : (uint8_t)HF_ERROR_CERTIFICATE_CONSTRAINTS_WRONG;
}

uint8_t hf_constraints_check(const uint8_t *in, struct hf_span value, uint8_t *defect) {
  struct subtrees all;
  if (check_form(in, value, defect) != HF_OK)
    return HF_ERROR_CERTIFICATE_CONSTRAINTS_WRONG;
  all = read_constraints(in, value);
  if (all.error != HF_OK)
    return all.error;
  return are_subtrees(in, all.permitted, defect) == 1u && are_subtrees(in, all.excluded, defect) == 1u
             ? (uint8_t)HF_OK
             : (uint8_t)HF_ERROR_CERTIFICATE_CONSTRAINTS_WRONG;
}

/* 1 when the local parts of two mailboxes of one host are the same: they have case. 2: one is quoted, and what it stands for may be
   written otherwise. */
/*@ requires hf_readable(in, local) && hf_readable(c, base) && local.n > 0 && base.n > 0;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <= 2; */
static uint8_t local_fits(const uint8_t *in, struct hf_span local, const uint8_t *c, struct hf_span base) {
  if (hf_same_bytes(in, local, c, base) == 1u)
    return 1u;
  return in[local.at] == '"' || c[base.at] == '"' ? 2u : 0u;
}

/* 1 when the mailbox fits: the constraint is a mailbox or a host. 2: it is no mailbox at all, or that cannot be told. */
/*@ requires hf_readable(in, mailbox) && hf_readable(c, base);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <= 2; */
static uint8_t mailbox_fits(const uint8_t *in, struct hf_span mailbox, const uint8_t *c, struct hf_span base) {
  struct hf_span host;
  struct hf_span base_host;
  if (hf_mailbox_host(in, mailbox, &host) == 0u)
    return 2u;
  if (hf_mailbox_host(c, base, &base_host) == 0u)
    return hf_dns_fits_host(in, host, c, base);
  if (hf_lower_same(in, host, c, base_host) == 0u)
    return 0u;
  mailbox.n = mailbox.n - host.n;
  base.n = base.n - base_host.n;
  return local_fits(in, mailbox, c, base);
}

/* 1 when the URI's host fits; 2: it has none that is a name. */
/*@ requires hf_readable(in, uri) && hf_readable(c, base);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <= 2; */
static uint8_t uri_fits(const uint8_t *in, struct hf_span uri, const uint8_t *c, struct hf_span base) {
  struct hf_span host;
  return hf_uri_host(in, uri, &host) == 1u ? hf_dns_fits_host(in, host, c, base) : 2u;
}

/* A DNS name of a certificate without the dot at its end, which makes it no other name. */
/*@ requires hf_readable(in, name);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures hf_within(\result, name); */
static struct hf_span without_dot(const uint8_t *in, struct hf_span name) {
  struct hf_span bare = {name.at, name.n};
  if (bare.n > 1u && in[bare.at + bare.n - 1u] == '.')
    bare.n = bare.n - 1u;
  return bare;
}

/* 1 when a name lies in a subtree of its own form, or for an excluded one, when what it stands for may; 0 when not. 2: that
   cannot be told. */
/*@ requires \valid_read(name) && \valid_read(base) && hf_readable(in, name->value) && hf_readable(c, base->value);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <= 2; */
static uint8_t fits(const uint8_t *in, const struct hf_tlv *name, const uint8_t *c, const struct hf_tlv *base,
                    uint8_t excluded) {
  if (name->tag == HF_GENERAL_DNS && excluded == 1u)
    return hf_dns_overlaps(in, without_dot(in, name->value), c, base->value);
  if (name->tag == HF_GENERAL_DNS)
    return hf_dns_within(in, without_dot(in, name->value), c, base->value);
  if (name->tag == HF_GENERAL_ADDRESS)
    return hf_address_within(in, name->value, c, base->value);
  if (name->tag == HF_GENERAL_DIRECTORY)
    return hf_name_within(in, name->value, c, base->value);
  if (name->tag == HF_GENERAL_EMAIL)
    return mailbox_fits(in, name->value, c, base->value);
  return name->tag == HF_GENERAL_URI ? uri_fits(in, name->value, c, base->value) : (uint8_t)2u;
}

/* 1 when a name lies in a subtree of its own form, 0 when not. What cannot be told counts against the certificate: it is in an
   excluded subtree and not in a permitted one. */
/*@ requires \valid_read(name) && \valid_read(base) && hf_readable(in, name->value) && hf_readable(c, base->value);
  @ requires excluded <= 1;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint8_t is_in(const uint8_t *in, const struct hf_tlv *name, const uint8_t *c, const struct hf_tlv *base,
                     uint8_t excluded) {
  uint8_t result = fits(in, name, c, base, excluded);
  return result == 2u ? excluded : result;
}

/* 1 when the subtree is one for names of this form. */
/*@ requires \valid_read(name) && \valid_read(base) && hf_readable(in, name->value);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint8_t holds_for(const uint8_t *in, const struct hf_tlv *name, const struct hf_tlv *base) {
  if (base->tag == name->tag)
    return 1u;
  return base->tag == HF_GENERAL_EMAIL ? hf_general_is_mailbox(in, name) : (uint8_t)0u;
}

/* Counts n comparisons: 1, or 0 when there are not so many left. */
/*@ requires \valid(left);
  @ HF_TOTAL;
  @ assigns *left;
  @ ensures *left <= \old(*left); 
  @ ensures \result == 0 || \result == 1; */
static uint8_t spend(uint32_t *left, uint32_t n) {
  if (*left < n)
    return 0u;
  *left = *left - n;
  return 1u;
}

/* Looks for the name in the subtrees of its form. HF_OK: it is as it should be, in one when they are permitted (if there is
   any of the form), in none when they are excluded. */
/*@ requires \valid_read(name) && \valid(left) && hf_readable(in, name->value) && hf_readable(c, subtrees);
  @ requires \separated(left, c + (0 .. 0xffffffff)) && \separated(left, in + (0 .. 0xffffffff)) && \separated(left, name);
  @ requires excluded <= 1;
  @ HF_TOTAL;
  @ assigns *left;
  @ ensures *left <= \old(*left); */
static uint8_t check_subtrees(const uint8_t *in, const struct hf_tlv *name, const uint8_t *c, struct hf_span subtrees,
                              uint8_t excluded, uint32_t *left) {
  struct subtree one;
  uint8_t met = 0u;
  uint8_t found = 0u;
  /*@ loop invariant hf_within(subtrees, \at(subtrees, Pre)) && *left <= \at(*left, Pre) && met <= 1 && found <= 1;
    @ loop assigns subtrees, one, met, found, *left;
    @ loop variant subtrees.n; */
  while (subtrees.n > 0u && found == 0u) {
    if (spend(left, 1u) == 0u)
      return HF_ERROR_CERTIFICATE_TOO_COMPLEX;
    one = next_subtree(c, subtrees);
    if (one.error != HF_OK)
      return HF_ERROR_CERTIFICATE_CONSTRAINTS_WRONG;
    subtrees = one.rest;
    if (holds_for(in, name, &one.base) == 1u) {
      met = 1u;
      found = is_in(in, name, c, &one.base, excluded);
    }
  }
  if (met == 0u || found != excluded)
    return HF_OK;
  return HF_ERROR_CERTIFICATE_NAME_CONSTRAINED;
}

/*@ requires \valid_read(name) && \valid(left) && hf_readable(in, name->value) && \valid_read(all);
  @ requires hf_readable(c, all->permitted) && hf_readable(c, all->excluded);
  @ requires \separated(left, c + (0 .. 0xffffffff)) && \separated(left, in + (0 .. 0xffffffff)) &&
  @          \separated(left, name) && \separated(left, all);
  @ HF_TOTAL;
  @ assigns *left;
  @ ensures *left <= \old(*left); */
static uint8_t check_name(const uint8_t *in, const struct hf_tlv *name, const uint8_t *c, const struct subtrees *all,
                          uint32_t *left) {
  uint8_t error = check_subtrees(in, name, c, all->permitted, 0u, left);
  if (error == HF_OK)
    error = check_subtrees(in, name, c, all->excluded, 1u, left);
  return error;
}

/* The alternative names. */
/*@ requires \valid(left) && hf_readable(in, names) && \valid_read(all);
  @ requires hf_readable(c, all->permitted) && hf_readable(c, all->excluded);
  @ requires \separated(left, c + (0 .. 0xffffffff)) && \separated(left, in + (0 .. 0xffffffff)) &&
  @          \separated(left, all);
  @ HF_TOTAL;
  @ assigns *left;
  @ ensures *left <= \old(*left); */
static uint8_t check_alternative(const uint8_t *in, struct hf_span names, const uint8_t *c, const struct subtrees *all,
                                 uint32_t *left) {
  struct hf_tlv name;
  uint8_t error = HF_OK;
  /*@ loop invariant hf_within(names, \at(names, Pre)) && *left <= \at(*left, Pre);
    @ loop assigns names, name, error, *left;
    @ loop variant names.n; */
  while (names.n > 0u && error == HF_OK) {
    if (hf_der_next(in, &names, &name) != HF_OK)
      return HF_ERROR_CERTIFICATE_ALTERNATIVE_NAME_WRONG;
    error = spend(left, 1u) == 1u ? check_name(in, &name, c, all, left) : (uint8_t)HF_ERROR_CERTIFICATE_TOO_COMPLEX;
  }
  return error;
}

/* The mail addresses in one relative name of the subject. */
/*@ requires \valid(left) && hf_readable(in, rdn) && \valid_read(all);
  @ requires hf_readable(c, all->permitted) && hf_readable(c, all->excluded);
  @ requires \separated(left, c + (0 .. 0xffffffff)) && \separated(left, in + (0 .. 0xffffffff)) &&
  @          \separated(left, all);
  @ HF_TOTAL;
  @ assigns *left;
  @ ensures *left <= \old(*left); */
static uint8_t check_rdn_emails(const uint8_t *in, struct hf_span rdn, const uint8_t *c, const struct subtrees *all,
                                uint32_t *left) {
  struct hf_tlv name;
  uint8_t error = HF_OK;
  name.tag = HF_GENERAL_EMAIL;
  /*@ loop invariant hf_within(rdn, \at(rdn, Pre)) && *left <= \at(*left, Pre) && name.tag == HF_GENERAL_EMAIL;
    @ loop assigns rdn, name.value, error, *left;
    @ loop variant rdn.n; */
  while (error == HF_OK && hf_rdn_email(in, &rdn, &name.value) == 1u)
    error = check_name(in, &name, c, all, left);
  return error;
}

/* Those in the subject, all of whose contents is rest: each of them is held against the constraints. */
/*@ requires \valid(left) && hf_readable(in, rest) && \valid_read(all);
  @ requires hf_readable(c, all->permitted) && hf_readable(c, all->excluded);
  @ requires \separated(left, c + (0 .. 0xffffffff)) && \separated(left, in + (0 .. 0xffffffff)) &&
  @          \separated(left, all);
  @ HF_TOTAL;
  @ assigns *left;
  @ ensures *left <= \old(*left); */
static uint8_t check_emails(const uint8_t *in, struct hf_span rest, const uint8_t *c, const struct subtrees *all,
                            uint32_t *left) {
  struct hf_span rdn;
  uint8_t error = HF_OK;
  /*@ loop invariant hf_within(rest, \at(rest, Pre)) && *left <= \at(*left, Pre);
    @ loop assigns rest, rdn, error, *left;
    @ loop variant rest.n; */
  while (error == HF_OK && rest.n > 0u) {
    if (hf_der_take(in, &rest, HF_DER_SET, &rdn) != HF_OK)
      return HF_ERROR_CERTIFICATE_NAME_MALFORMED;
    error = check_rdn_emails(in, rdn, c, all, left);
  }
  return error;
}

/* The subject, which is a directory name. */
/*@ requires \valid(left) && hf_readable(in, subject) && \valid_read(all);
  @ requires hf_readable(c, all->permitted) && hf_readable(c, all->excluded);
  @ requires \separated(left, c + (0 .. 0xffffffff)) && \separated(left, in + (0 .. 0xffffffff)) &&
  @          \separated(left, all);
  @ HF_TOTAL;
  @ assigns *left;
  @ ensures *left <= \old(*left); */
static uint8_t check_subject(const uint8_t *in, struct hf_span subject, const uint8_t *c, const struct subtrees *all,
                             uint32_t *left) {
  struct hf_tlv name;
  if (hf_name_is_empty(in, subject) == 1u)
    return HF_OK;
  name.tag = HF_GENERAL_DIRECTORY;
  name.value = subject;
  return check_name(in, &name, c, all, left);
}

uint8_t hf_constraints_allow(const uint8_t *c, struct hf_span value, const uint8_t *in,
                             const struct hf_certificate *certificate, uint32_t *left) {
  struct subtrees all = read_constraints(c, value);
  struct hf_span subject = certificate->subject;
  struct hf_span rest;
  uint8_t error = all.error;
  if (error == HF_OK)
    error = check_subject(in, subject, c, &all, left);
  if (error == HF_OK)
    error = check_alternative(in, certificate->alternative_names, c, &all, left);
  if (error == HF_OK && certificate->alternative_names.n == 0u) {
    error = hf_der_take(in, &subject, HF_DER_SEQUENCE, &rest);
    if (error == HF_OK)
      error = check_emails(in, rest, c, &all, left);
  }
  return error;
}
