/* The peer's Certificate (RFC 5246 7.4.2), one certificate after another into the caller's buffer. */
#include "generated/errors.h"
#include "generated/events.h"
#include "handfast/connection.h"
#include "x509/chain.h"

uint8_t hf_certificate_begin(struct hf_connection *c, uint32_t value) {
  return hf_chain_certificate(&c->chain, value);
}

uint8_t hf_certificate_bytes(struct hf_connection *c, const uint8_t *in, uint32_t n) {
  return hf_chain_bytes(&c->chain, in, n);
}
