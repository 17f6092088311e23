/* Of which certificates a revocation list speaks (RFC 5280 5.2.5). */
#include "generated/errors.h"
#include "x509/crl.h"

/* Takes [tag] IMPLICIT BOOLEAN DEFAULT FALSE if it is there: 1 when it is TRUE. */
/*@ requires \valid(rest) && hf_readable(in, *rest) && hf_apart(in, rest);
  @ HF_TOTAL;
  @ assigns *rest;
  @ ensures \result == 0 || \result == 1;
  @ ensures hf_left_of(*rest, \old(*rest)); */
static uint8_t take_flag(const uint8_t *in, struct hf_span *rest, uint8_t tag) {
  struct hf_span value;
  uint8_t present;
  if (hf_der_optional(in, rest, tag, &value, &present) != HF_OK || present == 0u)
    return 0u;
  return value.n == 1u && in[value.at] == 0xffu ? 1u : 0u;
}

/* The scope that the fields say, all of rest: { [0] distributionPoint, [1] onlyContainsUserCerts, [2] onlyContainsCACerts,
   [3] onlySomeReasons, [4] indirectCRL, [5] onlyContainsAttributeCerts }, of which at most one "only" is TRUE. What is left over was
   not understood. */
/*@ requires hf_readable(in, rest);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <= HF_CRL_SCOPE_ATTRIBUTES; */
static uint8_t scope_of(const uint8_t *in, struct hf_span rest) {
  struct hf_span other;
  uint8_t present;
  uint32_t users;
  uint32_t authorities;
  uint32_t attributes;
  if (hf_der_optional(in, &rest, HF_DER_CONTEXT_CONSTRUCTED, &other, &present) != HF_OK)
    return HF_CRL_SCOPE_ALL;
  users = take_flag(in, &rest, HF_DER_CONTEXT + 1u);
  authorities = take_flag(in, &rest, HF_DER_CONTEXT + 2u);
  if (hf_der_optional(in, &rest, HF_DER_CONTEXT + 3u, &other, &present) != HF_OK)
    return HF_CRL_SCOPE_ALL;
  (void)take_flag(in, &rest, HF_DER_CONTEXT + 4u);
  attributes = take_flag(in, &rest, HF_DER_CONTEXT + 5u);
  if (rest.n != 0u || users + authorities + attributes != 1u)
    return HF_CRL_SCOPE_ALL;
  return users == 1u ? HF_CRL_SCOPE_USERS : authorities == 1u ? HF_CRL_SCOPE_AUTHORITIES : HF_CRL_SCOPE_ATTRIBUTES;
}

uint8_t hf_crl_scope(const uint8_t *in, struct hf_span value) {
  struct hf_span inner;
  if (hf_der_take(in, &value, HF_DER_SEQUENCE, &inner) != HF_OK || value.n != 0u)
    return HF_CRL_SCOPE_ALL;
  return scope_of(in, inner);
}
