/* What a caller may ask of a connection. */
#include "generated/errors.h"
#include "generated/machine.h"
#include "handfast.h"

enum hf_status hf_status(const struct hf_connection *c) {
  enum hf_status status = HF_STATUS_HANDSHAKING;
  if (c->failed != 0u)
    status = HF_STATUS_FAILED;
  else if (c->pending != 0u)
    status = HF_STATUS_PENDING;
  else if (hf_steps[c->state].kind == HF_STEP_END)
    status = HF_STATUS_CLOSED;
  else if (c->closing != 0u)
    status = HF_STATUS_CLOSING;
  else if (c->opened != 0u)
    status = HF_STATUS_OPEN;
  return status;
}

enum hf_error hf_error_of(const struct hf_connection *c) {
  return c->failed != 0u ? (enum hf_error)c->error : HF_OK;
}

uint16_t hf_cipher_suite(const struct hf_connection *c) {
  return c->parameters.cipher_suite;
}

int hf_is_resumed(const struct hf_connection *c) {
  return c->parameters.resumed != 0u ? 1 : 0;
}

const uint8_t *hf_application_protocol(const struct hf_connection *c, size_t *n) {
  *n = c->parameters.protocol_n;
  return *n == 0u ? NULL : &c->config->application_protocols[(size_t)c->parameters.protocol_at + 1u];
}

const struct hf_chain *hf_peer_chain(const struct hf_connection *c) {
  return &c->chain;
}

int hf_session_of(const struct hf_connection *c, struct hf_session *out) {
  if (c->failed != 0u || c->opened == 0u || c->is_server != 0u || c->session.session_id_n == 0u)
    return 0;
  *out = c->session;
  return 1;
}
