#include "x509/general_name.h"
#include "generated/errors.h"
#include "x509/address.h"
#include "x509/dns.h"
#include "x509/folded.h"
#include "x509/mailbox.h"
#include "x509/name.h"
#include "x509/oid.h"

/* 1 when all octets are printable ASCII, without spaces. */
/*@ requires hf_readable(in, text);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint8_t is_printable(const uint8_t *in, struct hf_span text) {
  /*@ loop invariant 0 <= i <= text.n;
    @ loop assigns i;
    @ loop variant text.n - i; */
  for (uint32_t i = 0u; i < text.n; i++) {
    if (in[text.at + i] < 0x21u || in[text.at + i] > 0x7eu)
      return 0u;
  }
  return 1u;
}

/* The octets before the first one that ends an authority, or the whole. */
/*@ requires hf_readable(in, text);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <= text.n; */
static uint32_t authority_size(const uint8_t *in, struct hf_span text) {
  /*@ loop invariant 0 <= i <= text.n;
    @ loop assigns i;
    @ loop variant text.n - i; */
  for (uint32_t i = 0u; i < text.n; i++) {
    if (in[text.at + i] == '/' || in[text.at + i] == '?' || in[text.at + i] == '#')
      return i;
  }
  return text.n;
}

/* Where the octet stands first in the text; its size when nowhere. */
/*@ requires hf_readable(in, text);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <= text.n;
  @ ensures \result < text.n ==> in[text.at + \result] == octet; */
static uint32_t find(const uint8_t *in, struct hf_span text, uint8_t octet) {
  /*@ loop invariant 0 <= i <= text.n;
    @ loop assigns i;
    @ loop variant text.n - i; */
  for (uint32_t i = 0u; i < text.n; i++) {
    if (in[text.at + i] == octet)
      return i;
  }
  return text.n;
}

/* Drops the first n octets. */
/*@ requires \valid(text) && n <= text->n && text->at + text->n <= 0xffffffff;
  @ HF_TOTAL;
  @ assigns *text;
  @ ensures text->at == \old(text->at) + n && text->n == \old(text->n) - n; */
static void drop(struct hf_span *text, uint32_t n) {
  text->at = text->at + n;
  text->n = text->n - n;
}

/* 1 when the first n octets are a scheme (RFC 3986 3.1). */
/*@ requires hf_readable(in, uri) && n <= uri.n;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1;
  @ ensures n == 0 ==> \result == 0; */
static uint8_t is_scheme(const uint8_t *in, struct hf_span uri, uint32_t n) {
  uint8_t c;
  /*@ loop invariant 0 <= i <= n;
    @ loop assigns i, c;
    @ loop variant n - i; */
  for (uint32_t i = 0u; i < n; i++) {
    c = hf_lower(in[uri.at + i]);
    if ((c < 'a' || c > 'z') && (i == 0u || ((c < '0' || c > '9') && c != '+' && c != '-' && c != '.')))
      return 0u;
  }
  return n > 0u ? 1u : 0u;
}

/* The host of an authority; empty when it has a backslash, which is read in more than one way. */
/*@ requires hf_readable(in, authority);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures hf_within(\result, authority); */
static struct hf_span host_of(const uint8_t *in, struct hf_span authority) {
  uint32_t n = find(in, authority, '@');
  if (find(in, authority, 0x5cu) < authority.n) {
    authority.n = 0u;
    return authority;
  }
  if (n < authority.n)
    drop(&authority, n + 1u);
  authority.n = find(in, authority, ':');
  return authority;
}

uint8_t hf_uri_host(const uint8_t *in, struct hf_span uri, struct hf_span *host) {
  struct hf_span found;
  uint8_t octets[HF_ADDRESS_MAX];
  uint32_t n = find(in, uri, ':');
  if (is_scheme(in, uri, n) == 0u || uri.n - n < 3u || in[uri.at + n + 1u] != '/' || in[uri.at + n + 2u] != '/')
    return 0u;
  drop(&uri, n + 3u);
  uri.n = authority_size(in, uri);
  found = host_of(in, uri);
  if (hf_address_read(in, found, octets) != 0u)
    return 0u;
  *host = found;
  return hf_dns_is_name(in, found);
}

/* 1 when it is a URI with a scheme. */
/*@ requires hf_readable(in, uri);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint8_t is_uri(const uint8_t *in, struct hf_span uri) {
  uint32_t n = find(in, uri, ':');
  return n < uri.n && is_scheme(in, uri, n) == 1u ? is_printable(in, uri) : 0u;
}

/* OtherName: an identifier and [0] with one value (RFC 5280 4.2.1.6). */
/*@ requires hf_readable(in, inner);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint8_t is_other_name(const uint8_t *in, struct hf_span inner) {
  struct hf_span span;
  struct hf_tlv value;
  if (hf_oid_take(in, &inner, &span) != HF_OK)
    return 0u;
  if (hf_der_take(in, &inner, HF_DER_CONTEXT_CONSTRUCTED, &span) != HF_OK || inner.n != 0u)
    return 0u;
  return hf_der_next(in, &span, &value) == HF_OK && span.n == 0u ? 1u : 0u;
}

static const struct hf_oid smtp_utf8_mailbox[] = {{8u, 1u, {0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x08, 0x09}}};

uint8_t hf_general_is_mailbox(const uint8_t *in, const struct hf_tlv *name) {
  struct hf_span inner = {name->value.at, name->value.n};
  struct hf_span type;
  if (name->tag != HF_GENERAL_OTHER)
    return name->tag == HF_GENERAL_EMAIL ? 1u : 0u;
  if (hf_oid_take(in, &inner, &type) != HF_OK)
    return 0u;
  return hf_oid_find(in, type, smtp_utf8_mailbox, 1u) == 1u ? 1u : 0u;
}

/* The forms that are the same in certificates and constraints. */
/*@ requires \valid_read(name) && hf_readable(in, name->value);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint8_t is_common(const uint8_t *in, const struct hf_tlv *name) {
  uint8_t tag = name->tag;
  if (tag == HF_GENERAL_DIRECTORY)
    return hf_name_check(in, name->value) == HF_OK ? 1u : 0u;
  if (tag == HF_GENERAL_OTHER)
    return is_other_name(in, name->value);
  if (tag == HF_GENERAL_X400 || tag == HF_GENERAL_EDI || tag == HF_GENERAL_REGISTERED)
    return name->value.n > 0u ? 1u : 0u;
  return 0u;
}

/* 1 when it is a mailbox. */
/*@ requires hf_readable(in, text);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint8_t is_mailbox(const uint8_t *in, struct hf_span text) {
  struct hf_span host;
  return hf_mailbox_host(in, text, &host);
}

/*@ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == (n == 4 || n == 16 ? 1 : 0); */
static uint8_t is_address_size(uint32_t n) {
  return n == 4u || n == 16u ? 1u : 0u;
}

uint8_t hf_general_name_is_sound(const uint8_t *in, const struct hf_tlv *name) {
  if (name->tag == HF_GENERAL_EMAIL)
    return is_mailbox(in, name->value);
  if (name->tag == HF_GENERAL_DNS)
    return hf_dns_is_pattern(in, name->value);
  if (name->tag == HF_GENERAL_URI)
    return is_uri(in, name->value);
  if (name->tag == HF_GENERAL_ADDRESS)
    return is_address_size(name->value.n);
  return is_common(in, name);
}

uint8_t hf_general_names_are_sound(const uint8_t *in, struct hf_span names) {
  struct hf_tlv name;
  if (names.n == 0u)
    return 0u;
  /*@ loop invariant hf_within(names, \at(names, Pre));
    @ loop assigns names, name;
    @ loop variant names.n; */
  while (names.n > 0u) {
    if (hf_der_next(in, &names, &name) != HF_OK || hf_general_name_is_sound(in, &name) == 0u)
      return 0u;
  }
  return 1u;
}

/* A host, or "." and a domain: the constraint for URIs and, besides mailboxes, for mail (RFC 5280 4.2.1.10). */
/*@ requires hf_readable(in, base);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint8_t is_host_base(const uint8_t *in, struct hf_span base) {
  if (base.n > 0u && in[base.at] == '.')
    drop(&base, 1u);
  return hf_dns_is_name(in, base);
}

/* The constraint for mailboxes: one of them, or a host. */
/*@ requires hf_readable(in, base);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint8_t is_mail_base(const uint8_t *in, struct hf_span base) {
  return is_mailbox(in, base) == 1u ? 1u : is_host_base(in, base);
}

/* The constraint for DNS names: one, or nothing, which holds all. In use there is also one with a leading dot (see hf_dns_within). */
/*@ requires hf_readable(in, base);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1;
  @ ensures base.n == 0 ==> \result == 1; */
static uint8_t is_dns_base(const uint8_t *in, struct hf_span base) {
  return base.n == 0u ? (uint8_t)1u : is_host_base(in, base);
}

uint8_t hf_general_base_is_sound(const uint8_t *in, const struct hf_tlv *base) {
  if (base->tag == HF_GENERAL_EMAIL)
    return is_mail_base(in, base->value);
  if (base->tag == HF_GENERAL_DNS)
    return is_dns_base(in, base->value);
  if (base->tag == HF_GENERAL_URI)
    return is_host_base(in, base->value);
  if (base->tag == HF_GENERAL_ADDRESS)
    return hf_address_is_subnet(in, base->value);
  return is_common(in, base);
}
