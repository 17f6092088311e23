/* The server's CertificateStatus (RFC 6066 8), taken in behind the certificates, in what they left of the caller's buffer. */
#include "crypto/bytes.h"
#include "generated/errors.h"
#include "generated/events.h"
#include "generated/machine.h"
#include "generated/steps.h"
#include "handshake/version.h"

/* Bytes of the buffer that neither the chain nor the response has taken. */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing;
  @ ensures c->chain.used + c->peer.status_n <= c->chain.size ==> \result == c->chain.size - c->chain.used - c->peer.status_n;
  @ ensures c->chain.used + c->peer.status_n > c->chain.size ==> \result == 0; */
static uint32_t room(const struct hf_connection *c) {
  if (c->chain.used > c->chain.size || c->peer.status_n > c->chain.size - c->chain.used)
    return 0u;
  return c->chain.size - c->chain.used - c->peer.status_n;
}

uint32_t hf_decide_certificate_status_answer(struct hf_connection *c) {
  return c->parameters.status_request != 0u ? HF_OUTCOME_CERTIFICATE_STATUS_ANSWER_ANNOUNCED
                                            : HF_OUTCOME_CERTIFICATE_STATUS_ANSWER_UNANNOUNCED;
}

/* In TLS 1.2 it comes behind the certificates; in TLS 1.3 between them (RFC 8446 4.4.2.1), and is put where the last of them will
   not be. */
enum hf_error hf_status_begin(struct hf_connection *c, uint32_t length) {
  c->offers.status_passed = hf_is_tls13(c) && c->chain.count != 1u ? 1u : 0u;
  if (c->offers.status_passed == 1u)
    return HF_OK;
  c->peer.status_n = 0u;
  if (length > 0xffffu)
    return HF_ERROR_CERTIFICATE_STATUS_TOO_LARGE;
  if (length > room(c))
    return HF_ERROR_CHAIN_BUFFER_TOO_SMALL;
  c->peer.status_at = hf_is_tls13(c) ? c->chain.size - length : c->chain.used;
  return HF_OK;
}

enum hf_error hf_status_bytes(struct hf_connection *c, const uint8_t *in, uint32_t n) {
  uint32_t at = c->peer.status_at;
  if (c->offers.status_passed == 1u)
    return HF_OK;
  if (n > room(c) || n > 0xffffu - c->peer.status_n || at > c->chain.size || n > c->chain.size - at - c->peer.status_n)
    return HF_ERROR_CERTIFICATE_STATUS_TOO_LARGE;
  hf_copy(&c->chain.buffer[at + c->peer.status_n], in, n);
  c->peer.status_n = c->peer.status_n + n;
  return HF_OK;
}
