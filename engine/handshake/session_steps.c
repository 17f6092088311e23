/* The end of a handshake: the session is kept for resumption (RFC 5246 7.3), and what only the handshake needed is wiped. */
#include "crypto/bytes.h"
#include "generated/errors.h"
#include "generated/steps.h"
#include "handshake/binding.h"
#include "handshake/frames.h"
#include "handshake/hello_parts.h"
#include "handshake/wipe.h"
#include "ports/ports.h"

uint8_t hf_do_forget_handshake(struct hf_connection *c) {
  hf_wipe_handshake(c);
  /*@ assert hf_record_same{Pre,Here}(&c->read); */
  /*@ assert hf_record_same{Pre,Here}(&c->write); */
  return HF_OK;
}

/* Only a session with the extended master secret is resumed (RFC 7627 5.4), so no other is kept. */
uint8_t hf_do_store_session(struct hf_connection *c) {
  c->session.version = HF_TLS12;
  c->session.cipher_suite = c->parameters.cipher_suite;
  c->session.extended_master_secret = c->parameters.extended_master_secret;
  c->session.encrypt_then_mac = c->parameters.encrypt_then_mac;
  c->session.created = hf_port_now(c->config);
  hf_session_binding(c, c->session.binding);
  if (c->parameters.extended_master_secret == 0u)
    c->session.session_id_n = 0u;
  if (c->is_server != 0u && c->session.session_id_n != 0u)
    hf_port_session_put(c->config, &c->session);
  return hf_do_forget_handshake(c);
}
