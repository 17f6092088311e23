/* What a caller may ask of a connection. */
#include "generated/errors.h"
#include "generated/machine.h"
#include "handfast.h"

/*@ requires \valid_read(c); terminates \true; exits \false; assigns \nothing; */
static enum hf_status status_by_state(const struct hf_connection *c) {
  enum hf_status status = HF_STATUS_HANDSHAKING;
  switch (c->state) {
  case HF_CLIENT_OPEN:
  case HF_SERVER_OPEN:
  case HF_CLIENT_SEND_NO_RENEGOTIATION:
  case HF_SERVER_SEND_NO_RENEGOTIATION:
    status = HF_STATUS_OPEN;
    break;
  case HF_CLIENT_SEND_CLOSE_NOTIFY:
  case HF_SERVER_SEND_CLOSE_NOTIFY:
  case HF_CLIENT_ANSWER_CLOSE_NOTIFY:
  case HF_SERVER_ANSWER_CLOSE_NOTIFY:
  case HF_CLIENT_AWAIT_CLOSE_NOTIFY:
  case HF_SERVER_AWAIT_CLOSE_NOTIFY:
    status = HF_STATUS_CLOSING;
    break;
  case HF_CLIENT_CLOSED:
  case HF_SERVER_CLOSED:
    status = HF_STATUS_CLOSED;
    break;
  default:
    break;
  }
  return status;
}

enum hf_status hf_status(const struct hf_connection *c) {
  if (c->failed != 0u)
    return HF_STATUS_FAILED;
  return c->pending != 0u ? HF_STATUS_PENDING : status_by_state(c);
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
