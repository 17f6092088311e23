#include "handshake/own_certificates.h"
#include "generated/extensions.h"
#include "generated/profile.h"
#include "handshake/certificate_type.h"
#include "handshake/offers.h"
#include "x509/certificate.h"

/* Reads a certificate of ours. False: it cannot be read. */
/*@ requires \valid_read(der + (0 .. n - 1)) && \valid(out) && \separated(out, der + (0 .. 0xffffffff));
  @ HF_TOTAL; assigns *out; */
static bool read_own(const uint8_t *der, size_t n, struct hf_certificate *out) {
  struct hf_span whole = {0u, 0u};
  if (HF_HAS_X509 == 0u || n > 0xffffffu)
    return false;
  whole.n = (uint32_t)n;
  return hf_certificate_read(der, whole, out) == HF_OK;
}

bool hf_own_usage_allows(const struct hf_identity *identity, uint32_t type, uint32_t usage) {
  struct hf_certificate own;
  if (type != HF_TYPE_X509 || identity->certificates_n == 0u)
    return true;
  if (!read_own(identity->certificates[0], identity->certificate_sizes[0], &own))
    return true;
  return (own.usage & usage) == usage;
}

/* Whether a certificate is signed with one of these schemes, bits over hf_signature_schemes[], or by itself. */
/*@ requires \valid_read(der + (0 .. n - 1)); HF_TOTAL; assigns \nothing; */
static bool is_listed(const uint8_t *der, size_t n, uint32_t schemes) {
  struct hf_certificate own;
  if (!read_own(der, n, &own))
    return true;
  /* of RSASSA-PSS it does not say which kind of key signed: either scheme will do */
  return own.is_self_issued != 0u || (hf_scheme_bit(own.scheme) & schemes) != 0u ||
         (hf_scheme_bit(hf_scheme_under(own.scheme, HF_KEY_RSA_PSS)) & schemes) != 0u;
}

bool hf_own_chain_listed(const struct hf_connection *c, const struct hf_identity *identity) {
  uint32_t schemes =
      hf_offered(c, HF_SEEN_SIGNATURE_ALGORITHMS_CERT) ? c->offers.certificate_schemes : c->offers.signature_schemes;
  bool listed = true;
  /*@ loop invariant 0 <= j <= identity->certificates_n; loop invariant j == 0 ==> listed; loop assigns j, listed;
    @ loop variant identity->certificates_n - j; */
  for (size_t j = 0u; j < identity->certificates_n; j++)
    listed = listed && is_listed(identity->certificates[j], identity->certificate_sizes[j], schemes);
  return listed;
}
