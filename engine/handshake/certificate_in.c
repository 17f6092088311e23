/* The peer's Certificate (RFC 5246 7.4.2), one certificate after another into the caller's buffer; or its
   raw public key (RFC 7250 3). */
#include "generated/errors.h"
#include "generated/events.h"
#include "generated/extensions.h"
#include "handfast/connection.h"
#include "handshake/sound.h"
#include "handshake/version.h"
#include "x509/chain.h"

/* In TLS 1.3 each certificate has extensions of its own. */
/*@ requires \valid(c); HF_TOTAL; assigns c->offers.extensions; */
static void begin_extensions(struct hf_connection *c) {
  if (hf_is_tls13(c) && c->is_server == 0u)
    c->offers.extensions = c->offers.extensions & ~HF_CARRIED_TLS13_CT;
}

enum hf_error hf_certificate_begin(struct hf_connection *c, uint32_t value) {
  begin_extensions(c);
  return hf_chain_certificate(&c->chain, value);
}

/* An empty key is no key, as an empty list has no certificates. */
enum hf_error hf_raw_public_key_begin(struct hf_connection *c, uint32_t value) {
  begin_extensions(c);
  c->chain.raw_public_key = 1u;
  return value == 0u ? HF_OK : hf_chain_certificate(&c->chain, value);
}

enum hf_error hf_certificate_bytes(struct hf_connection *c, const uint8_t *in, uint32_t n) {
  return hf_chain_bytes(&c->chain, in, n);
}
