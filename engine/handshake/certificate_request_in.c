/* Reading a CertificateRequest (RFC 5246 7.4.4): what the client may sign with. */
#include "generated/errors.h"
#include "generated/events.h"
#include "handshake/offers.h"

uint8_t hf_request_certificate_type(struct hf_connection *c, uint32_t value) {
  if (value == 1u) /* rsa_sign */
    c->offers.certificate_types = (uint8_t)((c->offers.certificate_types | 1u) % 256u);
  if (value == 64u) /* ecdsa_sign, RFC 8422 5.5 */
    c->offers.certificate_types = (uint8_t)((c->offers.certificate_types | 2u) % 256u);
  return HF_OK;
}

uint8_t hf_request_signature_scheme(struct hf_connection *c, uint32_t value) {
  c->offers.signature_schemes = c->offers.signature_schemes | hf_scheme_bit(value);
  return HF_OK;
}
