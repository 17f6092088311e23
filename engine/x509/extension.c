#include "x509/extension.h"
#include "generated/errors.h"
#include "generated/profile.h"
#include "parse/asn1.h"
#include "x509/constraints.h"
#include "x509/extension_rules.h"

/* These must not be critical (RFC 5280 4.2.1.1, 4.2.1.2, 4.2.2.1). */
#define NEVER_CRITICAL (HF_HAS_AUTHORITY_KEY_ID | HF_HAS_SUBJECT_KEY_ID | HF_HAS_INFORMATION_ACCESS)
#define MARKS 65536u /* 2 to the power of the marks that there are for the set CertificateExtensions */
/* Those that an engine without certificate policies or revocation does not process: a critical one is refused as an unknown one (4.2). */
#define OF_POLICIES (HF_HAS_POLICIES | HF_HAS_POLICY_MAPPINGS | HF_HAS_POLICY_CONSTRAINTS | HF_HAS_INHIBIT_ANY_POLICY)
#define UNPROCESSED                                                                                                    \
  ((HF_HAS_CERTIFICATE_POLICIES == 0u ? OF_POLICIES : 0u) | (HF_HAS_REVOCATION == 0u ? HF_HAS_FEATURES : 0u))
#define UNKNOWN 1u /* the mark of an extension that is not in it */

/* The marks are the bits HF_HAS_..., but for the first. */
/*@ requires \valid(c) && \valid_read(a) && \separated(a, c) && c->unknown_critical <= 1;
  @ HF_TOTAL;
  @ assigns c->has, c->critical, c->unknown_critical;
  @ ensures c->unknown_critical <= 1;
  @ ensures \old(c->unknown_critical) == 1 ==> c->unknown_critical == 1; */
static uint8_t note_which(const struct hf_asn1 *a, struct hf_certificate *c) {
  uint32_t has = hf_asn1_marks(a, HF_MARK_EXTENSIONS_EXTENSIONS) % MARKS;
  uint32_t critical = hf_asn1_marks(a, HF_MARK_EXTENSIONS_CRITICAL) % MARKS;
  c->has = has - has % 2u;
  c->critical = critical - critical % 2u;
  if (critical % 2u == 1u || (critical & UNPROCESSED) != 0u)
    c->unknown_critical = 1u;
  return (critical & NEVER_CRITICAL) != 0u ? HF_ERROR_CERTIFICATE_CRITICALITY_WRONG : HF_OK;
}

/* One more than pathLenConstraint or SkipCerts (RFC 5280 4.2.1.9, 4.2.1.11); above 254 it is no limit: 0, as when it is not there. */
/*@ requires hf_readable(in, limit);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result != 0 ==> in[limit.at + limit.n - 1] + 1 == \result; */
static uint8_t limit_of(const uint8_t *in, struct hf_span limit) {
  struct hf_span number = hf_asn1_magnitude(in, limit);
  return number.n == 1u && in[number.at] < 255u ? (uint8_t)(in[number.at] + 1u) : (uint8_t)0u;
}

/* Writes down what they say, but for keyUsage. */
/*@ requires \valid(c) && \valid_read(a) && \separated(a, c) && hf_readable(in, whole) && hf_asn1_inside(a, whole.at, whole.n);
  @ requires \separated(c, in + (0 .. 0xffffffff)) && hf_within(whole, c->whole) && hf_extended(c);
  @ HF_TOTAL;
  @ assigns c->alternative_names, c->constraints, c->key_id, c->authority_key_id, c->purposes, c->is_ca, c->path_limit,
  @   c->policies, c->mappings, c->crl_points, c->explicit_policy, c->inhibit_mapping, c->inhibit_any, c->defect;
  @ ensures hf_extended(c) && c->is_ca <= 1; */
static void note_values(const uint8_t *in, struct hf_span whole, const struct hf_asn1 *a, struct hf_certificate *c) {
  uint32_t purposes = hf_asn1_marks(a, HF_MARK_EXTENSIONS_PURPOSES) % 32u / 2u;
  (void)whole;
  c->alternative_names = a->kept[HF_AT_EXTENSIONS_ALTERNATIVE_NAMES];
  c->constraints = a->kept[HF_AT_EXTENSIONS_CONSTRAINTS];
  c->key_id = a->kept[HF_AT_EXTENSIONS_KEY_ID];
  c->authority_key_id = a->kept[HF_AT_EXTENSIONS_AUTHORITY_KEY_ID];
  c->policies = a->kept[HF_AT_EXTENSIONS_POLICIES];
  c->mappings = a->kept[HF_AT_EXTENSIONS_MAPPINGS];
  c->crl_points = a->kept[HF_AT_EXTENSIONS_CRL_POINTS];
  c->is_ca = (uint8_t)(hf_asn1_marks(a, HF_MARK_EXTENSIONS_IS_CA) % 2u);
  c->path_limit = limit_of(in, a->kept[HF_AT_EXTENSIONS_PATH_LIMIT]);
  c->explicit_policy = limit_of(in, a->kept[HF_AT_EXTENSIONS_EXPLICIT_POLICY]);
  c->inhibit_mapping = limit_of(in, a->kept[HF_AT_EXTENSIONS_INHIBIT_MAPPING]);
  c->inhibit_any = limit_of(in, a->kept[HF_AT_EXTENSIONS_INHIBIT_ANY_POLICY]);
  if ((c->has & HF_HAS_PURPOSES) != 0u)
    c->purposes = (uint8_t)purposes;
  if (a->odd != HF_OK)
    c->defect = (uint8_t)(a->odd % 256u);
}

/* KeyUsage (RFC 5280 4.2.1.3): of its bits one at least is set; bits: their octets. */
/*@ requires \valid(c) && hf_readable(in, bits);
  @ HF_TOTAL;
  @ assigns c->usage; */
static uint8_t note_usage(const uint8_t *in, struct hf_span bits, struct hf_certificate *c) {
  if (bits.n == 0u || bits.n > 2u || (in[bits.at] == 0u && in[bits.at + bits.n - 1u] == 0u))
    return HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED;
  c->usage = in[bits.at];
  return HF_OK;
}

/* The rules for those that have lists. A name that can be none of its form is one that nobody has; it spoils no other. */
/*@ requires \valid(c) && \valid_read(a) && \separated(a, c) && hf_readable(in, whole) && hf_asn1_inside(a, whole.at, whole.n);
  @ requires \separated(c, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns c->must_staple, c->defect; */
static uint8_t check_lists(const uint8_t *in, struct hf_span whole, const struct hf_asn1 *a, struct hf_certificate *c) {
  uint8_t error = HF_OK;
  (void)whole;
  if ((hf_asn1_marks(a, HF_MARK_EXTENSIONS_EXTENSIONS) & UNKNOWN) != 0u)
    error = hf_extensions_differ(in, a->kept[HF_AT_EXTENSIONS_ALL]);
  if (hf_extension_names(in, a->kept[HF_AT_EXTENSIONS_ALTERNATIVE_NAMES]) != HF_OK)
    c->defect = HF_ERROR_CERTIFICATE_ALTERNATIVE_NAME_WRONG;
  if (HF_HAS_REVOCATION != 0u &&
      hf_extension_information_access(in, a->kept[HF_AT_EXTENSIONS_INFORMATION_ACCESS]) != HF_OK)
    c->defect = HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED;
  if (error == HF_OK && (c->has & HF_HAS_NAME_CONSTRAINTS) != 0u)
    error = hf_constraints_check(in, a->kept[HF_AT_EXTENSIONS_CONSTRAINTS], &c->defect);
  if (HF_HAS_CERTIFICATE_POLICIES != 0u && error == HF_OK)
    error = hf_extension_policies(in, a->kept[HF_AT_EXTENSIONS_POLICIES]);
  if (HF_HAS_REVOCATION != 0u && error == HF_OK)
    error = hf_extension_crl_points(in, a->kept[HF_AT_EXTENSIONS_CRL_POINTS]);
  if (HF_HAS_REVOCATION != 0u && error == HF_OK &&
      hf_extension_has_status_request(in, a->kept[HF_AT_EXTENSIONS_FEATURES]) == 1u)
    c->must_staple = 1u;
  return error;
}

/* The rules for what marks say. */
/*@ requires \valid_read(a) && \valid_read(c);
  @ HF_TOTAL;
  @ assigns \nothing; */
static uint8_t check_marks(const struct hf_asn1 *a, const struct hf_certificate *c) {
  uint32_t issuer = hf_asn1_marks(a, HF_MARK_EXTENSIONS_AUTHORITY_ISSUER) % 2u;
  uint32_t serial = hf_asn1_marks(a, HF_MARK_EXTENSIONS_AUTHORITY_SERIAL) % 2u;
  uint32_t limits = a->kept[HF_AT_EXTENSIONS_EXPLICIT_POLICY].n + a->kept[HF_AT_EXTENSIONS_INHIBIT_MAPPING].n;
  if (issuer != serial) /* 4.2.1.1: both or neither */
    return HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED;
  if ((c->has & HF_HAS_POLICY_CONSTRAINTS) != 0u && limits == 0u) /* 4.2.1.11 */
    return HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED;
  if (hf_asn1_marks(a, HF_MARK_EXTENSIONS_MAPPED) / 2u % 2u == 1u) /* 6.1.4 a: anyPolicy is not mapped */
    return HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED;
  /* 4.2.1.4: a qualifier that is not known must not stand in a critical extension */
  return hf_asn1_marks(a, HF_MARK_EXTENSIONS_QUALIFIERS) % 2u == 1u && (c->critical & HF_HAS_POLICIES) != 0u
             ? HF_ERROR_CERTIFICATE_EXTENSION_CRITICAL
             : HF_OK;
}

uint8_t hf_extensions_read(const uint8_t *in, struct hf_span value, struct hf_certificate *c) {
  struct hf_asn1 a;
  uint32_t refused = hf_asn1_read(&a, in, value, HF_READ_EXTENSIONS);
  uint8_t error;
  if (refused != HF_OK)
    return (uint8_t)(refused % 256u);
  error = note_which(&a, c);
  if (error != HF_OK)
    return error;
  note_values(in, value, &a, c);
  if ((c->has & HF_HAS_KEY_USAGE) != 0u)
    error = note_usage(in, a.kept[HF_AT_EXTENSIONS_USAGE], c);
  if (error == HF_OK)
    error = check_marks(&a, c);
  return error == HF_OK ? check_lists(in, value, &a, c) : error;
}
