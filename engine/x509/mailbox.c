#include "x509/mailbox.h"
#include "x509/dns.h"

#define BACKSLASH 0x5cu
#define PRINTABLE_LEAST 0x20u
#define PRINTABLE_MOST 0x7eu

/* 1 for what stands in an atom (RFC 5322 3.2.3): printable, but for what has a meaning in addresses. */
/*@ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 ==> c != '@' && c != '.' && c != '"'; */
static uint8_t is_atom_octet(uint8_t c) {
  static const uint8_t specials[13] = {'(', ')', '<', '>', '[', ']', ':', ';', '@', BACKSLASH, ',', '.', '"'};
  if (c <= PRINTABLE_LEAST || c > PRINTABLE_MOST)
    return 0u;
  /*@ loop invariant 0 <= i <= 13 && (\forall integer k; 0 <= k < i ==> c != specials[k]);
    @ loop assigns i;
    @ loop variant 13 - i; */
  for (uint32_t i = 0u; i < 13u; i++) {
    if (c == specials[i])
      return 0u;
  }
  return 1u;
}

/* The octets of the Dot-string at the front of the n at p: atoms, and single dots between them; 0: there is none, or it ends with a
   dot. */
/*@ requires \valid_read(p + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <= n; */
static uint32_t dot_string_size(const uint8_t *p, uint32_t n) {
  uint8_t in_atom = 0u;
  uint32_t i = 0u;
  /*@ loop invariant 0 <= i <= n && in_atom <= 1;
    @ loop assigns i, in_atom;
    @ loop variant n - i; */
  while (i < n && (is_atom_octet(p[i]) == 1u || (p[i] == '.' && in_atom == 1u))) {
    in_atom = p[i] == '.' ? (uint8_t)0u : (uint8_t)1u;
    i++;
  }
  return in_atom == 1u ? i : 0u;
}

/* The octets of the Quoted-string at the front of the n at p, its quotation marks included; 0: there is none. A backslash takes its
   meaning from what follows it. */
/*@ requires \valid_read(p + (0 .. n - 1)) && n > 0;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <= n; */
static uint32_t quoted_string_size(const uint8_t *p, uint32_t n) {
  uint8_t is_pair = 0u;
  /*@ loop invariant 1 <= i <= n && is_pair <= 1;
    @ loop assigns i, is_pair;
    @ loop variant n - i; */
  for (uint32_t i = 1u; i < n; i++) {
    if (p[i] < PRINTABLE_LEAST || p[i] > PRINTABLE_MOST)
      return 0u;
    if (is_pair == 0u && p[i] == '"')
      return i + 1u;
    is_pair = is_pair == 0u && p[i] == BACKSLASH ? 1u : 0u;
  }
  return 0u;
}

uint8_t hf_mailbox_host(const uint8_t *in, struct hf_span mailbox, struct hf_span *host) {
  const uint8_t *p = in + mailbox.at;
  struct hf_span found;
  uint32_t local;
  if (mailbox.n == 0u)
    return 0u;
  local = p[0] == '"' ? quoted_string_size(p, mailbox.n) : dot_string_size(p, mailbox.n);
  if (local == 0u || local == mailbox.n || p[local] != '@')
    return 0u;
  found.at = mailbox.at + local + 1u;
  found.n = mailbox.n - local - 1u;
  *host = found;
  return hf_dns_is_name(in, found);
}
