#include "handshake/ticket_seal.h"
#include "generated/errors.h"
#include "handshake/session_core.h"
#include "ports/ports.h"
#include "session/copy.h"
#include "session/sealed.h"

bool hf_can_seal(const struct hf_connection *c, bool anonymous) {
  return c->config->ticket_keys != NULL && c->config->ticket_keys->n != 0u &&
         hf_ticket_fits(c, anonymous ? HF_SEALED_LEAST : HF_SEALED_MAX);
}

/* The session in its place as a ticket. Its length is its own; one that cannot be told whom it is of is not sealed. */
/*@ requires hf_sound(c) && \valid_read(nonce + (0 .. HF_SEALED_NONCE - 1)); HF_TOTAL;
  @ assigns c->session.ticket_n, c->chain.buffer[0 .. c->chain.size - 1]; HF_STAYS_SOUND(c); */
static void seal(struct hf_connection *c, const uint8_t *nonce) {
  struct hf_session session;
  bool sealed = hf_session_give(c, &session);
  uint32_t n = HF_SEALED_AROUND + session.peer_n;
  sealed = sealed && session.peer_n <= HF_PEER_BYTES && hf_ticket_fits(c, n) &&
           hf_session_seal(c->config->ticket_keys->key, nonce, &session, hf_ticket_at(c, n));
  c->session.ticket_n = sealed ? n : 0u;
  hf_session_wipe(&session);
}

enum hf_error hf_seal_ticket(struct hf_connection *c) {
  uint8_t nonce[HF_SEALED_NONCE];
  c->session.ticket_n = 0u;
  if (!hf_can_seal(c, true))
    return HF_OK;
  if (!hf_port_random(c->config, nonce, sizeof nonce))
    return HF_ERROR_RANDOM_FAILED;
  seal(c, nonce);
  return HF_OK;
}
