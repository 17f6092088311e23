/* The server's CertificateStatus (RFC 6066 8), taken in behind the certificates, in what they left of the caller's buffer. */
#include "crypto/bytes.h"
#include "generated/errors.h"
#include "generated/events.h"
#include "generated/machine.h"
#include "generated/steps.h"

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

enum hf_error hf_status_begin(struct hf_connection *c, uint32_t length) {
  c->peer.status_n = 0u;
  if (length > 0xffffu)
    return HF_ERROR_CERTIFICATE_STATUS_TOO_LARGE;
  return length <= room(c) ? HF_OK : HF_ERROR_CHAIN_BUFFER_TOO_SMALL;
}

enum hf_error hf_status_bytes(struct hf_connection *c, const uint8_t *in, uint32_t n) {
  if (n > room(c) || n > 0xffffu - c->peer.status_n)
    return HF_ERROR_CERTIFICATE_STATUS_TOO_LARGE;
  hf_copy(&c->chain.buffer[c->chain.used + c->peer.status_n], in, n);
  c->peer.status_n = c->peer.status_n + n;
  return HF_OK;
}
