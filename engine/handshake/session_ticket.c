/* A server's tickets of TLS 1.2 (RFC 5077): sessions that are sealed with its key. One that a client presents may stand anywhere in its
   hello: it is put at the end of the chain's buffer, behind the place of a hello's many extensions, and is read when all of the
   hello was. */
#include "handshake/session_ticket.h"
#include "crypto/bytes.h"
#include "generated/encode.h"
#include "generated/errors.h"
#include "generated/events.h"
#include "generated/kept.h"
#include "generated/machine.h"
#include "generated/steps.h"
#include "handshake/hello_parts.h"
#include "handshake/limits.h"
#include "handshake/offers.h"
#include "handshake/session_core.h"
#include "handshake/session_steps.h"
#include "handshake/ticket_seal.h"
#include "ports/ports.h"
#include "session/sealed.h"

/* True: a ticket of so many bytes may be a session that we sealed, and there is a place to read it to. */
/*@ requires \valid_read(c) && \valid_read(c->config); HF_TOTAL; assigns \nothing;
  @ ensures \result ==> HF_SEALED_LEAST <= length <= HF_SEALED_MAX && length <= c->chain.size; */
static bool may_be_sealed(const struct hf_connection *c, uint32_t length) {
  uint32_t taken = c->offers.unknown_n > HF_UNKNOWN_EXTENSIONS_MAX ? HF_EXTENSIONS_SIZE : 0u;
  return c->config->ticket_keys != NULL && length >= HF_SEALED_LEAST && length <= HF_SEALED_MAX &&
         taken <= c->chain.size && length <= c->chain.size - taken;
}

/* An empty one says that the client takes tickets, and has none (RFC 5077 3.1). */
enum hf_error hf_offer_ticket_begin(struct hf_connection *c, uint32_t length) {
  if (length != 0u)
    c->offers.flags = c->offers.flags | HF_OFFER_TICKET;
  c->offers.ticket_n = may_be_sealed(c, length) ? length : 0u;
  c->offers.ticket_came = 0u;
  return HF_OK;
}

enum hf_error hf_offer_ticket_bytes(struct hf_connection *c, const uint8_t *in, uint32_t n) {
  uint32_t at = c->offers.ticket_came;
  uint32_t size = c->offers.ticket_n;
  if (size > c->chain.size || at > size || n > size - at)
    return HF_OK;
  hf_copy(&c->chain.buffer[c->chain.size - size + at], in, n);
  c->offers.ticket_came = at + n;
  return HF_OK;
}

bool hf_session_ticket_presented(const struct hf_connection *c) {
  return (c->offers.flags & HF_OFFER_TICKET) != 0u && c->config->ticket_keys != NULL && c->config->ticket_keys->n != 0u;
}

/* A ticket is of TLS 1.2, and as young as one of ours may be. */
/*@ requires \valid_read(c) && \valid_read(c->config) && \valid_read(session); HF_TOTAL; assigns \nothing;
  @ ensures \result ==> session->version == 0x0303; */
static bool is_good(const struct hf_connection *c, const struct hf_session *session) {
  int64_t now = hf_port_now(c->config);
  if (session->version != HF_TLS12 || session->created < 0 || session->created > now)
    return false;
  return now - session->created <= (int64_t)HF_TICKET_LIFETIME;
}

/* The ID is the hello's, and tells the client that its ticket was taken. */
/*@ requires \valid_read(c) && \valid(out) && \separated(out, c); HF_TOTAL;
  @ assigns out->session_id_n, out->session_id[0 .. HF_SESSION_ID_MAX - 1];
  @ ensures \result ==> out->session_id_n <= HF_SESSION_ID_MAX; */
static bool echo_id(const struct hf_connection *c, struct hf_session *out) {
  uint32_t n = c->parser.numbers[HF_NUMBER_CLIENT_HELLO_SESSION_ID];
  if (n > HF_SESSION_ID_MAX)
    return false;
  hf_copy(out->session_id, &c->kept.bytes[HF_KEPT_CLIENT_HELLO_SESSION_ID], n);
  out->session_id_n = n;
  return true;
}

bool hf_session_ticket_open(struct hf_connection *c, struct hf_session *out) {
  const struct hf_ticket_keys *keys = c->config->ticket_keys;
  struct hf_ticket_keys first;
  uint32_t n = c->offers.ticket_n;
  uint8_t *ticket;
  if (keys == NULL || keys->n == 0u || n < HF_SEALED_LEAST || n > c->chain.size || c->offers.ticket_came != n)
    return false;
  ticket = &c->chain.buffer[c->chain.size - n];
  first.key = keys->key;
  first.n = 1u;
  if (!hf_session_unseal(keys, ticket, n, out) || !is_good(c, out))
    return false;
  c->parameters.session_ticket = hf_sealed_by(&first, ticket) ? 0u : 1u;
  return echo_id(c, out);
}

bool hf_session_ticket_promised(const struct hf_connection *c) {
  bool anonymous = c->config->client_authentication == HF_CLIENT_NOT_ASKED || c->parameters.resumed != 0u;
  if (!hf_offered(c, HF_SEEN_SESSION_TICKET) || c->config->tickets == HF_NO_TICKETS || !hf_can_seal(c, anonymous))
    return false;
  return c->parameters.resumed != 0u ? c->parameters.session_ticket != 0u : c->parameters.extended_master_secret != 0u;
}

uint32_t hf_decide_session_ticket(struct hf_connection *c) {
  return c->parameters.session_ticket != 0u ? HF_OUTCOME_SESSION_TICKET_PROMISED : HF_OUTCOME_SESSION_TICKET_NONE;
}

/* How long the ticket is good from now on, in seconds; 0 would leave it open (RFC 5077 3.3). A session that is resumed is no younger. */
/*@ requires \valid_read(c) && \valid_read(c->config); HF_TOTAL; assigns \nothing; ensures 1 <= \result <= HF_TICKET_LIFETIME; */
static uint32_t lifetime_left(const struct hf_connection *c) {
  int64_t now = hf_port_now(c->config);
  int64_t age = c->session.created >= 0 && now > c->session.created ? now - c->session.created : 0;
  return age < (int64_t)HF_TICKET_LIFETIME ? HF_TICKET_LIFETIME - (uint32_t)age : 1u;
}

/* One that was promised and cannot be made is of no length (RFC 5077 3.3). */
enum hf_error hf_do_make_session_ticket(struct hf_connection *c) {
  enum hf_error error;
  if (c->parameters.resumed == 0u)
    hf_bind_session(c);
  error = hf_seal_ticket(c);
  c->session.ticket_lifetime = c->session.ticket_n != 0u ? lifetime_left(c) : 0u;
  return error;
}

void hf_send_new_session_ticket_tls12(struct hf_connection *c, struct hf_writer *w) {
  struct hf_out_new_session_ticket_tls12 m;
  m.ticket_lifetime_hint = c->session.ticket_lifetime;
  m.ticket = hf_ticket_at(c, c->session.ticket_n);
  m.ticket_n = c->session.ticket_n;
  hf_encode_new_session_ticket_tls12(w, &m);
}
