/* The peer's Certificate (RFC 5246 7.4.2), one certificate after another into the caller's buffer; or its
   raw public key (RFC 7250 3). */
#include "generated/errors.h"
#include "generated/events.h"
#include "handfast/connection.h"
#include "handshake/sound.h"
#include "x509/chain.h"

enum hf_error hf_certificate_begin(struct hf_connection *c, uint32_t value) {
  return hf_chain_certificate(&c->chain, value);
}

/* An empty key is no key, as an empty list has no certificates. */
enum hf_error hf_raw_public_key_begin(struct hf_connection *c, uint32_t value) {
  c->chain.raw_public_key = 1u;
  return value == 0u ? HF_OK : hf_chain_certificate(&c->chain, value);
}

enum hf_error hf_certificate_bytes(struct hf_connection *c, const uint8_t *in, uint32_t n) {
  return hf_chain_bytes(&c->chain, in, n);
}
