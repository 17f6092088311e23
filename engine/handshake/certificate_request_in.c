/* Reading a CertificateRequest (RFC 5246 7.4.4): what the client may sign with. */
#include "generated/errors.h"
#include "generated/events.h"
#include "handshake/offers.h"

/*@ HF_TOTAL; assigns \nothing; ensures \result <= 3 || \result == types; */
static uint32_t with_rsa(uint32_t types) {
  return types % 2u == 0u ? (uint8_t)(types % 4u + 1u) : types;
}

/*@ HF_TOTAL; assigns \nothing; ensures \result <= 3 || \result == types; */
static uint32_t with_ecdsa(uint32_t types) {
  return types / 2u % 2u == 0u ? (uint8_t)(types % 2u + 2u) : types;
}

enum hf_error hf_request_certificate_type(struct hf_connection *c, uint32_t value) {
  if (value == 1u) /* rsa_sign */
    c->offers.certificate_types = with_rsa(c->offers.certificate_types);
  if (value == 64u) /* ecdsa_sign, RFC 8422 5.5 */
    c->offers.certificate_types = with_ecdsa(c->offers.certificate_types);
  return HF_OK;
}

enum hf_error hf_request_signature_scheme(struct hf_connection *c, uint32_t value) {
  c->offers.signature_schemes = c->offers.signature_schemes | hf_scheme_bit(value);
  return HF_OK;
}

enum hf_error hf_request_certificate_scheme(struct hf_connection *c, uint32_t value) {
  c->offers.certificate_schemes = c->offers.certificate_schemes | hf_scheme_bit(value);
  return HF_OK;
}
