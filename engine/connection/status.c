/* What a caller may ask of a connection. */
#include "connection/status.h"
#include "generated/errors.h"
#include "generated/machine.h"
#include "handfast.h"
#include "handshake/peer.h"
#include "handshake/session_core.h"
#include "session/peer.h"
#include <stdbool.h>

enum hf_status hf_status(const struct hf_connection *c) {
  enum hf_status status = HF_STATUS_HANDSHAKING;
  if (c == NULL || c->machine.failed != 0u)
    status = HF_STATUS_FAILED;
  else if (c->machine.pending != 0u)
    status = HF_STATUS_PENDING;
  else if (hf_steps[c->machine.state].kind == HF_STEP_END)
    status = HF_STATUS_CLOSED;
  else if (c->machine.closing != 0u)
    status = HF_STATUS_CLOSING;
  else if (c->machine.opened != 0u && c->machine.close_taken != 0u)
    status = HF_STATUS_PEER_CLOSED;
  else if (c->machine.opened != 0u)
    status = HF_STATUS_OPEN;
  return status;
}

/*@ requires c != \null ==> \valid_read(c); HF_TOTAL; assigns \nothing;
  @ ensures c != \null ==> \result == (c->machine.failed != 0 ? c->machine.error : HF_OK);
  @ ensures c == \null ==> \result == HF_ERROR_ARGUMENT_MISSING; */
enum hf_error hf_error_of(const struct hf_connection *c) {
  if (c == NULL)
    return HF_ERROR_ARGUMENT_MISSING;
  return c->machine.failed != 0u ? (enum hf_error)c->machine.error : HF_OK;
}

/*@ requires c != \null ==> \valid_read(c); HF_TOTAL; assigns \nothing;
  @ ensures \result == (c == \null ? 0 : c->parameters.cipher_suite % 65536); */
uint16_t hf_cipher_suite(const struct hf_connection *c) {
  return c == NULL ? (uint16_t)0u : (uint16_t)(c->parameters.cipher_suite % 65536u);
}

/*@ requires c != \null ==> \valid_read(c); HF_TOTAL; assigns \nothing;
  @ ensures \result == (c != \null && c->parameters.resumed != 0 && c->parameters.psk != HF_PSK_EXTERNAL ? 1 : 0); */
bool hf_is_resumed(const struct hf_connection *c) {
  return c != NULL && c->parameters.resumed != 0u && c->parameters.psk != HF_PSK_EXTERNAL;
}

/*@ requires c != \null ==> \valid_read(c); HF_TOTAL; assigns \nothing;
  @ ensures \result == (c != \null && c->parameters.resumed != 0 && c->parameters.psk == HF_PSK_EXTERNAL ? 1 : 0); */
bool hf_uses_external_psk(const struct hf_connection *c) {
  return c != NULL && c->parameters.resumed != 0u && c->parameters.psk == HF_PSK_EXTERNAL;
}

/*@ requires c != \null ==> hf_sound(c);
  @ requires n != \null ==> \valid(n);
  @ requires c != \null && n != \null ==> \separated(n, c);
  @ HF_TOTAL; assigns *n;
  @ ensures n == \null ==> \result == \null;
  @ ensures n != \null ==> *n == (c == \null ? 0 : c->parameters.protocol_n) && (*n == 0 ==> \result == \null);
  @ ensures n != \null && *n != 0 ==> \result == c->config->application_protocols + c->parameters.protocol_at + 1;
  @ ensures n != \null && *n != 0 ==> \valid_read(\result + (0 .. *n - 1)); */
const uint8_t *hf_application_protocol(const struct hf_connection *c, size_t *n) {
  if (n == NULL)
    return NULL;
  *n = 0u;
  if (c == NULL)
    return NULL;
  *n = c->parameters.protocol_n;
  return *n == 0u ? NULL : &c->config->application_protocols[(size_t)c->parameters.protocol_at + 1u];
}

/*@ requires c != \null ==> \valid_read(c); HF_TOTAL; assigns \nothing;
  @ ensures c != \null ==> \result == &c->chain;
  @ ensures c == \null ==> \result == \null; */
const struct hf_chain *hf_peer_chain(const struct hf_connection *c) {
  return c == NULL ? NULL : &c->chain;
}

/* clang-format off */
#define HF_WHERE_TO_TELL(c, out)                                                                                       \
  (hf_sound(c) && \valid(out) && \base_addr(out) != \base_addr(c) && \base_addr(out) != \base_addr((c)->config) &&      \
   \base_addr(out) != \base_addr((c)->config->anchors) && \base_addr(out) != \base_addr((c)->config->crls) &&           \
   \base_addr(out) != \base_addr((c)->chain.buffer))
/* clang-format on */

/*@ requires c != \null && out != \null ==> HF_WHERE_TO_TELL(c, out); HF_TOTAL; assigns *out;
  @ ensures \result ==> c != \null && out != \null && c->machine.failed == 0 && c->machine.opened != 0; */
bool hf_peer_of(const struct hf_connection *c, struct hf_peer *out) {
  if (c == NULL || out == NULL)
    return false;
  if (c->machine.failed != 0u || c->machine.opened == 0u) {
    hf_peer_clear(out);
    return false;
  }
  return hf_peer_recall(c, out);
}

/*@ requires c != \null && out != \null ==> HF_WHERE_TO_TELL(c, out); HF_TOTAL; assigns *out;
  @ ensures \result ==> c != \null && out != \null && c->machine.failed == 0 && c->machine.opened != 0 && c->is_server == 0 && c->session.session_id_n != 0; */
bool hf_session_of(const struct hf_connection *c, struct hf_session *out) {
  if (c == NULL || out == NULL)
    return false;
  if (c->machine.failed != 0u || c->machine.opened == 0u || c->is_server != 0u ||
      (c->session.session_id_n == 0u && c->session.ticket_n == 0u))
    return false;
  return hf_session_give(c, out);
}
