/* The end of a handshake: the session is kept for resumption (RFC 5246 7.3), and what only the handshake needed is wiped. */
#include "handshake/session_steps.h"
#include "crypto/bytes.h"
#include "generated/errors.h"
#include "generated/steps.h"
#include "handshake/binding.h"
#include "handshake/hello_parts.h"
#include "handshake/session_core.h"
#include "handshake/version.h"
#include "handshake/wipe.h"
#include "ports/ports.h"

/* RFC 7627 5.4: without the extended master secret another handshake may have the same keys, and nothing may be made of them. */
/*@ requires \valid_read(c) && \valid_read(c->config); HF_TOTAL; assigns \nothing;
  @ ensures P28: \result != HF_EXPORTS_NOTHING ==> c->parameters.extended_master_secret != 0;
  @ ensures P28: \result == HF_EXPORTS_ALL ==> c->config->export_keys != 0; */
static uint32_t exports_of(const struct hf_connection *c) {
  if (c->parameters.extended_master_secret == 0u)
    return HF_EXPORTS_NOTHING;
  return c->config->export_keys != 0u ? HF_EXPORTS_ALL : HF_EXPORTS_UNIQUE;
}

enum hf_error hf_do_forget_handshake(struct hf_connection *c) {
  c->exports = exports_of(c);
  if (c->session.by_ticket != 0u) /* no ID of a session: of a server's store it is nobody's, or another's */
    c->session.session_id_n = 0u;
  hf_wipe_handshake(c);
  return HF_OK;
}

/* Only one with the extended master secret is resumed (RFC 7627 5.4), so no other is kept; in TLS 1.3 all have what that gives. */
void hf_bind_session(struct hf_connection *c) {
  uint32_t bound = hf_is_tls13(c) ? 1u : c->parameters.extended_master_secret;
  hf_session_binding(c, c->session.binding);
  c->session.created = hf_port_now(c->config);
  c->session.version = c->parameters.version;
  c->session.cipher_suite = c->parameters.cipher_suite;
  c->session.extended_master_secret = bound;
  c->session.encrypt_then_mac = c->parameters.encrypt_then_mac;
  c->session.max_fragment_length = c->parameters.max_fragment_length;
  if (bound == 0u) {
    c->session.session_id_n = 0u;
    c->session.ticket_n = 0u;
  }
}

void hf_store_session(const struct hf_connection *c) {
  struct hf_session session;
  if (hf_session_give(c, &session))
    hf_port_session_put(c->config, &session);
  hf_session_wipe(&session);
}

enum hf_error hf_do_store_session(struct hf_connection *c) {
  hf_bind_session(c);
  if (c->is_server != 0u && c->session.session_id_n != 0u)
    hf_store_session(c);
  return hf_do_forget_handshake(c);
}
