/* What a caller may ask of a connection. */
#include "connection/status.h"
#include "generated/errors.h"
#include "generated/machine.h"
#include "handfast.h"
#include "handshake/peer.h"
#include "handshake/session_core.h"
#include "session/peer.h"

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
  else if (c->opened != 0u && c->close_taken != 0u)
    status = HF_STATUS_PEER_CLOSED;
  else if (c->opened != 0u)
    status = HF_STATUS_OPEN;
  return status;
}

/*@ requires \valid_read(c); terminates \true; exits \false; assigns \nothing;
  @ ensures \result == (c->failed != 0 ? c->error : HF_OK); */
enum hf_error hf_error_of(const struct hf_connection *c) {
  return c->failed != 0u ? (enum hf_error)c->error : HF_OK;
}

/*@ requires \valid_read(c); terminates \true; exits \false; assigns \nothing;
  @ ensures \result == c->parameters.cipher_suite; */
uint16_t hf_cipher_suite(const struct hf_connection *c) {
  return c->parameters.cipher_suite;
}

/*@ requires \valid_read(c); terminates \true; exits \false; assigns \nothing;
  @ ensures \result == (c->parameters.resumed != 0 ? 1 : 0); */
int hf_is_resumed(const struct hf_connection *c) {
  return c->parameters.resumed != 0u ? 1 : 0;
}

/*@ requires hf_sound(c) && \valid(n) && \separated(n, c); terminates \true; exits \false; assigns *n;
  @ ensures *n == c->parameters.protocol_n && (*n == 0 ==> \result == \null);
  @ ensures *n != 0 ==> \result == c->config->application_protocols + c->parameters.protocol_at + 1;
  @ ensures *n != 0 ==> \valid_read(\result + (0 .. *n - 1)); */
const uint8_t *hf_application_protocol(const struct hf_connection *c, size_t *n) {
  *n = c->parameters.protocol_n;
  return *n == 0u ? NULL : &c->config->application_protocols[(size_t)c->parameters.protocol_at + 1u];
}

/*@ requires \valid_read(c); terminates \true; exits \false; assigns \nothing;
  @ ensures \result == &c->chain; */
const struct hf_chain *hf_peer_chain(const struct hf_connection *c) {
  return &c->chain;
}

/* clang-format off */
#define HF_WHERE_TO_TELL(c, out)                                                                                       \
  (hf_sound(c) && \valid(out) && \base_addr(out) != \base_addr(c) && \base_addr(out) != \base_addr((c)->config) &&      \
   \base_addr(out) != \base_addr((c)->config->anchors) && \base_addr(out) != \base_addr((c)->config->crls) &&           \
   \base_addr(out) != \base_addr((c)->chain.buffer))
/* clang-format on */

/*@ requires HF_WHERE_TO_TELL(c, out); terminates \true; exits \false; assigns *out;
  @ ensures \result == 1 ==> c->failed == 0 && c->opened != 0;
  @ ensures \result == 0 || \result == 1; */
int hf_peer_of(const struct hf_connection *c, struct hf_peer *out) {
  if (c->failed != 0u || c->opened == 0u) {
    hf_peer_clear(out);
    return 0;
  }
  return hf_peer_recall(c, out) == 1u ? 1 : 0;
}

/*@ requires HF_WHERE_TO_TELL(c, out); terminates \true; exits \false; assigns *out;
  @ ensures \result == 1 ==> c->failed == 0 && c->opened != 0 && c->is_server == 0 && c->session.session_id_n != 0;
  @ ensures \result == 0 || \result == 1; */
int hf_session_of(const struct hf_connection *c, struct hf_session *out) {
  if (c->failed != 0u || c->opened == 0u || c->is_server != 0u || c->session.session_id_n == 0u)
    return 0;
  return hf_session_give(c, out) == 1u ? 1 : 0;
}
